"""The field table as tables of the documentation."""

from collections.abc import Iterable

from indexer.engine.field_table import FIELDS, PARAMETERS
from indexer.engine.search_field import MATCHES


def query_fields() -> str:
    """Markdown: the fields of the query language."""
    rows = (
        (f"`{field.name}:`", _code(field.names[1:]), MATCHES[field.match], f"`{field.example}`", field.finds)
        for field in FIELDS
    )
    return _table(("field", "also", "a value matches", "example", "finds"), rows)


def parameters() -> str:
    """Markdown: the filters by both their names."""
    chosen = {parameter.name: field.values for field in FIELDS for parameter in field.parameters}
    rows = ((f"`{one.name}`", f"`{one.swedish}`", one.description, _code(chosen[one.name])) for one in PARAMETERS)
    return _table(("parameter", "in Swedish", "means", "values"), rows)


def _code(words: Iterable[str]) -> str:
    return ", ".join(f"`{word}`" for word in words)


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = (head, tuple("---" for _ in head), *rows)
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)
