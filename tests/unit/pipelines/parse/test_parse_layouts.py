"""One small fictional text a layout family; the families are told apart by signals, never by names."""

import pytest

from pipelines.parse import parse
from pipelines.readers import LaidOutText
from pipelines.readers.text import lines


def read(text):
    return parse(LaidOutText(tuple(lines(text)), "text"), "protokoll.txt")


def read_one(text):
    (protocol,) = read(text)
    return protocol


def shape(protocol):
    return [(p.number, p.heading, [n.canonical for n in p.case_numbers]) for p in protocol.paragraphs]


def section(paragraph, kind):
    return "\n".join(s.text for s in paragraph.sections if s.type == kind)


HEAD = """Lindhaga kommun
SAMMANTRÄDESPROTOKOLL
{body}
Sammanträdesdatum: 2024-03-12

Plats och tid
Kommunhuset, klockan 09.00
Beslutande
Astrid Lindgård (S), ordförande
Justerare
Bo Ekdal (M)

"""


def in_body(text, body="Kommunstyrelsen"):
    return HEAD.format(body=body) + text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "§ 15 1435/22\nRiktlinjer för torghandel\nBeslut\n\nRiktlinjerna antas.\n\n§ 16\nFrågestund\n\nInga frågor ställs.\n",
            [("15", "Riktlinjer för torghandel", ["2022/1435"]), ("16", "Frågestund", [])],
            id="number on the § line, bare §",
        ),
        pytest.param(
            "§ 491 Ärendenummer SLK-2024-00364\n\nRedovisning av uppdrag om gångvägar vid\nTorsby hamn\nBeslut\n\nAntecknas.\n",
            [("491", "Redovisning av uppdrag om gångvägar vid Torsby hamn", ["SLK 2024/364"])],
            id="number before the title",
        ),
        pytest.param(
            "§ 162                                   Diarienummer 00322/2024\nOmbyggnad av förskolan Eken\n\nBeslut\nNämnden godkänner ombyggnaden.\n",
            [("162", "Ombyggnad av förskolan Eken", ["2024/322"])],
            id="number at the right margin",
        ),
        pytest.param(
            "§ 10 Fördelning av budgetmedel\nÄrendenummer: Tn 99/2024\nHandläggare: Cilla Dahlén\nBeslut\nTekniska nämnden beslutar:\n- Medlen fördelas enligt bilagan.\n",
            [("10", "Fördelning av budgetmedel", ["TN 2024/99"])],
            id="number on a line of its own",
        ),
        pytest.param(
            "        § 99 Ny gångbro över Lillån\n        BUN 2024/41\n\n        Beslut\n        Bron byggs.\n",
            [("99", "Ny gångbro över Lillån", ["BUN 2024/41"])],
            id="indented, unlabelled number below",
        ),
        pytest.param(
            "KS § 80 KS/2024:298 - 001\nVision för centrum\n\nBeslut\nVisionen antas.\n",
            [("80", "Vision för centrum", ["KS 2024/298"])],
            id="body before the sign, class code last",
        ),
        pytest.param(
            "KF § 102 DNR: KU.2024.3\nKulturpris 2024\n\nKommunfullmäktiges beslut\nPriset tilldelas Lindhaga blåsorkester.\n",
            [("102", "Kulturpris 2024", ["KU 2024/3"])],
            id="dots in the number",
        ),
        pytest.param(
            "§ 71  Dnr 2024-000003 - 042\nÅrsredovisning\n\nBeslut\nÅrsredovisningen godkänns.\n",
            [("71", "Årsredovisning", ["2024/3"])],
            id="padded serial and class code",
        ),
        pytest.param(
            "§ 234 Val av justerare\n\nBeslut\nBo Ekdal (M) utses.\n\nKSKF/2024:1\n§ 235 Val till valnämnden\n\nBeslut\nCilla Dahlén (C) väljs.\n",
            [("234", "Val av justerare", []), ("235", "Val till valnämnden", ["KSKF 2024/1"])],
            id="number on the line above",
        ),
        pytest.param(
            "§ 133 Delårsrapport 2024 (KS/2024:499)\n\nKommunstyrelsens beslut\nRapporten godkänns.\n",
            [("133", "Delårsrapport 2024", ["KS 2024/499"])],
            id="number in parentheses",
        ),
        pytest.param(
            "133 Delårsrapport 2024 (KS/2024:499)\n\nKommunstyrelsens beslut\nRapporten godkänns.\n\n134 Taxa för bad\n\nKommunstyrelsens beslut\nTaxan antas.\n",
            [("133", "Delårsrapport 2024", ["KS 2024/499"]), ("134", "Taxa för bad", [])],
            id="the sign lost in scanning",
        ),
        pytest.param(
            "§67 Ekonomisk uppföljning per mars\nDnr. 2024/KS 0193 10\n\nKommunstyrelsens beslut\n- Uppföljningen noteras.\n_________\n",
            [("67", "Ekonomisk uppföljning per mars", ["KS 2024/193"])],
            id="no space after the sign",
        ),
        pytest.param(
            "§ 3 Utställning av detaljplan för Sjövik KSN-2024-0007\n\nYrkanden\nBo Ekdal (M) yrkar bifall.\n\nBeslut\nPlanen ställs ut.\n",
            [("3", "Utställning av detaljplan för Sjövik", ["KSN 2024/7"])],
            id="number ends the title",
        ),
        pytest.param(
            "§ 12 Dnr KS-2024/7\nPlan för ett levande\nLindhaga 2021-2025\nBeslut\nPlanen antas.\n",
            [("12", "Plan för ett levande Lindhaga 2021-2025", ["KS 2024/7"])],
            id="years are no case number",
        ),
        pytest.param(
            "§ 14.  Namn på ny park\n\nBESLUT\nParken får heta Lindparken.\n",
            [("14", "Namn på ny park", [])],
            id="full stop after the number",
        ),
    ],
)
def test_headings_of_every_family(text, expected):
    assert shape(read_one(in_body(text))) == expected


