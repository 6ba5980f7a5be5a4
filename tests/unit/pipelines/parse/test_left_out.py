import pytest
from left_out import without
from parse_report import left_out
from parse_score import Score

from pipelines.parse.facts.decisions import classify_outcome
from pipelines.parse.structure.cues import cued_type
from pipelines.parse.structure.section_headings import section_type

AT_LEAST = {
    "numbers": 0.98,
    "headings": 0.95,
    "case numbers": 0.95,
    "decisions": 0.92,
    "outcomes": 0.92,
    "sections": 0.9,
}  # goals


@pytest.fixture(scope="module")
def families():
    return list(left_out())


def test_an_entry_is_gone_for_as_long_as_it_is_left_out():
    reserves = "Eva Fors (V) reserverar sig mot beslutet."
    whole = section_type("Skäl för beslut"), cued_type(reserves, "beslut"), classify_outcome("Taxan återremitteras.")
    patterns = (r"<MEMBER>.{0,200}?\breserver(?:ar|ade) sig\b", r"\båterremitter(?:as|ar|a|ades|ade|at|ad)\b")
    with without(frozenset({"skäl för beslut", *patterns})):
        reduced = (
            section_type("Skäl för beslut"),
            cued_type(reserves, "beslut"),
            classify_outcome("Taxan återremitteras."),
        )
    assert whole == ("sammanfattning", "reservation", "återremiss")
    assert reduced == (None, None, "annat")
    assert section_type("Skäl för beslut") == "sammanfattning"


def test_what_all_families_use_is_learnt_from_none(families):
    assert len(families) >= 10
    assert not any({"beslut", "yrkanden"} & entries for _, entries, _ in families)


@pytest.mark.parametrize("field", AT_LEAST)
def test_families_are_read_without_their_own_vocabulary(families, field):
    total = Score()
    for _, _, one in families:
        total += one
    assert total.share(field) >= AT_LEAST[field], [miss for miss in total.misses if miss.startswith(field)]
