"""What becomes of assignments as files come, change and go: the record, and an engine kept in step with it."""

import contextlib
import random
import sqlite3

import pytest
from assigned import part
from fictional import TrigramEmbedder, document

from indexer.engine import Filters, ResultSetRequest
from indexer.engine.assignments import in_state
from indexer.engine.embedded import EmbeddedEngine
from indexer.model import Access, Reference
from indexer.store.record import Record
from indexer.store.store import Store

EMBEDDER = TrigramEmbedder()
CITED = Reference("Fullmäktiges uppdrag 2024-05-13 § 31", "KF", "2024-05-13", "31")
ASKERS = (Access.public(), Access.of("internal"), Access.of("public", "internal"), Access.owner())


def ruling(number, heading, text, **rest):
    return document(number, heading, [("beslut", "Beslut", text)], **rest)


GIVING = (
    ruling(
        "31",
        "Biblioteksplan",
        "1. Kulturnämnden får i uppdrag att utreda kvällsöppet.\n2. Tekniska nämnden får i uppdrag att bygga en lekplats.",
        body="KF",
        date="2024-05-13",
        case="KS 2024/5",
    ),
    ruling("32", "Simhall", "Kommunstyrelsen får i uppdrag att utreda en simhall.", body="KF", date="2024-05-13", case="KS 2024/9"),
    ruling("33", "Torgtaxa", "Taxan antas.", body="KF", date="2024-05-13", case="KS 2024/11"),
)  # fmt: skip


def finished(number, date, access="public", text=f"{CITED.raw} punkt 2 förklaras fullgjort."):
    return ruling(number, "Uppföljning", text, date=date, access=access, references=(CITED,))


def answered(number, date, access="public", **rest):
    return ruling(number, "Svar på uppdrag om simhall", "Svaret godkänns.", date=date, case="KS 2024/9", access=access, **rest)  # fmt: skip


NOTHING = ruling("8", "Information", "Informationen antecknas.", date="2025-02-01")
VERSIONS = {  # file: what it says, the last version last; no § when the file says nothing any more
    "kf.pdf": [GIVING[:2], GIVING],
    "ks-1.pdf": [(finished("4", "2025-01-15"),)],
    "ks-2.pdf": [(answered("7", "2025-02-01", "internal"), NOTHING), (NOTHING,)],
    "ks-2.docx": [(answered("7", "2025-02-01", "internal"),)],
    "ks-3.pdf": [(answered("9", "2025-03-01", outcome="förslag_uppåt"),), (answered("9", "2025-03-01", "internal"),)],
    "ks-4.pdf": [(finished("2", "2025-04-01", "internal"), answered("3", "2025-04-01")), ()],
    "ks-5.pdf": [(finished("2", "2024-01-01"),)],
}


@contextlib.contextmanager
def opened(folder):
    record = Record(folder / "record.sqlite")
    store = Store(record, EmbeddedEngine.open(folder / "index", EMBEDDER.dimension), EMBEDDER)
    with contextlib.closing(store):
        yield store


def put(store, path, documents):
    parts = [part(documents, EMBEDDER.dimension)] if documents else []
    store.record.put_file(path, "", "{}", parts)


def everything(engine):
    """All that an asker can learn, for each asker."""
    answers = []
    for access in ASKERS:
        for status in ("givet", "öppet", "slutfört"):
            for to in ("", "kulturnämnden", "Kommunstyrelsen"):
                filters = Filters.where(assignment=in_state(status, to))
                answers.append(
                    engine.result_set(ResultSetRequest(filters=filters, sort="newest", limit=99), access).ids
                )
        ids = engine.result_set(ResultSetRequest(sort="newest", limit=99), access).ids
        answers.append(engine.get(ids, access))
    return answers


def reported(store, access=ASKERS[-1]):
    name = "solbacka/kf/2024-05-13"
    found = store.engine.get([f"{name}/31", f"{name}/32"], access)
    return [
        one.reported_by and one.reported_by.removeprefix("solbacka/ks/") for each in found for one in each.assignments
    ]


