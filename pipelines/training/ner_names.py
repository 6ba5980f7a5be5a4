"""More to learn names from: other names in the same frames, and minutes where a party in brackets gives a person away.

Sixty percent of the silver sentences get other names, so that no politician is learnt by heart.
"""

import csv
import io
import lzma
import random
import re
import tarfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from pipelines.training.judged import Judged
from pipelines.training.ner_corpora import Marked
from pipelines.training.pairs import read_pack

_FEWEST_BEARERS = 100
_SILVER_SENTENCES = 2500
_SUBSTITUTED = 0.75
_NAMELESS_SHARE = 0.1  # of sentences without any name: they teach what is no name
_UP = r"[A-ZÅÄÖÉ][a-zåäöéüA-ZÅÄÖ-]+"
_PERSON = re.compile(rf"((?:{_UP} ){{1,3}}{_UP}) \((?:S|M|SD|C|V|KD|L|MP|D|-)\)")
_ROLE = re.compile(
    r"^(?:Ordföranden?|Ledamoten|Ersättaren|Interpellation|Motion|Fråga|Kommunalrådet|Tjänstgörande|Förste|Andre|Tredje"
    r"|Vice|Handling|Yrkande|Enligt|På|Den)\s+"
)
_ORG = re.compile(
    r"\b[A-ZÅÄÖ][a-zåäö]+s? (?:Stads?|kommuns?)\b|\b(?:[A-ZÅÄÖ][A-Za-zåäöÅÄÖ&]+ ){1,4}AB(?::s)?\b|\bRegion [A-ZÅÄÖ][a-zåäö]+"
)
_AREA = re.compile(r"(?<=inom stadsdelen )[A-ZÅÄÖ][a-zåäö]+(?:-[A-ZÅÄÖ][a-zåäö]+)?|(?<=stadsdelarna )[A-ZÅÄÖ][a-zåäö]+")
_BARE_CITY = re.compile(r"\b(?:i|från|till|för) [A-ZÅÄÖ][a-zåäö]{3,}\b")
_CAPITAL_INSIDE = re.compile(r"(?<=[a-zåäö,] )[A-ZÅÄÖ]")
_COMPANY_ENDINGS = (
    "Bostads AB",
    "Energi AB",
    "Fastighets AB",
    "Stadshus AB",
    "Hamn AB",
    "Parkering AB",
    "Vatten AB",
    "Kulturskola",
    "Stad",
)


class Names:
    """Draws persons, places and organisations from the gazetteers."""

    def __init__(self, packs: Path, seed: int) -> None:
        self.random = random.Random(seed)  # noqa: S311 - training data, not secrets
        tables = _tables(packs / "gazetteers.tar.xz")
        first = [
            row
            for name in ("kvinnor", "man")
            for row in tables[f"tilltalsnamn-{name}.csv"]
            if int(row["persons"]) >= _FEWEST_BEARERS
        ]
        self._first = [row["name"] for row in first]
        self._weights = [int(row["persons"]) ** 0.5 for row in first]
        surnames = (packs / "mp-surnames.txt").read_text(encoding="utf-8").split("\n")
        self._last = sorted({name for name in surnames if re.fullmatch(r"[A-ZÅÄÖÉ][a-zåäöéü]{2,}", name)})
        self._municipalities = [row["name"] for row in tables["kommuner.csv"]]
        self._places = [row["city"] for row in tables["ortsnamn.csv"]]
        self._agencies = [row["name"] for row in tables["myndigheter.tsv"] if len(row["name"].split()) <= 4]  # noqa: PLR2004

    def draw(self, label: str, words: int) -> str:
        """Another name of this kind."""
        return {"PER": lambda: self._person(words), "LOC": self._place, "ORG": self._organisation}[label]()

    def _person(self, words: int) -> str:
        first = self.random.choices(self._first, self._weights)[0]
        if words == 1:
            return self.random.choice([first, self.random.choice(self._last)])
        last = self.random.choice(self._last)
        if self.random.random() < 0.08:  # noqa: PLR2004 - double surnames
            last = f"{self.random.choice(self._last)}{self.random.choice('- ')}{last}"
        return f"{first} {last}"

    def _place(self) -> str:
        kind = self.random.random()
        if kind < 0.6:  # noqa: PLR2004
            return self.random.choice(self._places)
        municipality = self.random.choice(self._municipalities)
        return municipality if kind < 0.8 else re.sub(r"s? kommun$", "", municipality)  # noqa: PLR2004

    def _organisation(self) -> str:
        kind = self.random.random()
        if kind < 0.45:  # noqa: PLR2004
            return self.random.choice(self._agencies)
        municipality = self.random.choice(self._municipalities)
        if kind < 0.75:  # noqa: PLR2004
            return municipality
        return f"{municipality.removesuffix(' kommun')} {self.random.choice(_COMPANY_ENDINGS)}"


