#!/usr/bin/env python3
"""Our runner beside nbclient, in one run: a notebook of twelve cells, several at once, many cells, much output.

    compare_runners.py [--rounds 5] [--peer NAME]... [--jdk HOME]... [--part twelve|jobs|working|long|huge]... [--json FILE]

Runners are timed as whole processes, from their start to their end, and take turns, so that the machine's mood hits all
alike; medians and ratios are printed, and the processor time of all processes, which mood hardly touches. nbclient drives
our kernel too, and each --peer: kernelspecs that Jupyter finds; "rapaio" is fetched from Maven Central and needs a JDK of 22
or later among the --jdk. The kernel is installed into a folder of its own, and both runners use its class-data archive.
Each notebook that our runner wrote is validated by nbformat.

Needs, on Debian: python3-nbclient python3-psutil.
"""
import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import nbformat
import psutil

from peers import patient, rapaio

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
# Some seconds of one processor, however many there are: what a cell that counts or measures does.
WORK = "long sum = 0;\nfor (long i = 1; i < 1_000_000_000L; i++) sum += i % 7 * i;\nSystem.out.println(sum);"
LONGEST = 300


def notebook(path, cells, kernel="assay"):
    made = nbformat.v4.new_notebook(
        cells=[nbformat.v4.new_code_cell(source, id=f"c{i}") for i, source in enumerate(cells)],
        metadata={"kernelspec": {"name": kernel, "display_name": kernel, "language": "java"}},
    )
    nbformat.write(made, path)
    return path


def processor():
    """Processor seconds of all processes that were started from here and are over."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def timed(command, env, folder, longest=LONGEST):
    """Seconds from start to end, processor seconds, and the most memory of the process itself, in millions of bytes."""
    words = folder / "stderr"
    before, begin, most = processor(), time.perf_counter(), 0
    with words.open("wb") as err:  # a pipe that nobody reads would stop a kernel that talks much
        process = psutil.Popen(command, env=env, stdout=subprocess.DEVNULL, stderr=err)
        while process.poll() is None:
            try:
                most = max(most, process.memory_info().rss)
            except psutil.Error:
                pass
            if time.perf_counter() - begin > longest:
                end(process)
                raise TimeoutError(f"{command[0]} is not done after {longest} s")
            time.sleep(0.02)
    seconds = time.perf_counter() - begin
    if process.returncode != 0:
        raise RuntimeError(f"{command}: {process.returncode}\n{words.read_text()}")
    return {"seconds": seconds, "processor": processor() - before, "rss": most / 1e6}


def end(process):
    for one in [*process.children(recursive=True), process]:
        one.kill()
    process.wait()


def ours(files, env, *more):
    files = list(files)
    figures = timed([ASSAY, "notebook", "run", "--quiet", *map(str, files), *more], env, files[0].parent)
    for file in files:
        nbformat.validate(nbformat.read(file, 4))
    return figures


def theirs(file, kernel, env):
    command = [sys.executable, "-c", NBCLIENT, str(file), kernel, str(file.with_suffix(".out.ipynb"))]
    return patient(timed, command, env, file.parent, 60)


def median(figures, what="seconds"):
    return statistics.median(one[what] for one in figures)


def least(figures):
    return f"{median(figures):6.2f} s, least {min(one['seconds'] for one in figures):5.2f}, processor {median(figures, 'processor'):5.2f}"


def twelve(folder, env, rounds, peers):
    file = notebook(folder / "twelve.ipynb", [CELL.format(i=i) for i in range(12)])
    figures = {"assay notebook run": []}
    for _ in range(rounds):
        figures["assay notebook run"].append(ours([file], env))
        for kernel in ["assay", *peers]:
            figures.setdefault(f"nbclient with {kernel}", []).append(theirs(file, kernel, env))
    own = median(figures["assay notebook run"])
    for name, all_ in figures.items():
        print(f"12 cells  {name:22} {least(all_)}  ours / this {own / median(all_):4.2f}")
    return figures


def jobs(folder, env, rounds, _):
    """Notebooks of small cells, whose time is that of their kernels' starts."""
    return at_once("4 notebooks", folder, env, rounds, [])


