"""Subscriptions: entries of feeds become article files in a folder of the user's. Network and disk."""
