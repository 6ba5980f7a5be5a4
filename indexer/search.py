"""The search itself: a question in, one page of hits out. Knows no engine but the contract, and no surface."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from indexer.candidates import for_a_list, gather, listed, newest_meeting
from indexer.embedding.base import Embedder
from indexer.engine import (
    LEG_WINDOW,
    FacetField,
    Filters,
    LegRequest,
    Legs,
    ResultSet,
    ResultSetRequest,
    SearchEngine,
    Sort,
    TextQuery,
    Vectors,
)
from indexer.errors import NotFoundError, QueryError
from indexer.identifiers.typed_numbers import find_query_case_numbers, query_keys
from indexer.model import Access, CaseNumber, Document
from indexer.nearby import missing
from indexer.query import Query, parse
from indexer.query.narrow import both
from indexer.query.related import Correct, alternatives, related, with_related
from indexer.rank.case_order import final_decision, in_meeting_order, in_time_order
from indexer.rank.collapse import Groups
from indexer.rank.decision_first import decisions_first
from indexer.rank.fuse import IDENTIFIER, Fused, alike, fuse
from indexer.rank.known import Confidence, confidence, leaning
from indexer.rank.named import named_first, number_of
from indexer.rank.snippets import HitPassage, Wanted, shown
from indexer.rank.weights import LEADING, LOOKED_INTO, LOOKED_INTO_FOR_WISHES, SEMANTIC_SHARE, SHOWN_PASSAGES
from indexer.shelf import Shelf
from indexer.words.spelling import shipped_speller

__all__ = ["Case", "Hit", "HitPassage", "Mode", "Results", "SearchOptions", "Searcher"]

Mode = Literal["hybrid", "keyword", "semantic"]


def correct_by_shipped(word: str) -> Sequence[tuple[str, float]]:
    """Spellings by the package's own lexicon."""
    return shipped_speller().correct(word)


LARGEST_PAGE = 100  # hits
DEEPEST_OFFSET = 1_000
_WHOLE_PROTOCOL = 10_000  # §§; no meeting has so many
_CASE_WINDOW = 1_000  # §§ of one case


@dataclass(frozen=True, slots=True)
class SearchOptions:
    """How to search and which page to give. `filters` come on top of those in the question."""

    mode: Mode = "hybrid"
    limit: int = 10
    offset: int = 0
    sort: Sort = "relevance"
    facets: tuple[FacetField, ...] = ()
    collapse: bool = False
    filters: Filters = field(default_factory=Filters)


@dataclass(frozen=True, slots=True)
class Hit:
    """A § that was found. `score` is 0–1 within one answer; `collapsed` holds the ids of the case's other hits."""

    document: Document
    score: float
    matched_by: tuple[str, ...]
    passages: tuple[HitPassage, ...]
    collapsed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Results:
    """One page. `total` and `facets` count the whole result set; `understood` is how the question was read."""

    query: str
    understood: Query
    total: int = 0
    hits: tuple[Hit, ...] = ()
    facets: Mapping[FacetField, Mapping[str, int]] = field(default_factory=dict)
    degraded: tuple[str, ...] = ()
    confidence: Confidence = "none"
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Case:
    """Every § of a case in time order, and the one that has the last word."""

    number: str
    documents: tuple[Document, ...]
    final: Document | None