def test_head():
    protocol = read_one(in_body("§ 1 Dagordning\n\nBeslut\nDagordningen godkänns.\n"))
    assert (protocol.municipality, protocol.body, protocol.body_code) == ("Lindhaga", "Kommunstyrelsen", "KS")
    assert (protocol.date, protocol.date_source, protocol.document_type) == ("2024-03-12", "stated", "protokoll")


def test_a_table_of_contents_is_no_paragraphs():
    protocol = read_one(
        in_body(
            "Innehållsförteckning\n§ 71 Godkännande av dagordning\n§ 72 Taxa för sophämtning\n§ 73 Motion om ljus\n\n"
            "§ 71 Godkännande av dagordning\n\nBeslut\nDagordningen godkänns.\n\n§ 72 Taxa för sophämtning\n\nBeslut\nTaxan antas.\n\n"
            "§ 73 Motion om ljus\n\nBeslut\nMotionen avslås.\n"
        )
    )
    assert [(p.number, p.outcome) for p in protocol.paragraphs] == [
        ("71", "godkännande"),
        ("72", "antagande"),
        ("73", "avslag"),
    ]


def test_dotted_contents():
    protocol = read_one(in_body("§ 7 Dagordning ........ 3\n\n§ 7 Dagordning\n\nBeslut\nDagordningen godkänns.\n"))
    assert shape(protocol) == [("7", "Dagordning", [])]


def test_laws_and_wrapped_citations_are_no_headings():
    protocol = read_one(
        in_body(
            "§ 8 Förhandling om ny organisation\n\nBakgrund\nFörhandling enligt\n11 § MBL har ägt rum. Ärendet bordlades av kommunstyrelsen den 4 mars 2024,\n"
            "§ 121.\nKommunstyrelsen behandlade frågan den 8 januari 2024, § 4 och den 12 februari\n§ 9, att återkomma.\n\nBeslut\nOrganisationen godkänns.\n\n"
            "§ 9 Övriga frågor\n\nBeslut\nInga övriga frågor.\n"
        )
    )
    assert [p.number for p in protocol.paragraphs] == ["8", "9"]
    assert "§ 121." in section(protocol.paragraphs[0], "sammanfattning")
    assert ("2024-03-04", "121") in [(r.date, r.paragraph) for r in protocol.paragraphs[0].references]
    assert any(r.law for r in protocol.paragraphs[0].references)


