#!/usr/bin/env python3
"""Our kernel beside others, in one run: start, latency of cells, memory.

    compare.py [--rounds 5] [--cells 40] [--jdk HOME]... [--peer NAME]... [--json FILE]

Installs the kernel into a folder of its own for each JDK (default: the one ./assay takes), takes turns with its peers so
that the machine's mood hits all alike, and prints medians and ratios. Peers are kernelspecs that Jupyter finds, such as
"python3"; "rapaio" is fetched from Maven Central and needs a JDK of 22 or later among the --jdk.

Needs, on Debian: jupyter-client python3-ipykernel python3-psutil.
"""
import argparse
import json
import os
import queue
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psutil
from jupyter_client.manager import KernelManager

from peers import patient, rapaio

ROOT = Path(__file__).resolve().parents[4]

# What is timed: (first result, a trivial cell, a cell that declares and prints, a call), by the language of the kernelspec.
SOURCES = {
    "java": (
        "40 + 2",
        "{i} * 3",
        "static long mean{i}(long a, long b) {{ return (a + b) / 2; }}\n"
        "var m{i} = mean{i}({i}, 100);\n"
        "System.out.println(m{i});",
        "Math.max({i}, 3)",
    ),
    "python": (
        "40 + 2",
        "{i} * 3",
        "def mean{i}(a, b): return (a + b) // 2\nm{i} = mean{i}({i}, 100)\nprint(m{i})",
        "max({i}, 3)",
    ),
}
TABLE = (
    "import tech.tablesaw.api.*;\n"
    'var t = Table.create("t", DoubleColumn.create("x", java.util.stream.IntStream.range(0, 1000).asDoubleStream().toArray()));\n'
    "System.out.println(t.print(1000));"
)
FIGURES = {
    "ready": ("ready s", 2),
    "first": ("first s", 2),
    "trivial": ("trivial ms", 1),
    "p95": ("p95 ms", 1),
    "three": ("3 lines ms", 1),
    "rss": ("RSS MB", 0),
    "first_call": ("first call s", 2),
    "call": ("a call ms", 1),
}


class Session:
    """A kernel from its start to its end."""

    def __init__(self, name):
        self.started = time.perf_counter()
        self.manager = KernelManager(kernel_name=name)
        self.manager.start_kernel(stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.client = self.manager.client()
        self.client.start_channels()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.client.stop_channels()
        self.manager.shutdown_kernel(now=True)

    def since_start(self):
        return time.perf_counter() - self.started

    def time(self, code, patience=60):
        """Seconds from sending a cell to its idle status and its reply, whichever is later."""
        begin = time.perf_counter()
        request = self.client.execute(code)
        waiting = {"reply", "idle"}
        while waiting:
            if time.perf_counter() - begin > patience:
                raise TimeoutError(f"no end of {code!r}")
            get = self.client.get_iopub_msg if "idle" in waiting else self.client.get_shell_msg
            try:
                message = get(timeout=1)
            except queue.Empty:
                continue
            if message["parent_header"].get("msg_id") != request:
                continue
            if message["msg_type"] == "execute_reply":
                if message["content"]["status"] != "ok":
                    raise RuntimeError(f"{code!r} failed: {message['content']}")
                waiting.discard("reply")
            elif message["content"].get("execution_state") == "idle":
                waiting.discard("idle")
        return time.perf_counter() - begin

    def memory(self):
        """Resident bytes of the kernel and what it started, in millions."""
        top = psutil.Process(self.manager.provisioner.pid)
        return sum(p.memory_info().rss for p in [top, *top.children(recursive=True)]) / 1e6


def measure(name, language, cells):
    first, trivial, three, _ = SOURCES[language]
    with Session(name) as session:
        session.client.wait_for_ready(timeout=60)
        ready = session.since_start()
        session.time(first)
        result = session.since_start()
        short = sorted(session.time(trivial.format(i=i)) for i in range(cells))
        long = sorted(session.time(three.format(i=i)) for i in range(cells))
        return {
            "ready": ready,
            "first": result,
            "trivial": statistics.median(short) * 1e3,
            "p95": short[max(0, int(len(short) * 0.95) - 1)] * 1e3,
            "three": statistics.median(long) * 1e3,
            "rss": session.memory(),
        }


def measure_calls(name, language, cells):
    """The same of a kernel that sees nothing but calls: a trivial cell may be one that a kernel need not compile."""
    call = SOURCES[language][-1]
    with Session(name) as session:
        session.client.wait_for_ready(timeout=60)
        session.time(call.format(i=40))
        result = session.since_start()
        calls = [session.time(call.format(i=i)) for i in range(cells)]
        return {"first_call": result, "call": statistics.median(calls) * 1e3}


def measure_table(name):
    """Seconds from start until a first cell has loaded the library and printed a table of 1,000 rows."""
    with Session(name) as session:
        session.client.wait_for_ready(timeout=60)
        session.time(TABLE)
        return session.since_start()


def install(data, jdks, peers):
    """Kernelspecs of ours and of rapaio in a data folder; (name, language) of what is to be measured."""
    kernels = []
    for jdk in jdks or [None]:
        name = "assay" if jdk is None else "assay-" + Path(jdk).name
        command = [str(ROOT / "assay"), "kernel", "install", "--json", "--quiet", "--name", name]
        command += ["--jdk", jdk] if jdk else []
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env={**os.environ, "JUPYTER_DATA_DIR": str(data)})
        kernels.append((name, "java"))
    for peer in peers:
        if peer == "rapaio":
            rapaio(data, jdks)
        kernels.append((peer, "python" if peer.startswith("python") else "java"))
    return kernels


