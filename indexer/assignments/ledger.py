"""Assignments and what became of them, over everything the asker may see. "Open" says only that no report is found here."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from indexer.assignments.given import Assignment, given
from indexer.assignments.reported import Report, reports
from indexer.engine import AllOf, AnyOf, Clause, Filters, Phrase, ResultSetRequest, SearchEngine, Term
from indexer.language import stem, surfaces
from indexer.model import Access, Document, Note
from indexer.query import Query
from indexer.query.filters import intersect
from indexer.query.intent.assignments import ANY, DONE, OPEN
from indexer.query.intent.soft_filters import SoftFilter
from indexer.ranking.known_items import is_cited
from indexer.ranking.weights import PROPOSING

MOST_READ = 2_000  # §§ of each sort that one question reads, newest first: some 100 ms a thousand
_GIVING: Clause = AnyOf((Phrase(("i", "uppdrag")), Term("uppdra"), Term("uppdras")))
_REPORTED = "redovisning återrapportering återredovisning rapportering rapport svar fullgjort slutfört avslutat"
_REPORTING: Clause = AllOf((Term("uppdrag"), AnyOf(tuple(map(Term, _REPORTED.split())))))
_OPEN = Note("assignments_open")
_NONE = Note("assignments_none")
_CUT = Note("assignments_cut")


@dataclass(frozen=True, slots=True)
class Followed:
    """An assignment, and the id of the § that reports it back, if one is found here."""

    assignment: Assignment
    reported_by: str | None


@dataclass(frozen=True, slots=True)
class Ledger:
    """Per § that gives any, its assignments in order. `complete` is False when there were more §§ than are read."""

    by_id: Mapping[str, tuple[Followed, ...]] = field(default_factory=dict)
    complete: bool = True

    @classmethod
    def for_query(
        cls, engine: SearchEngine, query: Query, filters: Filters, access: Access, *, most: int = MOST_READ
    ) -> "Ledger":
        """What a question needs to know; nothing is read for one that asks for no assignments."""
        if not asks(query):
            return cls()
        names = [Term(word) for wish in query.soft_filters if wish.kind == "mottagare" for word in surfaces(wish.value)]
        giving, all_given = _read(engine, AllOf((_GIVING, *names)), filters, access, most)
        reporting, all_reports = _read(engine, _REPORTING, Filters(), access, most)
        return cls(followed(giving, reporting), complete=all_given and all_reports)

    def resolved(self, query: Query) -> Query:
        """The question, its wishes for assignments with the ids of the §§ that meet them, both by the same assignment."""
        told = [wish for wish in query.soft_filters if wish.kind == "uppdrag"]
        receivers = [wish for wish in query.soft_filters if wish.kind == "mottagare"]
        met = {wish: self._ids([wish]) for wish in told} | {wish: self._ids([wish, *told]) for wish in receivers}
        wishes = tuple(replace(wish, ids=met[wish]) if wish in met else wish for wish in query.soft_filters)
        return replace(query, soft_filters=wishes)

    def filters(self, query: Query) -> Filters:
        """What `uppdrag:öppet` lets through."""
        if not query.assignment_statuses:
            return Filters()
        ids = {name for status in query.assignment_statuses for name in self._where(_has_status(status))}
        return Filters(ids=tuple(sorted(ids)) or ("",))

    def of(self, document_id: str, query: Query) -> tuple[Followed, ...]:
        """The assignments of a §, those that the question asks for first."""
        asked = [_condition(wish) for wish in query.soft_filters if wish.kind in ("uppdrag", "mottagare")]
        asked += [_has_status(status) for status in query.assignment_statuses[:1]]
        return tuple(sorted(self.by_id.get(document_id, ()), key=lambda one: not all(met(one) for met in asked)))

    def notes(self, query: Query) -> Iterator[Note]:
        """What the asker should know of how far this reaches."""
        asked = [wish for wish in query.soft_filters if wish.kind in ("uppdrag", "mottagare")]
        if asked and not self._ids(asked):
            yield _NONE
        elif OPEN in (*query.assignment_statuses, *(wish.value for wish in asked)):
            yield _OPEN
        if not self.complete:
            yield _CUT

    def _ids(self, wishes: Sequence[SoftFilter]) -> frozenset[str]:
        conditions = [_condition(wish) for wish in wishes]
        return frozenset(self._where(lambda one: all(met(one) for met in conditions)))

    def _where(self, condition: Callable[[Followed], bool]) -> Iterable[str]:
        return (name for name, several in self.by_id.items() if any(map(condition, several)))


def asks(query: Query) -> bool:
    """Whether a question is about assignments."""
    return bool(query.assignment_statuses) or any(wish.kind == "uppdrag" for wish in query.soft_filters)


def followed(giving: Iterable[Document], reporting: Iterable[Document]) -> dict[str, tuple[Followed, ...]]:
    """The assignments of §§, each with the last § that reports it: one that decides before one that only proposes."""
    reported = _Reported(reporting)
    found = {document.id: (document, given(document)) for document in giving}
    return {
        name: tuple(Followed(one, reported.by(document, one.point)) for one in assignments)
        for name, (document, assignments) in found.items()
        if assignments
    }


class _Reported:
    """Reports by what they are about."""

    def __init__(self, documents: Iterable[Document]) -> None:
        self._by_case: defaultdict[tuple[str, str], list[Document]] = defaultdict(list)
        self._by_key: defaultdict[tuple[str, str | None], list[tuple[Report, Document]]] = defaultdict(list)
        for document in documents:
            for report in reports(document):
                if report.key:
                    self._by_key[document.municipality, report.key.date_from].append((report, document))
                else:
                    for number in document.case_numbers:
                        self._by_case[document.municipality, number.canonical].append(document)

    def by(self, document: Document, point: str | None) -> str | None:
        """The id of the § that reports this point of a §."""
        about = [
            later
            for report, later in self._by_key[document.municipality, document.date]
            if report.key and is_cited(report.key, document) and (not report.points or point in report.points)
        ]
        about += [
            later
            for number in document.case_numbers
            for later in self._by_case[document.municipality, number.canonical]
        ]
        later = [one for one in about if (one.date or "") > (document.date or "")]
        return max(later, key=_last_word).id if later else None


def _last_word(document: Document) -> tuple[bool, str, str]:
    return document.outcome not in PROPOSING, document.date or "", document.id


def _condition(wish: SoftFilter) -> Callable[[Followed], bool]:
    if wish.kind == "uppdrag":
        return _has_status(wish.value)
    roots = frozenset(map(stem, surfaces(wish.value)))
    return lambda one: roots <= frozenset(map(stem, surfaces(one.assignment.to)))


def _has_status(status: str) -> Callable[[Followed], bool]:
    wanted = {ANY: (True, False), OPEN: (False,), DONE: (True,)}[status]
    return lambda one: (one.reported_by is not None) in wanted


def _read(
    engine: SearchEngine, condition: Clause, filters: Filters, access: Access, most: int
) -> tuple[Sequence[Document], bool]:
    """The newest §§ whose text meets the condition, briefly, and whether that is all of them."""
    narrow = intersect(filters, Filters(meets=(condition,)))
    ids = engine.result_set(ResultSetRequest(filters=narrow, sort="newest", limit=most + 1), access).ids
    return engine.get(ids[:most], access, brief=True), len(ids) <= most
