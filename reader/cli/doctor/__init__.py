"""What is wrong around the program, found by ``newsreader doctor``: a table of checks, each of which fails alone."""
