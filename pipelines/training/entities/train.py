"""Trains the shipped entity pipeline: PER, ORG and LOC by a small network over floret vectors.

python -m pipelines.training.entities.train --data ../shared/data --out pipelines/enrich/entities/models/ner-sv
"""

import argparse
import hashlib
import json
import logging
import shutil
import tempfile
from collections.abc import Iterable
from importlib.resources import files
from pathlib import Path
from typing import Any

import spacy
from confection import Config
from spacy.cli.train import train
from spacy.language import Language
from spacy.tokens import DocBin
from spacy.training import Example
from spacy.training.initialize import convert_vectors
from spacy.util import filter_spans, load_model_from_config

from pipelines.training.embedding.judged_cases import Judged
from pipelines.training.embedding.pairs import build_corpus, read_pack
from pipelines.training.entities.corpora import LABELS, Corpora, Marked, read_corpora
from pipelines.training.entities.measure import marked_meetings
from pipelines.training.entities.minutes import framed, silver
from pipelines.training.entities.names import Names, substituted

SEED = 5
WEIGHTS = ("ner/model", "tok2vec/model", "vocab/vectors")
_FRAMES = 20  # times each made-up line
_log = logging.getLogger(__name__)
_FLORET = {"model": "cbow", "mode": "floret", "hashCount": 2, "bucket": 20_000, "dim": 128, "minn": 3, "maxn": 5, "minCount": 10, "epoch": 5, "lr": 0.05, "thread": 1, "ws": 5, "neg": 10}  # fmt: skip


def main() -> None:
    """Train, measure on the public tests, and write the model with its figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="shared/data")
    parser.add_argument("--out", type=Path, required=True, help="folder of the trained pipeline")
    parser.add_argument("--work", type=Path, help="folder for what can be reused: the floret vectors")
    parser.add_argument("--steps", type=int, default=3000)
    args = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    with tempfile.TemporaryDirectory() as temporary:
        work = args.work or Path(temporary)
        work.mkdir(parents=True, exist_ok=True)
        figures = run(args.data / "nlp", work, args.out, args.steps)
    _log.info("%s", json.dumps(figures, indent=1))


def run(packs: Path, work: Path, out: Path, steps: int) -> dict[str, Any]:
    """All steps; what lies in `work` from an earlier run is used again."""
    measured = _measured(packs)
    vectors = floret_vectors(packs, measured, work)
    corpora = read_corpora(packs, SEED)
    write_training_data(packs, corpora, measured, work)
    template = files("pipelines.training.entities").joinpath("ner.cfg").read_text(encoding="utf-8")
    config = Config().from_str(template, interpolate=False)
    config["paths"] = {"train": str(work / "train"), "dev": str(work / "dev.spacy"), "vectors": str(vectors)}
    config["training"]["max_steps"] = steps
    load_model_from_config(config, auto_fill=True).config.to_disk(work / "ner.cfg")
    train(work / "ner.cfg", work / "trained")
    pack(work / "trained" / "model-best", out)
    figures = {name: score(spacy.load(out), rows) for name, rows in corpora.tests.items()}
    (out / "figures.json").write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    return figures


def floret_vectors(packs: Path, left_out: Judged, work: Path) -> Path:
    """Subword vectors of the shared text, as a spaCy folder."""
    import floret  # noqa: PLC0415 - in the training extra only

    folder = work / "vectors"
    if not folder.exists():
        text = work / "text.txt"
        text.write_text("\n".join(build_corpus(packs, left_out).text), encoding="utf-8")
        floret.train_unsupervised(str(text), **_FLORET).save_floret_vectors(str(work / "floret.txt"))
        nlp = spacy.blank("sv")
        convert_vectors(nlp, work / "floret.txt", truncate=0, prune=-1, mode="floret")
        nlp.to_disk(folder)
    return folder


def _measured(packs: Path) -> Judged:
    """The §§ of the meetings that the measure is marked in; neither vectors nor network see them."""
    meetings = tuple(marked_meetings())
    rows = read_pack(packs / "goteborg-protokoll.jsonl.xz")
    return Judged(ids=frozenset(row["id"] for row in rows if row["id"].startswith(meetings)))


def write_training_data(packs: Path, corpora: Corpora, left_out: Judged, work: Path) -> None:
    """The corpora, the same with other names, and silver minutes, as spaCy reads them."""
    nlp, names = spacy.blank("sv"), Names(packs, SEED)
    shutil.rmtree(work / "train", ignore_errors=True)
    (work / "train").mkdir()
    parts = {
        "gold": corpora.train,
        "names": list(substituted(corpora.train, names)),
        "silver": silver(packs, names, left_out),
        "frames": list(framed(names, _FRAMES)),
    }
    for name, rows in parts.items():
        _log.info("%s: %d sentences", name, len(rows))
        _docs(nlp, rows).to_disk(work / "train" / f"{name}.spacy")
    _docs(nlp, corpora.dev).to_disk(work / "dev.spacy")


def pack(trained: Path, out: Path) -> None:
    """Copy the pipeline without the words it was trained on: it needs none of them, and some are people's names."""
    for part in ("ner", "tok2vec", "vocab"):  # what else lies there, the card, is written by hand
        shutil.rmtree(out / part, ignore_errors=True)
    shutil.copytree(trained, out, dirs_exist_ok=True)
    (out / "vocab" / "strings.json").write_text(json.dumps(sorted(LABELS)), encoding="utf-8")
    (out / "vocab" / "lookups.bin").unlink(missing_ok=True)
    config = Config().from_disk(out / "config.cfg", interpolate=False)
    config["paths"] = dict.fromkeys(config["paths"])  # of the machine it was trained on
    config.to_disk(out / "config.cfg")
    meta = json.loads((out / "meta.json").read_text(encoding="utf-8"))
    meta |= {
        "name": "ner_protokoll",
        "version": "1.1.0",
        "license": "CC BY-SA 4.0",
        "description": "PER, ORG, LOC i kommunala protokoll",
    }
    (out / "meta.json").write_text(json.dumps(meta, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    sums = [f"{hashlib.sha256((out / name).read_bytes()).hexdigest()}  {name}\n" for name in WEIGHTS]
    (out / "SHA256SUMS").write_text("".join(sums), encoding="utf-8")


def score(nlp: Language, rows: Iterable[Marked]) -> dict[str, Any]:
    """Precision, recall and F, whole and by label."""
    examples = []
    for row in rows:
        reference = _doc(nlp, row)
        examples.append(Example(nlp(row.text), reference))
    scores = nlp.evaluate(examples)
    keep = ("ents_p", "ents_r", "ents_f")
    return {key: round(scores[key] or 0.0, 3) for key in keep} | {
        label: round(values["f"], 3) for label, values in (scores["ents_per_type"] or {}).items()
    }


def _docs(nlp: Language, rows: Iterable[Marked]) -> DocBin:
    return DocBin(docs=[_doc(nlp, row) for row in rows])


def _doc(nlp: Language, row: Marked) -> Any:  # noqa: ANN401 - a spaCy Doc
    doc = nlp.make_doc(row.text)
    spans = [doc.char_span(start, end, label=label, alignment_mode="expand") for start, end, label in row.spans]
    doc.ents = filter_spans([span for span in spans if span is not None])
    return doc


if __name__ == "__main__":
    main()
