"""Pictures kept beside the article, where one wants that of a feed."""

import pytest

from reader.feeds.following.subscriptions import Subscription
from tests.feeds.conftest import Ask, Clock
from tests.feeds.server import Web, item, rss

TEXT = (
    "&lt;img src='http://example.org/a.png' alt='A'&gt; &lt;img src='http://example.org/gone.png' alt='B'&gt;"
)


@pytest.fixture
def by_proxy(web: Web, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the server be a proxy too, so that it is anywhere in the web."""
    monkeypatch.setenv("http_proxy", web.address)
    monkeypatch.setenv("no_proxy", "127.0.0.1")


@pytest.mark.usefixtures("by_proxy")
def test_pictures_are_kept_beside_the_article_and_stay_when_it_changes(
    web: Web, ask: Ask, clock: Clock
) -> None:
    web.put("http://example.org/a.png", b"picture", 200, Content_Type="image/png")
    address = web.put("/feed", rss(item(1, text=TEXT)))
    feed = Subscription(address, "Feed", keeps_images=True)
    [outcome] = ask(feed)
    [file] = outcome.added
    [image] = (file.parent / "images").iterdir()
    assert image.read_bytes() == b"picture"
    assert f"![A](images/{image.name})" in file.read_text()
    assert "![B](http://example.org/gone.png)" in file.read_text()
    assert outcome.incomplete == ("http://example.org/gone.png is not an image: the server answers 404",)
    clock.now += 7200
    web.put("/feed", rss(item(1, text=f"New words. {TEXT}")))
    [outcome] = ask(feed)
    assert (outcome.updated, outcome.parked) == ((file,), 0)
    assert f"![A](images/{image.name})" in file.read_text()
    clock.now += 7200
    file.write_text(file.read_text() + "\nMine.\n")
    web.put("/feed", rss(item(1, text=f"Newer words. {TEXT}")))
    [outcome] = ask(feed)
    assert (outcome.updated, outcome.parked) == ((), 1)


def test_none_is_got_from_a_private_network_or_where_nobody_wants_it(
    web: Web, ask: Ask, clock: Clock
) -> None:
    other = Web("127.0.0.5")
    other.put("/a.png", b"picture", 200, Content_Type="image/png")
    text = f"&lt;img src='{other.address}/a.png' alt='A'&gt;"
    address = web.put("/feed", rss(item(1, text=text)))
    ask(address)
    clock.now += 7200
    web.put("/feed", rss(item(1, text=f"New. {text}")))
    [outcome] = ask(Subscription(address, "Feed", keeps_images=True))
    assert "private network" in outcome.incomplete[0]
    assert other.asked == []
    other.close()
