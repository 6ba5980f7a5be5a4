"""Votes: the deciding count of a §, and what Ja and Nej stood for."""

import re
from collections.abc import Sequence

from indexer.language.numerals import NUMERALS
from indexer.model import Section, Vote
from pipelines.parse.person_patterns import NAME, PARTY

_COUNTS = {**NUMERALS, "ingen": 0, "inga": 0}
_TWICE = re.compile(r"\b[a-zåäö]{2,15} \((?P<n>\d{1,3})\)(?= ?(?:ja|nej|röst|ledam|person|avst))", re.IGNORECASE)
_NUMBER_WORDS = "|".join(sorted(_COUNTS, key=len, reverse=True))


def _count(name: str) -> str:
    """A group of that name: a count in digits or words."""
    return rf"(?P<{name}>\d{{1,3}}|{_NUMBER_WORDS})"


_FLAGS = re.IGNORECASE
_TALLIES = tuple(
    re.compile(pattern, _FLAGS)
    for pattern in (
        rf"\b{_count('ja')} ?ja(?:[- ]?röst(?:er)?)?,? (?:och|mot|samt|,)? ?{_count('nej')} ?nej\b",
        rf"\b{_count('nej')} ?nej[- ]?röst(?:er)?,? (?:och|mot|samt|,)? ?{_count('ja')} ?ja\b",
        rf"\b{_count('ja')} ?ja[- ]?röst(?:er)?\b.{{0,60}}?\b{_count('nej')} ?nej[- ]?röst",
        rf"\bantal ja:? ?{_count('ja')}\b.{{0,40}}?\bantal nej:? ?{_count('nej')}\b",
        rf"\bja(?:-röster)?: ?{_count('ja')}\b.{{0,40}}?\bnej(?:-röster)?: ?{_count('nej')}\b",
        rf"\b{_count('ja')} (?:ledamöter |personer )?röst(?:ar|ade) ja\b.{{0,200}}?\b{_count('nej')} (?:ledamöter |personer )?röst(?:ar|ade) nej\b",
        rf"\bmed {_count('ja')} (?:röster )?(?:mot|för och) {_count('nej')}(?: röster)?\b",
        r"\bja-?röst(?:er)? ?\((?P<ja>\d{1,3})\).{0,3000}?\bnej-?röst(?:er)? ?\((?P<nej>\d{1,3})\)",
        r"\bja ?\((?P<ja>\d{1,3})\).{0,3000}?\bnej ?\((?P<nej>\d{1,3})\)",
        r"\((?P<ja>\d{1,3}) ja\).{0,600}?\((?P<nej>\d{1,3}) nej\)",
        r"\bja (?P<ja>\d{1,3})(?: röster)?[,;.]? (?:och )?nej (?P<nej>\d{1,3})\b",
        r"\bröstar ja \((?P<ja>\d{1,3})\).{0,3000}?\bröstar nej \((?P<nej>\d{1,3})\)",
    )
)
_ONLY_JA = re.compile(r"\bröstar ja \((?P<ja>\d{1,3})\)", _FLAGS)
_ABSTAINED = re.compile(
    rf"\bantal avstår:? ?{_count('a')}\b|\b{_count('b')} (?:ledamöter |ledamot |personer |röster )?(?:som )?(?:avstår|avstod|avstått|nedlagda|avstående|lade ned|la ner)"
    rf"|\bavstår(?: från att rösta)?:? ?\(?{_count('c')}\b|\bav(?:stå|stod)\w* från att rösta \((?P<d>\d{{1,3}})\)",
    _FLAGS,
)
_NAMED = re.compile(rf"{NAME} {PARTY}")
_ABSTAINERS = re.compile(rf"{NAME} {PARTY}[^.;:]{{0,600}}? (?:avstår|avstod)\b")
_ABSENT = re.compile(
    rf"\bantal frånv\w*:? ?{_count('a')}\b|\b{_count('b')} (?:ledamöter |ledamot )?(?:är |var )?frånvarande|\bfrånvarande: ?{_count('c')}\b",
    _FLAGS,
)
_ENDS = r"[^.;\n”\"]{3,200}"
_MEANINGS = tuple(
    re.compile(pattern, _FLAGS)
    for pattern in (
        rf"\bja för (?P<ja>{_ENDS}?)(?:,? och|[.,;]|,? samt)? ?nej för (?P<nej>{_ENDS})",
        rf"\bja-?röst(?:er)? (?:för|innebär|betyder|till) (?P<ja>{_ENDS}?)(?:,? och|[.,;]|,? samt)?\s?(?:en )?nej-?röst(?:er)? (?:för|innebär|betyder|till) (?P<nej>{_ENDS})",
        rf"\bja ?= ?(?P<ja>{_ENDS}?)[.,;]?\s?nej ?= ?(?P<nej>{_ENDS})",
        r"\b(?:den|de) som (?P<ja>[^.;\n]{3,160}?),? (?:röstar|svarar|säger|ska rösta) ja\b.{0,20}?\b(?:den|de) som (?P<nej>[^.;\n]{3,160}?),? (?:röstar|svarar|säger|ska rösta) nej\b",
        rf"\b(?:röstar|rösta|säger) ja för (?P<ja>{_ENDS}?)(?:,? och|[.,;])? (?:röstar|rösta|säger)?\s?nej för (?P<nej>{_ENDS})",
        rf"\bja innebär (?P<ja>{_ENDS}?)(?:,? och|[.,;])? nej innebär (?P<nej>{_ENDS})",
    )
)
_COUNTED = frozenset({"omröstning", "beslutsgång"})  # types of section in which votes are counted
_LISTED = re.compile(r"\b(?P<what>ja|nej|avstår)\Z", _FLAGS)


