"""What each template is given, made from what the service answers. No HTML here: text, offsets and addresses."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from indexer.model import Document
from indexer.query import Query
from indexer.search.searcher import DEEPEST_OFFSET, Case, Results
from search_api.holdings import Holdings
from search_api.messages import note_text
from search_api.params import SearchParams
from search_api.result_json import label, understood_json
from search_api.service import Meeting, leading_number
from search_api.ui import labels, links
from search_api.ui.facets import chips, facets
from search_api.ui.hits import row
from search_api.ui.paging import Pager, pager
from search_api.ui.paragraph_view import decision_and_rest, parts

_ROWS = 60  # §§ of a case or a meeting on one page

View = dict[str, Any]


@dataclass(frozen=True, slots=True)
class MeetingItem:
    """A § in its meeting; `missing` names the numbers that should stand before it."""

    document: Document
    missing: str


def search_view(params: SearchParams, results: Results) -> View:
    """The search page."""
    shown_chips = chips(params)
    return {
        "params": params,
        "results": results,
        "rows": [row(hit) for hit in results.hits],
        "chips": shown_chips,
        "cleared": links.without_filters(params),
        "facets": facets(params, results),
        "understood": list(_understood(params, results.understood)),
        "meant": _meant(params, results),
        "notes": notes(results),
        "pager": _search_pager(params, results),
        "start": not params.q.strip() and not shown_chips and not params.offset,
    }


def _understood(params: SearchParams, query: Query) -> Iterator[View]:
    """What the question was read as; following a part's link asks the same without it."""
    for part in understood_json(query):
        rest = " ".join((query.raw[: part["start"]] + " " + query.raw[part["end"] :]).split())
        yield {**part, "href": links.search_link(links.with_changes(params, q=rest))}


def _meant(params: SearchParams, results: Results) -> View | None:
    """The question as it may have been meant, when that is found far oftener."""
    if results.did_you_mean is None:
        return None
    return {"text": results.did_you_mean, "href": links.search_link(links.with_changes(params, q=results.did_you_mean))}


def paragraph_view(document: Document, number: int) -> View:
    """One §, or the part of it that the page shows."""
    cut = parts(document)
    shown = min(number, len(cut))
    decisions, others = decision_and_rest(cut[shown - 1])
    return {
        "document": document,
        "label": label(document, document.page_from),
        "decisions": decisions,
        "others": others,
        "pager": pager(len(cut), shown - 1, 1, partial(links.paged_link, links.paragraph_link(document.id), 1)),
    }


def meeting_view(meeting: Meeting, number: int) -> View:
    """A meeting, §§ in order."""
    items = list(meeting_items(meeting))
    start = _start(number, len(items))
    return {
        "first": meeting.documents[0],
        "count": len(items),
        "items": items[start : start + _ROWS],
        "pager": pager(len(items), start, _ROWS, partial(links.paged_link, links.protocol_link(meeting.id), _ROWS)),
    }


def case_view(case: Case, number: int) -> View:
    """A case, §§ in time order."""
    start = _start(number, len(case.documents))
    return {
        "number": case.number,
        "count": len(case.documents),
        "documents": case.documents[start : start + _ROWS],
        "bodies": list(
            dict.fromkeys(document.body_code or document.body or "okänt organ" for document in case.documents)
        ),
        "final": case.final,
        "pager": pager(
            len(case.documents), start, _ROWS, partial(links.paged_link, links.case_link(case.number), _ROWS)
        ),
    }


def coverage_view(coverage: Holdings) -> View:
    """What there is to find."""
    return {
        "coverage": coverage,
        "tables": [
            ("Kommun", "municipality", sorted(coverage.municipalities.items())),
            ("Nämnd", "body", sorted(coverage.bodies.items())),
            ("År", "year", sorted(coverage.years.items(), reverse=True)),
        ],
    }


def _start(number: int, total: int) -> int:
    return min((number - 1) * _ROWS, max(total - 1, 0) // _ROWS * _ROWS)


def notes(results: Results) -> list[str]:
    """What the asker should know of how the question was understood and answered."""
    degraded = [labels.DEGRADED[name] for name in results.degraded if name in labels.DEGRADED]
    confidence = labels.CONFIDENCE.get(results.confidence) if results.hits and results.query.strip() else None
    return [*map(note_text, results.notes), *degraded, *([confidence] if confidence else [])]


def _search_pager(params: SearchParams, results: Results) -> Pager:
    """Pages of a search. With one § a case there are fewer rows than hits, so a page that is not full is the last."""
    full = len(results.hits) == params.limit
    rows = results.total if full else params.offset + len(results.hits)
    return replace(pager(rows, params.offset, params.limit, partial(_at_offset, params), DEEPEST_OFFSET), of=None)


def _at_offset(params: SearchParams, offset: int) -> str:
    return links.search_link(params.model_copy(update={"offset": offset}))


def meeting_items(meeting: Meeting) -> Iterator[MeetingItem]:
    """The §§ of a meeting; before a § after a gap, the numbers of the gap."""
    missing = {int(number) for number in meeting.missing}
    for document in meeting.documents:
        number = leading_number(document)
        gap: list[int] = []
        while number is not None and number - len(gap) - 1 in missing:
            gap.append(number - len(gap) - 1)
        missing -= set(gap)
        yield MeetingItem(document, _span(gap))


def _span(numbers: list[int]) -> str:
    if not numbers:
        return ""
    return f"§ {numbers[0]}" if len(numbers) == 1 else f"§§ {numbers[-1]}–{numbers[0]}"
