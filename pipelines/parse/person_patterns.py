"""Patterns of a person's name and of the party in parentheses behind it, as fragments of regular expressions."""

from indexer.identifiers.parties import party_spellings

# What stands in parentheses behind a name: any party's capitals, small letters of the listed ones, or none.
PARTY_LETTERS = rf"[A-ZÅÄÖ][A-Za-zÅÄÖåäö]{{0,4}}|-|{'|'.join(party_spellings())}"
NAME = r"[A-ZÅÄÖÉÜ][\w'’´é-]{1,30}(?: (?:[A-ZÅÄÖÉÜ][\w'’´é.-]{0,30}|von|af|de|van|der|den|el|al)){1,4}"
PARTY = rf"\((?:{PARTY_LETTERS}|kds|nyd|vpk|opol\.?|obunden|partilös)\)"
