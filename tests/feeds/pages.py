"""Pages as sites make them, for the tests."""

SENTENCE = "Bees find their home by the sun, by the sky, and by what they smell on the way, as was found out long ago. "

FURNITURE = """<nav><ul><li><a href="/">Home</a></li><li><a href="/all">All articles</a></li></ul></nav>"""

BEES = f"""<!DOCTYPE html><html lang="en"><head><title>How bees find home | The Hive</title>
<meta property="og:site_name" content="The Hive"><meta name="author" content="Ann Example">
<meta property="article:published_time" content="2026-05-04T10:00:00+02:00">
<meta property="og:image" content="/bee.jpg"><meta name="description" content="On the sun.">
<link rel="canonical" href="/bees"></head><body>{FURNITURE}
<article><h1>How bees find home</h1><p>{SENTENCE * 3}</p><h2>By the sun</h2><p>{SENTENCE * 2}</p>
<div class="highlight"><pre class="language-python"><code>def f():
    return 1</code></pre></div>
<p>A picture that loads late follows here, with its words, and then a list.</p>
<figure><img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=" data-src="/late.jpg" alt="A bee"></figure>
<ul><li>one</li><li>two</li></ul><blockquote><p>Said by somebody.</p></blockquote>
<table><tr><th>a</th><th>b</th></tr><tr><td>1</td><td>2</td></tr></table>
<img src="/pixel.gif" width="1" height="1"><p>More is <a href="more">elsewhere</a>. {SENTENCE}</p></article>
<footer>Copyright, all rights reserved</footer></body></html>"""
