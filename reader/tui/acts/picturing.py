"""Commands about pictures."""

from typing import TYPE_CHECKING

from reader.i18n import tr

if TYPE_CHECKING:
    from reader.tui.reading_screen import ReadingScreen


class Picturing:
    """Pictures of the web."""

    def __init__(self, screen: "ReadingScreen") -> None:
        self._screen = screen

    def do_load_pictures(self) -> None:
        """Get the pictures of the article from the web; once more ends that."""
        screen = self._screen
        if screen.preview.remote.stop():
            return
        if screen.page.pictures is None:
            screen.say(tr("Pictures are not drawn here: see the setting images and the extra [images]"))
        else:
            screen.preview.remote.load(is_asked=True)
