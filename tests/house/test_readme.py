"""Every command, link and file name in the pages for people is real."""

import re
import shlex

import pytest
import typer

from shopfloor.cli.app import app

PAGES = ("README.md", "CONTRIBUTING.md")
ROOMS = ("notebooks/", "assignments/", "datasets/", "instructor/", "src/", "tests/", "benchmarks/", ".ci/")
# Made by working with the course, so not there in a fresh clone.
MADE = (
    "instructor/gradebook",
    "instructor/submitted",
    "instructor/autograded",
    "instructor/feedback",
    "instructor/report",
)


@pytest.fixture(scope="module")
def commands():
    """{name: click command} of the command line."""
    return typer.main.get_command(app).commands


@pytest.fixture(params=PAGES)
def page(request, root):
    return (root / request.param).read_text(encoding="utf-8")


def code(page):
    """Every piece of code of a page: the lines of blocks and what stands between backticks."""
    blocks = re.findall(r"```\w*\n(.*?)```", page, re.DOTALL)
    rest = re.sub(r"```.*?```", "", page, flags=re.DOTALL)
    return [line.strip() for block in blocks for line in block.splitlines()] + re.findall(
        r"`([^`\n]+)`", rest
    )


def test_every_link_leads_to_a_file_or_a_heading(page, root):
    headings = {
        re.sub(r"[^\w\- ]", "", line.lstrip("# ").lower()).strip().replace(" ", "-")
        for line in page.splitlines()
        if line.startswith("#")
    }
    for target in re.findall(r"\]\(([^)\s]+)\)", page):
        if target.startswith("#"):
            assert target[1:] in headings, target
        elif not target.startswith("https://"):
            assert (root / target.split("#")[0]).exists(), target


def test_every_file_that_is_named_exists(page, root):
    for text in code(page):
        for word in text.split():
            word = word.strip("`'\"(),:;").split("::")[0]
            if (
                word.startswith(ROOMS)
                and not word.startswith(MADE)
                and not re.search(r"[A-Z]{4,}|[*<>{}\u2026]", word)
            ):
                assert (root / word).exists(), word


def test_every_command_is_one_that_the_command_line_has(page, commands):
    found = 0
    for text in code(page):
        for piece in re.split(r"&&|;|\|", re.sub(r"\s+#.*$", "", text)):
            words = shlex.split(piece, posix=False)
            if (
                not words
                or not re.fullmatch(r"(\.venv[/\\](bin|Scripts)[/\\])?shopfloor(\.exe)?", words[0])
                or len(words) < 2
            ):
                continue
            found += 1
            assert words[1] in commands, piece
            command, rest = commands[words[1]], words[2:]
            if hasattr(command, "commands"):
                assert rest and rest[0] in command.commands, piece
                command = command.commands[rest[0]]
            options = {
                name for parameter in command.params for name in (*parameter.opts, *parameter.secondary_opts)
            }
            used = {word.split("=")[0] for word in words[2:] if word.startswith("--")}
            assert used <= options | {"--help"}, piece
    assert found


def test_every_make_target_exists(page, root):
    targets = set(re.findall(r"^([a-z]+):", (root / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    used = {match for text in code(page) for match in re.findall(r"^make ([a-z]+)", text)}
    assert used and used <= targets


def test_every_option_of_a_command_is_explained(commands):
    within = {
        f"{name} {inner}": one
        for name, command in commands.items()
        for inner, one in getattr(command, "commands", {}).items()
    }
    for name, command in (commands | within).items():
        assert command.help, name
        for parameter in command.params:
            assert getattr(parameter, "help", None), f"shopfloor {name}: {parameter.name}"


def test_the_map_of_lessons_is_the_folder(root):
    rows = re.findall(r"^\| (\d\d) \|(.*)$", (root / "README.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert [number for number, _rest in rows] == [f"{number:02}" for number in range(16)]
    lessons = {path.name[:2]: path.name for path in (root / "notebooks").glob("*.ipynb")}
    for number, rest in rows:
        planned = "planned" in rest
        assert planned != (number in lessons), f"lesson {number}"
        if not planned:
            assert f"(notebooks/{lessons[number]})" in rest
            for assignment in re.findall(r"assignments/(\w+)", rest):
                assert (root / "instructor" / "source" / assignment).is_dir()


def test_the_minutes_in_the_map_are_the_lessons_own(root):
    rows = re.findall(
        r"\(notebooks/(\S+?)\) \|[^|]*\| (\d+)", (root / "README.md").read_text(encoding="utf-8")
    )
    assert rows
    for name, minutes in rows:
        assert f"**{minutes} minutes**" in (root / "notebooks" / name).read_text(encoding="utf-8"), name
