"""Assignments (uppdrag): who was told to do what by which §, and which § reported it back."""

from indexer.assignments.given import Assignment, given
from indexer.assignments.ledger import Followed, Ledger
from indexer.assignments.reported import Report, reports

__all__ = ["Assignment", "Followed", "Ledger", "Report", "given", "reports"]
