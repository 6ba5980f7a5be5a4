import tomllib
from importlib.resources import files
from typing import get_args

import pytest

from indexer.model import SectionType
from pipelines.parse.structure.section_headings import section_type

TYPES = set(get_args(SectionType))
WITHOUT_HEADINGS = {"bilaga"}  # known by where it stands


def table(name):
    return tomllib.loads(files("pipelines.parse.structure").joinpath(name).read_text(encoding="utf-8"))


def test_the_headings_are_of_known_types():
    vocabulary = table("section_vocabulary.toml")
    assert vocabulary["headings"].keys() == TYPES - WITHOUT_HEADINGS
    assert vocabulary["possessive"].keys() <= TYPES
    assert set(vocabulary["inline"]["types"]) <= TYPES


def test_the_cues_are_of_known_types():
    cues = table("cues.toml")
    assert {cue["type"] for cue in cues["cue"]} <= TYPES
    assert cues["hosts"].keys() <= TYPES
    assert {kind for kinds in cues["hosts"].values() for kind in kinds} <= TYPES


@pytest.mark.parametrize("kind", sorted(TYPES - WITHOUT_HEADINGS))
def test_each_type_is_opened_by_its_first_heading(kind):
    heading = table("section_vocabulary.toml")["headings"][kind][0]
    assert section_type(heading.capitalize()) == kind
