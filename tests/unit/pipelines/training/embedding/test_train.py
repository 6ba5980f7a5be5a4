import io
import json
import lzma
import tarfile
from dataclasses import replace

import numpy as np
import pytest

pytest.importorskip("torch", reason="the extra hub is not installed")
pytest.importorskip("sklearn", reason="the extra hub is not installed")

from indexer.embedding import load_embedder
from pipelines.training.embedding.static_vectors import Recipe
from pipelines.training.embedding.subwords import train_tokenizer
from pipelines.training.embedding.train import Plan, train_embedding
from pipelines.training.entities.surnames import only_surnames, without_words

PACKS = ("goteborg-protokoll", "goteborg-debatt", "interpellationer", "sfs", "superlim-extra")
MATTERS = [
    (
        "Avgiftsfri kollektivtrafik för pensionärer",
        "Det är viktigt att alla som är äldre kan resa med buss och spårvagn i staden",
    ),
    (
        "Nya förskolor i Björkvik",
        "Nämnden har i uppdrag att bygga lokaler för barn och det är brist på platser i den södra delen",
    ),
    (
        "Detaljplan för bostäder vid hamnen",
        "Planen gör det möjligt att bygga nya lägenheter i kvarteret och en park är tänkt på udden",
    ),
    (
        "Taxa för avfall och återvinning",
        "Hushållen betalar en avgift för hämtning av sopor och den är lika för alla som bor i villa",
    ),
]


def write_pack(path, rows):
    with lzma.open(path, "wt", encoding="utf-8") as lines:
        lines.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def write_gazetteers(path):
    tables = {
        "tilltalsnamn-kvinnor.csv": "name,persons\nSvea,900\n",
        "tilltalsnamn-man.csv": "name,persons\nSven,900\n",
        "kommuner.csv": "name\nEkhamra\n",
        "ortsnamn.csv": "city\nBjörkvik\n",
    }
    with tarfile.open(path, "w:xz") as archive:
        for name, text in tables.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(text.encode())
            archive.addfile(entry, io.BytesIO(text.encode()))


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    root = tmp_path_factory.mktemp("data")
    (root / "nlp").mkdir()
    (root / "protocols" / "goteborg").mkdir(parents=True)
    minutes = [
        {
            "id": f"kf-{n}",
            "dnr": f"ABC-2024-{n:05}",
            "rubrik": title,
            "text": f"§ {n} {title}\n{text}",
            "handling": f"{text}. {text} igen.",
        }
        for n, (title, text) in enumerate(MATTERS)
    ]
    rows = {
        "goteborg-protokoll": minutes,
        "goteborg-debatt": [
            {"datum": "2024-01-01", "rubrik": f"Ärende - {title}", "text": text} for title, text in MATTERS
        ],
        "interpellationer": [
            {"rubrik": title, "stycken": [f"{text} {n}." for n in range(3)]} for title, text in MATTERS
        ],
        "sfs": [
            {"titel": f"Lag om {title}", "avsnitt": [[title, [text, f"{text}, och så vidare"]]]}
            for title, text in MATTERS
        ],
        "superlim-extra": [{"a": "buss", "b": "kollektivtrafik", "src": "swesat"}],
    }
    for name in PACKS:
        write_pack(root / "nlp" / f"{name}.jsonl.xz", rows[name])
    (root / "nlp" / "mp-surnames.txt").write_text("Tallgren\nBuss\n", encoding="utf-8")
    write_gazetteers(root / "nlp" / "gazetteers.tar.xz")
    paragraphs = [{"id": row["id"], "diarienummer": row["dnr"], "rubrik": row["rubrik"]} for row in minutes]
    (root / "protocols" / "goteborg" / "paragrafer.jsonl").write_text("\n".join(map(json.dumps, paragraphs)))
    (root / "queries.jsonl").write_text(json.dumps({"id": "d1", "query": "gratis buss", "relevant": {"kf-0": 2}}))
    return root


SMALL = Recipe(dimensions=(8, 4), epochs=20, batch=8, caps=(("thesaurus", 8),))
PLAN = Plan(first=SMALL, second=replace(SMALL, epochs=2, learning_rate=0.01))


def test_one_command_gives_a_model_that_loads_and_has_learnt(data, tmp_path):
    train_embedding(data, tmp_path / "modell", plan=PLAN._replace(hard_negatives=True))
    embedder = load_embedder(str(tmp_path / "modell"))
    passages = embedder.embed_passages([text for _, text in MATTERS])
    queries = embedder.embed_passages([title for title, _ in MATTERS])
    assert (queries @ passages.T).argmax(axis=1).tolist() == [0, 1, 2, 3]


def test_the_same_seed_gives_the_same_model(data, tmp_path):
    for name in ("a", "b"):
        train_embedding(data, tmp_path / name / "modell", plan=PLAN)
    first, second = (load_embedder(str(tmp_path / name / "modell")).embed_query("buss i hamnen") for name in ("a", "b"))
    assert np.allclose(first, second, atol=1e-3)


def test_a_model_can_be_kept_from_the_cases_asked_for(data, tmp_path):
    train_embedding(data, tmp_path / "allt", plan=PLAN)
    train_embedding(data, tmp_path / "utan", [data / "queries.jsonl"], plan=PLAN)
    everything, without = (json.loads((tmp_path / name / "training.json").read_text()) for name in ("allt", "utan"))
    assert without["cases_left_out"] == 1
    assert without["pairs"]["gbg-rubrik-protokoll"] == everything["pairs"]["gbg-rubrik-protokoll"] - 1


def test_the_first_stage_may_lie_ready(data, tmp_path):
    train_embedding(data, tmp_path / "a" / "modell", plan=PLAN)
    train_embedding(data, tmp_path / "först", plan=replace_second(PLAN, epochs=0))
    train_embedding(data, tmp_path / "b" / "modell", plan=PLAN, first_stage=tmp_path / "först")
    first, second = (load_embedder(str(tmp_path / name / "modell")).embed_query("buss i hamnen") for name in ("a", "b"))
    assert np.allclose(first, second, atol=1e-3)


def replace_second(plan, **changes):
    return plan._replace(second=replace(plan.second, **changes))


def test_words_that_are_only_surnames_lose_their_piece(data):
    text = ["Svea Tallgren (S) talar.", "Sven Björkvik (M) talar.", "En buss, en buss till och en buss."]
    assert only_surnames(text, data / "nlp") == {"tallgren"}


def test_a_word_without_its_piece_is_read_in_smaller_ones():
    tokenizer = train_tokenizer(["Skolan i hamnen, sade skolan. Hamnen har en skola."] * 50)
    piece = max((piece for piece in tokenizer.get_vocab() if piece.startswith("▁")), key=len)
    vectors = np.arange(tokenizer.get_vocab_size(), dtype=np.float32)[:, None]
    kept, smaller = without_words(vectors, tokenizer, {piece[1:]})
    assert smaller.token_to_id(piece) is None
    assert tokenizer.token_to_id(piece) not in kept
    assert len(kept) == smaller.get_vocab_size() == tokenizer.get_vocab_size() - 1
    assert "".join(smaller.encode(piece[1:]).tokens) == piece
