"""What the user does with accounts at servers of feeds: adding and removing them, turns, what waits to be sent."""
