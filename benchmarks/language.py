"""What one word or question costs the language resources, in milliseconds: each looked at once, nothing remembered.

python benchmarks/language.py
"""

import time

from indexer.language import surfaces
from indexer.language.compounds import Splitter
from indexer.language.lexicon import shipped_lexicon
from indexer.language.spelling import Speller
from indexer.language.thesaurus import shipped_thesaurus
from pipelines.training.lexicon.measure import cases

QUESTION = "varför kostar det så mycket att få plats på dagis för barnen i vår del av stan när skatten höjs"


def main():
    lexicon, thesaurus = shipped_lexicon(), shipped_thesaurus()
    thesaurus.links_in(surfaces(QUESTION))
    print(f"compound taken apart  {ms(Splitter(lexicon).split, [word for word, *_ in cases('compounds-tuning')]):.3f}")
    print(
        f"misspelling mended    {ms(Speller(lexicon).correct, [wrong for wrong, _ in cases('misspellings-tuning')]):.3f}"
    )
    print(f"question's synonyms   {ms(thesaurus.links_in, [surfaces(QUESTION)] * 100):.3f}")


def ms(work, inputs):
    start = time.process_time()
    for one in inputs:
        work(one)
    return (time.process_time() - start) / len(inputs) * 1000


if __name__ == "__main__":
    main()
