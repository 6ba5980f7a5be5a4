"""What was typed to a typed `Query`. Never fails on syntax: what cannot be read is searched as plain words, and said."""

import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import pairwise

from indexer.engine import Clause, Phrase, Term, TextQuery
from indexer.language.lexicon import Lexicon
from indexer.language.spans import blank
from indexer.model import Note
from indexer.query.intent.identifiers import find_identifiers, join_case_numbers, resolve_newest_meeting
from indexer.query.intent.soft_filters import SoftFilter, find_soft_filters
from indexer.query.model import Query, Understood
from indexer.query.stopwords import WORD, label_words, stop_words
from indexer.query.syntax.field_values import FieldFilter, NotUnderstoodError, is_inflection, merge_filters, parse_field
from indexer.query.syntax.grammar import Leaf, Unclear, plain_words, text_query
from indexer.query.syntax.limits import (
    LONGEST_QUERY,
    MOST_CLAUSES,
    MOST_TERMS,
    MOST_WILDCARDS,
    SHORTEST_PREFIX,
    WIDEST_SLOP,
    at_most,
    long_enough_prefix,
)
from indexer.query.syntax.tokenizer import Token, tokenize

_UNSEEN = ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")  # controls, marks without width, halves of letters
_STRAY_QUOTE = Note("quote_unpaired")
_NO_NOT_FIELD = Note("field_excluded")
NAME_WEIGHT = 0.3  # of a municipality's name as a word, beside the soft filter that it is
_NO_MATTER = ("nämnd", "dag", "år", "uppdrag", "mottagare")  # soft filters whose words stand in §§ of any matter
_STAR_INSIDE = Note("star_inside")

Newest = Callable[[str | None], date]


def parse(
    text: str,
    *,
    today: date | None = None,
    newest: Newest | None = None,
    municipalities: Iterable[str] = (),
    lexicon: Lexicon | None = None,
) -> Query:
    """The question as typed.

    `today` is what `datum:"senaste 30 dagar"` counts from; `i våras` counts from `newest`, the day of the newest meeting,
    of one body where its code is given. `municipalities` are the names that the store holds, `lexicon` its words (else the shipped ones).

    Raises:
        QueryError: the question breaks a limit.
    """
    raw = clean(text)
    at_most(len(raw), LONGEST_QUERY, "too_many_characters")
    notes: list[Note] = []
    now = today or datetime.now(UTC).date()
    fields, chips, tokens = _fields(join_case_numbers(raw, tokenize(raw)), now, notes)
    latest: Newest = newest or (lambda _: now)
    unread = resolve_newest_meeting(blank(raw, [(c.start, c.end) for c in chips] + _quoted(tokens)), latest)
    found = find_identifiers(unread, now)
    tokens = _without([token for token in tokens if not _stray(token, notes)], found.spans)
    soft_filters = find_soft_filters(blank(unread, found.spans), lambda: latest(None), municipalities, lexicon)
    said = _said(tokens, soft_filters, unread)
    leaf = _leaves(tokens, said, beside_identifier=bool(found.spans), notes=notes)
    query = _text(tokens, leaf, notes)
    places = _words_of("kommun", raw, soft_filters)
    return Query(
        raw=raw,
        text=_with_compounds(_fainter(query, places), tokens),
        semantic_text=" ".join(raw[token.start : token.end] for token in _matter(tokens, said) if query),
        words=tuple(dict.fromkeys(_words(query))),
        topic_words=tuple(
            word for word in dict.fromkeys(_words(query)) if word not in places | _words_of("parti", raw, soft_filters)
        ),
        browses=bool(soft_filters) and not found.spans and _only_said(tokens, said),
        filters=merge_filters(fields),
        case_numbers=found.case_numbers,
        paragraphs=found.paragraphs,
        soft_filters=soft_filters,
        understood=tuple(sorted((*chips, *found.chips), key=lambda chip: chip.start)),
        notes=tuple(dict.fromkeys(notes)),
    )


def clean(text: str) -> str:
    """Composed letters, no control characters; every line break a space."""
    composed = unicodedata.normalize("NFC", text)
    return "".join(" " if unicodedata.category(c) in _UNSEEN else c for c in composed).strip()


