"""How far the motions of the command table go in a pane."""


def steps_of(page: int) -> dict[str, int]:
    """Return by how many rows each motion moves; ``page`` is the rows of a page."""
    page = max(1, page)
    half = max(1, page // 2)
    return {
        "down": 1,
        "up": -1,
        "page_down": page,
        "page_up": -page,
        "half_page_down": half,
        "half_page_up": -half,
    }
