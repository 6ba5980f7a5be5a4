import random
import re

import pytest

from pipelines.training.entities.minutes import _sentences, framed
from pipelines.training.entities.names import Names


@pytest.fixture(scope="module")
def names(shared_data):
    return Names(shared_data / "nlp", 1)


def spans_of(rows):
    return [[(row.text[start:end], label) for start, end, label in row.spans] for row in rows]


def test_frames_are_filled_and_marked_where_they_are(names):
    rows = list(framed(names, 1))
    assert not [row.text for row in rows if "{" in row.text or "}" in row.text]
    for row in rows:
        assert all(row.text[start:end].strip() == row.text[start:end] != "" for start, end, _ in row.spans)
    assert {label for row in rows for *_, label in row.spans} == {"PER", "ORG", "LOC"}


def test_names_are_told_by_party_rule_and_place():
    text = (
        "Alva Exempelsson (S) yrkar bifall till förslaget. Storviks Hamn AB bygger en kaj vid Lillviken i sommar. "
        "Alva Exempelsson deltar inte i beslutet om hamnen."
    )
    assert spans_of(_sentences(text, random.Random(1))) == [
        [("Alva Exempelsson", "PER")],
        [("Storviks Hamn AB", "ORG"), ("Lillviken", "LOC")],
        [("Alva Exempelsson", "PER")],
    ]


def test_a_sentence_with_a_capital_that_nothing_explains_teaches_nothing():
    assert not list(_sentences("Ärendet gäller Flumbo och dess framtida användning.", random.Random(1)))


@pytest.mark.parametrize(
    ("label", "old", "form"),
    [
        ("ORG", "Storviks Hamn AB", r"\bAB\b"),
        ("ORG", "Storviks kommuns", r" kommuns\Z"),
        ("ORG", "Miljöförvaltningens", r"(?:förvaltning|kontor)(?:en|et)s\Z"),
        ("ORG", "Ekskolan", r"skolan\Z"),
        ("LOC", "Ekgatan", r"(?:gatan|vägen|torget|gränd|allén|backen|parken|leden|bron|kajen|platsen)\Z"),
        ("PER", "Alva Exempelsson", r"\A\S+ \S+"),
    ],
)
def test_another_name_is_built_like_the_old_one(names, label, old, form):
    assert all(re.search(form, names.draw(label, old)) for _ in range(20))
