import pytest
from saying import raises_saying

from indexer.errors import ReadError
from indexer.evaluate import as_text, compare
from indexer.evaluate.compare import interval


def saved(values, kind="keyword"):
    return {"queries": values, "query_types": dict.fromkeys(values, kind)}


def test_a_gain_everywhere_is_outside_chance():
    names = [f"q{n}" for n in range(20)]
    found = compare(saved(dict.fromkeys(names, 0.4)), saved({name: 0.5 + n / 100 for n, name in enumerate(names)}))
    change = found.changes[0]
    assert (change.name, change.queries) == ("keyword", 20)
    assert 0 < change.low < change.difference < change.high
    assert [change.name for change in found.changes] == ["keyword", "free text", "all"]
    assert len(found.moved) == 20
    assert found.moved[0][2] - found.moved[0][1] < found.moved[-1][2] - found.moved[-1][1]


def test_gains_and_losses_that_even_out_are_within_chance():
    before = {f"q{n}": 0.5 for n in range(20)}
    after = {f"q{n}": 0.4 + 0.2 * (n % 2) for n in range(20)}
    change = compare(saved(before), saved(after)).changes[0]
    assert change.low < 0 < change.high


def test_the_interval_is_the_same_every_time_and_narrows_with_more_queries():
    few, many = interval([0.0, 1.0] * 5), interval([0.0, 1.0] * 500)
    assert few == interval([0.0, 1.0] * 5)
    assert many[1] - many[0] < few[1] - few[0]


def test_the_table_names_what_moved():
    text = as_text(compare(saved({"a": 1.0, "b": 0.5}), saved({"a": 1.0, "b": 0.25})))
    assert "b " in text
    assert "-0.250" in text
    assert "\na " not in text


@pytest.mark.parametrize("wrong", [{}, {"queries": 3}, [], saved({"other": 1.0})])
def test_what_is_no_evaluation_of_the_same_queries_is_refused(wrong):
    with raises_saying(ReadError, match=r"\.$"):
        compare(wrong, saved({"a": 1.0}))
