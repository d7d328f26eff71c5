"""The screen in a browser: a server on this machine that starts a newsreader for each viewer."""
