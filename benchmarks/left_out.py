"""What a parser would have for vocabulary that never met a family: the family's own entries taken away.

An entry of the tables in pipelines/parse (a section heading, a cue's or an outcome's pattern) was learnt from a family when
it is used in that family's protocols and in no other fixture's. Rules that stand in code are not taken away.
"""

import contextlib
import json
import re
import sys
import tomllib
from collections.abc import Callable, Iterable, Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any
from unittest.mock import patch

from pipelines.parse.facts import decisions
from pipelines.parse.structure import cues

_NEVER = "(?!)"
_AFTER_HEADING = re.compile(r"[\s:]+\Z| (?:nr )?\d{1,2}\Z")


def entries_of_each(families: dict[str, list[Path]]) -> dict[str, frozenset[str]]:
    """The entries that one family alone uses, by family."""
    used = {family: frozenset(_used(folders)) for family, folders in families.items()}
    return {
        family: entries.difference(*(others for other, others in used.items() if other != family))
        for family, entries in used.items()
    }


@contextlib.contextmanager
def without(entries: frozenset[str]) -> Iterator[None]:
    """The parser as it would be with these entries in none of its tables."""
    load = tomllib.loads
    with patch("tomllib.loads", lambda text: _reduced(load(text), entries)):
        _forget()
        try:
            yield
        finally:
            _forget()


def _forget() -> None:
    """Empties what the parser's modules have loaded."""
    for name, module in list(sys.modules.items()):
        if name.startswith("pipelines.parse"):
            for value in vars(module).values():
                getattr(value, "cache_clear", bool)()


def _reduced(value: Any, entries: frozenset[str], key: str = "") -> Any:
    if isinstance(value, dict):
        return {key: _reduced(inner, entries, key) for key, inner in value.items()}
    if isinstance(value, list):
        left = [_reduced(inner, entries) for inner in value if not (isinstance(inner, str) and inner in entries)]
        return left or ([_NEVER] if key == "patterns" else left)
    return value


def _used(folders: Iterable[Path]) -> Iterator[str]:
    for folder in folders:
        text = (folder / "protocol.txt").read_text(encoding="utf-8")
        gold = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
        paragraphs = [paragraph for protocol in gold for paragraph in protocol["paragraphs"]]
        decided = [paragraph["decision"] for paragraph in paragraphs if paragraph["decision"]]
        said = [line for one in paragraphs for section in one["sections"] for line in section["text"].split("\n")]
        yield from _headings(text)
        yield from (pattern for pattern, fits in _patterns() if any(map(fits, said)) or any(map(fits, decided)))


def _headings(text: str) -> Iterator[str]:
    """Entries that stand as a line of their own, also after a body's name in the genitive."""
    lines = {_AFTER_HEADING.sub("", " ".join(line.split())).casefold() for line in text.splitlines()}
    tables = _table("structure/section_vocabulary.toml")
    yield from (entry for entries in tables["headings"].values() for entry in entries if entry in lines)
    owned = {line.partition("s ")[2] for line in lines}
    yield from (entry for entries in tables["possessive"].values() for entry in entries if entry in owned)


def _patterns() -> Iterator[tuple[str, Callable[[str], object]]]:
    """Each pattern of the cues and the outcomes with what finds it."""
    table = _table("structure/cues.toml")
    for pattern in [*table["decides"]["patterns"], *(p for cue in table["cue"] for p in cue["patterns"])]:
        yield pattern, cues._compiled([pattern]).search  # noqa: SLF001 - the loader's own reading of its table
    for pattern in [p for outcome in _table("facts/outcomes.toml")["outcome"] for p in outcome["patterns"]]:
        yield pattern, decisions._compiled([pattern]).search  # noqa: SLF001 - as above


def _table(name: str) -> dict[str, Any]:
    return tomllib.loads(files("pipelines.parse").joinpath(name).read_text(encoding="utf-8"))
