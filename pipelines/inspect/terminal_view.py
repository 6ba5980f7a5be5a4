"""Terminal view of a parsed file: line by line, what each became, then its text."""

from collections.abc import Iterator, Sequence
from textwrap import TextWrapper

from rich.text import Text

from pipelines.inspect.marks import MarkKind, TextPiece
from pipelines.inspect.view import Facts, LineRun, ParagraphGroup, ProtocolView, SourceLine

_STYLES: dict[MarkKind, str] = {
    "ärende": "cyan",
    "hänvisning": "blue",
    "lagrum": "blue italic",
    "person": "green",
    "röst": "magenta",
}
_LABEL = 22  # columns of what a line became
_NARROW = 60  # columns; on a narrower terminal the label stands above its lines
_LEAST = 20  # columns that are left for text, whatever the terminal says


def as_lines(shown: Sequence[ProtocolView], width: int) -> Iterator[Text]:
    """Lines of at most `width` columns, remarks first; of a file that is no protocol only why it is none."""
    for one in shown:
        if not one.protocol.paragraphs:
            yield from _wrapped(f"{one.source}: {' '.join(one.protocol.warnings)}", width, "yellow")
            continue
        yield from _head(one, width)
        for group in one.groups:
            yield from _group(group, width)


def _head(one: ProtocolView, width: int) -> Iterator[Text]:
    yield from _wrapped(one.source, width, "bold")
    for warning in one.protocol.warnings:
        yield from _wrapped(f"Obs: {warning}", width, "yellow")
    yield from _listed(one.facts, width)


def _group(group: ParagraphGroup, width: int) -> Iterator[Text]:
    yield Text()
    if group.paragraph:
        yield from _wrapped(f"§ {group.paragraph.number} {group.paragraph.heading}", width, "bold")
        yield from _listed(group.facts, width)
    for run in group.runs:
        yield from _run(run, width)


def _run(run: LineRun, width: int) -> Iterator[Text]:
    beside = width >= _NARROW
    if not beside:
        yield Text(f"[{run.label}]", _tone(run))
    label = run.label if beside else ""
    for line in run.lines:
        named = ("sidram" if line.frame else label) if beside else ""
        margin = f"{line.number:>6} {named:<{_LABEL}} " if beside else f"{line.number:>6} "
        yield from _line(line, margin, width, _tone(run))
        label = label if line.frame else ""


def _line(line: SourceLine, margin: str, width: int, tone: str) -> Iterator[Text]:
    body = Text(" " * min(line.indent, 8))
    for piece in line.pieces:
        body.append(piece.text, "dim" if line.frame else _style(piece))
    for n, part in enumerate(_cut(body, max(_LEAST, width - len(margin)))):
        yield Text.assemble((margin if n == 0 else " " * len(margin), tone), part)


def _cut(text: Text, width: int) -> Sequence[Text]:
    """The text in parts no wider than `width`, cut between words where there are any."""
    plain = text.plain
    cuts, at = [], 0
    while len(plain) - at > width:
        space = plain.rfind(" ", at + 1, at + width)
        at = space + 1 if space > at else at + width
        cuts.append(at)
    return list(text.divide(cuts))


def _listed(facts: Facts, width: int) -> Iterator[Text]:
    for name, values in facts:
        yield from _wrapped(f"{name}: {'; '.join(values)}", width, "dim", indent="    ")


def _wrapped(text: str, width: int, style: str, indent: str = "") -> Iterator[Text]:
    wrapper = TextWrapper(max(_LEAST, width), initial_indent=indent, subsequent_indent=f"{indent}  ")
    yield from (Text(part, style) for part in wrapper.wrap(text))


def _tone(run: LineRun) -> str:
    return "bold red" if run.what == "utan plats" else "bold" if run.what == "rubrik" else "dim"


def _style(piece: TextPiece) -> str:
    return _STYLES[piece.kind] if piece.kind else ""
