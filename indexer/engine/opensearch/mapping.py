"""The index in OpenSearch: strict mapping, words analysed by us and only split at spaces there."""

import base64
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
import orjson

from indexer.codec import dumps
from indexer.engine import Vectors
from indexer.engine.index_fields import (
    FACET_FIELDS,
    HEADING_WORDS,
    LABELS,
    META_KIND,
    NAMES,
    WORDS,
    brief,
    heading_words,
    indexed_facets,
    indexed_labels,
    indexed_names,
    indexed_numbers,
    indexed_words,
    no_words,
)
from indexer.language import ANALYSIS_VERSION
from indexer.model import Document

SCHEMA_VERSION = 5
META_ID = "meta"
VECTORS = "passages"  # nested: one vector a passage, in order
VECTOR = "passages.vector"
_NUMBERS = ("row_count", "date", "date_oldest", "year")
_LONGEST_LABEL = 8_000  # characters; Lucene takes no term over 32,766 bytes


@dataclass(frozen=True, slots=True)
class IndexVersion:
    """What an index was written by; another stamp means that it must be built anew."""

    dimension: int
    schema: int = SCHEMA_VERSION
    analysis: str = ANALYSIS_VERSION


@dataclass(frozen=True, slots=True)
class Sharding:
    """How an index is spread over the cluster."""

    shards: int = 1
    replicas: str = "0-1"


def index_body(stamp: IndexVersion, layout: Sharding) -> dict[str, Any]:
    """Settings and mapping of a new index, as it is while it is being filled: no copies, no refresh of its own."""
    return {
        "settings": {
            "index": {
                "number_of_shards": layout.shards,
                "number_of_replicas": 0,
                "refresh_interval": "-1",  # `commit` decides when what it wrote is seen
                "knn": True,
                "knn.derived_source.enabled": False,
            },
            "analysis": {"analyzer": {"words": {"type": "custom", "tokenizer": "whitespace"}}},
        },
        "mappings": {
            "_meta": asdict(stamp),
            "_source": {"includes": ["document", "mean", "watermark"]},
            "dynamic": "strict",
            "properties": dict(_properties(stamp.dimension)),
        },
    }


def replicas(layout: Sharding) -> dict[str, Any]:
    """The setting that spreads copies once the index is filled."""
    span = "-" in layout.replicas
    return {"auto_expand_replicas": layout.replicas} if span else {"number_of_replicas": int(layout.replicas)}


def source(document: Document, vectors: Vectors) -> dict[str, Any]:
    """A § as OpenSearch takes it. `vectors` (passages, dimension)."""
    mean = vectors.mean(axis=0)
    return {
        **indexed_words(document),
        **indexed_labels(document),
        **indexed_facets(document),
        **indexed_names(document),
        **indexed_numbers(document),
        HEADING_WORDS: heading_words(document),
        VECTORS: [{"vector": np.ascontiguousarray(vector)} for vector in vectors],
        "mean": mean / max(float(np.linalg.norm(mean)), 1e-9),
        "document": orjson.Fragment(dumps(document)),
        "brief": base64.b64encode(dumps(brief(document)).encode()).decode(),
    }


def meta_source(watermark: int) -> dict[str, Any]:
    """The document that says how far the record has been indexed."""
    return {**no_words(), "kind": META_KIND, "watermark": watermark}


def _properties(dimension: int) -> Iterator[tuple[str, dict[str, Any]]]:
    for name in (*LABELS, *FACET_FIELDS, HEADING_WORDS):
        yield name, {"type": "keyword", "ignore_above": _LONGEST_LABEL}
    for name in (*WORDS, *NAMES):
        yield name, {"type": "text", "analyzer": "words"}
    for name in _NUMBERS:
        yield name, {"type": "integer"}
    yield "watermark", {"type": "long"}
    for name in ("document", "mean"):  # kept, not searched
        yield name, {"type": "object", "enabled": False}
    # Read for fifty §§ a page: as columns, not out of each whole §.
    yield "brief", {"type": "binary", "doc_values": True}
    vector = {"type": "knn_vector", "dimension": dimension, "space_type": "innerproduct"}
    # The default engine needs native libraries that not every node has.
    method = {"name": "hnsw", "engine": "lucene"}
    yield VECTORS, {"type": "nested", "properties": {"vector": {**vector, "method": method}}}
