"""What extraction does to a protocol's text: each noise takes text and gives text, and what it says stays the same."""

import re
import unicodedata
from collections.abc import Callable
from itertools import count

Noise = Callable[[str], str]

_LONG_WORD = re.compile(r"(?<![\w-])([a-zåäö]{5,})([a-zåäö]{4,})(?=[ .,]|$)", re.MULTILINE)
_SECTION_LINE = re.compile(
    r"^(?:Beslut|BESLUT|Omröstning|Yrkanden|Reservation|Sammanfattning|Beslutsgång)$", re.MULTILINE
)
_PARAGRAPH_SIGN = re.compile(r"^([ \f]*(?:[A-ZÅÄÖ][A-Za-z]{1,3} )?)§ ?(?=\d)", re.MULTILINE)
_LIGATURES = (("ffi", "ﬃ"), ("fi", "ﬁ"), ("fl", "ﬂ"))
_EVERY = 5  # a fifth of the long words is broken: a page has some, not only such


def hyphenated(text: str) -> str:
    """Words broken at the line's end."""
    return _some(_LONG_WORD, text, lambda m: f"{m[1]}-\n{m[2]}")


def soft_hyphens(text: str) -> str:
    """Invisible hyphens left inside words."""
    return _some(_LONG_WORD, text, lambda m: f"{m[1]}\u00ad{m[2]}")


def no_break_spaces(text: str) -> str:
    """Spaces between words that are no-break spaces; margins stay."""
    return re.sub(r"(?<=\S) (?=\S)", "\u00a0", text)


def ligatures(text: str) -> str:
    """`fi` and `fl` as one sign."""
    for plain, joined in _LIGATURES:
        text = text.replace(plain, joined)
    return text


def decomposed(text: str) -> str:
    """Letters and their accents apart, as macOS writes them."""
    return unicodedata.normalize("NFD", text)


def letter_spaced(text: str) -> str:
    """Section headings set with a space between all letters."""
    return _SECTION_LINE.sub(lambda m: " ".join(m[0]), text)


def mojibake(text: str) -> str:
    """UTF-8 read as Windows-1252; what that cannot say is read as Latin-1."""
    return "".join(
        bytes([byte]).decode("cp1252", "ignore") or chr(byte) if byte > 127 else chr(byte) for byte in text.encode()
    )


def spread_out(text: str) -> str:
    """A blank line after every line."""
    return "\n".join(line + "\n" if line.strip() else line for line in text.split("\n"))


def lost_signs(text: str) -> str:
    """§ headings that have lost their sign."""
    return _PARAGRAPH_SIGN.sub(r"\1", text)


def misread(text: str) -> str:
    """Party letters and months that character recognition takes for others."""
    return text.replace("(S)", "(5)").replace("Kommunfullmäktiges beslut\n", "Kommunfullmäktiges bes1ut\n")


KEEPS_ALL: dict[str, Noise] = {
    "hyphenation": hyphenated,
    "soft hyphens": soft_hyphens,
    "no-break spaces": no_break_spaces,
    "ligatures": ligatures,
    "decomposed letters": decomposed,
    "letter-spaced headings": letter_spaced,
    "mojibake": mojibake,
    "blank lines": spread_out,
}
LOSES_SOME: dict[str, Noise] = {"lost signs": lost_signs, "recognition": misread}


def _some(pattern: re.Pattern[str], text: str, change: Callable[[re.Match[str]], str]) -> str:
    turn = count()
    return pattern.sub(lambda m: m[0] if next(turn) % _EVERY else change(m), text)
