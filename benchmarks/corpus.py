"""A synthetic corpus for timing engines: compounds, case numbers, bodies and years as skewed as real ones, nothing more.

No relevance is claimed on it. Words and vectors are ready, so that an engine is measured and not what enriches a §.
"""

import hashlib

import numpy as np

from indexer.model import CaseNumber, Document, Passage, Section

DIMENSION = 256
_FIRST = "skol bygg vatten avfalls trafik miljö kultur social äldre barn fritids bostads park gatu energi hamn".split()
_MIDDLE = "plan avgifts tillsyns stöd nämnd verksamhets drift investerings utrednings lov".split()
_LAST = "taxa ärende plan avtal program policy budget rapport motion remiss riktlinje yttrande beslut förslag".split()
_COMMON = (
    "att och i för om av den det som till med på är har kommunen nämnden beslutar enligt förslag kontoret under året"
)
_BODIES = ("Kommunfullmäktige", "KF"), ("Kommunstyrelsen", "KS"), ("Socialnämnden", "SN"), ("Byggnadsnämnden", "BN")
_OUTCOMES = ("bifall", "godkännande", "avslag", "återremiss", "bordläggning", "antagande", "notering")
_CENTRES = 400  # matters that passages gather around
_PER_MEETING = 25


class Corpus:
    """`size` §§, always the same for the same size. `meetings()` yields protocol id, §§ and their vectors."""

    def __init__(self, size, seed=7):
        self.size = size
        self._rng = np.random.default_rng(seed)
        self._words = _vocabulary(self._rng)
        ranks = np.arange(1, len(self._words) + 1)
        self._share = (1 / ranks**1.05) / (1 / ranks**1.05).sum()
        centres = self._rng.standard_normal((_CENTRES, DIMENSION)).astype(np.float32)
        self._centres = centres / np.linalg.norm(centres, axis=1, keepdims=True)
        self.passages = 0

    def meetings(self):
        for start in range(0, self.size, _PER_MEETING):
            count = min(_PER_MEETING, self.size - start)
            yield self._meeting(start, count)

    def questions(self, count):
        """Word questions with a vector each; no question is asked twice."""
        rng = np.random.default_rng(11)
        picked = rng.choice(len(self._words), size=(count, 3), p=self._share)
        return [" ".join(self._words[n] for n in row) for row in picked]

    def question_vector(self, text):
        number = int(hashlib.sha256(text.encode()).hexdigest()[:8], 16)
        return self._near(np.random.default_rng(number), 1)[0]

    def _meeting(self, start, count):
        rng = self._rng
        year = 2026 - min(int(rng.exponential(4)), 25)
        date = f"{year}-{rng.integers(1, 13):02}-{rng.integers(1, 29):02}"
        body, code = _BODIES[min(int(rng.exponential(1)), len(_BODIES) - 1)]
        protocol = f"storvik/{code.lower()}/{date}-{start}"
        sizes = 1 + np.minimum(rng.geometric(0.6, count) - 1, 6)
        vectors = self._near(rng, int(sizes.sum()))
        self.passages += len(vectors)
        rows = [self._paragraph((protocol, date, body, code), n, int(sizes[n])) for n in range(count)]
        return protocol, rows, vectors

    def _paragraph(self, meeting, number, passages):
        rng, (protocol, date, body, code) = self._rng, meeting
        words = [self._words[n] for n in rng.choice(len(self._words), size=30 * passages + 6, p=self._share)]
        heading, text = " ".join(words[:6]).capitalize(), " ".join(words[6:]) + "."
        cut = len(text) // passages
        year = int(date[:4])
        serial = str(int(rng.integers(1, 2000)))
        canonical = f"{code} {year}/{serial}"
        return Document(
            id=f"{protocol}/{number + 1}", protocol_id=protocol, source="protokoll.pdf", municipality="Storvik",
            body=body, body_code=code, date=date, date_source="stated", paragraph=str(number + 1), heading=heading,
            case_numbers=(CaseNumber(canonical, canonical, code, year, serial),),
            sections=(Section("beslut", "Beslut", text),), decision=text[:200],
            outcome=_OUTCOMES[min(int(rng.exponential(1.5)), len(_OUTCOMES) - 1)],
            passages=tuple(Passage(f"{n:08x}", "beslut", text[n * cut : (n + 1) * cut], 0, n * cut) for n in range(passages)),
            access="public",
        )  # fmt: skip

    def _near(self, rng, count):
        centres = self._centres[rng.integers(0, _CENTRES, count)]
        vectors = centres + 0.06 * rng.standard_normal((count, DIMENSION)).astype(np.float32)
        return (vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).astype(np.float32)


def _vocabulary(rng):
    compounds = [a + b + c for a in _FIRST for b in ("", *_MIDDLE) for c in _LAST]
    numbered = [f"{word}{suffix}" for word in compounds for suffix in ("", "n", "er", "erna", "ens")]
    rng.shuffle(numbered)
    return [*_COMMON.split(), *numbered]
