"""Limits of a page of hits."""

LARGEST_PAGE = 100  # hits
DEEPEST_OFFSET = 1_000  # past this a narrower question helps more than another page
