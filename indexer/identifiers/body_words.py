"""Body kinds: the words that names of municipal bodies end in, as fragments of regular expressions."""

from collections.abc import Mapping

DEFINITE_OF: Mapping[str, str] = {  # indefinite: definite; codes of unlisted bodies are derived from these
    "nämnd": "nämnden",
    "styrelse": "styrelsen",
    "utskott": "utskottet",
    "beredning": "beredningen",
    "råd": "rådet",
}
COMMITTEES = ("utskott", "beredning")  # they prepare for a board
COUNCILS = ("KF", "RF")  # their codes: the municipality's, the region's

INDEFINITE = "|".join(DEFINITE_OF)
DEFINITE = "|".join(DEFINITE_OF.values())
DECIDING = "nämnden|styrelsen"  # bodies that others propose to
COUNCIL = r"(?:kommun|stads|region|förbunds)?fullmäktige"
HIGHER = rf"kommunstyrelsen|{COUNCIL}"  # bodies that every other one proposes to
SPOKEN_OF = f"{DEFINITE}|direktionen"  # how a text speaks of a body that is no council
# Not `styrelses`, which is any company's.
GENITIVE = rf"(?:(?:nämnd|utskott|beredning|råd|{SPOKEN_OF}|mäktige)s|nämndernas)"
