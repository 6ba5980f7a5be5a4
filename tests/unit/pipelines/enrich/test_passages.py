from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from indexer.model import Section
from pipelines.enrich.passages import LONGEST, passage_spans, passages


def test_passages_are_slices_of_their_section_and_end_with_sentences():
    text = " ".join(f"Mening nummer {n} handlar om vägar och broar i kommunen." for n in range(100))
    section = Section("sammanfattning", None, text)
    cut = passages("Rubrik", (section,))
    assert len(cut) > 3
    for passage in cut:
        assert text[passage.start : passage.start + len(passage.text)] == passage.text
        assert passage.text.endswith("kommunen.")
        assert len(passage.text) <= LONGEST + 300
    assert " ".join(p.text for p in cut) == text


def test_passages_never_cross_sections():
    sections = (Section("beslut", None, "Kort beslut."), Section("yrkanden", None, "Kort yrkande."))
    assert [p.section for p in passages("R", sections)] == ["beslut", "yrkanden"]


def test_empty_paragraph_gives_its_heading():
    (only,) = passages("Frågestund", (Section("övrigt", None, " \n "),))
    assert (only.text, only.section_index) == ("Frågestund", None)


def test_same_text_twice_gets_two_source_ids():
    sections = (
        Section("beslut", None, "Bifall."),
        Section("övrigt", None, "Bifall."),
        Section("övrigt", None, "Bifall."),
    )
    assert len({p.source_id for p in passages("R", sections)}) == 3


def test_page_is_where_the_passage_starts():
    text = "A" * 700 + ".\n" + "B" * 700 + "."
    cut = passages("R", (Section("övrigt", None, text, ((0, 4), (701, 5))),))
    assert [p.page for p in cut] == [4, 5]


@given(st.text(alphabet="Aaö.?! \n1)”", max_size=3000))
def test_every_visible_character_is_in_one_passage(text):
    spans = passage_spans(text)
    covered = "".join("".join(text[a:b].split()) for a, b in spans)
    assert covered == "".join(text.split())
    assert all(a < b for a, b in spans)
    assert all(first[1] <= second[0] for first, second in pairwise(spans))


def test_bait_without_spaces_is_cut():
    assert max(b - a for a, b in passage_spans("x" * 100_000)) <= 4 * LONGEST
