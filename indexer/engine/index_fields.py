"""What of a § is indexed and under which names: the same for every engine; an engine only adds how."""

from collections.abc import Mapping
from dataclasses import replace

from indexer.engine.field_table import FACETS, FIELDS
from indexer.engine.search_field import FacetField, SearchField
from indexer.language import surfaces, terms
from indexer.model import Document

_EXACT = ("folded", "exact", "assignment")
LABELS = (  # exact values
    "id",
    "protocol",
    "labelled",
    "access",
    "body_code",
    "kind",
    *(field.index_field for field in FIELDS if field.match in _EXACT),
)
NAMES = tuple(field.index_field for field in FIELDS if field.match == "name")  # words with positions, a name a value
FACET_FIELDS = tuple(facet.index_field for facet in FACETS if facet.read)
FACET_VALUES = 10_000  # more distinct bodies, years or parties than any store has: counts stay exact
COUNTED_FIELDS: Mapping[FacetField, str] = {facet.name: facet.index_field for facet in FACETS}
WORDS = ("heading_terms", "text_terms", "heading_surface", "text_surface")  # with positions
HEADING_WORDS = "heading_words"  # each a value of its own, so that all of them can be listed
META_KIND = "meta"  # the `kind` of the one document that is no §: what the last commit covers
UNDATED = 0
UNDATED_LAST = 99_999_999  # sorts an undated § after every date, oldest first
EMPTY_FIELD = "∅"  # stands in an empty field, so that every engine counts the same documents when it weighs a word


def indexed_words(document: Document) -> dict[str, str]:
    """The scored fields, words apart by spaces; positions of terms and surfaces agree."""
    text = "\n".join(section.text for section in document.sections)
    fields = {
        "heading_terms": terms(document.heading),
        "heading_surface": surfaces(document.heading),
        "text_terms": terms(text),
        "text_surface": surfaces(text),
    }
    return {name: " ".join(words) or EMPTY_FIELD for name, words in fields.items()}


def no_words() -> dict[str, str]:
    """The scored fields of a document that is no §."""
    return dict.fromkeys(WORDS, EMPTY_FIELD)


def heading_words(document: Document) -> list[str]:
    """The words of the heading, each once."""
    return list(dict.fromkeys(surfaces(document.heading)))


def indexed_names(document: Document) -> dict[str, list[str]]:
    """Each name as words apart by spaces."""
    return {field.index_field: list(field.read(document)) for field in FIELDS if field.read and field.match == "name"}


def indexed_labels(document: Document) -> dict[str, list[str]]:
    """Exact values to filter by; lower case where filters compare case-folded."""
    return {
        "id": [document.id],
        "protocol": [document.protocol_id],
        "labelled": ["1"] if document.access else [],
        "access": [document.access] if document.access else [],
        "body_code": [document.body_code] if document.body_code else [],
        **{field.index_field: _labels(field, document) for field in FIELDS if field.match in _EXACT},
    }


def indexed_facets(document: Document) -> dict[str, list[str]]:
    """Values to count, as they are shown."""
    return {facet.index_field: list(facet.read(document)) for facet in FACETS if facet.read}


def indexed_numbers(document: Document) -> dict[str, int]:
    """Passages, and the date twice: undated §§ come last both ways."""
    date = date_number(document.date)
    numbers = {"row_count": len(document.passages), "date": date or UNDATED, "date_oldest": date or UNDATED_LAST}
    return {**numbers, "year": document.year} if document.year else numbers


def brief(document: Document) -> Document:
    """A § without what is long: enough to weigh it, not to show it."""
    sections = tuple(replace(section, text="") for section in document.sections)
    return replace(document, sections=sections, passages=(), entities=())


def date_number(date: str | None) -> int | None:
    """`2025-03-12` → 20250312."""
    return int(date.replace("-", "")) if date else None


def _labels(field: SearchField, document: Document) -> list[str]:
    values = field.read(document) if field.read else ()
    return [value.lower() for value in values] if field.match == "folded" else list(values)
