"""What a careful reader would remark on: gaps in the numbers, decisions not found, text not understood."""

from collections.abc import Sequence

from indexer.model import DocumentType, Paragraph
from pipelines.parse.head import Head

_WIDEST_GAP = 200  # numbers; a longer gap is no row of hidden §§


def missing_numbers(paragraphs: Sequence[Paragraph], head: Head) -> tuple[str, ...]:
    """Numbers that the row of §§ skips, or that page one promises."""
    have = {_digits(p.number) for p in paragraphs}
    if not have:
        return ()
    first, last = min(have), max(have)
    if head.first is not None and head.last is not None and head.first <= last and first <= head.last:
        first, last = min(first, head.first), max(last, head.last)
    if last - first - len(have) > _WIDEST_GAP:
        return ()
    return tuple(str(n) for n in range(first, last + 1) if n not in have)


def warnings(
    paragraphs: Sequence[Paragraph], head: Head, kind: DocumentType, missing: Sequence[str]
) -> tuple[str, ...]:
    """One Swedish sentence each."""
    found = []
    if kind == "kallelse":
        return ("Filen är en kallelse eller föredragningslista, inte ett protokoll, och har därför inga paragrafer.",)
    if not paragraphs:
        return ("Ingen paragraf (§) hittades; filen verkar inte vara ett protokoll.",)
    if missing:
        found.append(
            f"Paragraf {', '.join(missing[:20])} saknas i filen; de kan vara sekretessbelagda eller borttagna."
        )
    if head.first is not None and head.last is not None:
        extra = [p.number for p in paragraphs if not head.first <= _digits(p.number) <= head.last]
        if extra:
            found.append(f"Paragraf {', '.join(extra[:20])} ligger utanför de paragrafer som första sidan anger.")
    if head.body is None:
        found.append("Organet framgår inte av filen.")
    if head.date is None:
        found.append("Sammanträdets datum framgår inte av filen.")
    undecided = sum(p.decision is None for p in paragraphs)
    if undecided == len(paragraphs):
        found.append("Inget beslut hittades i någon paragraf.")
    return tuple(found)


def _digits(number: str) -> int:
    return int(number.rstrip("abcdefghijklmnopqrstuvwxyz"))
