"""How many tokens a text costs a language model, on the safe side.

Models count differently and the asker's is unknown, so this is a bound rather than a tokenizer: a word costs one token
for every third letter begun, a digit and a sign one each, a character outside the Latin script as many as its UTF-8
bytes (no byte-level tokenizer spends more). Counts add up: count(a + " " + b) = count(a) + count(b).
"""

import re

_PIECE = re.compile(r"[^\W\d_]+|[^\s]")
_LATIN_END = "ɐ"  # first letter after Latin Extended-B
_LETTERS_A_TOKEN = 3


def count_tokens(text: str) -> int:
    """Tokens of `text`; 0 for blank text."""
    return sum(_cost(piece) for piece in _PIECE.findall(text))


def _cost(piece: str) -> int:
    if max(piece) >= _LATIN_END:
        return len(piece.encode("utf-8", "surrogatepass"))
    return -(-len(piece) // _LETTERS_A_TOKEN) if piece[0].isalpha() else 1
