"""The command line: starts the screen last and lazily."""
