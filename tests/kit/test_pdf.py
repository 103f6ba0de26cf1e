"""HTML to PDF through the machine's browser: what is printed, and what happens when it cannot be."""

import http.server
import os
import re
import stat
import threading
import zlib

import pytest

from shopfloor.grading.problem import Problem
from shopfloor.kit import pdf
from shopfloor.kit.pdf import browser, to_pdf


@pytest.fixture
def printer():
    """The browser that is here; under CI there must be one."""
    if browser() is None:
        (pytest.fail if os.environ.get("CI") else pytest.skip)("No Chromium found: install it to print.")


@pytest.fixture
def page(tmp_path):
    def write(body, style="@page { size: 210mm 297mm; margin: 0 } section { break-after: page }"):
        path = tmp_path / "page.html"
        path.write_text(
            f'<!doctype html><html lang="en"><meta charset="utf-8"><title>A form</title>'
            f"<style>{style}</style><body>{body}</body></html>",
            encoding="utf-8",
        )
        return path

    return write


def fake_browser(tmp_path, monkeypatch, lines):
    program = tmp_path / "browser.sh"
    program.write_text("#!/bin/sh\n" + lines + "\n")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("SHOPFLOOR_BROWSER", str(program))
    return program


def sizes(path):
    found = re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", path.read_bytes())
    return [(round(float(width)), round(float(height))) for width, height in found]


def test_the_pages_own_paper_is_printed(printer, page, tmp_path):
    out = tmp_path / "form é.pdf"
    assert to_pdf(page("<section>one</section><h1>two</h1>"), out) is True
    assert sizes(out) == [(595, 842), (595, 842)]
    content = out.read_bytes()
    assert b"/Title (A form)" in content
    assert b"/StructTreeRoot" in content and b"/Lang (en)" in content  # tagged, for whoever listens to it
    assert sorted(path.name for path in tmp_path.iterdir()) == ["form é.pdf", "page.html"]


def test_no_header_or_footer_is_added_where_the_margin_has_room_for_one(printer, page, tmp_path):
    def letters_drawn(body):
        """Whether a font is chosen anywhere in the PDF."""
        out = tmp_path / "margins.pdf"
        assert to_pdf(page(body, "@page { size: a4; margin: 30mm }"), out)
        streams = re.findall(rb"stream\r?\n(.*?)\r?\nendstream", out.read_bytes(), re.DOTALL)
        return any(b" Tf" in zlib.decompress(one) for one in streams if one[:1] == b"x")

    assert not letters_drawn("<div style='height: 5cm'></div>")
    assert letters_drawn("words")


def test_nothing_is_fetched_while_printing(printer, page, tmp_path):
    asked = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            asked.append(self.path)
            self.send_response(404)
            self.end_headers()

        def log_message(self, *_):
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        port = server.server_address[1]
        pictures = "".join(f'<img src="http://{host}:{port}/x.png">' for host in ("127.0.0.1", "localhost"))
        assert to_pdf(page(pictures), tmp_path / "a.pdf")
        server.shutdown()
    assert asked == []


def test_without_a_browser_nothing_is_written(page, tmp_path, monkeypatch):
    monkeypatch.delenv("SHOPFLOOR_BROWSER", raising=False)
    monkeypatch.setattr(pdf.shutil, "which", lambda name: None)
    assert to_pdf(page("x"), tmp_path / "a.pdf") is False
    assert [path.name for path in tmp_path.iterdir()] == ["page.html"]


def test_chrome_is_found_where_windows_keeps_it(tmp_path, monkeypatch):
    place = tmp_path / pdf.WINDOWS[0]
    monkeypatch.delenv("SHOPFLOOR_BROWSER", raising=False)
    monkeypatch.setenv("PROGRAMFILES", str(tmp_path))
    monkeypatch.setattr(pdf.shutil, "which", lambda name: name if name == str(place) else None)
    assert browser() == str(place)


def test_a_browser_that_was_named_and_is_not_there(page, tmp_path, monkeypatch):
    monkeypatch.setenv("SHOPFLOOR_BROWSER", str(tmp_path / "nothing"))
    with pytest.raises(Problem, match="the browser that SHOPFLOOR_BROWSER names is not there"):
        to_pdf(page("x"), tmp_path / "a.pdf")


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        ("echo first >&2; echo no display >&2; exit 1", "the browser did not print it: no display"),
        ("exit 0", "the browser did not print it: it ended with 0"),
        ('for a; do case $a in --print-to-pdf=*) echo oops > "${a#*=}";; esac; done', "did not print it"),
        ("sleep 20", "took longer than 1 seconds"),
    ],
)
def test_a_browser_that_fails_leaves_the_old_pdf_as_it_was(lines, words, page, tmp_path, monkeypatch):
    monkeypatch.setattr(pdf, "SECONDS", 1)
    out = tmp_path / "out" / "a.pdf"
    out.parent.mkdir()
    out.write_bytes(b"%PDF-old")
    fake_browser(tmp_path, monkeypatch, lines)
    with pytest.raises(Problem, match=words) as caught:
        to_pdf(page("x"), out)
    assert "page.html" in str(caught.value) and "print it from there" in str(caught.value)
    assert out.read_bytes() == b"%PDF-old" and len(list(out.parent.iterdir())) == 1


def test_a_new_pdf_takes_the_old_ones_place(page, tmp_path, monkeypatch):
    out = tmp_path / "a.pdf"
    out.write_bytes(b"%PDF-old")
    fake_browser(
        tmp_path,
        monkeypatch,
        'for a; do case $a in --print-to-pdf=*) printf %s %PDF-new > "${a#*=}";; esac; done',
    )
    assert to_pdf(page("x"), out)
    assert out.read_bytes() == b"%PDF-new"


def test_a_page_that_is_not_there(page, tmp_path, monkeypatch):
    fake_browser(tmp_path, monkeypatch, "exit 0")
    with pytest.raises(Problem, match="there is no such page to print.*none.html"):
        to_pdf(tmp_path / "none.html", tmp_path / "a.pdf")
