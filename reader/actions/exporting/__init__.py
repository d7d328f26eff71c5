"""What leaves the library: articles as Markdown, a page, a book or JSON, and the brief of a day."""
