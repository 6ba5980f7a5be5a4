"""What one protocol says, as read: no ids, no store. Domain values are Swedish, as listed in docs/design.md."""

from dataclasses import dataclass, field
from typing import Literal

from indexer.model.section_types import SectionType

DateSource = Literal["stated", "derived", "unknown"]
DocumentType = Literal["protokoll", "utdrag", "kallelse", "okänt"]
Outcome = Literal[
    "utgår",
    "förslag_uppåt",
    "bordläggning",
    "återremiss",
    "avslag",
    "överlämnande",
    "val",
    "antagande",
    "bifall",
    "besvarad",
    "godkännande",
    "notering",
    "annat",
]
RemarkKind = Literal[
    "kallelse",
    "inget protokoll",
    "paragrafer saknas",
    "paragrafer utanför",
    "organ saknas",
    "datum saknas",
    "datum skiljer sig",
    "beslut saknas",
    "långt beslut",
    "text utan plats",
]
EntityLabel = Literal["PER", "ORG", "LOC", "DNR", "PARA", "LAW", "PARTY", "MONEY", "DATE", "PROPERTY", "BODY"]


@dataclass(frozen=True, slots=True)
class CaseNumber:
    """A diarienummer. `canonical` is `CODE YEAR/SERIAL[:SUB]`, unpadded; parts are None where the spelling lacks them.

    `same_case`: the text gives it as another number of the case that the § belongs to, older or newer.
    """

    raw: str
    canonical: str
    code: str | None = None
    year: int | None = None
    serial: str = ""
    sub: str | None = None
    class_code: str | None = None
    same_case: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    """A typed part of a §. `page_starts` are (offset in `text`, page) pairs, the first at offset 0 when pages are known."""

    type: SectionType
    heading: str | None
    text: str
    page_starts: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Vote:
    """The deciding count of one §, and what Ja and Nej stood for."""

    ja: int
    nej: int
    abstained: int = 0
    absent: int | None = None
    ja_means: str | None = None
    nej_means: str | None = None


@dataclass(frozen=True, slots=True)
class Reference:
    """A citation of another § (`paragraph`, with body and ISO date when stated) or, when `law` is set, of a statute."""

    raw: str
    body_code: str | None = None
    date: str | None = None
    paragraph: str | None = None
    law: str | None = None


@dataclass(frozen=True, slots=True)
class Person:
    """A person as named in one §, with what they did there (`yrkande`, `reservation`, `jäv`, `vald`, …)."""

    name: str
    party: str | None = None
    roles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One numbered item (§) of a meeting. `number` is written without the § sign."""

    number: str
    heading: str
    case_numbers: tuple[CaseNumber, ...] = ()
    page_from: int | None = None
    page_to: int | None = None
    sections: tuple[Section, ...] = ()
    decision: str | None = None
    outcome: Outcome | None = None
    vote: Vote | None = None
    references: tuple[Reference, ...] = ()
    people: tuple[Person, ...] = ()


@dataclass(frozen=True, slots=True)
class FileError:
    """Why a file could not be read: a stable code and one sentence for the person who sent it."""

    code: str
    message: str


@dataclass(frozen=True, slots=True)
class Remark:
    """What a check of the whole file found: a sentence for the reader, the lines (from 1) and the §§ it is about."""

    kind: RemarkKind
    message: str
    lines: tuple[int, ...] = ()
    paragraphs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Protocol:
    """The record of one meeting of one body, as one file tells it. `date` is ISO 8601.

    `warnings` are sentences: the reader's, then those of the `remarks`.
    """

    source: str
    municipality: str | None = None
    body: str | None = None
    body_code: str | None = None
    date: str | None = None
    date_source: DateSource = "unknown"
    document_type: DocumentType = "okänt"
    paragraphs: tuple[Paragraph, ...] = ()
    missing_paragraphs: tuple[str, ...] = ()
    warnings: tuple[str, ...] = field(default=())
    remarks: tuple[Remark, ...] = ()
    unparsed_share: float = 0.0
    error: FileError | None = None
