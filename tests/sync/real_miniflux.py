"""A real Miniflux on a real PostgreSQL, both of the tests' own: on loopback, in a temporary folder, gone afterwards."""

import base64
import json
import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

import urllib3
from urllib3.exceptions import HTTPError

CACHE = Path.home() / ".cache" / "newsreader-tests" / "bin"
"""Where ``.ci/run`` puts Miniflux."""

ADMIN, ADMIN_PASSWORD = "admin", "the admin's phrase"
PASSWORD = "phrase of the tests"
HASH = "$2y$04$eGqpQ8SFVnQFJ6FchLkWkeA3f9EKDMzCZ3/vC6AK2HlpZLZHIvdoq"
"""Of that password (bcrypt), as the integration keeps it."""

_POSTGRES = """
fsync = off
synchronous_commit = off
full_page_writes = off
autovacuum = off
listen_addresses = ''
unix_socket_directories = '{folder}'
shared_buffers = 32MB
max_connections = 40
"""


class Account(NamedTuple):
    """A user of the server."""

    name: str
    key: str
    """Of the API: a password costs the server a tenth of a second of CPU with each request."""


class Miniflux:
    """The server; each test has an account of its own."""

    def __init__(self) -> None:
        """Start both; raises OSError or subprocess.SubprocessError where that fails."""
        self._folder = Path(tempfile.mkdtemp(prefix="nr-pg-", dir="/tmp"))  # short: a socket is in it
        self._accounts = 0
        self._server: subprocess.Popen[bytes] | None = None
        # PostgreSQL refuses to run as root.
        self._user: dict[str, Any] = {}
        if os.geteuid() == 0:
            self._user = {"user": "postgres", "group": "postgres", "extra_groups": []}
            shutil.chown(self._folder, "postgres", "postgres")
        data = self._folder / "data"
        order = [_tool("initdb"), "-D", str(data), "-U", "postgres", "-A", "trust", "--no-sync", "-E", "UTF8", "--no-locale"]  # fmt: skip
        subprocess.run(order, check=True, capture_output=True, cwd="/", timeout=60, **self._user)
        with (data / "postgresql.conf").open("a") as file:
            file.write(_POSTGRES.format(folder=self._folder))
        with (self._folder / "log").open("wb") as log:
            self._postgres = subprocess.Popen(
                [*_dying(), _tool("postgres"), "-D", str(data)], stdout=log, stderr=log, cwd="/", **self._user
            )
        self.port = _free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        try:
            _wait(lambda: self.sql("select 1"), ChildProcessError)
            self.start()
        except BaseException:
            self.close()
            raise

    def start(self) -> None:
        """Start Miniflux, on the same port and database as before."""
        environment = {
            "DATABASE_URL": f"host={self._folder} user=postgres dbname=postgres sslmode=disable",
            "RUN_MIGRATIONS": "1", "CREATE_ADMIN": "1", "ADMIN_USERNAME": ADMIN, "ADMIN_PASSWORD": ADMIN_PASSWORD,
            "LISTEN_ADDR": f"127.0.0.1:{self.port}", "DISABLE_SCHEDULER_SERVICE": "1",
            "FETCHER_ALLOW_PRIVATE_NETWORKS": "1", "INTEGRATION_ALLOW_PRIVATE_NETWORKS": "1",
        }  # fmt: skip
        with (self._folder / "miniflux.log").open("ab") as log:
            self._server = subprocess.Popen(
                [*_dying(), str(binary())], env=environment, stdout=log, stderr=log, cwd="/"
            )
        _wait(lambda: self.call("GET", "/v1/me", name=ADMIN, password=ADMIN_PASSWORD), HTTPError)

    def stop(self) -> None:
        """End Miniflux; the database stays."""
        if self._server:
            self._server.terminate()
            try:
                self._server.wait(5)
            except subprocess.TimeoutExpired:
                self._server.kill()
                self._server.wait()
            self._server = None

    def close(self) -> None:
        """End both, and remove all."""
        self.stop()
        self._postgres.send_signal(signal.SIGINT)
        with suppress(subprocess.TimeoutExpired):
            self._postgres.wait(20)
        shutil.rmtree(self._folder, ignore_errors=True)

    def sql(self, statement: str) -> str:
        """Return what a statement gives, as psql prints it."""
        order = [_tool("psql"), "-h", str(self._folder), "-U", "postgres", "-XqAt", "-c", statement]
        done = subprocess.run(order, check=False, capture_output=True, cwd="/", timeout=120, **self._user)
        if done.returncode:
            raise ChildProcessError(done.stderr.decode())
        return str(done.stdout, "utf-8")

    def account(self) -> Account:
        """Return a new user, who has switched Google Reader's API on."""
        self._accounts += 1
        name = f"reader{self._accounts}"
        user = {"username": name, "password": PASSWORD, "is_admin": False}
        made = self.call("POST", "/v1/users", user, name=ADMIN, password=ADMIN_PASSWORD)
        self.sql(
            f"update integrations set googlereader_enabled = true, googlereader_username = '{name}',"
            f" googlereader_password = '{HASH}' where user_id = {made['id']}"
        )
        key = self.call("POST", "/v1/api-keys", {"description": "tests"}, name=name)["token"]
        return Account(name, key)

    def call(
        self,
        method: str,
        path: str,
        body: Any = None,
        *,
        key: str = "",
        name: str = "",
        password: str = PASSWORD,
    ) -> Any:
        """Return what the server's own API answers: the third client of the tests, and their oracle."""
        known = base64.b64encode(f"{name}:{password}".encode()).decode()
        login = {"X-Auth-Token": key} if key else {"Authorization": f"Basic {known}"}
        answer = urllib3.request(
            method,
            self.address + path,
            body=None if body is None else json.dumps(body).encode(),
            headers={**login, "Content-Type": "application/json"},
            retries=False,
            timeout=60,
        )
        assert answer.status < 300, (path, answer.status, answer.data)
        return json.loads(answer.data) if answer.data else None


def binary() -> Path | None:
    """Return the program Miniflux; None: it is not installed."""
    found = shutil.which("miniflux") or shutil.which("miniflux.app")
    built = [Path(found)] if found else [CACHE / "miniflux.app"]
    return next((each for each in built if each.exists()), None)


def lacking() -> str:
    """Return what is not installed that the tests need; empty: nothing."""
    if binary() is None:
        return "Miniflux"
    return next((f"PostgreSQL's {name}" for name in ("postgres", "initdb", "psql") if not _tool(name)), "")


def _tool(name: str) -> str:
    """Return a program of PostgreSQL: Debian has them in a folder for each version. Empty: there is none."""
    debian = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), reverse=True)
    return str(debian[0]) if debian else shutil.which(name) or ""


def _dying() -> list[str]:
    """Return the words in front of a command that ends with us, also when we are killed."""
    found = shutil.which("setpriv")
    return [found, "--pdeathsig", "INT"] if found else []


def _free_port() -> int:
    with socket.socket() as made:
        made.bind(("127.0.0.1", 0))
        number: int = made.getsockname()[1]
        return number


def _wait(act: Any, *problems: type[BaseException]) -> None:
    """Do something again until it works, for at most 30 seconds."""
    end = time.monotonic() + 30
    while True:
        try:
            act()
        except problems:
            if time.monotonic() > end:
                raise
            time.sleep(0.03)
        else:
            return
