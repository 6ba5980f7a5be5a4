import pytest
from growth import GROWTH_LIMIT, growth

from pipelines.training.embedding.prose import CHUNK_WORDS, chunks, is_prose, matter, without_heading


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        ("§ 12 Motion av Ada Alm (X) och Bo Berg (Y) om att anlägga en klätterpark", "anlägga en klätterpark"),
        ("Redovisning av uppdrag att utreda en ny bro", "utreda en ny bro"),
        ("Hemställan från hamnnämnden om utökad ram", "utökad ram"),
        ("Ärende 4 - Taxa för båtplatser (X)", "Taxa för båtplatser"),
        ("Yttrande över Remiss från Näringsdepartementet - Bättre hamnar", "Bättre hamnar"),
    ],
)
def test_the_matter_is_the_heading_without_procedure(heading, expected):
    assert matter(heading) == expected


def test_a_repeated_heading_is_removed_also_over_lines():
    assert (
        without_heading("§ 4 Taxa för\nbåtplatser Beslut\nTaxan höjs.", "Taxa för båtplatser")
        == "§ 4   Beslut\nTaxan höjs."
    )


def test_chunks_keep_every_word_in_order_and_the_limits():
    text = "\n".join("Nämnden säger ja. " * (n % 60 + 3) for n in range(90))
    cut = chunks(text)
    assert " ".join(cut).split() == text.split()
    assert max(len(chunk.split()) for chunk in cut) <= CHUNK_WORDS[1]
    assert min(len(chunk.split()) for chunk in cut[:-1]) >= CHUNK_WORDS[0] // 2


def test_a_list_of_names_and_numbers_is_no_prose():
    assert is_prose("Det är en av de frågor som nämnden har arbetat med och som är viktig för staden.")
    assert not is_prose("Ada Alm (X) ersätter Bo Berg (Y), 12 345 678 kr, 2024-01-01, 17:30–18:45, sal 3")


def test_hostile_headings_take_linear_time():
    def work(size):
        for opening in ("Motion av ", "§ 1 ", "Yrkande från ", "Remiss från "):
            matter(opening + "a " * size)

    assert growth(work, 50_000) <= GROWTH_LIMIT
