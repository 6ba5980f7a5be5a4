import json
from importlib.resources import files

from indexer.language import stem, surfaces
from pipelines.training.embedding.everyday import question_pairs, swapped_pairs, thesaurus_pairs
from pipelines.training.embedding.judged_cases import read_judged
from pipelines.training.embedding.pairs import Pair, read_pack

DATA = files("pipelines.training").joinpath("data")
HELD_OUT = DATA / "everyday-held-out.jsonl"
HEADING = "Redovisning av avgift för förskola i Ekhamra"
TEXT = "Kommunstyrelsen har behandlat frågan om avgiften och konstaterar att barnen behöver plats. " * 8


def row(name, heading, text=TEXT, number=None):
    return {"id": name, "rubrik": heading, "text": text, "handling": "", "dnr": number}


def lines(name):
    return [json.loads(line) for line in (DATA / name).read_text(encoding="utf-8").splitlines()]


def test_a_question_stands_with_heading_and_text_of_its_paragraphs():
    case = lines("everyday-training.jsonl")[0]
    pairs = list(question_pairs([row(case["paragraphs"][0], HEADING)]))
    assert {pair.query for pair in pairs} == set(case["questions"])
    assert {pair.source for pair in pairs} == {"everyday-heading", "everyday-text"}


def test_there_are_fifteen_hundred_question_paragraph_pairs():
    cases = lines("everyday-training.jsonl")
    assert sum(len(case["questions"]) * len(case["paragraphs"]) for case in cases) >= 1500
    assert sum(len(case["questions"]) for case in cases) >= 1000


def test_two_hundred_questions_are_set_aside_by_case():
    trained = {name for case in lines("everyday-training.jsonl") for name in case["paragraphs"]}
    held_out = lines("everyday-held-out.jsonl")
    assert len(held_out) >= 200
    assert not trained & {name for question in held_out for name in question["relevant"]}


def test_no_question_is_about_a_case_of_the_development_queries(shared_data):
    paragraphs = shared_data / "protocols" / "goteborg" / "paragrafer.jsonl"
    judged = read_judged([shared_data / "eval" / "queries.jsonl"], paragraphs)
    named = {name for case in lines("everyday-training.jsonl") for name in case["paragraphs"]}
    named |= {name for question in lines("everyday-held-out.jsonl") for name in question["relevant"]}
    rows = [one for one in read_pack(shared_data / "nlp" / "goteborg-protokoll.jsonl.xz") if one["id"] in named]
    assert len(rows) == len(named)
    assert not [one["id"] for one in rows if judged.has_paragraph(one)]


def test_the_thesaurus_gives_a_pair_a_link():
    assert Pair("dagis", "förskola", "thesaurus") in set(thesaurus_pairs())


def test_a_heading_is_said_with_everyday_words():
    said = [pair.query for pair in swapped_pairs([Pair(HEADING, TEXT, "titel")] * 30, frozenset({"titel"}))]
    assert any("dagis" in query for query in said)
    assert not any("förskola" in query and "avgift för förskola" in query for query in said)
    assert not list(swapped_pairs([Pair(HEADING, TEXT, "titel")], frozenset({"annan"})))


def test_questions_name_nobody(shared_data):
    surnames = {name.lower() for name in (shared_data / "nlp" / "mp-surnames.txt").read_text(encoding="utf-8").split()}
    questions = [question for case in lines("everyday-training.jsonl") for question in case["questions"]]
    questions += [question["query"] for question in lines("everyday-held-out.jsonl")]
    named = {word for question in questions for word in question.split() if word[:1].isupper()}
    assert not {word for word in named if word.lower() in surnames and stem(surfaces(word)[0]) not in PLACES}


PLACES = {stem(word) for word in ("hagen",)}
