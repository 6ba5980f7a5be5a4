"""Assignments (uppdrag): who was told to do what by which paragraph, and which paragraph reported it back."""

from dataclasses import dataclass
from typing import Literal

AssignmentStatus = Literal["givet", "öppet", "slutfört"]
GIVEN: AssignmentStatus = "givet"  # open or done
OPEN: AssignmentStatus = "öppet"  # no report is found, which does not say that nothing was done
DONE: AssignmentStatus = "slutfört"


@dataclass(frozen=True, slots=True)
class ReportedBy:
    """The id of a paragraph that reports an assignment back, and the label that an asker needs to be told so."""

    id: str
    access: str


@dataclass(frozen=True, slots=True)
class Assignment:
    """One assignment. `to`, `what` and `due` are as written; `due_date` is the last day meant (ISO 8601), when it says one.

    `point` is the number of the decision's point that gives it. `reports` holds the last report under each access label,
    the last of all at the end: empty as read from the file, filled when a protocol is taken out of the record, cut to
    the asker's labels when it leaves an engine.
    """

    to: str
    what: str
    due: str | None = None
    due_date: str | None = None
    point: str | None = None
    reports: tuple[ReportedBy, ...] = ()

    @property
    def reported_by(self) -> str | None:
        """The id of the last paragraph that reports it back."""
        return self.reports[-1].id if self.reports else None

    @property
    def status(self) -> AssignmentStatus:
        """Whether it has been reported back."""
        return DONE if self.reports else OPEN

    def has_status(self, status: str) -> bool:
        """Whether it is in this state; every assignment is given."""
        return status in (GIVEN, self.status)


@dataclass(frozen=True, slots=True)
class AssignmentReport:
    """What a paragraph reports back: the assignments of the cited paragraph, else (None) what its own case gave before.

    `points` are numbers of the cited decision's points, none means all. `proposes`: a higher body has yet to accept it.
    """

    paragraph: str | None = None
    date: str | None = None
    body_code: str | None = None
    points: tuple[str, ...] = ()
    proposes: bool = False
