"""Commands, one row each, and the keys that mean them."""
