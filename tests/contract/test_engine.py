import random
from dataclasses import replace

import numpy as np
import pytest
from rows import DIMENSION, document, fill, unit

from indexer.engine import (
    AllOf,
    AnyOf,
    Batch,
    BatchResult,
    DocumentsRequest,
    FieldBoosts,
    Filters,
    LegRequest,
    Legs,
    Phrase,
    ResultSetRequest,
    Term,
    TextQuery,
)
from indexer.engine.assignments import in_state
from indexer.engine.index_fields import brief
from indexer.errors import IndexMismatchError
from indexer.identifiers import find_query_case_numbers, query_keys
from indexer.model import Access, Assignment, ParagraphKey, ReportedBy

PUBLIC, OWNER = Access.public(), Access.owner()
BOOSTS = FieldBoosts(heading=3.0, fuzzy=3.0)


def words(*typed, **kind):
    return TextQuery(should=tuple(Term(word, **kind) for word in typed), boosts=BOOSTS)


def found(engine, text, access=PUBLIC, **filters):
    return [
        hit.id.rpartition("/")[2]
        for hit in engine.legs(LegRequest(text=text, filters=Filters.where(**filters)), access).keyword
    ]


def total(engine, access=PUBLIC, text=TextQuery(), **filters):  # noqa: B008 - frozen
    return engine.result_set(ResultSetRequest(text=text, filters=Filters.where(**filters)), access).total


def test_an_empty_engine_answers(engine):
    assert engine.legs(LegRequest(text=words("skola"), vector=unit(1)), PUBLIC).keyword == ()
    assert engine.legs(LegRequest(vector=unit(1)), PUBLIC).semantic == ()
    assert total(engine) == 0
    assert engine.get(["x"], PUBLIC) == ()
    assert engine.stats().watermark == 0


def test_nothing_is_seen_before_commit(engine):
    engine.replace("p", [document(1, protocol="p")], unit(1, 1))
    assert total(engine) == 0
    engine.commit(5)
    assert total(engine) == 1
    assert engine.stats().watermark == 5


def test_replace_replaces_whole_and_remove_removes(engine):
    fill(engine, document(1, "Badhus"), document(2, "Skola"))
    fill(engine, document(2, "Skolan vid torget"), seed=9)
    assert found(engine, words("skola", "badhus")) == ["2"]
    assert engine.stats().documents == 1
    engine.remove("storvik/ks/2025-03-12")
    engine.remove("finns inte")
    engine.commit(2)
    assert total(engine, OWNER) == 0


def test_a_document_comes_back_as_it_was(engine):
    stored = document(
        1, "Badhus", "Text med å, ä och ö.", passages=3, people=(("Eva Ek", "S"),), case_number="KS 2025/7"
    )
    fill(engine, stored)
    assert engine.get([stored.id], PUBLIC) == (stored,)


def test_a_brief_document_is_all_but_what_is_long(engine):
    stored = document(1, "Badhus", "Text.", passages=3, people=(("Eva Ek", "S"),), case_number="KS 2025/7")
    fill(engine, stored)
    (got,) = engine.get([stored.id], PUBLIC, brief=True)
    assert got == brief(stored)
    assert (got.heading, got.people, got.sections[0].type) == ("Badhus", stored.people, "beslut")
    assert (got.sections[0].text, got.passages) == ("", ())
    assert engine.get([stored.id], Access(), brief=True) == ()


def test_get_keeps_the_asked_order_and_leaves_out_what_is_not_there(engine):
    fill(engine, document(1), document(2), document(3))
    ids = [f"storvik/ks/2025-03-12/{n}" for n in (3, 9, 1)]
    assert [d.paragraph for d in engine.get(ids, PUBLIC)] == ["3", "1"]


