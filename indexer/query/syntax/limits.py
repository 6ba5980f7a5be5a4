"""What a question may cost. Everything is refused here, before an engine sees it."""

from indexer.errors import QueryError

LONGEST_QUERY = 1_000  # characters
MOST_TERMS = 64  # words sent to the engine
MOST_CLAUSES = 16  # phrases, groups and fields
DEEPEST_NESTING = 8  # parentheses
MOST_WILDCARDS = 4
SHORTEST_PREFIX = 3  # letters before *
WIDEST_SLOP = 50  # words between the words of a phrase
YEARS = range(1800, 2201)


def at_most(number: int, limit: int, reason: str) -> None:
    """Refuse more than `limit` of something; `reason` is the error's.

    Raises:
        QueryError: with the limit and the number.
    """
    if number > limit:
        raise QueryError(reason, number=number, limit=limit)


def long_enough_prefix(word: str) -> None:
    """Refuse a prefix that would match half the dictionary.

    Raises:
        QueryError: fewer letters than `SHORTEST_PREFIX` stand before the star.
    """
    if len(word) < SHORTEST_PREFIX:
        raise QueryError("prefix_too_short", word=word, letters=SHORTEST_PREFIX)