def deciding_vote(sections: Sequence[Section]) -> Vote | None:
    """Deciding vote of a §: the last count, with Ja and Nej as the proposition before it explained them; None without a count."""
    text = "\n".join(s.text for s in sections if s.type in _COUNTED)
    flat = _TWICE.sub(r"\g<n>", " ".join(text.split()))  # `trettio (30) ja-röster`
    tally = _last_tally(flat)
    if tally is None:
        return _counted_rows(text)
    start, end, ja, nej = tally
    means = _meaning(flat[:end])
    after = flat[start : end + 300]
    return Vote(
        ja=ja,
        nej=nej,
        abstained=_abstained(after),
        absent=_number(_ABSENT.search(after)),
        ja_means=means[0] if means else None,
        nej_means=means[1] if means else None,
    )


def _abstained(text: str) -> int:
    """The count as written, else as many as are named in a sentence that says they abstain."""
    counted = _number(_ABSTAINED.search(text))
    return len(_NAMED.findall(named[0])) if counted is None and (named := _ABSTAINERS.search(text)) else counted or 0


def vote_meanings(sections: Sequence[Section]) -> tuple[str | None, str | None]:
    """What Ja and Nej stood for by the last proposition."""
    text = "\n".join(s.text for s in sections if s.type in _COUNTED)
    return _meaning(" ".join(text.split())) or (None, None)


def _last_tally(text: str) -> tuple[int, int, int, int] | None:
    found = [
        (m.start(), m.end(), _value(m["ja"]), _value(m["nej"])) for pattern in _TALLIES for m in pattern.finditer(text)
    ]
    if not found:
        found = [(m.start(), m.end(), _value(m["ja"]), 0) for m in _ONLY_JA.finditer(text)]
    return max(found, default=None)


def _meaning(text: str) -> tuple[str, str] | None:
    found = [m for pattern in _MEANINGS for m in pattern.finditer(text)]
    if not found:
        return None
    last = max(found, key=lambda m: m.start())
    return last["ja"].strip(" ,.;:”\"'"), last["nej"].strip(" ,.;:”\"'")


def _counted_rows(text: str) -> Vote | None:
    """A row a person, `Namn (M) - JA`: the rows are counted when both sides appear or several do."""
    counts = {"ja": 0, "nej": 0, "avstår": 0}
    for line in text.split("\n"):
        match = _LISTED.search(line.rstrip(" ."))
        if match and 5 < len(line) <= 80:  # noqa: PLR2004 - a name and a vote, no sentence
            counts[match["what"].lower()] += 1
    enough = counts["ja"] + counts["nej"] >= 3  # noqa: PLR2004 - fewer are words of a sentence
    means = _meaning(" ".join(text.split())) or (None, None)
    return Vote(counts["ja"], counts["nej"], counts["avstår"], None, *means) if enough else None


def _number(match: re.Match[str] | None) -> int | None:
    return _value(next(value for value in match.groups() if value)) if match else None


def _value(text: str) -> int:
    return int(text) if text.isdigit() else _COUNTS[text.lower()]
