import pytest

from indexer.identifiers import find_case_numbers, find_query_case_numbers, index_keys, query_keys
from indexer.model import CaseNumber

PRINTED = {
    "KS-2025/1036": "KS 2025/1036",
    "UPP-2025/39": "UPP 2025/39",
    "KS 2018/14": "KS 2018/14",
    "KS 2017/0996": "KS 2017/996",
    "BUN 2018/41": "BUN 2018/41",
    "SN-2017/104": "SN 2017/104",
    "KS/2018:298": "KS 2018/298",
    "KSKF/2014:1": "KSKF 2014/1",
    "KU.2017.3": "KU 2017/3",
    "KS/2019/0001/0009": "KS 2019/1:9",
    "KSN-2017-0007": "KSN 2017/7",
    "SLK-2025-00364": "SLK 2025/364",
    "SLK-2023-01169:2": "SLK 2023/1169:2",
    "2023/KS 0362": "KS 2023/362",
    "2021/KS 0280 013": "KS 2021/280",
    "Tn 99/2026": "TN 2026/99",
    "Bom 11/2025": "BOM 2025/11",
    "LD13/03336": "LD 2013/3336",
}
AFTER_A_LABEL = {
    "00322/2026": "2026/322",
    "00123/20212.6.": "2021/123",
    "116159": "116159",
    "2019-000003 - 042": "2019/3",
    "2007/555": "2007/555",
    "1435/22": "2022/1435",
    "0657/22": "2022/657",
    "31/16": "2016/31",
    "1.2.4-182-2013": "2013/182",
    "1.6-0463/2011": "2011/463",
    "322-278/2009": "2009/278",
    "RV180949": "RV 2018/949",
}
LABELS = ("Diarienummer: ", "Dnr ", "DNR: ", "Dnr. ", "Ärendenummer ", "diarienr ", "Diarienummer       ")


@pytest.mark.parametrize(("raw", "canonical"), PRINTED.items())
@pytest.mark.parametrize("around", ["{}", "Ärendet {} bordläggs.", "({})", "Dnr {}", "Rubrik {}\n"])
def test_printed_numbers(raw, canonical, around):
    (match,) = find_case_numbers(around.format(raw))
    assert match.number.canonical == canonical
    assert match.number.raw.startswith(raw)


@pytest.mark.parametrize(("raw", "canonical"), AFTER_A_LABEL.items())
@pytest.mark.parametrize("label", LABELS)
def test_numbers_after_a_label(raw, canonical, label):
    (match,) = find_case_numbers(label + raw, meeting_year=2017 if raw == "31/16" else None)
    assert (match.number.canonical, match.ambiguous) == (canonical, False)


def test_two_on_one_line():
    assert [m.number.canonical for m in find_case_numbers("Dnr KS 2025/1 och KS 2025/22")] == [
        "KS 2025/1",
        "KS 2025/22",
    ]


@pytest.mark.parametrize(
    ("text", "year", "canonical", "ambiguous"),
    [
        ("BUN 10/25", None, "BUN 2025/10", True),
        ("BUN 10/25", 2012, "BUN 2010/25", False),
        ("BUN 15/96", 2016, "BUN 2015/96", False),
        ("BUN 96/15", 2016, "BUN 2015/96", False),
    ],
)
def test_the_meeting_tells_which_half_is_the_year(text, year, canonical, ambiguous):
    (match,) = find_case_numbers(text, labelled=True, meeting_year=year)
    assert (match.number.canonical, match.ambiguous) == (canonical, ambiguous)


@pytest.mark.parametrize(
    "text",
    [
        "(SOU 2025:87)", "kommunallagen (2017:725)", "prop. 2018/19:42", "(EU) 2016/679", "Motion (2016:5)", "SFS 2017:725",
        "Utlåtande 2017:19 RI", "Källsviken 1:8", "2025–2027", "2024-01-10 § 24 punkt 1", "45 (60)", "KF Handling 2024 nr 61",
        "Nr 2009:6", "08-123 45 67", "Mål och budget 2026-2028", "Budget 2025-2027", "Storvik 2021-2025", "2025-03-12",
        "kl. 09.00–15.30", "12/3", "24/7", "1 036 000 kronor", "Ds 2024:3", "Dir. 2023:12", "sida 3 (12)",
    ],
)  # fmt: skip
def test_what_is_no_case_number(text):
    assert find_case_numbers(text) == ()


SPELLINGS = [
    "KS-2025/1036", "ks-2025/1036", "KS 2025/1036", "ks 2025 1036", "KS2025/1036", "ks2025-1036", "KS/2025:1036", "KS.2025.1036",
    "KS-2025-1036", "KS 2025/01036", "dnr KS 2025/1036", "Dnr: ks 2025-1036", "diarienummer KS2025/1036", "ärende ks 2025/1036",
    "КS 2025/1036", "vad beslutades i KS 2025/1036?", "KS 2025‑1036", "ks 1036/2025", "2025/KS 1036",
]  # fmt: skip


@pytest.mark.parametrize("typed", SPELLINGS)
def test_typed_in_any_spelling(typed):
    assert [m.number.canonical for m in find_query_case_numbers(typed)] == ["KS 2025/1036"]


@pytest.mark.parametrize(
    ("typed", "canonical"),
    [
        ("2025/1036", "2025/1036"), ("2025-01036", "2025/1036"), ("1313/22", "2022/1313"), ("dnr 0497/22", "2022/497"),
        ("slk2024-00191", "SLK 2024/191"), ("slk 2024 921", "SLK 2024/921"), ("SLK-2023-01169:2", "SLK 2023/1169:2"),
        ("00322/2026", "2026/322"),
    ],
)  # fmt: skip
def test_typed_without_code_or_otherwise(typed, canonical):
    assert [m.number.canonical for m in find_query_case_numbers(typed)] == [canonical]


@pytest.mark.parametrize(
    "typed",
    [
        "2025-03-12", "12/3", "§ 112", "budget 2025", "mål och budget 2026-2028", "Källsviken 1:8", "SFS 2017:725", "2025", "2025-2027",
        "beslut 2025-05-22 § 273", "lag 2017:725", "mars 2025", "under 2024 5 motioner", "7/9 2023", "kf 22 augusti", "taxa 2024 12 kronor",
        "biblioteksplan 2024-2028", "",
    ],
)  # fmt: skip
def test_typed_but_no_case_number(typed):
    assert find_query_case_numbers(typed) == ()


def number(code, year, serial, sub=None):
    return CaseNumber("", "", code, year, serial, sub)


@pytest.mark.parametrize(
    ("stored", "asked", "meets"),
    [
        (("KS", 2025, "7"), ("KS", 2025, "7"), True),
        (("KS", 2025, "7"), (None, 2025, "7"), True),
        ((None, 2022, "1313"), ("SLK", 2022, "1313"), True),
        (("BUN", 2025, "7"), ("KS", 2025, "7"), False),
        (("KS", 2025, "7"), ("KS", 2025, "70"), False),
        (("KS", 2024, "7"), ("KS", 2025, "7"), False),
        (("SLK", 2023, "1169", "2"), ("SLK", 2023, "1169"), True),
        (("SLK", 2023, "1169", "2"), ("SLK", 2023, "1169", "2"), True),
        (("SLK", 2023, "1169", "2"), ("SLK", 2023, "1169", "3"), False),
    ],
)
def test_keys_meet_when_the_case_is_the_same(stored, asked, meets):
    assert bool(set(index_keys(number(*stored))) & set(query_keys(number(*asked)))) == meets
