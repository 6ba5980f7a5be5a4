"""Errors as answers, and how the published description shows them."""

from typing import Annotated, Any

from pydantic import ConfigDict, Field

from search_api.answers.base import Answer


class FaultAnswer(Answer):
    """One value that could not be used."""

    model_config = ConfigDict(extra="ignore")

    name: str
    message: str
    nearest: str | None = None


class ProblemAnswer(Answer):
    """An error, RFC 9457. `code` never changes; `instance` names the request."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "type": "/fel#P300",
                    "title": "Finns inte",
                    "status": 404,
                    "detail": "Det finns inget på den här adressen som går att visa.",
                    "instance": "urn:uuid:1b4e28ba-2fa1-4d1b-883f-b9a761bde3fb",
                    "code": "P300",
                    "errors": [],
                }
            ]
        },
    )

    type: str
    title: str
    status: int
    detail: str
    instance: str
    code: Annotated[str, Field(pattern="^P[0-9]{3}$")]
    errors: list[FaultAnswer]


# What every route may answer instead, as the application's routers take it.
ERRORS: dict[int | str, dict[str, Any]] = {
    400: {"model": ProblemAnswer, "description": "Ett värde eller en parameter kan inte användas (P200–P202)"},
    404: {"model": ProblemAnswer, "description": "Finns inte, eller inte för den som frågar (P300)"},
    503: {"model": ProblemAnswer, "description": "Sökningen är tillfälligt ur funktion (P5xx); försök igen"},
    "default": {"model": ProblemAnswer, "description": "Annat fel"},
}