@pytest.mark.parametrize("seed", range(8))
def test_any_order_of_files_gives_the_index_that_reindex_gives(tmp_path, seed):
    chance = random.Random(seed)
    steps = [(path, documents) for path, versions in VERSIONS.items() for documents in versions]
    order = sorted(steps, key=lambda _: chance.random())
    order = [*order, *((path, versions[-1]) for path, versions in VERSIONS.items() if (path, versions[-1]) != next(s for s in reversed(order) if s[0] == path))]  # fmt: skip
    (tmp_path / "one").mkdir()
    with opened(tmp_path / "one") as store:
        for path, documents in order:
            put(store, path, documents)
            if chance.random() < 0.7:
                store.catch_up()
        store.catch_up()
        incremental = everything(store.engine)
        assert [len(ids) for ids in incremental[:3]] == [2, 1, 1]
        store.reindex()
        assert everything(store.engine) == incremental
        assert store.engine.stats().watermark == store.record.sequence
    with opened(tmp_path / "other") as store:
        for path, versions in VERSIONS.items():
            put(store, path, versions[-1])
        store.catch_up()
        assert everything(store.engine) == incremental


def test_a_report_closes_and_its_removal_opens_again(tmp_path):
    with opened(tmp_path) as store:
        put(store, "kf.pdf", GIVING)
        store.catch_up()
        assert reported(store) == [None, None, None]
        put(store, "ks-1.pdf", [finished("4", "2025-01-15")])
        store.catch_up()
        assert reported(store) == [None, "2025-01-15/4", None]
        put(store, "ks-1.pdf", [finished("4", "2025-01-15", text="Ärendet bordläggs.")])
        store.catch_up()
        assert reported(store) == [None, None, None]
        put(store, "ks-2.pdf", [answered("7", "2025-02-01")])
        store.catch_up()
        assert reported(store) == [None, None, "2025-02-01/7"]
        put(store, "ks-2.pdf", [])
        store.catch_up()
        assert reported(store) == [None, None, None]


def test_a_closed_report_tells_nothing_to_who_may_not_see_it(tmp_path):
    public, internal, both, owner = ASKERS
    with opened(tmp_path) as store:
        put(store, "kf.pdf", GIVING)
        put(store, "ks-2.pdf", [answered("7", "2025-02-01")])
        put(store, "ks-3.pdf", [answered("9", "2025-03-01", "internal")])
        store.catch_up()
        assert reported(store, public)[-1] == "2025-02-01/7"
        assert reported(store, owner)[-1] == reported(store, both)[-1] == "2025-03-01/9"
        put(store, "ks-2.pdf", [])
        store.catch_up()
        assert reported(store, public)[-1] is None
        assert reported(store, owner)[-1] == "2025-03-01/9"
        counts = [
            store.engine.result_set(ResultSetRequest(filters=Filters.where(assignment="öppet")), access).total
            for access in (public, internal, owner)
        ]
        assert counts == [2, 0, 1]
        put(store, "ks-3.pdf", [answered("9", "2025-03-01", None)])
        store.catch_up()
        assert reported(store, owner)[-1] is None


def test_one_that_decides_goes_before_one_that_only_proposes(tmp_path):
    with opened(tmp_path) as store:
        put(store, "kf.pdf", GIVING)
        put(store, "ks-2.pdf", [answered("7", "2025-02-01")])
        put(store, "ks-3.pdf", [answered("9", "2025-03-01", outcome="förslag_uppåt")])
        store.catch_up()
        assert reported(store)[-1] == "2025-02-01/7"


def test_a_report_puts_only_what_it_reports_into_the_engine_again(tmp_path):
    with opened(tmp_path) as store:
        put(store, "kf.pdf", GIVING)
        before = store.record.sequence
        put(store, "ks-1.pdf", [finished("4", "2025-01-15"), NOTHING])
        changes = [(one.whole, [d.paragraph for d in one.documents]) for one in store.record.changes_since(before)]
        assert changes == [(True, ["4", "8"]), (False, ["31"])]
        assert all(len(one.vectors) == sum(len(d.passages) for d in one.documents) for one in store.record.changes_since(before))  # fmt: skip


def test_a_record_from_before_assignments_were_stored_still_answers(tmp_path):
    with opened(tmp_path) as store:
        put(store, "kf.pdf", GIVING)
        put(store, "ks-1.pdf", [finished("4", "2025-01-15")])
    as_before = "UPDATE version SET documents = replace(replace(documents, '\"assignments\":', '\"a\":'), '\"reports\":', '\"r\":')"
    with contextlib.closing(sqlite3.connect(tmp_path / "record.sqlite")) as db:
        db.execute(as_before)
        for table in ("key", "report", "change"):
            db.execute(f"DROP TABLE assignment_{table}")
        db.commit()
    with opened(tmp_path) as store:
        store.reindex()
        assert store.engine.stats().documents == len(GIVING) + 1
        assert reported(store) == []
        put(store, "kf.pdf", GIVING)
        put(store, "ks-1.pdf", [finished("4", "2025-01-15")])
        store.catch_up()
        assert reported(store) == [None, "2025-01-15/4", None]
