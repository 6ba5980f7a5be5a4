"""Highlighting: the passages of a § to show, the marks of the asker's words, and the sentence to quote. Offsets, never markup."""

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass

from indexer.language import distinct_words, words_as_written
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
    matched = [matched_words(passage.text, wanted) for passage in document.passages]

    def merit(at: int) -> tuple[int, int, int]:
        return -len(set(matched[at].values())) - (at == nearest), _quoted_before(document.passages[at]), at

    ranked = sorted(range(len(matched)), key=merit)
    telling = [at for at in ranked if matched[at] or at == nearest] or ranked[:1]
    return tuple(_shown(document.passages[at], matched[at]) for at in telling[:limit])


def matched_words(text: str, wanted: QueryTerms) -> Mapping[str, str]:
    """The words of a text, as written, that the asker asked for, in any form, each with the word it is a form of."""
    return {word: term for word in distinct_words(text) if (term := wanted.terms[word])}


def marks(text: str, matched: Container[str]) -> list[Mark]:
    """Where the matched words stand."""
    return [match.span() for match in words_as_written(text) if match.group() in matched] if matched else []


def best_quote(text: str, found: Sequence[Mark]) -> Mark:
    """The sentence with the most marks, the first of them; the whole text when it has no sentence."""
    spans = list(quote_spans(text)) or [(0, len(text))]
    return max(spans, key=lambda span: (sum(span[0] <= at < span[1] for at, _ in found), -span[0]))


def _quoted_before(passage: Passage) -> int:
    """The place of a passage's section among those that are quoted first."""
    return QUOTED_FIRST.index(passage.section) if passage.section in QUOTED_FIRST else len(QUOTED_FIRST)


def _shown(passage: Passage, matched: Mapping[str, str]) -> HitPassage:
    found = marks(passage.text, matched)
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
