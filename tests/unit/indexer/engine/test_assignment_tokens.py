from hypothesis import given
from hypothesis import strategies as st
from rows import document

from indexer.engine.assignments import SORTS, as_seen_by, assignment_tokens, in_state, name_stems, token_conditions
from indexer.model import Access, Assignment, ReportedBy

LABELS = ("public", "internal", "restricted:mark")
NAMES = (
    "Miljönämnden",
    "Kultur- och fritidsnämnden",
    "fritidsförvaltningen",
    "Tekniska nämnden och fritidsförvaltningen",
)
REPORTS = st.lists(st.sampled_from(LABELS), unique=True, max_size=3).map(
    lambda labels: tuple(ReportedBy(f"§ {label}", label) for label in labels)
)
ASSIGNMENTS = st.builds(Assignment, to=st.sampled_from(NAMES), what=st.just("utreda"), reports=REPORTS)
ASKERS = st.one_of(
    st.just(Access.owner()), st.lists(st.sampled_from(LABELS), min_size=1).map(lambda labels: Access.of(*labels))
)
WANTED = st.lists(
    st.tuples(
        st.sampled_from(("givet", "öppet", "slutfört", "försenat")),
        st.sampled_from(("", *NAMES, "fritidsförvaltningens", "nämnden", "!")),
    ),
    max_size=2,
)


def meets(one, status, receiver, access):
    """The same condition, asked of one assignment."""
    (seen,) = as_seen_by(document(1, assignments=(one,)), access).assignments
    stems = name_stems(receiver)
    return seen.has_status(status) and (not receiver or (bool(stems) and stems <= name_stems(one.to)))


def matches(tokens, condition):
    return (
        tokens.issuperset(condition.all_of)
        and (not condition.any_of or not tokens.isdisjoint(condition.any_of))
        and tokens.isdisjoint(condition.none_of)
    )


@given(st.lists(ASSIGNMENTS, max_size=5), WANTED, ASKERS)
def test_tokens_say_what_one_and_the_same_assignment_says(assignments, wanted, access):
    tokens = set(assignment_tokens(document(1, assignments=tuple(assignments))))
    conditions = token_conditions([in_state(*one) for one in wanted], access)
    found = any(matches(tokens, condition) for condition in conditions)
    assert found == any(meets(one, *each, access) for one in assignments for each in wanted)


def test_assignments_past_the_numbered_sorts_are_still_found():
    reported = (ReportedBy("x", "public"),)
    many = [Assignment(f"Nämnd{n}", "utreda", reports=reported) for n in range(SORTS + 5)]
    tokens = set(assignment_tokens(document(1, assignments=(*many, Assignment("Miljönämnden", "bygga")))))

    def found(*wanted):
        conditions = token_conditions([in_state(*wanted)], Access.public())
        return any(matches(tokens, condition) for condition in conditions)

    assert found("öppet")
    assert found("öppet", "Miljönämnden")
    assert not found("öppet", "Nämnd7")
    assert found("slutfört", f"Nämnd{SORTS + 4}")
