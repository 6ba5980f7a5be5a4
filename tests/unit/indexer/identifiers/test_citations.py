import pytest

from indexer.identifiers import body_code, find_bodies, find_dates, find_paragraph_keys, find_references


def cited(text):
    return [
        (m.reference.body_code, m.reference.date, m.reference.paragraph)
        for m in find_references(text)
        if not m.reference.law
    ]


def laws(text):
    return [m.reference.law for m in find_references(text) if m.reference.law]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("KF den 18 november 2019, § 88", ("KF", "2019-11-18", "88")),
        ("bordlagt den 26 januari 2023, § 29", (None, "2023-01-26", "29")),
        ("kommunfullmäktige 2021-02-25 § 15", ("KF", "2021-02-25", "15")),
        ("kommunfullmäktiges beslut 2021-02-25 § 15", ("KF", "2021-02-25", "15")),
        ("uppdrag 2024-01-10 § 24 punkt 1 förklaras fullgjort", (None, "2024-01-10", "24")),
        ("KS § 187, 2016-12-06", ("KS", "2016-12-06", "187")),
        ("den 24 mars 2010, § 24", (None, "2010-03-24", "24")),
        ("se § 14", (None, None, "14")),
        ("Barn- och utbildningsnämnden 2024-05-15 § 41", ("BUN", "2024-05-15", "41")),
    ],
)
def test_citations_of_paragraphs(text, expected):
    assert cited(text) == [expected]


def test_a_law_after_a_citation_begins_with_its_chapter():
    text = "kommunfullmäktige 2023-11-20 § 88 och 5 kap. 3 § kommunallagen"
    assert cited(text) == [("KF", "2023-11-20", "88")]
    assert laws(text) == ["5 kap. 3 § kommunallagen"]


def test_two_citations_keep_their_own_body_and_date():
    text = "Kommunstyrelsen 2024-03-19 § 32 (återremiss) och kommunstyrelsens arbetsutskott 2024-05-14 § 39."
    assert cited(text) == [("KS", "2024-03-19", "32"), ("KSAU", "2024-05-14", "39")]


@pytest.mark.parametrize(
    ("text", "law"),
    [
        ("enligt 5 kap. 3 § KL ska", "5 kap. 3 § KL"),
        ("förhandling enligt 11 § MBL", "11 § MBL"),
        ("6 kap. 5 § kommunallagen", "6 kap. 5 § kommunallagen"),
        ("KL 5 kap 1-3 §§", "KL 5 kap 1-3 §§"),
        ("kommunallagen (2017:725)", "kommunallagen (2017:725)"),
        ("7 kap. 18 c § miljöbalken", "7 kap. 18 c § miljöbalken"),
    ],
)
def test_laws_are_told_apart(text, law):
    assert laws(text) == [law]
    assert cited(text) == []


@pytest.mark.parametrize(
    ("typed", "paragraph", "body", "date"),
    [
        ("§ 112", "112", None, None),
        ("KS 2025-03-12 § 112", "112", "KS", "2025-03-12"),
        ("paragraf 15 fullmäktige 7 september 2023", "15", "KF", "2023-09-07"),
        ("kommunstyrelsens protokoll 2024-02-07 paragraf 121", "121", "KS", "2024-02-07"),
        ("beslut 2025-05-22 § 273 kommunfullmäktige", "273", "KF", "2025-05-22"),
        ("ks 241120 § 967", "967", "KS", "2024-11-20"),
        ("§ 81 KF 29/2 2024", "81", "KF", "2024-02-29"),
    ],
)
def test_paragraphs_as_typed(typed, paragraph, body, date):
    (match,) = find_paragraph_keys(typed)
    assert (match.key.paragraph, match.key.body_code, match.key.date_from) == (paragraph, body, date)


def test_a_date_without_a_year_waits_for_one():
    (match,) = find_paragraph_keys("kf 22 augusti § 307")
    assert (match.key.paragraph, match.key.body_code, match.month, match.day) == ("307", "KF", 8, 22)


def test_a_whole_protocol():
    (match,) = find_paragraph_keys("ks-protokollet 12 mars 2025")
    assert (match.key.paragraph, match.key.body_code, match.key.date_from) == (None, "KS", "2025-03-12")


@pytest.mark.parametrize("typed", ["skolskjuts", "budget 2025", "ks 2025/1036", "beslut om cykelväg"])
def test_what_names_no_paragraph(typed):
    assert find_paragraph_keys(typed) == ()


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Kommunstyrelsens arbetsutskott", "KSAU"),
        ("kommunfullmäktiges", "KF"),
        ("Barn- och utbildningsnämnden", "BUN"),
        ("Trafik- och gatunämnden", "TGN"),
        ("Socialnämndens arbetsutskott", "SNAU"),
        ("Ekhamra kommun Kommunstyrelsen", "KS"),
        ("hej", None),
        ("nämnden", None),
    ],
)
def test_bodies_have_codes(name, code):
    assert body_code(name) == code


def test_bodies_in_a_sentence():
    text = "KF:s nämnd, kommunstyrelsens arbetsutskott och miljö- och hälsoskyddsnämnden."
    assert [match.code for match in find_bodies(text)] == ["KF", "KSAU", "MHN"]


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2025-03-12", "2025-03-12", "2025-03-12"),
        ("den 7 september 2023", "2023-09-07", "2023-09-07"),
        ("7/9 2023", "2023-09-07", "2023-09-07"),
        ("mars 2025", "2025-03-01", "2025-03-31"),
        ("februari 2024", "2024-02-01", "2024-02-29"),
        ("under 2024", "2024-01-01", "2024-12-31"),
    ],
)
def test_dates(text, first, last):
    (match,) = find_dates(text)
    assert (match.date_from, match.date_to) == (first, last)


@pytest.mark.parametrize("text", ["31 februari 2025 är", "KS 2025/1036", "SLK-2025-00364", "kl. 13.15"])
def test_no_dates(text):
    assert [m for m in find_dates(text) if m.day] == []


@pytest.mark.parametrize(
    "bait", ["den 1 mars ", "nämnd och ", "2025-03-12 § 1 ", "KS 2025/", "a" * 10, "1 kap. ", "§ 1, "]
)
def test_bait_is_read_in_linear_time(bait):
    find_dates(bait * 10_000)
    find_bodies(bait * 10_000)
