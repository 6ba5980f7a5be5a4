"""One hit a case, on the page that wants it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from indexer.model import Document


@dataclass(frozen=True, slots=True)
class CaseGroups:
    """The §§ of a list by case: the first of each and the ids behind it. Empty: every § stands for itself."""

    behind: dict[str, tuple[str, ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, ranked: Iterable[Document]) -> "CaseGroups":
        """From §§ in order. A § without a case number stands for itself."""
        cases: dict[tuple[str, str], list[str]] = {}
        for document in ranked:
            cases.setdefault(_case(document), []).append(document.id)
        return cls({first: tuple(rest) for first, *rest in cases.values()})

    def heads(self, ids: Sequence[str]) -> list[str]:
        """The ids without those that stand behind another."""
        hidden = {name for rest in self.behind.values() for name in rest}
        return [name for name in ids if name not in hidden]

    def others(self, name: str) -> tuple[str, ...]:
        """The ids behind this one."""
        return self.behind.get(name, ())


def _case(document: Document) -> tuple[str, str]:
    number = document.case_numbers[0].canonical if document.case_numbers else document.id
    return document.municipality, number
