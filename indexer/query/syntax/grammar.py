"""Tokens to the keyword leg: words, phrases, groups and the three operators.

    alternatives = all ("ELLER" all)*
    all          = row ("OCH" row)*
    row          = ("-" | "INTE")? (word | phrase | "(" alternatives ")")  one or more times

A row of words asks for any of them, the more the better; a phrase, an operator or a minus is a condition.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from indexer.engine import AllOf, AnyOf, Clause, Phrase, Term, TextQuery
from indexer.model import Note
from indexer.query.syntax.limits import DEEPEST_NESTING, MOST_CLAUSES, at_most
from indexer.query.syntax.tokenizer import Token

Leaf = Callable[[Token], Sequence[Term | Phrase]]  # a word or phrase token as what it asks for; may be nothing


class Unclear(Exception):  # noqa: N818 - no error of the user's: the caller falls back to literal words
    """The operators cannot be read; `note` says why."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.note = Note(code)


@dataclass(frozen=True, slots=True)
class _Group:
    kind: Literal["row", "and", "or"]
    items: tuple["_Node", ...]


@dataclass(frozen=True, slots=True)
class _Not:
    item: "_Node"


_Node = Term | Phrase | _Group | _Not


def text_query(tokens: Sequence[Token], leaf: Leaf) -> TextQuery:
    """The keyword leg of these tokens.

    Raises:
        Unclear: parentheses or operators do not fit together.
        QueryError: a limit is broken.
    """
    parser = _Parser(tokens, leaf)
    node = parser.whole()
    at_most(parser.clauses, MOST_CLAUSES, "too_many_clauses")
    return _lowered(node)


def plain_words(tokens: Sequence[Token], leaf: Leaf) -> TextQuery:
    """Every word as a word, nothing as an operator: what remains when the operators cannot be read."""
    leaves = [clause for token in tokens if token.kind in ("word", "phrase") for clause in leaf(token)]
    words = [
        term for one in leaves for term in ([Term(word) for word in one.words] if isinstance(one, Phrase) else [one])
    ]
    return TextQuery(should=tuple(words))


class _Parser:
    """Recursive descent; `clauses` counts what costs more than a word."""

    def __init__(self, tokens: Sequence[Token], leaf: Leaf) -> None:
        self._tokens = tokens
        self._leaf = leaf
        self._at = 0
        self._depth = 0
        self.clauses = 0

    def whole(self) -> _Node:
        if not self._tokens:
            return _Group("row", ())
        node = self._joined("or")
        if self._kind() == "close":
            raise Unclear("parenthesis_unopened")
        return node

    def _joined(self, kind: Literal["or", "and"]) -> _Node:
        inner = self._row if kind == "and" else (lambda: self._joined("and"))
        items = [inner()]
        while self._kind() == kind:
            self._at += 1
            self.clauses += 1
            items.append(inner())
        return items[0] if len(items) == 1 else _Group(kind, tuple(items))

    def _row(self) -> _Node:
        items: list[_Node] = []
        start = self._at
        while self._kind() in ("word", "phrase", "open", "not"):
            items += self._unary()
        if self._at == start:
            raise Unclear("operator_alone")
        return items[0] if len(items) == 1 else _Group("row", tuple(items))

    def _unary(self) -> list[_Node]:
        if self._kind() != "not":
            return self._primary()
        self._at += 1
        self.clauses += 1
        if self._kind() not in ("word", "phrase", "open"):
            raise Unclear("not_alone")
        items = self._primary()
        return [_Not(items[0] if len(items) == 1 else _Group("row", tuple(items)))] if items else []

    def _primary(self) -> list[_Node]:
        token = self._tokens[self._at]
        self._at += 1
        if token.kind != "open":
            self.clauses += token.kind == "phrase"
            return list(self._leaf(token))
        return [self._group()]

    def _group(self) -> _Node:
        self._depth += 1
        self.clauses += 1
        at_most(self._depth, DEEPEST_NESTING, "too_deep")
        node = self._joined("or") if self._kind() != "close" else _Group("row", ())
        if self._kind() != "close":
            raise Unclear("parenthesis_unclosed")
        self._at += 1
        self._depth -= 1
        return node

    def _kind(self) -> str:
        return self._tokens[self._at].kind if self._at < len(self._tokens) else "end"


def _lowered(node: _Node) -> TextQuery:
    must: list[Clause] = []
    should: list[Clause] = []
    must_not: list[Clause] = []
    for item, required in _parts(node, required=False):
        if isinstance(item, _Not):
            must_not += _clauses(item.item)
        elif required or not isinstance(item, Term):
            must += _clauses(item)
        else:
            should.append(item)
    return TextQuery(tuple(must), tuple(should), tuple(must_not))


def _parts(node: _Node, *, required: bool) -> Iterator[tuple[_Node, bool]]:
    """The outermost conditions; rows and OCH are taken apart, since what stands in them is asked for side by side."""
    if isinstance(node, _Group) and node.kind != "or":
        for item in node.items:
            yield from _parts(item, required=required or node.kind == "and")
    else:
        yield node, required


def _clauses(node: _Node) -> list[Clause]:
    """The node as clauses for the engine, none when it holds no words."""
    if isinstance(node, _Not):
        raise Unclear("not_within_or")
    if not isinstance(node, _Group):
        return [node]
    inner = [clause for item in node.items for clause in _clauses(item)]
    if len(inner) < 2:  # noqa: PLR2004 - a group of one is that one
        return inner
    return [AnyOf(tuple(inner)) if node.kind == "or" else AllOf(tuple(inner))]
