"""Runs the commands that the user has configured on articles: opens, pipes, shares."""
