"""What each template is given, made from what the service answers. No HTML here: text, offsets and addresses."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial
from itertools import islice
from typing import Any

from indexer.index import DEEPEST_OFFSET, Case, Holdings, RelatedParagraphs, Results
from indexer.model import Document
from indexer.model.paragraph_numbers import leading_number
from search_api.answers import (
    Citation,
    SearchAnswer,
    citation,
    citations,
    paragraph_answer,
    search_answer,
)
from search_api.params import SearchParams
from search_api.service import Meeting
from search_api.ui import labels, links
from search_api.ui.facets import chips, facets
from search_api.ui.hits import hit_view
from search_api.ui.paging import Pager, pager
from search_api.ui.paragraph_view import decision_and_rest, neighbours, page_parts

_ROWS = 60  # §§ of a case or a meeting on one page

View = dict[str, Any]


@dataclass(frozen=True, slots=True)
class MeetingItem:
    """A § in its meeting; `missing` names the numbers that should stand before it."""

    paragraph: Citation
    missing: str


def search_view(params: SearchParams, results: Results) -> View:
    """The search page."""
    answer, shown_chips = search_answer(results), chips(params)
    return {
        "params": params,
        "total": answer.total,
        "hits": [hit_view(hit) for hit in answer.hits],
        "chips": shown_chips,
        "cleared": links.without_filters(params),
        "facets": facets(params, results),
        "understood": list(_understood(params, answer, results.understood.raw)),
        "meant": _did_you_mean(params, answer),
        "notes": notes(answer),
        "pager": _search_pager(params, answer),
        "start": not params.q.strip() and not shown_chips and not params.offset,
    }


def _understood(params: SearchParams, answer: SearchAnswer, question: str) -> Iterator[View]:
    """What the question was read as; following a part's link asks the same without it."""
    for part in answer.understood:
        rest = " ".join((question[: part.start] + " " + question[part.end :]).split())
        yield {"part": part, "href": links.search_link(links.with_changes(params, q=rest))}


def _did_you_mean(params: SearchParams, answer: SearchAnswer) -> View | None:
    """The question as it may have been meant, when that is found far oftener."""
    if answer.did_you_mean is None:
        return None
    return {"text": answer.did_you_mean, "href": links.search_link(links.with_changes(params, q=answer.did_you_mean))}


def paragraph_view(document: Document, number: int) -> View:
    """One §, or the part of it that the page shows."""
    paragraph = paragraph_answer(document)
    cut = page_parts(paragraph)
    shown = min(number, len(cut))
    decisions, others = decision_and_rest(cut[shown - 1])
    return {
        "paragraph": paragraph,
        "decisions": decisions,
        "others": others,
        "pager": pager(len(cut), shown - 1, 1, partial(links.paged_link, links.paragraph_link(document.id), 1)),
    }


def surroundings_view(meeting: Meeting, document_id: str, related: RelatedParagraphs) -> View:
    """What stands beside a §: its neighbours in the meeting, what cites it and what is like it."""
    before, after = neighbours(meeting.documents, document_id)
    return {
        "before": citation(before) if before else None,
        "after": citation(after) if after else None,
        "cited_by": citations(related.cited_by),
        "similar": citations(related.similar),
    }


def meeting_view(meeting: Meeting, number: int) -> View:
    """A meeting, §§ in order."""
    total = len(meeting.documents)
    start = _start(number, total)
    return {
        "first": meeting.documents[0],
        "count": total,
        "items": list(islice(meeting_items(meeting), start, start + _ROWS)),
        "pager": pager(total, start, _ROWS, partial(links.paged_link, links.protocol_link(meeting.id), _ROWS)),
    }


def case_view(case: Case, number: int) -> View:
    """A case, §§ in time order."""
    total = len(case.documents)
    start = _start(number, total)
    bodies = (document.body_code or document.body or "okänt organ" for document in case.documents)
    return {
        "number": case.number,
        "count": total,
        "paragraphs": [citation(document) for document in case.documents[start : start + _ROWS]],
        "bodies": list(dict.fromkeys(bodies)),
        "final": citation(case.final) if case.final else None,
        "pager": pager(total, start, _ROWS, partial(links.paged_link, links.case_link(case.number), _ROWS)),
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


def notes(answer: SearchAnswer) -> list[str]:
    """What the asker should know of how the question was understood and answered."""
    degraded = [labels.DEGRADED[name] for name in answer.degraded if name in labels.DEGRADED]
    confidence = labels.CONFIDENCE.get(answer.confidence) if answer.hits and answer.query.strip() else None
    return [*answer.notes, *degraded, *([confidence] if confidence else [])]


def _search_pager(params: SearchParams, answer: SearchAnswer) -> Pager:
    """Pages of a search. With one § a case there are fewer rows than hits, so a page that is not full is the last."""
    full = len(answer.hits) == params.limit
    rows = answer.total if full else params.offset + len(answer.hits)
    return replace(pager(rows, params.offset, params.limit, partial(_at_offset, params), DEEPEST_OFFSET), of=None)


def _at_offset(params: SearchParams, offset: int) -> str:
    return links.search_link(params.model_copy(update={"offset": offset}))


def meeting_items(meeting: Meeting) -> Iterator[MeetingItem]:
    """The §§ of a meeting; before a § after a gap, the numbers of the gap."""
    missing = {int(number) for number in meeting.missing}
    for document in meeting.documents:
        number = leading_number(document.paragraph)
        gap: list[int] = []
        while number is not None and number - len(gap) - 1 in missing:
            gap.append(number - len(gap) - 1)
        missing -= set(gap)
        yield MeetingItem(citation(document), _span(gap))


def _span(numbers: list[int]) -> str:
    if not numbers:
        return ""
    return f"§ {numbers[0]}" if len(numbers) == 1 else f"§§ {numbers[-1]}–{numbers[0]}"
