"""The sidebar: groups and articles, which of them show, and the cursor."""
