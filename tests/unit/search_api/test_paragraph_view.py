from rows import document

from indexer.model import Section
from search_api.answers import paragraph_answer
from search_api.ui.paragraph_view import decision_and_rest, neighbours, page_parts


def paragraph(*sections):
    return paragraph_answer(document(1, sections=tuple(Section(*section) for section in sections)))


def test_the_decision_comes_first_and_a_heading_that_says_its_kind_is_not_doubled():
    (part,) = page_parts(
        paragraph(("yrkanden", "Yrkanden", "Ja."), ("övrigt", "Bakgrund", "Så."), ("beslut", None, "Bifall."))
    )
    assert [(one.title, one.kind, one.lines) for one in part] == [
        ("Beslut", "", ["Bifall."]),
        ("Yrkanden", "", ["Ja."]),
        ("Bakgrund", "Övrigt", ["Så."]),
    ]
    decisions, others = decision_and_rest(part)
    assert [one.type for one in decisions] == ["beslut"]
    assert len(others) == 2


def test_a_long_section_goes_on_under_its_heading_and_no_word_is_lost():
    text = "\n".join(f"{n} " + "Ord i raden står här och tar slut med punkt efter femtio tecken." for n in range(2000))
    cut = page_parts(paragraph(("beslut", "Beslut", text)))
    assert len(cut) > 1
    assert {one.title for part in cut for one in part} == {"Beslut"}
    assert " ".join(line for part in cut for one in part for line in one.lines).split() == text.split()


def test_a_paragraph_without_text_is_one_empty_part():
    assert page_parts(paragraph()) == [[]]


def test_neighbours_in_the_meeting():
    meeting = tuple(document(number) for number in (1, 2, 3))
    assert neighbours(meeting, meeting[1].id) == (meeting[0], meeting[2])
    assert neighbours(meeting, meeting[0].id) == (None, meeting[1])
    assert neighbours(meeting, "elsewhere") == (None, None)