def row(cells):
    return "| " + " | ".join(cells) + " |"


def report(medians, tables):
    print(row(["kernel", *(title for title, _ in FIGURES.values())]))
    print(row(["---"] * (len(FIGURES) + 1)))
    for name, figures in medians.items():
        print(row([name, *(f"{figures[key]:.{digits}f}" for key, (_, digits) in FIGURES.items())]))
    ours = [name for name in medians if name.startswith("assay")]
    peers = [name for name in medians if name not in ours]
    for name in ours:
        for peer in peers:
            ratios = ", ".join(
                f"{title.rsplit(' ', 1)[0]} {medians[name][key] / medians[peer][key]:.2f}"
                for key, (title, _) in FIGURES.items()
            )
            print(f"{name} / {peer}: {ratios}")
        if name in tables:
            print(f"{name}: a table of 1,000 rows in the first cell after {tables[name]:.2f} s, "
                  f"{tables[name] / medians[name]['first']:.2f} x the first result")  # fmt: skip


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--cells", type=int, default=40, help="cells of each kind")
    parser.add_argument("--jdk", action="append", default=[], help="a JDK to run our kernel on")
    parser.add_argument("--peer", action="append", default=[], help="a kernelspec's name, or rapaio")
    parser.add_argument("--json", type=Path, help="where to write every figure of every round")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder)
        kernels = install(data, options.jdk, options.peer)
        os.environ["JUPYTER_PATH"] = os.pathsep.join(filter(None, [folder, os.environ.get("JUPYTER_PATH")]))
        load = [os.getloadavg()[0]]
        rounds = {name: [] for name, _ in kernels}
        tables = {name: [] for name, _ in kernels if name.startswith("assay")}
        for _ in range(options.rounds):
            for name, language in kernels:
                figures = patient(measure, name, language, options.cells)
                figures |= patient(measure_calls, name, language, options.cells)
                rounds[name].append(figures)
                if name in tables:
                    tables[name].append(patient(measure_table, name))
            load.append(os.getloadavg()[0])
    medians = {
        name: {key: statistics.median(one[key] for one in all_rounds) for key in FIGURES}
        for name, all_rounds in rounds.items()
    }
    print(f"medians of {options.rounds} rounds, {os.cpu_count()} processors, load "
          f"{min(load):.1f} to {max(load):.1f}\n")  # fmt: skip
    report(medians, {name: statistics.median(times) for name, times in tables.items()})
    if options.json:
        options.json.write_text(json.dumps({"rounds": rounds, "tables": tables, "load": load}, indent=1) + "\n")


if __name__ == "__main__":
    main()
