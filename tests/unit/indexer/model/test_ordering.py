import pytest

from indexer.model.ordering import first_of_each, paragraph_number


@pytest.mark.parametrize(("paragraph", "number"), [("112", 112), ("112 b", 112), ("7a", 7), ("", None), ("a7", None)])
def test_the_number_of_a_paragraph(paragraph, number):
    assert paragraph_number(paragraph) == number


def test_of_equals_the_first_stays_where_it_stood():
    assert first_of_each(["b1", "a1", "b2", "c1", "a2"], lambda item: item[0]) == ("b1", "a1", "c1")
