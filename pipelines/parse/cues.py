"""What a paragraph is by what it says, wherever it stands: motions, course of decision, votes, reservations."""

import re

from indexer.model import SectionType

NAME = r"[A-ZÅÄÖÉÜ][\w'’´é-]{1,30}(?: (?:[A-ZÅÄÖÉÜ][\w'’´é.-]{0,30}|von|af|de|van|der|den|el|al)){1,4}"
PARTY = r"\((?:[A-ZÅÄÖ][A-Za-zÅÄÖåäö]{0,4}|-|opol\.?|obunden|partilös)\)"
_MEMBER = rf"(?:{PARTY}|[Ll]edam[oö]t|[Gg]rupp|[Pp]artiet|[Oo]rdförande)"
_WINDOW = 400  # characters of a paragraph that decide what it is
# First that fits. The second pattern, if any, must not be found.
_CUES: tuple[tuple[SectionType, re.Pattern[str], re.Pattern[str] | None], ...] = tuple(
    (kind, re.compile(yes), re.compile(no) if no else None)
    for kind, yes, no in (
        (
            "jäv",
            r"(?:på grund av|anmäler|anmält|anmälde) jäv\b|jäv och (?:deltar|deltog|lämna)",
            r"\b(?:[Ii]ngen|[Ii]nga|[Ii]nget|ej) \w* ?(?:anmäler|anmält|anmälde|anmälan|jäv)",
        ),
        (
            "reservation",
            rf"{_MEMBER}.{{0,200}}?\breserver(?:ar|ade) sig\b|\b(?:anmäler|lämnar|inlämnar|avger)(?: en)?(?: skriftlig)? reservation"
            r"|\AMot beslutet reserver|\AReservation (?:anmäls|lämnas|inlämnas) av|\AReserverar sig",
            None,
        ),
        (
            "särskilt yttrande",
            r"\b(?:anmäler|lämnar|avger|inkommer med|bifogar|får bifoga|inlämnar)(?: (?:ett|en))?(?: skriftligt)? särskil(?:t|da) (?:yttrande|uttalande)"
            r"|antecknar som yttrande en skrivelse",
            None,
        ),
        (
            "protokollsanteckning",
            r"\b(?:anmäler|lämnar|inlämnar|inkommer med|gör|får göra)(?: en)?(?: skriftlig)? protokollsanteckning"
            r"|\b(?:låter|vill|önskar|begär att få|får) (?:till protokollet )?(?:anteckna|antecknat)\b",
            None,
        ),
        (
            "omröstning",
            r"\b[Oo]mröstningen (?:utfaller|utföll|ger|gav|genomförs|visar|resulterar)|\b(?:ja|JA|Ja)[- ]?röst(?:er)? (?:och|mot)\b"
            r"|\bröstar (?:ja|JA|Ja|nej|NEJ|Nej|blankt)\b|\bröstar för\b.{1,80}\bröstar för\b|oteringsproposition"
            r"|\b(?:Ja|JA) ?=|\b(?:Ja|JA|ja)-röst (?:för|innebär)|\AJa(?:-röst)? (?:för|innebär)\b|\b\d{1,3} [Jj]a (?:och|mot) \d{1,3} [Nn]ej\b"
            r"|\bFöljande (?:ledamöter )?röst(?:ar|ade)\b",
            None,
        ),
        (
            "yrkanden",
            rf"{_MEMBER}.{{0,160}}?\byrka(?:r|de)\b|\A{NAME} {PARTY}(?:,? (?:och|samt|med instämmande av|biträdd av) {NAME} {PARTY})?,? föreslår",
            r"\b(?:motion|förslag|skrivelse)en? .{0,60}yrkar|återkallar",
        ),
        (
            "beslutsgång",
            r"\A(?:Ordförande[nt]?|Ålderspresidenten|Mötesordföranden|Tjänstgörande ordförande[nt]?)(?: [A-ZÅÄÖ][^.]{0,60}?)? (?:ställer|frågar|prövar|konstaterar att det (?:finns|föreligger)|redogör för propositions|finner)\b"
            r"|\bställer (?:\w+ ){0,3}?proposition|\bpropositionsordning(?:en)?\b.{0,60}(?:godkänns|godkänner)",
            None,
        ),
    )
)
_HOSTS: dict[SectionType, frozenset[SectionType]] = {
    "beslut": frozenset({"jäv", "reservation", "särskilt yttrande", "protokollsanteckning", "omröstning", "yrkanden", "beslutsgång"}),
    "sammanfattning": frozenset({"jäv", "reservation", "särskilt yttrande", "protokollsanteckning", "omröstning", "yrkanden", "beslutsgång"}),
    "övrigt": frozenset({"jäv", "reservation", "särskilt yttrande", "protokollsanteckning", "omröstning", "yrkanden", "beslutsgång"}),
    "yrkanden": frozenset({"jäv", "reservation", "särskilt yttrande", "omröstning", "beslutsgång"}),
    "beslutsgång": frozenset({"reservation", "särskilt yttrande", "protokollsanteckning", "omröstning", "yrkanden"}),
    "omröstning": frozenset({"reservation", "särskilt yttrande", "protokollsanteckning"}),
    "reservation": frozenset({"särskilt yttrande", "protokollsanteckning"}),
    "särskilt yttrande": frozenset({"reservation"}),
}  # fmt: skip


def cued_type(text: str, host: SectionType) -> SectionType | None:
    """The type a paragraph has of its own inside a section of type `host`; None when it is just part of it."""
    allowed = _HOSTS.get(host)
    if not allowed:
        return None
    start = text[:_WINDOW]
    for kind, yes, no in _CUES:
        if kind in allowed and yes.search(start) and not (no and no.search(start)):
            return kind
    return None
