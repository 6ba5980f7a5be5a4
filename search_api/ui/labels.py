"""How domain values read on a page: plain tables, no logic on any one municipality."""

from typing import Final

from indexer.index import MONTHS
from indexer.model import Outcome

OUTCOMES: Final[dict[Outcome, tuple[str, str]]] = {
    # value: (what it reads as, tone of its badge)
    "utgår": ("Utgår", "still"),
    "förslag_uppåt": ("Förslag till högre organ", "onward"),
    "bordläggning": ("Bordlagt", "waiting"),
    "återremiss": ("Återremiss", "waiting"),
    "avslag": ("Avslag", "against"),
    "överlämnande": ("Överlämnat", "onward"),
    "val": ("Val", "decided"),
    "antagande": ("Antaget", "decided"),
    "bifall": ("Bifall", "decided"),
    "besvarad": ("Besvarad", "still"),
    "godkännande": ("Godkänt", "decided"),
    "notering": ("Noterat", "still"),
    "annat": ("Annat", "still"),
}
MODES: Final = {"hybrid": "Båda", "keyword": "Ord", "semantic": "Betydelse"}
SORTS: Final = {"relevance": "Bäst träff först", "newest": "Nyast först", "oldest": "Äldst först"}
MATCHED: Final = {"ord": "ordträff", "betydelse": "liknande innehåll", "identifierare": "beteckning"}
CONFIDENCE: Final = {
    "weak": "Träffarna liknar frågan bara delvis. Pröva andra ord om du inte hittar rätt.",
    "none": "Inget här tycks svara på frågan. Träffarna nedan är det som ligger närmast.",
}
DEGRADED: Final = {
    "semantic": "Sökning på betydelse är ur funktion just nu; träffarna bygger på ord.",
    "reranker": "Den extra omläsningen av de bästa träffarna hanns inte med eller är ur funktion; ordningen är den vanliga.",
}


def outcome_name(outcome: str) -> str:
    """`förslag_uppåt` → `Förslag till högre organ`; an unknown value as it stands."""
    return next((name for value, (name, _) in OUTCOMES.items() if value == outcome), outcome)


def outcome_tone(outcome: str) -> str:
    """Class of the outcome's badge."""
    return next((tone for value, (_, tone) in OUTCOMES.items() if value == outcome), "still")


def long_date(iso: str | None) -> str:
    """`2025-03-12` → `12 mars 2025`; a year or month alone reads as such."""
    if not iso:
        return "okänt datum"
    year, *rest = iso.split("-")
    month = [MONTHS[int(part) - 1] for part in rest[:1]]
    day = [str(int(part)) for part in rest[1:]]
    return " ".join([*day, *month, year])


def thousands(number: int) -> str:
    """`12345` → `12 345` with a space that does not break."""
    return f"{number:,}".replace(",", "\N{NO-BREAK SPACE}")


def plural(number: int, one: str, many: str) -> str:
    """`1 träff`, `2 träffar`."""
    return f"{thousands(number)}\N{NO-BREAK SPACE}{one if number == 1 else many}"
