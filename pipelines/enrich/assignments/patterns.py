"""How protocols word an assignment, its day and its end: tables, no logic."""

from indexer.identifiers.dates import MONTHS

# The phrase that tells, and the verb before it that tells who is told.
GIVES = r"\bi uppdrag\b(?! av)|\buppdra(?:r|s|gs|ga|ger|gits)?\s+(?:åt|till)\b|\buppdras\b"
RECEIVES = r"\b(?:får|fick|fått|ges|gavs|tilldelas)\b"  # `Miljönämnden får … i uppdrag`, `Miljönämnden ges i uppdrag`
HANDS = r"\b(?:ge|ger|gav|lämna|lämnar|lämnas)\b"  # `ge miljönämnden i uppdrag`
OPENS = (  # what may stand before the one who is told
    r"^(?:\W{0,4}(?:\d{1,2}|[a-zåäö]{1,2})[.)])?\W{0,4}"
    r"(?:(?:samt|och|att|dels)\s){0,3}"
)
INVERTS = r"^(?:med|i|för|efter|mot|inom|utöver|därefter|därmed|därutöver|vidare|dessutom|samtidigt|härutöver|vid)\b"  # the name follows
DECIDES = r"\b(?:beslutar|beslutade|besluta|beslutat)\b(?:\s+för egen del)?(?:\s+att\b)?"
OWN_PART = r"\bför egen del\b|\beget beslut\b"  # after this a body that proposes upwards decides something itself
NOT_GIVEN = (  # the assignment is only told about, turned down or taken back
    r"\bavslå\w*|\bavslog\w*|\bändras till\b"
    r"|\b(?:motion|yrkande|förslag|hemställan|medborgarförslag)\w*\s(?:om|av|från|att)\b"
    r"|\b(?:uppdrag|uppdraget|uppdragen)\s(?:om|till|i|från|att|givet|givna)\b[^.]{0,200}\bi uppdrag\b"
)

_MONTH = rf"(?:{'|'.join(MONTHS)})"
_YEAR = r"(?:19|20)\d{2}(?:\s?[–-]\s?(?:19|20)?\d{2})?"
_PART = (
    r"(?:(?:kvartal\s[1-4]|(?:första|andra|tredje|fjärde)\s(?:kvartalet|halvåret|tertialet)|"
    rf"(?:våren|sommaren|hösten|vintern|årsskiftet|{_MONTH})(?:\smånad)?)(?:,?\s(?:av\s)?{_YEAR})?|{_YEAR})"
)
_DAY = rf"(?:den\s)?(?:\d{{1,2}}\s{_MONTH}(?:\s{_YEAR})?|(?:19|20)\d{{2}}-\d{{2}}-\d{{2}})"
_END = r"(?:(?:utgången|slutet)\sav\s|(?:års)?slutet\s)?"
_BUDGET = (
    r"(?:\w{1,30}\s){0,3}?(?:mål och budget|\w{0,20}budget\w{0,20}|delårs(?:rapport|bokslut)\w{0,4}|"
    rf"årsredovisning\w{{0,4}}|bokslut\w{{0,4}})(?:\s(?:för|av)(?=\s{_YEAR}))?(?:\s{_YEAR})?"
)
_OF_BUDGET = rf"(?:inför|i samband med|i arbetet med|till|i)\s{_BUDGET}"
_REPORTS = (
    r"(?:återkom\w*|återrapporter\w*|återredovis\w*|redovis\w*|rapporter\w*|slutför\w*|presenter\w*|vara klar\w*)"
)
DUES = (  # the first that is found; what is named `due` is the day as it is written
    rf"\b(?P<due>senast\s(?:(?:under|vid|till|i|inför|före)\s)?{_END}(?:{_DAY}|{_PART}|{_BUDGET}))",
    rf"\b(?P<due>(?:före|innan)\s{_END}(?:{_DAY}|{_PART}))",
    rf"\b{_REPORTS}\b[^.\n]{{0,120}}?\b(?P<due>(?:under|i|vid|till|den)\s{_END}(?:{_DAY}|{_PART}|{_BUDGET}))",
    rf"\b(?P<due>(?:inför|i samband med)\s{_BUDGET})",
    rf"^(?P<due>under\s(?:{_DAY}|{_PART}))",
    rf"\bska\b[^.\n]{{0,120}}?\b(?P<due>{_OF_BUDGET})",
)
OPEN_ENDED = (
    r"^(?:inför|före|innan|i samband|i arbetet|till)\b|budget|bokslut|delårs|årsredovisning"  # no day in itself
)
FOLLOWS_UP = (  # how a sentence begins that says more of the assignment before it
    r"^\W{0,4}(?:\d{1,2}[.)]\s)?(?:uppdrag|redovisning|återrapport|återredovisning|rapport|resultat|utredning|arbete|förslag|svar)\w*\b"
)

# What says that an assignment has been reported back.
REPORT_NOUNS = r"(?:slut)?(?:redovisning(?:en|ar)?|återrapportering(?:en)?|rapportering(?:en)?|rapport(?:en)?|återredovisning(?:en)?|svar(?:et)?)"
REPORTS_BACK = rf"\b{REPORT_NOUNS}\s(?:av|på|gällande|avseende|angående|om|från)\s[^\n.]{{0,60}}?\b\w{{0,30}}uppdrag"
FINISHES = (
    r"\b(?:förklaras|förklara|förklarar|anses|anse|anser|är|bedöms|noterar|därmed|har|som)\s(?:\w{1,30}\s){0,4}?"
    r"(?:fullgjor\w{1,3}|fullföljt|slutför[td]\w{0,3}|avslutad\w{0,2}|avslutat|återrapporterad\w{0,2}|återrapporterat|avslutats|slutförts)\b"
)
NOT_YET = r"\b(?:ska|skall|bör|senast|inte|ej|avslå\w*)\s(?:\w{1,30}\s){0,2}?(?:fullgjor|slutför|avslut|återrapporter)|\bavslås\b|\bdel(?:rapport|redovisning)"
POINTS = r"\s{0,2},?\s{0,2}(?:punkt(?:en|erna)?|p\.?)\s{0,2}(?P<points>\d{1,2}(?:\s?(?:[–,-]|och|samt)\s?\d{1,2}){0,9})"
