"""A secret reaches the cells of a run, and nobody who reads what the run leaves or looks at its processes."""
import base64
import json
import shutil
import signal
import subprocess
import unittest
from pathlib import Path

import psutil

from processes import Assay, empty_folder, notebook, until

TOKEN, KEY = "hunter2-&-s3cret", "-----BEGIN-----\nMIIEvgIBADANBgkq\n-----END-----"
CELLS = (
    'System.out.println("ready " + token + " " + key);\nSystem.err.println(token);',
    'markdown("**%s** & `%s`", token, key)',
    'html("<b>" + token.replace("&", "&amp;") + "</b>")',
    'publish("token", token);\njava.util.Map.of("t", token)',
    'Thread.sleep(2000);\nnew java.io.FileOutputStream(java.io.FileDescriptor.err).write(token.getBytes());',
    'throw new IllegalStateException("no access with " + token, new RuntimeException(key));',
)
PARTS = (TOKEN, "MIIEvgIBADANBgkq", TOKEN.replace("&", "&amp;"), base64.b64encode(TOKEN.encode()).decode())


class SecretsTest(unittest.TestCase):

    def setUp(self):
        self.folder = empty_folder(self)
        self.path = notebook(self.folder / "a.ipynb", *CELLS)
        (self.folder / "key.pem").write_text(KEY + "\n")

    def run_it(self, *more):
        words = ["notebook", "run", self.path, "--secret", "token=env:TOKEN", "--secret", f"key=file:{self.folder}/key.pem"]
        return Assay(self.folder, *words, "--log-output", *more, environment={"TOKEN": TOKEN})

    def assert_silent(self, name, text):
        self.assertEqual([], [part for part in PARTS if part in text], name)

    def test_no_file_log_or_command_line_holds_it_though_its_cell_fails(self):
        reports = {kind: self.folder / f"report.{kind}" for kind in ("html", "pdf", "md")}
        with self.run_it("--json", *(f"--{kind}={file}" for kind, file in reports.items())) as run:
            self.assertTrue(until(lambda: run.says("ready [secret token]")), run.log.read_text())
            for process in [psutil.Process(run.process.pid), *run.started()]:
                self.assert_silent("command line", " ".join(process.cmdline()))
            self.assertEqual(3, run.end(), run.log.read_text())
        log = run.log.read_text()
        self.assertIn("cell 6 failed: java.lang.IllegalStateException: no access with [secret token]", log)
        self.assertEqual("[secret token]", json.JSONDecoder().raw_decode(log[log.index("{") :])[0]["values"]["token"])
        if shutil.which("pdftotext"):
            text = subprocess.run(["pdftotext", reports["pdf"], "-"], check=True, stdout=subprocess.PIPE).stdout.decode()
            self.assertIn("[secret token]", text)
            self.assert_silent("PDF", text)
        left = [file for file in self.folder.rglob("*") if file.is_file() and file.name != "key.pem"]
        self.assertLessEqual({self.path, *reports.values()}, set(left))
        for file in left:
            self.assert_silent(file, file.read_bytes().decode("utf-8", "replace"))

    def test_nor_does_the_notebook_of_a_run_that_is_stopped(self):
        with self.run_it() as run:
            self.assertTrue(until(lambda: run.says("cell 5/6") or run.says("cell 4/6")), run.log.read_text())
            self.assertEqual(1, run.end(signal.SIGTERM), run.log.read_text())
        self.assertIn("[secret token]", Path(self.path).read_text())
        for file in (self.path, run.log):
            self.assert_silent(file, file.read_text())


if __name__ == "__main__":
    unittest.main()
