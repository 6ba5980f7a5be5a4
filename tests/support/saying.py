"""What an error says to the user, held against a pattern."""

import re
from contextlib import contextmanager

import pytest

from search_api.messages import error_text


@contextmanager
def raises_saying(kind, match):
    """The block raises an error of this kind whose sentence matches."""
    with pytest.raises(kind) as caught:
        yield caught
    assert re.search(match, error_text(caught.value)), error_text(caught.value)
