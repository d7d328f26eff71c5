"""The screen: its lines and panes put together, where keys and messages go, how it begins and ends."""
