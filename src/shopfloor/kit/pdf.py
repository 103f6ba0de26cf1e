"""HTML to PDF through a browser that is on this machine: Chromium, Chrome or Edge."""

import os
import shutil
import subprocess
import sys
import tempfile
from html import escape
from pathlib import Path

from shopfloor.charts import typeface
from shopfloor.grading.problem import Problem

NAMES = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "msedge",
    "microsoft-edge",
    "microsoft-edge-stable",
)
PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
)
WINDOWS = (r"Google\Chrome\Application\chrome.exe", r"Microsoft\Edge\Application\msedge.exe")
WINDOWS_FOLDERS = ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA")
SECONDS = 120
FONTS = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig><include ignore_missing="yes">{system}</include><dir>{course}</dir></fontconfig>
"""
BY_HAND = "No Chromium, Chrome or Edge was found: open the pages in your browser and print them from there."


def browser():
    """The path of a browser that can print, or None. ``SHOPFLOOR_BROWSER`` names another one."""
    chosen = os.environ.get("SHOPFLOOR_BROWSER")
    if chosen:
        found = shutil.which(chosen)
        if not found:
            raise Problem(
                "the browser that SHOPFLOOR_BROWSER names is not there",
                file=chosen,
                remedy="correct or unset it",
            )
        return found
    windows = [
        str(Path(os.environ[folder], name))
        for folder in WINDOWS_FOLDERS
        if os.environ.get(folder)
        for name in WINDOWS
    ]
    return next((found for name in (*NAMES, *PLACES, *windows) if (found := shutil.which(name))), None)


def _with_the_courses_font(folder):
    """What the browser's environment needs, so that a sheet fills its page and no more on a Linux machine
    without the fonts that sheets ask for. Elsewhere Arial, of the same widths, is part of the system."""
    if sys.platform != "linux":
        return {}
    file = folder / "fonts.conf"
    system = os.environ.get("FONTCONFIG_FILE", "/etc/fonts/fonts.conf")
    file.write_text(
        FONTS.format(system=escape(system), course=escape(str(typeface.FOLDER))), encoding="utf-8"
    )
    return {"FONTCONFIG_FILE": str(file)}


def to_pdf(html: Path, pdf: Path) -> bool:
    """Print an HTML file: True if ``pdf`` was written, False if this machine has no browser for it.

    Paper and margins are what the page's own ``@page`` rule says; nothing is fetched, whatever the page asks
    for, and no header or footer is added. ``pdf`` is the old file or the whole new one at every moment. A browser
    that fails, or takes longer than two minutes, is a Problem.
    """
    program = browser()
    if program is None:
        return False
    html, pdf = Path(html).resolve(), Path(pdf).resolve()
    if not html.is_file():
        raise Problem("there is no such page to print", file=html, remedy="write it first")
    # Beside the target: a browser in a sandbox of its own may see the home folder, but not the system's /tmp.
    with (
        tempfile.TemporaryDirectory(prefix="printing-", dir=pdf.parent) as beside,
        tempfile.TemporaryDirectory(prefix="shopfloor-browser-", ignore_cleanup_errors=True) as profile,
    ):
        made = Path(beside, "printed.pdf")
        command = [
            program,
            "--headless",
            "--disable-gpu",
            "--no-first-run",
            "--no-default-browser-check",
            "--disable-extensions",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--disable-dev-shm-usage",
            "--host-resolver-rules=MAP * ~NOTFOUND",
            f"--user-data-dir={profile}",
            "--no-pdf-header-footer",
            "--print-to-pdf-no-header",  # the same in older versions
            f"--print-to-pdf={made}",
        ]
        if sys.platform == "linux" and os.geteuid() == 0:
            command.append("--no-sandbox")  # Chromium refuses to run as root without it
        try:
            run = subprocess.run(
                [*command, html.as_uri()],
                capture_output=True,
                timeout=SECONDS,
                stdin=subprocess.DEVNULL,
                env={**os.environ, **_with_the_courses_font(Path(beside))},
            )
        except subprocess.TimeoutExpired:
            raise Problem(
                f"the browser took longer than {SECONDS} seconds to print it",
                file=html.name,
                remedy="open the page in your browser and print it from there",
            ) from None
        except OSError as problem:
            raise Problem(
                f"the browser does not start: {problem.strerror}",
                file=program,
                remedy="name one in SHOPFLOOR_BROWSER",
            ) from problem
        if not made.is_file() or made.read_bytes()[:5] != b"%PDF-":
            said = run.stderr.decode("utf-8", "replace").strip().splitlines()
            raise Problem(
                f"the browser did not print it: {said[-1] if said else f'it ended with {run.returncode}'}",
                file=html.name,
                remedy="open the page in your browser and print it from there",
            )
        os.replace(made, pdf)
    return True
