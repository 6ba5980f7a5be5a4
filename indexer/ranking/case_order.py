"""The order of §§ by what they are to one another: in a case, in time, in a meeting."""

from collections.abc import Iterable, Sequence

from indexer.engine.index_fields import date_number
from indexer.model import Document
from indexer.model.paragraph_numbers import leading_number
from indexer.ranking.boosts import body_level, is_postponement
from indexer.ranking.weights import PROPOSING


def in_case_order(documents: Sequence[Document]) -> list[Document]:
    """§§ of cases: per municipality the final decision, other decisions newest first, postponements newest first."""
    towns: dict[str, list[Document]] = {}
    for document in sorted(documents, key=_newest):
        towns.setdefault(document.municipality, []).append(document)
    return [document for group in towns.values() for document in _one_case(group)]


def final_decision(documents: Iterable[Document]) -> Document | None:
    """The highest body's latest § that decides; a proposal upwards decides only where nothing else does."""
    deciding = [document for document in documents if not is_postponement(document)]
    own = [document for document in deciding if document.outcome not in PROPOSING]
    return max(own or deciding, key=lambda d: (body_level(d), d.date or "", _number(d)), default=None)


def in_time_order(documents: Iterable[Document]) -> list[Document]:
    """§§ from the first to the last meeting, undated last; within a meeting by number."""
    return sorted(documents, key=lambda d: (d.date is None, d.date or "", body_level(d), *_number(d), d.id))


def in_meeting_order(documents: Iterable[Document]) -> list[Document]:
    """§§ of one meeting by number; `112 a` after `112`."""
    return sorted(documents, key=lambda d: (*_number(d), d.id))


def _one_case(newest_first: Sequence[Document]) -> list[Document]:
    final = final_decision(newest_first)
    rest = [document for document in newest_first if document is not final]
    return [*([final] if final else []), *sorted(rest, key=is_postponement)]


def _newest(document: Document) -> tuple[int, int, tuple[int, str], str]:
    return -(date_number(document.date) or 0), -body_level(document), _number(document), document.id


def _number(document: Document) -> tuple[int, str]:
    return leading_number(document.paragraph) or 0, document.paragraph
