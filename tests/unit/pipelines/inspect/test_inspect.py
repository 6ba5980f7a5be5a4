"""What `protokoll inspect` shows: every line once, beside what it became, safe to look at whatever it says."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from growth import GROWTH_LIMIT, growth
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.inspect import as_lines, as_page, show
from pipelines.parse.layout.lines import clean
from pipelines.parse.parser import parse_traced
from pipelines.readers import LaidOutText, Line
from pipelines.readers.text import lines

LAYOUTS = Path(__file__).parents[3] / "fixtures" / "layouts"
PROTOCOL = """\
Tunaborgs kommun
SAMMANTRÄDESPROTOKOLL
Kommunstyrelsen
Sammanträdesdatum: 2024-03-12

§ 1 Ny bro över Vänån
Dnr KS-2024/11

Yrkanden
Bo Ek-
dal (M) yrkar avslag enligt kommunfullmäktige 2023-11-20
§ 88 och 5 kap. 3 § kommunallagen.

Omröstning
Ja för bifall och nej för avslag. Med 7 ja mot 6 nej bifalls förslaget.

Beslut
Kommunstyrelsen beslutar att anta planen.
"""


def shown(text, name="ks.txt"):
    return [show(reading) for reading in parse_traced(LaidOutText(tuple(lines(text)), "text"), name)]


def all_lines(view):
    return [line for one in view for group in one.groups for run in group.runs for line in run.lines]


def words(pieces):
    return "".join(piece.text for piece in pieces)


def marked(pieces):
    return [(piece.text, piece.kind) for piece in pieces if piece.kind]


def terminal(view, width=100):
    return [line.plain for line in as_lines(view, width)]


class Page(HTMLParser):
    """What a browser would make of a page."""

    def __init__(self, text):
        super().__init__()
        self.tags, self.ids, self.links, self.said = [], [], [], []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        named = dict(attrs)
        self.ids += [named["id"]] if "id" in named else []
        self.links += [named[name] for name in ("href", "src") if name in named]
        assert not [name for name in named if name.startswith("on")]

    def handle_data(self, data):
        self.said.append(data)


def test_marks_stand_in_the_text_and_in_the_lines_it_was_read_from():
    (view,) = shown(PROTOCOL)
    heading, motions, vote, _ = view.groups[-1].runs
    assert [marked(line.pieces) for line in heading.lines] == [[], [("KS-2024/11", "ärende")]]
    assert marked(motions.text) == [
        ("Bo Ekdal (M)", "person"),
        ("kommunfullmäktige 2023-11-20 § 88", "hänvisning"),
        ("5 kap. 3 § kommunallagen", "lagrum"),
    ]
    assert [marked(line.pieces) for line in motions.lines] == [
        [],
        [("Bo Ek", "person")],
        [("dal (M)", "person"), ("kommunfullmäktige 2023-11-20", "hänvisning")],
        [("§ 88", "hänvisning"), ("5 kap. 3 § kommunallagen", "lagrum")],
    ]
    assert marked(vote.text) == [("7 ja", "röst"), ("6 nej", "röst")]


def test_the_facts_of_a_paragraph():
    (view,) = shown(PROTOCOL)
    facts = dict(view.groups[-1].facts)
    assert facts["Ärende"] == ("KS-2024/11 → KS 2024/11",)
    assert facts["Utfall"] == ("antagande",)
    assert facts["Omröstning"][0] == "7 ja, 6 nej, 0 avstår"
    assert facts["Personer"] == ("Bo Ekdal (M): yrkande",)


@pytest.mark.parametrize("path", sorted(LAYOUTS.rglob("protocol.txt")), ids=lambda path: path.parent.name)
def test_every_line_stands_once_in_order_and_every_section_is_shown(path):
    text = path.read_text(encoding="utf-8")
    view = shown(text)
    said = [line for line in re.split(r"[\n\f]", text) if clean(line).strip()]
    assert [words(line.pieces) for line in all_lines(view)] == [clean(line).strip() for line in said]
    for one in view:
        for group in (group for group in one.groups if group.paragraph):
            sections = [run.section for run in group.runs if run.section]
            assert sorted(map(id, sections)) == sorted(map(id, group.paragraph.sections))
            assert all(words(run.text) == run.section.text for run in group.runs if run.section)


def test_the_terminal_says_what_each_line_became_and_keeps_to_its_width():
    said = terminal(shown(PROTOCOL))
    assert any(re.fullmatch(r" +9 yrkanden +Yrkanden", line) for line in said)
    for width in (120, 60, 40, 20):
        wide = terminal(shown(PROTOCOL), width)
        assert max(map(len, wide)) <= max(width, 28)
        assert "anta planen" in " ".join(" ".join(wide).split())


def test_remarks_come_first_and_link_to_their_lines():
    view = shown(PROTOCOL.replace("Beslut\nKommunstyrelsen beslutar att anta", "Kommunstyrelsen läser om"))
    assert terminal(view)[1].startswith("Obs: Inget beslut")
    view = shown(PROTOCOL + "\n§ 2 Torget\nTorget föredras.\n")
    page = Page(as_page(view))
    line = next(line.number for line in all_lines(view) if words(line.pieces).startswith("§ 2"))
    assert f"#p1-r{line}" in page.links
    assert f"p1-r{line}" in page.ids


HOSTILE = [
    "<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "{{ 7 * 7 }}{% raw %}", "</style><svg onload=alert(1)>", "&lt;b&gt;",
    "javascript:alert(1)", "\x1b[31mröd\x1b]0;titel\x07", "[bold]rich[/bold]", "\u202eomvänt", "\ud800",
]  # fmt: skip


@pytest.mark.parametrize("bad", HOSTILE)
def test_hostile_text_is_shown_and_does_nothing(bad):
    view = shown(PROTOCOL.replace("Ny bro", f"Ny {bad}").replace("anta planen", f"anta {bad}"), f"{bad}.txt")
    page = Page(as_page(view))
    assert set(page.tags) <= set(Page(as_page(shown(PROTOCOL))).tags) | {"ul", "li"}
    assert all(link.startswith("#") for link in page.links)
    assert clean(bad).strip() in "".join(page.said)
    as_page(view).encode()
    said = "\n".join(terminal(view))
    assert "\x1b" not in said
    assert clean(bad)[:9] in said


def test_the_page_needs_no_other_file():
    text = as_page(shown(PROTOCOL))
    page = Page(text)
    assert {"script", "link", "img", "iframe"}.isdisjoint(page.tags)
    assert "url(" not in text
    assert "default-src 'none'" in text
    assert len(page.ids) == len(set(page.ids))
    assert {link.removeprefix("#") for link in page.links} <= set(page.ids)


@pytest.mark.parametrize("text", ["Hej!\nDetta är ett brev.\n", "KALLELSE\n\n1. Val av justerare\n2. Budget\n"])
def test_what_is_no_protocol_gets_one_sentence(text):
    (said,) = terminal(shown(text), width=500)
    assert said.startswith("ks.txt: ")
    assert said.endswith(".")
    assert "Hej" not in said


@given(
    st.lists(st.one_of(st.sampled_from(PROTOCOL.split("\n")), st.text(max_size=40)), max_size=30), st.integers(1, 200)
)
@settings(max_examples=60, deadline=None)
def test_any_text_can_be_shown(texts, width):
    laid_out = LaidOutText(tuple(Line(text) for text in texts), "text")
    view = [show(reading) for reading in parse_traced(laid_out, "x.txt")]
    shown_words = [words(line.pieces) for line in all_lines(view)]
    assert shown_words == [clean(text).lstrip() for text in texts if clean(text).lstrip()]
    as_page(view).encode()
    assert list(as_lines(view, width))


@pytest.mark.parametrize("line", ["Bo Ekdal (M) yrkar avslag enligt 5 kap. 3 § kommunallagen.\n", "a " * 40 + "\n"])
def test_twice_the_text_takes_at_most_two_and_a_half_times_as_long(line):
    def work(size):
        view = shown("§ 1 Bro\nYrkanden\n" + line * (size // len(line)))
        as_page(view)
        list(as_lines(view, 80))

    assert growth(work, 50_000) <= GROWTH_LIMIT
