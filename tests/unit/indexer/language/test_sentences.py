from hypothesis import given
from hypothesis import strategies as st

from indexer.language.sentences import quote_spans, sentence_spans


def sentences(text):
    return [text[a:b] for a, b in sentence_spans(text)]


def test_sentences_keep_abbreviations_list_marks_and_times_whole():
    text = "Bl.a. kl. 13.00 i dag beslutas. Nämnden, dvs. B. Ek m.fl. röstar. Vem? Ingen!\n1. Första punkten"
    assert sentences(text) == [
        "Bl.a. kl. 13.00 i dag beslutas.",
        "Nämnden, dvs. B. Ek m.fl. röstar.",
        "Vem?",
        "Ingen!",
        "1. Första punkten",
    ]


def test_sentence_keeps_its_closing_quote():
    assert sentences("Hon sade ”nej.” Sedan gick hon.") == ["Hon sade ”nej.”", "Sedan gick hon."]


def test_a_quote_ends_at_the_colon_where_a_sentence_goes_on():
    text = "Nämnden beslutar: Avtalet godkänns."
    assert [text[a:b] for a, b in quote_spans(text)] == ["Nämnden beslutar:", "Avtalet godkänns."]
    assert sentences(text) == [text]


@given(st.text(alphabet="ab .!?\nÅ1", max_size=80))
def test_quotable_sentences_cover_all_that_is_not_space(text):
    spans = list(quote_spans(text))
    assert "".join("".join(text[start:end] for start, end in spans).split()) == "".join(text.split())
