"""All settings, one class; nothing else reads the environment. Names and meaning are listed in docs/settings.md."""

from pathlib import Path
from typing import Literal

from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from indexer.errors import SettingsError
from indexer.model import valid_label

EngineName = Literal["embedded", "opensearch"]


SEMANTIC_WEIGHT = 0.4  # of the score when the words are all found; free text .746 (.738 at 0.5, .69 at 0.7)


class Settings(BaseSettings):
    """Environment variables with the prefix `PROTOKOLL_`; options on the command line win over them."""

    model_config = SettingsConfigDict(env_prefix="PROTOKOLL_", frozen=True, extra="ignore")

    store: Path = Field(
        Path(".store"), description="Folder of the record (sources, vectors) and of the embedded engine."
    )
    engine: EngineName = Field("embedded", description="Search engine: `embedded` (no server) or `opensearch`.")
    opensearch_url: str = Field("http://127.0.0.1:9200", description="Address of OpenSearch; a comma between nodes.")
    opensearch_index: str = Field(
        "protokoll", pattern=r"^[a-z][a-z0-9_-]{0,99}$", description="Name of the index (an alias) in OpenSearch."
    )
    opensearch_user: str | None = Field(None, description="User in OpenSearch.")
    opensearch_password: SecretStr | None = Field(None, description="The user's password.")
    opensearch_ca: Path | None = Field(
        None, description="Certificate file (PEM) that OpenSearch's certificate is checked against."
    )
    opensearch_aws_region: str | None = Field(
        None, description="Region, when requests must be signed as AWS wants it (needs the package botocore)."
    )
    opensearch_timeout_s: float = Field(5, gt=0, description="Longest wait for an answer from OpenSearch, in seconds.")
    opensearch_shards: int = Field(
        1, ge=1, le=64, description="Shards of a new index; one is enough for millions of §§."
    )
    opensearch_replicas: str = Field(
        "0-1", pattern=r"^\d+(-(\d+|all))?$", description="Replicas of each shard: a number, or a range such as `0-1`."
    )
    opensearch_exact_passages: int = Field(
        50_000, ge=0, description="Up to so many passages are compared one by one; past that by HNSW."
    )
    embedder: str = Field("bundled", description="Embedding model: `bundled`, a folder, or the name of a model.")
    embedder_query_prefix: str | None = Field(
        None, description="Text before every query, if the model was trained so and does not say it itself."
    )
    embedder_passage_prefix: str | None = Field(None, description="The same before every passage.")
    entities: str = Field(
        "bundled", description="Entity recognition: `bundled`, or a spaCy pipeline by name or folder."
    )
    access: str = Field(
        "public", description="Access label of what is ingested: `public`, `internal`, `restricted:<group>`."
    )
    municipality: str | None = Field(None, description="The municipality's name when the file does not say it.")
    host: str = Field("127.0.0.1", description="Address that `serve` listens on.")
    port: int = Field(8000, ge=0, le=65535, description="Port that `serve` listens on.")
    semantic_weight: float = Field(
        SEMANTIC_WEIGHT, ge=0, le=1, description="Share of the semantic leg in a hybrid score."
    )
    reranker: str | None = Field(
        None, description="Reranker: a cross-encoder by name or folder; needs the extra `hub`."
    )
    reranker_budget_s: float = Field(1, gt=0, description="Longest wait for the reranker in one search, in seconds.")
    workers: int = Field(2, ge=1, le=64, description="Child processes that read files.")
    time_limit_s: float = Field(45, gt=0, description="Longest time for one file, in seconds.")
    memory_limit_mb: int = Field(1024, ge=128, description="Most memory for one file, in MiB.")
    size_limit_mb: int = Field(100, ge=1, description="Largest file that is read, in MiB.")
    page_limit: int = Field(2000, ge=1, description="Most pages of one file.")

    @field_validator("access")
    @classmethod
    def _known_label(cls, value: str) -> str:
        if not valid_label(value):
            raise ValueError("not a label")
        return value


def load_settings(**options: object) -> Settings:
    """Settings from the environment, overridden by the options that are not None.

    Raises:
        SettingsError: a value cannot be used; the sentence names the variable.
    """
    try:
        return Settings(**{name: value for name, value in options.items() if value is not None})  # type: ignore[arg-type]
    except ValidationError as error:
        first = error.errors()[0]
        name = f"PROTOKOLL_{str(first['loc'][0]).upper()}"
        reason = "no_such_label" if first["type"] == "value_error" else "setting_unusable"
        raise SettingsError(reason, name=name, problem=first["msg"]) from error
