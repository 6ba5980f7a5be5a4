"""What became of assignments: tables that join those given with the reports of them, whichever protocol came first.

A report names what it is about by a key: the municipality with the day and number of the paragraph it cites, or with its
own case number. An assignment can be named by the keys of the paragraph that gives it. Both are stored for each protocol
as it stands, all its versions merged, so that neither has to be looked for in the documents.
"""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from indexer.codec import dumps, loads
from indexer.model import Assignment, AssignmentReport, Document, ReportedBy

SCHEMA = """
CREATE TABLE IF NOT EXISTS assignment_key (
    key TEXT NOT NULL, document_id TEXT NOT NULL, protocol_id TEXT NOT NULL, PRIMARY KEY (key, document_id)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS assignment_key_protocol ON assignment_key (protocol_id);
CREATE TABLE IF NOT EXISTS assignment_report (key TEXT NOT NULL, protocol_id TEXT NOT NULL, report TEXT NOT NULL);
CREATE INDEX IF NOT EXISTS assignment_report_key ON assignment_report (key);
CREATE INDEX IF NOT EXISTS assignment_report_protocol ON assignment_report (protocol_id);
CREATE TABLE IF NOT EXISTS assignment_change (
    document_id TEXT PRIMARY KEY, protocol_id TEXT NOT NULL, sequence INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS assignment_change_sequence ON assignment_change (sequence);
CREATE INDEX IF NOT EXISTS assignment_change_protocol ON assignment_change (protocol_id);
"""
_GIVERS = """
SELECT DISTINCT document_id, assignment_key.protocol_id FROM assignment_report JOIN assignment_key USING (key)
WHERE assignment_report.protocol_id = ?
"""
_SEPARATOR = "\x1f"


@dataclass(frozen=True, slots=True)
class _Reporting:
    """A report and the paragraph that makes it."""

    report: AssignmentReport
    by: ReportedBy
    date: str

    def is_about(self, document: Document, point: str | None) -> bool:
        """Whether it can mean this point of a paragraph with the same key."""
        cited = self.report.body_code in (None, document.body_code)
        named = not self.report.points or point in self.report.points
        return cited and named and self.date > (document.date or "")

    @property
    def rank(self) -> tuple[bool, str, str]:
        """One that decides goes before one that only proposes, then the later one."""
        return not self.report.proposes, self.date, self.by.id


class AssignmentTables:
    """The tables of one record. Writes belong to the record's transaction, and count as its changes."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db

    def put(self, protocol_id: str, documents: Sequence[Document]) -> None:
        """Replace what is known of a protocol by what its paragraphs give and report now."""
        for table in ("assignment_key", "assignment_report", "assignment_change"):
            self._db.execute(f"DELETE FROM {table} WHERE protocol_id = ?", (protocol_id,))  # noqa: S608 - the names above
        given = [(key, one.id, protocol_id) for one in documents if one.assignments for key in _keys(one)]
        self._db.executemany("INSERT INTO assignment_key VALUES (?, ?, ?)", given)
        made = [(key, protocol_id, dumps(report)) for one in documents for key, report in _reports(one)]
        self._db.executemany("INSERT INTO assignment_report VALUES (?, ?, ?)", made)

    def reported_by(self, protocol_ids: Iterable[str]) -> set[tuple[str, str]]:
        """The paragraphs, with their protocols, whose assignments the reports in these protocols can mean."""
        return {(row[0], row[1]) for name in protocol_ids for row in self._db.execute(_GIVERS, (name,))}

    def touch(self, document_id: str, protocol_id: str, sequence: int) -> None:
        """Remember at which change of the record the reports of a paragraph's assignments may have become others."""
        self._db.execute(
            "INSERT OR REPLACE INTO assignment_change VALUES (?, ?, ?)", (document_id, protocol_id, sequence)
        )

    def changed(self, protocol_id: str, sequence: int) -> set[str]:
        """The paragraphs of a protocol that were touched after this change."""
        asked = "SELECT document_id FROM assignment_change WHERE protocol_id = ? AND sequence > ?"
        return {row[0] for row in self._db.execute(asked, (protocol_id, sequence))}

    def resolved(self, documents: Iterable[Document]) -> tuple[Document, ...]:
        """The paragraphs, each assignment with the last report of it under each access label."""
        return tuple(self._resolved(one) if one.assignments else one for one in documents)

    def _resolved(self, document: Document) -> Document:
        reports = sorted((one for key in _keys(document) for one in self._made(key)), key=lambda one: one.rank)
        return replace(
            document, assignments=tuple(_with_reports(one, document, reports) for one in document.assignments)
        )

    def _made(self, key: str) -> Iterator[_Reporting]:
        for (text,) in self._db.execute("SELECT report FROM assignment_report WHERE key = ?", (key,)).fetchall():
            yield loads(_Reporting, text)


def _with_reports(assignment: Assignment, document: Document, reports: Iterable[_Reporting]) -> Assignment:
    last: dict[str, ReportedBy] = {}
    for one in reports:
        if one.is_about(document, assignment.point):
            last.pop(one.by.access, None)
            last[one.by.access] = one.by
    return replace(assignment, reports=tuple(last.values()))


def _keys(document: Document) -> list[str]:
    """What a report can name a paragraph's assignments by."""
    cited = [_cited(document.municipality, document.date, document.paragraph)] if document.date else []
    return [*cited, *_cases(document)]


def _reports(document: Document) -> Iterator[tuple[str, _Reporting]]:
    """A paragraph's reports by key. One that is closed to everybody closes nothing."""
    if document.access is None:
        return
    by = ReportedBy(document.id, document.access)
    for report in document.reports:
        cited = _cited(document.municipality, report.date, report.paragraph)
        keys = [cited] if report.paragraph else _cases(document)
        yield from ((one, _Reporting(report, by, document.date or "")) for one in keys)


def _cited(municipality: str, date: str | None, paragraph: str | None) -> str:
    return _SEPARATOR.join((municipality, date or "", paragraph or ""))


def _cases(document: Document) -> list[str]:
    return list(dict.fromkeys(_SEPARATOR.join((document.municipality, one.canonical)) for one in document.case_numbers))
