#!/usr/bin/env python3
"""Our runner beside nbclient, in one run: a notebook of twelve cells, several at once, many cells, much output.

    compare_runners.py [--rounds 5] [--peer NAME]... [--part twelve|jobs|long|huge]... [--json FILE]

Runners are timed as whole processes, from their start to their end, and take turns, so that the machine's mood hits all
alike; medians and ratios are printed. nbclient drives our kernel too, and each --peer: kernelspecs that Jupyter finds. The
kernel is installed into a folder of its own, and both runners use its class-data archive. Each notebook that our runner
wrote is validated by nbformat.

Needs, on Debian: python3-nbclient python3-psutil.
"""
import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import nbformat
import psutil

ROOT = Path(__file__).resolve().parents[4]
ASSAY = str(ROOT / "assay")
NBCLIENT = """
import sys, nbformat, nbclient
notebook = nbformat.read(sys.argv[1], 4)
nbclient.NotebookClient(notebook, kernel_name=sys.argv[2], timeout=600).execute()
nbformat.write(notebook, sys.argv[3])
"""
CELL = (
    "static long mean{i}(long a, long b) {{ return (a + b) / 2; }}\n"
    "var m{i} = mean{i}({i}, 100);\n"
    "System.out.println(m{i});"
)


def notebook(path, cells, kernel="assay"):
    made = nbformat.v4.new_notebook(
        cells=[nbformat.v4.new_code_cell(source, id=f"c{i}") for i, source in enumerate(cells)],
        metadata={"kernelspec": {"name": kernel, "display_name": kernel, "language": "java"}},
    )
    nbformat.write(made, path)
    return path


def timed(command, env):
    """Seconds from start to end, and the most memory of the process itself, in millions of bytes."""
    begin = time.perf_counter()
    process = subprocess.Popen(command, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    most = 0
    watched = psutil.Process(process.pid)
    while process.poll() is None:
        try:
            most = max(most, watched.memory_info().rss)
        except psutil.Error:
            pass
        time.sleep(0.02)
    seconds = time.perf_counter() - begin
    if process.returncode != 0:
        raise RuntimeError(f"{command}: {process.returncode}\n{process.stderr.read().decode()}")
    return seconds, most / 1e6


def ours(files, env, *more):
    seconds, memory = timed([ASSAY, "notebook", "run", "--quiet", *map(str, files), *more], env)
    for file in files:
        nbformat.validate(nbformat.read(file, 4))
    return seconds, memory


def theirs(file, kernel, env):
    return timed([sys.executable, "-c", NBCLIENT, str(file), kernel, str(file.with_suffix(".out.ipynb"))], env)


def twelve(folder, env, rounds, peers):
    cells = [CELL.format(i=i) for i in range(12)]
    file = notebook(folder / "twelve.ipynb", cells)
    seconds = {"assay notebook run": [], "nbclient with assay": []}
    seconds.update({f"nbclient with {peer}": [] for peer in peers})
    for _ in range(rounds):
        seconds["assay notebook run"].append(ours([file], env)[0])
        for kernel in ["assay", *peers]:
            seconds[f"nbclient with {kernel}"].append(theirs(file, kernel, env)[0])
    own = statistics.median(seconds["assay notebook run"])
    result = {name: statistics.median(all_) for name, all_ in seconds.items()}
    for name, median in result.items():
        print(f"12 cells  {name:28} {median:6.2f} s  ratio of ours {own / median:4.2f}")
    return result


def jobs(folder, env, rounds, _):
    cells = [CELL.format(i=i) for i in range(12)]
    files = [notebook(folder / f"job{i}.ipynb", cells) for i in range(4)]
    seconds = {"1": [], "2": []}
    for _round in range(rounds):
        for number, all_ in seconds.items():
            all_.append(ours(files, env, "-j", number)[0])
    result = {number: statistics.median(all_) for number, all_ in seconds.items()}
    print(f"4 notebooks  -j 1 {result['1']:.2f} s, -j 2 {result['2']:.2f} s, ratio {result['2'] / result['1']:.2f}")
    return result


def long(folder, env, rounds, _):
    result = {}
    for number in [250, 500, 1000, 2000]:
        file = notebook(folder / f"long{number}.ipynb", [f'System.out.println("cell {i}");' for i in range(number)])
        runs = [ours([file], env) for _round in range(max(1, rounds // 2))]
        result[number] = {"seconds": min(s for s, _m in runs), "rss": max(m for _s, m in runs)}
        print(f"{number} cells  {result[number]['seconds']:.2f} s, runner at most {result[number]['rss']:.0f} MB")
    return result


def huge(folder, env, rounds, _):
    line = 'String line = "x".repeat(1023);'
    file = notebook(folder / "huge.ipynb", [line, "for (int i = 0; i < 102_400; i++) System.out.println(line);", "1 + 1"])
    seconds, memory = ours([file], env)
    print(f"100 MB of output  {seconds:.2f} s, runner at most {memory:.0f} MB, file {file.stat().st_size / 1e6:.0f} MB")
    return {"seconds": seconds, "rss": memory, "bytes": file.stat().st_size}


PARTS = {"twelve": twelve, "jobs": jobs, "long": long, "huge": huge}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--peer", action="append", default=[])
    parser.add_argument("--part", action="append", choices=PARTS, default=[])
    parser.add_argument("--json", type=Path)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        env = {**os.environ, "JUPYTER_DATA_DIR": str(folder / "jupyter")}
        subprocess.run([ASSAY, "kernel", "install", "--quiet"], check=True, stdout=subprocess.DEVNULL, env=env)
        figures = {
            part: PARTS[part](folder, env, arguments.rounds, arguments.peer) for part in arguments.part or PARTS
        }
    if arguments.json:
        arguments.json.write_text(json.dumps(figures, indent=1) + "\n")


if __name__ == "__main__":
    main()
