"""HTML as what it means to a reader: its blocks as Markdown's tokens, its elements as marks on text. Pure."""