@pytest.mark.parametrize(
    ("stored", "asked"),
    [
        ("skolskjuts", "skolskjutsar"),
        ("ärendet", "ärende"),
        ("beslutet", "beslut"),
        ("cykelvägar", "cykelväg"),
        ("avgifterna", "avgift"),
        ("motionen", "motioner"),
    ],
)
def test_inflections_meet(engine, stored, asked):
    fill(engine, document(1, "Annat", f"Här står {stored} i texten."))
    assert found(engine, words(asked)) == ["1"]


def test_letters_with_dots_are_letters(engine):
    fill(engine, document(1, "Annat", "Mål för året."), document(2, "Annat", "Mal i garderoben."))
    assert found(engine, words("mål")) == ["1"]


@pytest.mark.parametrize("typed", ["skolskuts", "skolskjust", "skolskjutss"])
def test_a_misspelt_word_finds_the_heading(engine, typed):
    fill(engine, document(1, "Riktlinjer för skolskjuts"), document(2, "Ny simhall"))
    assert found(engine, words(typed)) == ["1"]


def test_the_heading_weighs_more_than_the_text(engine):
    fill(engine, document(1, "Annat", "Om badhus och annat."), document(2, "Badhus", "Om annat."))
    assert found(engine, words("badhus")) == ["2", "1"]


def test_phrases_prefixes_and_logic(engine):
    fill(
        engine,
        document(1, "Mål och budget", "Ekonomi."),
        document(2, "Budget och mål", "Ekonomi."),
        document(3, "Cykelvägar", "Trafik."),
    )
    assert found(engine, TextQuery(must=(Phrase(("mål", "och", "budget")),))) == ["1"]
    assert found(engine, TextQuery(must=(Term("cykel", prefix=True),))) == ["3"]
    assert found(
        engine, TextQuery(must=(AllOf((Term("mål"), Term("ekonomi"))),), must_not=(Phrase(("budget", "och")),))
    ) == ["1"]
    assert sorted(found(engine, TextQuery(must=(AnyOf((Term("trafik"), Phrase(("budget", "och")))),)))) == ["2", "3"]


def test_what_is_demanded_is_not_met_by_a_misspelling(engine):
    fill(engine, document(1, "Riktlinjer för skolskjuts"))
    assert found(engine, TextQuery(must=(Term("skolskuts"),))) == []


def test_ties_come_by_id(engine):
    fill(engine, *(document(n, "Badhus", protocol=f"p{n}") for n in (3, 1, 2)))
    hits = engine.legs(LegRequest(text=words("badhus")), PUBLIC).keyword
    assert [hit.id for hit in hits] == ["p1/1", "p2/2", "p3/3"]


def test_semantic_leg_is_exact_and_knows_the_best_passage(engine):
    documents = [document(n, passages=1 + n % 3, protocol=f"p{n}") for n in range(1, 40)]
    vectors = fill(engine, *documents)
    asked = unit(99)
    expected = sorted(((float((vectors[d.id] @ asked).max()), d.id) for d in documents), key=lambda x: (-x[0], x[1]))
    hits = engine.legs(LegRequest(vector=asked, window=10), PUBLIC).semantic
    assert [hit.id for hit in hits] == [name for _, name in expected[:10]]
    assert hits[0].passage == int(np.argmax(vectors[hits[0].id] @ asked))
    assert hits[0].score == pytest.approx(expected[0][0], abs=1e-5)


def test_semantic_leg_filters_before_it_scores(engine):
    fill(engine, *(document(n, protocol=f"p{n}", date=f"2025-01-{n:02}") for n in range(1, 29)))
    request = LegRequest(vector=unit(3), filters=Filters.where(date_from="2025-01-05", date_to="2025-01-07"))
    assert {hit.id for hit in engine.legs(request, PUBLIC).semantic} == {"p5/5", "p6/6", "p7/7"}


