"""Handouts: each page fits its paper, says what its workbook asks for, and nothing that was filled in is lost."""

import os
import re

import pytest
import typer
from openpyxl import load_workbook
from typer.testing import CliRunner

from shopfloor.cli.kit_handouts import handouts as command
from shopfloor.grading.problem import Problem
from shopfloor.kit import pdf
from shopfloor.kit.handouts import chosen, handouts
from shopfloor.kit.handouts.make import make
from shopfloor.kit.handouts.number_sheets import PLAYS, SEED
from shopfloor.kit.handouts.paper import PAPERS, document
from shopfloor.kit.handouts.value_stream_symbols import GROUPS, SHAPES
from shopfloor.methods.hand_charts import THERBLIGS
from shopfloor.spreadsheets import read_form
from shopfloor.widgets.numbers_game.sheets import SHEETS, layout

NAMES = list(handouts())
# What of the page does not fit: (sheet, what, how much), in pixels.
DOES_NOT_FIT = """() => {
  const found = [];
  for (const sheet of document.querySelectorAll(".sheet")) {
    const name = sheet.querySelector("h1").textContent, edge = sheet.getBoundingClientRect();
    if (sheet.scrollHeight > sheet.clientHeight + 1) found.push([name, "too long", sheet.scrollHeight - sheet.clientHeight]);
    for (const one of sheet.querySelectorAll("*")) {
      const box = one.getBoundingClientRect();
      if (box.right > edge.right - 30 || box.bottom > edge.bottom - 30) found.push([name, one.tagName + " in the margin", box.right - edge.right]);
    }
    for (const cell of sheet.querySelectorAll("th, td, .field")) {
      if (cell.scrollWidth > cell.clientWidth + 1) found.push([name, cell.textContent, cell.scrollWidth - cell.clientWidth]);
    }
    for (const row of sheet.querySelectorAll("tbody tr")) {
      if (row.getBoundingClientRect().height < 15.1) found.push([name, "a row too low to write in", row.getBoundingClientRect().height]);
    }
    const parts = [...sheet.children].filter((part) => part.tagName !== "STYLE").map((part) => part.getBoundingClientRect());
    parts.slice(1).forEach((part, i) => { if (part.top < parts[i].bottom - 1) found.push([name, "parts on top of each other", i]); });
  }
  return found;
}"""


@pytest.fixture(scope="module")
def shown(chromium):
    """(handout, paper) -> its page in a browser, as it is printed; each is opened once."""
    context = chromium.new_context(viewport={"width": 1200, "height": 900})
    page, last = context.new_page(), [None]
    page.asked = []
    page.route("**/*", lambda route: (page.asked.append(route.request.url), route.abort()))

    def show(name, paper):
        if last[0] != (name, paper):
            page.set_content(document(handouts()[name], paper))
            page.emulate_media(media="print")
            last[0] = (name, paper)
        return page

    yield show
    context.close()


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("name", NAMES)
def test_every_sheet_fits_its_paper(name, paper, shown):
    page = shown(name, paper)
    assert page.evaluate(DOES_NOT_FIT) == []
    assert page.asked == []


@pytest.mark.parametrize("name", NAMES)
def test_the_page_is_accessible_and_can_be_scrolled_on_a_phone(name, shown, axe):
    page = shown(name, "letter")
    page.emulate_media(media="screen")
    page.set_viewport_size({"width": 400, "height": 800})
    assert axe(page) == []
    assert (
        page.evaluate("document.documentElement.scrollWidth") <= 400
    )  # the sheets scroll in a room of their own
    page.set_viewport_size({"width": 1200, "height": 900})
    page.emulate_media(media="print")


@pytest.mark.parametrize("name", NAMES)
def test_a_handout_names_its_workbook_and_the_workbook_opens(name, tmp_path):
    handout = handouts()[name]
    text = document(handout)
    (called,) = set(re.findall(r"to_excel\(&quot;(.+?)&quot;, &quot;my_\w+\.xlsx&quot;\)", text))
    assert called == handout.form and handout.name == name
    make(tmp_path, [name])
    assert len(read_form(tmp_path / f"{handout.stem}.xlsx")) == 0


def printed(texts):
    return sorted(int(one) for one in re.findall(r">(\d+)</text>", texts))


def test_the_number_sheets_are_those_of_the_widget_all_stages():
    sheets = handouts()["number_sheets"].sheets()[1:]
    assert {stage for stage, _play in PLAYS} == set(SHEETS)
    for sheet, (stage, play) in zip(sheets, PLAYS, strict=True):
        places = layout(stage, 20, SEED, play)
        assert printed(sheet.body) == sorted(one["value"] for one in places)
        assert set(range(1, 21)) <= set(printed(sheet.body))
        assert all(f'x="{one["x"]}" y="{one["y"]}"' in sheet.body for one in places)
    assert len({sheet.body for sheet in sheets}) == len(sheets)  # no two plays have the same places
    assert len(printed(sheets[0].body)) == 40 and len(printed(sheets[2].body)) == 20


