import json

import pytest

COMMANDS = [
    "parse",
    "inspect",
    "entities",
    "ingest",
    "search",
    "case",
    "context",
    "eval",
    "serve",
    "reindex",
    "status",
    "doctor",
    "config",
]

PROTOCOL = """Provstad kommun
SAMMANTRÄDESPROTOKOLL
Kommunstyrelsen
Sammanträdesdatum: 2025-03-12

§ 7 Ny lekplats i Rosenlund
Diarienummer: KS-2025/77

Beslut

Kommunstyrelsen bifaller förslaget om en ny lekplats.

§ 8 Trafiken på Storgatan
Diarienummer: KS-2025/78

Beslut

Kommunstyrelsen avslår förslaget om farthinder.
"""


@pytest.fixture
def protocol(tmp_path):
    file = tmp_path / "ks-2025-03-12.txt"
    file.write_text(PROTOCOL, encoding="utf-8")
    return file


@pytest.mark.parametrize("command", COMMANDS)
def test_help_shows_an_example(cli, command):
    assert "Exempel: " in cli(command, "--help").stdout


def test_wrong_usage_exits_2(cli):
    cli("search", expect=2)
    cli("nosuch", expect=2)


def test_search_without_a_store_says_what_to_do(cli):
    assert "protokoll ingest" in cli("search", "lekplats", expect=1).stderr


def test_a_bad_setting_is_named(cli):
    assert "PROTOKOLL_PORT" in cli("config", expect=1, PROTOKOLL_PORT="många").stderr


def test_parse_gives_all_keys_and_stores_nothing(cli, protocol):
    (parsed,) = cli.json_lines("parse", protocol)
    assert parsed["municipality"] == "Provstad"
    assert (parsed["body_code"], parsed["date"], parsed["date_source"]) == ("KS", "2025-03-12", "stated")
    assert [p["number"] for p in parsed["paragraphs"]] == ["7", "8"]
    assert parsed["error"] is None
    assert not cli.store.exists()


def test_parse_goes_on_after_a_file_that_cannot_be_read(cli, protocol, tmp_path):
    empty = tmp_path / "tom.pdf"
    empty.touch()
    done = cli("parse", empty, protocol, "--json", expect=1)
    first, second = map(json.loads, done.stdout.splitlines())
    assert first["paragraphs"] == []
    assert first["error"]["code"] == "empty"
    assert len(second["paragraphs"]) == 2
    assert "tom.pdf" in done.stderr


def test_inspect_shows_the_text_beside_the_parse_without_colours_in_a_pipe(cli, protocol):
    said = cli("inspect", protocol).stdout
    assert "Utfall: bifall" in said
    assert "\x1b" not in said
    assert "§ 8 Trafiken på Storgatan" in said
    assert "Utfall: bifall" in cli("inspect", protocol, PYTHONIOENCODING="ascii", COLUMNS="30").stdout


def test_inspect_writes_a_page_but_not_over_the_protocol(cli, protocol, tmp_path):
    page = tmp_path / "sida.html"
    assert str(page) in cli("inspect", protocol, "--html", page).stdout
    assert "Så lästes ks-2025-03-12.txt" in page.read_text(encoding="utf-8")
    assert "annat namn" in cli("inspect", protocol, "--html", protocol, expect=1).stderr
    assert protocol.read_text(encoding="utf-8") == PROTOCOL
    assert "annan plats" in cli("inspect", protocol, "--html", tmp_path / "saknas" / "sida.html", expect=1).stderr


def test_inspect_says_in_one_sentence_why_there_is_nothing_to_see(cli, tmp_path):
    letter, empty = tmp_path / "brev.txt", tmp_path / "tom.txt"
    letter.write_text("Hej!\nHär kommer ett brev.\n", encoding="utf-8")
    empty.touch()
    assert cli("inspect", letter).stdout.split("\n") == [
        "brev.txt: Ingen paragraf (§) hittades; filen verkar inte vara ett protokoll.",
        "",
    ]
    assert cli("inspect", empty, expect=1).stderr == "Filen är tom; hämta den igen eller ta bort den.\n"


def test_entities_reads_and_writes_lines(cli):
    text = "Eva Ek (S) yrkar bifall till KS-2025/77."
    (answer,) = cli.json_lines("entities", stdin=json.dumps({"id": 1, "text": text}) + "\n")
    marked = {(e["label"], e["text"]) for e in answer["entities"]}
    assert {("PER", "Eva Ek"), ("DNR", "KS-2025/77")} <= marked
    assert all(text[e["start"] : e["end"]] == e["text"] for e in answer["entities"])


def test_changed_content_replaces_and_removed_paragraphs_go(cli, protocol):
    cli("ingest", protocol)
    protocol.write_text(PROTOCOL.split("§ 8", maxsplit=1)[0], encoding="utf-8")
    cli("ingest", protocol)
    assert cli.json("search", "farthinder", "--mode", "keyword")["total"] == 0
    assert cli.json("search", "lekplats")["hits"][0]["id"] == "provstad/ks/2025-03-12/7"


def test_the_report_of_a_file_says_what_to_look_at_and_where(cli, protocol):
    protocol.write_text(PROTOCOL.split("Beslut\n\nKommunstyrelsen avslår", maxsplit=1)[0], encoding="utf-8")
    (report,) = cli.json_lines("ingest", protocol)
    (remark,) = report["remarks"]
    assert (remark["kind"], remark["lines"], remark["paragraphs"]) == ("beslut saknas", [13], ["8"])
    assert report["warnings"] == [remark["message"]]


def test_access_labels_are_stored(cli, protocol):
    cli("ingest", protocol, "--access", "internal")
    assert cli.json("search", "lekplats")["total"] >= 1
    assert "PROTOKOLL_ACCESS" in cli("ingest", protocol, "--access", "hemlig", expect=1).stderr


def test_a_missing_path_and_an_unknown_type_in_the_middle_cost_nothing_else(cli, protocol, tmp_path):
    done = cli("ingest", tmp_path / "finns-inte.pdf", protocol, expect=1)
    assert "finns-inte.pdf" in done.stderr
    assert cli.json("search", "lekplats")["hits"]


def test_reindex_rebuilds_from_the_record_alone(cli, protocol):
    cli("ingest", protocol)
    before = cli.json("search", "lekplats Rosenlund")["hits"]
    protocol.unlink()
    cli("reindex")
    assert cli.json("search", "lekplats Rosenlund")["hits"] == before
    assert "Inget fel" in cli("doctor").stdout


def test_municipality_falls_back_to_the_option_then_the_folder(cli, tmp_path):
    folder = tmp_path / "Lillby"
    folder.mkdir()
    (folder / "p.txt").write_text(PROTOCOL.replace("Provstad kommun\n", ""), encoding="utf-8")
    cli("ingest", folder)
    assert cli.json("search", "lekplats")["hits"][0]["municipality"] == "Lillby"
    cli("ingest", folder, "--municipality", "Storby")
    assert cli.json("search", "lekplats")["hits"][0]["municipality"] == "Storby"
