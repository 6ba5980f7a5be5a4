"""What somebody may be about to type: bodies, case numbers, people and headings that begin so."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Literal

from indexer.engine import FieldBoosts, LegRequest, ResultSetRequest, SearchEngine, Term, TextQuery
from indexer.identifiers.bodies import body_name
from indexer.identifiers.case_number_keys import lookup_keys, query_keys
from indexer.identifiers.typed_case_numbers import find_query_case_numbers
from indexer.language import surfaces
from indexer.model import Access, CaseNumber, Document
from indexer.query.syntax.limits import MOST_TERMS, SHORTEST_PREFIX
from indexer.ranking.collapse import CaseGroups
from indexer.ranking.weights import HEADING_BOOST, TEXT_BOOST

Kind = Literal["nämnd", "diarienummer", "person", "rubrik"]

_MOST = 8
_OF_A_KIND = 3
_WINDOW = 40  # §§ that are looked through
_DIGITS = "0123456789"


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One continuation: what it is and the question it makes."""

    kind: Kind
    text: str


def suggest(engine: SearchEngine, typed: str, access: Access) -> tuple[Suggestion, ...]:
    """At most eight continuations of what has been typed, the surest kinds first."""
    words = surfaces(typed)[:MOST_TERMS]
    if not words:
        return ()
    documents = _beginning_so(engine, words, access)
    kinds: tuple[Iterable[Suggestion], ...] = (
        _numbers(engine, typed, access),
        _bodies(engine, words, access),
        _people(documents, words),
        _headings(documents),
    )
    found = dict.fromkeys(one for kind in kinds[:-1] for one in islice(kind, _OF_A_KIND))
    return tuple(dict.fromkeys([*found, *kinds[-1]]))[:_MOST]


def _beginning_so(engine: SearchEngine, words: Sequence[str], access: Access) -> tuple[Document, ...]:
    """§§ with all the words, the last of them unfinished."""
    last = Term(words[-1], prefix=len(words[-1]) >= SHORTEST_PREFIX)
    boosts = FieldBoosts(heading=HEADING_BOOST, text=TEXT_BOOST)
    text = TextQuery(must=(*(Term(word) for word in words[:-1]), last), boosts=boosts)
    ids = [scored.id for scored in engine.legs(LegRequest(text=text, window=_WINDOW), access).keyword]
    return engine.get(ids, access, brief=True)


def _numbers(engine: SearchEngine, typed: str, access: Access) -> Iterator[Suggestion]:
    """Case numbers that are here and begin as the typed one: itself, and one digit more."""
    for match in find_query_case_numbers(typed)[:1]:
        number = match.number
        longer = [CaseNumber("", "", number.code, number.year, number.serial + digit) for digit in _DIGITS]
        wanted = {key for one in (number, *longer) for key in query_keys(one)}
        request = LegRequest(case_numbers=lookup_keys([number, *longer]), window=_WINDOW)
        documents = engine.get([scored.id for scored in engine.legs(request, access).identifier], access, brief=True)
        own = {one for document in documents for one in document.case_numbers if wanted & set(query_keys(one))}
        plain = {one for document in documents for one in document.case_numbers if not number.code}
        for one in sorted(own or plain, key=lambda one: (len(one.serial), one.serial)):
            yield Suggestion("diarienummer", one.canonical)


def _bodies(engine: SearchEngine, words: Sequence[str], access: Access) -> Iterator[Suggestion]:
    counted = engine.result_set(ResultSetRequest(facets=("body",)), access).facets.get("body", {})
    short = body_name(words[0].upper()) if len(words) == 1 else None
    for name in sorted(counted, key=lambda name: -counted[name]):
        if name == short or _begins(name, words):
            yield Suggestion("nämnd", name)


def _people(documents: Iterable[Document], words: Sequence[str]) -> Iterator[Suggestion]:
    names: dict[str, int] = {}
    for document in documents:
        for person in document.people:
            if _begins(person.name, words):
                names[person.name] = names.get(person.name, 0) + 1
    yield from (Suggestion("person", name) for name in sorted(names, key=lambda name: -names[name]))


def _headings(documents: Sequence[Document]) -> Iterator[Suggestion]:
    """One heading a case."""
    heads = set(CaseGroups.of(documents).heads([document.id for document in documents]))
    yield from (Suggestion("rubrik", document.heading) for document in documents if document.id in heads)


def _begins(name: str, words: Sequence[str]) -> bool:
    """Whether every typed word begins a word of the name, in some order."""
    own = surfaces(name)
    return all(any(one.startswith(word) for one in own) for word in words)
