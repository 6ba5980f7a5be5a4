import pytest
from growth import GROWTH_LIMIT, growth

from indexer.identifiers import find_case_numbers, find_references
from indexer.identifiers.bodies import find_bodies
from indexer.identifiers.dates import find_dates
from indexer.identifiers.renumbering import cut_same_case

FINDERS = {
    "case numbers": find_case_numbers,
    "references": find_references,
    "bodies": find_bodies,
    "dates": find_dates,
    "same case": cut_same_case,
}
BAIT = {
    "prose": "Kommunstyrelsen behandlade ärendet den 3 mars 2024, § 12, dnr KS 2024/117, enligt 5 kap. 3 § kommunallagen. ",
    "labels": "dnr dnr: diarienummer ",
    "numbers": "KS 2024/1 2024-03-12 ",
    "signs": "§ 1, 2, 3 och §§ 4–",
    "laws": "1 kap. 2 § lagen om ",
    "bodies": "kommunstyrelsens arbetsutskotts ",
    "former": "tidigare dnr KS 2019/311 (f.d. ",
    "digits": "1234567890",
    "letters": "a",
    "spaces": " ",
}


@pytest.mark.parametrize("bait", BAIT)
@pytest.mark.parametrize("finder", FINDERS)
def test_twice_the_text_takes_at_most_two_and_a_half_times_as_long(finder, bait):
    text = BAIT[bait]
    assert growth(lambda size: FINDERS[finder]((text * (size // len(text) + 1))[:size]), 50_000) <= GROWTH_LIMIT