class Searcher:
    """Search over one engine. `semantic_weight` (0–1) is the meaning's share of a hybrid score."""

    def __init__(
        self,
        engine: SearchEngine,
        embedder: Embedder | None,
        *,
        semantic_weight: float = SEMANTIC_SHARE,
        correct: Correct = correct_by_shipped,
    ) -> None:
        self._engine = engine
        self._embedder = embedder
        self._semantic_weight = semantic_weight
        self._correct = correct

    def search(self, text: str, options: SearchOptions, access: Access) -> Results:
        """One page of the result set: filters ∧ (words ∪ nearest in meaning ∪ identifiers).

        Raises:
            QueryError: the question or the page breaks a limit.
            EngineUnavailableError: the engine cannot answer now.
        """
        _check(options)
        query = parse(text, newest=lambda body: newest_meeting(self._engine, access, body))
        also = related(query.words, self._correct) if not query.exact and not query.listing else ()
        query = with_related(query, also)
        request, unable = self._request(query, options)
        request = for_a_list(self._engine, query, request, access)
        legs = gather(self._engine, query, request, access)
        unscored = listed(self._engine, query, request.filters, access)
        shelf = Shelf(self._engine, access)
        named = named_first(query, shelf.get(scored.id for scored in legs.identifier))
        names = alternatives(also)
        wanted, known = Wanted(query.words, names), Wanted(query.matter, names)
        ranking = self._ranking(query, known, legs, named, unscored, shelf)
        groups = Groups.of(shelf.get(one.id for one in ranking)) if options.collapse and not named else Groups()
        ids, found = self._listed(query, request, legs, [one.id for one in ranking], groups, unscored, options, access)
        return Results(
            query=text,
            understood=query,
            total=found.total,
            hits=tuple(_hits(shelf.get(ids), ranking, groups, wanted)),
            facets=found.facets,
            degraded=tuple(dict.fromkeys((*unable, *legs.degraded))),
            confidence=confidence(query, known, legs, shelf.get(ids[:LEADING])) if found.total else "none",
            notes=(*query.notes, *missing(self._engine, query, named, access)),
        )

    def case(self, text: str, access: Access) -> Case:
        """Every § of the case whose number is in the text.

        Raises:
            NotFoundError: no case number was typed, or none here (or for this asker) has it.
        """
        numbers = _case_numbers(text)
        if not numbers:
            raise NotFoundError(f"{text!r} är inget diarienummer; skriv det till exempel som KS 2025/1036.")
        request = LegRequest(case_numbers=_keys(numbers), window=_CASE_WINDOW)
        legs = self._engine.legs(request, access)
        documents = in_time_order(self._engine.get([scored.id for scored in legs.identifier], access))
        if not documents:
            raise NotFoundError(
                f"Diarienumret {numbers[0].canonical} finns inte här; kontrollera det eller sök på ord."
            )
        return Case(number_of(numbers[0], documents), tuple(documents), final_decision(documents))

    def paragraph(self, document_id: str, access: Access) -> Document:
        """One § by its id.

        Raises:
            NotFoundError: absent, or closed to this asker.
        """
        found = self._engine.get([document_id], access)
        if not found:
            raise NotFoundError("Det finns ingen sådan paragraf här; sök på dess rubrik eller diarienummer.")
        return found[0]

    def protocol(self, protocol_id: str, access: Access) -> tuple[Document, ...]:
        """The §§ of one meeting by number.

        Raises:
            NotFoundError: no § of it is here for this asker.
        """
        whole = ResultSetRequest(filters=Filters(protocol=(protocol_id,)), sort="newest", limit=_WHOLE_PROTOCOL)
        ids = self._engine.result_set(whole, access).ids
        if not ids:
            raise NotFoundError("Det finns inget sådant protokoll här; sök på organ och datum.")
        return tuple(in_meeting_order(self._engine.get(ids, access)))

    def _request(self, query: Query, options: SearchOptions) -> tuple[LegRequest, tuple[str, ...]]:
        """What to score, and which legs were wanted but cannot run. Conditions bind every leg."""
        wanted = query.semantic_text and options.mode != "keyword"
        conditions = Filters(meets=query.text.must, lacks=query.text.must_not)
        request = LegRequest(
            text=query.text if options.mode != "semantic" else TextQuery(),
            vector=self._vector(query.semantic_text) if wanted else None,
            case_numbers=_keys(query.case_numbers),
            paragraphs=query.paragraphs,
            filters=both(_by_key(query.filters), both(_by_key(options.filters), conditions)),
        )
        return request, ("semantic",) if wanted and self._embedder is None else ()

    def _vector(self, text: str) -> Vectors | None:
        """The question's place among the passages; None when the model knows none of its words."""
        vector = self._embedder.embed_query(text) if self._embedder else None
        return vector if vector is not None and vector.any() else None

    def _ranking(
        self,
        query: Query,
        wanted: Wanted,
        legs: Legs,
        named: Sequence[Document],
        unscored: Sequence[str],
        shelf: Shelf,
    ) -> list[Fused]:
        """The §§ that the legs scored, best first: named ones, then what decides before what postpones."""
        first = [Fused(document.id, 1.0, (IDENTIFIER,)) for document in named]
        ids = {one.id for one in first}
        share = leaning(self._semantic_weight, wanted, legs, shelf)
        fused = [one for one in fuse(legs, share, LEG_WINDOW) if one.id not in ids]
        if query.listing:
            fused = alike(fused, unscored)
        depth = LOOKED_INTO_FOR_WISHES if query.wishes else LOOKED_INTO
        looked_into = shelf.get(one.id for one in fused[:depth])
        return [*first, *decisions_first(fused, looked_into, query)]

    def _listed(  # noqa: PLR0913, PLR0917 - all that is known when the page is cut
        self,
        query: Query,
        request: LegRequest,
        legs: Legs,
        scored: Sequence[str],
        groups: Groups,
        unscored: Sequence[str],
        options: SearchOptions,
        access: Access,
    ) -> tuple[Sequence[str], ResultSet]:
        """The ids of the asked page, and the result set. What the legs did not score follows by date, newest first."""
        others = tuple(dict.fromkeys([*unscored, *(one.id for one in (*legs.semantic, *legs.identifier))]))
        asked = (query.text or query.semantic_text or query.identifies) and not query.listing
        if asked and not (request.text or others):
            return (), ResultSet(0)
        ids = others if request.text or not query.listing else ()
        whole = ResultSetRequest(request.text, ids, request.filters, options.facets)
        end = options.offset + options.limit
        if options.sort != "relevance" or not scored:
            sort = "newest" if options.sort == "relevance" else options.sort
            page = replace(whole, sort=sort, offset=options.offset, limit=options.limit)
            found = self._engine.result_set(page, access)
            return found.ids, found
        order = groups.heads(scored)
        if end <= len(order):
            return order[options.offset : end], self._engine.result_set(whole, access)
        found = self._engine.result_set(replace(whole, sort="newest", limit=end + len(scored)), access)
        known = frozenset(scored)
        return [*order, *(name for name in found.ids if name not in known)][options.offset : end], found


