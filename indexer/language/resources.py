"""Language resources of one store: lexicon, thesaurus, compound splitter and speller, for all that splits, mends or expands."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from indexer.language.compounds import Splitter
from indexer.language.lexicon import Lexicon, shipped_lexicon, store_lexicon
from indexer.language.spelling import Speller
from indexer.language.thesaurus import Thesaurus, shipped_thesaurus, store_thesaurus


@dataclass(frozen=True, slots=True)
class LanguageResources:
    """What is known of words. `of` makes the splitter and the speller from the lexicon."""

    lexicon: Lexicon
    thesaurus: Thesaurus
    splitter: Splitter
    speller: Speller

    @classmethod
    def of(cls, lexicon: Lexicon, thesaurus: Thesaurus) -> "LanguageResources":
        """The resources over one lexicon and one thesaurus."""
        splitter = Splitter(lexicon)
        return cls(lexicon, thesaurus, splitter, Speller(lexicon, splitter))


@cache
def shipped_resources() -> LanguageResources:
    """The resources of the package."""
    return LanguageResources.of(shipped_lexicon(), shipped_thesaurus())


def store_resources(folder: Path) -> LanguageResources:
    """The resources of a store folder; what it has none of its own of is the package's.

    Raises:
        SettingsError: the store's lexicon cannot be read.
    """
    lexicon, thesaurus = store_lexicon(folder), store_thesaurus(folder)
    if lexicon is shipped_lexicon() and thesaurus is shipped_thesaurus():
        return shipped_resources()
    return LanguageResources.of(lexicon, thesaurus)
