from typing import get_args

from indexer.model import Outcome, SectionType
from indexer.query.intent.outcomes import find_outcomes, outcome_forms
from indexer.query.vocabulary import by_word, vocabulary


def test_names_are_those_of_the_model():
    tables = vocabulary()
    assert set(tables.outcomes) == set(get_args(Outcome)) - {"annat"}
    assert set(tables.sections) <= set(get_args(SectionType))
    assert set(tables.outcome_nouns["words"].split()) <= set(tables.outcomes)


def test_no_word_asks_for_two_things_of_one_kind():
    tables = vocabulary()
    for table in (tables.outcomes, tables.assignments, tables.sections, tables.roles):
        words = [word for said in table.values() for word in said.split()]
        assert len(words) == len(by_word(table))


def test_outcomes_are_found_by_their_forms_and_by_some_of_their_names():
    text = "Avslagna motioner och bifall till val, bordlagda"
    assert [(outcome, text[start:end]) for outcome, start, end in find_outcomes(text)] == [
        ("avslag", "Avslagna"),
        ("bifall", "bifall"),
        ("bordläggning", "bordlagda"),
    ]


def test_forms_are_found_without_dots():
    assert outcome_forms()["aterremitterades"] == "återremiss"
