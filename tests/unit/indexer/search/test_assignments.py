"""Assignments end to end, on both engines."""

import contextlib
from dataclasses import replace

import cluster
import numpy as np
import pytest
from assigned import resolved
from fictional import TrigramEmbedder, document

from indexer.engine.embedded import EmbeddedEngine
from indexer.engine.opensearch import OpenSearchEngine
from indexer.model import Access, Reference
from indexer.search.searcher import Searcher, SearchOptions
from indexer.settings import Settings
from search_api.answers import hit_answer, search_answer
from search_api.messages import note_text

EMBEDDER = TrigramEmbedder()
TOLD = (
    "1. Biblioteksplanen antas.\n2. Kulturnämnden får i uppdrag att utreda kvällsöppet senast den 31 oktober 2025.\n"
    "3. Tekniska nämnden får i uppdrag att bygga en lekplats vid biblioteket."
)

ROWS = (
    ("KF", "2024-05-13", "31", "KS 2024/5", "antagande", "Biblioteksplan", TOLD),
    ("KF", "2024-05-13", "32", "KS 2024/9", "bifall", "Simhall", "Kommunstyrelsen får i uppdrag att utreda en simhall."),
    ("KS", "2024-04-30", "77", "KS 2024/9", "förslag_uppåt", "Simhall", "Kommunstyrelsen får i uppdrag att utreda simhall."),
    ("KS", "2025-01-15", "4", "KS 2024/9", "godkännande", "Redovisning av uppdrag om simhall", "Rapporten godkänns."),
    ("KF", "2025-02-10", "9", "KS 2025/1", "notering", "Uppföljning",
     "Fullmäktiges uppdrag 2024-05-13 § 31 punkt 3 till tekniska nämnden förklaras fullgjort."),
    ("KS", "2025-03-12", "60", "KS 2025/3", "notering", "Information om uppdrag", "Informationen om simhallen antecknas."),
)  # fmt: skip
CITED = Reference("Fullmäktiges uppdrag 2024-05-13 § 31", "KF", "2024-05-13", "31")


def documents():
    for body, date, number, case, outcome, heading, decision in ROWS:
        references = (CITED,) if CITED.raw in decision else ()
        yield document(
            number,
            heading,
            [("beslut", "Beslut", decision)],
            body=body,
            date=date,
            case=case,
            outcome=outcome,
            references=references,
        )


@contextlib.contextmanager
def embedded(_, __):
    with contextlib.closing(EmbeddedEngine.open(None, EMBEDDER.dimension)) as engine:
        yield engine


@contextlib.contextmanager
def opensearch(request, tmp_path):
    if reason := cluster.missing():
        pytest.skip(reason)
    node = request.getfixturevalue("opensearch_node")
    settings = Settings(
        store=tmp_path, engine="opensearch", opensearch_url=",".join(node.urls), opensearch_index="uppdrag"
    )
    engine = OpenSearchEngine.open(settings, EMBEDDER.dimension)
    yield engine
    engine.indices.delete(*engine.indices.every())
    engine.close()


@pytest.fixture(scope="module", params=[embedded, opensearch])
def searcher(request, tmp_path_factory):
    folder = tmp_path_factory.mktemp("store")
    with request.param(request, folder) as engine:
        for one in resolved(folder, documents()):
            texts = [passage.text for passage in one.passages]
            engine.replace(one.id, [one], np.asarray(EMBEDDER.embed_passages(texts)))
        engine.commit(1)
        yield Searcher(engine, EMBEDDER)


def ask(searcher, text, access=None):
    return searcher.search(text, SearchOptions(), access or Access.owner())


def places(results):
    return [f"{hit.document.body_code} {hit.document.paragraph}" for hit in results.hits]


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("öppna uppdrag", ["KF 31"]),
        ("ej återrapporterade uppdrag", ["KF 31"]),
        ("öppna uppdrag till kulturnämnden", ["KF 31"]),
        ("uppdrag till tekniska nämnden 2024", ["KF 31"]),
        ("slutförda uppdrag till kommunstyrelsen", ["KF 32"]),
        ("uppdrag:öppet", ["KF 31"]),
        ("uppdrag:slutfört", ["KF 31", "KF 32"]),
        ("uppdrag:slutfört simhall", ["KF 32", "KF 31"]),
    ],
)
def test_which_paragraphs_are_listed(searcher, question, expected):
    results = ask(searcher, question)
    assert places(results) == expected
    assert results.total == len(expected)


def test_the_wish_lifts_what_gives_an_assignment(searcher):
    results = ask(searcher, "uppdraget att utreda simhall")
    assert places(results)[0] == "KF 32"
    assert results.total > 1
    assert results.confidence == "strong"


