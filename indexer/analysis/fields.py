"""How much a hit in each field weighs in the keyword leg: a plain sum that both engines can express."""

HEADING_BOOST = 3.0  # the heading names the matter; a word there outweighs three in the text
TEXT_BOOST = 1.0
GRAM_BOOST = 0.3  # a word has some ten grams: all of them together weigh as much as one rare word of the text
GRAM_SHARE = 0.6  # of a word's grams must stand in the heading for the word to count as found there
GRAM_WORDS = 24  # of a question are looked for by their grams; an engine takes a thousand clauses
