"""How much a hit in each field weighs in the keyword leg: a plain sum that both engines can express."""

HEADING_BOOST = 3.0  # the heading names the matter; a word there outweighs three in the text
TEXT_BOOST = 1.0
FUZZY_BOOST = 3.0  # of the heading's word that resembles the typed one most, times how much it does
FUZZY_WORDS = 24  # of a question are looked for by their likes; an engine takes a thousand clauses
MIN_GRAM_OVERLAP = 0.6  # of a word's grams must stand in another for the two to be alike
