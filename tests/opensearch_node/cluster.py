"""A real OpenSearch for the tests, without Docker: jars from Maven once, then one process with as many nodes as asked for."""

import contextlib
import fcntl
import os
import random
import re
import shutil
import subprocess
import tempfile
import time
import zipfile
from dataclasses import dataclass
from functools import cache
from pathlib import Path

HERE = Path(__file__).parent
CACHE = HERE.parents[1] / ".cache" / "opensearch-node"
_MODULES = (
    "org.opensearch.search.aggregations.matrix.MatrixAggregationModulePlugin",
    "org.opensearch.analysis.common.CommonAnalysisModulePlugin",
    "org.opensearch.geo.GeoModulePlugin",
    "org.opensearch.ingest.common.IngestCommonModulePlugin",
    "org.opensearch.script.mustache.MustacheModulePlugin",
    "org.opensearch.painless.PainlessModulePlugin",
    "org.opensearch.index.mapper.MapperExtrasModulePlugin",
    "org.opensearch.join.ParentJoinModulePlugin",
    "org.opensearch.index.reindex.ReindexModulePlugin",
    "org.opensearch.transport.Netty4ModulePlugin",
)
KNN, NEURAL = "org.opensearch.knn.plugin.KNNPlugin", "org.opensearch.neuralsearch.plugin.NeuralSearch"


@dataclass(frozen=True)
class Release:
    """Which OpenSearch, with the plugins that it is fetched with; `jars` are what those forget to bring."""

    version: str
    plugins: tuple[str, ...]
    classes: tuple[str, ...]
    jars: tuple[str, ...] = ()


KNN, NEURAL = "org.opensearch.knn.plugin.KNNPlugin", "org.opensearch.neuralsearch.plugin.NeuralSearch"
PLAIN = Release("3.6.0", ("opensearch-knn", "neural-search"), (KNN, NEURAL))
# The newest whose security plugin Maven has.
SECURED = Release(
    "3.4.0",
    ("opensearch-knn", "opensearch-security"),
    (KNN, "org.opensearch.security.OpenSearchSecurityPlugin"),
    ("org.apache.commons:commons-collections4:4.4",),
)
_OLDEST_JAVA = 21
_FIRST_PORT = 9200  # the runner takes the next free one, up to 9299; nodes look for each other near it
_TRIES = 4  # another that starts at the same moment may take the port first
_JVM = (
    "-Xms1g", "-Xmx1g", "-XX:+UseG1GC", "--add-modules=jdk.incubator.vector", "--enable-native-access=ALL-UNNAMED",
    "--add-opens=java.base/java.nio=ALL-UNNAMED", "-Dfile.encoding=UTF-8", "-Djava.awt.headless=true",
    "-Djna.nosys=true", "-Dlog4j2.disable.jmx=true",
)  # fmt: skip


@cache
def missing():
    """What keeps a node from running here, in one line; None when nothing does."""
    if java() is None:
        return f"OpenSearch-noden behöver en JDK {_OLDEST_JAVA} eller senare (JAVA_HOME, /usr/lib/jvm eller PATH)"
    if not (CACHE / PLAIN.version / "ready").exists() and shutil.which("mvn") is None:
        return "OpenSearch-noden behöver Maven (mvn) för att hämta sina jar-filer"
    return None


@cache
def java():
    """A Java that is new enough and can compile the launcher; None when there is none."""
    homes = [Path(home) for home in [os.environ.get("JAVA_HOME")] if home]
    homes += sorted(Path("/usr/lib/jvm").glob("*"))
    found = [home / "bin" / "java" for home in homes] + [Path(shutil.which("java") or "/nowhere")]
    return next((path for path in found if path.exists() and _major(path) >= _OLDEST_JAVA and _compiles(path)), None)


def _major(path):
    said = subprocess.run([path, "-version"], capture_output=True, text=True, check=False).stderr
    match = re.search(r'version "(\d+)', said)
    return int(match[1]) if match else 0


