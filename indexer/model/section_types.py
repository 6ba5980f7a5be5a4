"""Section types: the list of all that a section of a § can have (docs/howto/add-a-section-type.md)."""

from typing import Literal

SectionType = Literal[
    "beslut",
    "sammanfattning",
    "förslag till beslut",
    "yrkanden",
    "beslutsgång",
    "omröstning",
    "reservation",
    "särskilt yttrande",
    "protokollsanteckning",
    "jäv",
    "beslutsunderlag",
    "expediering",
    "bilaga",
    "övrigt",
]
QUOTED_FIRST: tuple[SectionType, ...] = (  # of passages that say equally much
    "beslut",
    "sammanfattning",
    "förslag till beslut",
    "yrkanden",
)
