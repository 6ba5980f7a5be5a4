"""Clients for OpenSearch, and its errors as ours."""

import base64
import contextlib
import ssl
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import orjson
from opensearchpy import JSONSerializer, OpenSearch, Urllib3AWSV4SignerAuth
from opensearchpy import exceptions as failed

from indexer.errors import EngineUnavailableError, IndexMismatchError, NotFoundError, ProtokollError, SettingsError
from indexer.settings import Settings

OLDEST = (2, 19)  # the first whose nested k-NN returns one best passage a § on Lucene
_LOAD_TIMEOUT_S = 120.0
_BLOCKED = "cluster_block_exception"
_NOT_TRUSTED = "CERTIFICATE_VERIFY_FAILED"  # every other fault of TLS is a wrong address
_UNTRUSTED = "OpenSearch certifikat godtas inte; ange rätt certifikatfil i PROTOKOLL_OPENSEARCH_CA."
_SILENT = (
    "OpenSearch svarar inte; kontrollera PROTOKOLL_OPENSEARCH_URL (http eller https, värd, port) och att tjänsten är"
    " igång, och försök igen."
)
_OTHERWISE = "OpenSearch kan inte svara just nu ({status} {error}); försök igen."
_NO_KNN = "OpenSearch saknar insticksmodulen opensearch-knn; installera den på varje nod och starta om."
_NO_BACKUP = "Säkerhetskopian går inte att använda; mappen skall stå i path.repo på varje nod och namnet stämma."
_SIGNS: tuple[
    tuple[str, type[ProtokollError], str], ...
] = (  # what OpenSearch says, before the status that it says it with
    (
        "cluster_block_exception",
        EngineUnavailableError,
        "OpenSearch tar inte emot skrivningar (indexet är spärrat, ofta för att disken är full); frigör plats och försök igen.",
    ),
    ("repository_", SettingsError, _NO_BACKUP),
    ("snapshot_", SettingsError, _NO_BACKUP),
    ("unknown setting [index.knn", SettingsError, _NO_KNN),
    ("No handler for type [knn_vector]", SettingsError, _NO_KNN),
    ("invalid dimension", IndexMismatchError, "Vektorerna passar inte indexet; kör `protokoll reindex`."),
)
_STATUSES: dict[int | str, tuple[type[ProtokollError], str]] = {
    401: (
        EngineUnavailableError,
        "OpenSearch godtar inte inloggningen; rätta PROTOKOLL_OPENSEARCH_USER och PROTOKOLL_OPENSEARCH_PASSWORD.",
    ),
    403: (EngineUnavailableError, "OpenSearch-användaren saknar behörighet; ge den rollen i docs/operations.md."),
    404: (NotFoundError, "Det finns inget index i OpenSearch; läs in protokoll med `protokoll ingest MAPP` först."),
}


_PASSING = (500, 502, 503, 504)  # 500 too: a node went while it was asked, another has the copy


class Serializer(JSONSerializer):
    """JSON by orjson, which writes float32 as short as it is; text that is JSON already goes through."""

    def dumps(self, data: Any) -> Any:  # noqa: ANN401 - as the client has it
        """One JSON text."""
        return data if isinstance(data, str | bytes) else orjson.dumps(data, option=orjson.OPT_SERIALIZE_NUMPY).decode()

    def loads(self, s: Any) -> Any:  # noqa: ANN401 - as the client has it
        """What a JSON text says."""
        return orjson.loads(s)


def search_client(settings: Settings) -> OpenSearch:
    """For questions: gives up soon, asks one other node first."""
    return _client(
        settings, timeout=settings.opensearch_timeout_s, max_retries=1, retry_on_timeout=False, retry_on_status=_PASSING
    )


def load_client(settings: Settings) -> OpenSearch:
    """For writing: waits long, passes over nodes that are gone; `Loader` decides what the others are sent again."""
    return _client(
        settings,
        timeout=_LOAD_TIMEOUT_S,
        max_retries=len(_urls(settings)) - 1,
        retry_on_timeout=False,
        retry_on_status=(),
    )


