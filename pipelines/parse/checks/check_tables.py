"""Tables and wording shared by the checks."""

import tomllib
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import Any

_MOST_NAMED = 20  # things named in one sentence


@cache
def check_table() -> dict[str, Any]:
    """The tables of `checks.toml`."""
    return tomllib.loads(files("pipelines.parse.checks").joinpath("checks.toml").read_text(encoding="utf-8"))


def enumerated(names: Sequence[str]) -> str:
    """The first of many, and how many more there are."""
    more = len(names) - _MOST_NAMED
    return ", ".join(names[:_MOST_NAMED]) + (f" och {more} till" if more > 0 else "")
