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


def at_most(number: int, limit: int, what: str) -> None:
    """Refuse more than `limit` of something.

    Raises:
        QueryError: the sentence names the limit and the number.
    """
    if number > limit:
        raise QueryError(f"Frågan har {number} {what}, men högst {limit} går bra; korta den och sök igen.")


def long_enough_prefix(word: str) -> None:
    """Refuse a prefix that would match half the dictionary.

    Raises:
        QueryError: fewer letters than `SHORTEST_PREFIX` stand before the star.
    """
    if len(word) < SHORTEST_PREFIX:
        raise QueryError(f"{word}* är för kort; skriv minst {SHORTEST_PREFIX} bokstäver före stjärnan.")
