"""Annotated corpora as texts with character spans (PER, ORG, LOC)."""

import io
import lzma
import random
import re
import tarfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

LABELS = ("PER", "ORG", "LOC")
_NO_SPACE_BEFORE = frozenset(".,;:!?)]}%”»")
_NO_SPACE_AFTER = frozenset("([{«")
_UNER_TIMES = 3  # klintan is twice as large, and marks more loosely
_DEV_SHARE = 10  # one sentence in ten of klintan's training part tells when to stop


class Marked(NamedTuple):
    """A text and its (start, end, label) spans."""

    text: str
    spans: list[tuple[int, int, str]]


class Corpora(NamedTuple):
    """What is trained on, what tells when to stop, and the tests by name."""

    train: list[Marked]
    dev: list[Marked]
    tests: dict[str, list[Marked]]


def read_corpora(packs: Path, seed: int) -> Corpora:
    """Klintan and Universal NER out of the packs; klintan's MISC is noise and is dropped."""
    klintan = {name: list(_klintan(text)) for name, text in _members(packs / "ner-klintan.tar.xz").items()}
    uner = {Path(name).stem: list(_iob2(text)) for name, text in _members(packs / "ner-uner.tar.xz").items()}
    train = klintan["train_corpus.txt"]
    random.Random(seed).shuffle(train)  # noqa: S311 - an order, not a secret
    cut = len(train) // _DEV_SHARE
    tests = {"klintan": klintan["test_corpus.txt"], "talbanken": uner["uner-test"], "pud": uner["pud-test"]}
    return Corpora([*train[cut:], *uner["uner-train"] * _UNER_TIMES], [*train[:cut], *uner["uner-dev"]], tests)


def _members(path: Path) -> dict[str, str]:
    with lzma.open(path) as packed, tarfile.open(fileobj=io.BytesIO(packed.read())) as archive:
        files = [member for member in archive.getmembers() if member.isfile()]
        return {member.name: archive.extractfile(member).read().decode() for member in files}  # type: ignore[union-attr] # a file


def _klintan(text: str) -> Iterator[Marked]:
    """`token LABEL` lines, an empty line between sentences; labels have no B and I."""
    sentence: list[tuple[str, str]] = []
    for line in [*text.splitlines(), ""]:
        parts = line.split()
        if len(parts) > 1:
            sentence.append((" ".join(parts[:-1]), parts[-1] if parts[-1] in LABELS else ""))
        elif sentence:
            yield _joined(sentence)
            sentence = []


def _joined(sentence: Iterable[tuple[str, str]]) -> Marked:
    """Text with the spaces a writer would set; quotes open and close in turn."""
    text, spans, quoted, glue, before = "", list[tuple[int, int, str]](), False, True, ""
    for word, label in sentence:
        quote = word in {'"', "''", "”"}
        if not (glue or word[0] in _NO_SPACE_BEFORE or (quote and quoted)):
            text += " "
        start = len(text)
        text += '"' if quote else word
        if label and label == before:
            spans[-1] = (spans[-1][0], len(text), label)
        elif label:
            spans.append((start, len(text), label))
        glue, quoted, before = (not quoted if quote else word in _NO_SPACE_AFTER), quoted ^ quote, label
    return Marked(text, spans)


def _iob2(text: str) -> Iterator[Marked]:
    """Universal NER: the sentence in a comment, then `n token LABEL` lines."""
    for block in re.split(r"\n\s*\n", text):
        lines = block.splitlines()
        sentence = next((line.removeprefix("# text = ") for line in lines if line.startswith("# text = ")), "")
        rows = [line.split("\t") for line in lines if line[:1].isdigit()]
        if rows:
            yield Marked(sentence, list(_spans(sentence, rows)))


def _spans(sentence: str, rows: Iterable[list[str]]) -> Iterator[tuple[int, int, str]]:
    at, open_span = 0, None
    for _, word, label, *_ in rows:
        start = sentence.find(word, at)
        if start < 0:
            break
        at, kind = start + len(word), label[2:] if label[2:] in LABELS else ""
        if open_span and label.startswith("I-") and kind == open_span[2]:
            open_span = (open_span[0], at, kind)
            continue
        if open_span:
            yield open_span
        open_span = (start, at, kind) if kind else None
    if open_span:
        yield open_span
