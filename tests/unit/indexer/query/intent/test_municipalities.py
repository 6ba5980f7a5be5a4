import pytest
from growth import GROWTH_LIMIT, growth

from indexer.language.lexicon import shipped_lexicon
from indexer.query import parse
from indexer.query.filters import as_filters
from indexer.query.intent.municipalities import find_municipalities

STORE = ("Ekhamra", "ekhamra", "Sjövik kommun", "Norrås Stad", "Övre Älvdal", "Mark", "Göteborgs Stad")


@pytest.mark.parametrize(
    ("text", "names", "said"),
    [
        ("ekhamra skolskjuts", ("Ekhamra", "ekhamra"), "ekhamra"),
        ("beslut i Ekhamra om simhall", ("Ekhamra", "ekhamra"), "i Ekhamra"),
        ("sjöviks budget", ("Sjövik kommun",), "sjöviks"),
        ("sjovik budget", ("Sjövik kommun",), "sjovik"),
        ("Sjöviks kommuns budget", ("Sjövik kommun",), "Sjöviks kommuns"),
        ("norrås parkering", ("Norrås Stad",), "norrås"),
        ("övre älvdals skolor", ("Övre Älvdal",), "övre älvdals"),
        ("marks kommun budget", ("Mark",), "marks kommun"),
        ("taxa i Mark", ("Mark",), "i Mark"),
        ("göteborgs simhallar", ("Göteborgs Stad",), "göteborgs"),
    ],
)
def test_a_municipality_of_the_store_is_recognised(text, names, said):
    (found,) = find_municipalities(text, STORE, shipped_lexicon())
    assert (found.names, text[found.start : found.end]) == (names, said)


@pytest.mark.parametrize(
    "text", ["mark för bostäder", "Ekhamra Energi AB", "Ekhamra & Co", "skola -ekhamra", "ekhamrabostäder", "Storvik"]
)
def test_what_is_another_word_or_name_is_left(text):
    assert not list(find_municipalities(text, STORE, shipped_lexicon()))


def test_nothing_is_recognised_that_the_store_does_not_hold():
    assert parse("beslut i Ekhamra om simhall").soft_filters == ()


def test_the_name_is_a_wish_and_a_faint_word():
    query = parse("ekhamra skolskjuts", municipalities=STORE)
    assert [(wish.kind, wish.value) for wish in query.soft_filters] == [("kommun", "Ekhamra")]
    assert query.topic_words == ("skolskjuts",)
    assert query.semantic_text == "skolskjuts"
    weights = {term.word: term.weight for term in query.text.should}
    assert weights["ekhamra"] < weights["skolskjuts"] == 1
    assert as_filters(query.soft_filters, outcome=False).values("municipality") == ("Ekhamra", "ekhamra")


def test_the_name_alone_is_a_list():
    assert parse("beslut i Ekhamra", municipalities=STORE).browses


@pytest.mark.parametrize("piece", ["övre ", "ekhamra ", "i mark ", "kommun "])
def test_time_grows_with_the_length(piece):
    assert growth(lambda n: list(find_municipalities(piece * n, STORE, shipped_lexicon())), 2_000) <= GROWTH_LIMIT
