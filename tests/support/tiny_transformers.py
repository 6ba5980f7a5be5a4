"""Small transformers with random weights, saved to disk: real objects of the libraries, trained on nothing."""

from pathlib import Path

import pytest

WORDS = [
    "[PAD]",
    "[UNK]",
    "[CLS]",
    "[SEP]",
    "[MASK]",
    "skola",
    "buss",
    "vatten",
    "avgift",
    "plan",
    "och",
    "i",
    "förskola",
]
LENGTH = 16  # tokens


def _config(**more):
    transformers = pytest.importorskip("transformers", reason="the extra hub is not installed")
    return transformers.BertConfig(
        vocab_size=len(WORDS),
        hidden_size=16,
        num_hidden_layers=2,
        num_attention_heads=2,
        intermediate_size=32,
        max_position_embeddings=LENGTH,
        **more,
    )


def _save(model, folder: Path):
    from transformers import BertTokenizerFast  # noqa: PLC0415 - part of the extra

    folder.mkdir(parents=True)
    (folder / "vocab.txt").write_text("\n".join(WORDS), encoding="utf-8")
    tokenizer = BertTokenizerFast(str(folder / "vocab.txt"), do_lower_case=False, model_max_length=LENGTH)
    tokenizer.save_pretrained(str(folder))
    model.save_pretrained(str(folder))
    return folder


def save_encoder(folder: Path, seed: int = 0):
    import torch  # noqa: PLC0415 - part of the extra
    from sentence_transformers import SentenceTransformer  # noqa: PLC0415 - part of the extra
    from sentence_transformers.sentence_transformer.modules import (  # noqa: PLC0415 - part of the extra
        Pooling,
        Transformer,
    )
    from transformers import BertModel  # noqa: PLC0415 - part of the extra

    torch.manual_seed(seed)
    inner = _save(BertModel(_config()), folder / "inner")
    transformer = Transformer(str(inner), max_seq_length=LENGTH)
    pooling = Pooling(transformer.get_embedding_dimension())
    SentenceTransformer(modules=[transformer, pooling], device="cpu").save(str(folder / "model"))
    return str(folder / "model")


def save_cross_encoder(folder: Path, labels: int = 1):
    import torch  # noqa: PLC0415 - part of the extra
    from transformers import BertForSequenceClassification  # noqa: PLC0415 - part of the extra

    torch.manual_seed(0)
    return str(_save(BertForSequenceClassification(_config(num_labels=labels)), folder / f"cross-{labels}"))
