"""Name replacement, so that frames are learnt and no politician by heart."""

import csv
import io
import lzma
import random
import re
import tarfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from pipelines.training.entities.corpora import Marked

_FEWEST_BEARERS = 100
_SUBSTITUTED = 0.75
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


_DEPARTMENTS = tuple(
    f"{what}{kind}"
    for kind, some in (
        (
            "förvaltningen",
            "Social Utbildnings Kultur Fastighets Stadsbyggnads Miljö Fritids Förskole Äldre Vård Omsorgs Trafik Exploaterings Grundskole Idrotts Park- och natur",
        ),
        (
            "kontoret",
            "Stadslednings Kommunlednings Stadsbyggnads Stads Samhällsbyggnads Park Gatu Fastighets Service Personal Ekonomi",
        ),
    )
    for what in some.split()
)
_CLUBS = (
    "hembygdsförening",
    "idrottsförening",
    "idrottsklubb",
    "ridklubb",
    "båtklubb",
    "villaägareförening",
    "scoutkår",
)
_STREETS = ("gatan", "vägen", "torget", "gränd", "allén", "backen", "parken", "leden", "bron", "kajen", "platsen")


# Label, what a name looks like, the kind of slot that it would stand in, and its ending.
_FORMS = tuple(
    (label, re.compile(form), kind, end)
    for label, form, kind, end in (
        ("ORG", r"&", "FIRM", ""),
        ("ORG", r"\bAB\b", "COMPANY", ""),
        ("ORG", r"\b[Ss]tad\b", "CITY", ""),
        ("ORG", r"\b[Ss]tads\b", "CITY", "s"),
        ("ORG", r"\bkommun\b", "MUNICIPALITY", ""),
        ("ORG", r"\bkommuns\b", "MUNICIPALITY", "s"),
        ("ORG", r"^Region ", "REGION", ""),
        ("ORG", r"skolan$", "SCHOOL", ""),
        ("ORG", r"(?:förvaltningen|kontoret)$", "DEPARTMENT", ""),
        ("ORG", r"(?:förvaltningens|kontorets)$", "DEPARTMENT", "s"),
        ("ORG", r"(?:verket|myndigheten|inspektionen|styrelsen)$", "AGENCY", ""),
        ("ORG", r"(?:föreningen|förbundet|klubben)$", "CLUB", ""),
        ("LOC", r"(?:gatan|vägen|torget|leden|platsen|allén|backen|parken|bron|kajen)$", "STREET", ""),
    )
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
        self._regions = [row["name"].removesuffix(" län").removesuffix("s") for row in tables["lan.csv"]]
        self._kinds = self._by_kind()

    def draw(self, label: str, old: str) -> str:
        """Another name of this kind, built as the old one is where its form tells what it names."""
        if label == "PER":
            return self._person(len(old.split()))
        found = next(((kind, end) for of, form, kind, end in _FORMS if of == label and form.search(old)), None)
        if found:
            return self.slot(found[0])[1] + found[1]
        return self._place() if label == "LOC" else self._organisation()

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

    def slot(self, kind: str) -> tuple[str, str]:
        """What stands in a frame's slot: its label, empty for what is no name, and its text."""
        label, make = self._kinds[kind]
        return label, make()

    def _by_kind(self) -> dict[str, tuple[str, Callable[[], str]]]:
        """Per kind of slot: its label, and how to make one."""
        pick = self.random.choice
        return {
            "": ("", str),
            "PARTY": ("", lambda: pick(("S", "M", "SD", "C", "V", "KD", "L", "MP"))),
            "PERSON": ("PER", lambda: self._person(2)),
            "PLACE": ("LOC", lambda: pick(self._places)),
            "STREET": ("LOC", lambda: f"{pick(self._places)}{pick(_STREETS)}"),
            "FIRM": ("ORG", lambda: f"{pick(self._last)} & {pick(self._last)}"),
            "COMPANY": ("ORG", self._company),
            "AGENCY": ("ORG", lambda: pick(self._agencies)),
            "MUNICIPALITY": ("ORG", lambda: pick(self._municipalities)),
            "TOWN": ("ORG", lambda: f"{_genitive(pick(self._places))} stad"),
            "CITY": ("ORG", lambda: f"{_genitive(pick(self._places))} Stad"),
            "REGION": ("ORG", lambda: f"Region {pick(self._regions)}"),
            "DEPARTMENT": ("ORG", lambda: pick(_DEPARTMENTS)),
            "SCHOOL": ("ORG", lambda: f"{pick(self._places)}skolan"),
            "CLUB": ("ORG", lambda: f"{_genitive(pick(self._places))} {pick(_CLUBS)}"),
        }

    def _company(self) -> str:
        place = self.random.choice(self._places)
        return self.random.choice(
            (
                f"{_genitive(place)} {self.random.choice(_COMPANY_ENDINGS[:-2])}",
                f"{place} AB",
                f"AB {_genitive(place)}hem",
            )
        )

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
            yield with_other_names(row, names)


def _genitive(name: str) -> str:
    return name if name.endswith(("s", "x", "z")) else f"{name}s"


def with_other_names(row: Marked, names: Names) -> Marked:
    """The row, most of its names changed for others of their kind."""
    text, spans, at = "", list[tuple[int, int, str]](), 0
    for start, end, label in row.spans:
        text += row.text[at:start]
        old = row.text[start:end]
        new = names.draw(label, old) if names.random.random() < _SUBSTITUTED else old
        spans.append((len(text), len(text) + len(new), label))
        text += new
        at = end
    return Marked(text + row.text[at:], spans)


def _tables(path: Path) -> dict[str, list[dict[str, str]]]:
    with lzma.open(path) as packed, tarfile.open(fileobj=io.BytesIO(packed.read())) as archive:
        texts = {m.name: archive.extractfile(m).read().decode() for m in archive.getmembers() if m.isfile()}  # type: ignore[union-attr] # a file
    return {
        name: list(csv.DictReader(io.StringIO(text), delimiter="\t" if name.endswith("tsv") else ","))
        for name, text in texts.items()
    }
