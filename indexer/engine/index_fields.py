"""What of a § is indexed and under which names: the same for every engine; an engine only adds how."""

from dataclasses import replace

from indexer.identifiers import index_keys
from indexer.language import surfaces, terms
from indexer.model import Document

LABELS = (  # exact values
    "id",
    "protocol",
    "labelled",
    "access",
    "municipality",
    "body",
    "case_key",
    "paragraph",
    "body_code",
    "party",
    "outcome",
    "section",
    "kind",
)
FACETS = ("facet_municipality", "facet_body", "facet_outcome", "facet_section", "facet_party")
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


def indexed_people(document: Document) -> list[str]:
    """Each person's name as words apart by spaces."""
    return [" ".join(surfaces(person.name)) for person in document.people]


def indexed_labels(document: Document) -> dict[str, list[str]]:
    """Exact values to filter by; lower case where filters compare case-folded."""
    return {
        "id": [document.id],
        "protocol": [document.protocol_id],
        "labelled": ["1"] if document.access else [],
        "access": [document.access] if document.access else [],
        "municipality": [document.municipality.lower()],
        "body": [name.lower() for name in (document.body, document.body_code) if name],
        "body_code": [document.body_code] if document.body_code else [],
        "case_key": sorted({key for number in document.case_numbers for key in index_keys(number)}),
        "paragraph": [document.paragraph.lower()],
        "outcome": [document.outcome] if document.outcome else [],
        "section": _sections(document),
        "party": [party.lower() for party in _parties(document)],
    }


def indexed_facets(document: Document) -> dict[str, list[str]]:
    """Values to count, as they are shown."""
    return {
        "facet_municipality": [document.municipality],
        "facet_body": [document.body] if document.body else [],
        "facet_outcome": [document.outcome] if document.outcome else [],
        "facet_section": _sections(document),
        "facet_party": _parties(document),
    }


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


def _sections(document: Document) -> list[str]:
    return list(dict.fromkeys(section.type for section in document.sections))


def _parties(document: Document) -> list[str]:
    return list(dict.fromkeys(person.party for person in document.people if person.party))
