"""Classroom companions: the made numbers go into the form, the form into the lesson, and the text says what comes
out."""

import contextlib
import csv
import io
import os
import re
from pathlib import Path

import pytest
from openpyxl import load_workbook

from shopfloor.kit.handouts import handouts
from shopfloor.spreadsheets import to_excel

FOLDER = Path(__file__).parents[2] / "instructor" / "companions"
MADE = FOLDER / "made"
# Companion -> (form, its workbook in the text, the made numbers that are typed into it).
GAMES = {
    "paper_airplanes": [("parts", "my_planes.xlsx", ["paper_airplanes.csv"])],
    "dice": [("dice line", "my_dice.xlsx", ["dice.csv"]), ("dice line", "my_steady_dice.xlsx", ["dice_steady.csv"])],
    "cards": [("ratings", "my_ratings.xlsx", ["cards_rounds.csv", "cards.csv"])],
    "five_s": [("numbers game", "my_plays.xlsx", ["five_s.csv"])],
}  # fmt: skip


def text_of(name):
    return (FOLDER / f"{name}.md").read_text("utf-8")


def block(text, language):
    (found,) = re.findall(rf"```{language}\n(.*?)```", text, re.DOTALL)
    return found


def rows_of(name):
    with open(MADE / name, encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def type_in(path, tables):
    """Types tables into the form, each below the line of its headings, as a person would."""
    workbook = load_workbook(path)
    sheet = workbook.active
    for table in tables:
        headings, *lines = rows_of(table)
        (heading,) = [row for row in sheet.iter_rows() if set(headings) <= {cell.value for cell in row}]
        places = {cell.value: cell.column for cell in heading}
        for down, line in enumerate(lines, start=1):
            for words, value in zip(headings, line, strict=True):
                number = re.fullmatch(r"-?\d+(\.\d+)?", value)
                sheet.cell(heading[0].row + down, places[words], float(value) if number else value)
    workbook.save(path)


@pytest.fixture(scope="module")
def results(tmp_path_factory):
    """Companion -> what its lines of Python print, in a folder with the forms filled in."""
    found, here = {}, Path.cwd()
    for name, forms in GAMES.items():
        os.chdir(tmp_path_factory.mktemp(name))
        try:
            for form, path, tables in forms:
                to_excel(form, path)
                type_in(path, tables)
            with contextlib.redirect_stdout(io.StringIO()) as out:
                exec(block(text_of(name), "python"), {})
            found[name] = out.getvalue()
        finally:
            os.chdir(here)
    return found


@pytest.mark.parametrize("name", GAMES)
def test_the_form_loads_into_the_lesson_and_gives_what_the_text_says(name, results):
    assert results[name] == block(text_of(name), "text")


@pytest.mark.parametrize("name", GAMES)
def test_what_is_said_at_the_end_rests_on_these_numbers(name, results):
    """Numbers with decimals in the talk stand in the result, or follow from two of them."""
    talk = text_of(name).partition("## What to say at the end")[2]
    given = {"3.5": "mean of a die"}
    for number in re.findall(r"\d+\.\d+", talk):
        assert number in results[name] or number in given, number


@pytest.mark.parametrize("name", GAMES)
def test_the_steps_take_the_minutes_that_are_promised(name):
    text = text_of(name)
    promised = int(re.search(r"\*\*Minutes:\*\* (\d+)", text)[1])
    steps = text.partition("## Steps")[2].partition("## The form")[0]
    assert sum(int(one) for one in re.findall(r"^\| (\d+) \|", steps, re.MULTILINE)) == promised
    assert promised <= 45
    (row,) = [line for line in text_of("README").splitlines() if f"({name}.md)" in line]
    assert f"| {promised} |" in row


@pytest.mark.parametrize("name", GAMES)
def test_handout_form_and_lesson_are_there(name, root_of_course):
    text = text_of(name)
    (handout,) = set(re.findall(r"handout `(\w+)`", text, re.IGNORECASE))
    made = handouts()[handout]
    assert f'to_excel("{made.form}", "{GAMES[name][0][1]}")' in text and made.form == GAMES[name][0][0]
    lesson, title = re.search(r"For lesson (\d\d), \*(.+?)\*", text.replace("\n", " ")).groups()
    assert lesson == made.lesson
    (notebook,) = (root_of_course / "notebooks").glob(f"{lesson}_*.ipynb")
    assert f"# {title}" in notebook.read_text("utf-8")
    readme = next(line for line in text_of("README").splitlines() if f"({name}.md)" in line)
    assert f"`{handout}`" in readme and f'`"{made.form}"`' in readme and f" {lesson}, " in readme


@pytest.fixture
def root_of_course():
    return FOLDER.parents[1]


def test_every_companion_is_listed_and_all_made_numbers_are_used():
    assert {path.stem for path in FOLDER.glob("*.md")} == {*GAMES, "README"}
    used = {table for forms in GAMES.values() for _form, _path, tables in forms for table in tables}
    assert {path.name for path in MADE.iterdir()} == used
    assert "made up for this course" in text_of("README")


def test_the_steady_die_has_the_same_luck():
    luck, steady = rows_of("dice.csv"), rows_of("dice_steady.csv")
    assert luck[0] == steady[0] and len(luck) == 21
    for rolls, read in zip(luck[1:], steady[1:], strict=True):
        assert [3 if int(one) < 4 else 4 for one in rolls] == [int(one) for one in read]
    for table in (luck, steady):  # no station is luckier than another: twenty times 3.5
        assert [sum(map(int, station)) for station in zip(*table[1:], strict=True)] == [70] * 5


def test_the_gain_of_group_b_in_words(results):
    """Four tenths less time, practice an eighth: the percentages in the talk."""
    talk = text_of("five_s")
    practice, both, order = (float(line.split()[-1]) for line in results["five_s"].splitlines())
    for share in (1 - both, 1 - practice, order):
        assert f"{100 * share:.0f} %" in talk


def test_a_third_of_the_time(results):
    batches, one = (float(line.split()[-3]) for line in results["paper_airplanes"].splitlines()[:2])
    assert one / batches == pytest.approx(1 / 3, abs=0.05)
