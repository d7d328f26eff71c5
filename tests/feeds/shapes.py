"""Feeds as programs that many people use make them, written after their public form."""

NAMESPACES = (
    'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:media="http://search.yahoo.com/mrss/" '
    'xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd" xmlns:podcast="https://podcastindex.org/namespace/1.0" '
    'xmlns:webfeeds="http://webfeeds.org/rss/1.0"'
)


def rss(*items: str, title: str = "The feed", more: str = "") -> str:
    """Return an RSS document with the namespaces of podcasts and media."""
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" {NAMESPACES}><channel><title>{title}</title>'
        f"<link>https://example.org/</link>{more}{''.join(items)}</channel></rss>"
    )


def podcast(base: str = "https://cdn.example.org", title: str = "Talking to bees") -> str:
    """Return a podcast's feed with two episodes, whose files are below ``base``."""
    return rss(
        f"""<item><title>{title}</title><guid isPermaLink="false">ep-12</guid><link>https://example.org/12</link>
<pubDate>Wed, 01 May 2024 12:30:00 EDT</pubDate><itunes:episode>12</itunes:episode><itunes:season>3</itunes:season>
<itunes:duration>00:42:10</itunes:duration><description>&lt;p&gt;We talk to &lt;b&gt;bees&lt;/b&gt; about summer.&lt;/p&gt;</description>
<enclosure url="{base}/ep12.mp3" type="audio/mpeg" length="39845888"/>
<podcast:chapters url="{base}/ep12.json" type="application/json+chapters"/>
<podcast:transcript url="{base}/ep12.vtt" type="text/vtt"/></item>""",
        f"""<item><title>Two voices</title><guid isPermaLink="false">ep-11</guid><link>https://example.org/11</link>
<pubDate>Wed, 24 Apr 2024 12:30:00 EDT</pubDate><itunes:duration>4330</itunes:duration>
<description>Without a size.</description><enclosure url="{base}/ep11.m4a" type="" length="0"/></item>""",
        title="Bees on air",
        more="<language>en-us</language><itunes:author>Ann</itunes:author>",
    )


def mastodon(base: str = "https://files.example.social") -> str:
    """Return an account's feed: posts without titles, with images that have words, and a film."""

    def image(number: int, words: str) -> str:
        said = f'<media:description type="plain">{words}</media:description>' if words else ""
        return (
            f'<media:content url="{base}/media/{number}.png" type="image/png" fileSize="51200" medium="image">'
            f'<media:rating scheme="urn:simple">nonadult</media:rating>{said}</media:content>'
        )

    film = (
        f'<media:content url="{base}/media/9.mp4" type="video/mp4" fileSize="2097152" medium="video">'
        '<media:rating scheme="urn:simple">nonadult</media:rating></media:content>'
    )
    return rss(
        f"""<item><guid isPermaLink="true">https://example.social/@ann/1</guid><link>https://example.social/@ann/1</link>
<pubDate>Wed, 01 May 2024 12:30:00 +0000</pubDate><description>&lt;p&gt;Two hives today.&lt;/p&gt;</description>
{image(1, "A wooden hive under an apple tree, with a much longer description than the post has words.")}{image(2, "蜂箱的特写")}
<category>bees</category></item>""",
        f"""<item><guid isPermaLink="true">https://example.social/@ann/2</guid><link>https://example.social/@ann/2</link>
<pubDate>Tue, 30 Apr 2024 12:30:00 +0000</pubDate><description>&lt;p&gt;Listen to them.&lt;/p&gt;</description>{film}</item>""",
        title="Ann",
    )


YOUTUBE = """<?xml version="1.0" encoding="UTF-8"?><feed xmlns:yt="http://www.youtube.com/xml/schemas/2015"
xmlns:media="http://search.yahoo.com/mrss/" xmlns="http://www.w3.org/2005/Atom"><title>Bees</title>
<entry><id>yt:video:abc123</id><yt:videoId>abc123</yt:videoId><title>How bees dance</title>
<link rel="alternate" href="https://www.youtube.com/watch?v=abc123"/><author><name>Bees</name></author>
<published>2024-05-01T12:30:00+00:00</published><updated>2024-05-02T12:30:00+00:00</updated>
<media:group><media:title>How bees dance</media:title>
<media:content url="https://www.youtube.com/v/abc123?version=3" type="application/x-shockwave-flash" width="640" height="390"/>
<media:thumbnail url="https://i1.ytimg.com/vi/abc123/hqdefault.jpg" width="480" height="360"/>
<media:description>The waggle dance, explained.</media:description></media:group></entry></feed>"""
