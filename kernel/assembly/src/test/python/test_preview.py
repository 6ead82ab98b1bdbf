"""Kernels that were installed for preview features, as kernel/README.md tells; one for each Java here that has one to try."""
import os
import re
import subprocess
import tempfile
import unittest
from pathlib import Path
from unittest import mock

from frontend import Frontend

ASSAY = Path(__file__).resolve().parents[5] / "assay"

# What is a preview feature in a Java and an error where previews are off: a declaration, a cell that declares nothing, a result.
PREVIEWS = {
    17: ('String kind(Object o) { return switch (o) { case Integer i -> "number " + i; default -> "other"; }; }',
         'Object five = 5; switch (five) { case Integer i -> "number " + i; default -> "other"; }', "kind(7)", "number 7"),
    25: ('String kind(int n) { return n instanceof byte b ? "byte " + b : "wide"; }',
         'int five = 5; if (five instanceof byte b) { System.out.println(b); }', "kind(7)", "byte 7"),
}


def javas():
    """Home by version, of those that are looked for."""
    found = {}
    for release in sorted(Path("/usr/lib/jvm").glob("*/release")):
        version = re.search(r'^JAVA_VERSION="(\d+)', release.read_text(), re.MULTILINE)
        if version and int(version[1]) in PREVIEWS and (release.parent / "bin/javac").exists():
            found[int(version[1])] = release.parent
    return found


class PreviewTest(unittest.TestCase):
    def setUp(self):
        self.homes = javas()
        if not self.homes:
            self.skipTest("no Java whose preview features are known here")

    def install(self, prefix, name, home, *options):
        subprocess.run([ASSAY, "kernel", "install", "--no-archive", "--prefix", prefix, "--name", name, "--jdk", home, *options],
                       check=True, capture_output=True)

    def test_they_work_where_java_and_the_compiler_are_told_and_nowhere_else(self):
        for version, home in self.homes.items():
            with self.subTest(version), tempfile.TemporaryDirectory() as prefix:
                self.install(prefix, "on", home, "--java-option=--enable-preview", "--kernel-option=--javac=--enable-preview",
                             "--kernel-option=--javac=--release", f"--kernel-option=--javac={version}")
                self.install(prefix, "off", home)
                with mock.patch.dict(os.environ, JUPYTER_PATH=os.path.join(prefix, "share", "jupyter")):
                    self.tried(version)

    def tried(self, version):
        declaration, statements, call, result = PREVIEWS[version]
        with Frontend("on") as kernel:
            self.assertEqual(kernel.run("Runtime.version().feature()").result, str(version))
            for code in (declaration, statements):
                run = kernel.run(code)
                self.assertEqual(run.status, "ok", (code, run.reply))
            self.assertEqual(kernel.run(call).result, result)
        with Frontend("off") as kernel:
            for code in (declaration, statements):
                run = kernel.run(code)
                self.assertEqual(run.error, "CompilationError", (code, run.reply))
                self.assertIn("preview", "\n".join(run.reply["traceback"]))


if __name__ == "__main__":
    unittest.main()
