"""Assignments (uppdrag) read out of a decision: those it gives, and those given before that it reports back."""

from pipelines.enrich.assignments.extract import extract_assignments
from pipelines.enrich.assignments.reports import extract_reports

__all__ = ["extract_assignments", "extract_reports"]
