"""Says what went wrong with a request: which server, and what to do; never in the words of Python or of OpenSSL. Pure."""

import errno
import socket
import ssl
from collections.abc import Iterator
from http.client import HTTPException, IncompleteRead
from urllib.parse import urlsplit

from urllib3.exceptions import (
    ConnectTimeoutError,
    InvalidHeader,
    NewConnectionError,
    ProxyError,
    ReadTimeoutError,
)

from reader.feeds.web.connection import FetchError
from reader.feeds.web.packing import IncompleteError, OtherEncodingError, PackingError
from reader.i18n import tr
from reader.text import clean_line

_NO_NETWORK = frozenset({errno.ENETUNREACH, errno.ENETDOWN})
_NO_WAY = frozenset({errno.EHOSTUNREACH, errno.EHOSTDOWN, errno.EACCES, errno.EPERM})
_PLAIN_HTTP = frozenset(
    {"WRONG_VERSION_NUMBER", "HTTP_REQUEST", "RECORD_LAYER_FAILURE", "PACKET_LENGTH_TOO_LONG"}
)
_WANTS_CERTIFICATE = frozenset({"TLSV13_ALERT_CERTIFICATE_REQUIRED", "SSLV3_ALERT_BAD_CERTIFICATE"})

_EXPIRED, _NOT_YET, _REVOKED = 10, 9, 23
_OTHER_NAME = frozenset({62, 64})
_UNKNOWN_ISSUER = frozenset({2, 18, 19, 20, 21, 27, 33})
"""What OpenSSL finds wrong with certificates (its X509_V_ERR_…)."""


class OfflineError(FetchError):
    """There is no network: nothing is wrong with the address."""


class NoHttpsError(FetchError):
    """A server that does not speak https; it may speak http."""


def too_long(host: str) -> FetchError:
    """Return the error for a server that took longer than it may."""
    return FetchError(tr("{host} took too long to answer", host=clean_line(host)))


def fault_of(address: str, problem: Exception, *, is_answering: bool = False) -> FetchError:
    """Return the error for what went wrong with a request to an address; ``is_answering``: the answer had begun."""
    parts = urlsplit(address)
    host, causes = clean_line(parts.hostname or ""), list(_causes(problem))
    if any(_is_offline(cause) for cause in causes):
        return OfflineError(tr("No network: {host} was not reached", host=host))
    if any(isinstance(cause, ProxyError) for cause in causes):
        return FetchError(tr("The proxy that the environment names did not connect to {host}", host=host))
    is_https = parts.scheme == "https" and not is_answering
    for cause in causes:
        if isinstance(cause, ssl.SSLError):
            return _fault_of_tls(host, cause)
        if found := _fault_of_network(host, cause, is_https=is_https, has_port=parts.port is not None):
            return found
    return FetchError(tr("{host} could not be reached; check the address, or try again later", host=host))


def _fault_of_network(
    host: str, cause: BaseException, *, is_https: bool, has_port: bool
) -> FetchError | None:
    """Return the error for a cause that says what is wrong; None: it does not."""
    match cause:
        case OtherEncodingError():
            return FetchError(
                tr("{host} compresses its answer as {name}, which was not requested", host=host, name=cause)
            )
        case IncompleteRead() | IncompleteError():
            return FetchError(tr("The answer of {host} was cut off; try again later", host=host))
        case PackingError():
            return FetchError(tr("The answer of {host} is damaged; try again later", host=host))
        case NewConnectionError():
            return None  # the cause of it says more
        case ConnectTimeoutError() | ReadTimeoutError() | TimeoutError():
            return too_long(host)
        case ConnectionRefusedError():
            kind = NoHttpsError if is_https and not has_port else FetchError
            return kind(tr("{host} refused the connection", host=host))
        case ConnectionResetError() | BrokenPipeError() | ConnectionAbortedError():
            if is_https:
                return _closed(host)
            return FetchError(tr("{host} closed the connection", host=host))
        case socket.gaierror() | UnicodeError():
            return FetchError(tr("There is no host {host}; check the address", host=host))
        case OSError(errno=number) if number in _NO_WAY:
            return FetchError(
                tr("No way leads to {host}: it is switched off, or a firewall keeps it away", host=host)
            )
        case HTTPException() | InvalidHeader():
            return FetchError(
                tr("{host} does not answer as a web server does; check the address and its port", host=host)
            )
    return None


def _fault_of_tls(host: str, fault: ssl.SSLError) -> FetchError:
    if isinstance(fault, ssl.SSLCertVerificationError):
        return FetchError(_wrong_certificate(host, fault.verify_code))
    if isinstance(fault, ssl.SSLEOFError | ssl.SSLZeroReturnError):
        return _closed(host)
    if fault.reason in _PLAIN_HTTP:
        return NoHttpsError(tr("{host} does not speak https; write http:// before the address", host=host))
    if fault.reason in _WANTS_CERTIFICATE:
        return FetchError(tr("{host} wants a certificate of yours, which newsreader cannot send", host=host))
    return FetchError(
        tr("{host} and this system have no version of https in common; its owner has to renew it", host=host)
    )


def _closed(host: str) -> FetchError:
    return NoHttpsError(
        tr("{host} closed the connection; if it has no https, write http:// before it", host=host)
    )


def _wrong_certificate(host: str, code: int) -> str:
    """Return what is wrong with a certificate, by OpenSSL's number, and what to do."""
    if code == _EXPIRED:
        return tr("The certificate of {host} has expired; its owner has to renew it", host=host)
    if code == _NOT_YET:
        return tr("The certificate of {host} is not valid yet; check the clock of this machine", host=host)
    if code == _REVOKED:
        return tr("The certificate of {host} was revoked; its owner has to renew it", host=host)
    if code in _OTHER_NAME:
        return tr("The certificate of {host} is for another name; check the address", host=host)
    if code in _UNKNOWN_ISSUER:
        return tr(
            '{host} has a certificate that is not trusted here; if it is yours, name its file in config.toml: '
            '[hosts."{host}"] ca_file = "…"',
            host=host,
        )  # fmt: skip
    return tr("{host} has a certificate that is not valid; its owner has to renew it", host=host)


def _is_offline(cause: BaseException) -> bool:
    if isinstance(cause, socket.gaierror):
        return cause.errno == socket.EAI_AGAIN
    return isinstance(cause, OSError) and cause.errno in _NO_NETWORK


def _causes(problem: BaseException) -> Iterator[BaseException]:
    """Yield a network fault and its causes, as the libraries link them."""
    seen: list[BaseException] = []
    cause: object = problem
    while isinstance(cause, BaseException) and cause not in seen:
        seen.append(cause)
        yield cause
        inner = [
            getattr(cause, name, None) for name in ("reason", "original_error", "__cause__", "__context__")
        ]
        cause = next((each for each in inner if isinstance(each, BaseException)), None)
