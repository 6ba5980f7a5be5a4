"""Where the parser and Göteborg's silver labels differ, there is a reason that the benchmark can name."""

import json

from disagreements import outcome_difference, parsed, vote_difference


def test_no_count_is_unexplained_and_no_decision_missed(shared_data):
    folder = shared_data / "protocols" / "goteborg"
    ours = dict(parsed(folder))
    rows = [json.loads(line) for line in (folder / "paragrafer.jsonl").read_text(encoding="utf-8").splitlines()]
    votes = [seen for row in rows if (seen := vote_difference(ours[row["id"]], row))]
    assert {kind for kind, _ in votes} <= {"the silver keeps an earlier count of the §", "counted by one alone"}
    assert len(votes) <= 29
    outcomes = [seen for row in rows if (seen := outcome_difference(ours[row["id"]], row))]
    assert "no decision for the parser" not in {kind for kind, _ in outcomes}
    assert len(outcomes) <= 365
