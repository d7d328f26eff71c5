"""The scan: files of the folders become rows of the index, and only what changed is read."""
