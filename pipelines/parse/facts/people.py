"""People named in a §, with party and roles."""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from indexer.identifiers.parties import party_written
from indexer.model import Person, Section, SectionType
from pipelines.parse.person_patterns import NAME, PARTY_LETTERS

_NAMED = re.compile(rf"(?P<name>{NAME}),? ?\((?P<party>{PARTY_LETTERS})\)")
_TITLES = re.compile(
    r"\A(?:(?:Tjänstgörande|Ersättaren?|Ersättarna|Ledamoten?|Ledamöterna|Ordföranden?|Förste|Andre|Andra|Tredje|Vice|Kommunalråde[nt]|Oppositionsrådet|"
    r"Kommunstyrelsens|Nämndens|Motionären|Herr|Fru|Även|Därefter|Dessutom|Vidare|Motion|Interpellation|Yrkande|Ja|JA|Nej|NEJ|Avstår|Avst|Frånvarande|Frånv|Samt|Och|Av|Från|Till|På|Med|Mot|Enligt|Bifall|I|För) )+"
)
_POSSESSION = re.compile(
    r"(?: m\.? ?fl\.?)? (?:tilläggs|ändrings|avslags|återremiss)?(?:yrkande|förslag|motion|interpellation|fråga|avsägelse)"
)
_NAMES_IN_S = ("ss", "ås", "äs", "us", "is")  # they take no genitive -s of their own
_ROLES: dict[SectionType, tuple[str, re.Pattern[str] | None]] = {
    "yrkanden": ("yrkande", re.compile(r"\b(?:yrka|föreslå|instämmer|biträder|biträdd)")),
    "reservation": ("reservation", None),
    "särskilt yttrande": ("särskilt yttrande", None),
    "protokollsanteckning": ("protokollsanteckning", None),
    "jäv": ("jäv", None),
}
_ELECTED = re.compile(r"\b(?:utse|välj|förordna|omvälj|nyvälj)")
_LEFT = re.compile(r"\b(?:avsäg|entledig|befria)")
_BALLOTS = (
    ("ja", re.compile(r"\bröst(?:ar|ade) ja\b|(?<=\)) ?[-–:]? ?ja\b|\b(?:-|–|:)?\s?ja\s*\Z", re.IGNORECASE)),
    ("nej", re.compile(r"\bröst(?:ar|ade) nej\b|(?<=\)) ?[-–:]? ?nej\b|\b(?:-|–|:)?\s?nej\s*\Z", re.IGNORECASE)),
    ("avstår", re.compile(r"\bavst(?:år|od)", re.IGNORECASE)),
)
_SENTENCE = re.compile(r"(?<=[a-zåäö)\d”\"]{2})[.]\s+(?=[A-ZÅÄÖ])|\n")


@dataclass(frozen=True, slots=True)
class _Mention:
    name: str
    party: str | None
    role: str | None
    owns: bool


def find_people(heading: str, sections: Sequence[Section]) -> tuple[Person, ...]:
    """People named with a party, in order of mention, with roles in order of appearance."""
    mentions = list(_mentions(heading, sections))
    plain = {(one.name, one.party) for one in mentions if not one.owns}
    found: dict[tuple[str, str | None], list[str]] = {}
    for one in mentions:
        roles = found.setdefault((_nominative(one, plain), one.party), [])
        if one.role and one.role not in roles:
            roles.append(one.role)
    return tuple(Person(name, party, tuple(roles)) for (name, party), roles in found.items())


def person_spans(text: str) -> Iterator[tuple[int, int]]:
    """The spans of names with a party behind them, titles left out."""
    for match in _NAMED.finditer(text):
        yield match.end("name") - len(_TITLES.sub("", match["name"])), match.end()


def _nominative(one: _Mention, plain: set[tuple[str, str | None]]) -> str:
    """`Bo Ekdals (M) yrkande` is Bo Ekdal's; a name that is also met elsewhere decides for itself."""
    if not one.name.endswith("s"):
        return one.name
    stem = one.name[:-1]
    known = (stem, one.party) in plain
    owns = one.owns and (one.name, one.party) not in plain and not one.name.endswith(_NAMES_IN_S)
    return stem if known or owns else one.name


def _mentions(heading: str, sections: Sequence[Section]) -> Iterator[_Mention]:
    for match in _NAMED.finditer(heading):
        yield _mention(match, heading, None)
    for section in sections:
        for sentence in _SENTENCE.split(section.text):
            role_at = _role_finder(section.type, sentence)
            for match in _NAMED.finditer(sentence):
                yield _mention(match, sentence, role_at(match.end()))


def _mention(match: re.Match[str], text: str, role: str | None) -> _Mention:
    name = _TITLES.sub("", match["name"])
    return _Mention(
        name,
        None if match["party"] == "-" else party_written(match["party"]),
        role,
        owns=bool(_POSSESSION.match(text, match.end())),
    )


def _role_finder(kind: SectionType, sentence: str) -> Callable[[int], str | None]:
    """A function from where a name ends in the sentence to the role of its bearer."""
    if kind == "omröstning":
        return _role_of_next_verb(
            sorted((m.start(), role) for role, pattern in _BALLOTS for m in pattern.finditer(sentence))
        )
    if kind == "beslut":
        role = "avgått" if _LEFT.search(sentence) else "vald" if _ELECTED.search(sentence) else None
        return lambda _: role
    role, verb = _ROLES.get(kind, (None, None))
    if role and verb:
        return _role_of_next_verb([(m.start(), role) for m in verb.finditer(sentence)])
    return lambda _: role


def _role_of_next_verb(verbs: Sequence[tuple[int, str]]) -> Callable[[int], str | None]:
    """The role of the first verb behind a name."""
    starts = [start for start, _ in verbs]

    def role_at(end: int) -> str | None:
        index = bisect_left(starts, end)
        return verbs[index][1] if index < len(verbs) else None

    return role_at
