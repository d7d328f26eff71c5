"""What one does with articles, for screen and command line alike."""
