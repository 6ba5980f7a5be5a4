"""What sort of § is asked for (a motion, a fee, a reservation) and whose: tables of how each is said and how a § shows it."""

import re
from collections.abc import Iterator, Mapping

from indexer.model import SectionType
from indexer.query.syntax.field_values import PARTIES, fold_diacritics

_OPENING = r"^(?:(?:svar|yttrande|beslut|besvarande|behandling|reviderat|ändrat|nytt|anmälan|väckt|ny) (?:på |över |av |om |med anledning av )?)?"
CATEGORIES: Mapping[str, tuple[str, str]] = {  # name: how it is said (beginnings of words), how a heading shows it
    "motion": (
        "motion motioner motionen motionerna motionerade motionera",
        _OPENING + r"motion(?:en|ssvar|er)?\b(?! som)",
    ),
    "interpellation": (
        "interpellation interpellationer interpellationen interpellationerna",
        _OPENING + r"interpellation",
    ),
    "fråga": ("frågestund frågestunden frågestunder enkel-fråga", r"^(?:enkel fråga|fråga\b|frågestund|frågor\b)"),
    "medborgarförslag": (
        "medborgarförslag medborgarförslaget medborgarförslagen invånarförslag e-förslag invånarinitiativ medborgarinitiativ",
        r"(?:medborgar|invånar|e-)(?:förslag|initiativ)",
    ),
    "remiss": ("remiss remisser remissen remisserna remissvar remissyttrande", _OPENING + r"(?:remiss|samråd)"),
    "yrkande": ("yrkande yrkanden yrkandet yrkandena", _OPENING + r"yrkande"),
    "initiativ": ("initiativärende initiativärenden ledamotsinitiativ", r"\w*initiativ"),
    "hemställan": ("hemställan hemställningar", r"^hemställan"),
    "detaljplan": ("detaljplan detaljplaner detaljplanen detaljplanerna", r"\bdetaljplan"),
    "taxa": ("taxa taxor taxan taxorna", r"tax(?:a|an|or|orna)\b"),
    "avsägelse": ("avsägelse avsägelser avsägelsen avsade entledigande", r"avsägelse|entledigande"),
    "reglemente": ("reglemente reglementen reglementet reglementena", r"reglemente"),
    "delårsrapport": ("delårsrapport delårsrapporter delårsrapporten delårsbokslut", r"delårs(?:rapport|bokslut)"),
    "årsredovisning": ("årsredovisning årsredovisningar årsredovisningen", r"årsredovisning"),
    "ordningsfråga": ("ordningsfråga ordningsfrågor ordningsfrågan ordningsfrågorna", r"^ordningsfråg"),
    "parentation": ("parentation parentationer", r"^parentation"),
}
SECTIONS: Mapping[str, SectionType] = {
    **dict.fromkeys("reservation reservationer reservationen reservationerna reserverade reserverat".split(), "reservation"),
    **dict.fromkeys("protokollsanteckning protokollsanteckningar protokollsanteckningen".split(), "protokollsanteckning"),
    **dict.fromkeys("omröstning omröstningen votering voteringen röstade röstsiffror".split(), "omröstning"),
}  # fmt: skip
ROLE_WORDS: Mapping[str, str] = {  # a verb or noun of doing: the role that the records give who did it
    **dict.fromkeys("yrkade yrkat yrkar yrkande yrkanden yrkandet yrkandena".split(), "yrkande"),
    **dict.fromkeys("reserverade reserverat reserverar reservation reservationer reservationen".split(), "reservation"),
    **dict.fromkeys("protokollsanteckning protokollsanteckningar protokollsanteckningen".split(), "protokollsanteckning"),
}  # fmt: skip
_LETTERS = frozenset("S M SD C V KD MP L D FI".split())
_BY_WORD: Mapping[str, str] = {word: name for name, (words, _) in CATEGORIES.items() for word in words.split()}
_HEADINGS = {name: re.compile(pattern, re.IGNORECASE) for name, (_, pattern) in CATEGORIES.items()}
_WORD = re.compile(r"[^\W\d_]+")
Said = tuple[str, int, int]  # value and where it stands


def find_categories(text: str) -> Iterator[Said]:
    """The sorts of § named in a question."""
    for match in _WORD.finditer(text):
        name = _BY_WORD.get(match.group().lower())
        if name:
            yield name, match.start(), match.end()


def find_sections(text: str) -> Iterator[Said]:
    """The sections named in a question."""
    for match in _WORD.finditer(text):
        name = SECTIONS.get(match.group().lower())
        if name:
            yield name, match.start(), match.end()


def find_parties(text: str) -> Iterator[Said]:
    """The parties named; a lone capital is one only beside another party or a deed, else it may be anything."""
    words = [(match.group(), match.start(), match.end()) for match in _WORD.finditer(text)]
    named = [(_party(word), start, end) for word, start, end in words]
    sure = sum(party is not None and end - start > 1 for party, start, end in named)
    acts = any(word.lower() in _BY_WORD or word.lower() in ROLE_WORDS for word, _, _ in words)
    lone = sum(party is not None and end - start == 1 for party, start, end in named)
    for party, start, end in named:
        if party and (end - start > 1 or sure or acts or lone > 1):
            yield party, start, end + 2 * text.startswith(":s", end)  # `SD:s`


def asked_role(text: str) -> str:
    """The role that the question asks about (`yrkande`, `reservation`), or nothing."""
    return next(
        (ROLE_WORDS[word] for match in _WORD.finditer(text) if (word := match.group().lower()) in ROLE_WORDS), ""
    )


def shows_category(heading: str, name: str) -> bool:
    """Whether a heading is that of such a §."""
    return _HEADINGS[name].search(heading) is not None


def names_party(heading: str, party: str) -> bool:
    """Whether a heading names the party by its letters (`Yrkande från SD`, `(SD)`)."""
    return re.search(rf"(?<!\w){re.escape(party)}(?!\w)", heading) is not None


def _party(word: str) -> str | None:
    if word in _LETTERS:
        return word
    name = fold_diacritics(word)
    return PARTIES.get(name) or (PARTIES.get(name.removesuffix("s")) if name.endswith("s") else None)
