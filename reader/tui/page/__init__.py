"""The page: draws the typesetter's lines, and knows where in the text the reader is."""
