"""Decision and outcome of a §, read only inside the body's own decision."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from indexer.codec import read_table
from indexer.identifiers.body_words import DECIDING, HIGHER
from indexer.model import Outcome, Section

_HIGHER = rf"(?:kommunstyrelse|{HIGHER}|[\wåäö-]{{3,40}}(?:{DECIDING}))"
# What somebody is told to do is not what is decided here: `får i uppdrag att utse …` elects nobody.
_TASK = re.compile(
    r"\b(?P<task>uppdrag(?:et)?|möjlighet|rätt|uppgift)(?: (?:till|åt) [^.\n]{0,80}?)?,? att [^.\n]*", re.IGNORECASE
)
_GIVEN_BEFORE = re.compile(r"(?<!i )\buppdrag(?:et|en)?\b", re.IGNORECASE)
_DONE_WITH = re.compile(
    r"\b(?:antecknas|godkänns|noteras|översänds|läggs|förklaras|anses|avslås|bifalls)\b", re.IGNORECASE
)
_SENTENCE_END = re.compile(r"(?<=[.\n])")
_LONGEST = 20_000  # characters of one decision that are judged


@dataclass(frozen=True, slots=True)
class _OutcomeRow:
    name: Outcome
    patterns: tuple[str, ...]


def decision_text(sections: Sequence[Section]) -> str | None:
    """The body's own decision; None when the § has none."""
    texts = [section.text for section in sections if section.type == "beslut" and section.text]
    return "\n".join(texts) or None


def paragraph_outcome(sections: Sequence[Section]) -> Outcome | None:
    """Outcome of a § by its decision, None without one."""
    decision = decision_text(sections)
    if decision is None:
        return None
    proposals = [s.heading for s in sections if s.type == "beslut" and s.heading and "förslag" in s.heading.lower()]
    return classify_outcome("\n".join([*proposals, decision]))


def classify_outcome(decision: str) -> Outcome:
    """Outcome by a decision's own words: the first row of the table that fits."""
    sentences = map(_without_the_assignment, _SENTENCE_END.split(decision[:_LONGEST]))
    text = " ".join(_TASK.sub(r"\g<task>", "".join(sentences)).split())
    return next((outcome for outcome, pattern in _outcomes() if pattern.search(text)), "annat")


def _without_the_assignment(sentence: str) -> str:
    """`Uppdraget till nämnden att utreda … antecknas som slutfört` says what is done with it, not what was told."""
    given = _GIVEN_BEFORE.search(sentence)
    done = given and _DONE_WITH.search(sentence, sentence.find(" att ", given.end()) + 1 or len(sentence))
    return f"{sentence[: given.end()]} {sentence[done.start() :]}" if given and done else sentence


@cache
def _outcomes() -> tuple[tuple[Outcome, re.Pattern[str]], ...]:
    rows = read_table("pipelines.parse.facts", "outcomes.toml", dict[str, tuple[_OutcomeRow, ...]])["outcome"]
    return tuple((row.name, _compiled(row.patterns)) for row in rows)


def _compiled(patterns: Sequence[str]) -> re.Pattern[str]:
    return re.compile("|".join(patterns).replace("<HIGHER>", _HIGHER).replace("<TOP>", HIGHER), re.IGNORECASE)
