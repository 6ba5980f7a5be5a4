"""What the checks of a whole file compare with: the table beside this file."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def thresholds() -> dict[str, Any]:
    """The tables of `checks.toml`."""
    return tomllib.loads(files("pipelines.parse").joinpath("checks.toml").read_text(encoding="utf-8"))
