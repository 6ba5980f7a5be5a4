from pipelines.training.embedding.negatives import hard_negatives
from pipelines.training.embedding.pairs import Pair

TEXT = "Kommunstyrelsen har behandlat frågan om avgiften och konstaterar att barnen behöver plats. " * 8


def row(name, heading, text=TEXT, number=None):
    return {"id": name, "rubrik": heading, "text": text, "handling": "", "dnr": number}


def test_hard_negatives_share_words_but_never_the_case():
    minutes = [
        row("a", "Avgift för förskola i norr", number="KS-2024-1"),
        row("b", "Avgift för förskola i norr, bordlagd", number="KS-2024-1"),
        row("c", "Avgift för simhall i söder", number="KS-2024-2"),
        row("d", "Gatunamn", "Namnet är beslutat. " * 30, number="KS-2024-3"),
    ]
    pairs = [Pair("avgift för dagis", "Avgift för förskola i norr", "fråga")]
    found = hard_negatives(pairs, frozenset({"fråga"}), minutes)
    assert "Avgift för simhall i söder" in found["avgift för dagis"]
    assert not any("norr" in text for text in found["avgift för dagis"])
