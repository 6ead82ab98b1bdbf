#!/usr/bin/env python3
"""An exported page in a headless Chromium: no error, no request, plots and drawings drawn, pictures visible, tables sortable,
and printed whole.

    report_in_browser.py PAGE.html.. [--screenshots FOLDER]

Needs, on Debian: jupyter-notebook chromium.
"""
import asyncio
import base64
import re
import sys
from pathlib import Path

from browser import Browser

ROOTS = "[document, ...[...document.querySelectorAll('.own')].map(host => host.shadowRoot)]"
ALL = "%s.flatMap(root => [...root.querySelectorAll('%%s')])" % ROOTS
WIDTH = "(width => /^\\d+(px)?$/.test(width) ? parseInt(width) : 999)(svg.getAttribute('width'))"
SHAPES = "[...svg.querySelectorAll(':is(rect, circle, ellipse, line, polyline, polygon, path, text):not(defs *)')]"
MARK = 40  # pixels: drawings that say they are no wider are marks of a legend


class Page:
    def __init__(self, browser, file, pictures):
        self.browser, self.file, self.pictures = browser, Path(file).resolve(), pictures

    async def picture(self, name):
        if self.pictures:
            await self.browser.screenshot(Path(self.pictures, f"{self.file.stem}-{name}.png"))

    async def look(self):
        browser = self.browser
        browser.requests.clear()
        browser.complaints.clear()
        await browser.open(self.file.as_uri())
        await browser.until(f"document.readyState === 'complete' && location.href.startsWith('{self.file.as_uri()}')")
        assert await browser.js(f"{ROOTS}.every(root => root)"), "a display is not there"
        for mode in ("dark", "light"):
            await browser.call("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": mode}])
            await self.picture(mode)
        await self.plots()
        await self.drawings()
        await self.images()
        await self.sort()
        await self.paper()
        away = [url[:200] for url in browser.requests if not url.startswith(("data:", self.file.as_uri()))]
        assert not away, f"{self.file.name} asked for {away}"
        assert not browser.complaints, f"{self.file.name}: {browser.complaints}"

    async def plots(self):
        count = await self.browser.js("document.querySelectorAll('figure.plot').length")
        for i in range(count):
            plot = f"document.querySelectorAll('figure.plot')[{i}]"
            await self.browser.js(f"{plot}.scrollIntoView()")
            await self.browser.until(
                f"{plot}.matches('[data-drawn]') ? !!{plot}.querySelector('svg.main-svg :is(.plot, .pielayer) *')"
                f" : {plot}.matches('[data-undrawn]')", 30)
        if count:
            await self.picture("plot")
        still = await self.browser.js("document.querySelectorAll('figure.plot[data-undrawn]').length")
        print(f"{self.file.name}: {count - still} plots drawn" + (f", {still} left still" if still else ""), flush=True)

    async def drawings(self):
        """How many drawings of markup are seen, Plotly's and a legend's marks apart: of any, at least one."""
        held = (f"({ALL % 'svg'}).filter(svg => (svg.closest('main') || svg.getRootNode().host)"
                f" && !svg.matches('svg svg, .plot svg') && {WIDTH} > {MARK} && {SHAPES}.length)")
        seen = ("(box => box.width > 9 && box.height > 9)(svg.getBoundingClientRect())"
                f" && {SHAPES}.some(shape => (box => box.width + box.height > 0)(shape.getBoundingClientRect())"
                " && getComputedStyle(shape).visibility === 'visible')")
        drawn, count = await self.browser.js(f"(all => [all.filter(svg => {seen}).length, all.length])({held})")
        assert drawn or not count, f"{self.file.name}: none of {count} drawings is seen"
        print(f"{self.file.name}: {drawn} of {count} drawings seen", flush=True)
        return drawn

    async def images(self):
        images = ALL % "img"
        await self.browser.js(f"{images}.forEach(image => image.loading = 'eager')")
        await self.browser.until(f"{images}.every(image => image.complete)", 30)
        broken = await self.browser.js(f"{images}.filter(image => !image.naturalWidth).length")
        assert broken == 0, f"{broken} pictures are broken"
        frames = await self.browser.js(f"({ALL % 'figure img'}).filter(image => image.clientWidth > 60).length")
        if frames:
            await self.browser.js(f"({ALL % 'figure img'})[0].scrollIntoView({{block: 'center'}})")
            await self.picture("frames")
        print(f"{self.file.name}: {await self.browser.js(images + '.length')} pictures, {frames} of them in figures", flush=True)

    async def sort(self):
        """By each column of each table, up and down: the same rows the other way round, numbers by their size."""
        tables = f"({ALL % 'table'}).filter(table => table.querySelector('[data-sort]'))"
        columns = 0
        for i in range(await self.browser.js(tables + ".length")):
            table = f"{tables}[{i}]"
            rows = f"[...{table}.querySelectorAll('tbody tr')].map(row => row.innerText)"
            for column in range(await self.browser.js(f"{table}.querySelectorAll('[data-sort]').length")):
                header = f"{table}.querySelectorAll('[data-sort]')[{column}]"
                cell = f"row.cells[{header}.cellIndex]"  # a share below a count is not what it is sorted by
                keys = f"[...{table}.querySelectorAll('tbody tr')].map(row => ({cell}.firstChild || {cell}).textContent.trim())"
                before = await self.browser.js(rows)
                await self.browser.js(f"{header}.click()")
                up, up_rows = await self.browser.js(keys), await self.browser.js(rows)
                await self.browser.js(f"{header}.click()")
                down = await self.browser.js(keys)
                assert sorted(before) == sorted(up_rows), "rows were lost"
                said = [key for key in up if re.search(r"\w", key)]
                assert up[: len(said)] == said, f"what says nothing is not last: {up}"
                told = [key for key in down if re.search(r"\w", key)]
                assert said == list(reversed(told)) or len(set(said)) < len(said), (up, down)
                rising, falling = [number(key) for key in said], [number(key) for key in told]
                if None not in rising:
                    assert rising == sorted(rising), f"column {column} of table {i}: {up}"
                    assert falling == sorted(falling, reverse=True), f"column {column} of table {i}: {down}"
                columns += 1
        print(f"{self.file.name}: sorted by {columns} columns", flush=True)

    async def paper(self):
        """Printed, what is folded stands open, but for code, and is folded again afterwards."""
        folded = f"({ALL % 'details:not([open]):not(.code)'}).length"
        before = await self.browser.js(folded)
        await self.browser.js(f"addEventListener('beforeprint', () => {{ window.foldedOnPaper = {folded}; }})")
        pages = await self.browser.call("Page.printToPDF", preferCSSPageSize=True)
        assert await self.browser.js("window.foldedOnPaper") == 0, "paper cannot be unfolded"
        assert await self.browser.js(folded) == before, "what was folded stays open"
        if self.pictures:
            Path(self.pictures, f"{self.file.stem}-printed.pdf").write_bytes(base64.b64decode(pages["data"]))
        print(f"{self.file.name}: printed, {before} folded parts open", flush=True)


def number(text):
    """The number that a cell begins with: 92 of "92 ++ 66.2 %"; none where it begins with something else."""
    found = re.match(r"[-+−]?\d[\d,]*(\.\d+)?(?![\w:/])", text)
    return float(found.group().replace(",", "").replace("−", "-")) if found else None


async def look(files, pictures):
    async with Browser() as browser:
        await browser.call("Runtime.enable")
        await browser.call("Log.enable")
        for file in files:
            await Page(browser, file, pictures).look()


if __name__ == "__main__":
    words = sys.argv[1:]
    shots = None
    if "--screenshots" in words:
        at = words.index("--screenshots")
        shots = words[at + 1]
        del words[at : at + 2]
        Path(shots).mkdir(parents=True, exist_ok=True)
    asyncio.run(look(words, shots))
