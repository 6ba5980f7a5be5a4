"""How much a hit in each field weighs in the keyword leg: a plain sum that both engines can express."""

HEADING_BOOST = 3.0  # the heading names the matter; a word there outweighs three in the text
TEXT_BOOST = 1.0
LIKE_BOOST = 3.0  # of the heading's word that resembles the typed one most, times how much it does
LIKE_WORDS = 24  # of a question are looked for by their likes; an engine takes a thousand clauses
GRAM_SHARE = 0.6  # of a word's grams must stand in another for the two to be alike
