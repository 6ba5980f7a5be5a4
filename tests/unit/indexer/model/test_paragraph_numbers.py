import pytest

from indexer.model.paragraph_numbers import leading_number


@pytest.mark.parametrize(("paragraph", "number"), [("112", 112), ("112 b", 112), ("7a", 7), ("", None), ("a7", None)])
def test_the_number_of_a_paragraph(paragraph, number):
    assert leading_number(paragraph) == number