def test_an_empty_paragraph_is_found_by_its_heading(engine):
    fill(engine, document(1, "Frågestund", text=""), document(2, "Annat"))
    assert found(engine, words("frågestund")) == ["1"]
    assert len(engine.legs(LegRequest(vector=unit(1), window=50), PUBLIC).semantic) == 2


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        (Filters.where(municipality="STORVIK"), 2),
        (Filters.where(body="kf"), 1),
        (Filters.where(body=("kommunfullmäktige", "KS")), 3),
        (Filters.where(paragraph="2"), 1),
        (Filters.where(date_from="2025-01-01"), 2),
        (Filters.where(date_to="2024-12-31"), 1),
        (Filters.where(date_from="2024-05-05", date_to="2024-05-05"), 1),
        (Filters.where(person="eva ek"), 1),
        (Filters.where(person="bo ek"), 0),
        (Filters.where(party="m"), 1),
        (Filters.where(kind="motioner"), 1),
        (Filters.where(outcome=("avslag", "val")), 1),
        (Filters.where(section="beslut"), 3),
        (Filters(protocol=("p3",)), 1),
        (Filters(ids=("p1/1", "p3/3", "finns/inte")), 2),
        (Filters(ids=("",)), 0),
        (Filters.where(case_number="KS 2025/7"), 1),
        (Filters.where(outcome="avslag", body="KS"), 0),
        (Filters.where(outcome="finns inte"), 0),
    ],
)
def test_filters(engine, filters, expected):
    fill(
        engine,
        document(1, "Motion om badhus", protocol="p1", body="Kommunfullmäktige", body_code="KF", outcome="avslag"),
        document(2, protocol="p2", people=(("Eva Ek", "S"), ("Bo Alm", "M")), case_number="KS 2025/7"),
        document(3, protocol="p3", date="2024-05-05", municipality="Norrby"),
    )
    assert engine.result_set(ResultSetRequest(filters=filters), PUBLIC).total == expected


def test_facet_counts_equal_the_hits_after_the_click(engine):
    rng = random.Random(3)
    rows = [
        document(
            n,
            protocol=f"p{n}",
            body=rng.choice(["Kommunstyrelsen", "Socialnämnden"]),
            date=f"{rng.choice([2023, 2024])}-02-03",
            outcome=rng.choice(["avslag", "val", None]),
        )
        for n in range(60)
    ]
    fill(engine, *rows)
    answer = engine.result_set(ResultSetRequest(facets=("body", "year", "outcome", "municipality")), PUBLIC)
    assert answer.total == 60
    for body, count in answer.facets["body"].items():
        assert total(engine, body=(body,)) == count
    for year, count in answer.facets["year"].items():
        assert total(engine, date_from=f"{year}-01-01", date_to=f"{year}-12-31") == count
    for outcome, count in answer.facets["outcome"].items():
        assert total(engine, outcome=(outcome,)) == count


def test_the_result_set_is_keyword_matches_and_given_ids(engine):
    fill(engine, document(1, "Badhus"), document(2, "Skola"), document(3, "Torg"))
    request = ResultSetRequest(
        text=words("badhus"), ids=("storvik/ks/2025-03-12/3", "finns/inte"), sort="newest", limit=10
    )
    answer = engine.result_set(request, PUBLIC)
    assert (answer.total, answer.ids) == (2, ("storvik/ks/2025-03-12/1", "storvik/ks/2025-03-12/3"))


def test_sorting_by_date_pages_without_loss_and_puts_the_undated_last(engine):
    rng = random.Random(5)
    rows = [
        document(n, protocol=f"p{n:03}", date=rng.choice([None, "2024-01-01", "2024-01-02", "2025-06-07"]))
        for n in range(150)
    ]
    fill(engine, *rows)
    for sort, sign in (("newest", -1), ("oldest", 1)):
        pages = [
            engine.result_set(ResultSetRequest(sort=sort, offset=at, limit=20), PUBLIC).ids for at in range(0, 160, 20)
        ]
        walked = [name for page in pages for name in page]
        by_date = sorted(rows, key=lambda d: (d.date is None, sign * int((d.date or "0").replace("-", "")), d.id))
        assert walked == [d.id for d in by_date]


