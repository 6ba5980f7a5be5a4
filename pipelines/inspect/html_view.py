"""HTML view of a parsed file, in one file that needs no other. Everything is escaped by the template."""

from collections.abc import Iterator, Mapping, Sequence

from jinja2 import Environment, PackageLoader, StrictUndefined

from indexer.model import Protocol
from pipelines.inspect.marks import MarkKind
from pipelines.inspect.view import ProtocolView

_CLASSES: Mapping[MarkKind, str] = {
    "ärende": "case",
    "hänvisning": "reference",
    "lagrum": "law",
    "person": "person",
    "röst": "vote",
}
_MOST_LINKS = 20  # lines that one remark links to


def as_page(shown: Sequence[ProtocolView]) -> str:
    """HTML, for UTF-8; remarks link to the lines they are about."""
    template = _environment().get_template("page.html")
    return template.render(protocols=shown, source=shown[0].source, remarked=_remarked)


def _remarked(protocol: Protocol) -> Iterator[tuple[str, Sequence[int]]]:
    """Every warning with the lines it is about, if it knows them."""
    lines = {remark.message: remark.lines[:_MOST_LINKS] for remark in protocol.remarks}
    return ((warning, lines.get(warning, ())) for warning in protocol.warnings)


def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("pipelines.inspect"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals["classes"] = _CLASSES
    return environment
