"""Every constant of the ranking, and why it has its value. Measured by `protokoll eval`; nothing here names a query."""

from collections.abc import Mapping

from indexer.model import Outcome
from indexer.query.intent.soft_filters import Kind

# BM25 field boosts: a word's score in each field is multiplied by these and added up (k1 and b are the engines' own).
HEADING_BOOST = 3.0  # the heading names the matter; a word there outweighs three in the text
TEXT_BOOST = 1.0
FUZZY_BOOST = 3.0  # of the heading's word that resembles the typed one most, times how much it does

POSTPONING: frozenset[Outcome] = frozenset({"bordläggning", "återremiss", "utgår"})
PROPOSING: frozenset[Outcome] = frozenset({"förslag_uppåt"})
OUTCOME_FACTORS: Mapping[Outcome, float] = {  # a case is put off many times in the very words of its decision
    "bordläggning": 0.75,  # 1.0 costs .03, 0.5 costs .025: a postponed case is still the case
    "utgår": 0.75,
    "återremiss": 0.85,  # says more than a postponement, and may be the last word
}
LEVEL_FACTORS = (0.78, 0.87, 1.0)  # committee, board, council: the last word is the council's; equal costs .03

PROCEDURAL_FACTOR = 0.5  # §§ of the meeting itself share words with every case
PROCEDURAL = (  # how their headings begin
    r"upprop\b",
    r"närvaro",
    r"mötets? öppnande",
    r"sammanträdets? (?:öppnande|avslutande)",
    r"(?:val|utseende|bestämmande) av .{0,40}juster",
    r"(?:tid|plats|dag) (?:och|för) .{0,30}juster",
    r"(?:protokolls)?juster",
    r"(?:fastställande|godkännande|ändring) av (?:dagordning|föredragningslist|ärendelist)",
    r"(?:dagordning|föredragningslista|ärendelista)\b",
    r"bestämmande av tid",
)

SHOWN_PASSAGES = 3  # a hit

MISS_FACTORS: Mapping[Kind, float] = {  # a § that is not as the question says in words: down, never out
    "nämnd": 0.6,
    "dag": 0.45,
    "år": 0.6,
    "utfall": 0.7,  # outcomes are read out of the text, not always rightly
    "typ": 0.6,
    "parti": 0.7,
    "avsnitt": 0.9,
    "uppdrag": 0.5,  # who asks for assignments wants §§ that give one
    "mottagare": 0.6,
    "kommun": 0.4,  # who names a municipality hardly ever wants another
}

BROWSED = 100  # §§ that are listed where soft filters are all that is asked, newest first
COVERAGE_DEPTH = 3  # best §§ of the word leg that are read to see how much of the question it knows
KEYWORD_FLOOR = 0.2  # of its weight that a word leg keeps when its best §§ hold no word; 1.0 costs `semantic` .11
BOOST_DEPTH = 50  # fused §§ that are read and weighed by what they are; reading another 50 takes 8 ms
BOOST_DEPTH_FOR_SOFT_FILTERS = 100  # the same when a body, time or outcome is said: many §§ share the words; worth .005
CONFIDENCE_DEPTH = 3  # hits by which a list's confidence is judged
STRONG_COVERAGE = 0.75  # share of the question, by long and rare words, that the first § has
STRONG_SIMILARITY = 0.45  # of the nearest passage, 0–1 above what lies nearest to questions without an answer
# Promise of an answer: share told by the first § + how much was said, since a long question without its words may still be
# answered in others. Set on the given, the tuning and the unanswerable queries, over three embeddings, at 5 % false.
LENGTH_BONUS, LENGTH_CAP, NONE_THRESHOLD = 0.26, 6, 1.1
