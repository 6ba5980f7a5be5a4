"""What the image and `compose.yaml` promise: no default secrets, nothing run as root, health told, the roles' users only."""

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[2]
DEPLOY = ROOT / "examples" / "deploy"
PASSWORDS = {"PROTOKOLL_SEARCH_PASSWORD", "PROTOKOLL_LOAD_PASSWORD"}


def read(path):
    return yaml.safe_load((ROOT / path).read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def services():
    return read("compose.yaml")["services"]


def security(name):
    parts = read(f"examples/deploy/opensearch/{name}.yml")
    assert parts.pop("_meta")["config_version"] == 2
    return parts


def test_every_password_is_required_and_none_has_a_default(services):
    found = set()
    for service in services.values():
        for name, value in service.get("environment", {}).items():
            if "PASSWORD" in name:
                given = re.fullmatch(r"\$\{(\w+):\?[^}]+\}", value)
                assert given, name
                found.add(given[1])
    assert found == PASSWORDS


def test_no_secret_stands_in_a_file_that_is_deployed():
    for path in [ROOT / "Dockerfile", ROOT / "compose.yaml", *DEPLOY.rglob("*")]:
        if path.is_file():
            text = path.read_text(encoding="utf-8")
            assert not re.search(r"BEGIN .*PRIVATE KEY|\$2[aby]\$|(?i:password)\s*[:=]\s*['\"]?\w", text), path


def test_passwords_of_users_are_read_from_the_environment():
    users = security("internal_users")
    assert {user["hash"] for user in users.values()} == {f"${{envbc.{name}}}" for name in PASSWORDS}


def test_every_user_has_one_role_and_no_role_reaches_other_indices():
    users, roles, mapping = security("internal_users"), security("roles"), security("roles_mapping")
    assert users.keys() == roles.keys() == mapping.keys()
    for name, role in roles.items():
        assert mapping[name]["users"] == [name]
        assert [part["index_patterns"] for part in role["index_permissions"]] == [["protokoll", "protokoll-*"]]
        allowed = role["cluster_permissions"] + [
            a for part in role["index_permissions"] for a in part["allowed_actions"]
        ]
        assert not [action for action in allowed if action in {"*", "indices:*", "cluster:*", "indices:admin/*"}]


def test_who_only_asks_may_not_write():
    for part in security("roles")["protokoll_search"]["index_permissions"]:
        assert not [action for action in part["allowed_actions"] if "write" in action or "delete" in action]


def test_the_web_service_asks_as_the_user_who_only_reads(services):
    assert services["api"]["environment"]["PROTOKOLL_OPENSEARCH_USER"] == "protokoll_search"


def test_traffic_to_opensearch_is_checked_against_its_authority(services):
    for name in ("api", "load"):
        settings = services[name]["environment"]
        assert settings["PROTOKOLL_OPENSEARCH_URL"].startswith("https://")
        assert settings["PROTOKOLL_OPENSEARCH_CA"] == "/certificates/ca.pem"


def test_only_the_search_page_is_reached_from_outside_and_from_this_machine_unless_told(services):
    assert [name for name, service in services.items() if "ports" in service] == ["api"]
    assert services["api"]["ports"] == ["${PROTOKOLL_BIND:-127.0.0.1}:${PORT:-8000}:8000"]


def test_long_lived_services_tell_their_health_and_have_limits(services):
    for name in ("opensearch", "api"):
        assert services[name]["healthcheck"]["test"]
        assert services[name]["mem_limit"]
        assert services[name]["restart"] == "unless-stopped"
    assert "/readyz" in str(services["api"]["healthcheck"]["test"])


def test_every_mounted_file_is_here_and_every_volume_declared(services):
    declared = read("compose.yaml")["volumes"]
    for service in services.values():
        for volume in service["volumes"]:
            source = volume.split(":")[0]
            if source.startswith("./"):
                assert (ROOT / source).is_file(), source
            elif not source.startswith("$"):
                assert source in declared


def test_the_image_runs_as_nobody_in_particular_and_installs_by_the_tried_script():
    lines = (ROOT / "Dockerfile").read_text(encoding="utf-8").splitlines()
    last_stage = lines[max(n for n, line in enumerate(lines) if line.startswith("FROM")) :]
    assert "USER 10001:10001" in last_stage
    assert any(line.startswith("HEALTHCHECK") for line in last_stage)
    assert any("examples/deploy/install.sh" in line for line in lines if line.startswith("RUN"))
    ignored = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    assert ignored[0] == "*", "only what is named goes into the image: never .env, stores or certificates"


def has_compose():
    docker = shutil.which("docker")
    return docker and not subprocess.run([docker, "compose", "version"], check=False, capture_output=True).returncode


def test_compose_accepts_the_file():
    if not has_compose():
        pytest.skip("`docker compose` is not here; compose.yaml was checked for its promises only")
    command = ["docker", "compose", "--profile", "load", "config", "--quiet"]
    without = {name: value for name, value in os.environ.items() if name not in PASSWORDS}
    refused = subprocess.run(command, cwd=ROOT, env=without, capture_output=True, text=True, check=False)
    assert refused.returncode
    assert "PASSWORD" in refused.stderr
    subprocess.run(command, cwd=ROOT, env={**without, **dict.fromkeys(PASSWORDS, "x")}, check=True)
