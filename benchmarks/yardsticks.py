"""What our engines are held against: each raw engine asked plainly for the same page. Fixed before anything was tuned."""

import threading
from functools import partial

import numpy as np
import tantivy
from opensearchpy import OpenSearch, helpers

from indexer.codec import dumps
from indexer.language import terms

FACETS = ("body", "year", "outcome")


class RawOpenSearch:
    """One index with the engine's own Swedish analysis, through opensearch-py and its own bulk helper."""

    index = "raw"

    def __init__(self, client, dimension):
        self._client, self._dimension = client, dimension

    def load(self, meetings):
        vector = {"type": "knn_vector", "dimension": self._dimension, "space_type": "innerproduct"}
        vector["method"] = {"name": "hnsw", "engine": "lucene"}
        words, value = {"type": "text", "analyzer": "swedish"}, {"type": "keyword"}
        fields = {"heading": words, "text": words, "body": value, "outcome": value, "year": {"type": "integer"}}
        fields["passages"] = {"type": "nested", "properties": {"vector": vector}}
        settings = {"index": {"knn": True, "number_of_replicas": 0, "refresh_interval": "-1"}}
        self._client.indices.create(
            index=self.index, body={"settings": settings, "mappings": {"dynamic": "strict", "properties": fields}}
        )
        done = 0
        for _ok, _ in helpers.streaming_bulk(self._client, self._rows(meetings), chunk_size=500, raise_on_error=True):
            done += 1
        self._client.indices.refresh(index=self.index)
        return done

    def _rows(self, meetings):
        for _, documents, vectors in meetings:
            at = 0
            for d in documents:
                own = vectors[at : at + len(d.passages)]
                at += len(d.passages)
                yield {
                    "_index": self.index, "_id": d.id, "heading": d.heading, "text": d.sections[0].text,
                    "body": d.body, "outcome": d.outcome, "year": d.year,
                    "passages": [{"vector": v.tolist()} for v in own],
                }  # fmt: skip

    def page(self, text, vector):
        """BM25 cross_fields top 10 with three facets and marks, beside k-NN with k = 100."""
        words = {"multi_match": {"query": text, "fields": ["heading^3", "text"], "type": "cross_fields"}}
        knn = {"knn": {"passages.vector": {"vector": vector.tolist(), "k": 100}}}
        return self._client.msearch(
            index=self.index,
            body=[
                {},
                {
                    "size": 10,
                    "query": words,
                    "track_total_hits": True,
                    "aggs": {name: {"terms": {"field": name}} for name in FACETS},
                    "highlight": {"fields": {"heading": {}, "text": {}}},
                    "_source": {"excludes": ["passages"]},
                },
                {},
                {
                    "size": 10,
                    "query": {"nested": {"path": "passages", "query": knn, "score_mode": "max"}},
                    "_source": {"excludes": ["passages"]},
                },
            ],
        )


class OwnBodies:
    """What our own pages ask of OpenSearch, heard while they ask it, and sent again raw: a page without the Python around it."""

    def __init__(self):
        self._asked, self._hearing = {}, threading.local()
        for kind in ("search", "msearch"):
            setattr(OpenSearch, kind, self._listening(kind, getattr(OpenSearch, kind)))

    def heard(self, ask, text):
        """The answer of `ask`; its requests are kept under the question."""
        self._hearing.requests = []
        found = ask(text)
        self._asked[text] = self._hearing.requests
        del self._hearing.requests
        return found

    def page(self, text):
        """The requests of that question again, one after the other."""
        return [send() for _, _, send in self._asked[text]]

    def bodies(self, text, kind):
        """What it asked by `search` or `msearch`."""
        return [body for sent, body, _ in self._asked[text] if sent == kind]

    def _listening(self, kind, send):
        def listen(client, **request):
            if hasattr(self._hearing, "requests"):
                self._hearing.requests.append((kind, request["body"], partial(send, client, **request)))
            return send(client, **request)

        return listen


class PlainLoop:
    """tantivy for words and facets, one numpy product for the vectors."""

    def __init__(self, folder):
        builder = tantivy.SchemaBuilder()
        for name in ("heading", "text"):
            builder.add_text_field(name, tokenizer_name="whitespace")
        for name in ("body", "outcome"):
            builder.add_text_field(name, tokenizer_name="raw", fast=True)
        builder.add_unsigned_field("year", indexed=True, fast=True)
        builder.add_text_field("json", stored=True, tokenizer_name="raw", index_option="basic")
        folder.mkdir(parents=True, exist_ok=True)
        self._index = tantivy.Index(builder.build(), path=str(folder))
        self._vectors = None

    def load(self, meetings):
        writer = self._index.writer(96_000_000, 1)
        parts, done = [], 0
        for _, documents, vectors in meetings:
            parts.append(vectors)
            for d in documents:
                row = tantivy.Document()
                row.add_text("heading", " ".join(terms(d.heading)))
                row.add_text("text", " ".join(terms(d.sections[0].text)))
                row.add_text("body", d.body)
                row.add_text("outcome", d.outcome)
                row.add_unsigned("year", d.year)
                row.add_text("json", dumps(d))
                writer.add_document(row)
                done += 1
        writer.commit()
        self._index.reload()
        self._vectors = np.concatenate(parts)
        return done

    def page(self, text, vector):
        """Top 10 by words, the facets of what matches, the ten texts, and the 100 nearest passages."""
        searcher = self._index.searcher()
        words = [
            tantivy.Query.boost_query(tantivy.Query.term_query(self._index.schema, field, word), boost)
            for word in terms(text)
            for field, boost in (("heading", 3.0), ("text", 1.0))
        ]
        query = tantivy.Query.boolean_query([(tantivy.Occur.Should, word) for word in words])
        hits = searcher.search(query, limit=10).hits
        facets = searcher.aggregate(query, {name: {"terms": {"field": name}} for name in FACETS})
        scores = self._vectors @ vector
        nearest = np.argpartition(-scores, 100)[:100]
        return [searcher.doc(address).get_first("json") for _, address in hits], facets, nearest
