#!/usr/bin/env python3
"""Runs the project's notebooks, each in its own folder as Jupyter would, and writes or compares their outputs.

    notebooks.py            compare what they show with what is committed
    notebooks.py --write    run them, and keep what they show

The kernel's name comes from ASSAY_KERNEL. Needs, on Debian: python3-nbclient.
"""
import difflib
import os
import re
import sys
from pathlib import Path

import nbformat
from nbclient import NotebookClient

from frontend import KERNEL

FOLDER = Path(__file__).resolve().parents[5] / "notebooks"


def names():
    return sorted(FOLDER.glob("*.ipynb"))


def run(path):
    """The notebook with what it shows now."""
    notebook = nbformat.read(path, as_version=4)
    metadata = dict(notebook.metadata)
    NotebookClient(notebook, kernel_name=KERNEL, timeout=600, resources={"metadata": {"path": str(path.parent)}}).execute()
    notebook.metadata = nbformat.from_dict(metadata)
    return notebook


def normal(notebook):
    """The one normalisation: what tells of a run and not of the data goes, and pictures count as pictures.

    Gone are the times of cells; a JPEG's bytes depend on the decoder's platform and become a mark.
    """
    for cell in notebook.cells:
        cell.metadata.pop("execution", None)
    text = nbformat.writes(notebook)
    return re.sub(r"(data:image/jpeg;base64,)[A-Za-z0-9+/=]+", r"\1PICTURE", text)


def write(path):
    notebook = run(path)
    for cell in notebook.cells:
        cell.metadata.pop("execution", None)
    part = path.with_suffix(".part")
    part.write_text(nbformat.writes(notebook) + "\n", encoding="utf-8")
    os.replace(part, path)


def differences(path):
    was = normal(nbformat.read(path, as_version=4)).splitlines()
    now = normal(run(path)).splitlines()
    return [line[:300] for line in difflib.unified_diff(was, now, "committed", "now", n=1, lineterm="")]


if __name__ == "__main__":
    failed = False
    for one in names():
        if "--write" in sys.argv[1:]:
            write(one)
            print(f"{one.name}: written, {one.stat().st_size} bytes", flush=True)
        else:
            found = differences(one)
            failed |= bool(found)
            print("\n".join([f"{one.name}: {len(found)} lines differ", *found[:40]]), flush=True)
    sys.exit(failed)
