"""Where things are on a page, and how one gets there: words, headings, links, the caret. Pure."""
