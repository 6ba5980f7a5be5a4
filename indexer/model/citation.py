"""How one § is cited."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ParagraphKey:
    """One cited §; a part that is None matches anything."""

    paragraph: str | None = None
    date_from: str | None = None
    date_to: str | None = None
    body_code: str | None = None
