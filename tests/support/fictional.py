"""A small fictional collection: two municipalities, a case that travels, and §§ that not everybody may see."""

import hashlib

import numpy as np

from indexer.model import Assignment, CaseNumber, Document, Person, Reference, Section, Vote
from indexer.store.ids import slug
from pipelines.enrich.passages import passages

CLOSED_WORD = "hemlighetsstämpel"  # stands only in closed §§
PAYLOADS = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "</title><svg onload=alert(1)>",
    "{{ 7*7 }}<b>fet</b>",
    "javascript:alert(1)//'\"><a href=x>",
)
_BODIES = {
    "KS": "Kommunstyrelsen",
    "KF": "Kommunfullmäktige",
    "KSAU": "Kommunstyrelsens arbetsutskott",
    "BUN": "Barn- och utbildningsnämnden",
}


class TrigramEmbedder:
    """Vectors of hashed letter trigrams: texts that share words lie near each other. Needs no weights."""

    name = "trigram-64"
    dimension = 64

    def embed_passages(self, texts):
        rows = [self.embed_query(text) for text in texts]
        return np.stack(rows) if rows else np.zeros((0, self.dimension), np.float32)

    def embed_query(self, text):
        row = np.zeros(self.dimension, np.float32)
        folded = f" {text.casefold()} "
        for at in range(len(folded) - 2):
            digest = hashlib.blake2b(folded[at : at + 3].encode(), digest_size=4).digest()
            row[int.from_bytes(digest[:2], "big") % self.dimension] += 1.0
        length = np.linalg.norm(row)
        return row / length if length else row


def document(
    number,
    heading,
    sections,
    *,
    body="KS",
    date="2025-03-12",
    municipality="Solbacka",
    case=None,
    access="public",
    **rest,
):
    body_name = _BODIES[body]
    built = tuple(Section(kind, title, text, ((0, 7),)) for kind, title, text in sections)
    decision = next((s.text for s in built if s.type == "beslut"), None)
    protocol_id = f"{slug(municipality)}/{body.lower()}/{date}"
    raw = case.replace(" ", "-") if case else ""
    return Document(
        id=f"{protocol_id}/{number}",
        protocol_id=protocol_id,
        source=f"{body.lower()}-{date}.pdf",
        municipality=municipality,
        body=body_name,
        body_code=body,
        date=date,
        date_source="stated",
        paragraph=number,
        heading=heading,
        case_numbers=(_case_number(raw, case),) if case else (),
        page_from=7,
        page_to=8,
        sections=built,
        decision=decision,
        passages=passages(heading, built),
        access=access,
        **rest,
    )


def _case_number(raw, canonical):
    code, rest = canonical.split(" ")
    year, serial = rest.split("/")
    return CaseNumber(raw=raw, canonical=canonical, code=code, year=int(year), serial=serial)


