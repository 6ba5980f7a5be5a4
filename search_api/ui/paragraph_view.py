"""A § laid out for reading: the decision first, cut into parts that a page can hold."""

from dataclasses import dataclass, field
from html import escape

from indexer.model import Document
from search_api.answers.documents import ParagraphAnswer, SectionAnswer
from search_api.ui.highlight import reading_lines

_PART = 32_000  # bytes of text as sent; with all around it a page stays under 60 kB
_TAGS = len("<p></p>\n")
_DECISION = "beslut"


@dataclass(frozen=True, slots=True)
class SectionView:
    """A section, or the stretch of it that a part has room for. `kind` is set where the heading does not say it."""

    type: str
    title: str
    kind: str
    lines: list[str] = field(default_factory=list)

    @property
    def decides(self) -> bool:
        """Whether it stands in the decision's box."""
        return self.type == _DECISION


def page_parts(paragraph: ParagraphAnswer) -> list[list[SectionView]]:
    """The sections of a §, part by part; one empty part when it has no text."""
    cut: list[list[SectionView]] = [[]]
    room = _PART
    for section in sorted(paragraph.sections, key=lambda section: section.type != _DECISION):
        shown = _section_view(section)
        for line in reading_lines(section.text):
            cost = len(escape(line).encode("utf-8", "replace")) + _TAGS
            if cost > room:
                cut.append([])
                shown, room = _section_view(section), _PART
            if not shown.lines:
                cut[-1].append(shown)
            shown.lines.append(line)
            room -= cost
    return cut


def decision_and_rest(part: list[SectionView]) -> tuple[list[SectionView], list[SectionView]]:
    """What belongs in the decision's box, and what follows it."""
    return [s for s in part if s.decides], [s for s in part if not s.decides]


def neighbours(documents: tuple[Document, ...], document_id: str) -> tuple[Document | None, Document | None]:
    """The §§ before and after one in its meeting."""
    at = next((i for i, document in enumerate(documents) if document.id == document_id), None)
    if at is None:
        return None, None
    return (documents[at - 1] if at else None), next(iter(documents[at + 1 : at + 2]), None)


def _section_view(section: SectionAnswer) -> SectionView:
    name = section.type.capitalize()
    title = section.heading or name
    return SectionView(
        section.type, title, "" if title.casefold() == name.casefold() or section.type == _DECISION else name
    )
