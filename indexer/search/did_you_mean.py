"""Did you mean: another spelling of a word, offered when it is found far oftener. Never put in its place."""

import re
from collections.abc import Iterable, Sequence

from indexer.engine import Filters, ResultSetRequest, SearchEngine, Term, TextQuery
from indexer.model import Access
from indexer.query.expansion import Expansion

_OFTENER = 3  # times as many §§


def did_you_mean(
    engine: SearchEngine, text: str, found: Iterable[Expansion], filters: Filters, access: Access
) -> str | None:
    """The question with its misspelt words mended, or None when what was typed is found nearly as often."""
    mended = text
    for word, meant in _spellings(found).items():
        typed, other = (_count(engine, one, filters, access) for one in (word, meant))
        if other and other >= _OFTENER * typed:
            mended = re.sub(rf"(?<!\w){re.escape(word)}(?!\w)", meant, mended, flags=re.IGNORECASE)
    return mended if mended != text else None


def _spellings(found: Iterable[Expansion]) -> dict[str, str]:
    """The likeliest spelling of each word."""
    likeliest: dict[str, str] = {}
    for one in found:
        if one.kind == "stavning":
            likeliest.setdefault(one.words[0], one.target)
    return likeliest


def _count(engine: SearchEngine, word: str, filters: Filters, access: Access) -> int:
    """§§ with this very word, in some form."""
    words: Sequence[Term] = (Term(word),)
    return engine.result_set(ResultSetRequest(TextQuery(must=tuple(words)), filters=filters), access).total