@contextlib.contextmanager
def answering() -> Iterator[None]:
    """Every way in which OpenSearch can fail to answer, as one sentence that says what to do."""
    try:
        yield
    except failed.OpenSearchException as error:
        raise translated(error) from error


def translated(error: failed.OpenSearchException) -> ProtokollError:
    """The user's error for one of the client's."""
    if isinstance(error, failed.SSLError) and _NOT_TRUSTED in str(error):
        return EngineUnavailableError(_UNTRUSTED)
    if isinstance(error, failed.ConnectionError):
        return EngineUnavailableError(_SILENT)
    if not isinstance(error, failed.TransportError):
        return EngineUnavailableError(f"OpenSearch gav ett svar som inte går att läsa ({error}); försök igen.")
    said = f"{error.error} {error.info}"
    for sign, kind, sentence in _SIGNS:
        if sign in said:
            return kind(sentence)
    kind, sentence = _STATUSES.get(error.status_code, (EngineUnavailableError, _OTHERWISE))
    return kind(sentence.format(status=error.status_code, error=error.error))


def reason(info: object) -> str:
    """The engine's own words for what went wrong, as far as it gave any."""
    error = info.get("error") if isinstance(info, dict) else None
    if not isinstance(error, dict):
        return str(error or "inget skäl angavs")
    causes = error.get("root_cause") or [error]
    return str(causes[0].get("reason") or error.get("type"))


def check_version(client: OpenSearch) -> None:
    """Refuse a server that is too old.

    Raises:
        SettingsError: older than `OLDEST`.
    """
    with answering():
        number = str(client.info()["version"]["number"])
    if tuple(int(part) for part in number.split(".")[:2]) < OLDEST:
        raise SettingsError(f"OpenSearch {number} är för gammal; {OLDEST[0]}.{OLDEST[1]} eller senare behövs.")


def _client(settings: Settings, **options: Any) -> OpenSearch:  # noqa: ANN401 - as the client has them
    urls = _urls(settings)
    if any(url.startswith("https:") for url in urls):
        options["ssl_context"] = _trust(settings.opensearch_ca)
    return OpenSearch(urls, serializer=Serializer(), http_compress=False, **_login(settings), **options)


def _urls(settings: Settings) -> list[str]:
    return [url.strip() for url in settings.opensearch_url.split(",") if url.strip()]


def _trust(ca: Path | None) -> ssl.SSLContext:
    """Whose certificates are believed: the file's, else the machine's."""
    try:
        return ssl.create_default_context(cafile=ca)
    except OSError as error:
        raise SettingsError(
            f"Certifikatfilen {ca} går inte att läsa som PEM ({error.strerror or error}); rätta PROTOKOLL_OPENSEARCH_CA."
        ) from error


def _login(settings: Settings) -> dict[str, Any]:
    if settings.opensearch_aws_region:
        return {"http_auth": _signer(settings.opensearch_aws_region)}
    user, password = settings.opensearch_user, settings.opensearch_password
    if not user and not password:
        return {}
    if not user or not password:
        given, missing = ("PASSWORD", "USER") if password else ("USER", "PASSWORD")
        raise SettingsError(f"PROTOKOLL_OPENSEARCH_{given} är satt men inte PROTOKOLL_OPENSEARCH_{missing}; sätt båda.")
    # The client would write Latin-1, and fail on what that lacks; OpenSearch reads UTF-8.
    pair = base64.b64encode(f"{user}:{password.get_secret_value()}".encode()).decode()
    return {"headers": {"authorization": f"Basic {pair}"}}


def _signer(region: str) -> Urllib3AWSV4SignerAuth:
    try:
        from botocore.session import Session  # type: ignore[import-untyped]  # noqa: PLC0415 - only who signs needs it
    except ImportError as error:
        raise SettingsError(
            "Signering för AWS behöver paketet botocore; installera det eller ta bort PROTOKOLL_OPENSEARCH_AWS_REGION."
        ) from error
    credentials = Session().get_credentials()
    if credentials is None:
        raise SettingsError(
            "Inga uppgifter för AWS hittades; sätt AWS_ACCESS_KEY_ID och AWS_SECRET_ACCESS_KEY, eller ge maskinen en roll."
        )
    return Urllib3AWSV4SignerAuth(credentials, region)
