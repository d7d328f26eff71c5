"""Certificates that are made for a test, and servers that have them."""

import shutil
import ssl
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.feeds.server import Web


class Certificate(NamedTuple):
    """A certificate and its key, as files."""

    file: Path
    key: Path


def _openssl(*words: object) -> None:
    if not shutil.which("openssl"):
        pytest.skip("openssl, which makes certificates, is not installed")
    subprocess.run(["openssl", *map(str, words)], check=True, capture_output=True)


def self_signed(folder: Path, name: str = "IP:127.0.0.1", *, more: tuple[str, ...] = ()) -> Certificate:
    """Make a self-signed certificate for a name or an address."""
    found = Certificate(folder / "own.pem", folder / "own.key")
    _openssl(
        "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=test", "-days", "2",
        "-addext", f"subjectAltName={name}", "-keyout", found.key, "-out", found.file, *more,
    )  # fmt: skip
    return found


def of_authority(folder: Path, name: str = "IP:127.0.0.1", days: int = 2) -> tuple[Path, Certificate]:
    """Make a private authority and a certificate that it has signed; return the authority's file too."""
    authority = Certificate(folder / "ca.pem", folder / "ca.key")
    _openssl(
        "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=Our own authority", "-days", "2",
        "-keyout", authority.key, "-out", authority.file,
    )  # fmt: skip
    found, request, more = (
        Certificate(folder / "leaf.pem", folder / "leaf.key"),
        folder / "leaf.csr",
        folder / "leaf.ext",
    )
    more.write_text(f"subjectAltName={name}\n")
    _openssl(
        "req", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=leaf", "-keyout", found.key, "-out", request
    )
    _openssl(
        "x509", "-req", "-in", request, "-CA", authority.file, "-CAkey", authority.key, "-CAcreateserial",
        "-days", days, "-extfile", more, "-out", found.file,
    )  # fmt: skip
    return authority.file, found


@contextmanager
def secure_web(certificate: Certificate, address: str = "127.0.0.1") -> Iterator[Web]:
    """Run a server that speaks https with this certificate."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate.file, certificate.key)
    web = Web(address, context=context)
    yield web
    web.close()
