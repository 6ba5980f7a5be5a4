"""Highlighting: the passages of a § to show, the marks of the asker's words, and the sentence to quote. Offsets, never markup."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from indexer.language import words_as_written
from indexer.language.sentences import quote_spans
from indexer.model import Document, Passage, SectionType
from indexer.model.section_types import QUOTED_FIRST
from indexer.ranking.query_terms import QueryTerms

Mark = tuple[int, int]


@dataclass(frozen=True, slots=True)
class HitPassage:
    """A passage as an answer shows it. Marks and the quote's ends are code points of `text`, ends exclusive."""

    source_id: str
    section: SectionType
    text: str
    page: int | None
    marks: tuple[Mark, ...]
    quote: str
    quote_start: int
    quote_end: int


def best_passages(document: Document, wanted: QueryTerms, nearest: int | None, limit: int) -> tuple[HitPassage, ...]:
    """The passages that answer best, best first: most of the asker's words, then nearest in meaning, then the decision.

    `nearest` is the index of the passage that the semantic leg liked best.
    """
    ranked = sorted(
        (
            (_merit(passage, marks, at == nearest), -at, passage, marks)
            for at, passage, marks in _marked(document, wanted)
        ),
        key=lambda item: item[:2],
        reverse=True,
    )
    telling = [item for item in ranked if item[3] or -item[1] == nearest] or ranked[:1]
    return tuple(_shown(passage, [mark for mark, _ in marks]) for _, _, passage, marks in telling[:limit])


def marks(text: str, wanted: QueryTerms) -> Iterator[tuple[Mark, str]]:
    """Each word of the text that the asker asked for, in any form, with the word it is a form of."""
    for match in words_as_written(text):
        if term := wanted.terms[match.group()]:
            yield match.span(), term


def best_quote(text: str, found: Sequence[Mark]) -> Mark:
    """The sentence with the most marks, the first of them; the whole text when it has no sentence."""
    spans = list(quote_spans(text)) or [(0, len(text))]
    return max(spans, key=lambda span: (sum(span[0] <= at < span[1] for at, _ in found), -span[0]))


def _marked(document: Document, wanted: QueryTerms) -> Iterator[tuple[int, Passage, list[tuple[Mark, str]]]]:
    for at, passage in enumerate(document.passages):
        yield at, passage, list(marks(passage.text, wanted))


def _merit(passage: Passage, found: Sequence[tuple[Mark, str]], nearest: bool) -> tuple[float, int]:  # noqa: FBT001 - one call
    distinct = len({term for _, term in found})
    return distinct + nearest, -QUOTED_FIRST.index(passage.section) if passage.section in QUOTED_FIRST else -len(
        QUOTED_FIRST
    )


def _shown(passage: Passage, found: Sequence[Mark]) -> HitPassage:
    start, end = best_quote(passage.text, found)
    return HitPassage(
        source_id=passage.source_id,
        section=passage.section,
        text=passage.text,
        page=passage.page,
        marks=tuple(found),
        quote=passage.text[start:end],
        quote_start=start,
        quote_end=end,
    )
