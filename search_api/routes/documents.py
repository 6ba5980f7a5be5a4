from typing import Annotated, Any

from fastapi import APIRouter, Path, Query

from search_api.deps import NothingElse, ServiceDep
from search_api.params import CaseParams
from search_api.result_json import case_json
from search_api.schemas import CaseAnswer, MeetingAnswer, ParagraphAnswer
from search_api.security.access import AccessDep
from search_api.wire import meeting_json, paragraph_json

router = APIRouter()


@router.get(
    "/v1/paragraphs/{document_id:path}",
    operation_id="getParagraph",
    summary="En hel paragraf",
    responses={200: {"model": ParagraphAnswer}},
)
def paragraph(
    document_id: Annotated[str, Path(examples=["solvik/ks/2025-03-12/112"])],
    _: NothingElse,
    service: ServiceDep,
    access: AccessDep,
) -> Any:  # noqa: ANN401 - described by `responses`
    """One § with its sections, vote, references and people."""
    return paragraph_json(service.paragraph(document_id, access))


@router.get(
    "/v1/protocols/{protocol_id:path}",
    operation_id="getProtocol",
    summary="Ett helt protokoll",
    responses={200: {"model": MeetingAnswer}},
)
def protocol(
    protocol_id: Annotated[str, Path(examples=["solvik/ks/2025-03-12"])],
    _: NothingElse,
    service: ServiceDep,
    access: AccessDep,
) -> Any:  # noqa: ANN401 - described by `responses`
    """Every § of one meeting, and the numbers that are not here."""
    return meeting_json(service.meeting(protocol_id, access))


@router.get(
    "/v1/cases",
    operation_id="getCase",
    summary="Ett ärende i tidsordning",
    responses={200: {"model": CaseAnswer}},
)
def case(params: Annotated[CaseParams, Query()], service: ServiceDep, access: AccessDep) -> Any:  # noqa: ANN401 - as above
    """Every § of the case, however its number is written."""
    return case_json(service.case(params.number, access))
