"""The feeds that are followed: ``feeds.toml``, the state of each on this device, when each is due. Disk."""
