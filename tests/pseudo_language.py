"""A language in which every sentence is a third longer and stands in brackets: what is cut has only one of them."""

from gettext import NullTranslations

OPEN, CLOSE = "⟦⟧"


class PseudoLanguage(NullTranslations):
    """Longer than English, as most languages are."""

    def gettext(self, message: str) -> str:
        """Return the sentence, longer; the lines of its end stay where they are."""
        text = message.rstrip("\n")
        return f"{OPEN}{text}{'ő' * (len(text) // 3 + 1)}{CLOSE}{message[len(text) :]}"

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """Return the sentence for the number, longer."""
        return self.gettext(msgid1 if n == 1 else msgid2)


def cut_off(lines: list[str]) -> list[str]:
    """Return the lines on which a sentence is cut, or whose sentence never ends."""
    found: list[str] = []
    begun: list[str] = []
    for line in lines:
        for char in line:
            if char == OPEN:
                begun.append(line)
            elif char == CLOSE and begun:
                begun.pop()
            elif char == CLOSE:
                found.append(line)
    return found + begun
