"""Limits of what a chat assistant may ask for, in tokens."""

DEFAULT_BUDGET = 3_000
LARGEST_BUDGET = 16_000
