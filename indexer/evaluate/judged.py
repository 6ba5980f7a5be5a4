"""Judged queries: what was asked, and which §§ answer it how well."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import PurePath

from indexer.errors import ReadError
from indexer.model import Document


@dataclass(frozen=True, slots=True)
class JudgedQuery:
    """`relevant` maps `{file stem}-§{number}` to a grade above 0; empty means that nothing answers the query."""

    id: str
    type: str
    query: str
    relevant: Mapping[str, int]


def read_queries(lines: Iterable[str]) -> tuple[JudgedQuery, ...]:
    """One JSON object a line: `id`, `type`, `query`, `relevant`; other keys are ignored.

    Raises:
        ReadError: a line is not such an object; the sentence names the line.
    """
    return tuple(_read(line, number) for number, line in enumerate(lines, start=1) if line.strip())


def judged_id(document: Document) -> str:
    """The name of a § in judged queries: `ks-2025-03-12-§112`."""
    return f"{PurePath(document.source).stem}-§{document.paragraph}"


def _read(line: str, number: int) -> JudgedQuery:
    try:
        plain = json.loads(line)
        relevant = {str(name): int(grade) for name, grade in plain["relevant"].items() if int(grade) > 0}
        return JudgedQuery(str(plain["id"]), str(plain["type"]), str(plain["query"]), relevant)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise ReadError("not_a_judged_query", line=number, error=error) from error
