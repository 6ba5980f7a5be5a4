"""Assignments in an index: tokens of one field by which every engine filters them, and what an asker is told of them.

A paragraph gives several assignments, and a condition must hold for one and the same of them. So each sort of assignment
in a paragraph (one receiver, reported under the same labels) has a number, and each token begins with it:
`3`, `3 till miljönämnd`, `3 av public`, and `3 av` where it is reported under any label.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import get_args

from indexer.language import stem, surfaces
from indexer.model import Access, Assignment, AssignmentStatus, Document
from indexer.model.assignment import DONE, OPEN

SORTS = 32  # of assignments in one paragraph, numbered apart; real decisions have 11 at most

_TO = " till "
_Sort = tuple[frozenset[str], frozenset[str]]  # stems of the receiver's name, labels of the reports


@dataclass(frozen=True, slots=True)
class TokenCondition:
    """Tokens that a paragraph must have all of, any of (when there are some) and none of."""

    all_of: tuple[str, ...]
    any_of: tuple[str, ...] = ()
    none_of: tuple[str, ...] = ()


def name_stems(name: str) -> frozenset[str]:
    """The words of a receiver's name, in any inflection."""
    return frozenset(map(stem, surfaces(name)))


def assignment_tokens(document: Document) -> list[str]:
    """The tokens of a paragraph, each once."""
    return [token for number, sort in enumerate(_sorts(document.assignments)) for token in _tokens(number, *sort)]


def in_state(status: str, receiver: str = "") -> str:
    """A filter's value: assignments in a state, to a receiver where one is named."""
    return f"{status}{_TO}{receiver}" if receiver else status


def token_conditions(values: Iterable[str], access: Access) -> Iterator[TokenCondition]:
    """The conditions of filter values as `in_state` makes them, any of which will do. Unknown states are nobody's."""
    labels = [""] if access.everything else sorted(access.labels)
    for value in dict.fromkeys(values):
        status, to, receiver = value.partition(_TO)
        stems = name_stems(receiver)
        if status in get_args(AssignmentStatus) and (stems or not to):
            yield from (_condition(number, status, stems, labels) for number in range(SORTS))


def as_seen_by(document: Document, access: Access) -> Document:
    """The paragraph with only those reports of its assignments that the asker may see."""
    if not any(assignment.reports for assignment in document.assignments):
        return document
    return replace(document, assignments=tuple(_seen(one, access) for one in document.assignments))


def _sorts(assignments: Iterable[Assignment]) -> list[_Sort]:
    """One sort a receiver and set of labels; where they are too many, one a set of labels, the receivers' words together."""
    sorts = list(dict.fromkeys((name_stems(one.to), _labels(one)) for one in assignments))
    if len(sorts) <= SORTS:
        return sorts
    together = dict.fromkeys(labels for _, labels in sorts)
    return [(frozenset().union(*(s for s, own in sorts if own == labels)), labels) for labels in together][:SORTS]


def _labels(assignment: Assignment) -> frozenset[str]:
    return frozenset(report.access for report in assignment.reports)


def _tokens(number: int, stems: frozenset[str], labels: frozenset[str]) -> list[str]:
    reported = [_reported(number), *(_reported(number, label) for label in sorted(labels))] if labels else []
    return [*_told(number, stems), *reported]


def _condition(number: int, status: str, stems: frozenset[str], labels: Iterable[str]) -> TokenCondition:
    reported = tuple(_reported(number, label) for label in labels)
    return TokenCondition(
        tuple(_told(number, stems)),
        any_of=reported if status == DONE else (),
        none_of=reported if status == OPEN else (),
    )


def _told(number: int, stems: Iterable[str]) -> list[str]:
    return [f"{number}", *(f"{number} till {stem}" for stem in sorted(stems))]


def _reported(number: int, label: str = "") -> str:
    return f"{number} av {label}".rstrip()


def _seen(assignment: Assignment, access: Access) -> Assignment:
    return replace(assignment, reports=tuple(one for one in assignment.reports if access.allows(one.access)))
