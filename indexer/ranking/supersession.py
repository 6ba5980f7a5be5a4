"""Which § has the last word over which: later in the same case, or one that says that it repeals or replaces another."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from indexer.model import Document, ParagraphKey
from indexer.ranking.case_order import final_decision
from indexer.ranking.known_items import is_cited

_REPEALS = re.compile(
    r"\bupphäv|\bersätt(?:er|s|a)\b|\brevider|\bändra(?:r|s|d)?\b|\brivs? upp\b|\binte längre gäll", re.IGNORECASE
)
_REACH = 200  # characters between the verb and the § it is about


@dataclass(frozen=True, slots=True)
class Supersession:
    """`after`: per id, the id of the § that came in its place; `before`: the other way round."""

    after: Mapping[str, str] = field(default_factory=dict)
    before: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @classmethod
    def among(cls, documents: Iterable[Document]) -> "Supersession":
        """From the §§ given; what is not among them is not known."""
        known = list(documents)
        after = {**_in_cases(known), **_by_repeal(known)}
        before: defaultdict[str, list[str]] = defaultdict(list)
        for earlier, later in after.items():
            before[later].append(earlier)
        return cls(after, {later: tuple(sorted(earlier)) for later, earlier in before.items()})


def _in_cases(documents: Iterable[Document]) -> dict[str, str]:
    cases: defaultdict[tuple[str, str], list[Document]] = defaultdict(list)
    for document in documents:
        for number in document.case_numbers:
            if number.year and number.sub is None:
                cases[document.municipality, number.canonical].append(document)
    after: dict[str, str] = {}
    for case in cases.values():
        final = final_decision(case)
        if final and final.date:
            after |= {one.id: final.id for one in case if one.date and one.date < final.date}
    return after


def _by_repeal(documents: Iterable[Document]) -> dict[str, str]:
    """§§ that a later decision names beside a word of repealing."""
    known = list(documents)
    after: dict[str, str] = {}
    for later in known:
        for key in _repealed(later):
            after |= {
                one.id: later.id
                for one in known
                if one.municipality == later.municipality
                and is_cited(key, one)
                and (one.date or "") < (later.date or "")
            }
    return after


def _repealed(document: Document) -> list[ParagraphKey]:
    cited = [one for one in document.references if one.paragraph and one.date]
    text = document.decision if cited and document.decision else ""
    verbs = [match.start() for match in _REPEALS.finditer(text)]
    near = [one for one in cited if any(abs(text.find(one.raw) - verb) <= _REACH for verb in verbs if one.raw in text)]
    return [key for one in near if (key := ParagraphKey.of(one))]
