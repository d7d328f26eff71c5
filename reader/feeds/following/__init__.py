"""What is followed: ``feeds.toml``, the state of each feed on this device, when each is due."""