def _fields(
    tokens: Iterator[Token], today: date, notes: list[Note]
) -> tuple[list[FieldFilter], list[Understood], list[Token]]:
    """The fields that were understood, their chips, and the tokens that are left."""
    fields: list[FieldFilter] = []
    chips: list[Understood] = []
    rest: list[Token] = []
    for token in tokens:
        one = _understood(token, rest, today, notes) if token.kind == "field" else None
        if one:
            fields.append(one)
            chips.append(Understood(one.name, one.value, token.start, token.end))
        elif token.kind == "field":
            rest.append(_literal(token))
        else:
            rest.append(token)
    at_most(len(fields), MOST_CLAUSES, "too_many_fields")
    return fields, chips, _without(rest, [(chip.start, chip.end) for chip in chips])


def _understood(token: Token, before: Sequence[Token], today: date, notes: list[Note]) -> FieldFilter | None:
    if before and before[-1].kind == "not" and before[-1].end == token.start:
        notes.append(_NO_NOT_FIELD)
        return None
    try:
        return parse_field(token.name, token.text, today)
    except NotUnderstoodError as error:
        if error.note:
            notes.append(error.note)
        return None


def _literal(token: Token) -> Token:
    """A field that is none, as words; a short ending stays on its word (`USA:s`)."""
    sign = ":" if is_inflection(token.text) else " "
    return Token("word", f"{token.name}{sign}{token.text}", token.start, token.end)


def _without(tokens: Sequence[Token], spans: Sequence[tuple[int, int]]) -> list[Token]:
    """The tokens outside the spans; an operator that loses its neighbour to a span goes with it."""
    kept: list[Token] = []
    gaps = sorted(spans)
    for token in tokens:
        while gaps and gaps[0][1] <= token.start:
            del gaps[0]
            _drop_operator(kept)
        if gaps and token.end > gaps[0][0]:
            continue
        if token.kind in ("and", "or") and (not kept or kept[-1].kind == "open") and spans:
            continue
        kept.append(token)
    if gaps:
        _drop_operator(kept)
    return kept


def _drop_operator(kept: list[Token]) -> None:
    if kept and kept[-1].kind in ("and", "or", "not"):
        kept.pop()


def _stray(token: Token, notes: list[Note]) -> bool:
    if token.kind == "stray":
        notes.append(_STRAY_QUOTE)
    return token.kind == "stray"


def _quoted(tokens: Sequence[Token]) -> list[tuple[int, int]]:
    return [(token.start, token.end) for token in tokens if token.kind == "phrase"]


def _said(tokens: Sequence[Token], soft_filters: Sequence[SoftFilter], text: str) -> Mapping[int, bool]:
    """Where the tokens start that only say a soft filter of `text`; true for those that also say something of the matter."""
    kinds: dict[int, str] = {
        at: soft_filter.kind for soft_filter in soft_filters for at in range(soft_filter.start, soft_filter.end)
    }
    said: dict[int, bool] = {}
    for token in tokens:
        letters = [at for at in range(token.start, token.end) if text[at].isalnum()]
        if token.kind == "word" and letters and all(at in kinds for at in letters):
            said[token.start] = any(kinds[at] not in _NO_MATTER for at in letters)
    return said


def _leaves(tokens: Sequence[Token], said: Mapping[int, bool], *, beside_identifier: bool, notes: list[Note]) -> Leaf:
    """How a token becomes terms: words that say nothing here are left out when other words remain."""
    dropped = stop_words() | label_words() if beside_identifier else stop_words()
    telling = [token for token in tokens if any(word not in dropped for word in _plain(token))]
    leave_out = beside_identifier or any(said.get(token.start, True) for token in telling)

    def leaf(token: Token) -> Sequence[Term | Phrase]:
        if leave_out and not said.get(token.start, True):
            return []
        if token.kind == "phrase":
            at_most(token.slop, WIDEST_SLOP, "too_many_words_between")
            words = tuple(WORD.findall(token.text))
            return [Phrase(words, token.slop)] if words else []
        stem = token.text.rstrip(".,;:!?")
        if stem.endswith("*") and WORD.fullmatch(stem[:-1]):
            long_enough_prefix(stem[:-1])
            return [Term(stem[:-1], prefix=True)]
        if "*" in stem.strip("*"):
            notes.append(_STAR_INSIDE)
        return [
            Term(word)
            for word in WORD.findall(token.text)
            if not ((leave_out or telling) and word.casefold() in dropped)
        ]

    return leaf


