from dataclasses import replace

from indexer.engine import Legs, Scored
from indexer.language.lexicon import shipped_lexicon
from indexer.model import Document, Section
from indexer.query import parse
from indexer.ranking.confidence import answer_confidence, browse_confidence, idf_coverage
from indexer.ranking.leg_weights import matched_terms
from indexer.ranking.query_terms import QueryTerms

TEXT = Section("beslut", None, "Taxan för sotning höjs.")
DOCUMENT = Document("a", "p", "f", "Ekhamra", None, None, None, "unknown", "1", "Taxor och frister", sections=(TEXT,))


ANY = parse("simhall")
LEXICON = shipped_lexicon()


def test_a_word_is_found_in_a_form_misspelt_in_a_compound_or_by_another_name():
    assert matched_terms(DOCUMENT, QueryTerms(["taxa", "fristter", "simhall"])) == ["taxa", "fristter"]
    assert matched_terms(DOCUMENT, QueryTerms(["sotningstaxa"], {"sotningstaxa": [("sotning", "taxa")]})) == [
        "sotningstaxa"
    ]
    assert matched_terms(DOCUMENT, QueryTerms(["sotningstaxa"], {"sotningstaxa": [("sotning", "avgift")]})) == []


def test_long_words_say_more_than_short_ones():
    assert idf_coverage(DOCUMENT, QueryTerms(["taxa", "simhallsbygget"]), LEXICON) < 0.5
    assert idf_coverage(DOCUMENT, QueryTerms([]), LEXICON) == 1


def test_rare_words_say_more_than_common_ones_of_their_length():
    other = replace(DOCUMENT, heading="Kommun")
    assert idf_coverage(other, QueryTerms(["kommun", "vildge"]), LEXICON) < 0.5


def test_an_answer_is_judged_by_the_first_alone():
    far = replace(DOCUMENT, heading="Upprop", sections=())
    assert (
        answer_confidence(ANY, QueryTerms(["taxa", "sotning"]), Legs(), [far, DOCUMENT], LEXICON, lambda: 0.0) == "none"
    )


def test_a_named_paragraph_answers():
    assert (
        answer_confidence(ANY, QueryTerms(["simhall"]), Legs(identifier=(Scored("a", 1.0),)), [], LEXICON, lambda: 0.0)
        == "strong"
    )


def test_confidence_falls_from_found_to_near_to_nothing():
    assert answer_confidence(ANY, QueryTerms(["taxa", "sotning"]), Legs(), [DOCUMENT], LEXICON, lambda: 0.0) == "strong"
    assert answer_confidence(ANY, QueryTerms(["simhall"]), Legs(), [DOCUMENT], LEXICON, lambda: 0.7) == "strong"
    assert answer_confidence(ANY, QueryTerms(["simhall"]), Legs(), [DOCUMENT], LEXICON, lambda: 0.1) == "none"
    everyday = ["bada", "inomhus", "mitt", "vintern", "barnen", "gratis"]
    assert answer_confidence(ANY, QueryTerms(everyday), Legs(), [DOCUMENT], LEXICON, lambda: 0.1) == "weak"


def test_a_list_answers_when_what_leads_it_is_as_wished():
    assert browse_confidence(parse("taxor"), [DOCUMENT]) == "strong"
    assert browse_confidence(parse("motioner"), [DOCUMENT]) == "weak"


def test_a_missing_number_leaves_doubt():
    assert (
        answer_confidence(parse("taxa KS 2024/9"), QueryTerms(["taxa"]), Legs(), [DOCUMENT], LEXICON, lambda: 0.0)
        == "weak"
    )
