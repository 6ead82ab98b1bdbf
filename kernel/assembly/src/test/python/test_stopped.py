"""Commands that are stopped or killed: what was done is saved, and no kernel, key or half-made file is left."""
import fcntl
import json
import os
import pty
import signal
import termios
import unittest

import nbformat

from processes import Assay, empty_folder, is_gone, notebook, until

LASTS = 'System.out.println("begun"); while (true) { }'


class StoppedRunTest(unittest.TestCase):

    def setUp(self):
        self.folder = empty_folder(self)
        self.path = notebook(self.folder / "a.ipynb", "40 + 2", LASTS, "3")

    def stopped(self, how, **options):
        """A run that is in its second cell when it is stopped: its exit code, and the notebook that it left."""
        with Assay(self.folder, "notebook", "run", self.path, "--log-output", **options) as run:
            self.assertTrue(until(lambda: run.says("begun")), run.log.read_text())
            kernels = run.started()
            self.assertTrue(kernels)
            code = how(run)
            left = [kernel for kernel in kernels if not is_gone(kernel)]
            self.assertEqual([], left)
            self.assertEqual([], list(run.temporary.iterdir()))
            self.assertTrue(run.says("interrupted in cell 2"), run.log.read_text())
        return code, nbformat.read(self.path, 4)

    def assert_saved(self, written):
        nbformat.validate(written)
        self.assertEqual(dict(status="interrupted", cell=2, reason="interrupted in cell 2"), written.metadata.assay.run)
        first, second, third = written.cells
        self.assertEqual("42", first.outputs[0].data["text/plain"])
        self.assertEqual("begun\n", second.outputs[0].text)
        self.assertEqual("Interrupted", second.outputs[-1].ename)
        self.assertEqual(([], None), (third.outputs, third.execution_count))

    def test_whoever_asks_it_to_end_finds_the_notebook_saved_and_no_kernel(self):
        for name in ("SIGHUP", "SIGINT", "SIGTERM"):
            with self.subTest(name):
                code, written = self.stopped(lambda run: run.end(signal.Signals[name]))
                self.assertEqual(1, code)
                self.assert_saved(written)

    def test_a_terminal_that_is_closed_saves_the_notebook_too(self):
        """The system tells all that run in it, the kernel as well."""
        ours, theirs = pty.openpty()

        def takes_the_terminal():
            os.setsid()
            fcntl.ioctl(theirs, termios.TIOCSCTTY, 0)

        def close(run):
            os.close(ours)
            return run.end()

        try:
            code, written = self.stopped(close, preexec_fn=takes_the_terminal)
        finally:
            os.close(theirs)
        self.assertEqual(1, code)
        self.assert_saved(written)

    def test_one_that_is_killed_leaves_neither_kernel_nor_key(self):
        with Assay(self.folder, "notebook", "run", self.path, "--log-output") as run:
            self.assertTrue(until(lambda: run.says("begun")), run.log.read_text())
            kernels = run.started()
            self.assertEqual(-signal.SIGKILL, run.end(signal.SIGKILL))
            self.assertEqual([], list(run.temporary.iterdir()))
            self.assertTrue(until(lambda: all(map(is_gone, kernels)), patience=15), kernels)
            self.assertEqual([], list(run.temporary.iterdir()))
        self.assertEqual("42", nbformat.read(self.path, 4).cells[0].outputs[0].data["text/plain"])

    def test_one_that_is_killed_while_its_kernel_starts_leaves_nothing_either(self):
        """The kernel never sees the process that started it."""
        with Assay(self.folder, "notebook", "run", self.path) as run:
            self.assertTrue(until(run.kernels), run.log.read_text())
            kernels = run.kernels()
            run.end(signal.SIGKILL)
            self.assertTrue(until(lambda: all(map(is_gone, kernels)), patience=15), kernels)
            self.assertEqual([], list(run.temporary.iterdir()))


class StoppedInstallTest(unittest.TestCase):
    """It lets a kernel run a notebook once, which takes seconds."""

    def setUp(self):
        self.folder = empty_folder(self)
        self.kernel = self.folder / "kernels" / "assay"

    def install(self):
        return Assay(self.folder, "kernel", "install", environment={"JUPYTER_DATA_DIR": str(self.folder)})

    def rehearsals(self):
        return list(self.kernel.glob("app-*/.training*"))

    def listens(self):
        """Whether the kernel has written its ports into its file."""
        return any(json.loads(path.joinpath("connection.json").read_text())["shell_port"] for path in self.rehearsals())

    def rehearsing(self, install):
        """Waits until a kernel runs the notebook; that kernel."""
        self.assertTrue(until(lambda: self.rehearsals() and install.started()), install.log.read_text())
        return install.started()

    def test_one_that_is_stopped_leaves_nothing_half_made(self):
        for name in ("SIGHUP", "SIGINT", "SIGTERM"):
            with self.subTest(name), self.install() as install:
                kernels = self.rehearsing(install)
                self.assertEqual(128 + signal.Signals[name], install.end(signal.Signals[name]))
                self.assertEqual([], [kernel for kernel in kernels if not is_gone(kernel)])
                self.assertEqual([], self.rehearsals())
                self.assertEqual([], list(install.temporary.iterdir()))
                self.assertFalse((self.kernel / "kernel.json").exists())

    def test_one_whose_kernel_dies_goes_on_without_waiting_for_it(self):
        with self.install() as install:
            kernels = self.rehearsing(install)
            self.assertTrue(until(self.listens), install.log.read_text())
            for kernel in kernels:
                kernel.kill()
            self.assertTrue(until(lambda: install.says("ended with 137"), patience=20), install.log.read_text())
            self.assertEqual(0, install.end(), install.log.read_text())
        self.assertEqual([], self.rehearsals())
        self.assertTrue((self.kernel / "kernel.json").exists())

    def test_one_that_is_killed_ends_its_kernel_and_the_next_takes_away_what_it_left(self):
        with self.install() as install:
            kernels = self.rehearsing(install)
            self.assertEqual(-signal.SIGKILL, install.end(signal.SIGKILL))
            self.assertTrue(until(lambda: all(map(is_gone, kernels)), patience=30), kernels)
        with self.install() as install:
            self.assertEqual(0, install.end(), install.log.read_text())
        self.assertEqual([], self.rehearsals())
        names = [path.name for path in self.kernel.iterdir()]
        self.assertIn("kernel.json", names)
        self.assertEqual([], [name for name in names if name.startswith(".")])


if __name__ == "__main__":
    unittest.main()
