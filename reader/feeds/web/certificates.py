"""Trusts the certificates of a file at one host: of a private authority, or a self-signed one. Disk."""

import os
import ssl

from reader.feeds.web.connection import FetchError
from reader.i18n import tr
from reader.refusal import reason_of
from reader.text import clean_line


def context_with(file: str, host: str) -> ssl.SSLContext:
    """Return a context that trusts the certificates of a file too, beside the system's; raises FetchError.

    ``host`` is what the message names. The name in the certificate is checked as ever.
    """
    context = ssl.create_default_context()
    # A self-signed certificate is trusted as it is, without an authority above it, and old tools left fields out.
    context.verify_flags |= ssl.VERIFY_X509_PARTIAL_CHAIN
    context.verify_flags &= ~ssl.VERIFY_X509_STRICT
    places = {"file": clean_line(file, 200), "host": clean_line(host)}
    try:
        context.load_verify_locations(os.path.expanduser(file))  # noqa: PTH111 - a word of the settings
    except ssl.SSLError as problem:
        sentence = tr("{file}, the ca_file of {host}, holds no certificate in PEM", **places)
        raise FetchError(sentence) from problem
    except OSError as problem:
        sentence = tr(
            "{file}, the ca_file of {host}, cannot be read: {reason}", **places, reason=reason_of(problem)
        )
        raise FetchError(sentence) from problem
    return context
