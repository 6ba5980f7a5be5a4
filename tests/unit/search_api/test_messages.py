"""Every code has its sentence, every sentence its code, and no sentence stands below the surface."""

import ast
import re
from collections import Counter
from pathlib import Path
from string import Formatter

import pytest

from indexer.errors import EngineUnavailableError, NotFoundError, ReadError
from indexer.model import Note
from search_api.messages import FINDINGS, TEXTS, error_text, finding_texts, note_text

ROOT = Path(__file__).parents[3]
CODES = {**TEXTS, **{code: "".join(texts) for code, texts in FINDINGS.items()}}
SMALL_WORDS = frozenset(
    "inte finns kan ska skall kör ange välj försök sök det den ett är som inga ingen saknar saknas".split()
)


def trees(*packages):
    for package in packages:
        for path in sorted((ROOT / package).rglob("*.py")):
            if path.name != "messages.py":
                yield path, ast.parse(path.read_text(encoding="utf-8"))


def docstrings(tree):
    for node in ast.walk(tree):
        body = getattr(node, "body", None)
        if isinstance(body, list) and body and isinstance(body[0], ast.Expr):
            yield body[0].value


def constants(tree):
    left_out = set(docstrings(tree))
    return [n for n in ast.walk(tree) if isinstance(n, ast.Constant) and isinstance(n.value, str) and n not in left_out]


def reads_as_sentence(text):
    """Running text, capital first or a stop last, with small words of Swedish; tables of words and patterns are none."""
    words = re.findall(r"[a-zåäö]+", text.lower())
    whole = re.match(r"\s?[A-ZÅÄÖ]", text) or re.search(r"[a-zåäö`)]\.\s*$|;\s", text)
    return len(words) > 1 and bool(whole) and not re.search(r"\\|\(\?", text) and bool(SMALL_WORDS & set(words))


def called(node):
    return getattr(node.func, "id", getattr(node.func, "attr", ""))


def raised():
    """The codes that notes and errors are made with, where they are written at the call."""
    for path, tree in trees("indexer", "search_api"):
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and re.fullmatch(r"Note|Unclear|\w+Error", called(node)) and node.args:
                first = node.args[0]
                own = called(node) not in {
                    "ValueError",
                    "TransportError",
                    "NotUnderstoodError",
                    "RequestValidationError",
                }
                if own and isinstance(first, ast.Constant) and isinstance(first.value, str):
                    yield path, first.value


def test_no_sentence_stands_in_the_index():
    found = [
        f"{path}:{n.lineno} {n.value!r}"
        for path, tree in trees("indexer")
        for n in constants(tree)
        if reads_as_sentence(n.value) and path.name != "field_table.py"  # a row has its label and help, by design
    ]
    assert found == []


@pytest.mark.parametrize(
    "text", [TEXTS["no_such_case"], "Inget index finns.", "; kontrollera om det finns", "Fältet saknar ett värde."]
)
def test_a_sentence_is_told_from_a_table(text):
    assert reads_as_sentence(text)
    assert not reads_as_sentence("och eller att som i på av för till är")
    assert not reads_as_sentence("The index is there.")


def test_every_code_has_a_sentence():
    assert {code: path for path, code in raised() if code not in CODES} == {}


def test_every_sentence_is_used():
    written = Counter(n.value for _, tree in trees("indexer", "pipelines", "search_api") for n in constants(tree))
    assert [code for code in CODES if not written[code]] == []


@pytest.mark.parametrize("code", sorted(TEXTS))
def test_sentences_are_whole(code):
    """Filled with a value for each of its names, a sentence ends as one."""
    names = {name for _, name, _, _ in Formatter().parse(TEXTS[code]) if name}
    said = note_text(Note(code, dict.fromkeys(names, ("x", "y"))))
    assert re.search(r"[.?]$|x, y$", said)
    assert len(said) > len(code)


def test_values_are_filled_in_as_they_are():
    near = Note("case_number_missing_near", {"number": "KS {x}", "near": ("KS 2024/1", "KS 2024/2")})
    assert (
        note_text(near) == "Diarienumret KS {x} finns inte bland protokollen här; närmast finns KS 2024/1, KS 2024/2."
    )
    assert error_text(NotFoundError("not_a_case_number", text="ä'")).startswith('"ä\'" är inget')
    assert finding_texts(Note("index_differs", {"indexed": 1, "recorded": 2})) == (
        "Indexet har 1 §§ men registret 2.",
        "Kör `protokoll reindex`.",
    )


def test_an_error_without_its_sentence_still_says_what_it_is():
    assert (
        str(EngineUnavailableError("opensearch_failed", status=503, error="no"))
        == "opensearch_failed (status=503, error='no')"
    )
    assert str(ReadError("damaged", "Filen är skadad.")) == error_text(ReadError("damaged", "Filen är skadad."))
