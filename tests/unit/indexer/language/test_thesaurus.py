from collections import Counter
from importlib.resources import files
from typing import get_args

import pytest
from growth import GROWTH_LIMIT, growth

from indexer.language import stem, surfaces
from indexer.language.thesaurus import WEIGHTS, Kind, Link, Thesaurus, entries, shipped_thesaurus, store_thesaurus

FIELDS = ("bygge", "gator", "kultur", "omsorg", "skola", "socialt", "styre", "teknik")


THESAURUS = shipped_thesaurus()


def links_of(phrase):
    """The links of a whole phrase."""
    words = surfaces(phrase)
    return next((found.links for found in THESAURUS.links_in(words) if len(found.words) >= len(told(words))), ())


def told(words):
    return [word for word in words if word not in ("mitt", "bli", "ut", "och")]


def targets(phrase):
    return {link.target for link in links_of(phrase)}


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
    links = links_of("hemtjänst")
    assert [link.weight for link in links] == sorted((link.weight for link in links), reverse=True)
    assert Link("äldreomsorg", "narrower", WEIGHTS["narrower"]) in links


@pytest.mark.parametrize("phrase", ["", "och", "xyzzy", "kvantmekanik", "a b c"])
def test_unknown_words_have_no_links(phrase):
    assert THESAURUS.links_in(surfaces(phrase)) == ()


def test_a_question_gives_its_longest_entries_with_the_words_they_stand_for():
    words = surfaces("När får jag bygga ut mitt lilla hus?")
    found = THESAURUS.links_in(words)
    assert [words[place] for place in found[0].words] == ["bygga", "ut", "hus"]
    assert "bygglov" in {link.target for link in found[0].links}


def test_an_entry_within_a_longer_one_is_left_out():
    found = THESAURUS.links_in(surfaces("mat i skolan"))
    assert {link.target for one in found for link in one.links} >= {"skolmåltider"}
    assert {stem("skolan")} not in [{stem(surfaces("mat i skolan")[place]) for place in one.words} for one in found]


def test_time_grows_with_the_question():
    words = surfaces("varför kostar det så mycket att få plats på dagis för barnen i vår del av stan när skatten höjs")
    assert growth(lambda n: [THESAURUS.links_in(words * n) for _ in range(3)], 40) <= GROWTH_LIMIT


def test_a_store_adds_links_of_its_own(tmp_path):
    assert store_thesaurus(tmp_path) is shipped_thesaurus()
    (tmp_path / "thesaurus").mkdir()
    (tmp_path / "thesaurus" / "eget.txt").write_text(
        "# ortens ord\nBrolundabadet: everyday plurret\n", encoding="utf-8"
    )
    links = {link.target for found in store_thesaurus(tmp_path).links_in(["plurret", "dagis"]) for link in found.links}
    assert {"Brolundabadet", "förskola"} <= links


def test_a_thesaurus_knows_only_its_own_entries():
    assert Thesaurus(()).links_in(["dagis"]) == ()
