"""Subscriptions: the web's feeds become article files in a folder that the user owns. Network and disk."""

import logging

# Without a log that is kept, its last resort would be stderr, which may be the screen.
logging.getLogger(__name__).addHandler(logging.NullHandler())
