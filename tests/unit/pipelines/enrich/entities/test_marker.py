import hashlib
import json
from importlib.resources import files
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from saying import raises_saying

from indexer.errors import SettingsError
from pipelines.enrich.entities import load
from pipelines.enrich.entities.jsonl import mark_lines

MODEL = files("pipelines.enrich.entities") / "models" / "ner-sv"


@pytest.fixture(scope="module")
def marker():
    return load()


def marked(marker, text):
    (entities,) = marker.mark([text])
    for entity in entities:
        assert text[entity.start : entity.end] == entity.text
    return {(entity.label, entity.text) for entity in entities}


@pytest.mark.parametrize(
    ("text", "label", "name"),
    [
        ("Ordföranden Eva Ekmark (S) yrkar bifall.", "PER", "Eva Ekmark"),
        ("Eva Ekmark (S) yrkar bifall.", "PARTY", "S"),
        ("Vänsterpartiet reserverar sig.", "PARTY", "Vänsterpartiet"),
        ("Ärendet KS-2025/77 bordläggs.", "DNR", "KS-2025/77"),
        ("Diarienummer: 00322/2026", "DNR", "00322/2026"),
        ("Se kommunfullmäktige 2024-06-17 § 58.", "PARA", "§ 58"),
        ("Se kommunfullmäktige 2024-06-17 § 58.", "DATE", "2024-06-17"),
        ("Beslutet den 3 mars 2025 gäller.", "DATE", "den 3 mars 2025"),
        ("Enligt 5 kap. 3 § kommunallagen gäller detta.", "LAW", "5 kap. 3 § kommunallagen"),
        ("Enligt SOU 2025:87 föreslås.", "LAW", "SOU 2025:87"),
        ("Kostnaden är 3,2 miljoner kronor.", "MONEY", "3,2 miljoner kronor"),
        ("Bidraget är 45 000 kronor.", "MONEY", "45 000 kronor"),
        ("Fastigheten Källsviken 1:8 säljs.", "PROPERTY", "Källsviken 1:8"),
        ("Barn- och utbildningsnämnden beslutar.", "BODY", "Barn- och utbildningsnämnden"),
        ("Enligt kommunstyrelsens beslut.", "BODY", "kommunstyrelsens"),
        ("Storviks kommun köper marken.", "ORG", "Storviks kommun"),
        ("Ekhamra Bostäder AB bygger.", "ORG", "Ekhamra Bostäder AB"),
        ("Trafikverket har svarat.", "ORG", "Trafikverket"),
        ("Stadsledningskontoret föreslår.", "ORG", "Stadsledningskontoret"),
        ("Bommen på Storgatan tas bort.", "LOC", "Storgatan"),
    ],
)
def test_each_label_is_found(marker, text, label, name):
    assert (label, name) in marked(marker, text)


def test_a_name_spelt_out_with_its_party_is_known_in_the_whole_protocol(marker):
    _, second = marker.mark(["Zorana Qvistlund (M) yrkar avslag.", "zon sade Zorana Qvistlunds förslag nej"])
    assert [(e.label, e.text) for e in second] == [("PER", "Zorana Qvistlunds")]


def test_titles_are_no_part_of_a_name(marker):
    assert ("PER", "Bo Alm") in marked(marker, "Tjänstgörande Ersättaren Bo Alm (C) deltar.")


def test_names_on_two_lines_are_two(marker):
    names = {text for label, text in marked(marker, "Anna Svensson\nErik Johansson\n") if label == "PER"}
    assert not any("\n" in name for name in names)


@pytest.mark.parametrize("text", ["", "\n\n", "😀 Eva Ek (S) 😀", "\x00\x07 Eva Ek (S)", "a" * 1_000_000])
def test_hostile_text_is_marked_without_harm(marker, text):
    marked(marker, text)


@given(st.text(alphabet="AEvka Ö§()S12:/-\n.😀", max_size=200))
@settings(max_examples=60, deadline=None)
def test_entities_are_sorted_and_never_overlap(text):
    (entities,) = load_once().mark([text])
    assert all(a.end <= b.start for a, b in pairwise(entities))
    assert all(text[e.start : e.end] == e.text and e.start < e.end for e in entities)


LOADED = []


def load_once():
    if not LOADED:
        LOADED.append(load())
    return LOADED[0]


def test_lines_in_lines_out_and_a_bad_line_costs_only_itself(marker):
    lines = ['{"id": 1, "text": "Eva Ek (S)"}', "skräp", '{"id": 2}', "", '{"id": "x", "text": "Storgatan"}']
    answers = [json.loads(line) for line in mark_lines(lines, marker)]
    assert [answer["id"] for answer in answers] == [1, None, None, "x"]
    assert answers[0]["entities"][0] == {"start": 0, "end": 6, "label": "PER", "text": "Eva Ek"}
    assert answers[1]["error"]["code"] == "bad_line"


def test_an_unknown_pipeline_is_named():
    with raises_saying(SettingsError, match="PROTOKOLL_ENTITIES"):
        load("finns-inte")


def test_the_shipped_weights_are_the_ones_that_were_measured():
    for line in (MODEL / "SHA256SUMS").read_text().splitlines():
        digest, name = line.split("  ")
        assert hashlib.sha256((MODEL / name).read_bytes()).hexdigest() == digest


def test_the_shipped_pipeline_is_small_and_holds_no_words():
    sizes = [file.stat().st_size for file in MODEL.rglob("*") if file.is_file()]
    assert sum(sizes) <= 20_000_000
    assert json.loads((MODEL / "vocab" / "strings.json").read_text()) == ["LOC", "ORG", "PER"]
