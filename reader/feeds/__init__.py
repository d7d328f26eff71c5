"""Subscriptions: the web's feeds become article files in a folder that the user owns. Network and disk."""
