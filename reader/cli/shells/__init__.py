"""The scripts by which shells complete command lines of ``newsreader``."""
