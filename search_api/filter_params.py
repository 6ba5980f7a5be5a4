"""Filters as an asker sends them: made from the field table, each known by its English and its Swedish name."""

from collections.abc import Mapping, Sequence
from typing import Annotated, Any, Final, Literal, TypeVar

from pydantic import (
    AliasChoices,
    BaseModel,
    ConfigDict,
    Field,
    StringConstraints,
    create_model,
    model_validator,
)

from indexer.index import FIELDS, PARAMETERS, Filters, Parameter, SearchField
from search_api.date_params import Day, first_day, last_day

SWEDISH: Final[Mapping[str, str]] = {parameter.name: parameter.swedish for parameter in PARAMETERS}
Value = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]
Values = Annotated[list[Value], Field(max_length=20)]
Model = TypeVar("Model", bound=BaseModel)


def _with_parameters(model: type[Model]) -> type[Model]:
    """The model with a field for each parameter of the field table: a list, or one date."""
    fields: dict[str, Any] = {
        parameter.name: _definition(field, parameter) for field in FIELDS for parameter in field.parameters
    }
    return create_model(model.__name__, __base__=model, __module__=model.__module__, __doc__=model.__doc__, **fields)


def _definition(field: SearchField, parameter: Parameter) -> tuple[object, object]:
    names = AliasChoices(*dict.fromkeys((parameter.name, parameter.swedish)))
    also = f" Heter också {parameter.swedish}." if parameter.swedish != parameter.name else ""
    described = parameter.description + also
    if field.match == "dates":
        return Day | None, Field(default=None, validation_alias=names, description=described)
    kind: object = list[Literal[field.values]] if field.values else Values  # type: ignore[name-defined] # known at run time only
    return kind, Field(default=[], validation_alias=names, description=described)


@_with_parameters
class FilterParams(BaseModel):
    """Filters; several values of one mean any of them, and those of its English and its Swedish name are put together."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    @model_validator(mode="before")
    @classmethod
    def _united(cls, sent: object) -> object:
        """What was sent, with one name for each filter that was sent under both."""
        if not isinstance(sent, Mapping):
            return sent
        twice = {
            name: swedish for name, swedish in SWEDISH.items() if name != swedish and {name, swedish} <= sent.keys()
        }
        once = {name: value for name, value in sent.items() if name not in twice.values()}
        return once | {name: _union(sent[name], sent[swedish]) for name, swedish in twice.items()}

    def chosen(self, name: str) -> list[str]:
        """The values of one filter, as they were sent."""
        value = getattr(self, name)
        return list(value) if isinstance(value, list) else [value] if value else []

    def date(self, name: str) -> str | None:
        """A date filter's value, as it was sent."""
        return next(iter(self.chosen(name)), None)

    def filters(self) -> Filters:
        """The same as the engine's filters, with whole dates."""
        values: dict[str, Sequence[str]] = {name: self.chosen(name) for name in SWEDISH}
        whole = {"date_from": first_day, "date_to": last_day}
        return Filters.where(**values | {name: [day(date) for date in values[name]] for name, day in whole.items()})


def accepted_names(model: type[BaseModel]) -> Mapping[str, str]:
    """Every name that may be sent, with the field it fills: `{"body": "body", "nämnd": "body", …}`."""
    return {
        str(name): field
        for field, info in model.model_fields.items()
        for name in (info.validation_alias.choices if isinstance(info.validation_alias, AliasChoices) else (field,))
    }


def _union(one: object, other: object) -> object:
    """The values of both, each once. Where one value is wanted: that value, or a tuple of those that differ."""
    both = [value for sent in (one, other) for value in (sent if isinstance(sent, list) else [sent])]
    distinct = [value for at, value in enumerate(both) if value not in both[:at]]
    if isinstance(one, list):
        return distinct
    return distinct[0] if len(distinct) == 1 else tuple(distinct)
