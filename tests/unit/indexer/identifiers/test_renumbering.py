import pytest

from indexer.identifiers.renumbering import cut_same_case


@pytest.mark.parametrize(
    ("text", "left", "number"),
    [
        ("Ny skola Dnr KS 2024/12 (tidigare KS 2019/311)", "Ny skola Dnr KS 2024/12 ", "KS 2019/311"),
        ("Diarienummer: KS-2024/12, tidigare dnr KS-2019/311", "Diarienummer: KS-2024/12", "KS 2019/311"),
        ("Dnr 2024/55 (ersätter dnr 2019/311)", "Dnr 2024/55 ", "2019/311"),
        ("Ärendet fortsätter under diarienummer SLK-2025-00364.", "Ärendet.", "SLK 2025/364"),
        ("KS 2024/12 (f.d. KS 2019/311)", "KS 2024/12 ", "KS 2019/311"),
    ],
)
def test_another_number_of_the_case_is_cut_out_and_marked(text, left, number):
    rest, found = cut_same_case(text)
    assert rest == left
    assert [(one.canonical, one.same_case) for one in found] == [(number, True)]


@pytest.mark.parametrize(
    "text",
    [
        "se även dnr KS 2019/311",
        "jfr dnr KS 2019/311",
        "tidigare beslut KS 2019/311",
        "Beslutet ersätter dnr KS 2019/3",
        "ersätter tidigare riktlinje KS 2019/311",
        "(tidigare benämnd riktlinje för upphandling)",
        "Dnr KS 2024/12, KS 2019/311",
    ],
)
def test_other_cases_are_left_alone(text):
    assert cut_same_case(text) == (text, ())
