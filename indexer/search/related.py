"""What stands beside a §: the same case, what it cites, what cites it, and what is like it."""

from collections.abc import Sequence
from dataclasses import dataclass

from indexer.engine import LegRequest, Phrase, SearchEngine, TextQuery
from indexer.identifiers.case_number_keys import lookup_keys
from indexer.identifiers.dates import MONTHS
from indexer.model import Access, Document, ParagraphKey
from indexer.ranking.case_order import in_time_order
from indexer.ranking.known_items import is_cited

_WINDOW = 200
_BETWEEN = 3  # words that may stand between the day and the number of a cited §
_SIMILAR = 5
_LIKE = 0.5  # cosine under which two §§ are not alike


@dataclass(frozen=True, slots=True)
class RelatedParagraphs:
    """§§ around one §. What is cited and what cites may also be of the same case; what is alike is of others."""

    same_case: tuple[Document, ...]
    cites: tuple[Document, ...]
    cited_by: tuple[Document, ...]
    similar: tuple[Document, ...]


def related_paragraphs(engine: SearchEngine, document: Document, access: Access) -> RelatedParagraphs:
    """What the asker may see around a §."""
    finders = (_same_case, _cited, _citing, _similar)
    lists = (finder(engine, document, access) for finder in finders)
    return RelatedParagraphs(*(tuple(one for one in found if one.id != document.id) for found in lists))


def _same_case(engine: SearchEngine, document: Document, access: Access) -> list[Document]:
    numbers = [number for number in document.case_numbers if number.year]
    found = (
        _identified(engine, LegRequest(case_numbers=lookup_keys(numbers), window=_WINDOW), access) if numbers else []
    )
    return in_time_order(one for one in found if one.municipality == document.municipality)


def _cited(engine: SearchEngine, document: Document, access: Access) -> list[Document]:
    keys = [key for reference in document.references if (key := ParagraphKey.of(reference, document.body_code))]
    found = (
        _identified(engine, LegRequest(paragraphs=tuple(dict.fromkeys(keys)), window=_WINDOW), access) if keys else []
    )
    return in_time_order(one for one in found if one.municipality == document.municipality)


def _citing(engine: SearchEngine, document: Document, access: Access) -> list[Document]:
    """§§ whose text has the day and number, and whose references mean this §."""
    if not document.date:
        return []
    phrases = tuple(Phrase((*day, document.paragraph), _BETWEEN) for day in _spellings(document.date))
    found: dict[str, Document] = {}
    for phrase in phrases:
        request = LegRequest(text=TextQuery(must=(phrase,)), window=_WINDOW)
        ids = [scored.id for scored in engine.legs(request, access).keyword]
        found |= {one.id: one for one in engine.get(ids, access, brief=True)}
    return in_time_order(one for one in found.values() if _cites(one, document))


def _cites(one: Document, other: Document) -> bool:
    keys = [key for reference in one.references if (key := ParagraphKey.of(reference, one.body_code))]
    return one.municipality == other.municipality and any(is_cited(key, other) for key in keys)


def _spellings(date: str) -> tuple[tuple[str, ...], ...]:
    """A day as text has it: `25 april 2024` and `2024 04 25`."""
    year, month, day = date.split("-")
    return (str(int(day)), MONTHS[int(month) - 1], year), (year, month, day)


def _similar(engine: SearchEngine, document: Document, access: Access) -> Sequence[Document]:
    near = engine.similar(document.id, access, _WINDOW)
    ids = [scored.id for scored in near if scored.score >= _LIKE]
    seen = {number.canonical for number in document.case_numbers}
    chosen: list[Document] = []
    for one in engine.get(ids[: _SIMILAR * 6], access, brief=True):
        own = {number.canonical for number in one.case_numbers}
        if not own & seen and len(chosen) < _SIMILAR:
            chosen.append(one)
            seen |= own
    return chosen


def _identified(engine: SearchEngine, request: LegRequest, access: Access) -> tuple[Document, ...]:
    return engine.get([scored.id for scored in engine.legs(request, access).identifier], access, brief=True)
