"""Readable, stable ids: `huddinge/ks/2025-03-12` for a protocol, `…/112` for its §."""

import re
import unicodedata
from collections.abc import Iterable

from indexer.model import Protocol

_NOT_WORD = re.compile(r"[^a-z0-9]+")
_LETTERS = str.maketrans("åäöæøé", "aaoaoe")
# A meeting is opened once: two protocols of one day that each open are two meetings, not two parts of one.
_OPENING = re.compile(
    r"\b(?:upprop|öppna|närvar|dagordning|föredragningslist|val av justera|justerare|protokollsjustera)", re.IGNORECASE
)
_SAME_SHARE = 0.5  # of the common § numbers must have headings alike


def slug(text: str) -> str:
    """`Barn- och utbildningsnämnden` → `barn-och-utbildningsnamnden`; empty when nothing is left."""
    folded = unicodedata.normalize("NFKD", text.lower().translate(_LETTERS)).encode("ascii", "ignore").decode()
    return _NOT_WORD.sub("-", folded).strip("-")


def protocol_key(protocol: Protocol, municipality: str, content_hash: str) -> str:
    """The id a protocol asks for. What the file does not say is filled with something that only this file has."""
    body = slug(protocol.body_code or protocol.body or "") or "okant-organ"
    date = protocol.date or f"odaterat-{content_hash[:8]}"
    return f"{slug(municipality) or f'okand-{content_hash[:8]}'}/{body}/{date}"


def document_ids(protocol_id: str, numbers: Iterable[str]) -> list[str]:
    """One id a § number; a number that comes back in the same protocol gets `-2`."""
    seen: dict[str, int] = {}
    ids = []
    for printed in numbers:
        number = slug(printed) or "0"
        seen[number] = seen.get(number, 0) + 1
        ids.append(f"{protocol_id}/{number}" + (f"-{seen[number]}" if seen[number] > 1 else ""))
    return ids


def same_meeting(one: dict[str, str], other: dict[str, str]) -> bool:
    """Whether two § lists (number → heading) of one body and day are versions or parts of one meeting.

    Common numbers decide by their headings; without common numbers they are parts, unless both open a meeting.
    """
    common = one.keys() & other.keys()
    if common:
        alike = sum(_alike(one[number], other[number]) for number in common)
        return alike >= _SAME_SHARE * len(common)
    return not (_opens(one) and _opens(other))


def _alike(one: str, other: str) -> bool:
    first, second = set(slug(one).split("-")), set(slug(other).split("-"))
    return len(first & second) >= _SAME_SHARE * min(len(first), len(second))


def _opens(headings: dict[str, str]) -> bool:
    return any(_OPENING.search(heading) for heading in headings.values())
