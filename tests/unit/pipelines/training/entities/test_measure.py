import json
from importlib.resources import files

import pytest
import spacy

from pipelines.enrich.entities import load
from pipelines.training.entities.corpora import read_corpora
from pipelines.training.entities.measure import (
    NAMES,
    Counts,
    Line,
    changed_files,
    difference,
    figures,
    marked_meetings,
    measure,
    read_marks,
)
from pipelines.training.entities.train import SEED, score


def line(file, right, found, marked):
    return Line(file, {label: Counts(right, found, marked) for label in NAMES})


def test_enough_lines_are_marked_and_none_of_their_text_is_here():
    marks = read_marks()
    assert len(marks) >= 400
    assert all(start < end for spans in marks.values() for start, end, _ in spans)
    assert len(marked_meetings()) == 9


def test_the_marks_fit_the_files(shared_data):
    assert changed_files(shared_data / "protocols") == []
    for (file, number), spans in read_marks().items():
        text = (shared_data / "protocols" / file).read_text(encoding="utf-8").split("\n")[number - 1]
        for start, end, _ in spans:
            assert end <= len(text)
            assert text[start:end] == text[start:end].strip()
            assert not text[end : end + 1].isalnum()


def test_f_is_of_all_names_by_label_and_by_place():
    found = figures([line("a/x.txt", 1, 1, 1), line("b/y.txt", 0, 1, 1)])
    assert found["names"] == 0.5
    assert found["places"] == {"a": 1.0, "b": 0.0}
    assert found["labels"]["PER"] == 0.5


def test_a_difference_of_nothing_has_no_width():
    lines = [line("a/x.txt", 1, 2, 3), line("a/x.txt", 2, 2, 2)]
    assert difference(lines, lines) == {"names": 0.0, "interval": [0.0, 0.0]}


def test_nothing_marked_and_nothing_found_is_right():
    assert Counts().f() == 1.0


@pytest.mark.parametrize(("ruled", "least"), [(True, 0.88), (False, 0.82)])
def test_names_in_municipal_text(shared_data, ruled, least):
    found = figures(measure(load(), shared_data / "protocols", ruled=ruled))
    assert found["names"] >= least, found
    assert found["labels"]["PER"] >= 0.93, found


def test_the_card_says_what_the_shipped_network_does(shared_data):
    folder = files("pipelines.enrich.entities") / "models" / "ner-sv"
    said = json.loads((folder / "figures.json").read_text(encoding="utf-8"))
    nlp = spacy.load(str(folder))
    assert {name: score(nlp, rows) for name, rows in read_corpora(shared_data / "nlp", SEED).tests.items()} == said
