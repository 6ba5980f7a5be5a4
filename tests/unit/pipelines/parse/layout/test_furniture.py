"""Running heads in text that was saved without its pages."""

from itertools import chain

from pipelines.parse.parser import parse
from pipelines.readers.laid_out_text import LaidOutText, Line

_HEAD = ["", "Tallviks kommun Tekniska nämnden, protokoll", ""]
_SPLIT_HEAD = ["", "Tekniska nämnden", "", "Yrkanden", "", "Protokoll nr 3", "Sammanträdesdatum: 2024-04-03", ""]


def _paragraph(number: int, within: list[str]) -> list[str]:
    return [
        f"§ {number} Ärendenummer TN-2024-{number:05d}",
        f"Upprustning av lekplats {number}",
        "Beslut",
        "Tekniska nämnden godkänner förslaget.",
        *within,
        "Alva Exempelsson (S) yrkar bifall till förslaget.",
        "",
    ]


def _texts(within: list[str], times: int) -> list[str]:
    top = ["Tekniska nämnden", "Protokoll", "Sammanträdesdatum: 2024-04-03", ""]
    lines = [*top, *chain.from_iterable(_paragraph(number, within) for number in range(1, times + 1))]
    protocol = parse(LaidOutText(tuple(map(Line, lines)), "text", None), "tn-2024-04-03.txt")[0]
    assert [paragraph.number for paragraph in protocol.paragraphs] == [str(n) for n in range(1, times + 1)]
    assert (protocol.body, protocol.date) == ("Tekniska nämnden", "2024-04-03")
    return [section.text for paragraph in protocol.paragraphs for section in paragraph.sections]


def test_a_running_head_that_comes_again_is_no_text() -> None:
    for head in (_HEAD, _SPLIT_HEAD):
        text = "\n".join(_texts(head, 5))
        assert "rotokoll" not in text
        assert "Sammanträdesdatum" not in text
        assert "Tekniska nämnden\n" not in text
        assert text.count("Alva Exempelsson") == 5


def test_a_line_that_only_once_looks_like_a_running_head_is_text() -> None:
    """A protocol among the documents of a case is no page's head."""
    assert "Protokoll nr 3" in "\n".join(_texts(["", "Handlingar", "Protokoll nr 3", ""], 1))
