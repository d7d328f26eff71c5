"""The typesetter: Markdown → blocks → lines of styled text at a width. Pure."""
