"""Whether the service answers, and what its store holds, as answers."""

from typing import Literal

from indexer.index import BodyYearCount, EngineStats
from indexer.model import Note
from search_api.answers.base import Answer
from search_api.messages import finding_texts

UNDATED = "utan datum"


class Health(Answer):
    """The process lives."""

    status: Literal["ok"]


class Readiness(Health):
    """The engine answers, with everything up to this change of the record."""

    watermark: int


class BodyYearAnswer(Answer):
    """How many §§ of one body and year there are to find."""

    municipality: str
    body: str
    year: str
    paragraphs: int


class StatusAnswer(Answer):
    """What the store holds, per body and year."""

    documents: int
    passages: int
    bytes_on_disk: int
    watermark: int
    analysis_version: str
    protocols: int
    embedder: str
    coverage: list[BodyYearAnswer]


class FindingAnswer(Answer):
    """Something wrong with the store, and how to mend it."""

    problem: str
    remedy: str


def status_answer(stats: EngineStats, rows: tuple[BodyYearCount, ...], protocols: int, embedder: str) -> StatusAnswer:
    """What the store holds."""
    return StatusAnswer(
        documents=stats.documents,
        passages=stats.passages,
        bytes_on_disk=stats.bytes_on_disk,
        watermark=stats.watermark,
        analysis_version=stats.analysis_version,
        protocols=protocols,
        embedder=embedder,
        coverage=[
            BodyYearAnswer(
                municipality=row.municipality, body=row.body, year=row.year or UNDATED, paragraphs=row.paragraphs
            )
            for row in rows
        ],
    )


def finding_answer(finding: Note) -> FindingAnswer:
    """What `doctor` found."""
    problem, remedy = finding_texts(finding)
    return FindingAnswer(problem=problem, remedy=remedy)
