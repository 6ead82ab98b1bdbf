"""Kernels of others, fetched for the time of a comparison."""
import json
import subprocess
import sys
from pathlib import Path

RAPAIO = "io.github.padreati:rapaio-jupyter-kernel:3.0.1"
RAPAIO_NEEDS = 22


def rapaio(data, jdks):
    """Puts rapaio's kernelspec into a data folder of Jupyter's; it runs on the newest of the JDKs."""
    newest = max(jdks, key=major, default=None)
    if newest is None or major(newest) < RAPAIO_NEEDS:
        sys.exit(f"rapaio needs a JDK of {RAPAIO_NEEDS} or later: name one with --jdk")
    jar = data / f"rapaio-jupyter-kernel-{RAPAIO.rsplit(':', 1)[1]}.jar"
    data.mkdir(parents=True, exist_ok=True)
    subprocess.run(
        ["mvn", "-q", "-B", "dependency:copy", f"-Dartifact={RAPAIO}", f"-DoutputDirectory={data}"],
        check=True, cwd=data, stdout=subprocess.DEVNULL)  # fmt: skip
    spec = {
        "argv": [str(Path(newest) / "bin" / "java"), "-jar", str(jar), "{connection_file}"],
        "display_name": "rapaio", "language": "java", "interrupt_mode": "message",
    }  # fmt: skip
    folder = data / "kernels" / "rapaio"
    folder.mkdir(parents=True)
    (folder / "kernel.json").write_text(json.dumps(spec))


def major(jdk):
    for line in (Path(jdk) / "release").read_text().splitlines():
        if line.startswith("JAVA_VERSION="):
            return int(line.split('"')[1].split(".")[0])
    return 0


def patient(task, *arguments):
    """Peers at times miss the first request of a client; what is measured is the run in which they do not."""
    for attempt in range(5):
        try:
            return task(*arguments)
        except (RuntimeError, TimeoutError) as failure:
            print(f"again: {str(failure)[-200:].strip()}", file=sys.stderr)
            if attempt == 4:
                raise
