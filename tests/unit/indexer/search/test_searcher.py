from contextlib import closing
from dataclasses import replace
from itertools import pairwise

import pytest
from saying import raises_saying

from indexer.embedding import load_embedder
from indexer.engine import Filters
from indexer.engine.embedded import EmbeddedEngine
from indexer.errors import NotFoundError, QueryError
from indexer.model import Access, CaseNumber, Document, Passage, Person, Section
from indexer.search.searcher import Searcher, SearchOptions
from search_api.answers import case_answer, hit_answer, search_answer
from search_api.messages import note_text

OWNER = Access.owner()
NUMBERS = {
    "sim": CaseNumber("KS-2024/118", "KS 2024/118", "KS", 2024, "118"),
    "väg": CaseNumber("KS-2024/77", "KS 2024/77", "KS", 2024, "77"),
}
BODIES = {"KS": "Kommunstyrelsen", "KF": "Kommunfullmäktige"}
ROWS = [
    # body, date, §, case, outcome, heading, decision
    ("KS", "2024-03-19", "32", "sim", "återremiss", "Ny simhall vid sjön", "Ärendet om simhallen återremitteras."),
    ("KS", "2024-05-28", "58", "sim", "förslag_uppåt", "Ny simhall vid sjön", "Fullmäktige föreslås bygga simhallen."),
    ("KF", "2024-06-17", "7", "sim", "antagande", "Ny simhall vid sjön", "Fullmäktige beslutar att bygga simhallen."),
    ("KS", "2024-03-19", "33", "väg", "avslag", "Cykelväg till Björkängen", "Förslaget om cykelvägen avslås."),
    ("KS", "2024-03-19", "30", None, "val", "Upprop och val av justerare", "Eva Ek väljs att justera protokollet."),
    ("KF", "2024-06-17", "8", None, "notering", "Bildning av naturreservat", "Informationen noteras."),
]


def section(row):
    body, date, number, case, outcome, heading, decision = row
    protocol = f"ekhamra/{body.lower()}/{date}"
    return Document(
        id=f"{protocol}/{number}",
        protocol_id=protocol,
        source=f"{body.lower()}-{date}.txt",
        municipality="Ekhamra",
        body=BODIES[body],
        body_code=body,
        date=date,
        date_source="stated",
        paragraph=number,
        heading=heading,
        case_numbers=(NUMBERS[case],) if case else (),
        page_from=2,
        sections=(Section("beslut", "Beslut", decision),),
        decision=decision,
        outcome=outcome,
        people=(Person("Eva Ek", "S"),) if "Eva" in decision else (),
        passages=(Passage("00000001", "beslut", decision, 0, 0, 2),),
        access="public",
    )


DOCUMENTS = list(map(section, ROWS))


def indexed(documents):
    embedder = load_embedder()
    engine = EmbeddedEngine.open(None, embedder.dimension)
    for protocol in {document.protocol_id for document in documents}:
        own = [document for document in documents if document.protocol_id == protocol]
        texts = [f"{document.heading}\n{passage.text}" for document in own for passage in document.passages]
        engine.replace(protocol, own, embedder.embed_passages(texts))
    engine.commit(1)
    return engine, embedder


@pytest.fixture(scope="module")
def searcher():
    engine, embedder = indexed(DOCUMENTS)
    with closing(engine):
        yield Searcher(engine, embedder)


def ids(results):
    return [hit.document.id.removeprefix("ekhamra/") for hit in results.hits]


def ask(searcher, text, **options):
    return searcher.search(text, SearchOptions(**options), OWNER)


def test_the_deciding_paragraph_is_first(searcher):
    results = ask(searcher, "vad blev det av simhallen?")
    assert ids(results)[0] == "kf/2024-06-17/7"
    assert results.confidence == "strong"
    assert "ord" in results.hits[0].matched_by
    assert results.hits[0].passages[0].quote == "Fullmäktige beslutar att bygga simhallen."


@pytest.mark.parametrize("spelling", ["KS 2024/118", "ks-2024-0118", "dnr 2024/118", "2024/118"])
def test_a_case_number_lists_its_case_and_nothing_else(searcher, spelling):
    results = ask(searcher, spelling)
    assert ids(results) == ["kf/2024-06-17/7", "ks/2024-05-28/58", "ks/2024-03-19/32"]
    assert results.total == 3
    assert {hit.matched_by for hit in results.hits} == {("identifierare",)}


def test_a_reference_gives_that_paragraph(searcher):
    assert ids(ask(searcher, "§ 33 kommunstyrelsen 19 mars 2024")) == ["ks/2024-03-19/33"]


@pytest.mark.parametrize("text", ["KS 2031/999", "§ 999 KS 2024-03-19"])
def test_what_is_named_and_not_here_is_said_and_nothing_else_shown(searcher, text):
    results = ask(searcher, text)
    assert (results.total, results.hits, results.confidence) == (0, (), "none")
    assert any("999" in note_text(note) for note in results.notes)


