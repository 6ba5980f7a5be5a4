"""What every answer is: a frozen model whose fields, in their order, are the JSON of the API and of `--json`."""

from typing import Annotated, TypeVar

from pydantic import BaseModel, ConfigDict, Field
from pydantic.json_schema import SkipJsonSchema

Value = TypeVar("Value")
Unpublished = Annotated[SkipJsonSchema[Value], Field(exclude=True)]  # read by the pages only: in no JSON, in no schema


class Answer(BaseModel):
    """Base of all answers. A field with a default is left out of the JSON while it has it (`exclude_defaults`)."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)

    def to_json(self) -> dict[str, object]:
        """The answer as plain JSON values."""
        return self.model_dump(mode="json", exclude_defaults=True)
