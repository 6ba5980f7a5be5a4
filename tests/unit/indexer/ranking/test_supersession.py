from rows import document

from indexer.model import Reference
from indexer.ranking.supersession import Supersession

CASE = "KS 2024/118"


def test_the_final_word_of_a_case_comes_after_what_was_before_it():
    early = document(1, date="2024-03-01", outcome="bordläggning", case_number=CASE)
    proposal = document(2, date="2024-04-01", outcome="förslag_uppåt", case_number=CASE)
    final = document(3, date="2024-05-01", outcome="antagande", case_number=CASE, body_code="KF")
    found = Supersession.among([proposal, final, early])
    assert found.after == {early.id: final.id, proposal.id: final.id}
    assert found.before == {final.id: tuple(sorted((early.id, proposal.id)))}


def test_what_comes_after_the_decision_does_not_yield_to_it():
    final = document(1, date="2024-05-01", outcome="antagande", case_number=CASE, body_code="KF")
    later = document(2, date="2024-09-01", outcome="notering", case_number=CASE)
    assert Supersession.among([final, later]).after == {}


def test_cases_and_municipalities_stand_apart():
    one = document(1, date="2024-03-01", outcome="bordläggning", case_number=CASE)
    other_town = document(2, date="2024-05-01", outcome="antagande", case_number=CASE, municipality="Ekhamra")
    other_case = document(3, date="2024-05-01", outcome="antagande", case_number="KS 2024/119")
    assert Supersession.among([one, other_town, other_case]).after == {}


def test_a_decision_that_says_so_comes_in_the_place_of_the_one_it_names():
    raw = "kommunstyrelsens beslut 2023-02-01 § 7"
    old = document(7, date="2023-02-01", protocol="storvik/ks/2023-02-01")
    repeals = document(
        9,
        date="2024-02-01",
        decision=f"Taxan antas. Samtidigt upphävs {raw}.",
        references=(Reference(raw, "KS", "2023-02-01", "7"),),
    )
    assert Supersession.among([old, repeals]).after == {old.id: repeals.id}
    mentions = document(8, date="2024-02-01", decision=f"Se {raw}.", references=repeals.references)
    assert Supersession.among([old, mentions]).after == {}
