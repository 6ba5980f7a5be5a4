"""Appendices: signatures, notices, attendance and voting lists after the last §."""

import re
from collections.abc import Sequence

from pipelines.parse.layout.lines import Row

_TAIL = re.compile(
    r"omröstningslista(?: nr\.? ?\d{1,3})?|voteringslista(?: nr\.? ?\d{1,3})?|(?:närvaro|uppropslista|närvarolista|närvaro- och omröstningslista|tjänstgöringslista)\b.{0,60}"
    r"|bilaga(?: (?:nr )?[\dA-Z]{1,3})?:?(?: ?(?:till )?(?:\w{1,10} )?§ ?\d{1,4})?|underskrifter|anslag ?[/–-] ?bevis|anslags?bevis|bevis om (?:anslag|justering).{0,40}|bevis|anslag|vid protokollet:?"
    r"|justeras:?|protokollet justeras.{0,40}|justerat:?|(?:protokollet är )?elektroniskt (?:signerat|undertecknat).{0,60}",
    re.IGNORECASE,
)


_APART = 20  # columns: a line set this far in stands apart without an empty line above it
_PROSE = re.compile(r"[a-zåäö]{2,}(?: [\wåäö,-]+){4,}[.!?]")
_ROLL = re.compile(r"\b(?:närvaro|uppropslista|tjänstgöring|omröstningslista|voteringslista)", re.IGNORECASE)


def prose_in_appendices(rows: Sequence[Row]) -> tuple[Row, ...]:
    """Rows of prose after the last §: no names, signatures, notices or votes."""
    if rows and _ROLL.match(rows[0].plain):
        return ()
    return tuple(row for row in rows if _PROSE.search(row.plain))


def without_appendices(rows: Sequence[Row], heading: int) -> Sequence[Row]:
    """The rows of the last § up to the first that opens matter of the meeting; row `heading` opens the §."""
    for at in range(heading + 1, len(rows)):
        if (rows[at].gap or rows[at].breaks or rows[at].indent > _APART) and _TAIL.fullmatch(rows[at].plain):
            return rows[:at]
    return rows
