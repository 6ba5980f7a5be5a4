"""A real OpenSearch for the tests, without Docker: jars from Maven once, then one process with as many nodes as asked for."""

import contextlib
import fcntl
import os
import re
import shutil
import subprocess
import tempfile
import zipfile
from functools import cache
from pathlib import Path

HERE = Path(__file__).parent
CACHE = HERE.parents[1] / ".cache" / "opensearch-node"
VERSION = "3.6.0"
_PLUGIN_ZIPS = ("opensearch-knn", "neural-search")
_ALREADY_THERE = ("httpclient5-", "httpcore5-", "slf4j-api-", "mapper-extras-client-")
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
_OLDEST_JAVA = 21
_FIRST_PORT = 9200  # the runner takes the next free one, up to 9299
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
    if not (CACHE / "ready").exists() and shutil.which("mvn") is None:
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


def jars():
    """The folder with the node's jars; fetched the first time, by one process at a time."""
    CACHE.mkdir(parents=True, exist_ok=True)
    with (CACHE / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (CACHE / "ready").exists():
            _fetch(CACHE / "lib")
            (CACHE / "ready").touch()
    return CACHE / "lib"


def _fetch(lib):
    shutil.rmtree(lib, ignore_errors=True)
    maven = ["mvn", "-q", "-B", "-ntp", "-f", str(HERE / "pom.xml")]
    subprocess.run(
        [*maven, "dependency:copy-dependencies", "-DincludeScope=runtime", f"-DoutputDirectory={lib}"], check=True
    )
    for name in _PLUGIN_ZIPS:
        artifact = f"org.opensearch.plugin:{name}:{VERSION}.0:zip"
        subprocess.run(
            [*maven, "dependency:copy", f"-Dartifact={artifact}", f"-DoutputDirectory={lib.parent}"], check=True
        )
        with zipfile.ZipFile(lib.parent / f"{name}-{VERSION}.0.zip") as archive:
            for jar in archive.namelist():
                if jar.endswith(".jar") and not jar.startswith(_ALREADY_THERE):
                    archive.extract(jar, lib)


class Cluster:
    """Running nodes. `urls` in node order; `order("stop 1")` stops one, `order("start 1")` starts it again."""

    def __init__(self, nodes=1, *, plugins=(KNN, NEURAL), **settings):
        self._folder = Path(tempfile.mkdtemp(prefix="opensearch-"))
        command = [
            java(),
            *_JVM,
            "-cp",
            f"{jars()}/*",
            HERE / "Cluster.java",
            self._folder,
            str(nodes),
            str(_FIRST_PORT),
        ]
        options = [f"{key}={value}" for key, value in settings.items()]
        self._log = (self._folder / "node.log").open("w")
        self._process = subprocess.Popen(
            [*command, ",".join(_MODULES), ",".join(plugins), *options],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=self._log, text=True, cwd=self._folder,
        )  # fmt: skip
        try:
            ready = self._heard("ready")
        except RuntimeError:
            self.close()
            raise
        self.urls = [f"http://127.0.0.1:{port}" for port in ready.split()[1:]]
        self.backup_folder = self._folder / "backup"

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
        with contextlib.suppress(BrokenPipeError):
            self._process.stdin.close()
        try:
            self._process.wait(20)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._process.stdout.close()
        self._log.close()
        shutil.rmtree(self._folder, ignore_errors=True)

    def _heard(self, word):
        for line in self._process.stdout:
            if line.startswith(word):
                return line
        said = (self._folder / "node.log").read_text()[-2000:]
        raise RuntimeError(f"OpenSearch-noden startade inte: {said}")
