"""Files on the disk: written whole or not at all, opened only where they are regular, kept inside their folder, locked. Disk."""
