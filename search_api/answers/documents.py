"""§§, protocols and cases as answers."""

from collections.abc import Sequence
from typing import Annotated

from pydantic import Field

from indexer.index import Case
from indexer.model import DateSource, Document, Outcome, SectionType, Vote
from indexer.model.citation import citation_label
from search_api.answers.base import Answer, Unpublished
from search_api.service import Meeting


class Citation(Answer):
    """What names a §, wherever it is shown."""

    id: Annotated[str, Field(examples=["solvik/ks/2025-03-12/112"])]
    url: Annotated[str, Field(examples=["/paragraf/solvik/ks/2025-03-12/112"])]
    source: str
    municipality: str
    body: str | None
    body_code: str | None
    date: str | None
    paragraph: str
    heading: str
    case_numbers: list[str]
    outcome: Outcome | None
    decision: str | None
    label: Annotated[str, Field(examples=["KS 2025-03-12 § 112 (KS 2025/1036), s. 7"])]
    protocol: Unpublished[str] = ""


class SectionAnswer(Answer):
    """A typed part of a §."""

    type: SectionType
    heading: str | None
    text: str


class VoteAnswer(Answer):
    """The deciding count."""

    ja: int
    nej: int
    avstår: int
    absent: Unpublished[int | None] = None
    ja_means: Unpublished[str | None] = None
    nej_means: Unpublished[str | None] = None


class ReferenceAnswer(Answer):
    """A citation of another § or of a law."""

    raw: str
    body_code: str | None
    date: str | None
    paragraph: str | None
    law: str | None


class PersonAnswer(Answer):
    """A person as named in the §."""

    name: str
    party: str | None
    roles: list[str]


class ParagraphAnswer(Citation):
    """A whole §."""

    protocol: str
    date_source: DateSource
    page_from: int | None
    page_to: int | None
    sections: list[SectionAnswer]
    vote: VoteAnswer | None
    references: list[ReferenceAnswer]
    people: list[PersonAnswer]


class MeetingAnswer(Answer):
    """A whole protocol."""

    id: str
    source: str
    municipality: str
    body: str | None
    body_code: str | None
    date: str | None
    date_source: DateSource
    missing_paragraphs: list[str]
    paragraphs: list[ParagraphAnswer]


class CaseAnswer(Answer):
    """Every § of one case, in time order."""

    number: str
    total: int
    hits: list[Citation]
    final: str | None


def citation(document: Document, label: str | None = None) -> Citation:
    """A § by what names it; `label` is of its first page when none is given."""
    return Citation(
        id=document.id,
        url=f"/paragraf/{document.id}",
        source=document.source,
        municipality=document.municipality,
        body=document.body,
        body_code=document.body_code,
        date=document.date,
        paragraph=document.paragraph,
        heading=document.heading,
        case_numbers=[number.canonical for number in document.case_numbers],
        outcome=document.outcome,
        decision=document.decision,
        label=label or citation_label(document, document.page_from),
        protocol=document.protocol_id,
    )


def citations(documents: Sequence[Document]) -> list[Citation]:
    """§§ by what names them, in their order."""
    return [citation(document) for document in documents]


def paragraph_answer(document: Document) -> ParagraphAnswer:
    """A whole §: its citation, its sections, and what was read out of it."""
    return ParagraphAnswer(
        **vars(citation(document)),
        date_source=document.date_source,
        page_from=document.page_from,
        page_to=document.page_to,
        sections=[SectionAnswer(type=s.type, heading=s.heading, text=s.text) for s in document.sections],
        vote=_vote(document.vote) if document.vote else None,
        references=[
            ReferenceAnswer(raw=r.raw, body_code=r.body_code, date=r.date, paragraph=r.paragraph, law=r.law)
            for r in document.references
        ],
        people=[PersonAnswer(name=p.name, party=p.party, roles=list(p.roles)) for p in document.people],
    )


def meeting_answer(meeting: Meeting) -> MeetingAnswer:
    """A protocol: its §§ in order and the numbers that are not here."""
    first = meeting.documents[0]
    return MeetingAnswer(
        id=meeting.id,
        source=first.source,
        municipality=first.municipality,
        body=first.body,
        body_code=first.body_code,
        date=first.date,
        date_source=first.date_source,
        missing_paragraphs=list(meeting.missing),
        paragraphs=[paragraph_answer(document) for document in meeting.documents],
    )


def case_answer(case: Case) -> CaseAnswer:
    """Every § of a case in time order; `final` is the id of the one that has the last word."""
    return CaseAnswer(
        number=case.number,
        total=len(case.documents),
        hits=citations(case.documents),
        final=case.final.id if case.final else None,
    )


def _vote(vote: Vote) -> VoteAnswer:
    return VoteAnswer(
        ja=vote.ja,
        nej=vote.nej,
        avstår=vote.abstained,
        absent=vote.absent,
        ja_means=vote.ja_means,
        nej_means=vote.nej_means,
    )
