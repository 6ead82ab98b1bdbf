"""The committed notebooks, run again: what they show is what is committed, and the verdict is the command's."""
import json
import os
import re
import shutil
import subprocess
import tempfile
import unittest
from pathlib import Path

import nbformat

import notebooks

ROOTS = [f"../data-samples/{name}" for name in ("dataset_3", "dataset2", "DEEPFAKE_DATASETS")]

PROJECT = notebooks.FOLDER.parent
ASSAY = str(PROJECT / "assay")
VALUES = ["verdict", "selected", "suitable_real", "worst_deviation", "criteria_not_met"]


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
        self.same_as_the_command(written, code, notebooks.FOLDER, *words)

    def test_a_set_too_small_for_the_size_asked_for_ends_in_the_verdict_too_and_shows_the_limits_asked_for(self):
        shown = self.all_end_in_the_verdict("small=data-samples/DEEPFAKE_DATASETS", 50, cap=0.45, floor=0.2)
        for name, outputs in shown.items():
            with self.subTest(name):
                self.assertLessEqual(set(re.findall(r">(\d+) %<", outputs)), {"20", "45"})
                for share, said in re.findall(r">([\d.]+) % · \d+([^<]*)<", outputs):
                    word = "over" if float(share) > 45 else "under" if float(share) < 20 else ""
                    self.assertEqual(word, said.rpartition(" ")[2], f"{share} %")
        for name in ("01-inventory", "02-crosstabs-and-bias", "05-audit-a-published-run"):
            self.assertIn("20.0 % and 45.0 %", shown[name])
            self.assertIn(" over<", shown[name])

    def test_a_folder_of_which_nobody_said_anything_ends_in_the_verdict_too(self):
        with tempfile.TemporaryDirectory() as made:
            found = sorted((PROJECT / "data-samples/DEEPFAKE_DATASETS").rglob("*.mp4"))[:3]
            for number, video in enumerate(found):
                shutil.copy(video, Path(made, f"clip {number}.mp4"))
            shown = self.all_end_in_the_verdict(made, 500)
        self.assertIn("No video is called real: the axes below are those of all.", shown["02-crosstabs-and-bias"])
        self.assertIn("Shares of lighting among 3 items known on it", shown["02-crosstabs-and-bias"])

    def test_a_published_list_with_holes_is_audited(self):
        with tempfile.TemporaryDirectory() as folder:
            lines = [{"id": "a", "path": "a real one.mp4", "label": "real"}, {"id": "b", "label": "real"}]
            for name in ("videos.jsonl", "real_sources.jsonl"):
                Path(folder, name).write_text("".join(json.dumps(line) + "\n" for line in lines))
            audit = next(path for path in notebooks.names() if path.name.startswith("05-audit"))
            values = self.values(audit, Path(folder, "out"), f"roots=[{json.dumps(folder)}]")
        self.assertEqual("NOT FEASIBLE", values["verdict"])

    def test_a_run_of_our_own_is_audited_by_what_it_left(self):
        with tempfile.TemporaryDirectory() as folder:
            command = [ASSAY, "verdict", *ROOTS, "-o", folder, "--quiet"]
            subprocess.run(command, cwd=notebooks.FOLDER, stdout=subprocess.DEVNULL, check=True)
            own = json.loads(Path(folder, "report.json").read_text())["plan_choice"]
            shown, selected = self.shown("05", f"roots=[{json.dumps(folder)}]", "size=500")
            self.assertEqual(own["size"], selected)
            self.assertIn(f"{own['suitable']} videos are suitable, and {own['size']} were chosen.**", shown)
            balance = json.loads(Path(folder, "diversity_balance.json").read_text())
            taken = {name: counts["videos"] for name, counts in balance["selected_counts"].items()}
            met = sum(quota == taken.get(name) for name, quota in balance["quota_per_category"].items())
            self.assertIn(f"for **{met} of them it is just what was taken**.", shown)
            Path(folder, "inventory.jsonl").unlink()
            shown, _ = self.shown("05", f"roots=[{json.dumps(folder)}]")
            self.assertIn(f"its selection, which stands for it, holds {own['size']}.", shown)

    def test_where_the_size_is_too_small_for_the_limits_nothing_is_drawn(self):
        shown, _ = self.shown("03", 'roots=["data-samples/dataset_3"]', "size=1")
        self.assertIn("**No number of videos up to 1 keeps these limits**: nothing is drawn. The least that does is 4", shown)
        self.assertIn("**0** videos drawn", shown)

    def test_a_small_floor_is_written_in_plain_digits(self):
        shown, _ = self.shown("03", 'roots=["data-samples/dataset_3"]', "floor=0.0005")
        self.assertIn("**22** videos drawn", shown)

    def test_where_nothing_is_selected_the_verdict_says_so(self):
        with tempfile.TemporaryDirectory() as empty:
            self.assertIn("**No video is selected**", self.shown("04", f"roots=[{json.dumps(empty)}]")[0])

    def test_the_audit_of_nothing_says_what_is_not_there(self):
        shown, selected = self.shown("05", "roots=[]")
        self.assertEqual(0, selected)
        self.assertIn("No selection is here", shown)
        self.assertNotIn("0 of 0", re.sub(r"<.*?>", "", shown.partition("Verdict")[0]))

    def all_end_in_the_verdict(self, root, size, cap=0.6, floor=0.1):
        """Runs all five on other data than theirs: none stops, all publish the same, and it is what the command says.

        The outputs of each by its name.
        """
        published = []
        shown = {}
        with tempfile.TemporaryDirectory() as folder:
            for path in notebooks.names():
                with self.subTest(path.name):
                    out = Path(folder, path.stem)
                    asked = [f"roots=[{json.dumps(root)}]", f"size={size}", f"cap={cap}", f"floor={floor}"]
                    published.append(self.values(path, out, *asked))
                    shown[path.stem] = self.outputs(f"{out}.ipynb")
                    limits = ["--max-videos", size, "--min-videos", min(100, size), "--over", cap, "--under", floor]
                    self.same_as_the_command(out, 3, PROJECT, root, *map(str, limits))
        self.assertEqual([published[0]] * len(notebooks.names()), published)
        return shown

    def shown(self, name, *parameters):
        """What a notebook shows with other parameters than its own, and how many videos the verdict selects."""
        with tempfile.TemporaryDirectory() as folder:
            out = Path(folder, "out")
            path = next(path for path in notebooks.names() if path.name.startswith(name))
            values = self.values(path, out, *parameters)
            return self.outputs(f"{out}.ipynb"), values["selected"]

    def outputs(self, file):
        cells = nbformat.read(file, as_version=4).cells
        return json.dumps([output for cell in cells for output in cell.get("outputs", [])], ensure_ascii=False)

    def values(self, path, out, *parameters):
        command = [ASSAY, "notebook", "run", str(path), "--cwd", str(PROJECT), "--json", "--quiet", "-o", f"{out}.ipynb"]
        for parameter in (f"out={out}", *parameters):
            command += ["-p", parameter]
        done = subprocess.run(command, cwd=PROJECT, stdout=subprocess.PIPE)
        answer = json.loads(done.stdout)
        self.assertEqual((0, "ok"), (done.returncode, answer["status"]))
        return {name: answer["values"][name] for name in VALUES}

    def same_as_the_command(self, written, code, where, *words):
        with tempfile.TemporaryDirectory() as folder:
            command = [ASSAY, "verdict", *words, "-o", folder, "--quiet"]
            done = subprocess.run(command, cwd=where, stdout=subprocess.DEVNULL, env=dict(os.environ))
            self.assertEqual(code, done.returncode)
            names = sorted(file.name for file in Path(folder).iterdir() if file.name not in ("run.json",))
            self.assertIn("report.json", names)
            for name in names:
                with self.subTest(name):
                    self.assertEqual(Path(folder, name).read_bytes(), Path(written, name).read_bytes())


if __name__ == "__main__":
    unittest.main()
