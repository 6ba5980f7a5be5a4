import unicodedata
from pathlib import Path

import pytest
from growth import GROWTH_LIMIT, growth
from hypothesis import given
from hypothesis import strategies as st

from indexer.language import fold_dots, grams, stem, surfaces, terms, tokens
from indexer.language.lemmas import FILE, listed_stem, shipped

HERE = Path(__file__).parent


def table(name):
    lines = (HERE / name).read_text(encoding="utf-8").splitlines()
    return [line.split() for line in lines if not line.startswith("#")]


FAMILIES, APART = table("families.txt"), table("apart.txt")
NOT_YET_JOINED = {"bro", "godkänna"}
NOT_YET_APART = {("styrelse", "styra"), ("just", "justera"), ("åter", "återta")}


@pytest.mark.parametrize("family", FAMILIES, ids=lambda family: family[0])
def test_forms_of_a_word_meet(family):
    assert (len({stem(form) for form in family}) == 1) == (family[0] not in NOT_YET_JOINED)


@pytest.mark.parametrize(("one", "other"), APART)
def test_other_words_do_not(one, other):
    assert (stem(one) != stem(other)) == ((one, other) not in NOT_YET_APART)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("kvarnbergsskolan", "kvarnbergsskola"),
        ("tillsynsnämndens", "tillsynsnämnd"),
        ("fritidsnämnderna", "fritidsnämnd"),
    ],
)
def test_a_compound_nobody_listed_inflects_as_its_end(one, other):
    assert one not in shipped()
    assert stem(one) == stem(other)


def test_the_table_is_one_stem_a_form_and_stays_small():
    lines = FILE.read_text(encoding="utf-8").splitlines()
    assert 50_000 < len(lines) == len(shipped())
    assert lines == sorted(lines, key=str.encode)
    assert FILE.stat().st_size < 4_000_000


def test_genitive_and_end_need_not_be_listed():
    lookup = {"skolan": "skol"}
    assert [listed_stem(w, lookup) for w in ("skolan", "skolans", "byskolan", "grundskolan", "skola")] == [
        "skol", "skol", None, "grundskol", None,
    ]  # fmt: skip


def test_tokens_know_where_they_stand_and_lose_no_dots():
    text = "Åkes MÅL (§ 12): skol_väg, e-tjänst"
    found = list(tokens(text))
    assert [token.surface for token in found] == ["åkes", "mål", "12", "skol", "väg", "e", "tjänst"]
    assert all(text[token.start : token.end].lower() == token.surface for token in found)


@given(st.text())
def test_terms_stand_where_surfaces_stand(text):
    assert len(terms(text)) == len(surfaces(text))
    assert surfaces(unicodedata.normalize("NFD", text)) == surfaces(unicodedata.normalize("NFC", text))
    assert all(terms(text))


def test_a_word_typed_without_dots_has_the_same_grams():
    assert grams("skolväg") == grams(fold_dots("skolväg"))
    assert fold_dots("åäöé") == "aaoe"


def test_time_grows_with_the_length_of_a_text_without_spaces():
    def work(length):
        bait = "skolans" * (length // 7)
        terms(bait)
        grams(bait)

    assert growth(work, 100_000) <= GROWTH_LIMIT
