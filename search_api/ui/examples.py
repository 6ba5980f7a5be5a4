"""Questions to begin with, and the query language by example."""

from typing import Final

from indexer.index import FIELDS

EXAMPLES: Final = ("avgift för parkering", "§ 12", "motion om skola", "vem reserverade sig mot detaljplanen")
HELP: Final = (
    # (what to write, what it finds)
    ("KS 2024/117", "alla paragrafer i ärendet, beslutet först; numret kan skrivas på många sätt"),
    ("KS 2024-03-12 § 12", "just den paragrafen"),
    (
        "avslagna motioner i fullmäktige 2024",
        "det som stämmer först; det du skrev om organ, tid och utfall står ovanför träffarna",
    ),
    ("lekplatser i våras", "tid i ord räknas från det nyaste mötet: i fjol, senaste halvåret, sedan mars 2024"),
    (
        "öppna uppdrag till socialnämnden",
        "beslut som gett uppdrag utan att en återrapport finns här; uppdrag:öppet kräver det",
    ),
    ("§ 7 senaste ks", "paragrafen i organets nyaste protokoll"),
    ('"allmän platsmark"', "orden intill varandra, i den ordningen och formen"),
    ("cykelväg -belysning", "cykelväg, men inte belysning"),
    ("förskola OCH lokaler", "båda orden"),
    ("förskola ELLER skola", "ett av dem, eller båda"),
    ("park INTE parkering", "det första men inte det andra"),
    ("bygglov*", "ord som börjar så, minst tre bokstäver före stjärnan"),
    *((field.example, field.finds) for field in FIELDS),
)
