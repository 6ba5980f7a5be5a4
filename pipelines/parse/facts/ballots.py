"""Ballot tables: crosses under Ja and Nej, one a person, and voting lists after the last §."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from indexer.model import Paragraph, Person, Section, Vote
from pipelines.parse.facts.votes import deciding_vote, vote_meanings
from pipelines.parse.layout.lines import Row
from pipelines.parse.person_patterns import NAME

_HEAD = re.compile(
    r".{0,80}?\b(?P<ja>ja) {2,20}(?P<nej>nej)\b(?: {2,20}(?P<avstår>avst)\w{0,10})?.{0,40}", re.IGNORECASE
)
_CROSS = re.compile(
    rf"(?P<name>{NAME}) {{2,60}}\(?(?P<party>[A-ZÅÄÖ][A-Za-zÅÄÖåäö]{{0,4}}|-)\)? {{2,60}}(?P<cross>[xX])"
)
_SUM = re.compile(
    r"(?:summa|totalt|antal):? {2,80}(?P<ja>\d{1,3}) {2,20}(?P<nej>\d{1,3})(?: {2,20}(?P<avstår>\d{1,3}))?.{0,30}",
    re.IGNORECASE,
)
_OFF = 6  # columns that a cross may stand beside its heading
# By its § alone: a number on the agenda is another.
_LIST = re.compile(
    r"(?:bilaga|omröstning|votering)\w{0,12}\b:?.{0,20}?§ ?(?P<number>\d{1,4}[a-z]?)\b.{0,40}", re.IGNORECASE
)


def with_ballot_table(paragraph: Paragraph, rows: Sequence[Row]) -> Paragraph:
    """The § with vote and voters of a ballot table among its rows, where its text counts none."""
    crosses = list(_crosses(rows))
    if paragraph.vote or not crosses:
        return paragraph
    known = {person.name for person in paragraph.people}
    voters = [Person(name, party, (side,)) for name, party, side in crosses if name not in known]
    return replace(paragraph, vote=_sum(rows, crosses, paragraph.sections), people=(*paragraph.people, *voters))


def with_voting_lists(paragraphs: Sequence[Paragraph], tail: Sequence[Row]) -> tuple[Paragraph, ...]:
    """The paragraphs; one without a vote of its own gets that of its voting list in the appendices."""
    counted = _counted(tail)
    return tuple(
        replace(one, vote=counted[one.number]) if one.vote is None and one.number in counted else one
        for one in paragraphs
    )


def _crosses(rows: Sequence[Row]) -> Iterator[tuple[str, str, str]]:
    """Name, party and side of each cross under the headings Ja and Nej."""
    columns: dict[str, int] = {}
    for row in rows:
        if head := _HEAD.fullmatch(row.text):
            columns = {side: row.indent + head.start(side) for side in ("ja", "nej", "avstår") if head[side]}
        elif columns and (cross := _CROSS.match(row.text)):
            at = row.indent + cross.start("cross")
            side = min(columns, key=lambda side: abs(columns[side] - at))
            if abs(columns[side] - at) <= _OFF:
                yield cross["name"], cross["party"], side


def _sum(rows: Sequence[Row], crosses: Sequence[tuple[str, str, str]], sections: Sequence[Section]) -> Vote:
    """The sum as it is printed, else the crosses counted."""
    printed = next((m for row in rows if (m := _SUM.fullmatch(row.text))), None)
    sides = Counter(side for *_, side in crosses)
    ja, nej, abstained = (int(printed[s] or 0) if printed else sides[s] for s in ("ja", "nej", "avstår"))
    return Vote(ja, nej, abstained, None, *vote_meanings(sections))


def _counted(tail: Sequence[Row]) -> dict[str, Vote]:
    """The count of each list by its §; the last of a § decides."""
    lists: list[tuple[str, list[str]]] = []
    for row in tail:
        text = row.plain
        if match := _LIST.fullmatch(text):
            lists.append((match["number"], []))
        elif lists:
            lists[-1][1].append(text)
    votes = ((number, deciding_vote([Section("omröstning", None, "\n".join(rows))])) for number, rows in lists)
    return {number: vote for number, vote in votes if vote}
