"""The decision of a § and its outcome, judged only inside the body's own decision."""

import re
import tomllib
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import cast

from indexer.model import Outcome, Section

_HIGHER = r"(?:kommunstyrelsen?|(?:kommun|stads|region|förbunds)?fullmäktige|[\wåäö-]{3,40}(?:nämnden|styrelsen))"
# What somebody is told to do is not what is decided here: `får i uppdrag att utse …` elects nobody.
_TOLD = re.compile(
    r"\b(?P<task>uppdrag(?:et)?|möjlighet|rätt|uppgift)(?: (?:till|åt) [^.\n]{0,80}?)?,? att [^.\n]*", re.IGNORECASE
)
# What is done with an assignment that was given before: `Uppdraget till nämnden att utreda … antecknas som slutfört`.
_DEALT_WITH = re.compile(
    r"(?<!i )\buppdrag(?:et|en)?\b[^.\n]{0,300}?\batt [^.\n]{0,600}?\b(?P<verb>antecknas|godkänns|noteras|översänds|läggs|förklaras|anses|avslås|bifalls)\b",
    re.IGNORECASE,
)
_LONGEST = 20_000  # characters of one decision that are judged


def decision_text(sections: Sequence[Section]) -> str | None:
    """The body's own decision; None when the § has none."""
    texts = [section.text for section in sections if section.type == "beslut" and section.text]
    return "\n".join(texts) or None


def outcome_of(sections: Sequence[Section]) -> Outcome | None:
    """The first of the thirteen that fits the decision; None without a decision."""
    decision = decision_text(sections)
    if decision is None:
        return None
    proposals = [s.heading for s in sections if s.type == "beslut" and s.heading and "förslag" in s.heading.lower()]
    return judge("\n".join([*proposals, decision]))


def judge(decision: str) -> Outcome:
    """The outcome that a decision's own words give."""
    dealt_with = _DEALT_WITH.sub(r"uppdrag \g<verb>", decision[:_LONGEST])
    text = " ".join(_TOLD.sub(r"\g<task>", dealt_with).split())
    return next((outcome for outcome, pattern in _outcomes() if pattern.search(text)), "annat")


@cache
def _outcomes() -> tuple[tuple[Outcome, re.Pattern[str]], ...]:
    table = tomllib.loads(files("pipelines.parse").joinpath("outcomes.toml").read_text(encoding="utf-8"))
    return tuple(
        (
            cast("Outcome", row["name"]),
            re.compile("|".join(row["patterns"]).replace("<HIGHER>", _HIGHER), re.IGNORECASE),
        )
        for row in table["outcome"]
    )
