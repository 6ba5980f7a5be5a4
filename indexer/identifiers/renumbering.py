"""Renumbering: what a text gives as another number of the same case, `KS 2024/12 (tidigare KS 2019/311)`."""

import re
from dataclasses import replace

from indexer.identifiers.case_numbers import LABEL, find_case_numbers
from indexer.model import CaseNumber

# Before a labelled number; `se även` and `jfr` name other cases.
_LEADS = (
    "tidigare", "förutvarande", "f\\.?d\\.?", "före detta", "gammalt", "äldre", "nytt", "fortsätter under", "fortsätter i", "förs vidare under", "överfört till", "överfört från", "överförs till",
    "flyttat till", "flyttat från", "omregistrerat som", "omregistrerat till", "registrerades om till", "ursprungligt",
)  # fmt: skip
_ANY_LEAD = rf"\b(?:{'|'.join(_LEADS)})"
_LABELLED = re.compile(rf"[(,;]? {{0,3}}{_ANY_LEAD} (?:ärende(?:t)? (?:med )?)?(?={LABEL.pattern})", re.IGNORECASE)
_IN_PARENTHESES = re.compile(
    r"\( ?(?:tidigare|f\.?d\.?|före detta|nytt|ursprungligen|nu|ersätter|ersätts av|ersatt av)[: ]{1,2}(?=[^()\n]{4,40}\))",
    re.IGNORECASE,
)
_REACH = 60  # characters after the lead in which the number stands


def cut_same_case(text: str, meeting_year: int | None = None) -> tuple[str, tuple[CaseNumber, ...]]:
    """The text without what names other numbers of the same case, and these numbers, marked so."""
    numbers: list[CaseNumber] = []
    for pattern in (_LABELLED, _IN_PARENTHESES):
        at = 0
        while lead := pattern.search(text, at):
            number, end = _number_after(text, lead.end(), meeting_year)
            at = lead.end()
            if number:
                numbers.append(replace(number, same_case=True))
                text, at = text[: lead.start()] + text[end:], lead.start()
    return text, tuple(numbers)


def _number_after(text: str, start: int, meeting_year: int | None) -> tuple[CaseNumber | None, int]:
    """The number that begins at `start`, its label before it, and where what names it ends."""
    window = text[start : start + _REACH]
    label = LABEL.match(window)
    begins = label.end() if label else 0
    found = find_case_numbers(window[begins:], labelled=True, meeting_year=meeting_year)
    if not found or window[begins : begins + found[0].start].strip(" :"):
        return None, start
    end = start + begins + found[0].end
    return found[0].number, end + 1 if text[end : end + 1] == ")" else end
