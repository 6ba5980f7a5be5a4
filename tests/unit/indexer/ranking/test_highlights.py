from hypothesis import given
from hypothesis import strategies as st

from indexer.model import Document, Passage
from indexer.ranking.highlights import best_passages, best_quote, marks, matched_words
from indexer.ranking.leg_weights import term_coverage
from indexer.ranking.query_terms import QueryTerms

TEXT = "Nämnden noterar läget. Kommunstyrelsen avslår motionen om skolskjutsar. Ärendet är avslutat."


def document(*passages, heading="Rubrik"):
    made = tuple(Passage(f"{n:08x}", kind, text) for n, (kind, text) in enumerate(passages))
    return Document("id", "p", "f.txt", "Ekhamra", None, None, None, "unknown", "1", heading, passages=made)


def marked(text, *words):
    return [text[start:end] for start, end in marks(text, matched_words(text, QueryTerms(words)))]


def test_inflected_forms_and_compounds_are_marked():
    assert marked(TEXT, "skolskjuts", "motioner") == ["motionen", "skolskjutsar"]
    assert marked("Simhallsfrågan och simhallen", "simhall") == ["Simhallsfrågan", "simhallen"]
    assert marked("höja p-talet", "p-talet") == ["talet"]


def test_the_quote_is_the_sentence_that_says_most():
    found = marks(TEXT, matched_words(TEXT, QueryTerms(["skolskjuts", "motion"])))
    start, end = best_quote(TEXT, found)
    assert TEXT[start:end] == "Kommunstyrelsen avslår motionen om skolskjutsar."


def test_the_passage_with_the_words_is_first_and_the_nearest_is_shown():
    found = document(("beslut", "Bifalls."), ("yrkanden", "Simhallen byggs."), ("övrigt", "Annat."))
    passages = best_passages(found, QueryTerms(["simhall"]), 2, 3)
    assert [passage.section for passage in passages] == ["yrkanden", "övrigt"]


def test_without_words_the_decision_is_shown():
    passages = best_passages(document(("övrigt", "Annat."), ("beslut", "Bifalls.")), QueryTerms([]), None, 3)
    assert [passage.text for passage in passages] == ["Bifalls."]


def test_a_section_without_passages_shows_none():
    assert best_passages(document(), QueryTerms(["simhall"]), None, 3) == ()


def test_coverage_counts_forms_and_misspellings_in_the_heading():
    headed = document(heading="Motioner om fornlämningsvård")
    assert term_coverage([headed], QueryTerms(["motionen"])) == 1.0
    assert term_coverage([headed], QueryTerms(["fornlämingsvård", "simhall"])) == 0.5
    assert term_coverage([], QueryTerms(["taxa"])) == 0.0
    assert term_coverage([], QueryTerms([])) == 1.0


@given(st.text(max_size=200), st.lists(st.text(min_size=1, max_size=12), max_size=5))
def test_marks_and_quotes_lie_inside_and_are_verbatim(text, words):
    for passage in best_passages(document(("beslut", text)), QueryTerms([*words, *text.split()[:2]]), 0, 1):
        assert passage.text == text
        assert 0 <= passage.quote_start <= passage.quote_end <= len(text)
        assert text[passage.quote_start : passage.quote_end] == passage.quote
        ends = [edge for mark in passage.marks for edge in mark]
        assert ends == sorted(ends)
        assert all(0 <= edge <= len(text) for edge in ends)
