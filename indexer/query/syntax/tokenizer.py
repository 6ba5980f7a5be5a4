"""Characters to tokens. Knows signs, not meaning; every character belongs to a token or to the space between."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

Kind = Literal["word", "phrase", "field", "open", "close", "and", "or", "not", "stray"]

OPERATORS: dict[str, Kind] = {  # only in capitals: och, eller and inte are ordinary words
    "OCH": "and",
    "AND": "and",
    "ELLER": "or",
    "OR": "or",
    "INTE": "not",
    "NOT": "not",
}
_TOKEN = re.compile(
    r"""(?P<open>\()
    |(?P<close>\))
    |(?P<not>(?<![^\s(])-(?=["(\w]))            # a minus sign that begins a word; `gång-` and `KS-2025` have none
    |(?P<name>[^\W\d_]{2,20}):(?:"(?P<quoted>[^"]*)"|(?P<value>[^\s()":/][^\s()"]*))
    |"(?P<phrase>[^"]*)"(?:~(?P<slop>\d{1,3}))?
    |(?P<stray>")
    |(?P<word>[^\s()"]+)""",
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Token:
    """`text` is the word, phrase or field value; `name` the field's name, `slop` the phrase's."""

    kind: Kind
    text: str
    start: int
    end: int
    name: str = ""
    slop: int = 0


def tokenize(text: str) -> Iterator[Token]:
    """The tokens of a question, left to right."""
    for match in _TOKEN.finditer(text):
        kind = match.lastgroup
        start, end = match.span()
        if match["name"]:
            value = match["quoted"] if match["quoted"] is not None else match["value"]
            yield Token("field", value, start, end, name=match["name"])
        elif match["phrase"] is not None:
            yield Token("phrase", match["phrase"], start, end, slop=int(match["slop"] or 0))
        elif kind == "word":
            yield Token(OPERATORS.get(match["word"], "word"), match["word"], start, end)
        else:
            yield Token(kind, match.group(), start, end)  # type: ignore[arg-type] # the groups left are kinds
