from typing import Annotated

from fastapi import APIRouter, Path, Query

from search_api.answers import (
    CaseAnswer,
    MeetingAnswer,
    ParagraphAnswer,
    case_answer,
    meeting_answer,
    paragraph_answer,
)
from search_api.deps import NothingElse, ServiceDep
from search_api.params import CaseParams
from search_api.security.access import AccessDep

router = APIRouter()


@router.get(
    "/v1/paragraphs/{document_id:path}",
    operation_id="getParagraph",
    summary="En hel paragraf",
)
def paragraph(
    document_id: Annotated[str, Path(examples=["solvik/ks/2025-03-12/112"])],
    _: NothingElse,
    service: ServiceDep,
    access: AccessDep,
) -> ParagraphAnswer:
    """One § with its sections, vote, references and people."""
    return paragraph_answer(service.paragraph(document_id, access))


@router.get(
    "/v1/protocols/{protocol_id:path}",
    operation_id="getProtocol",
    summary="Ett helt protokoll",
)
def protocol(
    protocol_id: Annotated[str, Path(examples=["solvik/ks/2025-03-12"])],
    _: NothingElse,
    service: ServiceDep,
    access: AccessDep,
) -> MeetingAnswer:
    """Every § of one meeting, and the numbers that are not here."""
    return meeting_answer(service.meeting(protocol_id, access))


@router.get(
    "/v1/cases",
    operation_id="getCase",
    summary="Ett ärende i tidsordning",
)
def case(params: Annotated[CaseParams, Query()], service: ServiceDep, access: AccessDep) -> CaseAnswer:
    """Every § of the case, however its number is written."""
    return case_answer(service.case(params.number, access))
