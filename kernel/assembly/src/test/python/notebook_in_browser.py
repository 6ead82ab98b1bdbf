#!/usr/bin/env python3
"""A real Jupyter Notebook in a headless Chromium: run all, see table and plot, complete, inspect, interrupt, restart.

    notebook_in_browser.py [SCREENSHOTS]

The kernel's name comes from ASSAY_KERNEL. Needs, on Debian: jupyter-notebook chromium.
"""
import asyncio
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import nbformat
from browser import Browser
from frontend import KERNEL

CELLS = [
    'var clips = Table.create("clips",\n'
    '    StringColumn.create("environment", "indoor", "outdoor", "indoor", "screen"),\n'
    '    DoubleColumn.create("duration", 1.5, 12, 7.25, 30));\nclips',
    "import tech.tablesaw.plotly.api.*;\n"
    'VerticalBarPlot.create("Seconds by environment", clips, "environment", "duration")',
    'Scatter3DPlot.create("Three axes", clips, "duration", "duration", "duration")',
    'System.out.println("seconds in all: " + clips.doubleColumn("duration").sum());',
]


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


class Server:
    """A notebook server of its own: no user's settings, a token, a folder with one notebook."""

    def __init__(self, folder):
        self.port = free_port()
        notebook = nbformat.v4.new_notebook(
            cells=[nbformat.v4.new_code_cell(source) for source in CELLS],
            metadata={"kernelspec": {"name": KERNEL, "display_name": "Java (Assay)", "language": "java"}})
        nbformat.write(notebook, Path(folder, "tour.ipynb"))
        self.log = open(Path(folder, "server.log"), "wb")
        self.process = subprocess.Popen(
            ["jupyter", "notebook", "--no-browser", "--allow-root", "--ip=127.0.0.1", f"--port={self.port}",
             "--port-retries=0", "--NotebookApp.token=tour", f"--notebook-dir={folder}"],
            stdout=self.log, stderr=subprocess.STDOUT,
            env={**os.environ, "JUPYTER_CONFIG_DIR": str(Path(folder, "config")), "JUPYTER_NO_CONFIG": "1"})  # fmt: skip
        self.url = f"http://127.0.0.1:{self.port}/notebooks/tour.ipynb?token=tour"

    def __enter__(self):
        end = time.monotonic() + 60
        while True:
            try:
                socket.create_connection(("127.0.0.1", self.port), 1).close()
                return self
            except OSError:
                if time.monotonic() > end or self.process.poll() is not None:
                    raise RuntimeError("the notebook server did not start") from None
                time.sleep(0.2)

    def __exit__(self, *_):
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(20)
        except subprocess.TimeoutExpired:
            self.process.kill()
        self.log.close()


class Tour:
    def __init__(self, browser, pictures):
        self.browser, self.pictures, self.steps = browser, pictures, 0

    async def step(self, name):
        self.steps += 1
        if self.pictures:
            await self.browser.screenshot(Path(self.pictures, f"{self.steps}-{name}.png"))
        print(f"{name}: as expected", flush=True)

    async def new_cell(self, code):
        await self.browser.js(
            "(() => { const n = Jupyter.notebook; n.select(n.ncells() - 1); n.insert_cell_below('code');"
            " n.select(n.ncells() - 1); n.edit_mode(); n.get_selected_cell().focus_editor(); n.scroll_to_bottom(); })()")
        await self.browser.type(code)

    async def idle(self, patience=60):
        await self.browser.until("!Jupyter.notebook.kernel_busy && !document.querySelector('.code_cell.running')", patience)

    async def run(self):
        browser = self.browser
        await browser.until("window.Jupyter && Jupyter.notebook && Jupyter.notebook.kernel"
                            " && Jupyter.notebook.kernel.is_connected() && Jupyter.notebook.kernel.info_reply.status")
        await browser.js("Jupyter.notebook.execute_all_cells()")
        await browser.until("Jupyter.notebook.get_cells().every(c => Number.isInteger(c.input_prompt_number))", 90)
        table = await browser.until("(document.querySelector('.output_html table') || {}).innerText")
        assert "environment" in table and "outdoor" in table, table
        await self.step("table")
        await browser.until("!!document.querySelector('.output_area svg.main-svg, .output_area .js-plotly-plot,"
                            " .output_area .output_png img, .output_area .output_svg svg')", 30)
        await browser.until("document.querySelectorAll('.assay-figure[data-live]').length === 2")
        await asyncio.sleep(1)
        drawn = await browser.js("[...document.querySelectorAll('.assay-figure')].map(figure =>"
                                 " [figure.querySelectorAll('svg.main-svg .plot').length > 0, figure.querySelectorAll(':scope > img').length])")
        assert drawn == [[True, 0], [False, 1]], f"drawn and still: {drawn}"
        out = await browser.js("document.querySelectorAll('.output_stdout')[0].innerText")
        assert "seconds in all: 50.75" in out, out
        away = [url for url in browser.requests if not url.startswith(("http://127.0.0.1", "data:", "blob:", "about:"))]
        assert not away, f"the page asked the network for {away}"
        await asyncio.sleep(1)
        await self.step("plot")

        await self.new_cell("clips.column")
        await browser.press("Tab")
        found = await browser.until("(document.querySelector('.completions') || {}).innerText")
        assert "columnCount" in found and "columnNames" in found, found
        await self.step("completion")
        await browser.press("Escape")

        await self.new_cell('clips.doubleColumn("duration")')
        await browser.js("Jupyter.notebook.get_selected_cell().code_mirror.setCursor(0, 10)")
        await browser.press("Tab", shift=True)
        help_text = await browser.until("(t => t && t.offsetParent && t.innerText.length > 20 && t.innerText)"
                                        "(document.getElementById('tooltip'))")
        assert "doubleColumn" in help_text, help_text
        await asyncio.sleep(0.5)  # it fades in
        await self.step("inspection")
        await browser.press("Escape")

        await self.new_cell("while (true) { }")
        await browser.js("Jupyter.notebook.execute_cell()")
        await browser.until("Jupyter.notebook.kernel_busy")
        await asyncio.sleep(1)
        await browser.js("document.querySelector('button[data-jupyter-action=\"jupyter-notebook:interrupt-kernel\"]').click()")
        await browser.until("[...document.querySelectorAll('.output_error')].some(e => e.innerText.includes('KeyboardInterrupt'))", 15)
        await self.idle()
        await self.step("interrupt")

        await browser.js("Jupyter.notebook.restart_kernel({confirm: false})")
        await asyncio.sleep(0.5)
        await browser.until("Jupyter.notebook.kernel.is_connected() && !Jupyter.notebook.kernel_busy")
        await self.new_cell("6 * 7")
        await browser.js("Jupyter.notebook.execute_cell()")
        await browser.until("Jupyter.notebook.get_selected_cell().input_prompt_number === 1", 60)
        await browser.until("Jupyter.notebook.get_selected_cell().output_area.outputs.some(o => (o.data || {})['text/plain'] === '42')")
        await self.step("restart")


async def tour(pictures):
    with tempfile.TemporaryDirectory() as folder, Server(folder) as server:
        async with Browser() as browser:
            await browser.open(server.url)
            this = Tour(browser, pictures)
            try:
                await this.run()
            except Exception:
                await this.step("failure")
                print(Path(folder, "server.log").read_text()[-4000:], file=sys.stderr)
                raise


if __name__ == "__main__":
    shots = sys.argv[1] if len(sys.argv) > 1 else None
    if shots:
        Path(shots).mkdir(parents=True, exist_ok=True)
    asyncio.run(tour(shots))
