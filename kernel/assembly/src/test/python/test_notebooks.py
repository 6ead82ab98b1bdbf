"""The committed notebooks, run again: what they show is what is committed, and the verdict is the command's."""
import os
import shutil
import subprocess
import tempfile
import unittest
from pathlib import Path

import notebooks

ROOTS = [f"../data-samples/{name}" for name in ("dataset_3", "dataset2", "DEEPFAKE_DATASETS")]


class NotebooksTest(unittest.TestCase):

    def test_they_show_what_is_committed(self):
        self.assertTrue(notebooks.names())
        for path in notebooks.names():
            with self.subTest(path.name):
                self.assertEqual([], notebooks.differences(path))

    def test_the_verdict_is_that_of_the_command_to_the_byte(self):
        self.is_that_of_the_command("04-verdict", 0, *ROOTS)

    def test_the_audit_ends_in_what_the_command_says_of_its_list(self):
        published = "../data-samples/published-run/videos.jsonl"
        self.is_that_of_the_command("05-audit", 3, published, "--max-videos", "85", "--min-videos", "85")

    def is_that_of_the_command(self, name, code, *words):
        written = notebooks.FOLDER / "staging" / name
        shutil.rmtree(written, ignore_errors=True)
        notebooks.run(next(path for path in notebooks.names() if path.name.startswith(name)))
        with tempfile.TemporaryDirectory() as folder:
            command = [str(notebooks.FOLDER.parent / "assay"), "verdict", *words, "-o", folder, "--quiet"]
            done = subprocess.run(command, cwd=notebooks.FOLDER, stdout=subprocess.DEVNULL, env=dict(os.environ))
            self.assertEqual(code, done.returncode)
            names = sorted(file.name for file in Path(folder).iterdir() if file.name not in ("run.json",))
            self.assertIn("report.json", names)
            for name in names:
                with self.subTest(name):
                    self.assertEqual(Path(folder, name).read_bytes(), Path(written, name).read_bytes())


if __name__ == "__main__":
    unittest.main()
