"""The web: documents fetched politely, bounded in bytes, time and hops, and never from private networks unasked."""
