"""What the feeds of a folder may do: what the user has agreed to, and what still needs consent. Disk."""