def _compiles(path):
    return path.resolve().with_name("javac").exists()


def jars(release=PLAIN):
    """The folder with a node's jars; fetched the first time, by one process at a time."""
    folder = CACHE / release.version
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (folder / "ready").exists():
            _fetch(release, folder / "lib")
            (folder / "ready").touch()
    return folder / "lib"


def _fetch(release, lib):
    shutil.rmtree(lib, ignore_errors=True)
    maven = ["mvn", "-q", "-B", "-ntp", "-f", str(HERE / "pom.xml"), f"-Dos={release.version}"]
    into = f"-DoutputDirectory={lib}"
    subprocess.run([*maven, "dependency:copy-dependencies", "-DincludeScope=runtime", into], check=True)
    for artifact in release.jars:
        subprocess.run([*maven, "dependency:copy", f"-Dartifact={artifact}", into], check=True)
    for name in release.plugins:
        artifact = f"org.opensearch.plugin:{name}:{release.version}.0:zip"
        subprocess.run(
            [*maven, "dependency:copy", f"-Dartifact={artifact}", f"-DoutputDirectory={lib.parent}"], check=True
        )
        there = {_artifact(jar.name) for jar in lib.iterdir()}
        with zipfile.ZipFile(lib.parent / f"{name}-{release.version}.0.zip") as archive:
            for jar in archive.namelist():
                if jar.endswith(".jar") and _artifact(jar) not in there:
                    archive.extract(jar, lib)


def _artifact(jar):
    return re.sub(r"-\d.*", "", jar)


class Cluster:
    """Running nodes. `urls` in node order; `order("stop 1")` stops one, `order("start 1")` starts it again."""

    def __init__(self, nodes=1, *, release=PLAIN, plugins=None, files=None, environment=None, **settings):
        """`files` of the first node's configuration, by their place in it; `environment` beside the present one."""
        self._folder = Path(tempfile.mkdtemp(prefix="opensearch-"))
        for name, content in (files or {}).items():
            path = self._folder / "node_1" / "config" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        classes = ",".join(release.classes if plugins is None else plugins)
        options = [f"{key}={value}" for key, value in settings.items()]
        start = [java(), *_JVM, "-cp", f"{jars(release)}/*", HERE / "Cluster.java", self._folder, str(nodes)]
        for tries_left in reversed(range(_TRIES)):
            try:
                ready = self._started([*start, str(_FIRST_PORT), ",".join(_MODULES), classes, *options], environment)
                break
            except RuntimeError as error:
                if not tries_left or "Bind" not in str(error):
                    self.close()
                    raise
                self._ended()
                time.sleep(random.uniform(1, 8))
        scheme = "https" if release is SECURED else "http"
        self.urls = [f"{scheme}://127.0.0.1:{port}" for port in ready.split()[1:]]
        self.backup_folder = self._folder / "backup"

    def _started(self, command, environment):
        self._log = (self._folder / "node.log").open("w")
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=self._log, text=True,
            cwd=self._folder, env={**os.environ, **(environment or {})},
        )  # fmt: skip
        return self._heard("ready")

    @property
    def url(self):
        return self.urls[0]

    @property
    def process_id(self):
        return self._process.pid

    def order(self, text):
        self._process.stdin.write(text + "\n")
        self._process.stdin.flush()
        self._heard("done")

    def close(self):
        self._ended()
        shutil.rmtree(self._folder, ignore_errors=True)

    def _ended(self):
        with contextlib.suppress(BrokenPipeError):
            self._process.stdin.close()
        try:
            self._process.wait(20)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._process.stdout.close()
        self._log.close()

    def _heard(self, word):
        for line in self._process.stdout:
            if line.startswith(word):
                return line
        said = (self._folder / "node.log").read_text()[-6000:]
        raise RuntimeError(f"OpenSearch-noden startade inte: {said}")