def working(folder, env, rounds, _):
    """The same with a cell that computes."""
    return at_once("4 working notebooks", folder, env, rounds, [WORK])


def processors():
    """What two processors give at all: seconds of two loops at once, for each second of the same one after another."""
    loop = [sys.executable, "-c", "for i in range(12_000_000): pass"]
    begin = time.perf_counter()
    for _ in range(2):
        subprocess.run(loop, check=True)
    middle = time.perf_counter()
    for one in [subprocess.Popen(loop) for _ in range(2)]:
        one.wait()
    return (time.perf_counter() - middle) / (middle - begin)


def at_once(title, folder, env, rounds, more):
    """Four commands one after another, one command one after another, and two at once."""
    cells = [CELL.format(i=i) for i in range(12)] + more
    files = [notebook(folder / f"job{i}.ipynb", cells) for i in range(4)]
    figures = {"four commands": [], "-j 1": [], "-j 2": []}
    machine = []
    for _round in range(rounds):
        machine.append(processors())
        each = [ours([file], env) for file in files]
        figures["four commands"].append({key: sum(one[key] for one in each) for key in each[0]})
        for number in ["1", "2"]:
            figures[f"-j {number}"].append(ours(files, env, "-j", number))
    print(f"{title}  the machine: two loops at once take {statistics.median(machine):4.2f} of one after another, "
          f"{min(machine):4.2f} to {max(machine):4.2f}")  # fmt: skip
    two = median(figures["-j 2"])
    bound = median(figures["-j 2"], "processor") / (os.cpu_count() or 1)
    for name, all_ in figures.items():
        print(f"{title}  {name:14} {least(all_)}  -j 2 / this {two / median(all_):4.2f}, "
              f"at best {bound / median(all_):4.2f} by processor time")  # fmt: skip
    return figures


def long(folder, env, rounds, _):
    result = {}
    for number in [250, 500, 1000, 2000]:
        file = notebook(folder / f"long{number}.ipynb", [f'System.out.println("cell {i}");' for i in range(number)])
        result[number] = [ours([file], env) for _round in range(max(1, rounds // 2))]
        most = max(one["rss"] for one in result[number])
        print(f"{number} cells  {least(result[number])}, runner at most {most:.0f} MB")
    return result


def huge(folder, env, rounds, _):
    """Our kernel cuts a cell off at ten millions of characters unless told otherwise; here the runner's own limit counts."""
    line = '%outputlimit 200_000_000\nString line = "x".repeat(1023);'
    file = notebook(folder / "huge.ipynb", [line, "for (int i = 0; i < 102_400; i++) System.out.println(line);", "1 + 1"])
    figures = ours([file], env)
    print(f"100 MB of output  {least([figures])}, runner at most {figures['rss']:.0f} MB, "
          f"file {file.stat().st_size / 1e6:.0f} MB")  # fmt: skip
    return {**figures, "bytes": file.stat().st_size}


PARTS = {"twelve": twelve, "jobs": jobs, "working": working, "long": long, "huge": huge}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--peer", action="append", default=[], help="a kernelspec's name, or rapaio")
    parser.add_argument("--jdk", action="append", default=[], help="a JDK that rapaio may run on")
    parser.add_argument("--part", action="append", choices=PARTS, default=[])
    parser.add_argument("--json", type=Path)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        data = folder / "jupyter"
        # What is installed here already may run on the same jars; then the place says which of the two is measured.
        paths = [str(data), *filter(None, [os.environ.get("JUPYTER_PATH")])]
        env = {**os.environ, "JUPYTER_DATA_DIR": str(data), "JUPYTER_PATH": os.pathsep.join(paths)}
        subprocess.run([ASSAY, "kernel", "install", "--quiet"], check=True, stdout=subprocess.DEVNULL, env=env)
        if "rapaio" in arguments.peer:
            rapaio(data, arguments.jdk)
        print(f"{arguments.rounds} rounds, medians; {os.cpu_count()} processors, load {os.getloadavg()[0]:.1f}")
        figures = {
            part: PARTS[part](folder, env, arguments.rounds, arguments.peer) for part in arguments.part or PARTS
        }
    if arguments.json:
        arguments.json.write_text(json.dumps(figures, indent=1) + "\n")


if __name__ == "__main__":
    main()
