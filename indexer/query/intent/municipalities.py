"""Municipalities named in a question: recognised from the names that the store holds, none is known beforehand."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from indexer.language.lexicon import Lexicon
from indexer.language.tokens import fold_diacritics
from indexer.query.stopwords import stop_words

_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
_KIND = re.compile(r"\s(?:kommun|stad)(?:s|ens?)?\b", re.IGNORECASE)  # what may follow a name, or end one in the store
_BEFORE = re.compile(r"\b(?:i|från|inom)\s$", re.IGNORECASE)
_PART_OF_NAME = re.compile(r"\s(?:&|AB\b|(?-i:[A-ZÅÄÖ])(?!\w*\d))")  # `Ekhamra Energi`, `Ekhamra & Co`: another name
_ENDINGS = ("en", "et", "n", "ar", "er", "or")  # what an ordinary word has forms with, and a name has not
_MOST_WORDS = 4  # of one name


@dataclass(frozen=True, slots=True)
class MunicipalityMatch:
    """A municipality as the store writes it, in all its spellings there, and where it was said."""

    names: tuple[str, ...]
    start: int
    end: int


def find_municipalities(text: str, names: Iterable[str], lexicon: Lexicon) -> Iterator[MunicipalityMatch]:
    """The municipalities of the store that a question names, in any case, genitive or with kommun or stad after it."""
    forms = _forms(names)
    words = list(_WORD.finditer(text)) if forms else []
    at = 0
    while at < len(words):
        found = next(
            (n for n in range(min(_MOST_WORDS, len(words) - at), 0, -1) if _key(words[at : at + n]) in forms), 0
        )
        if found:
            named = _named(
                text, words[at].start(), words[at + found - 1].end(), forms[_key(words[at : at + found])], lexicon
            )
            if named:
                yield named
        at += found or 1


def _named(text: str, start: int, end: int, names: tuple[str, ...], lexicon: Lexicon) -> MunicipalityMatch | None:
    said = text[start:end]
    kind = _KIND.match(text, end)
    if text[:start].endswith("-") or (
        not kind and (_PART_OF_NAME.match(text, end) or (said.islower() and _ordinary(said.lower(), lexicon)))
    ):
        return None
    before = _BEFORE.search(text[max(0, start - 6) : start])
    return MunicipalityMatch(names, start - (len(before.group()) if before else 0), kind.end() if kind else end)


def _ordinary(word: str, lexicon: Lexicon) -> bool:
    """Whether a name is also a word (mark, lund, vara)."""
    return word in stop_words() or any(lexicon.count(word + ending) for ending in _ENDINGS)


def _key(words: Iterable[re.Match[str]]) -> str:
    return " ".join(fold_diacritics(word.group()) for word in words)


def _forms(names: Iterable[str]) -> Mapping[str, tuple[str, ...]]:
    """How a name may be said, folded, and the names that are said so."""
    forms: dict[str, tuple[str, ...]] = {}
    for name in names:
        for form in _said(name):
            forms[form] = (*forms.get(form, ()), name)
    return forms


def _said(name: str) -> Iterator[str]:
    plain = _key(_WORD.finditer(name))
    bare = _KIND.sub("", plain)
    bases = {bare, bare.removesuffix("s") if bare != plain else bare} - {""}
    yield from {form for base in bases for form in (base, base + "s")}
