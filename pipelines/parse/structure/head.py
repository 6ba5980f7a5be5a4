"""Head of a protocol, from its first page: municipality, body, date, and the range of paragraphs it promises."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from indexer.codec import read_table
from indexer.identifiers import body_code, body_name, find_bodies
from indexer.identifiers.body_words import HIGHER
from indexer.identifiers.dates import find_days
from indexer.model import DateSource
from pipelines.parse.layout.lines import COLUMNS, Row, squeeze

_MOST_ROWS = 120  # of a first page that are searched
_DATE_LABEL = re.compile(
    r"\b(?:sammanträdesdatum|sammanträdesdag|sammanträdestid|mötesdatum|mötesdag|sammanträde(?:t)? den|sammanträde|plats och tid|tid och plats|tid|datum)\b",
    re.IGNORECASE,
)
_OTHER_DATE = re.compile(
    r"\b(?:justera|justering|anslag|anslå|överklag|bevis|uppsätt|nedtag|utskrift|kallelse|utskickad|upprättad)",
    re.IGNORECASE,
)
_BODY_LABEL = re.compile(
    r"(?:organ|nämnd(?:/styrelse)?|instans|forum|beslutsinstans|beslutande organ|styrelse|protokoll(?: fört vid| från)?(?: sammanträde med)?)[: ]+(?P<rest>.+)",
    re.IGNORECASE,
)
_TITLE_WORDS = re.compile(
    r"\b(?:sammanträdes)?protokoll\b|\bsida\b.*|\d.*|\bstads\b|\bstad\b|\bkommuns?\b|[,():]", re.IGNORECASE
)
_OWNER = re.compile(
    rf"(?P<owner>(?:[\w&-]+,? ){{0,7}}[\w-]+s) (?:beslut|förslag till (?:styrelsen|regionstyrelsen|stadsstyrelsen|{HIGHER}).*)",
    re.IGNORECASE,
)
_PLACE = re.compile(
    r"\b(?P<name>[A-ZÅÄÖ][\wåäö-]{1,30}(?: [A-ZÅÄÖ][\wåäö-]{2,30})?) (?:kommuns?|[Ss]tads?|KOMMUN|STAD)\b(?! och)"
)
_REGION = re.compile(r"\bRegion (?P<name>Gotland)\b")
_ENDS_IN_S = ("ås", "äs", "fors", "Grums", "ÅS", "ÄS", "FORS", "GRUMS")
_RANGE = re.compile(
    r"(?:paragraf(?:er)?|§{1,2})[^\d§]{0,40}§{0,2} ?(?P<first>\d{1,4}) ?(?:[-–—]{1,2}|t\.?o\.?m\.?|till) ?§? ?(?P<last>\d{1,4})\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Head:
    """What the first page says, or what the rows behind it give away. `first` and `last` are the range of §§ it promises."""

    municipality: str | None = None
    body: str | None = None
    body_code: str | None = None
    date: str | None = None
    date_source: DateSource = "unknown"
    first: int | None = None
    last: int | None = None

    @property
    def year(self) -> int | None:
        """Calendar year of the meeting."""
        return int(self.date[:4]) if self.date else None


def read_head(first_page: Sequence[Row], rest: Sequence[Row], file_name: str) -> Head:
    """The head from the rows before the first §; what these do not say is derived from the rows behind."""
    top = first_page[:_MOST_ROWS]
    body = _stated_body(top) or _owner_of_decisions(rest)
    date, date_source = _date(top, rest, file_name)
    span = _range(top)
    return Head(
        municipality=_municipality(top, rest),
        body=body,
        body_code=body_code(body) if body else None,
        date=date,
        date_source=date_source,
        first=span[0] if span else None,
        last=span[1] if span else None,
    )


def _stated_body(top: Sequence[Row]) -> str | None:
    cells = (cell for row in top for cell in COLUMNS.split(row.text))
    names = [name for cell in cells if (name := _body_of(squeeze(cell)))]
    if not names:
        return None
    first = names[0]
    below = next((name for name in names[1:3] if name.casefold() in {"arbetsutskottet", "arbetsutskott"}), None)
    joined = f"{first}s arbetsutskott" if below and not first.endswith("utskott") else first
    return _printed(joined)


def _body_of(line: str) -> str | None:
    """The body that a short line names and hardly anything else."""
    if len(line) > 120:  # noqa: PLR2004 - a sentence
        return None
    labelled = _BODY_LABEL.fullmatch(line)
    plain = " ".join(_TITLE_WORDS.sub(" ", labelled["rest"] if labelled else line).split())
    if plain.casefold() in {"arbetsutskottet", "arbetsutskott"}:
        return plain
    if body_code(plain) and not plain.casefold().endswith(("ens", "ets")):
        return plain
    found = find_bodies(plain)
    if (
        found
        and (labelled or found[-1].end - found[-1].start > 0.6 * len(plain))
        and "s " not in plain[found[-1].end :]
    ):
        return plain[found[0].start : found[0].end] if len(found) == 1 else None
    return None


def _printed(name: str) -> str:
    """As the table spells it, else as printed, capitals only at the beginning."""
    code = body_code(name)
    listed = body_name(code) if code else None
    if listed and (len(listed) >= len(name) or name.casefold().endswith(f" {listed.casefold()}")):
        return listed
    return name.capitalize() if name.isupper() else name[:1].upper() + name[1:]


def _owner_of_decisions(rows: Iterable[Row]) -> str | None:
    """`Kommunstyrelsens arbetsutskotts beslut` names its body in the genitive."""
    owners = Counter(
        match["owner"] for row in rows if (match := _OWNER.fullmatch(row.plain)) and body_code(match["owner"])
    )
    most = owners.most_common(1)
    return _printed(_nominative(most[0][0])) if most else None


def _nominative(name: str) -> str:
    return name.removesuffix("s")


def _date(top: Sequence[Row], rest: Sequence[Row], file_name: str) -> tuple[str | None, DateSource]:
    stated = _labelled_date(top, following=2) or _first_date(top)
    if stated:
        return stated, "stated"
    running = _labelled_date([row for row in rest if row.furniture], following=0)
    if running:
        return running, "stated"
    derived = _labelled_date([row for row in rest if len(row.text) < 60], following=0) or _day(file_name)  # noqa: PLR2004
    return (derived, "derived") if derived else (None, "unknown")


def _labelled_date(rows: Sequence[Row], following: int) -> str | None:
    for at, row in enumerate(rows):
        if _DATE_LABEL.search(row.text) and not _OTHER_DATE.search(row.text):
            for near in rows[at : at + following + 1]:
                day = _day(near.plain)
                if day:
                    return day
    return None


def _first_date(rows: Sequence[Row]) -> str | None:
    return next((day for row in rows if not _OTHER_DATE.search(row.text) and (day := _day(row.plain))), None)


def _day(text: str) -> str | None:
    return next(find_days(text), None)


def _municipality(top: Sequence[Row], rest: Sequence[Row]) -> str | None:
    said = _places(top)
    if said:
        return said.most_common(1)[0][0]
    mentioned = _places(rest)
    most = mentioned.most_common(2)
    if not most or (most[0][1] < 2 and len(most) > 1):  # noqa: PLR2004 - one mention among others is no evidence
        return None
    return most[0][0] if len(most) == 1 or most[0][1] > most[1][1] else None


def _places(rows: Iterable[Row]) -> Counter[str]:
    found: Counter[str] = Counter()
    for row in rows:
        text = row.plain
        for match in (*_PLACE.finditer(text), *_REGION.finditer(text)):
            words = match["name"].split()
            name = " ".join(words[1:] if words[0] in _not_places() else words)
            if name and name not in _not_places():
                found[_place(name)] += 1
    return found


def _place(name: str) -> str:
    """Without genitive: `Göteborgs Stad` → `Göteborg`, but `Borås Stad` → `Borås`."""
    plain = name if name.endswith(_ENDS_IN_S) or not name.casefold().endswith("s") else name[:-1]
    return plain.title() if plain.isupper() else plain


def _range(top: Sequence[Row]) -> tuple[int, int] | None:
    """The §§ that page one says it holds; a member may have been there for some of them only."""
    cells = [squeeze(cell) for row in top for cell in (row.text, *COLUMNS.split(row.text))]
    found = [match for cell in cells if (match := _RANGE.search(cell)) and int(match["first"]) <= int(match["last"])]
    labelled = (match for match in found if not match.group().startswith("§"))
    alone = (match for match in found if match.start() == 0)
    best = next(labelled, None) or next(alone, None)
    return (int(best["first"]), int(best["last"])) if best else None


@cache
def _not_places() -> frozenset[str]:
    return frozenset(read_table("pipelines.parse.structure", "head.toml", dict[str, str])["not_places"].split())
