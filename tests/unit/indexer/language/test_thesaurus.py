import time
from collections import Counter
from importlib.resources import files
from typing import get_args

import pytest

from indexer.language import stem, surfaces
from indexer.language.thesaurus import WEIGHTS, Kind, Link, entries, everyday_links, links_in

FIELDS = ("bygge", "gator", "kultur", "omsorg", "skola", "socialt", "styre", "teknik")


def targets(phrase):
    return {link.target for link in everyday_links(phrase)}


def test_the_table_is_large_and_every_link_stands_once():
    links = [(surfaces(entry.phrase), surfaces(entry.target)) for entry in entries()]
    assert len(links) >= 4000
    assert not [link for link, times in Counter(map(str, links)).items() if times > 1]
    assert all(phrase and target and phrase != target for phrase, target in links)


@pytest.mark.parametrize("field", FIELDS)
def test_every_field_has_hundreds_of_links(field):
    text = files("indexer.language").joinpath("data", "thesaurus", f"{field}.txt").read_text(encoding="utf-8")
    assert text.startswith("# ")
    assert text.count(",") + text.count(";") >= 250


def test_every_kind_is_used_and_has_a_weight():
    assert {entry.kind for entry in entries()} == set(get_args(Kind)) == set(WEIGHTS)
    assert all(0 < weight <= 1 for weight in WEIGHTS.values())


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ("dagis", "förskola"),
        ("soptunna", "avfallshämtning"),
        ("soptunnorna", "avfallshämtning"),
        ("bygga ut huset", "bygglov"),
        ("bygga ut mitt hus", "bygglov"),
        ("hemtjänst", "äldreomsorg"),
        ("ålderdomshemmet", "särskilt boende"),
        ("VA", "vatten och avlopp"),
        ("LSS", "lagen om stöd och service till vissa funktionshindrade"),
        ("socialbidrag", "ekonomiskt bistånd"),
        ("skolbussar", "skolskjuts"),
        ("snöröjning", "vinterväghållning"),
        ("badhuset", "simhall"),
        ("nedskärningar", "besparingar"),
        ("bli mobbad", "kränkande behandling"),
        ("krigsflyktingar", "massflyktsdirektivet"),
    ],
)
def test_what_people_say_leads_to_what_protocols_say(said, written):
    assert written in targets(said)


def test_official_words_lead_to_each_other_but_never_to_everyday_ones():
    assert {"särskilt boende", "vård- och omsorgsboende"} <= targets("äldreboende")
    assert "VA" in targets("vatten och avlopp")
    assert "dagis" not in targets("förskola")


def test_links_come_weightiest_first_with_their_kind():
    links = everyday_links("hemtjänst")
    assert [link.weight for link in links] == sorted((link.weight for link in links), reverse=True)
    assert Link("äldreomsorg", "narrower", WEIGHTS["narrower"]) in links


@pytest.mark.parametrize("phrase", ["", "och", "xyzzy", "kvantmekanik", "a b c"])
def test_unknown_words_have_no_links(phrase):
    assert everyday_links(phrase) == ()


def test_a_question_gives_its_longest_entries_with_the_words_they_stand_for():
    words = surfaces("När får jag bygga ut mitt lilla hus?")
    found = links_in(words)
    assert [words[place] for place in found[0].words] == ["bygga", "ut", "hus"]
    assert "bygglov" in {link.target for link in found[0].links}


def test_an_entry_within_a_longer_one_is_left_out():
    found = links_in(surfaces("mat i skolan"))
    assert {link.target for one in found for link in one.links} >= {"skolmåltider"}
    assert {stem("skolan")} not in [{stem(surfaces("mat i skolan")[place]) for place in one.words} for one in found]


def test_a_question_costs_less_than_two_milliseconds():
    words = surfaces("varför kostar det så mycket att få plats på dagis för barnen i vår del av stan när skatten höjs")
    links_in(words)
    start = time.process_time()
    for _ in range(100):
        links_in(words)
    assert (time.process_time() - start) / 100 < 0.002
