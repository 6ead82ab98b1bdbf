"""What `assay notebook run` writes: valid for nbformat, and notebooks that nbclient runs again and nbconvert opens."""
import json
import os
import subprocess
import tempfile
import unittest
from pathlib import Path

import nbclient
import nbformat

ROOT = Path(__file__).resolve().parents[5]
KERNEL = os.environ.get("ASSAY_KERNEL", "assay")


def notebook(path, kernel, language, *cells):
    made = nbformat.v4.new_notebook(
        cells=[nbformat.v4.new_markdown_cell("# Title", id="title")]
        + [nbformat.v4.new_code_cell(source, id=f"c{i}") for i, source in enumerate(cells)],
        metadata={"kernelspec": {"name": kernel, "display_name": kernel, "language": language}},
    )
    nbformat.write(made, path)
    return path


def run(path, *more):
    done = subprocess.run(
        [str(ROOT / "assay"), "notebook", "run", str(path), "--json", "--quiet", *more],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,  # why it failed, for people; the answer stands alone
    )
    written = nbformat.read(path, nbformat.NO_CONVERT)
    nbformat.validate(written)
    return done, written


def texts(cell):
    return [output.get("text") or output.get("data", {}).get("text/plain") or output.get("ename") for output in cell.outputs]


class RunnerTest(unittest.TestCase):

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)

    def test_java_runs_again_under_nbclient_and_opens_in_nbconvert(self):
        path = notebook(self.folder / "java.ipynb", "assay", "java", "int x = 6;", "System.out.println(x);\nx * 7")
        done, written = run(path)
        self.assertEqual(0, done.returncode, done.stdout)
        self.assertEqual(["6\n", "42"], texts(written.cells[2]))
        again = nbclient.NotebookClient(nbformat.read(path, 4), kernel_name=KERNEL, timeout=60).execute()
        self.assertEqual(["6\n", "42"], texts(again.cells[2]))
        page = subprocess.run(
            ["/usr/bin/python3", "-m", "nbconvert", "--to", "html", "--stdout", str(path)],
            check=True,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        ).stdout.decode()
        self.assertIn("42", page)

    def test_python_runs_as_well_and_a_failure_is_written(self):
        path = notebook(
            self.folder / "python.ipynb",
            "python3",
            "python",
            "from IPython.display import display\nhandle = display('before', display_id=True)\nobject()",
            "import sys; print('to stderr', file=sys.stderr)\nhandle.update('after')",
            "input()",
            "1",
        )
        done, written = run(path)
        self.assertEqual(3, done.returncode, done.stdout)
        self.assertEqual("failed", json.loads(done.stdout)["outcome"])
        self.assertEqual(["'after'", "<object at 0x00000001>"], texts(written.cells[1]))
        self.assertEqual(["to stderr\n"], texts(written.cells[2]))
        self.assertEqual(["StdinNotImplementedError"], texts(written.cells[3]))
        self.assertEqual([], written.cells[4].outputs)
        self.assertEqual("failed", written.metadata.assay.run.status)

    def test_a_python_cell_that_takes_too_long_is_interrupted_by_signal(self):
        path = notebook(self.folder / "slow.ipynb", "python3", "python", "import time\ntime.sleep(60)")
        done, written = run(path, "--cell-timeout", "2")
        self.assertEqual(3, done.returncode, done.stdout)
        self.assertEqual(["KeyboardInterrupt", "TimedOut"], texts(written.cells[1]))

    def test_two_runs_leave_the_same_bytes(self):
        path = notebook(
            self.folder / "twice.ipynb",
            "python3",
            "python",
            "import uuid, datetime, tempfile\nprint(uuid.uuid4(), uuid.uuid4().hex, tempfile.mkdtemp())\ndatetime.datetime.now()",
            "print({'a', 'b', 'c', 'd', 'e', 'f'})",
            "from IPython.display import HTML\nHTML(f'<div id=\"{uuid.uuid4()}\">{datetime.datetime.now().isoformat()}</div>')",
        )
        run(path)
        first = path.read_bytes()
        run(path)
        self.assertEqual(first, path.read_bytes())


if __name__ == "__main__":
    unittest.main()
