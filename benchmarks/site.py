"""How long a learner waits for the browser edition, and how much it fetches: each visit in a Chromium of its own.

    shopfloor site /some/folder
    python benchmarks/site.py /some/folder                       lesson 05, three times
    python benchmarks/site.py /some/folder 13_oee_and_changeovers --times 5

A cold visit is one by a browser that was never there. The first page counts as readable when its words are painted
(First Contentful Paint); the notebook when its cells are; the first cell is ``import pandas`` and a sum, typed before
Python is there, and counts until its result is on the page. The second visit is by the same browser, which was
closed in between, with the server gone. Bytes are those of the server's answers, compressed as a web host would (gzip
for what is not compressed already), without headers. The server runs on the same machine and shares its cores, and
there is no distance: to the times of a real visit add the bytes over the line's speed.
"""

import argparse
import shutil
import statistics
import tempfile
import threading
import time
from pathlib import Path

from playwright.sync_api import sync_playwright

from shopfloor.site.serve import Server

CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
ARGUMENTS = ("--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking")
CELL = "import pandas\npandas.Series([40, 2]).sum()"
LONGEST = 180_000
RESULT = """() => [...document.querySelectorAll(".jp-OutputArea-output")].some(one => one.innerText.trim() === "42")"""
PAINTED = """() => performance.getEntriesByName("first-contentful-paint")[0]?.startTime"""
MIB = 2**20


class Visitor:
    """A browser with a folder of its own, which outlives it."""

    def __init__(self, playwright, folder):
        program = next(filter(None, map(shutil.which, CHROMIUM)))
        self.browser = playwright.chromium.launch_persistent_context(
            folder, executable_path=program, args=ARGUMENTS, viewport={"width": 1280, "height": 900}
        )
        self.browser.set_default_timeout(LONGEST)
        self.page = self.browser.new_page()

    def page_to_read(self, address):
        """Seconds until a page's words are there."""
        self.page.goto(address)
        return self.page.wait_for_function(PAINTED).json_value() / 1000

    def lesson(self, address, type_a_cell):
        """Seconds until the notebook is there, and until its first cell has its result."""
        begun = time.perf_counter()
        self.page.goto(address)
        self.page.wait_for_selector(".jp-Notebook .jp-Cell")
        there = time.perf_counter() - begun
        self.page.wait_for_function(
            "() => window.jupyterapp?.shell.currentWidget?.sessionContext?.session?.kernel"
        )
        if type_a_cell:
            self.page.evaluate(
                "source => { const panel = window.jupyterapp.shell.currentWidget;"
                " panel.content.model.cells.get(1).sharedModel.setSource(source); }",
                CELL,
            )
        self.page.evaluate(
            "() => { window.jupyterapp.shell.currentWidget.content.activeCellIndex = 1;"
            " window.jupyterapp.commands.execute('notebook:run-cell'); }"
        )
        self.page.wait_for_function(RESULT)
        return there, time.perf_counter() - begun

    def waits_until_kept(self):
        """Until everything that a visit without the network needs is kept in the browser."""
        self.page.evaluate("() => window.jupyterapp.commands.execute('docmanager:save')")
        before = -1
        while (
            now := self.page.evaluate("async () => (await (await caches.open('shopfloor')).keys()).length")
        ) != before:
            before = now
            self.page.wait_for_timeout(2000)

    def close(self):
        self.browser.close()


def visits(playwright, site, lesson):
    """What one learner waits for, from the first page read to the second visit; a table's row of it."""
    row = {}
    with tempfile.TemporaryDirectory(prefix="shopfloor-") as folder:
        server = Server(site)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        visitor = Visitor(playwright, Path(folder, "reader"))
        row["lesson's page: readable, s"] = visitor.page_to_read(f"{server.url}lessons/{lesson}.html")
        row["lesson's page: fetched, MiB"] = server.sent / MIB
        visitor.close()

        server.sent = 0
        address = f"{server.url}lite/notebooks/index.html?path=notebooks/{lesson}.ipynb"
        visitor = Visitor(playwright, Path(folder, "learner"))
        row["cold visit: notebook there, s"], row["cold visit: first result, s"] = visitor.lesson(
            address, True
        )
        row["cold visit: fetched until then, MiB"] = server.sent / MIB
        visitor.waits_until_kept()
        row["fetched until all is kept for later, MiB"] = server.sent / MIB
        visitor.close()
        server.shutdown()
        server.server_close()

        visitor = Visitor(playwright, Path(folder, "learner"))
        (
            row["second visit, no network: notebook there, s"],
            row["second visit, no network: first result, s"],
        ) = visitor.lesson(address, False)
        visitor.close()
    return row


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("site", type=Path, help="the folder that `shopfloor site` has written")
    arguments.add_argument("lesson", nargs="?", default="05_stopwatch_study")
    arguments.add_argument("--times", type=int, default=3)
    given = arguments.parse_args()
    with sync_playwright() as playwright:
        rows = [visits(playwright, given.site, given.lesson) for _ in range(given.times)]
    print(f"{given.lesson}, median of {len(rows)} (least to most)")
    for name in rows[0]:
        values = sorted(row[name] for row in rows)
        print(f"  {name:46}{statistics.median(values):8.2f}   ({values[0]:.2f} to {values[-1]:.2f})")


if __name__ == "__main__":
    main()
