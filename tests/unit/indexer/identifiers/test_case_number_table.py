from collections.abc import Iterator
from itertools import product

import pytest

from indexer.identifiers import find_case_numbers

LABELS = ("Dnr ", "Dnr: ", "DNR: ", "Dnr. ", "Diarienummer ", "Diarienummer: ", "Diarienr ", "Ärendenummer: ", "dnr ")
CODES = ("KS", "BUN", "SN", "KSKF", "UPP", "SLK", "TN")
LABELLED = {  # read after a label in every municipality seen, as (written, canonical)
    "KS-2025/1036": "KS 2025/1036",
    "KS 2017/0996": "KS 2017/996",
    "KS/2018:298": "KS 2018/298",
    "KU.2017.3": "KU 2017/3",
    "KSN-2017-0007": "KSN 2017/7",
    "SLK-2023-01169:2": "SLK 2023/1169:2",
    "2023/KS 0362": "KS 2023/362",
    "2021/KS 0280 013": "KS 2021/280",
    "Tn 99/2026": "TN 2026/99",
    "00322/2026": "2026/322",
    "2019-000003 - 042": "2019/3",
    "2007/555": "2007/555",
    "1435/22": "2022/1435",
    "1.2.4-182-2013": "2013/182",
    "1.6-0463/2011": "2011/463",
    "322-278/2009": "2009/278",
    "LD13/03336": "LD 2013/3336",
}
SPELLINGS = (
    "{c}-{y}/{n}",
    "{c} {y}/{n}",
    "{c}/{y}:{n}",
    "{c}.{y}.{n}",
    "{c}-{y}-{n:0>5}",
    "{y}/{c} {n:0>4}",
    "{c} {n}/{y}",
)
NEGATIVES = (
    "SOU 2025:87", "kommunallagen (2017:725)", "prop. 2018/19:42", "(EU) 2016/679", "Motion (2016:5)", "Utlåtande 2017:19 RI",
    "Källsviken 1:8", "2025–2027", "2024-01-10 § 24 punkt 1", "45 (60)", "KF Handling 2024 nr 61", "Nr 2009:6", "08-535 300 00",
    "SFS 2010:900", "Ds 2019:4", "bet. 2020/21:KU12", "rskr. 2020/21:113", "NJA 2015 s. 512", "kl. 13:00-15:30", "1(16)",
    "sida 3(12)", "2024-05-07", "12 500 000 kr", "5 kap. 3 § KL", "11 § MBL",
)  # fmt: skip
SETTINGS = ("{}", "Se {}.", "enligt {} gäller", "({})", "{} och annat", "Bilaga: {}", "\t{}", "”{}”", "från {} till nu")


def spelled() -> Iterator[tuple[str, str]]:
    for code, spelling, (year, serial) in product(CODES, SPELLINGS, ((2025, 1036), (2018, 298), (2012, 417))):
        canonical = f"{code} {year}/{serial}"
        raw = spelling.format(c=code, y=year, n=serial)
        yield f"Dnr {raw}", canonical
        yield f"Ärendet {raw} behandlas", canonical


def labelled() -> Iterator[tuple[str, str]]:
    yield from ((label + raw, canonical) for label, (raw, canonical) in product(LABELS, LABELLED.items()))


POSITIVES = (*spelled(), *labelled())
REFUSED = tuple(setting.format(text) for setting, text in product(SETTINGS, NEGATIVES))


def test_the_table_is_as_large_as_it_should_be() -> None:
    assert len(set(POSITIVES)) >= 400
    assert len(set(REFUSED)) >= 200


@pytest.mark.parametrize(("text", "canonical"), POSITIVES)
def test_every_spelling_gives_the_case(text: str, canonical: str) -> None:
    assert [m.number.canonical for m in find_case_numbers(text, meeting_year=2026)] == [canonical]


@pytest.mark.parametrize("text", REFUSED)
def test_what_only_looks_like_one_is_left(text: str) -> None:
    assert not find_case_numbers(text, meeting_year=2026)


@pytest.mark.parametrize(
    "raw",
    ["\u041aS-2025/1036", "KS\u20112025/1036", "KS\u20132025/1036"],
    ids=["Cyrillic letter", "no-break hyphen", "dash"],
)
def test_look_alikes_give_the_same_case(raw: str) -> None:
    found = [m.number.canonical for m in find_case_numbers(f"Dnr {raw}", meeting_year=2026)]
    assert found == ["KS 2025/1036"]
