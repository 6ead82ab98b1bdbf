"""`assay` as a process of its own, what it starts, and what is left of both."""
import os
import signal
import subprocess
import tempfile
import time
from pathlib import Path

import nbformat
import psutil

ROOT = Path(__file__).resolve().parents[5]


def until(holds, patience=90):
    """Waits until something holds; whether it does."""
    end = time.monotonic() + patience
    while not holds():
        if time.monotonic() > end:
            return False
        time.sleep(0.02)
    return True


def is_gone(process):
    """A zombie is as dead: whoever adopts it reaps it or not."""
    try:
        return process.status() == psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return True


def notebook(path, *cells):
    made = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell, id=f"c{i}") for i, cell in enumerate(cells)])
    nbformat.write(made, path)
    return path


def hears_signals():
    """Whoever runs the tests under nohup or behind an & has them ignored, and whatever they start ignores them, too."""
    for name in (signal.SIGHUP, signal.SIGINT, signal.SIGTERM):
        signal.signal(name, signal.SIG_DFL)


class Assay:
    """A command that runs, with a folder for its temporary files alone and a log of all it prints."""

    def __init__(self, folder, *words, environment=None, preexec_fn=None, **options):
        self.temporary, self.log = Path(folder, "tmp"), Path(folder, "log")
        self.temporary.mkdir(exist_ok=True)
        java = f"{os.environ.get('ASSAY_JAVA_OPTS', '')} -Djava.io.tmpdir={self.temporary}"
        with open(self.log, "wb") as log:
            self.process = subprocess.Popen(
                [str(ROOT / "assay"), *map(str, words)],
                stdin=subprocess.DEVNULL, stdout=log, stderr=subprocess.STDOUT, **options,
                preexec_fn=lambda: (hears_signals(), preexec_fn and preexec_fn()),
                env={**os.environ, "ASSAY_JAVA_OPTS": java, **(environment or {})})

    def __enter__(self):
        return self

    def __exit__(self, *_):
        for process in [*self.started(), psutil.Process(self.process.pid)] if self.process.poll() is None else []:
            process.kill()
        self.process.wait()

    def kernels(self):
        """Those of its processes that are kernels."""
        found = []
        for process in self.started():
            try:
                found += [process] if any("connection.json" in word for word in process.cmdline()) else []
            except psutil.Error:
                pass
        return found

    def started(self):
        return psutil.Process(self.process.pid).children(recursive=True)

    def says(self, text):
        return text in self.log.read_text(encoding="utf-8", errors="replace")

    def end(self, signal=None):
        """Its exit code once it has ended, of itself or by a signal; below 0 of a signal that it did not take."""
        if signal is not None:
            self.process.send_signal(signal)
        return self.process.wait(timeout=60)


def empty_folder(test):
    folder = tempfile.TemporaryDirectory()
    test.addCleanup(folder.cleanup)
    return Path(folder.name)
