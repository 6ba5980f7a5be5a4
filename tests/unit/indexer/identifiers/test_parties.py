import pytest

from indexer.identifiers.parties import parties, party_named, party_spellings, party_written


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Vänsterpartiet", "V"),
        ("vansterpartist", "V"),
        ("Folkpartiet", "L"),
        ("Miljöpartiet de gröna", "MP"),
        ("demokraterna", "D"),
        ("S", None),
        ("Trädgårdspartiet", None),
    ],
)
def test_a_party_by_its_name(name, letters):
    assert party_named(name) == letters


@pytest.mark.parametrize(
    ("written", "letters"),
    [("s", "S"), ("5", "S"), ("fp", "L"), ("FP", "L"), ("Fi", "FI"), ("VägV", "VägV"), ("ab", "AB")],
)
def test_letters_as_they_stand_in_a_text(written, letters):
    assert party_written(written) == letters


def test_no_spelling_or_name_stands_for_two_parties():
    spellings = [spelling for party in parties() for spelling in (party.letters, *party.written)]
    names = [name for party in parties() for name in (*party.names, *party.words)]
    assert len(set(spellings)) == len(spellings) == len(party_spellings())
    assert len(set(names)) == len(names)
