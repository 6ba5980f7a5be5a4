"""Every error as RFC 9457 `application/problem+json`: one table, one shape, codes that never change.

A closed § and an absent one give the same 404, word for word.
"""

import logging
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, Response

from indexer.errors import ProtokollError
from search_api.answers import FaultAnswer, ProblemAnswer
from search_api.filter_params import accepted_names
from search_api.messages import error_text
from search_api.rendering import page, wants_page
from search_api.security.headers import HEADERS

logger = logging.getLogger(__name__)

MEDIA_TYPE = "application/problem+json"
RETRY_AFTER_S = "5"


@dataclass(frozen=True, slots=True)
class Problem:
    """One row of the table: what a code answers and how it reads."""

    code: str
    status: int
    title: str
    detail: str = ""


_TABLE = (
    Problem("P200", 400, "Frågan går inte att söka på"),
    Problem("P201", 400, "Ogiltigt värde", "Ett värde i anropet kan inte användas; se errors."),
    Problem("P202", 400, "Okänd parameter", "Anropet har en parameter som inte finns; se errors."),
    Problem("P300", 404, "Finns inte", "Det finns inget på den här adressen som går att visa."),
    Problem("P301", 405, "Metoden stöds inte", "Adressen finns, men tar inte emot den här metoden."),
    Problem("P500", 503, "Sökningen är tillfälligt ur funktion"),
    Problem("P510", 503, "Indexet behöver byggas om"),
    Problem("P520", 503, "Registret är upptaget"),
    Problem("P900", 500, "Oväntat fel", "Något gick fel hos oss; försök igen och ange instance om felet återkommer."),
)
PROBLEMS = {problem.code: problem for problem in _TABLE}
_BY_STATUS = {404: "P300", 405: "P301"}


def install(app: FastAPI) -> None:
    """Answer every error of `app` in the one shape."""
    app.add_exception_handler(ProtokollError, _known)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(Exception, _unexpected)


def _known(request: Request, error: Exception) -> Response:
    assert isinstance(error, ProtokollError)  # noqa: S101 - narrows Starlette's handler type
    code = error.code
    # What a setting says is for the one who runs the service, not for the asker.
    if code not in PROBLEMS:
        return _unexpected(request, error)
    return _answer(request, PROBLEMS[code], error_text(error))


def _invalid(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)  # noqa: S101 - narrows Starlette's handler type
    faults = [_fault(fault, _names(request)) for fault in error.errors()]
    code = "P202" if any(fault["type"] == "extra_forbidden" for fault in error.errors()) else "P201"
    return _answer(request, PROBLEMS[code], _sentence(faults), faults)


def _http(request: Request, error: Exception) -> Response:
    status = getattr(error, "status_code", 500)
    problem = PROBLEMS[_BY_STATUS.get(status, "P201" if status < 500 else "P900")]  # noqa: PLR2004 - HTTP's own border
    return _answer(request, problem, problem.detail)


def _unexpected(request: Request, error: Exception) -> Response:
    logger.error("unexpected_error", exc_info=error)
    answer = _answer(request, PROBLEMS["P900"], PROBLEMS["P900"].detail)
    answer.headers.update(HEADERS)  # this answer is made outside the middleware that adds them
    return answer


def _fault(fault: dict[str, Any], names: list[str]) -> FaultAnswer:
    place = [str(part) for part in fault["loc"][1:]]
    name = ".".join(place) or str(fault["loc"][0])
    if fault["type"] != "extra_forbidden":
        return FaultAnswer(name=name, message=_reason(fault))
    near = get_close_matches(place[-1], names, n=1, cutoff=0.5)
    hint = f" Menade du {near[0]}?" if near else f" Det som finns är {', '.join(names)}."
    return FaultAnswer(name=name, message=f"Parametern {name} finns inte.{hint}", nearest=near[0] if near else None)


def _reason(fault: dict[str, Any]) -> str:
    context = fault.get("ctx", {})
    if "error" in context:
        return str(context["error"])
    limit = next((f"{key} {value}" for key, value in context.items() if key != "error"), "")
    return f"{_REASONS.get(fault['type'], fault['msg'])} {limit}".strip()


_REASONS = {
    "missing": "saknas",
    "int_parsing": "skall vara ett heltal",
    "bool_parsing": "skall vara true eller false",
    "greater_than_equal": "är för litet:",
    "less_than_equal": "är för stort:",
    "string_too_long": "är för långt:",
    "string_too_short": "är tomt:",
    "too_long": "har för många värden:",
    "literal_error": "är inget känt värde:",
    "json_invalid": "är inte JSON:",
}


def _names(request: Request) -> list[str]:
    """Parameters that the route knows, by the names in its own description."""
    dependant = getattr(request.scope.get("route"), "dependant", None)
    fields = [*dependant.query_params, *dependant.body_params] if dependant else []
    models = [field.field_info.annotation for field in fields]
    return [name for model in models if hasattr(model, "model_fields") for name in accepted_names(model)]


def _sentence(faults: list[FaultAnswer]) -> str:
    first = faults[0]
    return first.message if first.message.startswith("Parametern") else f"{first.name} {first.message}."


def _answer(request: Request, problem: Problem, detail: str, errors: list[FaultAnswer] | None = None) -> Response:
    headers = {"Retry-After": RETRY_AFTER_S} if problem.status == 503 else {}  # noqa: PLR2004 - HTTP's own number
    if wants_page(request):
        return page(request, "error.html", {"title": problem.title, "detail": detail}, problem.status, headers)
    answer = ProblemAnswer(
        type=f"/fel#{problem.code}",
        title=problem.title,
        status=problem.status,
        detail=detail,
        instance=getattr(request.state, "request_id", ""),
        code=problem.code,
        errors=errors or [],
    )
    return JSONResponse(answer.to_json(), problem.status, headers, media_type=MEDIA_TYPE)
