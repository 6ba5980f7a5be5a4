"""What there is to find."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Holdings:
    """What an asker can find at all: §§ by body, year and municipality, and the first and last day (ISO 8601)."""

    paragraphs: int
    bodies: Mapping[str, int]
    years: Mapping[str, int]
    municipalities: Mapping[str, int]
    first_date: str | None
    last_date: str | None
