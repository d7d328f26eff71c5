"""The tables of the index, and what stands in them. Pure.

From the disk upwards:

``dir``, ``file``
    The files that a scan has looked at: a directory (relative to its folder, as bytes) and a name in it,
    with the stamp (mtime_ns, size, inode) it had when it was read. A rescan walks the sorted names of a
    directory beside this table, so it needs neither a dictionary of all files nor to open one that did not
    change. What was looked at and is no article (a FIFO, a conflict copy, a section page without text) has
    a row without an article; what could not be read has the stamp -1, so that it is tried again.
``article``
    What a list shows, what recognises a file that was renamed (``guid``, ``link``, ``body_hash``) and the same
    article in another language (``language``, and ``translation``, its name in all of them): see ``article_columns``.
    Small rows, no text: 40 of them by id cost 0.2 ms. Ids are never used again. ``tags`` are its author's, those of the
    user stand in ``state``.
``value``, ``field``
    What the front matter says under each key: ``author:``, ``mood:`` and the like in queries. A value stands once, as it
    is compared (``folded``) and as it was written first (``shown``); ``field`` says which articles have it.
``term``, ``article_term``, ``article_ids``, ``flags``
    Lists. A term is a name under a key that articles are grouped by: a tag, and for a library that was ever grouped by
    authors (``terms``) an author. ``article_term`` orders each term's articles, newest first, and is what the others
    are made from; ``article_ids`` holds the same order as one blob of 4-byte ids (100,000 of them load in half a
    millisecond, as rows they take 50); ``flags`` one byte per article (unread, starred, later) in blocks of 4,096.
    A list in a scope is a blob filtered by those bytes; counts per term are kept, not computed. Term 0 is
    every article, the term with the empty name those that have nothing under its key. A batch of a scan only marks
    its terms dirty; publishing remakes the blobs and counts of dirty terms and raises ``generation``, upon which
    readers load flags and counts again. A crash between the two leaves the mark for the next scan.
``state``
    The journal's projection: the last writer, by (clock, device), of every field of every key, whether or
    not a file has that key yet; so it does not matter whether scan or journal comes first. Marking changes
    ``state``, ``flags`` and the counts in one transaction.
``problem``
    What its owner may want to mend about a file, article or not; with the line 0 why a file is left out on purpose.
``seal``
    Of a row of ``dir``, ``article``, ``value``, ``term`` and ``problem``: its checksum (see ``seal``).
``meta``
    ``generation``, ``published`` (the highest id of an article when it was raised last: readers know of none beyond it),
    the index's own ``id`` (what stands beside it names it), the journal's ``cursor``, ``reading`` (what the articles were parsed by; another value
    makes all stamps stale), ``doubt`` (see ``removals``), ``keys`` (see ``terms``).
"""

from reader.library.index.article_columns import TABLE

_TABLES = """
CREATE TABLE meta(name TEXT PRIMARY KEY, value) WITHOUT ROWID;
CREATE TABLE folder(id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, name TEXT NOT NULL DEFAULT '');
CREATE TABLE dir(id INTEGER PRIMARY KEY, folder INTEGER NOT NULL, path BLOB NOT NULL, seal INTEGER NOT NULL,
    UNIQUE(folder, path));
CREATE TABLE file(dir INTEGER, name BLOB, mtime_ns INTEGER, size INTEGER, inode INTEGER, article INTEGER,
    PRIMARY KEY(dir, name)) WITHOUT ROWID;
{article};
CREATE TABLE value(id INTEGER PRIMARY KEY, key TEXT NOT NULL, folded TEXT NOT NULL, shown TEXT NOT NULL,
    seal INTEGER NOT NULL, UNIQUE(key, folded));
CREATE TABLE field(value INTEGER, article INTEGER, PRIMARY KEY(value, article)) WITHOUT ROWID;
CREATE INDEX field_article ON field(article);
CREATE TABLE term(id INTEGER PRIMARY KEY AUTOINCREMENT, key TEXT NOT NULL, name TEXT NOT NULL, seal INTEGER NOT NULL,
    total INTEGER NOT NULL DEFAULT 0, unread INTEGER NOT NULL DEFAULT 0, starred INTEGER NOT NULL DEFAULT 0,
    later INTEGER NOT NULL DEFAULT 0, dirty INTEGER NOT NULL DEFAULT 1, UNIQUE(key, name));
CREATE TABLE article_term(term INTEGER, date INTEGER, article INTEGER,
    PRIMARY KEY(term, date DESC, article)) WITHOUT ROWID;
CREATE TABLE article_ids(term INTEGER PRIMARY KEY, ids BLOB NOT NULL);
CREATE TABLE flags(block INTEGER PRIMARY KEY, bits BLOB NOT NULL);
CREATE TABLE state(dir INTEGER, name BLOB, field TEXT, value, clock INTEGER NOT NULL, device TEXT NOT NULL,
    PRIMARY KEY(dir, name, field)) WITHOUT ROWID;
CREATE TABLE problem(dir INTEGER NOT NULL, name BLOB NOT NULL, line INTEGER, message TEXT NOT NULL,
    seal INTEGER NOT NULL);
CREATE INDEX problem_place ON problem(dir, name);
CREATE INDEX term_dirty ON term(id) WHERE dirty;
CREATE INDEX article_canonical ON article(canonical) WHERE canonical != '';
CREATE INDEX article_body ON article(body_hash) WHERE body_hash != x'';
CREATE INDEX article_waits ON article(date) WHERE minutes = 0;
CREATE INDEX article_translation ON article(translation) WHERE translation != '';
"""

STATEMENTS = _TABLES.replace("{article}", TABLE).strip().removesuffix(";").split(";\n")
"""What makes them, one by one."""

LEFT_OUT = 0
"""The line of the reason why a file is left out, which is not a problem."""

COUNT_PROBLEMS = "SELECT count(*) FROM problem WHERE line IS NOT 0"
"""The query for how many problems there are."""
