"""Articles as a feed that others follow: Atom, RSS, JSON Feed, and a page of the list."""
