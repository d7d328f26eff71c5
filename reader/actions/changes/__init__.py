"""Acts on articles: read, starred, later, tags, notes, highlights; rules that do so; undo."""
