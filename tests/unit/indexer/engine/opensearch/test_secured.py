"""A real node behind TLS and a login: what works, and what is said when a setting is wrong."""

import pytest
import trustme
from opensearch_settings import own_index
from rows import DIMENSION, document, unit
from saying import raises_saying
from tls_proxy import tls_proxy

from indexer.engine.opensearch import OpenSearchEngine
from indexer.errors import EngineUnavailableError, NotFoundError, ProtokollError, SettingsError
from indexer.model import Access
from indexer.settings import load_settings
from search_api.messages import error_text

USER, PASSWORD = "läsaren", "blåbär:på tok€n"  # beyond ASCII and Latin-1, and with the sign that parts the two


@pytest.fixture(scope="module")
def authority():
    return trustme.CA()


@pytest.fixture(scope="module")
def certificate(authority):
    return authority.issue_cert("127.0.0.1")


@pytest.fixture(scope="module")
def front(opensearch_node, certificate):
    with tls_proxy(opensearch_node.url, certificate, USER, PASSWORD) as proxy:
        yield proxy


@pytest.fixture
def right(front, authority, opensearch_node, tmp_path):
    ca = tmp_path / "ca.pem"
    authority.cert_pem.write_to_path(ca)
    with own_index(opensearch_node, tmp_path) as settings:
        yield {
            "store": tmp_path,
            "opensearch_index": settings.opensearch_index,
            "opensearch_url": front.url,
            "opensearch_ca": ca,
            "opensearch_user": USER,
            "opensearch_password": PASSWORD,
        }


def said_on_opening(settings):
    with pytest.raises(ProtokollError) as error:
        OpenSearchEngine.open(load_settings(**settings), DIMENSION)
    said = error_text(error.value)
    assert "\n" not in said
    return error.type, said


def test_with_the_right_authority_and_login_everything_works(right):
    with OpenSearchEngine.open(load_settings(**right), DIMENSION) as engine:
        engine.replace("p", [document(1, protocol="p")], unit(0, 1))
        engine.commit(7)
        assert [one.id for one in engine.get(["p/1"], Access(everything=True))] == ["p/1"]
        assert engine.stats().watermark == 7


def test_a_certificate_by_another_authority_is_refused(right, tmp_path):
    other = tmp_path / "other.pem"
    trustme.CA().cert_pem.write_to_path(other)
    kind, said = said_on_opening({**right, "opensearch_ca": other})
    assert kind is EngineUnavailableError
    assert "PROTOKOLL_OPENSEARCH_CA" in said


def test_without_an_authority_a_private_certificate_is_refused(right):
    kind, said = said_on_opening({**right, "opensearch_ca": None})
    assert kind is EngineUnavailableError
    assert "PROTOKOLL_OPENSEARCH_CA" in said


def test_a_certificate_for_another_host_is_refused(right, authority, opensearch_node):
    with tls_proxy(opensearch_node.url, authority.issue_cert("sok.storvik.example"), USER, PASSWORD) as elsewhere:
        kind, said = said_on_opening({**right, "opensearch_url": elsewhere.url})
    assert kind is EngineUnavailableError
    assert "PROTOKOLL_OPENSEARCH_CA" in said


@pytest.mark.parametrize("text", [None, "", "no certificate"], ids=["missing", "empty", "nonsense"])
def test_an_authority_file_that_cannot_be_read_is_named(right, tmp_path, text):
    ca = tmp_path / "odd.pem"
    if text is not None:
        ca.write_text(text)
    kind, said = said_on_opening({**right, "opensearch_ca": ca})
    assert kind is SettingsError
    assert "PROTOKOLL_OPENSEARCH_CA" in said
    assert str(ca) in said


@pytest.mark.parametrize(
    "login",
    [
        {"opensearch_password": "fel"},
        {"opensearch_user": "ingen"},
        {"opensearch_user": None, "opensearch_password": None},
    ],
    ids=["password", "user", "none"],
)
def test_a_wrong_login_is_refused_and_its_settings_named(right, login):
    kind, said = said_on_opening({**right, **login})
    assert kind is EngineUnavailableError
    assert "PROTOKOLL_OPENSEARCH_USER" in said
    assert "PROTOKOLL_OPENSEARCH_PASSWORD" in said
    assert PASSWORD not in said


@pytest.mark.parametrize("missing", ["opensearch_user", "opensearch_password"])
def test_half_a_login_is_no_login(right, missing):
    kind, said = said_on_opening({**right, missing: None})
    assert kind is SettingsError
    assert f"PROTOKOLL_{missing.upper()}" in said


def test_http_to_a_port_that_speaks_https_says_so(right, front):
    kind, said = said_on_opening({**right, "opensearch_url": front.url.replace("https:", "http:")})
    assert kind is EngineUnavailableError
    assert "PROTOKOLL_OPENSEARCH_URL" in said


def test_https_to_a_port_that_speaks_http_says_so(right, opensearch_node):
    kind, said = said_on_opening({**right, "opensearch_url": opensearch_node.url.replace("http:", "https:")})
    assert kind is EngineUnavailableError
    assert "PROTOKOLL_OPENSEARCH_URL" in said


def test_loading_with_a_wrong_login_does_not_try_again(right, front):
    with OpenSearchEngine.open(load_settings(**right), DIMENSION) as engine:
        engine.replace("p", [document(1, protocol="p")], unit(0, 1))
        before, held = len(front.seen), front.login
        front.login = "Basic changed"
        try:
            with raises_saying(EngineUnavailableError, match="PROTOKOLL_OPENSEARCH_PASSWORD"):
                engine.commit(1)
        finally:
            front.login = held
        assert len(front.seen) - before <= 2


def test_requests_are_signed_as_aws_wants_them(right, certificate, opensearch_node, monkeypatch):
    for name, value in {
        "AWS_ACCESS_KEY_ID": "AKIDEXAMPLE",
        "AWS_SECRET_ACCESS_KEY": "secret",
        "AWS_SESSION_TOKEN": "session",
        "AWS_EC2_METADATA_DISABLED": "true",
    }.items():
        monkeypatch.setenv(name, value)
    with tls_proxy(opensearch_node.url, certificate) as proxy:
        settings = {**right, "opensearch_url": proxy.url, "opensearch_aws_region": "eu-north-1"}
        with OpenSearchEngine.open(load_settings(**settings), DIMENSION) as engine:
            engine.replace("p", [document(1, protocol="p", heading="Åtgärd")], unit(0, 1))
            engine.commit(1)
            assert engine.stats().documents == 1
    for headers in proxy.seen:
        signed = {name.lower(): value for name, value in headers.items()}
        assert signed["authorization"].startswith("AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/")
        assert "/eu-north-1/es/aws4_request" in signed["authorization"]
        assert signed["x-amz-security-token"] == "session"
        assert "x-amz-content-sha256" in signed


def test_signing_without_credentials_says_where_to_put_them(right, monkeypatch, tmp_path):
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_PROFILE", "AWS_WEB_IDENTITY_TOKEN_FILE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
    monkeypatch.setenv("AWS_SHARED_CREDENTIALS_FILE", str(tmp_path / "none"))
    monkeypatch.setenv("AWS_CONFIG_FILE", str(tmp_path / "none"))
    kind, said = said_on_opening({**right, "opensearch_aws_region": "eu-north-1"})
    assert kind is SettingsError
    assert "AWS_ACCESS_KEY_ID" in said


def test_an_index_that_is_not_there_is_no_fault_of_the_login(right):
    with pytest.raises(NotFoundError):
        OpenSearchEngine.open(load_settings(**right), DIMENSION, read_only=True)
