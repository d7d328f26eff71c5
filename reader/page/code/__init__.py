"""Code blocks: their languages and syntax colours. Pure."""