def test_a_paragraph_goes_on_over_the_page():
    protocol = read_one(
        "\f".join(
            (
                in_body("§ 16 1379/22\nNytt badhus\n\nBeslut\n1. Badhuset byggs.\n"),
                "Kommunstyrelsen\nSammanträdesdatum: 2024-03-12\n4 (9)\n§ 16 1379/22 forts.\n\n2. Kostnaden är 40 miljoner kronor.\n",
                "Kommunstyrelsen\nSammanträdesdatum: 2024-03-12\n5 (9)\n§ 17 Avslutning\n\nBeslut\nMötet noteras.\n",
            )
        )
    )
    assert [(p.number, p.page_from, p.page_to) for p in protocol.paragraphs] == [("16", 1, 2), ("17", 3, 3)]
    assert protocol.paragraphs[0].decision == "1. Badhuset byggs.\n2. Kostnaden är 40 miljoner kronor."
    assert protocol.paragraphs[0].sections[0].page_starts == ((0, 1), (19, 2))


def test_the_decision_comes_last():
    (paragraph,) = read_one(
        in_body(
            "§ 20 Skolskjuts\n\nÄrendebeskrivning\nReglerna är gamla.\n\nFörslag till beslut\nReglerna avslås.\n\nBeslut\nReglerna antas.\n\nBeslutet skickas till\nSkolkontoret\n"
        )
    ).paragraphs
    assert (paragraph.decision, paragraph.outcome) == ("Reglerna antas.", "antagande")
    assert section(paragraph, "förslag till beslut") == "Reglerna avslås."
    assert section(paragraph, "expediering") == "Skolkontoret"


def test_another_bodys_proposal_is_not_the_decision_but_ones_own_is():
    text = "§ 5 Ny simhall\n\n{0}s förslag till kommunfullmäktige\nSimhallen byggs.\n\nSammanfattning\nSimhallen är sliten.\n"
    own = read_one(in_body(text.format("Kommunstyrelsen"))).paragraphs[0]
    other = read_one(in_body(text.format("Tekniska nämnden"))).paragraphs[0]
    assert (own.decision, own.outcome) == ("Simhallen byggs.", "förslag_uppåt")
    assert (other.decision, other.outcome) == (None, None)
    assert section(other, "förslag till beslut") == "Simhallen byggs."


def test_the_last_vote_decides_and_ja_may_mean_no():
    (paragraph,) = read_one(
        in_body(
            "§ 31 Motion om cykelbana\n\nKommunstyrelsens beslut\nMotionen avslås.\n\nOmröstning\n"
            "Ja-röst för bordläggning, nej-röst för avgörande idag. Med 5 ja-röster mot 10 nej-röster avgörs ärendet idag.\n\n"
            "Huvudvotering\nGodkänd voteringsproposition: ”Ja för avslag och Nej för bifall till motionen.”\n"
            "Omröstningen utfaller med åtta Ja mot sju Nej. Två ledamöter avstår från att rösta.\n\nReservation\nBo Ekdal (M) reserverar sig mot beslutet.\n"
        )
    ).paragraphs
    vote = paragraph.vote
    assert (vote.ja, vote.nej, vote.abstained) == (8, 7, 2)
    assert (vote.ja_means, vote.nej_means) == ("avslag", "bifall till motionen")
    assert ("Bo Ekdal", "M", ("reservation",)) in [(p.name, p.party, p.roles) for p in paragraph.people]


def test_named_roll_calls_are_counted_and_kept():
    (paragraph,) = read_one(
        in_body(
            "§ 32 Budget\n\nBeslut\nBudgeten antas.\n\nOmröstning\nAstrid Lindgård (S), Cilla Dahlén (C) och ordföranden Bo Ekdal (M) röstar Ja (3).\n"
            "Eva Fors (V) röstar Nej (1).\nGun Hed (MP) avstår från att rösta (1).\n"
        )
    ).paragraphs
    assert (paragraph.vote.ja, paragraph.vote.nej, paragraph.vote.abstained) == (3, 1, 1)
    roles = {p.name: p.roles for p in paragraph.people}
    assert roles["Cilla Dahlén"] == ("ja",)
    assert roles["Eva Fors"] == ("nej",)
    assert roles["Gun Hed"] == ("avstår",)


