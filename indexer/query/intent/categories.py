"""Categories, sections and parties asked for in words, and how a § shows them."""

import re
from collections.abc import Iterator, Mapping
from functools import cache

from indexer.identifiers.parties import party_letters, party_named
from indexer.model import SectionType
from indexer.query.vocabulary import by_word, vocabulary

_OPENING = r"^(?:(?:svar|yttrande|beslut|besvarande|behandling|reviderat|ändrat|nytt|anmälan|väckt|ny) (?:på |över |av |om |med anledning av )?)?"
_WORD = re.compile(r"[^\W\d_]+")
NamedSpan = tuple[str, int, int]  # value and where it stands


def find_categories(text: str) -> Iterator[NamedSpan]:
    """The categories named in a question."""
    for match in _WORD.finditer(text):
        name = _categories().get(match.group().lower())
        if name:
            yield name, match.start(), match.end()


def find_sections(text: str) -> Iterator[NamedSpan]:
    """The sections named in a question."""
    for match in _WORD.finditer(text):
        name = _sections().get(match.group().lower())
        if name:
            yield name, match.start(), match.end()


def find_parties(text: str) -> Iterator[NamedSpan]:
    """The parties named; a lone capital is one only beside another party or a deed, else it may be anything."""
    words = [(match.group(), match.start(), match.end()) for match in _WORD.finditer(text)]
    named = [(_party(word), start, end) for word, start, end in words]
    sure = sum(party is not None and end - start > 1 for party, start, end in named)
    acts = any(word.lower() in _categories() or word.lower() in _roles() for word, _, _ in words)
    lone = sum(party is not None and end - start == 1 for party, start, end in named)
    for party, start, end in named:
        if party and (end - start > 1 or sure or acts or lone > 1):
            yield party, start, end + 2 * text.startswith(":s", end)  # `SD:s`


def asked_role(text: str) -> str:
    """The role that the question asks about (`yrkande`, `reservation`), or nothing."""
    return next((role for match in _WORD.finditer(text) if (role := _roles().get(match.group().lower()))), "")


def shows_category(heading: str, name: str) -> bool:
    """Whether a heading is that of a § of the category."""
    return _headings()[name].search(heading) is not None


def names_party(heading: str, party: str) -> bool:
    """Whether a heading names the party by its letters (`Yrkande från SD`, `(SD)`)."""
    return re.search(rf"(?<!\w){re.escape(party)}(?!\w)", heading) is not None


def _party(word: str) -> str | None:
    return word if word in party_letters() else party_named(word) or party_named(word.removesuffix("s"))


@cache
def _categories() -> Mapping[str, str]:
    return by_word({name: category.said for name, category in vocabulary().categories.items()})


@cache
def _headings() -> Mapping[str, re.Pattern[str]]:
    return {
        name: re.compile(category.heading.replace("<OPENING>", _OPENING), re.IGNORECASE)
        for name, category in vocabulary().categories.items()
    }


@cache
def _sections() -> Mapping[str, SectionType]:
    return by_word(vocabulary().sections)


@cache
def _roles() -> Mapping[str, str]:
    return by_word(vocabulary().roles)