def test_an_identifier_beside_words_comes_before_what_the_words_find(searcher):
    results = ask(searcher, "cykelväg KS 2024/118")
    assert ids(results)[0] == "kf/2024-06-17/7"
    assert "ks/2024-03-19/33" in ids(results)[3:]


def test_filters_narrow_words_meaning_and_identifiers_alike(searcher):
    assert ids(ask(searcher, "simhall nämnd:KS utfall:återremiss")) == ["ks/2024-03-19/32"]
    assert ids(ask(searcher, "KS 2024/118 nämnd:KF")) == ["kf/2024-06-17/7"]
    assert ids(ask(searcher, "dnr:ks-2024/118 nämnd:kommunfullmäktige")) == ["kf/2024-06-17/7"]
    assert ids(ask(searcher, 'person:"eva ek"')) == ["ks/2024-03-19/30"]


def test_filters_typed_and_chosen_must_both_hold(searcher):
    chosen = Filters.where(body=("Kommunstyrelsen",), date_to="2024-04-01")
    assert ids(ask(searcher, "simhall nämnd:KS", filters=chosen, mode="keyword")) == ["ks/2024-03-19/32"]
    assert ask(searcher, "simhall nämnd:KF", filters=chosen).total == 0


def test_an_empty_question_gives_everything_newest_first(searcher):
    results = ask(searcher, "", facets=("body", "year"))
    assert results.total == 6
    assert ids(results)[0].startswith("kf/2024-06-17")
    assert results.facets["body"] == {"Kommunstyrelsen": 4, "Kommunfullmäktige": 2}


def test_conditions_hold_for_every_hit(searcher):
    assert ids(ask(searcher, '"bygga simhallen"')) == ["kf/2024-06-17/7", "ks/2024-05-28/58"]
    assert "ks/2024-03-19/32" not in ids(ask(searcher, "simhall -återremitteras"))
    assert ask(searcher, "-simhallen").total == 3


def test_sorting_by_date_keeps_the_result_set(searcher):
    by_score, by_date = ask(searcher, "simhall"), ask(searcher, "simhall", sort="oldest")
    assert by_score.total == by_date.total
    dates = [hit.document.date for hit in by_date.hits]
    assert dates == sorted(dates)


@pytest.mark.parametrize("mode", ["hybrid", "keyword", "semantic"])
def test_pages_walk_the_result_set_without_gap_or_repetition(searcher, mode):
    whole = ask(searcher, "simhall vid sjön", mode=mode)
    paged = [
        name
        for at in range(whole.total)
        for name in ids(ask(searcher, "simhall vid sjön", mode=mode, limit=1, offset=at))
    ]
    assert paged == ids(whole)
    assert len(set(paged)) == whole.total


def test_scores_fall_and_lie_between_0_and_1(searcher):
    scores = [hit.score for hit in ask(searcher, "simhall eller cykelväg").hits]
    assert all(0 <= later <= earlier <= 1 for earlier, later in pairwise(scores))


def test_one_hit_a_case_when_wished_for_but_never_for_a_number(searcher):
    results = ask(searcher, "simhall", collapse=True)
    first = results.hits[0]
    assert set(first.collapsed) == {"ekhamra/ks/2024-05-28/58", "ekhamra/ks/2024-03-19/32"}
    assert set(first.collapsed).isdisjoint(hit.document.id for hit in results.hits)
    assert len(ask(searcher, "KS 2024/118", collapse=True).hits) == 3


def test_without_a_model_the_answer_says_so_and_words_still_find():
    engine, _ = indexed(DOCUMENTS[:1])
    with closing(engine):
        results = ask(Searcher(engine, None), "simhall")
        assert results.degraded == ("semantic",)
        assert results.total == 1
        assert ask(Searcher(engine, None), "simhall", mode="keyword").degraded == ()


def test_what_is_closed_is_never_found():
    engine, embedder = indexed([replace(DOCUMENTS[2], access="internal"), replace(DOCUMENTS[3], access=None)])
    with closing(engine):
        searcher = Searcher(engine, embedder)
        assert searcher.search("simhall", SearchOptions(), Access.public()).total == 0
        assert searcher.search("KS 2024/118", SearchOptions(), Access.public()).total == 0
        assert searcher.search("simhall", SearchOptions(), Access.of("internal")).total == 1
        with pytest.raises(NotFoundError):
            searcher.case("KS 2024/118", Access.public())
        with pytest.raises(NotFoundError):
            searcher.paragraph(DOCUMENTS[3].id, OWNER)


def test_a_case_in_time_order_with_its_last_word(searcher):
    case = searcher.case("2024-118", OWNER)
    assert case.number == "KS 2024/118"
    assert [document.paragraph for document in case.documents] == ["32", "58", "7"]
    assert case.final.paragraph == "7"
    assert case_answer(case).final == "ekhamra/kf/2024-06-17/7"
    with raises_saying(NotFoundError, match="2031/1"):
        searcher.case("KS 2031/1", OWNER)
    with raises_saying(NotFoundError, match="diarienummer"):
        searcher.case("simhall", OWNER)


