"""Case number keys: what a number is stored and looked up under, however it is written."""

from collections.abc import Iterable

from indexer.identifiers.case_numbers import canonical
from indexer.model import CaseNumber


def index_keys(number: CaseNumber) -> tuple[str, ...]:
    """Keys a § with this number is stored under."""
    base, code = _base(number), number.code or "-"
    keys = [f"{code} {base}", f"* {base}"]
    if number.sub:
        keys += [f"{key}:{number.sub.lstrip('0')}" for key in keys]
    return tuple(keys)


def query_keys(number: CaseNumber) -> tuple[str, ...]:
    """Keys that find the number: its own code or none; without a code, any. Without a sub-number, all of them."""
    base = _base(number) + (f":{number.sub.lstrip('0')}" if number.sub else "")
    return (f"{number.code} {base}", f"- {base}") if number.code else (f"* {base}",)


def lookup_keys(numbers: Iterable[CaseNumber]) -> tuple[str, ...]:
    """The keys that find any of these."""
    return tuple(dict.fromkeys(key for number in numbers for key in query_keys(number)))


def _base(number: CaseNumber) -> str:
    return canonical(None, number.year, number.serial)