def _check(options: SearchOptions) -> None:
    if not 1 <= options.limit <= LARGEST_PAGE:
        raise QueryError(f"En sida kan ha 1–{LARGEST_PAGE} träffar, inte {options.limit}; ändra limit.")
    if not 0 <= options.offset <= DEEPEST_OFFSET:
        raise QueryError(f"Det går att bläddra till träff {DEEPEST_OFFSET}, inte {options.offset}; gör frågan snävare.")


def _hits(documents: Sequence[Document], ranking: Sequence[Fused], groups: Groups, wanted: Wanted) -> Iterator[Hit]:
    scored = {one.id: one for one in ranking}
    for document in documents:
        one = scored.get(document.id) or Fused(document.id, 0.0, ())
        passages = shown(document, wanted, one.passage, SHOWN_PASSAGES)
        yield Hit(document, one.score, one.matched_by, passages, groups.others(document.id))


def _case_numbers(text: str) -> tuple[CaseNumber, ...]:
    """The numbers in a text that stands where a case number is asked for."""
    found = find_query_case_numbers(text) or find_query_case_numbers(f"dnr {text}")
    return tuple(match.number for match in found)


def _keys(numbers: Sequence[CaseNumber]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(key for number in numbers for key in query_keys(number)))


def _by_key(filters: Filters) -> Filters:
    """Case numbers in a filter as the keys they are stored under, however they were written."""
    keys = [_keys(_case_numbers(value)) or (value,) for value in filters.case_number]
    return replace(filters, case_number=tuple(key for some in keys for key in some))