def test_a_protocol_in_the_order_of_its_numbers(searcher):
    assert [d.paragraph for d in searcher.protocol("ekhamra/ks/2024-03-19", OWNER)] == ["30", "32", "33"]
    with pytest.raises(NotFoundError):
        searcher.protocol("ekhamra/ks/1999-01-01", OWNER)


@pytest.mark.parametrize("page", [{"limit": 0}, {"limit": 101}, {"offset": -1}, {"offset": 1001}])
def test_a_page_has_limits(searcher, page):
    with pytest.raises(QueryError):
        ask(searcher, "simhall", **page)


def test_a_hit_as_json_has_the_fixed_shape(searcher):
    plain = hit_answer(ask(searcher, "simhallen").hits[0]).to_json()
    assert list(plain) == [
        *("id", "url", "source", "municipality", "body", "body_code", "date", "paragraph", "heading"),
        *("case_numbers", "outcome", "decision", "label", "passages", "score", "matched_by"),
        "supersedes",  # left out where there is nothing to say, as are `superseded_by` and `collapsed`
    ]
    assert plain["label"] == "KF 2024-06-17 § 7 (KS 2024/118), s. 2"
    assert plain["url"] == "/paragraf/ekhamra/kf/2024-06-17/7"
    (passage,) = plain["passages"]
    assert passage["text"][slice(*passage["marks"][0])] == "simhallen"


def test_results_as_json_name_what_was_asked(searcher):
    plain = search_answer(ask(searcher, "simhallen", facets=("outcome",))).to_json()
    assert list(plain) == ["query", "total", "hits", "facets", "notes", "degraded", "confidence", "understood"]
    assert plain["query"] == "simhallen"
    assert plain["total"] == sum(plain["facets"]["outcome"].values())


@pytest.mark.parametrize("mode", ["hybrid", "keyword", "semantic"])
def test_what_is_refused_stays_out_in_every_mode(searcher, mode):
    results = ask(searcher, "simhall vid sjön -återremitteras", mode=mode)
    assert results.hits
    assert "återremiss" not in [hit.document.outcome for hit in results.hits]


def test_a_field_typed_and_chosen_must_be_met_twice(searcher):
    assert ask(searcher, "simhall nämnd:KS", filters=Filters.where(outcome=("återremiss",))).total == 1
    assert ask(searcher, "simhall nämnd:KS", filters=Filters.where(body=("KF",))).total == 0


def test_each_hit_says_why_when_asked(searcher):
    results = ask(searcher, "simhall i kommunstyrelsen", explain=True)
    assert results.explanation.weights["ord"] + results.explanation.weights["betydelse"] == pytest.approx(1)
    whys = {hit.document.outcome: hit.explanation for hit in results.hits}
    assert whys["antagande"].legs["ord"].rank >= 1
    assert whys["antagande"].factors == {"önskat: nämnd": 0.6}
    assert whys["återremiss"].factors == {"utfall": 0.85, "instans": 0.87}
    assert ask(searcher, "simhall").explanation is None


def test_what_the_question_was_read_as_is_told_part_by_part(searcher):
    plain = search_answer(ask(searcher, "återremitterade simhallar utfall:återremiss i fullmäktige 2024")).to_json()
    assert [(part["kind"], part["value"], part["hard"]) for part in plain["understood"]] == [
        ("utfall", "återremiss", False),
        ("utfall", "återremiss", True),
        ("nämnd", "KF", False),
        ("år", "2024", False),
    ]


def test_a_later_word_in_the_case_is_pointed_to(searcher):
    hits = {hit.document.id.removeprefix("ekhamra/"): hit for hit in ask(searcher, "simhall").hits}
    assert hits["ks/2024-03-19/32"].superseded_by == "ekhamra/kf/2024-06-17/7"
    assert hits["kf/2024-06-17/7"].superseded_by is None
    assert "ekhamra/ks/2024-03-19/32" in hits["kf/2024-06-17/7"].supersedes


def test_wishes_alone_give_a_list_with_an_exact_count(searcher):
    results = ask(searcher, "kommunstyrelsen mars 2024")
    assert results.total == 3
    assert {hit.document.date for hit in results.hits} == {"2024-03-19"}
    assert results.confidence == "strong"


def test_where_nothing_answers_it_is_said_what_was_searched(searcher):
    results = ask(searcher, "kärnkraft")
    assert results.confidence == "none"
    assert note_text(results.notes[-1]) == "Sökt bland 6 paragrafer från 2024-03-19 till 2024-06-17."
    assert note_text(ask(searcher, "kärnkraft nämnd:KF").notes[-1]).startswith("Sökt bland 2 paragrafer")
    assert not ask(searcher, "simhall").notes
