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
        Path(".store"), description="Mapp för registret (källposter, vektorer) och den inbyggda sökmotorn."
    )
    engine: EngineName = Field("embedded", description="Sökmotor: `embedded` (ingen server) eller `opensearch`.")
    opensearch_url: str = Field(
        "http://127.0.0.1:9200", description="Adress till OpenSearch; flera noder skiljs med komma."
    )
    opensearch_index: str = Field(
        "protokoll", pattern=r"^[a-z][a-z0-9_-]{0,99}$", description="Indexets namn (ett alias) i OpenSearch."
    )
    opensearch_user: str | None = Field(None, description="Användare i OpenSearch.")
    opensearch_password: SecretStr | None = Field(None, description="Användarens lösenord.")
    opensearch_ca: Path | None = Field(None, description="Certifikatfil (PEM) som OpenSearch certifikat prövas mot.")
    opensearch_aws_region: str | None = Field(
        None, description="Region, om anropen skall signeras som AWS kräver (behöver paketet botocore)."
    )
    opensearch_timeout_s: float = Field(5, gt=0, description="Längsta väntan på ett svar från OpenSearch, i sekunder.")
    opensearch_shards: int = Field(1, ge=1, le=64, description="Skärvor i ett nytt index; en räcker till miljoner §§.")
    opensearch_replicas: str = Field(
        "0-1", pattern=r"^\d+(-(\d+|all))?$", description="Kopior av varje skärva: ett tal, eller ett spann som `0-1`."
    )
    opensearch_exact_passages: int = Field(
        50_000, ge=0, description="Så många stycken jämförs ett och ett; därutöver tar HNSW vid."
    )
    embedder: str = Field("bundled", description="Inbäddningsmodell: `bundled`, en mapp, eller namnet på en modell.")
    embedder_query_prefix: str | None = Field(
        None, description="Text före varje fråga, om modellen är tränad så och inte själv säger det."
    )
    embedder_passage_prefix: str | None = Field(None, description="Detsamma före varje stycke.")
    entities: str = Field(
        "bundled", description="Namnigenkänning: `bundled`, eller en spaCy-modell med namn eller mapp."
    )
    access: str = Field(
        "public", description="Etikett på det som läses in: `public`, `internal`, `restricted:<grupp>`."
    )
    municipality: str | None = Field(None, description="Kommunens namn när filen inte själv säger det.")
    host: str = Field("127.0.0.1", description="Adress som `serve` lyssnar på.")
    port: int = Field(8000, ge=0, le=65535, description="Port som `serve` lyssnar på.")
    semantic_weight: float = Field(
        SEMANTIC_WEIGHT, ge=0, le=1, description="Betydelsens andel av poängen i hybridsökning."
    )
    reranker: str | None = Field(
        None, description="Omrangordnare: namnet på eller mappen med en cross-encoder; kräver tillägget `hub`."
    )
    reranker_budget_s: float = Field(1, gt=0, description="Längsta väntan på omrangordnaren för en fråga, i sekunder.")
    workers: int = Field(2, ge=1, le=64, description="Barnprocesser som läser filer.")
    time_limit_s: float = Field(45, gt=0, description="Längsta tid för en fil, i sekunder.")
    memory_limit_mb: int = Field(1024, ge=128, description="Största minne för en fil som läses, i MiB.")
    size_limit_mb: int = Field(100, ge=1, description="Största fil som läses, i MiB.")
    page_limit: int = Field(2000, ge=1, description="Flest sidor i en fil.")

    @field_validator("access")
    @classmethod
    def _known_label(cls, value: str) -> str:
        if not valid_label(value):
            raise ValueError("skall vara public, internal eller restricted:<grupp>")
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
        raise SettingsError(
            f"{name} har ett värde som inte kan användas ({first['msg']}); rätta det och försök igen."
        ) from error
