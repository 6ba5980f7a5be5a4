"""Training texts for names, from minutes: real sentences whose every capital the rules or a party in brackets tell, and made-up lines.

Sixty percent of the real sentences get other names, so that no politician is learnt by heart.
"""

import random
import re
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

from pipelines.enrich.entities.rules import people_with_party, rule_spans
from pipelines.training.embedding.judged_cases import Judged
from pipelines.training.embedding.pairs import read_pack
from pipelines.training.entities.corpora import LABELS, Marked
from pipelines.training.entities.names import Names, with_other_names

_SILVER_SENTENCES = 6000
_SHORTEST, _LONGEST = 20, 500  # characters of a sentence worth learning from
_SLOT = re.compile(r"([^{}]*)\{([A-Z]*)\}")
_NAMELESS_SHARE = 0.1  # of sentences without any name: they teach what is no name
# What stands alone after a word of place is one, where no rule knows it for something else.
_PLACE = re.compile(
    r"\b(?:i|vid|kring|längs|utmed|inom|norr om|söder om|öster om|väster om|stadsdelen|stadsdelarna) "
    r"(?P<place>[A-ZÅÄÖ][a-zåäö]{3,}(?:-[A-ZÅÄÖ][a-zåäö]+)?)(?!\w)(?! (?:[A-ZÅÄÖ]|AB\b|[Ss]tad|kommun))"
)
_CAPITAL_INSIDE = re.compile(r"(?<=[a-zåäö,] )[A-ZÅÄÖ]")


def silver(packs: Path, names: Names, left_out: Judged) -> list[Marked]:
    """Sentences of minutes whose every capital is told, without the §§ of `left_out`."""
    minutes = read_pack(packs / "goteborg-protokoll.jsonl.xz")
    texts = (row["text"] for row in minutes if not left_out.has_paragraph(row))
    rows = list({row.text: row for text in texts for row in _sentences(text, names.random)}.values())
    names.random.shuffle(rows)
    chosen = rows[:_SILVER_SENTENCES]
    return [with_other_names(row, names) if row.spans and names.random.random() < 0.6 else row for row in chosen]  # noqa: PLR2004


def framed(names: Names, how_often: int) -> Iterator[Marked]:
    """Made-up lines of minutes, every frame so many times, each time with other names."""
    frames = files("pipelines.training").joinpath("data", "ner-frames.txt").read_text(encoding="utf-8").splitlines()
    for frame in frames * how_often:
        text, spans = "", list[tuple[int, int, str]]()
        for plain, slot in _SLOT.findall(f"{frame}{{}}"):
            text += plain
            label, name = names.slot(slot)
            if label:
                spans.append((len(text), len(text) + len(name), label))
            text += name
        yield Marked(text, spans)


def _sentences(text: str, rng: random.Random) -> Iterator[Marked]:
    """The sentences of a matter in which every capital is told: by a name's party, by a rule, or by where it stands."""
    people = {text[span.start : span.end] for span in people_with_party(text)}
    known = re.compile("|".join(sorted((rf"{re.escape(name)}s?(?!\w)" for name in people), key=len, reverse=True)))
    for line in text.split("\n"):
        for sentence in re.split(r"(?<=[.!?]) (?=[A-ZÅÄÖ])", line):
            if _SHORTEST < len(sentence) < _LONGEST:
                spans, rest = _told(sentence, known if people else None)
                unsure = _CAPITAL_INSIDE.search(rest) or (not spans and rng.random() > _NAMELESS_SHARE)
                if not unsure:
                    yield Marked(sentence, spans)


def _told(sentence: str, known: re.Pattern[str] | None) -> tuple[list[tuple[int, int, str]], str]:
    """The names of a sentence, and the sentence without what is told, names or not."""
    people = [(m.start(), m.end(), "PER") for m in known.finditer(sentence)] if known else []
    ruled = [
        (span.start, span.end, span.label)
        for span in rule_spans(sentence)
        if not any(span.start < end and start < span.end for start, end, _ in people)
    ]
    taken = [*people, *ruled]
    ruled += [
        (*m.span("place"), "LOC")
        for m in _PLACE.finditer(sentence)
        if not any(m.start("place") < end and start < m.end() for start, end, _ in taken)
    ]
    rest = sentence
    for start, end, _ in (*people, *ruled):
        rest = rest[:start] + "-" * (end - start) + rest[end:]
    return sorted([*people, *(span for span in ruled if span[2] in LABELS)]), rest