def test_a_row_a_person():
    rows = "\n".join(
        (*(f"Ledamot Nummer{n} (S) - JA" for n in "abcd"), *(f"Ledamot Nummer{n} (M) - NEJ" for n in "efg"))
    )
    (paragraph,) = read_one(in_body(f"§ 33 Taxa\n\nBeslut\nTaxan antas.\n\nOmröstningsresultat\n{rows}\n")).paragraphs
    assert (paragraph.vote.ja, paragraph.vote.nej) == (4, 3)
    assert section(paragraph, "omröstning").count("\n") == 6


def test_a_minority_sends_back():
    (paragraph,) = read_one(
        in_body(
            "§ 34 Ny väg\n\nBeslut\nÄrendet återremitteras med stöd av minoritetsregeln i 5 kap. 50 § kommunallagen.\n\n"
            "Omröstning\nJa för ärendets avgörande idag och Nej för ärendets återremiss. Omröstningen utfaller med 30 Ja mot 19 Nej.\n",
            "Kommunfullmäktige",
        )
    ).paragraphs
    assert paragraph.outcome == "återremiss"
    assert paragraph.vote.nej_means == "ärendets återremiss"


def test_motions_and_reservations_under_other_headings_get_their_own_type():
    (paragraph,) = read_one(
        in_body(
            "§ 35 Lekplats\n\nBeslut\nLekplatsen byggs.\n\nEva Fors (V) reserverar sig mot beslutet.\n\nÄrendet\nLekplatsen är efterfrågad.\n\n"
            "Bo Ekdal (M) yrkar bifall till förslaget.\n\nOrdföranden ställer proposition på förslagen och finner bifall.\n\n"
            "Gun Hed (MP) deltar inte i handläggningen av ärendet på grund av jäv.\n"
        )
    ).paragraphs
    assert [s.type for s in paragraph.sections] == [
        "beslut",
        "reservation",
        "sammanfattning",
        "yrkanden",
        "beslutsgång",
        "jäv",
    ]
    assert paragraph.decision == "Lekplatsen byggs."
    assert {p.name: p.roles for p in paragraph.people}["Gun Hed"] == ("jäv",)


def test_headings_in_capitals_and_inline():
    (paragraph,) = read_one(
        in_body(
            "§ 36 Bro\n\nKOMMUNFULLMÄKTIGES BESLUT\nBron byggs.\n\nRESERVATIONER\nEva Fors (V) reserverar sig.\n\nJäv: Bo Ekdal (M) deltar inte på grund av jäv.\n",
            "KOMMUNFULLMÄKTIGE",
        )
    ).paragraphs
    assert [s.type for s in paragraph.sections] == ["beslut", "reservation", "jäv"]


def test_matter_after_the_last_paragraph_belongs_to_the_meeting():
    protocol = read_one(
        in_body("§ 40 Avslutning\n\nBeslut\nMötet noteras.\n\nOmröstningslista nr. 1\nÄrende: 12\nAstrid Lindgård Ja\n")
    )
    assert [s.text for s in protocol.paragraphs[-1].sections] == ["Mötet noteras."]


def test_gaps_are_missing_paragraphs():
    protocol = read_one(in_body("§ 5 Park\n\nBeslut\nParken byggs.\n\n§ 8 Bad\n\nBeslut\nBadet byggs.\n"))
    assert protocol.missing_paragraphs == ("6", "7")
    assert any("6, 7" in warning for warning in protocol.warnings)


def test_immediately_adjusted_paragraphs_keep_their_heading_clean():
    (paragraph,) = read_one(
        in_body("§ 6 Detaljplan för Sjövik\nParagrafen är omedelbart justerad.\n\nBeslut\nPlanen antas.\n")
    ).paragraphs
    assert paragraph.heading == "Detaljplan för Sjövik"
    assert "omedelbart justerad" in section(paragraph, "övrigt")


def test_two_protocols_in_one_file():
    protocols = read(
        in_body("§ 1 Park\n\nBeslut\nParken byggs.\n")
        + "\f"
        + in_body("§ 30 Bad\n\nBeslut\nBadet byggs.\n", "Kommunfullmäktige").replace("2024-03-12", "2024-03-25")
    )
    assert [(p.body_code, p.date, [q.number for q in p.paragraphs]) for p in protocols] == [
        ("KS", "2024-03-12", ["1"]),
        ("KF", "2024-03-25", ["30"]),
    ]


