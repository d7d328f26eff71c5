"""Lists of feeds of other programs: OPML and newsboat."""
