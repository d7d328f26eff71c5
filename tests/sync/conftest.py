"""The real servers of the tests: Miniflux where it is installed, and the server that NEWSREADER_TEST_GREADER names."""

import os
from collections.abc import Callable, Iterator
from typing import NamedTuple

import pytest

from reader.feeds.web.fetch import Fetcher
from reader.sync.greader import GoogleReader
from reader.sync.miniflux import Miniflux as MinifluxClient
from reader.sync.server import Server
from tests.feeds.server import Web
from tests.sync.phones import AnyPhone, MinifluxPage, Phone
from tests.sync.real_miniflux import PASSWORD, Miniflux, lacking


@pytest.fixture(scope="session")
def miniflux() -> Iterator[Miniflux]:
    """A Miniflux of this run."""
    if missing := lacking():
        pytest.skip(f"{missing} is not installed")
    server = Miniflux()
    yield server
    server.close()


class Place(NamedTuple):
    """An account at a real server."""

    kind: str
    """``miniflux``, ``own api`` (of Miniflux) or ``named``."""
    client: Callable[[], Server]
    """Makes a client of ours."""
    stranger: Server
    """A client of ours with a wrong password."""
    phone: Phone
    """Another client."""


@pytest.fixture(params=["miniflux", "own api", "named"])
def place(request: pytest.FixtureRequest) -> Iterator[Place]:
    """An empty account at each real server."""
    if request.param != "named":
        server: Miniflux = request.getfixturevalue("miniflux")
        account = server.account()
        address, user, password = server.address, account.name, PASSWORD
        phone: Phone = MinifluxPage(server, account.key)
    else:
        named = os.environ.get("NEWSREADER_TEST_GREADER", "").split(maxsplit=2)
        if len(named) != 3:
            pytest.skip('no server is named: NEWSREADER_TEST_GREADER="ADDRESS USER PASSWORD"')
        address, user, password = named
        phone = AnyPhone(address, user, password)
        phone.empty()

    def client() -> Server:
        if request.param == "own api":
            return MinifluxClient(Fetcher(), address, "", account.key)
        return GoogleReader(Fetcher(), address, user, password)

    make = MinifluxClient if request.param == "own api" else GoogleReader
    yield Place(request.param, client, make(Fetcher(), address, user, "wrong"), phone)
    phone.empty()


@pytest.fixture
def web() -> Iterator[Web]:
    """The web that the servers fetch feeds from."""
    made = Web()
    yield made
    made.close()
