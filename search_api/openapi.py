"""The published description: FastAPI's own, with errors under their media type."""

from typing import Any

from fastapi import FastAPI

from search_api.problems import MEDIA_TYPE


class DescribedApp(FastAPI):
    """A FastAPI application whose OpenAPI 3.1 description says `application/problem+json` where errors are."""

    def openapi(self) -> dict[str, Any]:
        """The description, made once."""
        if not self.openapi_schema:
            super().openapi()
            operations = [
                operation for path in (self.openapi_schema or {})["paths"].values() for operation in path.values()
            ]
            for operation in operations:
                for status, response in operation["responses"].items():
                    if not status.startswith("2"):
                        response["content"] = {MEDIA_TYPE: response["content"]["application/json"]}
        return self.openapi_schema or {}