@pytest.mark.parametrize("asked", ["KS-2025/1036", "ks 2025 1036", "2025/1036", "dnr ks2025/01036"])
def test_a_case_is_found_in_any_spelling(engine, asked):
    fill(
        engine,
        document(1, case_number="KS 2025/1036"),
        document(2, case_number="BUN 2025/1036", protocol="b"),
        document(3, case_number="KS 2025/103", protocol="c"),
    )
    keys = tuple(key for match in find_query_case_numbers(asked) for key in query_keys(match.number))
    ids = {hit.id for hit in engine.legs(LegRequest(case_numbers=keys), PUBLIC).identifier}
    assert "storvik/ks/2025-03-12/1" in ids
    assert "c/3" not in ids
    assert ("b/2" in ids) == (asked == "2025/1036")


def test_a_cited_paragraph_is_found(engine):
    fill(engine, document(7), document(7, protocol="b", date="2024-01-01"), document(8, protocol="c"))
    exact = LegRequest(paragraphs=(ParagraphKey("7", "2024-01-01", "2024-01-01", "KS"),))
    assert [hit.id for hit in engine.legs(exact, PUBLIC).identifier] == ["b/7"]
    assert len(engine.legs(LegRequest(paragraphs=(ParagraphKey("7"),)), PUBLIC).identifier) == 2


LABELS = (None, "public", "internal", "restricted:hr", "restricted:soc")
ASKERS = (PUBLIC, OWNER, Access(), Access.of("public", "internal"), Access.of("restricted:hr"))


def test_nothing_closed_leaves_the_engine(engine):
    rows = [
        document(n, "Badhus", protocol=f"p{n}", access=LABELS[n % len(LABELS)], case_number="KS 2025/7")
        for n in range(50)
    ]
    fill(engine, *rows)
    for asker in ASKERS:
        allowed = {d.id for d in rows if asker.allows(d.access)}
        legs = engine.legs(
            LegRequest(words("badhus"), unit(1), ("KS 2025/7",), (ParagraphKey("3"),), window=100), asker
        )
        assert {hit.id for hit in legs.keyword} == allowed
        assert {hit.id for hit in legs.semantic} == allowed
        assert {hit.id for hit in legs.identifier} <= allowed
        answer = engine.result_set(
            ResultSetRequest(ids=tuple(d.id for d in rows), facets=("year",), sort="newest", limit=100), asker
        )
        assert (answer.total, set(answer.ids), sum(answer.facets["year"].values())) == (
            len(allowed),
            allowed,
            len(allowed),
        )
        assert {d.id for d in engine.get([d.id for d in rows], asker)} == allowed
        assert {hit.id for hit in engine.similar("p1/1", asker, 100)} <= allowed
        assert engine.similar("p0/0", asker, 5) == ()


def test_similar_leaves_itself_out(engine):
    fill(engine, *(document(n, protocol=f"p{n}") for n in range(9)))
    hits = engine.similar("p3/3", PUBLIC, 4)
    assert len(hits) == 4
    assert "p3/3" not in {hit.id for hit in hits}


def test_wrong_vectors_are_refused(engine):
    with pytest.raises(IndexMismatchError):
        engine.replace("p", [document(1)], np.ones((1, DIMENSION + 1), np.float32))
    with pytest.raises(IndexMismatchError):
        engine.replace("p", [document(1, passages=2)], np.ones((1, DIMENSION), np.float32))


def test_clear_drops_everything(engine):
    fill(engine, document(1), document(2))
    engine.clear()
    assert (total(engine, OWNER), engine.stats().watermark) == (0, 0)
    fill(engine, document(3))
    assert total(engine, OWNER) == 1


def test_a_body_that_is_not_known_is_no_hindrance(engine):
    fill(engine, replace(document(1, "Badhus"), body=None, body_code=None, date=None))
    assert found(engine, words("badhus")) == ["1"]


