"""The terminal: bytes to keys, pixels to codes, signals, and the wall that everything written passes."""
