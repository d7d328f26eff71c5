"""What one works with: the open library, the journal, the settings; and what a session leaves for the next."""