def test_the_two_hand_chart_explains_every_therblig():
    text = document(handouts()["two_hand_chart"])
    assert all(f"<b>{one.symbol}</b> {one.name}" in text for one in THERBLIGS.values())


def test_every_symbol_is_drawn_and_explained_once():
    named = [name for rows in GROUPS.values() for name, _called, _words in rows]
    assert sorted(named) == sorted(SHAPES) and len(set(named)) == len(named)
    assert len(set(SHAPES.values())) == len(SHAPES)


def test_nothing_is_fetched_and_the_licence_is_named():
    for handout in handouts().values():
        text = document(handout)
        assert not re.search(r"(src|href)=|url\(|@import|<script", text)
        assert text.count("CC BY 4.0") == text.count('<section class="sheet')


# -- files ----------------------------------------------------------------------------------------------------


def without_browser(monkeypatch):
    monkeypatch.delenv("SHOPFLOOR_BROWSER", raising=False)
    monkeypatch.setattr(pdf.shutil, "which", lambda name: None)


def test_each_handout_is_printed_on_the_paper_asked_for(tmp_path):
    if pdf.browser() is None:
        (pytest.fail if os.environ.get("CI") else pytest.skip)("No Chromium found: install it to print.")
    paths = make(tmp_path / "new", ["value_stream_symbols"], "a4")
    assert [path.name for path in paths] == ["12_value_stream_symbols.pdf", "12_value_stream_symbols.xlsx"]
    content = paths[0].read_bytes()
    found = re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", content)
    assert [tuple(round(float(one)) for one in page) for page in found] == [
        (595, 842),
        (842, 595),
        (842, 595),
    ]
    make(tmp_path / "letter", ["downtime_log"])
    assert b"/MediaBox [0 0 792 612]" in (tmp_path / "letter" / "13_downtime_log.pdf").read_bytes()


def test_without_a_browser_the_pages_are_written_to_be_printed_by_hand(tmp_path, monkeypatch):
    without_browser(monkeypatch)
    paths = make(tmp_path, paper="a4")
    assert [path.suffix for path in paths] == [".html", ".xlsx"] * len(NAMES)
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(path.name for path in paths)
    assert paths[0].read_text("utf-8") == document(handouts()[NAMES[0]], "a4")
    assert "size: 210.0mm 297.0mm" in paths[0].read_text("utf-8")


def test_what_is_there_is_not_lost(tmp_path, monkeypatch, capsys):
    without_browser(monkeypatch)
    page, book = make(tmp_path, ["dice_rounds"])
    page.write_text("with my notes", encoding="utf-8")
    with pytest.raises(Problem, match=r"it is there already \(.*11_dice_rounds.html\). .*add --force"):
        make(tmp_path, ["dice_rounds"])
    assert page.read_text("utf-8") == "with my notes"
    workbook = load_workbook(book)
    workbook.active["B21"] = 6
    workbook.save(book)
    filled_in = book.read_bytes()
    again = make(tmp_path, ["dice_rounds"], force=True)
    assert page.read_text("utf-8") == document(handouts()["dice_rounds"])
    assert book.read_bytes() == filled_in and again[1].name == "11_dice_rounds 2.xlsx"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ({"names": ["a2"]}, "there is no handout called a2. Choose two_hand_chart, time_study"),
        ({"paper": "legal"}, "there is no paper called legal. Choose letter or a4"),
    ],
)
def test_a_wrong_name_writes_nothing(arguments, words, tmp_path):
    with pytest.raises(Problem, match=words):
        make(tmp_path / "out", **arguments)
    assert not (tmp_path / "out").exists()


def test_a_file_in_the_folders_place(tmp_path, monkeypatch):
    without_browser(monkeypatch)
    (tmp_path / "out").write_text("mine")
    with pytest.raises(Problem, match="this is a file and not a folder"):
        make(tmp_path / "out")


def test_chosen_keeps_the_order_asked_for():
    assert list(chosen(["a3", "time_study"])) == ["a3", "time_study"] and list(chosen([])) == NAMES


def test_the_command(tmp_path, monkeypatch):
    without_browser(monkeypatch)
    app = typer.Typer()
    app.command()(command)
    run = CliRunner().invoke(app, ["a3", "time_study", "--out", str(tmp_path / "out"), "--paper", "a4"])
    assert run.exit_code == 0, run.output
    lines = run.output.splitlines()
    assert [line.rpartition("/")[2] for line in lines[:4]] == [
        "15_a3.html", "15_a3.xlsx", "05_time_study.html", "05_time_study.xlsx",
    ]  # fmt: skip
    assert lines[4] == pdf.BY_HAND
    assert "210.0mm" in (tmp_path / "out" / "15_a3.html").read_text("utf-8")