def test_the_answer_says_who_what_when_and_by_which_paragraph(searcher):
    first = ask(searcher, "öppna uppdrag till kulturnämnden").hits[0]
    assert hit_answer(first).to_json()["assignments"] == [
        {
            "to": "Kulturnämnden",
            "what": "utreda kvällsöppet senast den 31 oktober 2025",
            "due": "senast den 31 oktober 2025",
            "due_date": "2025-10-31",
            "point": "2",
            "reported_by": None,
        },
        {
            "to": "Tekniska nämnden",
            "what": "bygga en lekplats vid biblioteket",
            "due": None,
            "due_date": None,
            "point": "3",
            "reported_by": "solbacka/kf/2025-02-10/9",
        },
    ]
    assert ask(searcher, "slutförda uppdrag").hits[1].assignments[0].reported_by == "solbacka/ks/2025-01-15/4"


def test_what_was_understood_is_said_and_nothing_is_added_to_other_answers(searcher):
    read = search_answer(ask(searcher, "öppna uppdrag till kulturnämnden")).to_json()["understood"]
    assert [(one["kind"], one["value"], one["hard"]) for one in read] == [
        ("uppdrag", "öppet", False),
        ("mottagare", "Kulturnämnden", False),
    ]
    assert "assignments" not in hit_answer(ask(searcher, "biblioteksplan").hits[0]).to_json()


def test_nothing_is_told_of_what_the_asker_may_not_see(searcher):
    assert ask(searcher, "öppna uppdrag", Access.of("internal")).total == 0


def test_a_closed_report_leaves_an_assignment_open(tmp_path):
    closed = [replace(one, access="internal") if one.paragraph in ("4", "9") else one for one in documents()]
    with embedded(None, None) as engine:
        for one in resolved(tmp_path, closed):
            texts = [passage.text for passage in one.passages]
            engine.replace(one.id, [one], np.asarray(EMBEDDER.embed_passages(texts)))
        engine.commit(1)
        searcher = Searcher(engine, EMBEDDER)
        seen = ask(searcher, "öppna uppdrag", Access.public())
        assert places(seen) == ["KF 31", "KF 32"]
        assert [one.reported_by for hit in seen.hits for one in hit.assignments] == [None, None, None]
        none = ask(searcher, "slutförda uppdrag", Access.public())
        assert any("Inget sådant uppdrag" in note_text(note) for note in none.notes)
        assert ask(searcher, "uppdrag:slutfört", Access.public()).total == 0
        assert places(ask(searcher, "uppdrag:slutfört", Access.of("public", "internal"))) == ["KF 31", "KF 32"]


class Counting:
    """An engine that counts what is asked of it, and what it hands over."""

    def __init__(self, engine):
        self._engine, self.calls, self.read = engine, [], 0

    def __getattr__(self, name):
        asked = getattr(self._engine, name)

        def counted(*args, **kwargs):
            self.calls.append(name)
            answer = asked(*args, **kwargs)
            documents = {"get": lambda: [answer], "batch": lambda: answer.documents}.get(name, list)()
            self.read += sum(map(len, documents))
            return answer

        return counted


def growing(folder, years):
    """As many assignments, each second one reported, as there are years."""
    rows = [
        document(
            str(number), f"Ärende {year}:{number}", [("beslut", "Beslut", text)], body=body, date=date, case=f"KS {year}/{number}"
        )
        for year in years
        for number in range(1, 41)
        for body, date, text in (
            ("KF", f"{year}-05-13", f"Kulturnämnden får i uppdrag att utreda fråga {number}."),
            *([("KS", f"{year + 1}-01-15", "Uppdraget förklaras fullgjort.")] if number % 2 else []),
        )
    ]  # fmt: skip
    return resolved(folder, rows)


def asked_of_engine(folder, years, question):
    folder.mkdir()
    with embedded(None, None) as engine:
        for one in growing(folder, years):
            texts = [passage.text for passage in one.passages]
            engine.replace(one.id, [one], np.asarray(EMBEDDER.embed_passages(texts)))
        engine.commit(1)
        counting = Counting(engine)
        total = ask(Searcher(counting, EMBEDDER), question).total
        return total, len(counting.calls), counting.read


@pytest.mark.parametrize(
    "question", ["öppna uppdrag till kulturnämnden", "uppdrag:slutfört", "uppdraget att utreda simhall"]
)
def test_a_question_reads_no_more_where_there_is_twice_as_much(tmp_path, question):
    few, calls, read = asked_of_engine(tmp_path / "once", range(2000, 2010), question)
    many, more_calls, more_read = asked_of_engine(tmp_path / "twice", range(2000, 2020), question)
    assert many > few
    assert (more_calls, more_read) == (calls, read)
