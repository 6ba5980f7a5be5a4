"""Section headings: which lines open a section of which type, by the table beside this file and the forms a heading takes."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from indexer.codec import read_table
from indexer.identifiers.body_words import COUNCIL, DECIDING, GENITIVE, HIGHER, SPOKEN_OF
from indexer.model import SectionType
from pipelines.parse.layout.lines import squeeze

_LONGEST = 160  # characters of a heading, three wrapped lines of proposals to higher bodies included
_NUMBERED = re.compile(r" (?:nr )?\d{1,2}\Z")
_QUALIFIED = re.compile(  # what may follow any heading
    r" (?:för (?:egen|sin) del|för egen räkning|(?:på|vid|under) (?:dagens )?(?:sammanträdet?|mötet)|i ärendet|med motivering(?:ar)?)\Z"
)
_OWNER = (
    r"(?P<owner>(?!enligt |på |av |från |i |bifall |avslag )(?!(?:[\w&-]+,? ){1,7}(?:enligt|utan|att|som|med|vid|av|är|ska|har) )(?:[\w&-]+,? ){0,7}[\w-]*(?:"
    + GENITIVE
    + r"|ordförandens|förvaltningens?|kontorets?|presidiets|avdelningens|enhetens|kommunens|stadens|regionens|förbundets|"
    r"bolagets|direktörens|chefens|sekreterarens|ledamöternas|revisorernas|delegationens|gruppens)(?<=s))"
)
_POSSESSIVE = re.compile(_OWNER + r" (?P<what>[a-zåäö]+(?: till beslut)?)")
_BY_PARTY = re.compile(
    r"(?P<what>reservation|särskilt yttrande|särskilda yttranden|protokollsanteckning)(?:er|ar)? "
    r"(?:från |av )?\(?(?:[a-zåäö]{1,4}(?:, | och |\)|,|\Z)){1,9}"
)
_UPWARDS = re.compile(
    _OWNER + r" förslag till "
    rf"(?:{HIGHER}|[\wåäö&, -]{{0,50}}(?:{DECIDING}))"
    rf"(?: för (?:vidare )?förslag till {COUNCIL})?"
)
_BARE_UPWARDS = re.compile(rf"förslag till (?:{HIGHER})")
_DECIDES = re.compile(rf"(?:[\w&-]+,? ){{0,7}}(?:[\wåäö-]*(?:{SPOKEN_OF}|mäktige)) (?:beslutar|föreslår) ?(?:att)?")
_MISREAD = re.compile(r"[a-zåäö]{2}[015][a-zåäö]")  # digits that a scanner took letters for
_RECOGNISED = str.maketrans("015", "ols")
_INLINE = re.compile(r"(?P<heading>[A-ZÅÄÖ][^:.\n]{2,50}):\s+(?P<rest>\S.*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class SectionHeading:
    """Section heading as read. `upwards` names, in the genitive, the body whose proposal to a higher one follows."""

    type: SectionType
    weak: bool = False
    upwards: str | None = None


@dataclass(frozen=True, slots=True)
class _Vocabulary:
    headings: Mapping[SectionType, tuple[str, ...]]
    possessive: Mapping[SectionType, tuple[str, ...]]
    weak: Mapping[str, tuple[str, ...]]
    inline: Mapping[str, tuple[SectionType, ...]]


def section_type(text: str) -> SectionType | None:
    """The type that a line opens when it stands as a heading, else None."""
    heading = read_heading(text)
    return heading.type if heading else None


def read_heading(text: str) -> SectionHeading | None:
    """The heading that `text` is as a whole, else None."""
    if len(text) > _LONGEST or text[:1].islower():
        return None
    plain = squeeze(text).casefold().rstrip(" :")
    if _MISREAD.search(plain):
        plain = plain.translate(_RECOGNISED)
    headings = _headings()
    bare = _QUALIFIED.sub("", plain)
    for form in (plain, _NUMBERED.sub("", plain), bare):
        if form in headings:
            return SectionHeading(headings[form], weak=form in _weak())
    return _by_party(plain) or _possessive(plain) or _possessive(bare)


def opens_decision(text: str) -> bool:
    """Whether a line is no more than `Kommunstyrelsen beslutar`: what it decides stands below."""
    return (
        len(text) <= _LONGEST and text[:1].isupper() and bool(_DECIDES.fullmatch(squeeze(text).casefold().rstrip(" :")))
    )


def inline_heading(text: str) -> tuple[str, str, SectionHeading] | None:
    """`Beslut: Nämnden …` as (heading, rest, what it opens)."""
    match = _INLINE.match(text)
    found = read_heading(match["heading"]) if match else None
    if match and found and found.type in _inline_types() and not found.weak:
        return match["heading"], match["rest"], found
    return None


def _by_party(plain: str) -> SectionHeading | None:
    match = _BY_PARTY.fullmatch(plain)
    return SectionHeading(_headings()[match["what"]]) if match else None


def _possessive(plain: str) -> SectionHeading | None:
    if _BARE_UPWARDS.fullmatch(plain):
        return SectionHeading("förslag till beslut", upwards="")
    upwards = _UPWARDS.fullmatch(plain)
    if upwards and " beslut " not in upwards["owner"]:
        return SectionHeading("förslag till beslut", upwards=upwards["owner"])
    match = _POSSESSIVE.fullmatch(plain)
    kind = _possessives().get(match["what"]) if match else None
    return SectionHeading(kind) if kind else None


@cache
def _headings() -> Mapping[str, SectionType]:
    return _types(_vocabulary().headings)


@cache
def _possessives() -> Mapping[str, SectionType]:
    return _types(_vocabulary().possessive)


def _types(table: Mapping[SectionType, tuple[str, ...]]) -> Mapping[str, SectionType]:
    return {heading: kind for kind, headings in table.items() for heading in headings}


@cache
def _weak() -> frozenset[str]:
    return frozenset(_vocabulary().weak["headings"])


@cache
def _inline_types() -> frozenset[SectionType]:
    return frozenset(_vocabulary().inline["types"])


@cache
def _vocabulary() -> _Vocabulary:
    return read_table("pipelines.parse.structure", "section_vocabulary.toml", _Vocabulary)
