"""The command line: parses arguments, runs commands, starts the screen."""
