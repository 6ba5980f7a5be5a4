"""Prose out of packed documents: headings without procedure, chunks of a passage's length, prose told from tables."""

import re
from collections.abc import Iterator

_WORD = re.compile(r"[a-zåäöéü]+(?:-[a-zåäöéü]+)*|\d+", re.IGNORECASE)
_SPACE = re.compile(r"\s+")
_SENTENCE_END = re.compile(r"(?<=[.!?:;])\s+(?=[A-ZÅÄÖ0-9•–-])")
_SECTION_SIGN = re.compile(r"^§ ?\d+ Ärendenummer \S+\s*")
_PARTY = re.compile(r"\s*\([A-ZÅÄÖ]{1,3}\)")

# Openings that say how a matter came to the table, not what it is about; removed in this order.
_PROCEDURE = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"^§ ?\d+\s*",
        r"^(?:ärende|motioner|beslutsärenden)(?: \d+)? - ",
        (
            r"^(?:Redovisning|Återredovisning|Slutredovisning) av\s+(?:(?:kommunfullmäktiges|kommunstyrelsens) )?uppdrag(?:et)?\s+"
            r"(?:om att|att|om|gällande|avseende|angående|kring|i att|till \w+(?: \w+)? (?:om )?att)?\s*"
        ),
        r"^(?:Yttrande över |Svar på |Interpellationssvar(?: -)? )",
        r"^Motion av .{3,160}?\) (?:om|angående|gällande|för) (?:att )?",
        r"^Interpellation av .{3,120}?\) till .{3,90}? (?:angående|om|gällande) ",
        r"^(?:Hemställan från|Framställan från) .{3,80}? (?:om|avseende|angående) ",
        r"^Yrkande från .{1,60}? (?:angående|om|gällande) (?:att )?",
        r"^Stadsrevisionens rapportsammandrag(?: -| –)? ",
        r"^Remiss(?: från [\w\s]{3,60}?)?(?: -| –|:)? ",
        r"^(?:Anmälan av |Information om |Förslag till |Förslag om )",
    )
)

CHUNK_WORDS = (40, 140)  # a chunk is closed from the first number on and never holds more than the second
_SHORTEST_CHUNK = 8
_SHORTEST_PROSE = 40
_LETTER_SHARE = 0.88
_FUNCTION_WORDS = "och att som i för av på är en det den till med".split()


def words(text: str) -> list[str]:
    """Lower-cased words and numbers."""
    return [word.lower() for word in _WORD.findall(text)]


def matter(heading: str) -> str:
    """What a heading is about, without its procedural opening and party letters."""
    text = _SPACE.sub(" ", heading).strip()
    for pattern in _PROCEDURE:
        text = pattern.sub("", text)
    return _PARTY.sub("", text).strip(" -–:.")


def without_heading(text: str, heading: str) -> str:
    """`text` with the heading removed wherever it is repeated, so that a pair cannot be solved by copying."""
    for repeated in (heading, matter(heading)):
        if len(repeated) > 12:  # noqa: PLR2004 - shorter ones are ordinary words of the text
            flat = r"\s+".join(map(re.escape, repeated.split()))
            text = re.sub(flat, " ", text, flags=re.IGNORECASE)
    return _SECTION_SIGN.sub("", text.strip())


def chunks(text: str) -> list[str]:
    """Cut text (one paragraph a line) into chunks of CHUNK_WORDS words, at sentence ends where possible."""
    low, high = CHUNK_WORDS
    done: list[str] = []
    current: list[str] = []
    for paragraph in text.split("\n"):
        for part in _parts(paragraph, high):
            if current and len(current) + len(part) > high:
                done.append(" ".join(current))
                current = []
            current = current + part
        if len(current) >= low:
            done.append(" ".join(current))
            current = []
    done.append(" ".join(current))
    return [chunk for chunk in done if chunk.count(" ") >= _SHORTEST_CHUNK - 1]


def _parts(paragraph: str, high: int) -> Iterator[list[str]]:
    """The paragraph's words, whole if it is short, else by sentence; never more than `high` at a time."""
    fits = len(paragraph.split()) <= high
    for sentence in [paragraph] if fits else _SENTENCE_END.split(paragraph):
        tokens = sentence.split()
        yield from (tokens[at : at + high] for at in range(0, len(tokens), high))


def is_prose(text: str) -> bool:
    """Whether this is running Swedish: no table, no list of names and numbers."""
    if len(text) < _SHORTEST_PROSE:
        return False
    if sum(character.isalpha() or character == " " for character in text) / len(text) < _LETTER_SHARE:
        return False
    padded = f" {text.lower()} "
    return sum(padded.count(f" {word} ") for word in _FUNCTION_WORDS) >= 3  # noqa: PLR2004 - a list seldom has three


def prose_chunks(text: str) -> list[str]:
    """The chunks that are prose."""
    return [chunk for chunk in chunks(text) if is_prose(chunk)]