def test_conditions_on_the_text_bind_every_leg(engine):
    fill(engine, document(1, "Ny simhall", "Bifalls."), document(2, "Ny simhall", "Avslås."), document(3, "Skola"))
    filters = Filters(meets=(Phrase(("ny", "simhall")),), lacks=(Term("avslås"), Term("simhal")))
    legs = engine.legs(LegRequest(text=words("simhall"), vector=unit(7), filters=filters), PUBLIC)
    assert [hit.id for hit in legs.keyword] == [hit.id for hit in legs.semantic] == ["storvik/ks/2025-03-12/1"]
    assert engine.result_set(ResultSetRequest(filters=Filters(lacks=(Term("simhall"),))), PUBLIC).total == 1


def test_filters_beside_filters_must_all_hold(engine):
    both = document(1, people=(("Eva Ek", "S"), ("Bo Berg", "M")))
    fill(engine, both, document(2, people=(("Eva Ek", "S"),)), document(3, people=(("Bo Berg", "M"),)))
    filters = replace(Filters.where(party="S"), also=(Filters.where(party="M"), Filters.where(paragraph=("1", "2"))))
    assert engine.result_set(ResultSetRequest(filters=filters, sort="newest", limit=9), PUBLIC).ids == (both.id,)


def test_a_batch_answers_each_request_as_it_would_alone(engine):
    first, second = document(1, "Badhus"), document(2, "Skola och badhus")
    fill(engine, first, second)
    leg, text = LegRequest(text=words("skola", "badhus")), words("badhus")
    whole = ResultSetRequest(text=text, facets=("body",), sort="newest", limit=2)
    got = engine.batch(
        Batch(
            legs=(leg, LegRequest(text=text)),
            result_sets=(whole, ResultSetRequest()),
            documents=(
                DocumentsRequest((second.id, first.id), brief=True),
                DocumentsRequest(text=text, limit=1),
                DocumentsRequest(),
            ),
        ),
        PUBLIC,
    )
    assert got.legs == (engine.legs(leg, PUBLIC), engine.legs(LegRequest(text=text), PUBLIC))
    assert got.result_sets == (engine.result_set(whole, PUBLIC), engine.result_set(ResultSetRequest(), PUBLIC))
    brief_ones, best, nothing = got.documents
    assert brief_ones == engine.get([second.id, first.id], PUBLIC, brief=True)
    assert len(brief_ones) == 2
    assert best == engine.get([got.legs[1].keyword[0].id], PUBLIC)
    assert nothing == ()
    assert engine.batch(Batch(), PUBLIC) == BatchResult()


def test_a_batch_hides_what_is_closed(engine):
    fill(engine, document(1, "Badhus"))
    got = engine.batch(
        Batch(legs=(LegRequest(text=words("badhus")),), documents=(DocumentsRequest(text=words("badhus"), limit=5),)),
        Access(),
    )
    assert got == BatchResult(legs=(Legs(),), documents=((),))


def reported_under(*labels):
    return tuple(ReportedBy(f"storvik/ks/2025-06-01/{label}", label) for label in labels)


ASSIGNED = (
    document(1, assignments=(Assignment("Miljönämnden", "utreda badhus"),)),
    document(2, assignments=(Assignment("Miljönämnden", "utreda", reports=reported_under("internal", "public")),)),
    document(
        3,
        assignments=(
            Assignment("Miljönämnden", "riva", reports=reported_under("public")),
            Assignment("Kultur- och fritidsnämnden", "bygga", reports=reported_under("internal")),
        ),
    ),
    document(4, assignments=(Assignment("Miljönämnden", "utreda"),), access="internal"),
    document(5, "Miljönämndens verksamhet"),
)


