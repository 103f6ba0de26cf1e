"""Handouts as files: each as a PDF to print and as a workbook with live formulas."""

import tempfile
from pathlib import Path

from shopfloor.grading.problem import Problem
from shopfloor.grading.whole_files import write_whole
from shopfloor.kit.handouts import chosen
from shopfloor.kit.handouts.paper import document
from shopfloor.kit.pdf import browser, to_pdf
from shopfloor.spreadsheets import to_excel


def make(out, names=(), paper="letter", force=False):
    """Write the handouts into the folder ``out``, which is made if need be; the paths written.

    Each gives a PDF (an HTML page where this machine has no browser that prints) and a workbook. A page that is
    there is replaced with ``force`` only; a workbook that was filled in is never replaced: the blank one goes
    beside it.
    """
    out, wanted = Path(out), chosen(names)
    pages = {name: document(handout, paper) for name, handout in wanted.items()}
    ending = ".pdf" if browser() else ".html"
    if out.exists() and not out.is_dir():
        raise Problem("this is a file and not a folder", file=out, remedy="name a folder for the handouts")
    there = [place for one in wanted.values() if (place := out / f"{one.stem}{ending}").exists()]
    if there and not force:
        raise Problem(
            f"{len(there)} of these handouts are there already" if len(there) > 1 else "it is there already",
            file=there[0],
            remedy="name another folder, or add --force to print them anew",
        )
    out.mkdir(parents=True, exist_ok=True)
    written = []
    with tempfile.TemporaryDirectory(prefix="printing-", dir=out) as beside:
        for name, handout in wanted.items():
            page, place = Path(beside, f"{handout.stem}.html"), out / f"{handout.stem}{ending}"
            page.write_text(pages[name], encoding="utf-8")
            if ending == ".html" or not to_pdf(page, place):
                write_whole(place, pages[name].encode())
            written += [place, to_excel(handout.form, out / f"{handout.stem}.xlsx")]
    return written