def substituted(rows: Iterable[Marked], names: Names) -> Iterator[Marked]:
    """The rows that have names, most of the names changed for others of their kind."""
    for row in rows:
        if row.spans:
            yield _with_other_names(row, names)


def silver(packs: Path, names: Names, left_out: Judged) -> list[Marked]:
    """Sentences of minutes, names found by the party after them and marked wherever they recur in the matter."""
    minutes = read_pack(packs / "goteborg-protokoll.jsonl.xz")
    texts = (row["text"] for row in minutes if not left_out.has_paragraph(row))
    rows = list({row.text: row for text in texts for row in _sentences(text, names.random)}.values())
    names.random.shuffle(rows)
    chosen = rows[:_SILVER_SENTENCES]
    return [_with_other_names(row, names) if row.spans and names.random.random() < 0.6 else row for row in chosen]  # noqa: PLR2004


def _with_other_names(row: Marked, names: Names) -> Marked:
    text, spans, at = "", list[tuple[int, int, str]](), 0
    for start, end, label in row.spans:
        text += row.text[at:start]
        old = row.text[start:end]
        new = names.draw(label, len(old.split())) if names.random.random() < _SUBSTITUTED else old
        spans.append((len(text), len(text) + len(new), label))
        text += new
        at = end
    return Marked(text + row.text[at:], spans)


def _sentences(text: str, rng: random.Random) -> Iterator[Marked]:
    people = set(_people(text))
    if not people:
        return
    known = re.compile("|".join(sorted((rf"{re.escape(name)}s?(?!\w)" for name in people), key=len, reverse=True)))
    for line in text.split("\n"):
        for sentence in re.split(r"(?<=[.!?]) (?=[A-ZÅÄÖ])", line):
            if 20 < len(sentence) < 500:  # noqa: PLR2004 - characters of a sentence worth learning from
                spans = _marked(sentence, known)
                unsure = _BARE_CITY.search(sentence) or (
                    not spans and (_CAPITAL_INSIDE.search(sentence) or rng.random() > _NAMELESS_SHARE)
                )
                if not unsure:
                    yield Marked(sentence, spans)


def _people(text: str) -> Iterator[str]:
    for match in _PERSON.finditer(text):
        name = match.group(1)
        while _ROLE.match(name):
            name = _ROLE.sub("", name)
        if len(name.split()) > 1:
            yield name


def _marked(sentence: str, known: re.Pattern[str]) -> list[tuple[int, int, str]]:
    found = [(m.start(), m.end(), "PER") for m in known.finditer(sentence)]
    for pattern, label in ((_AREA, "LOC"), (_ORG, "ORG")):
        found += [
            (m.start(), m.end(), label)
            for m in pattern.finditer(sentence)
            if not any(m.start() < e and s < m.end() for s, e, _ in found)
        ]
    return sorted(found)


def _tables(path: Path) -> dict[str, list[dict[str, str]]]:
    with lzma.open(path) as packed, tarfile.open(fileobj=io.BytesIO(packed.read())) as archive:
        texts = {m.name: archive.extractfile(m).read().decode() for m in archive.getmembers() if m.isfile()}  # type: ignore[union-attr] # a file
    return {
        name: list(csv.DictReader(io.StringIO(text), delimiter="\t" if name.endswith("tsv") else ","))
        for name, text in texts.items()
    }
