"""Laid-out text to protocols: head, §§, sections, decisions, votes, people, case numbers and references."""

from pipelines.parse.parser import parse

__all__ = ["parse"]
