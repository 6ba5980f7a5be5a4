"""Entity recogniser: a spaCy pipeline for names, rules for the rest, each line by itself as it was laid out."""

import re
from collections.abc import Iterator, Sequence
from functools import cached_property
from importlib.resources import files
from typing import cast

from spacy import load as load_spacy
from spacy.language import Language

from indexer.errors import SettingsError
from indexer.language.spans import beside, longest_of_overlapping
from indexer.model import Entity, EntityLabel
from pipelines.enrich.entities.rules import Span, not_names, people_with_party, rule_spans

RULES_VERSION = "3"
_LABELS = {"PER": "PER", "PRS": "PER", "PERSON": "PER", "ORG": "ORG", "LOC": "LOC", "GPE": "LOC"}
_LONGEST_LINE = 10_000  # characters; past this a line is a table or bait and is cut at a space
_BATCH = 256
_TRIMMED = ".,:;()[]”\"'’ "
_WORD = re.compile(r"\S+")
_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f]")


class EntityMarker:
    """Entity recogniser for the texts of one protocol at once: a name that stands with its party in one is known in all."""

    def __init__(self, nlp: Language, name: str) -> None:
        self._nlp, self._name = nlp, name

    @cached_property
    def name(self) -> str:
        """Pipeline and version, and the rules' version."""
        return f"{self._name}@{self._nlp.meta.get('version', '0')}+rules{RULES_VERSION}"

    def mark(self, texts: Sequence[str]) -> list[tuple[Entity, ...]]:
        """The entities of each text, sorted and without overlap; offsets are code points, end exclusive."""
        known = _known_people(texts)
        statistical = self.statistical(texts)
        return [_entities(text, _merged(text, known, spans)) for text, spans in zip(texts, statistical, strict=True)]

    def statistical(self, texts: Sequence[str]) -> list[list[Span]]:
        """Names by the trained pipeline alone, line by line: lines joined to one text would join names that are two."""
        found: list[list[Span]] = [[] for _ in texts]
        lines = [(n, start, line) for n, text in enumerate(texts) for start, line in _lines(text)]
        names = self._names(list(dict.fromkeys(line for _, _, line in lines)))
        for n, start, line in lines:
            found[n] += (Span(start + span.start, start + span.end, span.label) for span in names[line])
        return found

    def _names(self, lines: Sequence[str]) -> dict[str, list[Span]]:
        """Names by line, each distinct line recognised once: minutes repeat theirs."""
        plain = (_CONTROL.sub(" ", line) for line in lines)
        return {
            line: [
                Span(entity.start_char, entity.end_char, cast("EntityLabel", _LABELS[entity.label_]))
                for entity in doc.ents
                if entity.label_ in _LABELS
            ]
            for line, doc in zip(lines, self._nlp.pipe(plain, batch_size=_BATCH), strict=True)
        }


def load(name: str = "bundled") -> EntityMarker:
    """The bundled pipeline, or any spaCy pipeline by name or folder.

    Raises:
        SettingsError: there is no such pipeline.
    """
    path = str(files("pipelines.enrich.entities") / "models" / "ner-sv") if name == "bundled" else name
    try:
        return EntityMarker(load_spacy(path), "ner-sv" if name == "bundled" else name)
    except OSError as error:
        raise SettingsError("entity_model_not_found", name=name) from error


def _lines(text: str) -> Iterator[tuple[int, str]]:
    start = 0
    for line in text.split("\n"):
        at = 0
        while at < len(line):
            end = at + _LONGEST_LINE
            space = line.rfind(" ", at + 1, end) if end < len(line) else -1
            end = space if space > at else min(end, len(line))
            if line[at:end].strip():
                yield start + at, line[at:end]
            at = end
        start += len(line) + 1


def _known_people(texts: Sequence[str]) -> re.Pattern[str] | None:
    names = {text[s.start : s.end] for text in texts for s in people_with_party(text)}
    if not names:
        return None
    return re.compile("|".join(sorted((rf"(?<!\w){re.escape(name)}s?(?!\w)" for name in names), key=len, reverse=True)))


def _merged(text: str, known: re.Pattern[str] | None, statistical: list[Span]) -> list[Span]:
    """Spans merged by precedence: known people, rules, the network."""
    people = [Span(m.start(), m.end(), "PER") for m in known.finditer(text)] if known else []
    ruled = beside(sorted(rule_spans(text)), people)
    names = [trimmed for span in statistical if (trimmed := _trimmed(text, span))]
    sure = longest_of_overlapping([*people, *ruled])
    return sorted([*sure, *longest_of_overlapping(beside(sorted(names), sure))])


def _trimmed(text: str, span: Span) -> Span | None:
    """The span without heading words, titles and punctuation at its ends; None when no name is left."""
    words = [(m.start() + span.start, m.end() + span.start) for m in _WORD.finditer(text[span.start : span.end])]
    while words and text[slice(*words[0])].strip(_TRIMMED) in not_names():
        words = words[1:]
    while words and text[slice(*words[-1])].strip(_TRIMMED) in not_names():
        words = words[:-1]
    if not words:
        return None
    start, end = words[0][0], words[-1][1]
    while start < end and text[start] in _TRIMMED:
        start += 1
    while end > start and text[end - 1] in _TRIMMED:
        end -= 1
    return Span(start, end, span.label) if end - start > 1 and any(c.isupper() for c in text[start:end]) else None


def _entities(text: str, spans: list[Span]) -> tuple[Entity, ...]:
    return tuple(Entity(span.start, span.end, span.label, text[span.start : span.end]) for span in spans)