def test_an_agenda_has_no_paragraphs():
    protocol = read_one(
        "Lindhaga kommun\nKALLELSE\nKommunstyrelsen\nSammanträdesdatum: 2024-03-12\n\n§ 1 Dagordning\n\n§ 2 Taxa för bad\n\n"
        "Förslag till beslut\nTaxan antas.\n"
    )
    assert (protocol.document_type, protocol.paragraphs) == ("kallelse", ())
    assert "kallelse" in protocol.warnings[0]


def test_no_protocol_at_all():
    protocol = read_one("Hej!\nDet här är ett brev om sommarens utflykt.\n")
    assert protocol.paragraphs == ()
    assert "inte vara ett protokoll" in protocol.warnings[0]
    assert protocol.unparsed_share == 1.0


def test_page_furniture_goes_and_wrapped_sentences_are_whole():
    pages = [
        in_body(
            "§ 1 Park\n\nSammanfattning\nParken vid Lillån behöver nya bänkar, och kommunen har under våren frågat de boende om hur den konst-\nnärliga utsmyckningen\n\nJusterandes sign\n"
        ),
        "Lindhaga kommun\nSAMMANTRÄDESPROTOKOLL\nKommunstyrelsen                2 (4)\n2024-03-12\n\nkan bli bättre med gång- och\ncykelvägar.\n\nJusterandes sign\n",
        "Lindhaga kommun\nSAMMANTRÄDESPROTOKOLL\nKommunstyrelsen                3 (4)\n2024-03-12\n\n§ 2 Bad\n\nBeslut\nBadet byggs.\n\nJusterandes sign\n",
        "Lindhaga kommun\nSAMMANTRÄDESPROTOKOLL\nKommunstyrelsen                4 (4)\n2024-03-12\n\n§ 3 Väg\n\nBeslut\nVägen byggs.\n\nJusterandes sign\n",
    ]
    first, second, third = read_one("\f".join(pages)).paragraphs
    assert section(first, "sammanfattning").endswith(
        "hur den konstnärliga utsmyckningen kan bli bättre med gång- och cykelvägar."
    )
    assert (second.decision, third.decision) == ("Badet byggs.", "Vägen byggs.")


def test_recipients_and_lists_stay_lines():
    (paragraph,) = read_one(
        in_body(
            "§ 4 Bidrag\n\nBeslut\n1. Bidraget betalas ut.\n2. Nämnden får i uppdrag att följa upp.\n\nBeslutet skickas till\nKulturnämnden\nFritidsnämnden\nLindhaga blåsorkester\n"
        )
    ).paragraphs
    assert section(paragraph, "expediering").split("\n") == ["Kulturnämnden", "Fritidsnämnden", "Lindhaga blåsorkester"]
    assert section(paragraph, "beslut").split("\n")[1] == "2. Nämnden får i uppdrag att följa upp."


def test_names_lose_their_genitive_and_nothing_else():
    (paragraph,) = read_one(
        in_body(
            "§ 5 Motion av Pekka Lehtonäs (V)\n\nBeslut\nMotionen avslås.\n\nYrkanden\nPekka Lehtonäs (V) yrkar bifall.\nBo Ekdal (M) yrkar avslag.\n\n"
            "Beslutsgång\nOrdföranden ställer Pekka Lehtonäs (V) yrkande mot Bo Ekdals (M) och Eva Brins (C) yrkande.\n"
        )
    ).paragraphs
    assert [p.name for p in paragraph.people] == ["Pekka Lehtonäs", "Bo Ekdal", "Eva Brin"]


def test_a_page_head_in_columns():
    protocol = read_one(
        "Lindhaga kommun          SAMMANTRÄDESPROTOKOLL        1 (4)\nKommunstyrelsen          2024-03-12\n\n§ 1 Bad\n\nBeslut\nBadet byggs.\n"
    )
    assert (protocol.municipality, protocol.body, protocol.date) == ("Lindhaga", "Kommunstyrelsen", "2024-03-12")
