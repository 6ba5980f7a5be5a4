from indexer.model import ParagraphKey, Reference


def test_a_dated_reference_is_a_key():
    reference = Reference("KF 2024-05-13 § 31", "KF", "2024-05-13", "31")
    assert ParagraphKey.of(reference) == ParagraphKey("31", "2024-05-13", "2024-05-13", "KF")


def test_without_a_body_it_is_one_of_the_own():
    reference = Reference("2024-05-13 § 31", None, "2024-05-13", "31")
    assert ParagraphKey.of(reference, "KS") == ParagraphKey("31", "2024-05-13", "2024-05-13", "KS")


def test_without_number_or_day_there_is_none():
    assert ParagraphKey.of(Reference("§ 31", paragraph="31")) is None
    assert ParagraphKey.of(Reference("9 kap. 3 § PBL", law="9 kap. 3 § PBL")) is None
