"""Citations: the key by which one § is cited."""

from dataclasses import dataclass

from indexer.model.document import Document
from indexer.model.protocol import Reference


@dataclass(frozen=True, slots=True)
class ParagraphKey:
    """One cited §; a part that is None matches anything."""

    paragraph: str | None = None
    date_from: str | None = None
    date_to: str | None = None
    body_code: str | None = None

    @classmethod
    def of(cls, reference: Reference, own_body: str | None = None) -> "ParagraphKey | None":
        """The § that a reference names; None without number or day. Without a body it is one of `own_body`."""
        if not reference.paragraph or not reference.date:
            return None
        return cls(reference.paragraph, reference.date, reference.date, reference.body_code or own_body)


def citation_label(document: Document, page: int | None) -> str:
    """How a § is cited: `KS 2025-03-12 § 112 (KS 2025/1036), s. 7`; what is unknown is left out."""
    cases = ", ".join(number.canonical for number in document.case_numbers)
    parts = [
        document.body_code or document.body,
        document.date,
        f"§ {document.paragraph}",
        f"({cases})" if cases else None,
    ]
    return " ".join(part for part in parts if part) + (f", s. {page}" if page is not None else "")
