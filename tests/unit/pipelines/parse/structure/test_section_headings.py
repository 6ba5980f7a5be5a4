import pytest

from pipelines.parse.structure.section_headings import section_type


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Kommunstyrelsens arbetsutskotts beslut", "beslut"),
        ("Barn- och utbildningsförvaltningens förslag", "förslag till beslut"),
        ("Kulturnämndens förslag till kommunfullmäktige", "förslag till beslut"),
        ("Avkastningen fördelas enligt kulturnämndens förslag:", None),
        ("Nämnden remitterar, utan eget ställningstagande, kontorets förslag till kommunstyrelsen", None),
        ("Domstolens dom avseende överklagande av kommunstyrelsens beslut", None),
        ("Bifall till kommunstyrelsens förslag:", None),
        ("Förvaltningen får arbeta vidare med kontorets förslag", None),
    ],
)
def test_a_sentence_that_ends_like_a_heading_is_none(line, expected):
    assert section_type(line) == expected