def _matter(tokens: Sequence[Token], said: Mapping[int, bool]) -> list[Token]:
    """The tokens that tell what it is about: all that are asked for, when nothing else than soft filters is."""
    asked = list(_positive(tokens))
    return [token for token in asked if token.start not in said] or asked


def _only_said(tokens: Sequence[Token], said: Mapping[int, bool]) -> bool:
    """Whether soft filters and small words are all that was typed."""
    return all(
        token.kind == "word" and (token.start in said or stop_words().issuperset(_plain(token))) for token in tokens
    )


def _plain(token: Token) -> list[str]:
    return WORD.findall(token.text.casefold()) if token.kind in ("word", "phrase") else []


def _text(tokens: Sequence[Token], leaf: Leaf, notes: list[Note]) -> TextQuery:
    try:
        query = text_query(tokens, leaf)
    except Unclear as error:
        notes.append(error.note)
        query = plain_words(tokens, leaf)
    terms = list(_terms((*query.must, *query.should, *query.must_not)))
    at_most(sum(len(t.words) if isinstance(t, Phrase) else 1 for t in terms), MOST_TERMS, "too_many_words")
    at_most(sum(isinstance(t, Term) and t.prefix for t in terms), MOST_WILDCARDS, "too_many_stars")
    return query


def _with_compounds(query: TextQuery, tokens: Sequence[Token]) -> TextQuery:
    """Neighbouring words also as one, since a compound is often typed apart: `skol skjuts` finds `skolskjuts`."""
    asked = {
        term.word
        for term in query.should
        if isinstance(term, Term) and term.weight == 1 and len(term.word) >= SHORTEST_PREFIX
    }
    joined = [
        Term(first.text + second.text)
        for first, second in pairwise(tokens)
        if first.end + 1 == second.start and {first.text, second.text} <= asked
    ]
    return query if query.must else replace(query, should=(*query.should, *joined))


def _words(query: TextQuery) -> Iterator[str]:
    for term in _terms((*query.must, *query.should)):
        yield from term.words if isinstance(term, Phrase) else (term.word,)


def _words_of(kind: str, text: str, soft_filters: Sequence[SoftFilter]) -> frozenset[str]:
    """The words that name a party or a municipality: the records write it otherwise or nowhere, so missing it proves nothing."""
    spans = [text[soft_filter.start : soft_filter.end] for soft_filter in soft_filters if soft_filter.kind == kind]
    return frozenset(word for span in spans for word in WORD.findall(span))


def _fainter(query: TextQuery, names: frozenset[str]) -> TextQuery:
    """The words of these names beside others count less: they stand in §§ of any matter, or in a company's name."""
    own = [isinstance(clause, Term) and clause.word in names for clause in query.should]
    fainter = (replace(c, weight=NAME_WEIGHT) if isinstance(c, Term) and c.word in names else c for c in query.should)
    return query if all(own) else replace(query, should=tuple(fainter))


def _terms(clauses: Sequence[Clause]) -> Iterator[Term | Phrase]:
    for clause in clauses:
        if isinstance(clause, Term | Phrase):
            yield clause
        else:
            yield from _terms(clause.clauses)


def _positive(tokens: Sequence[Token]) -> Iterator[Token]:
    """The words and phrases that are asked for: what a minus or INTE excludes is left out, group and all."""
    depth, excluded_from = 0, -1
    after_not = False
    for token in tokens:
        depth += (token.kind == "open") - (token.kind == "close")
        if excluded_from >= 0:
            excluded_from = -1 if depth <= excluded_from else excluded_from
        elif after_not:
            excluded_from = depth - 1 if token.kind == "open" else -1
        elif token.kind in ("word", "phrase"):
            yield token
        after_not = token.kind == "not"
