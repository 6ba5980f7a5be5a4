"""Section segmentation of a §: by headings, and by cues in single paragraphs under a heading of another type."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from indexer.identifiers import body_code
from indexer.model import Section, SectionType
from pipelines.parse.layout.lines import Row, body_named_by, squeeze
from pipelines.parse.layout.reflow import Block, Layout, join_blocks, join_lines, reflow
from pipelines.parse.structure.cues import cued_type, decides
from pipelines.parse.structure.section_headings import SectionHeading, inline_heading, opens_decision, read_heading

_MOST_LINES = 3  # of one heading
_APPENDED = re.compile(r"(?P<what>SÄR[KS]{1,2}KILT YTTRANDE|RESERVATION|PROTOKOLLSANTECKNING|YRKANDE)\b.{0,60}")
_APPENDIX = re.compile(r"bilaga(?: (?:nr )?[\dA-Z]{1,3}(?: ?\(\d{1,2}\))?)?(?: till § ?\d{1,4})?:?", re.IGNORECASE)
_LETTERHEAD = re.compile(
    r"datum:?(?: .{0,30})?|(?:19|20)\d{2}-\d{2}-\d{2}|ärende(?: \d{1,3}\b|:).{0,120}|§ ?\d{1,4}\b.{0,120}",
    re.IGNORECASE,
)
_MAY_DECIDE = frozenset({"övrigt", "sammanfattning"})  # where a decision without a heading stands
_REACH = 6  # lines of a letterhead above and below the title of an appended statement
_LIST_GOES_ON = re.compile(r"(?:att |[-–—•]|\d{1,2}[.)] |[a-z][.)] )")
_KINDS = {"arbetsutskottets": "AU", "utskottets": "U", "nämndens": "N", "styrelsens": "S"}  # how their codes end
_TITLES: dict[str, SectionType] = {
    "SÄRSKILT": "särskilt yttrande", "SÄRKSKILT": "särskilt yttrande", "RESERVATION": "reservation",
    "PROTOKOLLSANTECKNING": "protokollsanteckning", "YRKANDE": "yrkanden",
}  # fmt: skip


@dataclass(slots=True)
class _Part:
    type: SectionType
    heading: str | None
    rows: list[Row] = field(default_factory=list)
    sealed: bool = False


def split_sections(rows: Sequence[Row], layout: Layout, own_body: str | None) -> tuple[Section, ...]:
    """Sections of the rows below a § title, in order; nothing is left out."""
    parts = _by_heading(rows, layout, own_body)
    prose = all(part.type != "beslut" for part in parts)
    return tuple(section for part in parts for section in _by_cue(part, layout, prose=prose))


def _by_heading(rows: Sequence[Row], layout: Layout, own_body: str | None) -> list[_Part]:
    parts = [_Part("övrigt", None)]
    at = 0
    while at < len(rows):
        opened, used = _opened(rows, at, parts[-1], layout, own_body)
        if opened:
            _append(parts, opened)
            at += used
        else:
            parts[-1].rows.append(rows[at])
            at += 1
    return [part for part in parts if part.rows or part.heading]


def _opened(
    rows: Sequence[Row], at: int, current: _Part, layout: Layout, own_body: str | None
) -> tuple[_Part | None, int]:
    """The part that begins at row `at`, and how many rows its heading takes."""
    if current.sealed:
        return None, 0
    appended, used = _appended(rows, at, current)
    if appended:
        return appended, used
    for lines in range(_MOST_LINES, 0, -1):
        text = join_lines([row.text for row in rows[at : at + lines]], layout)
        heading = read_heading(text) if at + lines <= len(rows) and (lines == 1 or _is_long(text)) else None
        if heading and not (heading.weak and current.type == "expediering"):
            return _Part(_resolved_type(heading, current, own_body), text), lines
    if _decides_below(rows[at], current):
        return _Part("beslut", rows[at].plain), 1
    inline = inline_heading(rows[at].text)
    if inline:
        heading_text, rest, heading = inline
        return _Part(heading.type, squeeze(heading_text), [replace(rows[at], text=rest)]), 1
    return None, 0


def _append(parts: list[_Part], opened: _Part) -> None:
    """A decision heading right under another one is the same heading going on."""
    last = parts[-1]
    if opened.type == last.type == "beslut" and last.heading and not last.rows:
        last.heading = f"{last.heading} {opened.heading}"
    else:
        parts.append(opened)


def _is_long(text: str) -> bool:
    """Only proposals to higher bodies have headings of several lines."""
    heading = read_heading(text)
    return heading is not None and heading.upwards is not None


def _resolved_type(heading: SectionHeading, current: _Part, own_body: str | None) -> SectionType:
    """`… förslag till ‹higher body›` is the decision where it stands as the body's own."""
    under_decision = current.type == "beslut" and not current.rows
    if heading.upwards is not None and (under_decision or _is_own(heading.upwards, own_body)):
        return "beslut"
    return heading.type


