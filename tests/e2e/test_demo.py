import pytest


def test_every_demo_file_is_read_whole(demo):
    assert len(demo.reports) == 13
    assert {report["status"] for report in demo.reports} == {"read"}
    assert sum(report["paragraphs"] for report in demo.reports) == 44
    assert [report["missing"] for report in demo.reports if report["missing"]] == [["35"]]


def test_a_second_ingest_reads_nothing(demo):
    reports = demo.json_lines("ingest", "examples/demo/protokoll")
    assert {report["status"] for report in reports} == {"unchanged"}


def test_the_deciding_paragraph_comes_first(demo):
    answer = demo.json("search", "simhallen vid Sjöängen")
    first = answer["hits"][0]
    assert first["id"] == "ekhamra/kf/2024-06-17/58"
    assert first["label"] == "KF 2024-06-17 § 58 (KS 2024/118), s. 2"
    assert isinstance(answer["total"], int)


@pytest.mark.parametrize("spelling", ["KS-2024/118", "ks 2024/118", "dnr KS 2024-118", "2024/118", "KS2024/0118"])
def test_a_case_in_any_spelling_is_told_in_time_order(demo, spelling):
    ids = [hit["id"] for hit in demo.json("case", spelling)["hits"]]
    assert ids == [
        "ekhamra/ksau/2024-03-05/15",
        "ekhamra/ks/2024-03-19/32",
        "ekhamra/ksau/2024-05-14/39",
        "ekhamra/ks/2024-05-28/58",
        "ekhamra/kf/2024-06-17/58",
        "ekhamra/ks/2025-02-11/9",
        "ekhamra/kf/2025-02-24/3",
    ]


def test_searching_a_case_number_lists_decisions_first_and_postponements_last(demo):
    ids = [hit["id"] for hit in demo.json("search", "ks 2024/118")["hits"]]
    assert ids[0] == "ekhamra/kf/2025-02-24/3"
    assert ids[-1] == "ekhamra/ks/2024-03-19/32"
    assert len(ids) == 7


def test_a_paragraph_reference_is_first(demo):
    assert demo.json("search", "KF 2024-06-17 § 57")["hits"][0]["id"] == "ekhamra/kf/2024-06-17/57"


def test_a_number_that_is_not_here_is_said_so(demo):
    answer = demo.json("search", "KS 2031/999")
    assert answer["total"] == 0
    assert any("2031/999" in note for note in answer["notes"])


def test_votes_and_outcomes_are_understood(demo):
    by_id = {hit["id"]: hit for hit in demo.json("search", "", "--limit", "100")["hits"]}
    assert by_id["ekhamra/ks/2024-03-19/32"]["outcome"] == "återremiss"
    assert by_id["ekhamra/kf/2024-06-17/57"]["outcome"] == "avslag"
    assert by_id["ekhamra/bun/2024-04-10/28"]["outcome"] == "bordläggning"
    assert by_id["granvalla/ks/2024-11-19/141"]["outcome"] == "utgår"
    assert by_id["ekhamra/bun/2024-05-15/41"]["outcome"] == "förslag_uppåt"


def test_filters_narrow(demo):
    hits = demo.json("search", "utfall:avslag kommun:Ekhamra")["hits"]
    assert {hit["id"] for hit in hits} == {"ekhamra/kf/2024-06-17/57", "ekhamra/bun/2024-05-15/42"}


def test_quotes_are_verbatim(demo):
    for hit in demo.json("search", "skolskjuts växelvis boende")["hits"]:
        for passage in hit["passages"]:
            assert passage["text"][passage["quote_start"] : passage["quote_end"]] == passage["quote"]


def test_context_keeps_its_budget_and_brings_the_decision(demo):
    answer = demo.json("context", "vad kostar simhallen", "--token-budget", "400")
    assert answer["passages"]
    for passage in answer["passages"]:
        if passage["section"] != "beslut":
            assert any(p["id"] == passage["id"] and p["section"] == "beslut" for p in answer["passages"])


def test_many_queries_in_one_process(demo, tmp_path):
    file = tmp_path / "frågor.jsonl"
    file.write_text(
        '{"id": "a", "query": "skolskjuts", "type": "x"}\n{"id": "b", "query": "KS 2025/12"}\n', encoding="utf-8"
    )
    lines = demo.json_lines("search", "--queries", file)
    assert [line["id"] for line in lines] == ["a", "b"]
    assert [hit["id"] for hit in lines[1]["hits"]] == ["ekhamra/kf/2025-02-24/4", "ekhamra/ks/2025-02-11/10"]


def test_status_counts_per_body_and_year(demo):
    rows = {
        (row["body"], row["year"]): row["paragraphs"]
        for row in demo.json("status")["coverage"]
        if row["municipality"].startswith("Ekhamra")
    }
    assert rows["Kommunfullmäktige", "2024"] == 5
    assert rows["Kommunstyrelsen", "2025"] == 3


def test_doctor_finds_nothing(demo):
    assert "Inget fel" in demo("doctor").stdout


def test_eval_measures(demo, tmp_path):
    file = tmp_path / "judged.jsonl"
    file.write_text(
        '{"id": "1", "type": "keyword", "query": "taxa vatten avlopp", "relevant": {"kf-2025-02-24-§4": 2}}\n',
        encoding="utf-8",
    )
    assert demo.json("eval", file)["types"]["keyword"]["ndcg@10"] == pytest.approx(1.0)
