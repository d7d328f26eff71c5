"""Lays blocks out as a page of a width: each kind of block in lines, any row on demand. Pure."""
