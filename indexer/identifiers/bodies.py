"""Municipal bodies: names to codes and back, by the table beside this file and by rule for those that nobody listed."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from indexer.codec import read_table
from indexer.identifiers.body_words import DEFINITE, DEFINITE_OF, GENITIVE, INDEFINITE
from indexer.language.spans import without_overlap

_WORD = re.compile(r"[^\W\d_]+")
_DERIVED = re.compile(rf"(?:{DEFINITE})\Z")
_STEMS = re.compile(rf"({INDEFINITE})(?:en|et|n)?\Z")
_GENITIVE = re.compile(rf"{GENITIVE}\Z", re.IGNORECASE)
# `barn- och utbildningsnämndens arbetsutskott`: up to four words, the last two of which name the kind of body.
_NAMED = re.compile(
    r"\b(?:[^\W\d_]+(?:-,?)? ){0,4}?[^\W\d_]*"
    r"(?:nämnd(?:en)?|styrelse[n]?|fullmäktige)(?:s\b(?: [^\W\d_]{0,30}(?:utskott(?:et)?|beredning(?:en)?)s?)?|\b)",
    re.IGNORECASE,
)
_UTSKOTT = re.compile(r"\b[^\W\d_]{3,30}utskott(?:et)?s?\b", re.IGNORECASE)
_LONGEST_NAME = 6  # words of the longest listed name
_FIRST_PART = re.compile(r"[^\W\d_]+-(?:, [^\W\d_]+-)* och \Z", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class BodyMatch:
    """A body named in a text: span, code and the name without genitive."""

    start: int
    end: int
    code: str
    name: str


def body_code(name: str) -> str | None:
    """`Kommunstyrelsens arbetsutskott` → `KSAU`; an unlisted body gets its initials, other text None."""
    plain = _definite(name)
    known = _codes().get(plain) or _listed_last(plain)
    if known:
        return known
    owner, _, kind = plain.rpartition("s ")
    if owner and kind.endswith(("utskottet", "beredningen")):
        owner_code = body_code(owner)
        return owner_code + _initials(kind) if owner_code else None
    return _initials(plain) if _DERIVED.search(plain) and len(plain) > len("nämnden") else None


def body_name(code: str) -> str | None:
    """`KSAU` → `Kommunstyrelsens arbetsutskott`; None for a code that is not in the table."""
    return _names().get(code.upper())


def find_bodies(text: str, *, loose: bool = False) -> tuple[BodyMatch, ...]:
    """Every body named in full or by a listed code. `loose` takes codes in lower case too, as people type them."""
    found = [_shortened(text, match.start(), match.end()) for match in _NAMED.finditer(text)]
    found += [_match(text, m.start(), m.end()) for m in _UTSKOTT.finditer(text)]
    found += [
        BodyMatch(m.start(), m.end(), m.group().upper(), body_name(m.group()) or m.group())
        for m in _WORD.finditer(text)
        if body_name(m.group()) and (loose or m.group().isupper())
    ]
    return without_overlap(match for match in found if match)


def _listed_last(plain: str) -> str | None:
    """The code of a listed body at the end, as in a page head: `ekhamra kommun kommunstyrelsen`; never of a part of a name."""
    words = plain.split(" ")
    for at in range(max(1, len(words) - _LONGEST_NAME), len(words)):
        code = _codes().get(" ".join(words[at:]))
        if code and not words[at - 1].endswith(("och", "-", "s")):
            return code
    return None


def _shortened(text: str, start: int, end: int) -> BodyMatch | None:
    """The longest listed or derivable name that ends here: leading words that belong to the sentence are dropped."""
    words = [start + m.start() for m in re.finditer(r"\S+", text[start:end])]
    listed = (_match(text, at, end) for at in words if _definite(text[at:end]) in _codes())
    best = next(listed, None)
    if best:
        return best
    owner_end = text.find("s ", start, end)
    last = max((at for at in words if owner_end < 0 or at < owner_end), default=words[0])
    first_part = _FIRST_PART.search(text, start, last)
    found = _match(text, first_part.start() if first_part else last, end)
    return found if found and found.code and len(found.name.split()[0]) > 1 else None


def _match(text: str, start: int, end: int) -> BodyMatch | None:
    name = text[start:end]
    code = body_code(name)
    return BodyMatch(start, end, code, _without_genitive(name)) if code else None


def _definite(name: str) -> str:
    """Lower case, without genitive, in the definite form the table has."""
    plain = _without_genitive(" ".join(name.lower().replace("\u2011", "-").split()))
    stem = _STEMS.search(plain)
    return plain[: stem.start()] + DEFINITE_OF[stem.group(1)] if stem else plain


def _without_genitive(name: str) -> str:
    return name[:-1] if _GENITIVE.search(name) else name


def _initials(plain: str) -> str:
    """`miljö- och hälsoskyddsnämnden` → `MHN`, `arbetsutskottet` → `AU`."""
    kind = _DERIVED.search(plain)
    before = plain[: kind.start()] if kind else plain
    letters = [word[0] for word in _WORD.findall(before) if word != "och"]
    return ("".join(letters) + (kind.group()[0] if kind else "")).upper()


@cache
def _listed() -> Mapping[str, tuple[str, ...]]:
    return read_table("indexer.identifiers", "bodies.toml", dict[str, dict[str, tuple[str, ...]]])["bodies"]


@cache
def _codes() -> dict[str, str]:
    return {_definite(name): code for code, names in _listed().items() for name in names}


@cache
def _names() -> dict[str, str]:
    return {code: names[0] for code, names in _listed().items()}