def collection():
    """Every §; those of one protocol stand together."""
    return [
        document(
            "40",
            "Upprustning av Lindparken",
            [
                (
                    "beslut",
                    "Arbetsutskottets beslut",
                    "Arbetsutskottet föreslår att kommunstyrelsen tillstyrker upprustningen av Lindparken.",
                ),
                (
                    "sammanfattning",
                    "Sammanfattning",
                    "Lindparken är sliten. Bänkar, belysning och gångvägar behöver bytas ut.",
                ),
            ],
            body="KSAU",
            date="2025-02-25",
            case="KS 2025/117",
            outcome="förslag_uppåt",
        ),
        document(
            "59",
            "Upprustning av Lindparken",
            [
                (
                    "sammanfattning",
                    "Sammanfattning av ärendet",
                    "Tekniska förvaltningen har tagit fram ett förslag till upprustning av Lindparken med ny belysning. "
                    * 4,
                ),
                (
                    "yrkanden",
                    "Yrkanden",
                    "Arvid Norrgren (V) yrkar att ärendet återremitteras. Elsa Bergwall (M) yrkar bifall till förslaget.",
                ),
                (
                    "omröstning",
                    "Omröstning",
                    "Med 9 ja-röster mot 6 nej-röster beslutar kommunstyrelsen att ärendet avgörs idag.",
                ),
                (
                    "beslut",
                    "Kommunstyrelsens beslut",
                    "Kommunstyrelsen föreslår kommunfullmäktige att anslå 4 200 000 kronor till upprustning av Lindparken.",
                ),
                ("reservation", "Reservation", "Arvid Norrgren (V) reserverar sig mot beslutet."),
            ],
            case="KS 2025/117",
            outcome="förslag_uppåt",
            vote=Vote(9, 6, 0, None, "att ärendet avgörs idag", "återremiss"),
            people=(
                Person("Arvid Norrgren", "V", ("yrkande", "reservation")),
                Person("Elsa Bergwall", "M", ("yrkande",)),
            ),
            references=(
                Reference("KSAU den 25 februari 2025, § 40", "KSAU", "2025-02-25", "40"),
                Reference("kommunallagen (2017:725)", law="SFS 2017:725"),
            ),
        ),
        document(
            "60",
            "Taxa för torghandel",
            [
                ("beslut", "Beslut", "Kommunstyrelsen antar taxa för torghandel att gälla från den 1 juli 2025."),
                ("sammanfattning", "Bakgrund", "Avgiften för torghandel på Stortorget har inte ändrats sedan 2014."),
            ],
            case="KS 2024/801",
            outcome="antagande",
        ),
        document(
            "61",
            f"Upphandling av växel, {CLOSED_WORD}",
            [("beslut", "Beslut", f"Kommunstyrelsen godkänner upphandlingen av telefonväxel. {CLOSED_WORD}.")],
            case="KS 2025/222",
            outcome="godkännande",
            access="internal",
        ),
        document(
            "63",
            "Anmälan av delegationsbeslut",
            [("beslut", "Beslut", "Kommunstyrelsen lägger anmälan till handlingarna.")],
            outcome="notering",
        ),
        document(
            "12",
            "Upprustning av Lindparken",
            [
                (
                    "beslut",
                    "Kommunfullmäktiges beslut",
                    "Kommunfullmäktige anslår 4 200 000 kronor till upprustning av Lindparken.",
                ),
                ("sammanfattning", "Sammanfattning", "Kommunstyrelsen har berett ärendet om Lindparken."),
            ],
            body="KF",
            date="2025-04-07",
            case="KS 2025/117",
            outcome="bifall",
            assignments=(Assignment("Tekniska förvaltningen", "rusta upp Lindparken"),),
        ),
        document(
            "13",
            f"Lindparken, förhandling, {CLOSED_WORD}",
            [
                (
                    "beslut",
                    "Beslut",
                    f"Kommunfullmäktige beslutar att förhandla om marken vid Lindparken. {CLOSED_WORD}.",
                )
            ],
            body="KF",
            date="2025-04-07",
            case="KS 2025/117",
            outcome="annat",
            access="restricted:mark",
        ),
        document(
            "14",
            f"Utan etikett, {CLOSED_WORD}",
            [("övrigt", None, f"Denna paragraf bär ingen etikett. {CLOSED_WORD}.")],
            body="KF",
            date="2025-04-07",
            access=None,
        ),
        document(
            "5",
            f"Enskilt elevärende, {CLOSED_WORD}",
            [("beslut", "Beslut", f"Nämnden beslutar om skolskjuts till Lindparken. {CLOSED_WORD}.")],
            body="BUN",
            date="2025-01-20",
            municipality="Havsnäs",
            case="BUN 2025/9",
            access="internal",
        ),
        document(
            "6",
            "Skolskjuts vid växelvis boende",
            [
                ("beslut", "Beslut", "Nämnden avslår ansökan om skolskjuts."),
                ("sammanfattning", "Ärendet", "En vårdnadshavare har ansökt om skolskjuts vid växelvis boende."),
            ],
            body="BUN",
            date="2024-11-18",
            municipality="Havsnäs",
            case="BUN 2024/77",
            outcome="avslag",
        ),
    ]


def hostile():
    """A § with a payload wherever a document holds text, one for each payload."""
    return [
        document(
            str(number),
            f"Fågeltorn {payload}",
            [
                ("beslut", payload, f"Nämnden beslutar om fågeltorn {payload}"),
                ("övrigt", None, f"Fågeltorn vid sjön {payload} och mer."),
            ],
            body="BUN",
            date="2023-05-05",
            municipality="Havsnäs",
            people=(Person(payload, payload, (payload,)),),
            references=(Reference(payload, "KS", "2023-01-01", "1"),),
            vote=Vote(1, 0, 0, None, payload, payload),
        )
        for number, payload in enumerate(PAYLOADS, start=1)
    ]
