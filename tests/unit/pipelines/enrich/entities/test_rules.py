import re
from collections import Counter
from pathlib import Path

import pytest

from pipelines.enrich.entities.rules import rule_spans
from tests.support.growth import GROWTH_LIMIT, growth

_MARK = re.compile(r"\{([A-Z]+)\|([^}]*)\}")
_LABELS = ("BODY", "DATE", "DNR", "LAW", "MONEY", "PARA", "PARTY", "PROPERTY")


def _read(line: str) -> tuple[str, set[tuple[int, int, str]]]:
    text, spans, at = "", set(), 0
    for match in _MARK.finditer(line):
        text += line[at : match.start()]
        spans.add((len(text), len(text) + len(match[2]), match[1]))
        text += match[2]
        at = match.end()
    return text + line[at:], spans


def _figures(name: str) -> tuple[dict[str, float], list[object]]:
    lines = (Path(__file__).parent / name).read_text(encoding="utf-8").splitlines()
    right, found, wanted = Counter[str](), Counter[str](), Counter[str]()
    misses: list[object] = []
    for text, marked in map(_read, lines):
        ours = {tuple(span) for span in rule_spans(text) if span.label in _LABELS}
        gold = {span for span in marked if span[2] in _LABELS}
        right.update(str(span[2]) for span in ours & gold)
        found.update(str(span[2]) for span in ours)
        wanted.update(span[2] for span in gold)
        if ours != gold:
            misses.append((text, [(text[a:b], label) for a, b, label in ours], [text[a:b] for a, b, _ in gold]))
    return {label: round(2 * right[label] / (found[label] + wanted[label]), 3) for label in _LABELS}, misses


@pytest.mark.parametrize(("name", "least"), [("marked_sentences.txt", 0.6), ("marked_held_out.txt", 0.6)])
def test_f_of_each_rule_label_on_fictional_sentences(name: str, least: float) -> None:
    figures, misses = _figures(name)
    assert min(figures.values()) >= least, (figures, misses)


@pytest.mark.parametrize("bait", ["a och ", "1 000 ", "kap. 1 § ", "Aa ", "1 januari-", "1, ", "-1/", "nämndråds"])
def test_rules_take_time_in_step_with_the_text(bait: str) -> None:
    assert growth(lambda size: rule_spans((bait * size)[:size]), 50_000) < GROWTH_LIMIT
