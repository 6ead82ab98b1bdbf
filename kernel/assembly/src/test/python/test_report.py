"""An exported page in a browser: the figures that its Plotly draws, and those that it leaves as they are."""
import asyncio
import subprocess
import tempfile
import unittest
from pathlib import Path

import nbformat
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from browser import Browser
from report_in_browser import Page

ASSAY = Path(__file__).resolve().parents[5] / "assay"
PLOTLY = "application/vnd.plotly.v1+json"
PICTURE = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="


def cell(*traces, **besides):
    return new_code_cell("", outputs=[new_output("display_data", {PLOTLY: {"data": list(traces)}, "text/plain": "words", **besides})])


class ReportTest(unittest.TestCase):
    def test_of_a_figure_that_plotly_cannot_draw_the_picture_stays_and_it_is_said(self):
        plots = self.seen(self.plots,
            cell({"x": [1, 2], "y": [3, 1]}, {"type": "bar", "x": [1, 2], "y": [1, 2]}),
            cell({"type": "scattergl", "mode": "markers", "x": [1, 2], "y": [3, 1]}),
            cell({"type": "scatter3d", "x": [1, 2], "y": [3, 1], "z": [1, 1]}, **{"image/png": PICTURE}),
            cell({"type": "bar", "x": [1], "y": [2]}, {"type": "candlestick"}, {"type": "surface"}, {"type": "surface"}))
        self.assertEqual([plot["drawn"] for plot in plots], [True, True, False, False])
        self.assertEqual([plot["still"] for plot in plots], [0, 0, 1, 0])
        self.assertEqual([plot["text"] for plot in plots[2:]], [
            "This page cannot draw traces of type scatter3d; a front end with all of Plotly can.",
            "words\n\nThis page cannot draw traces of type candlestick, surface; a front end with all of Plotly can."])

    def test_no_word_is_wider_than_the_page_and_columns_stand_as_they_were_set(self):
        word = "w" * 5000
        width, aligned = self.seen(self.layout, new_markdown_cell(f"# {word}\n\n## {word}\n\n- {word} `{word}`"),
                                   new_markdown_cell(f"| a | b | c |\n|---|:-:|--:|\n| 1 | 2 | {word} |"))
        self.assertLessEqual(width, 0)
        self.assertEqual(aligned, ["left", "center", "right"] * 2)

    def test_no_output_covers_another_on_the_screen_or_on_paper(self):
        covering = [f"<div style='{style}'><img width=600 height=2000 src='data:image/png;base64,{PICTURE}'></div>"
                    for style in ("margin-top:-2010px", "position:absolute;top:-2000px;left:0", "position:fixed;top:0;left:0",
                                  "position:absolute;bottom:0;left:0;z-index:9", "float:left;margin-top:-2010px")]
        shown = [new_code_cell("", outputs=[new_output("display_data", {"text/html": html})])
                 for other in covering for html in ("<h2>the truth</h2>", f"<p>words</p>{other}")]
        self.assertEqual(self.seen(self.uncovered, *shown), [True] * 2 * len(covering))

    def test_no_prose_covers_an_output_on_the_screen_or_on_paper(self):
        picture = f"<img width=600 height=900 src='data:image/png;base64,{PICTURE}'>"
        covering = [*(f"<div style='{style}'>{picture}</div>" for style in ("height:0;opacity:.9", "max-height:1px", "float:left;height:0")),
                    f"<div style='line-height:0;opacity:.9'><span style='font-size:300px'>{'W' * 9}</span></div>",
                    "<svg width='900' height='1' overflow='visible'><rect y='-400' width='900' height='800'/></svg>"]
        truth = new_output("display_data", {"text/html": "<h2>the truth</h2>"})
        shown = [cell for other in covering
                 for cell in (new_code_cell("", outputs=[truth]), new_markdown_cell(other), new_code_cell("", outputs=[truth]))]
        self.assertEqual(self.seen(self.uncovered, *shown), [True] * 4 * len(covering))

    def test_drawings_are_counted_that_are_seen(self):
        def shown(*drawings):
            return self.seen(self.drawings, *[
                new_code_cell("", outputs=[new_output("display_data", {"text/html": html})]) for html in drawings])

        chart = "<svg width='100%' height='40'><rect width='50%' height='12'/><svg x='9'><path d='M0 0h20v20z'/></svg></svg>"
        mark = "<p><svg width='16' height='16'><path d='M0 0h9v9z'/></svg> before</p>"
        patterns = "<svg width='100%' height='40'><defs><pattern id='p'><rect width='9' height='9'/></pattern></defs></svg>"
        unseen = [f"<div style='display:none'>{chart}</div>", f"<div style='visibility:hidden'>{chart}</div>",
                  "<svg width='100%' height='0'><rect width='50%' height='12'/></svg>",
                  "<svg width='100%' height='40'><rect width='0' height='0'/></svg>"]
        unsized = "<svg viewBox='0 0 9 9'><path d='M0 0h9v9z'/></svg>"
        self.assertEqual(shown(mark, patterns), 0)
        self.assertEqual(shown(chart, mark, f"<style>p{{color:red}}</style>{chart}", unsized, *unseen), 3)
        for other in unseen:
            with self.assertRaisesRegex(AssertionError, "none of 1 drawings is seen"):
                shown(other, mark)

    def seen(self, look, *cells):
        """What is seen of these cells, as a page."""
        with tempfile.TemporaryDirectory() as folder:
            nbformat.write(new_notebook(cells=list(cells)), Path(folder, "n.ipynb"))
            page = Path(folder, "n.html")
            subprocess.run([ASSAY, "notebook", "export", Path(folder, "n.ipynb"), f"--html={page}"], check=True, capture_output=True)
            return asyncio.run(look(page))

    async def drawings(self, page):
        """How many drawings the check of pages counts."""
        async with Browser() as browser:
            await browser.open(page.as_uri())
            await browser.until("document.readyState === 'complete' && !!document.querySelector('.markup')")
            return await Page(browser, page, None).drawings()

    async def layout(self, page):
        """By how much it is wider than its window, and how the cells of its tables are aligned."""
        async with Browser() as browser:
            await browser.open(page.as_uri())
            await browser.until("!!document.querySelector('td')")
            return await browser.js("[document.documentElement.scrollWidth - innerWidth,"
                                    " [...document.querySelectorAll('th, td')].map(cell => getComputedStyle(cell).textAlign)]")

    async def uncovered(self, page):
        """Whether nothing covers the headings that outputs show: first on a screen, then on paper."""
        async with Browser() as browser:
            await browser.open(page.as_uri())
            seen = []
            for media in ("screen", "print"):
                await browser.call("Emulation.setEmulatedMedia", media=media)
                seen += await browser.js(
                    "[...document.querySelectorAll('.markup')].flatMap(at => [...(at.shadowRoot || at).querySelectorAll('h2')]"
                    ".map(title => { title.scrollIntoView({block: 'center'}); const box = title.getBoundingClientRect();"
                    " return at.contains(document.elementFromPoint(box.left + 9, box.top + box.height / 2)); }))")
            return seen

    async def plots(self, page):
        """Of each figure, whether it was drawn, and the picture and the words that are seen."""
        async with Browser() as browser:
            await browser.open(page.as_uri())
            await browser.until("document.querySelectorAll('figure.plot').length === 4")
            await browser.js("document.querySelectorAll('script[type]').forEach(json => json.hidden = true)")
            for i in range(4):
                plot = f"document.querySelectorAll('figure.plot')[{i}]"
                await browser.js(f"{plot}.scrollIntoView()")
                await browser.until(f"{plot}.matches('[data-drawn], [data-undrawn]')", 30)
            return await browser.js(
                "[...document.querySelectorAll('figure.plot')].map(plot => ({drawn: !!plot.querySelector('svg.main-svg'),"
                " still: [...plot.querySelectorAll('.still img')].filter(image => image.offsetParent && image.naturalWidth).length,"
                " text: plot.innerText.trim()}))")


if __name__ == "__main__":
    unittest.main()
