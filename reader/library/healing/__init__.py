"""A damaged index is found by its checksums, and rebuilt beside the one that is shown."""
