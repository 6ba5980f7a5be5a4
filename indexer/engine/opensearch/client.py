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
_NO_KNN = (SettingsError, "opensearch_no_knn")
_NO_BACKUP = (SettingsError, "opensearch_no_backup")
# What OpenSearch says (looked for before the status that it says it with), and what it means here.
_SIGNS: tuple[tuple[str, tuple[type[ProtokollError], str]], ...] = (
    ("cluster_block_exception", (EngineUnavailableError, "opensearch_blocked")),
    ("repository_", _NO_BACKUP),
    ("snapshot_", _NO_BACKUP),
    ("unknown setting [index.knn", _NO_KNN),
    ("No handler for type [knn_vector]", _NO_KNN),
    ("invalid dimension", (IndexMismatchError, "vectors_mismatch")),
)
_STATUSES: dict[int | str, tuple[type[ProtokollError], str]] = {
    401: (EngineUnavailableError, "opensearch_login"),
    403: (EngineUnavailableError, "opensearch_forbidden"),
    404: (NotFoundError, "opensearch_no_index"),
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
    """Every way in which OpenSearch can fail to answer, as an error of ours."""
    try:
        yield
    except failed.OpenSearchException as error:
        raise translated(error) from error


def translated(error: failed.OpenSearchException) -> ProtokollError:
    """The user's error for one of the client's."""
    if isinstance(error, failed.SSLError) and _NOT_TRUSTED in str(error):
        return EngineUnavailableError("opensearch_untrusted")
    if isinstance(error, failed.ConnectionError):
        return EngineUnavailableError("opensearch_silent")
    if not isinstance(error, failed.TransportError):
        return EngineUnavailableError("opensearch_unreadable", error=error)
    said = f"{error.error} {error.info}"
    for sign, (kind, known) in _SIGNS:
        if sign in said:
            return kind(known)
    if error.status_code in _STATUSES:
        kind, known = _STATUSES[error.status_code]
        return kind(known)
    status, why = error.status_code, error.error
    return EngineUnavailableError("opensearch_failed" if why else "opensearch_failed_unsaid", status=status, error=why)


def reason(info: object) -> str:
    """The engine's own words for what went wrong; empty where it gave none."""
    error = info.get("error") if isinstance(info, dict) else None
    if not isinstance(error, dict):
        return str(error or "")
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
        raise SettingsError("opensearch_too_old", version=number, oldest=f"{OLDEST[0]}.{OLDEST[1]}")


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
        raise SettingsError("opensearch_ca_unreadable", path=ca, error=error.strerror or error) from error


def _login(settings: Settings) -> dict[str, Any]:
    if settings.opensearch_aws_region:
        return {"http_auth": _signer(settings.opensearch_aws_region)}
    user, password = settings.opensearch_user, settings.opensearch_password
    if not user and not password:
        return {}
    if not user or not password:
        given, missing = ("PASSWORD", "USER") if password else ("USER", "PASSWORD")
        raise SettingsError("opensearch_half_login", given=given, missing=missing)
    # The client would write Latin-1, and fail on what that lacks; OpenSearch reads UTF-8.
    pair = base64.b64encode(f"{user}:{password.get_secret_value()}".encode()).decode()
    return {"headers": {"authorization": f"Basic {pair}"}}


def _signer(region: str) -> Urllib3AWSV4SignerAuth:
    try:
        from botocore.session import Session  # type: ignore[import-untyped]  # noqa: PLC0415 - only who signs needs it
    except ImportError as error:
        raise SettingsError("aws_needs_botocore") from error
    credentials = Session().get_credentials()
    if credentials is None:
        raise SettingsError("aws_no_credentials")
    return Urllib3AWSV4SignerAuth(credentials, region)
