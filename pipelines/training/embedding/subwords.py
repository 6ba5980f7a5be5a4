"""Subword vocabulary: a lower-casing Unigram model that keeps å, ä and ö."""

import json
import random
from collections.abc import Iterator, Sequence

from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers, trainers

PAD, UNKNOWN, WORD_START = "[PAD]", "[UNK]", "▁"
_VOCABULARY = 32_000
_SAMPLE_CHARACTERS = 60_000_000
_SCORE_DIGITS = 2  # of a logarithm; more would keep the trainer's chance differences
_SEED = 1


def train_tokenizer(text: Sequence[str]) -> Tokenizer:
    """A Unigram tokenizer of 32,000 pieces, trained on a fixed random sample of the lines."""
    tokenizer = Tokenizer(models.Unigram())
    # NFC keeps å, ä, ö as letters of their own: stripping accents would join "får" and "far"
    tokenizer.normalizer = normalizers.Sequence(
        [normalizers.NFC(), normalizers.Lowercase(), normalizers.Replace(Regex(r"[\u2010-\u2015]"), "-")]
    )
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
        [
            pre_tokenizers.Whitespace(),
            pre_tokenizers.Digits(individual_digits=False),
            pre_tokenizers.Metaspace(prepend_scheme="always"),
        ]
    )
    trainer = trainers.UnigramTrainer(
        vocab_size=_VOCABULARY,
        special_tokens=[PAD, UNKNOWN],
        unk_token=UNKNOWN,
        shrinking_factor=0.75,
        show_progress=False,
    )
    tokenizer.train_from_iterator(_sample(text), trainer)
    return _in_fixed_order(tokenizer)


def _in_fixed_order(tokenizer: Tokenizer) -> Tokenizer:
    """The same pieces, likeliest first: the trainer orders ties, and scores unused letters, as its hash table falls."""
    content = json.loads(tokenizer.to_str())
    pieces = [(piece, round(score, _SCORE_DIGITS)) for piece, score in content["model"]["vocab"]]
    special, learnt = pieces[:2], pieces[2:]
    content["model"]["vocab"] = special + sorted(learnt, key=lambda entry: (-entry[1], entry[0]))
    return Tokenizer.from_str(json.dumps(content, ensure_ascii=False))


def _sample(text: Sequence[str]) -> Iterator[str]:
    order = list(range(len(text)))
    random.Random(_SEED).shuffle(order)  # noqa: S311 - a sample, not a secret
    taken = 0
    for number in order:
        if taken > _SAMPLE_CHARACTERS:
            return
        taken += len(text[number])
        yield text[number]
