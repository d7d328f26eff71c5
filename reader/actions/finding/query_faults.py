"""What is wrong with queries of the settings; loads the language only where there are some."""


def query_fault(text: str) -> str:
    """Return what is wrong with a query, as a sentence with the column; empty: nothing."""
    from reader.library.query.faults import fault_in

    return fault_in(text)
