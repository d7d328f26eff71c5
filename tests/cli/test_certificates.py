"""Hosts with certificates of one's own: trusted where the user's settings name them, in a feeds.toml only after a yes."""

import os
from pathlib import Path

import pytest

from tests.cli.conftest import Newsreader
from tests.feeds.certificates import of_authority, secure_web, self_signed
from tests.feeds.server import item, rss


@pytest.fixture
def certificates(tmp_path: Path) -> Path:
    made = tmp_path / "certificates"
    made.mkdir()
    return made


def configure(text: str) -> None:
    file = Path(os.environ["XDG_CONFIG_HOME"]) / "newsreader" / "config.toml"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text)


@pytest.mark.parametrize("kind", ["self-signed", "authority"])
def test_a_certificate_is_trusted_once_the_settings_name_it(
    newsreader: Newsreader, folder: Path, certificates: Path, kind: str
) -> None:
    if kind == "authority":
        trusted, certificate = of_authority(certificates)
    else:
        certificate = self_signed(certificates)
        trusted = certificate.file
    with secure_web(certificate) as web:
        address = web.put("/feed", rss(item(1), title="Mine"))
        done = newsreader("add", "-f", folder, address)
        assert (done.returncode, done.stdout) == (1, "")
        assert done.stderr == (
            f"newsreader: {address}: 127.0.0.1 has a certificate that is not trusted here; if it is yours, name its file "
            'in config.toml: [hosts."127.0.0.1"] ca_file = "…"\n'
        )
        assert web.asked == []
        configure(f'[hosts."127.0.0.1"]\nca_file = "{trusted}"\n')
        done = newsreader("add", "-f", folder, address)
        assert (done.stdout, done.stderr) == ("Mine: 1 article\n", "")


def test_a_certificate_is_trusted_at_no_other_host(
    newsreader: Newsreader, folder: Path, certificates: Path
) -> None:
    certificate = self_signed(certificates, "IP:127.0.0.1,IP:127.0.0.2")
    with secure_web(certificate, "127.0.0.2") as other, secure_web(certificate) as web:
        configure(f'[hosts."127.0.0.1"]\nca_file = "{certificate.file}"\n')
        address = other.put("/feed", rss(item(1)))
        assert (
            "127.0.0.2 has a certificate that is not trusted"
            in newsreader("add", "-f", folder, address).stderr
        )
        web.put("/feed", rss(item(1), title="Mine"))
        assert newsreader("add", "-f", folder, f"{web.address}/feed").stdout == "Mine: 1 article\n"
    assert other.asked == []


def test_the_name_in_a_certificate_of_ones_own_is_checked_too(
    newsreader: Newsreader, folder: Path, certificates: Path
) -> None:
    certificate = self_signed(certificates, "DNS:nas.lan")
    configure(f'[hosts."127.0.0.1"]\nca_file = "{certificate.file}"\n')
    with secure_web(certificate) as web:
        address = web.put("/feed", rss(item(1)))
        told = newsreader("add", "-f", folder, address).stderr
    assert (
        told
        == f"newsreader: {address}: The certificate of 127.0.0.1 is for another name; check the address\n"
    )


def test_an_expired_certificate_is_named(newsreader: Newsreader, folder: Path, certificates: Path) -> None:
    trusted, certificate = of_authority(certificates, days=-1)
    configure(f'[hosts."127.0.0.1"]\nca_file = "{trusted}"\n')
    with secure_web(certificate) as web:
        told = newsreader("add", "-f", folder, web.put("/feed", rss(item(1)))).stderr
    assert "The certificate of 127.0.0.1 has expired; its owner has to renew it" in told


@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        ("none.pem", None, "cannot be read: No such file or directory"),
        ("bad.pem", "not a certificate", "holds no certificate in PEM"),
    ],
)
def test_a_file_without_a_certificate_is_named(
    newsreader: Newsreader, folder: Path, certificates: Path, name: str, data: str | None, told: str
) -> None:
    if data:
        (certificates / name).write_text(data)
    configure(f'[hosts."127.0.0.1"]\nca_file = "{certificates / name}"\n')
    done = newsreader("add", "-f", folder, "https://127.0.0.1:9/feed")
    assert f"{certificates / name}, the ca_file of 127.0.0.1, {told}" in done.stderr


def test_a_feeds_toml_may_name_certificates_after_a_yes_and_as_they_were_then(
    newsreader: Newsreader, folder: Path, certificates: Path
) -> None:
    certificate = self_signed(certificates)
    with secure_web(certificate) as web:
        address = web.put("/feed", rss(item(1), title="Mine"))
        (folder / "own.pem").write_bytes(certificate.file.read_bytes())
        (folder / "feeds.toml").write_text(f'[[feed]]\naddress = "{address}"\nca_file = "own.pem"\n')
        assert "skipped until you agree" in newsreader("refresh", "-f", folder).stderr
        shown = newsreader("trust", folder).stdout
        assert "trusts the certificates in own.pem" in shown
        assert f"the file {folder / 'own.pem'}, as it is now" in shown
        newsreader("trust", "--public", folder)
        assert newsreader("refresh", "-f", folder).returncode != 0
        assert web.asked == []
        newsreader("trust", "--yes", folder)
        assert newsreader("refresh", "-f", folder).stdout == "1 new article\n"
        (folder / "own.pem").write_text("others")
        assert "skipped until you agree" in newsreader("refresh", "--now", "-f", folder).stderr