@pytest.mark.parametrize(
    ("access", "status", "to", "expected"),
    [
        (PUBLIC, "givet", "", "123"),
        (PUBLIC, "öppet", "", "13"),
        (PUBLIC, "slutfört", "", "23"),
        (PUBLIC, "öppet", "miljönämnd", "1"),
        (PUBLIC, "öppet", "fritidsnämnden", "3"),
        (PUBLIC, "slutfört", "fritidsnämnden", ""),
        (PUBLIC, "givet", "valnämnden", ""),
        (PUBLIC, "försenat", "", ""),
        (Access.of("public", "internal"), "öppet", "", "14"),
        (Access.of("public", "internal"), "slutfört", "fritidsnämnden", "3"),
        (Access.of("internal"), "öppet", "", "4"),
        (OWNER, "öppet", "", "14"),
        (OWNER, "slutfört", "", "23"),
        (Access(), "öppet", "", ""),
    ],
)
def test_assignments_are_filtered_by_what_the_asker_may_see_of_them(engine, access, status, to, expected):
    fill(engine, *ASSIGNED)
    filters = Filters.where(assignment=in_state(status, to))
    ids = engine.result_set(ResultSetRequest(filters=filters, sort="oldest", limit=10), access).ids
    assert "".join(name.rpartition("/")[2] for name in ids) == expected
    legs = engine.legs(LegRequest(vector=unit(1), filters=filters), access)
    assert sorted(hit.id.rpartition("/")[2] for hit in legs.semantic) == list(expected)


def test_no_report_leaves_that_the_asker_may_not_see(engine):
    fill(engine, *ASSIGNED)
    name = ASSIGNED[2].id

    def ways(access):
        text = words("ärende")
        yield from engine.get([name], access)
        yield from engine.get([name], access, brief=True)
        wanted = (DocumentsRequest(text=text, limit=9), DocumentsRequest(text=text, limit=9, brief=True))
        for documents in engine.batch(Batch(documents=wanted), access).documents:
            yield from documents

    for access in (PUBLIC, Access.of("public", "internal"), OWNER):
        read = [one for one in ways(access) if one.id == name]
        assert len(read) == 4
        for one in read:
            reports = [[report.access for report in assignment.reports] for assignment in one.assignments]
            assert reports == [["public"], [] if access == PUBLIC else ["internal"]]


def test_update_replaces_only_the_paragraphs_it_names(engine):
    vectors = fill(engine, *ASSIGNED)
    changed = replace(ASSIGNED[0], assignments=ASSIGNED[1].assignments)
    engine.update([changed], vectors[changed.id])
    assert total(engine, assignment="öppet") == 2
    engine.commit(2)
    assert total(engine, assignment="öppet") == 1
    assert (engine.stats().documents, engine.stats().watermark) == (5, 2)
    assert engine.get([changed.id], OWNER) == (changed,)
    (nearest, *_) = engine.legs(LegRequest(vector=vectors[changed.id][0]), PUBLIC).semantic
    assert nearest.id == changed.id
    with pytest.raises(IndexMismatchError):
        engine.update([changed], unit(1, 2))


def test_what_was_read_briefly_is_neither_kept_past_a_commit_nor_shown_to_others(engine):
    first = document(1, "Badhus")
    fill(engine, first)
    assert engine.get([first.id], OWNER, brief=True)[0].heading == "Badhus"
    assert engine.get([first.id], Access(), brief=True) == ()
    fill(engine, replace(first, heading="Simhall"), seed=9)
    assert engine.get([first.id], OWNER, brief=True)[0].heading == "Simhall"


def test_the_best_documents_do_not_hang_on_how_far_a_leg_beside_them_reaches(engine):
    fill(engine, *(document(n, f"Badhus {n}") for n in range(1, 5)))
    best, narrow = DocumentsRequest(text=words("badhus"), limit=3), LegRequest(text=words("badhus"), window=1)
    alone, beside = (engine.batch(Batch(legs=legs, documents=(best,)), PUBLIC).documents for legs in ((), (narrow,)))
    assert len(alone[0]) == 3
    assert beside == alone