def _decides_below(row: Row, current: _Part) -> bool:
    """`Kommunstyrelsen beslutar` on a line of its own, where no decision or proposal has just been announced."""
    announced = current.type in ("beslut", "förslag till beslut") and not current.rows
    return not announced and opens_decision(row.text) and current.type != "beslut"


def _is_own(owner: str, body: str | None) -> bool:
    """Whether the body of a protocol is meant, by its name or just by its kind: `Arbetsutskottets`."""
    kind = _KINDS.get(owner.casefold())
    return body is not None and (body_code(owner) == body or (kind is not None and body.endswith(kind)))


def _appended(rows: Sequence[Row], at: int, current: _Part) -> tuple[_Part | None, int]:
    """A statement with a letterhead of its own, or an appendix: it runs to the end of the §."""
    text = rows[at].plain
    if rows[at].breaks and _APPENDIX.fullmatch(text) and current.type != "beslutsunderlag":
        return _Part("bilaga", text, sealed=True), 1
    for title_at in range(at, min(len(rows), at + _REACH)):
        title = _APPENDED.fullmatch(rows[title_at].plain)
        if title and (title_at - at > 1 or any(_is_letterhead(row) for row in rows[title_at + 1 : title_at + _REACH])):
            heading = rows[title_at].plain
            return _Part(_TITLES[heading.split()[0]], heading, list(rows[at:title_at]), sealed=True), title_at - at + 1
        if not _is_letterhead(rows[title_at]):
            break
    return None, 0


def _is_letterhead(row: Row) -> bool:
    text = row.plain
    return bool(_LETTERHEAD.fullmatch(text)) or body_named_by(row) is not None


def _by_cue(part: _Part, layout: Layout, *, prose: bool) -> Iterator[Section]:
    """A part cut where a motion, vote, reservation … stands among other text; in `prose`, a decision too."""
    found = reflow(part.rows, layout)
    if not found:
        yield Section(part.type, part.heading, "")
        return
    heading, kind = part.heading, part.type
    group: list[Block] = []
    for block in found:
        opens_decision = part.type == "beslut" and block is found[0]
        says = part.type if part.sealed or opens_decision else cued_type(block.text, part.type)
        if prose and says is None and part.type in _MAY_DECIDE and not part.sealed and decides(block.text):
            says = "beslut"
        if says is None:
            says = kind if group and _continues_list(group[-1], block) else part.type
        if says != kind and group:
            yield _section(kind, heading, group)
            heading, group = None, []
        kind = says
        group.append(block)
    yield _section(kind, heading, group)


def _continues_list(above: Block, block: Block) -> bool:
    """Whether a list belongs to the sentence that announced it."""
    return bool(_LIST_GOES_ON.match(block.text)) and (
        above.text.endswith((":", "att", ",", "samt", "och")) or bool(_LIST_GOES_ON.match(above.text))
    )


def _section(kind: SectionType, heading: str | None, group: Sequence[Block]) -> Section:
    text, pages = join_blocks(group)
    return Section(kind, heading, text, pages)
