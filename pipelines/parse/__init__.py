"""Parser: laid-out text to protocols, with head, sections, decisions, votes, people, case numbers and references."""

from pipelines.parse.parser import parse

__all__ = ["parse"]
