"""Did you mean: another spelling of a word, offered when it is found far oftener. Never put in its place."""

import re
from collections.abc import Iterable, Iterator, Mapping

from indexer.engine import Batch, Filters, ResultSetRequest, SearchEngine, Term, TextQuery
from indexer.model import Access
from indexer.query.expansion import Expansion

_OFTENER = 3  # times as many §§


def did_you_mean(
    engine: SearchEngine, text: str, found: Iterable[Expansion], filters: Filters, access: Access
) -> str | None:
    """The question with its misspelt words mended, or None when what was typed is found nearly as often."""
    mended, spellings = text, _spellings(found)
    for (word, meant), (typed, other) in zip(
        spellings.items(), _counts(engine, spellings, filters, access), strict=True
    ):
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


def _counts(
    engine: SearchEngine, spellings: Mapping[str, str], filters: Filters, access: Access
) -> Iterator[tuple[int, int]]:
    """§§ with each typed word, and with its spelling, in some form."""
    words = [word for pair in spellings.items() for word in pair]
    requests = tuple(ResultSetRequest(TextQuery(must=(Term(word),)), filters=filters) for word in words)
    totals = [found.total for found in engine.batch(Batch(result_sets=requests), access).result_sets] if words else []
    return zip(totals[::2], totals[1::2], strict=True)
