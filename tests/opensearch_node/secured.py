"""A node as `compose.yaml` starts it: the real security plugin with the users, roles and certificates of examples/deploy."""

import shutil
import ssl
import subprocess
import time
import urllib.error
import urllib.request
import zipfile
from pathlib import Path

import cluster

DEPLOY = Path(__file__).parents[2] / "examples" / "deploy"
_OF_THE_CONTAINER = ("network.host", "bootstrap.memory_lock", "path.repo", "action.auto_create_index", "discovery.type")

_PATIENCE_S, _NOT_YET = 60, 503


def missing():
    """What keeps such a node from running here, in one line; None when nothing does."""
    if reason := cluster.missing():
        return reason
    if not (cluster.CACHE / cluster.SECURED.version / "ready").exists() and shutil.which("mvn") is None:
        return "OpenSearch-noden behöver Maven (mvn) för att hämta sina jar-filer"
    if shutil.which("openssl") is None:
        return "certifikaten för OpenSearch-noden görs med openssl, som saknas"
    return None


def start(certificates, **passwords):
    """The running node; its authority is in `certificates`/ca.pem. `passwords` by the variable's name."""
    subprocess.run([DEPLOY / "certificates.sh", certificates], check=True)
    files = {f"certificates/{path.name}": path.read_bytes() for path in certificates.glob("*.pem")}
    plugin = cluster.jars(cluster.SECURED).parent / f"opensearch-security-{cluster.SECURED.version}.0.zip"
    with zipfile.ZipFile(plugin) as archive:
        shipped = [name for name in archive.namelist() if name.startswith("config/") and name.endswith(".yml")]
        files |= {f"opensearch-security/{Path(name).name}": archive.read(name) for name in shipped}
    ours = DEPLOY / "opensearch"
    files |= {f"opensearch-security/{path.name}": path.read_bytes() for path in ours.glob("*.yml")}
    lines = files.pop("opensearch-security/opensearch.yml").decode().splitlines(keepends=True)
    files["opensearch.yml"] = "".join(line for line in lines if not line.startswith(_OF_THE_CONTAINER)).encode()
    running = cluster.Cluster(release=cluster.SECURED, files=files, environment=passwords)
    try:
        _wait(f"{running.url}/_plugins/_security/health", ssl.create_default_context(cafile=certificates / "ca.pem"))
    except BaseException:
        running.close()
        raise
    return running


def _wait(address, trust):
    """Until users and roles are loaded; the same question as the health check of `compose.yaml`."""
    last = time.monotonic() + _PATIENCE_S
    while True:
        try:
            urllib.request.urlopen(address, context=trust, timeout=5).close()  # noqa: S310 - our own node
        except urllib.error.HTTPError as error:
            error.close()
            if error.code != _NOT_YET or time.monotonic() > last:
                raise
            time.sleep(0.3)
        else:
            return
