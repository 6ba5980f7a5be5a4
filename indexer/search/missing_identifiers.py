"""A case number or § that nothing here has: which ones that are here it may have been meant for."""

from collections.abc import Iterator
from dataclasses import replace

from indexer.engine import LegRequest, SearchEngine
from indexer.identifiers.case_number_keys import query_keys
from indexer.identifiers.case_numbers import canonical
from indexer.model import Access, CaseNumber, Document, Note, ParagraphKey
from indexer.query import Query
from indexer.query.intent.identifiers import paragraph_name
from indexer.ranking.case_order import in_meeting_order
from indexer.ranking.known_items import has_number, is_cited

_SHOWN = 3
_STEPS = (1, -1, 2, -2, 3, -3)  # from a serial to its neighbours
_WINDOW = 200


def missing_identifiers(engine: SearchEngine, query: Query, found: list[Document], access: Access) -> tuple[Note, ...]:
    """A note for each named number or § that is not here, with near ones that are."""
    numbers = [number for number in query.case_numbers if not any(has_number(number, document) for document in found)]
    notes = [_number_note(number, _near_numbers(engine, number, access)) for number in numbers]
    if query.paragraphs and not any(is_cited(key, document) for key in query.paragraphs for document in found):
        names = ", ".join(chip.value for chip in query.understood if chip.kind == "hänvisning")
        notes.append(_paragraph_note(names, query.paragraphs[0], engine, access))
    return tuple(notes)


def _number_note(number: CaseNumber, near: list[str]) -> Note:
    if near:
        return Note("case_number_missing_near", {"number": number.canonical, "near": tuple(near)})
    return Note("case_number_missing", {"number": number.canonical})


def _near_numbers(engine: SearchEngine, number: CaseNumber, access: Access) -> list[str]:
    """Numbers that are here, likeliest first: of another code, another year, two digits swapped, a serial beside it."""
    guesses = list(dict.fromkeys(_guesses(number)))
    keys = tuple(dict.fromkeys(key for guess in guesses for key in query_keys(guess)))
    scored = engine.legs(LegRequest(case_numbers=keys, window=_WINDOW), access).identifier if keys else ()
    documents = engine.get([one.id for one in scored], access)
    written: dict[str, None] = {}
    for guess in guesses:
        for document in documents:
            written |= {own.canonical: None for own in document.case_numbers if _same(guess, own)}
    return list(written)[:_SHOWN]


def _guesses(number: CaseNumber) -> Iterator[CaseNumber]:
    if number.year is None or not number.serial.isdigit():
        return
    if number.code:
        yield _other(number, code=None)
    for year in (number.year - 1, number.year + 1):
        yield _other(number, code=number.code, year=year)
    serial = number.serial
    for at in range(len(serial) - 1):
        yield _other(number, code=number.code, serial=serial[:at] + serial[at + 1] + serial[at] + serial[at + 2 :])
    for step in _STEPS:
        if int(serial) + step > 0:
            yield _other(number, code=number.code, serial=str(int(serial) + step))


def _other(number: CaseNumber, **changes: str | int | None) -> CaseNumber:
    other = replace(number, sub=None, **changes)  # type: ignore[arg-type] # the fields of a number
    return replace(other, canonical=canonical(other.code, other.year, other.serial))


def _same(guess: CaseNumber, own: CaseNumber) -> bool:
    return (guess.year, guess.serial.lstrip("0")) == (own.year, own.serial.lstrip("0")) and guess.code in (
        None,
        own.code,
    )


def _paragraph_note(names: str, key: ParagraphKey, engine: SearchEngine, access: Access) -> Note:
    """What the protocol that was named holds instead, when it is here."""
    if key.date_from is None or key.date_from != key.date_to:
        return Note("paragraph_missing", {"names": names})
    whole = replace(key, paragraph=None)
    scored = engine.legs(LegRequest(paragraphs=(whole,), window=_WINDOW), access).identifier
    documents = in_meeting_order(engine.get([one.id for one in scored], access))
    meeting: dict[str, object] = {"names": names, "meeting": paragraph_name(whole)}
    if not documents:
        return Note("paragraph_missing_protocol", meeting)
    ends = {"first": documents[0].paragraph, "last": documents[-1].paragraph}
    return Note("paragraph_missing_in_protocol", {**meeting, **ends})
