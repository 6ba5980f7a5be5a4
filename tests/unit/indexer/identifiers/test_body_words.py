import re

import pytest

from indexer.identifiers.bodies import body_code, find_bodies
from indexer.identifiers.body_words import COUNCIL, DEFINITE_OF, GENITIVE, HIGHER


@pytest.mark.parametrize("word", ["kommunfullmäktige", "förbundsfullmäktige", "fullmäktige"])
def test_councils(word):
    assert re.fullmatch(COUNCIL, word)
    assert re.fullmatch(HIGHER, word)


@pytest.mark.parametrize("word", ["nämndens", "nämnds", "styrelsens", "utskotts", "mäktiges", "nämndernas"])
def test_genitives(word):
    assert re.fullmatch(GENITIVE, word)


@pytest.mark.parametrize("word", ["styrelses", "nämnden", "bolagets"])
def test_no_genitives_of_a_body(word):
    assert not re.fullmatch(GENITIVE, word)


def test_a_company_board_is_no_body():
    assert not find_bodies("bolagets styrelses ordförande")


@pytest.mark.parametrize("definite", DEFINITE_OF.values())
def test_unlisted_bodies_of_every_kind_have_a_code(definite):
    assert body_code(f"Trädgårds{definite}") is not None
