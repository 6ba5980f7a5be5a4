"""The shipped model against its own card. It has read the §§, so these are no measure of quality, only of decay."""

import json
from importlib.resources import files

import numpy as np
import pytest

from indexer.embedding import BUNDLED_FOLDER, embed_under_headings, load_embedder
from indexer.evaluate.metrics import ndcg
from indexer.language.lexicon import shipped_lexicon
from pipelines.enrich.passages import passage_spans
from pipelines.training.embedding.pairs import read_pack

EVERYDAY = files("pipelines.training").joinpath("data", "everyday-held-out.jsonl")
TOP = 10
FREE_TEXT = ("keyword", "question", "semantic", "morphology", "typo", "who", "filterlike")


def passages(data):
    for row in read_pack(data / "nlp" / "goteborg-protokoll.jsonl.xz"):
        for start, end in passage_spans(row["text"]) or [(0, 0)]:
            yield row["id"], row["rubrik"], row["text"][start:end]


@pytest.fixture(scope="module")
def scores(shared_data):
    embedder = load_embedder()
    owners, headings, texts = zip(*passages(shared_data), strict=True)
    vectors = embed_under_headings(embedder, headings, texts)
    lines = (shared_data / "eval" / "queries.jsonl").read_text(encoding="utf-8") + EVERYDAY.read_text(encoding="utf-8")
    found = {}
    for question in map(json.loads, lines.splitlines()):
        order = np.argsort(-(vectors @ embedder.embed_query(question["query"])), kind="stable")
        ranked = list(dict.fromkeys(owners[row] for row in order[:2000]))
        if question["relevant"]:
            found.setdefault(question["type"], []).append(ndcg(ranked, question["relevant"], TOP))
    return found


def test_everyday_questions_are_found_as_the_card_says(scores):
    assert np.mean(scores["everyday"]) >= figures()["everyday"] - 0.01


def test_development_queries_are_found_as_the_card_says(scores):
    assert np.mean([score for kind in FREE_TEXT for score in scores[kind]]) >= figures()["free text"] - 0.01


def figures():
    return json.loads((BUNDLED_FOLDER / "figures.json").read_text(encoding="utf-8"))["shipped"]


def test_the_files_have_the_hash_of_the_card():
    card = (BUNDLED_FOLDER / "README.md").read_text(encoding="utf-8")
    assert load_embedder().name.removeprefix("static-sv-") in card


def test_no_vocabulary_has_a_word_that_is_only_a_surname(shared_data):
    pytest.importorskip("torch", reason="the extra hub is not installed")
    from pipelines.training.embedding.judged_cases import Judged  # noqa: PLC0415 - behind the skip
    from pipelines.training.embedding.pairs import build_corpus  # noqa: PLC0415 - as above
    from pipelines.training.entities.surnames import only_surnames  # noqa: PLC0415 - as above

    tokenizer = json.loads((BUNDLED_FOLDER / "tokenizer.json").read_text(encoding="utf-8"))
    words = {piece[1:] for piece, _ in tokenizer["model"]["vocab"] if piece.startswith("▁")}
    packs = shared_data / "nlp"
    surnames = only_surnames(build_corpus(packs, Judged()).text, packs)
    assert len(surnames) > 1000
    assert not words & surnames
    assert not {word for word, _ in shipped_lexicon().items()} & surnames
