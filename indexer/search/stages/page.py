"""Page: the §§ of the page that was asked for, their cases' other §§, and what is to be said beside them."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial

from indexer.engine import NO_FILTERS, Batch, DocumentsRequest, LegRequest, Legs, ResultSet, ResultSetRequest
from indexer.identifiers.case_number_keys import lookup_keys
from indexer.model import Document, Note
from indexer.query.expansion import alternatives
from indexer.query.filters import assignment_filters, intersect
from indexer.ranking.confidence import Confidence, answer_confidence, browse_confidence
from indexer.ranking.query_terms import QueryTerms
from indexer.ranking.weights import CONFIDENCE_DEPTH
from indexer.search.asked_filters import asked_filters
from indexer.search.assignments import assignment_notes
from indexer.search.deps import SearchDeps
from indexer.search.did_you_mean import did_you_mean
from indexer.search.holdings import searched
from indexer.search.missing_identifiers import missing_identifiers
from indexer.search.stages.load import result_set_of
from indexer.search.state import Page, SearchState

Case = tuple[str, ...]  # its lookup keys
# §§; a number with more is no case but a series (delegation lists), in which nothing has a last word.
_LARGEST_CASE = 200


def page(state: SearchState, deps: SearchDeps) -> SearchState:
    """The page, with how sure it answers."""
    ids, found = _listed(state, deps)
    documents, siblings = _read(ids, state, deps)
    confidence = _confidence(documents, state, deps) if found.total else "none"
    return replace(
        state,
        page=Page(
            documents=documents,
            found=found,
            siblings=siblings,
            confidence=confidence,
            notes=tuple(_notes(confidence, state, deps)),
            did_you_mean=did_you_mean(deps.engine, state.text, state.expansions, state.request.filters, state.access),
        ),
    )


def _listed(state: SearchState, deps: SearchDeps) -> tuple[Sequence[str], ResultSet]:
    """The ids of the page, and the result set. What the legs did not score follows by date, newest first."""
    options, whole = state.options, result_set_of(state)
    if whole is None:
        return (), ResultSet(0)
    scored = [one.id for one in state.ranking]
    if options.sort != "relevance" or not scored or state.counted is None:
        sort = "newest" if options.sort == "relevance" else options.sort
        by_date = replace(whole, sort=sort, offset=options.offset, limit=options.limit)
        found = deps.engine.result_set(by_date, state.access)
        return found.ids, found
    order, end = state.groups.heads(scored), options.offset + options.limit
    if end <= len(order):
        return order[options.offset : end], state.counted
    found = deps.engine.result_set(replace(whole, sort="newest", limit=end + len(scored)), state.access)
    known = frozenset(scored)
    return [*order, *(name for name in found.ids if name not in known)][options.offset : end], found


def _read(
    ids: Sequence[str], state: SearchState, deps: SearchDeps
) -> tuple[tuple[Document, ...], tuple[Document, ...]]:
    """The §§ of the page whole, and every other § of their cases briefly: what a hit says must not hang on chance."""
    unread = tuple(name for name in ids if name not in state.whole)
    known = _cases(state.documents[name] for name in ids if name in state.documents)
    legs = (_leg(known),) if known else ()
    found = deps.engine.batch(Batch(legs=legs, documents=(DocumentsRequest(unread),)), state.access)
    whole = {**state.whole, **{document.id: document for document in found.documents[0]}}
    documents = tuple(whole[name] for name in ids if name in whole)
    cases = _cases(documents)
    if set(cases) != set(known):  # of §§ that were not loaded
        leg = deps.engine.legs(_leg(cases), state.access)
    else:
        leg = found.legs[0] if found.legs else Legs()
    siblings = _siblings(leg, cases, state, deps)
    read = {document.id: document for document in (*documents, *state.documents.values())}
    missing = [name for name in siblings if name not in read]
    read |= {one.id: one for one in deps.engine.get(missing, state.access, brief=True)} if missing else {}
    return documents, tuple(read[name] for name in siblings if name in read)


def _siblings(leg: Legs, cases: Sequence[Case], state: SearchState, deps: SearchDeps) -> tuple[str, ...]:
    """The ids of the cases' §§; where together they are many, each case alone, and a series left out."""
    legs: Iterable[Legs] = (leg,)
    if len(leg.identifier) >= _LARGEST_CASE:
        alone = deps.engine.batch(Batch(legs=tuple(_leg([case]) for case in cases)), state.access).legs
        legs = (one for one in alone if len(one.identifier) < _LARGEST_CASE)
    return tuple(dict.fromkeys(scored.id for one in legs for scored in one.identifier))


def _cases(documents: Iterable[Document]) -> tuple[Case, ...]:
    """The lookup keys of each case."""
    numbers = (number for document in documents for number in document.case_numbers if number.year)
    return tuple(dict.fromkeys(lookup_keys([number]) for number in numbers))


def _leg(cases: Iterable[Case]) -> LegRequest:
    keys = tuple(dict.fromkeys(key for case in cases for key in case))
    return LegRequest(case_numbers=keys, window=_LARGEST_CASE)


def _confidence(documents: Sequence[Document], state: SearchState, deps: SearchDeps) -> Confidence:
    leading = documents[:CONFIDENCE_DEPTH]
    if state.browses:
        return browse_confidence(state.query, leading)
    terms = QueryTerms(state.query.topic_words, alternatives(state.expansions))
    similarity = partial(deps.calibration.similarity, state.legs, state.access)
    return answer_confidence(state.query, terms, state.legs, leading, deps.language.lexicon, similarity)


def _notes(confidence: Confidence, state: SearchState, deps: SearchDeps) -> Iterator[Note]:
    """What was not understood, what is not here, and, where nothing answers, what was searched."""
    yield from state.query.notes
    yield from assignment_notes(state.query, found=_gives_such_assignments(state, deps))
    yield from missing_identifiers(deps.engine, state.query, list(state.known_items), state.access)
    if confidence == "none" and state.text.strip():
        yield searched(deps.engine, asked_filters(state), state.access)


def _gives_such_assignments(state: SearchState, deps: SearchDeps) -> bool:
    """Whether any § gives an assignment as asked for; not looked up when none is."""
    asked = assignment_filters(state.query.soft_filters)
    if asked == NO_FILTERS:
        return False
    request = ResultSetRequest(filters=intersect(asked_filters(state), asked))
    return deps.engine.result_set(request, state.access).total > 0
