"""What feeds of a folder may do: what the user agreed to, and what needs a yes."""
