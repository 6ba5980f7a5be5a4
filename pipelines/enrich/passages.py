"""Passage segmentation: a § cut into units of embedding and quotation, never in mid-sentence, never across sections."""

import hashlib
from collections.abc import Iterator, Sequence

from indexer.language.sentences import sentence_spans
from indexer.model import Passage, Section

# Characters. A quote of under 300 says little alone; past 1,200 a static embedding turns into an average of everything.
SHORTEST = 300
LONGEST = 1200
_LONGEST_SENTENCE = 4 * LONGEST  # past this it is no sentence but a table or bait, and is cut between words


def passages(heading: str, sections: Sequence[Section]) -> tuple[Passage, ...]:
    """All passages of a §, in reading order; the heading alone when no section has text."""
    cut = [
        (section.type, section.text[start:end], index, start, _page(section, start))
        for index, section in enumerate(sections)
        for start, end in passage_spans(section.text)
    ]
    if not cut:
        return (Passage(source_id=_source_id("", 0), section="övrigt", text=heading),)
    ids = _unique_ids([text for _, text, *_ in cut])
    return tuple(
        Passage(source_id=source_id, section=kind, text=text, section_index=index, start=start, page=page)
        for source_id, (kind, text, index, start, page) in zip(ids, cut, strict=True)
    )


def passage_spans(text: str) -> list[tuple[int, int]]:
    """(start, end) of the passages of one section."""
    packed: list[tuple[int, int]] = []
    for start, end in _bounded(sentence_spans(text), text):
        if packed and _fits(packed[-1], end):
            packed[-1] = (packed[-1][0], end)
        else:
            packed.append((start, end))
    return _without_stub(packed)


def _fits(passage: tuple[int, int], end: int) -> bool:
    start, so_far = passage
    return end - start <= LONGEST and (so_far - start < LONGEST // 2 or end - so_far < SHORTEST // 2)


def _without_stub(packed: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """A last passage too short to stand alone joins the one before it."""
    if len(packed) > 1:
        (start, _), (last_start, last_end) = packed[-2:]
        if last_end - last_start < SHORTEST and last_end - start <= LONGEST + SHORTEST:
            packed[-2:] = [(start, last_end)]
    return packed


def _bounded(spans: Iterator[tuple[int, int]], text: str) -> Iterator[tuple[int, int]]:
    for span_start, end in spans:
        start = span_start
        while end - start > _LONGEST_SENTENCE:
            space = text.rfind(" ", start + 1, start + LONGEST)
            cut = space if space > 0 else start + LONGEST
            yield start, cut
            start = cut + 1 if space > 0 else cut
        if end > start:
            yield start, end


def _page(section: Section, offset: int) -> int | None:
    page = None
    for start, number in section.page_starts:
        if start > offset:
            break
        page = number
    return page


def _unique_ids(texts: Sequence[str]) -> list[str]:
    seen: dict[str, int] = {}
    taken: set[str] = set()
    ids = []
    for text in texts:
        source_id = _source_id(text, seen.get(text, 0))
        while source_id in taken:
            seen[text] = seen.get(text, 0) + 1
            source_id = _source_id(text, seen[text])
        taken.add(source_id)
        seen[text] = seen.get(text, 0) + 1
        ids.append(source_id)
    return ids


def _source_id(text: str, occurrence: int) -> str:
    return hashlib.sha256(f"{occurrence}\0{text}".encode("utf-8", "surrogatepass")).hexdigest()[:8]
