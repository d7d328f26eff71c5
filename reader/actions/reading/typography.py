"""How the settings want text to be set."""

from reader.page.lines.typography import Typography
from reader.settings import Settings


def typography_of(settings: Settings, *, has_colours: bool = True) -> Typography:
    """Return how the settings want lines to be set; ``has_colours``: colours show what inline code is."""
    if settings.screen_reader:  # lines as they come, for who hears them
        return Typography(code_wrap=settings.wrap_code, in_words=True, marks_code=True)
    return Typography(
        settings.autospace,
        settings.hanging_punctuation,
        settings.justify,
        settings.wrap_code,
        settings.chinese_quotes == "corner",
        marks_code=not has_colours,
    )
