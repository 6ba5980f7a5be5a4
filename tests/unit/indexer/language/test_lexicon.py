import subprocess
import sys
from pathlib import Path

import pytest

from indexer.language.lexicon import Lexicon, pack, shipped_lexicon, skeleton, store_lexicon
from indexer.language.word_counts import count_words, without_slips


def test_words_and_counts_survive_packing(tmp_path):
    path = tmp_path / "words.safetensors"
    path.write_bytes(pack({"skola": 1000, "skåla": 3, "väg": 1, "vag": 40}))
    lexicon = Lexicon.open(path)
    assert lexicon.count("skola") == pytest.approx(1000, rel=0.05)
    assert (lexicon.count("skåla"), lexicon.count("väg"), lexicon.count("skol")) == (3, 1, 0)
    assert {word for word, _ in lexicon.items()} == {"skola", "skåla", "väg", "vag"}
    assert {word for word, _ in lexicon.with_skeletons([skeleton("väg")])} == {"väg", "vag"}


def test_an_empty_lexicon_knows_nothing():
    assert Lexicon.of({}).count("skola") == 0


def test_names_are_counted_only_for_the_store_they_stand_in():
    texts = ["Svea Tallgren såg en tall.", "tall, tall och Tallgren", "En skola. Skola!"]
    assert count_words(texts, 2, names=False) == {"tall": 3}
    assert {"tallgren", "tall", "skola", "en"} == set(count_words(texts, 2, names=True))


def test_words_robbed_of_their_dots_go_but_other_words_stay():
    counts = {"miljö": 500, "miljo": 3, "hårt": 900, "hart": 2, "fråga": 900, "fraga": 20}
    assert set(without_slips(counts)) == set(counts) - {"miljo"}


def test_a_stores_own_words_come_on_top(tmp_path):
    source = tmp_path / "protokoll"
    source.mkdir()
    text = "EKHAMRA KOMMUN\nProtokoll\nKommunstyrelsen 2025-03-12\n\n§ 1 Brolundabadet\n\nBeslut\nBrolundabadet öppnas. Brolundabadet är nytt.\n"
    (source / "ks-2025-03-12.txt").write_text(text, encoding="utf-8")
    store = tmp_path / "store"
    assert store_lexicon(store) is shipped_lexicon()
    command = [Path(sys.executable).parent / "protokoll", "ingest", str(source), "--store", str(store)]
    subprocess.run(command, capture_output=True, check=True)
    done = subprocess.run([command[0], "lexicon", "--store", str(store)], capture_output=True, text=True, check=True)
    assert "words.safetensors" in done.stdout
    assert store_lexicon(store).count("brolundabadet") >= 2
    assert store_lexicon(store).count("kommun") >= shipped_lexicon().count("kommun") * 0.9


def test_a_folder_without_a_store_is_named(tmp_path):
    done = subprocess.run(
        [Path(sys.executable).parent / "protokoll", "lexicon", "--store", str(tmp_path)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert "protokoll ingest" in done.stderr
