"""What the parser gives: the question as every later step sees it."""

from dataclasses import astuple, dataclass, field

from indexer.engine import Filters, TextQuery
from indexer.model import CaseNumber, Note, ParagraphKey
from indexer.query.intent.soft_filters import SoftFilter


@dataclass(frozen=True, slots=True)
class Understood:
    """A part of the question that was read as more than words: `raw[start:end]`, and what it was taken for."""

    kind: str  # a field's Swedish name, `diarienummer` or `hänvisning`
    value: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class QueryPart:
    """A part of the question as a person reads it; a `hard` one is a filter, the others lift what meets them."""

    start: int
    end: int
    kind: str
    value: str
    hard: bool


@dataclass(frozen=True, slots=True)
class Query:
    """A question, understood. `raw` is what was typed, cleaned to one line of NFC text of the same meaning.

    `text` feeds the keyword leg, `semantic_text` the embedding; `case_numbers` and `paragraphs` the identifier leg.
    `topic_words` holds the `words` without names of parties and municipalities.
    `exact` says that the asker wrote conditions (phrase, OCH, INTE, `-word`) that no hit may break. `soft_filters` lift
    what meets them; `browses` says that they are all there is, with no matter beside them. `notes` say what was not understood.
    """

    raw: str
    text: TextQuery = field(default_factory=TextQuery)
    semantic_text: str = ""
    words: tuple[str, ...] = ()
    topic_words: tuple[str, ...] = ()
    filters: Filters = field(default_factory=Filters)
    case_numbers: tuple[CaseNumber, ...] = ()
    paragraphs: tuple[ParagraphKey, ...] = ()
    soft_filters: tuple[SoftFilter, ...] = ()
    browses: bool = False
    understood: tuple[Understood, ...] = ()
    notes: tuple[Note, ...] = ()

    @property
    def parts(self) -> list[QueryPart]:
        """What was read as more than words, in the question's order."""
        hard = [QueryPart(one.start, one.end, str(one.kind), one.value, hard=True) for one in self.understood]
        soft = [
            QueryPart(one.start, one.end, str(one.kind), one.value_as_text, hard=False) for one in self.soft_filters
        ]
        return sorted([*hard, *soft], key=astuple)

    @property
    def exact(self) -> bool:
        """Whether the question sets conditions that every hit must meet."""
        return bool(self.text.must or self.text.must_not)

    @property
    def identifies(self) -> bool:
        """Whether a case number or a § is named."""
        return bool(self.case_numbers or self.paragraphs)
