from pipelines.parse import parse
from pipelines.readers import Limits
from pipelines.readers.text import read

TEXT = """SAMMANTRÄDESPROTOKOLL
Kommunstyrelsen 2024-02-01

§ 12 Ny skola i Lindhaga
Dnr KS 2024/12 (tidigare KS 2019/311)

Kommunstyrelsens beslut
Planen godkänns. Se även dnr KS 2020/5.

§ 13 Badhuset Dnr KS 2023/8

Kommunstyrelsens beslut
Ärendet bordläggs. Ärendet har tidigare diarienummer KS 2018/77.
"""


def test_a_paragraph_carries_the_former_number_of_its_case():
    found = parse(read(TEXT.encode(), Limits()), "protokoll.txt")[0].paragraphs
    assert [(p.heading, [(n.canonical, n.same_case) for n in p.case_numbers]) for p in found] == [
        ("Ny skola i Lindhaga", [("KS 2024/12", False), ("KS 2019/311", True)]),
        ("Badhuset", [("KS 2023/8", False), ("KS 2018/77", True)]),
    ]
