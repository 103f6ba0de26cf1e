"""Trouble that a person can mend: one line with file and remedy, exit status 2, nothing written."""

import pytest

from shopfloor.cli import main

COMMANDS = {
    "collect": ["collect", "ASSIGNMENT", "FOLDER"],
    "grade": ["grade", "ASSIGNMENT"],
    "feedback": ["feedback", "ASSIGNMENT"],
    "report": ["report", "ASSIGNMENT"],
    "export": ["export", "ASSIGNMENT", "FOLDER"],
    "demo": ["demo", "FOLDER/demo", "--no-open", "--assignment", "ASSIGNMENT"],
}


def run(command, assignment, folder, *more):
    names = {"ASSIGNMENT": assignment, "FOLDER": str(folder), "FOLDER/demo": str(folder / "demo")}
    with pytest.raises(SystemExit) as stopped:
        main([names.get(word, word) for word in COMMANDS[command]] + list(more))
    return stopped.value.code


def one_line(capsys):
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith("shopfloor: ")
    assert len(said.err.splitlines()) == 1
    return said.err


def everything(folder):
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture
def hand_ins(tmp_path):
    folder = tmp_path / "hand_ins"
    folder.mkdir()
    (folder / "ana.ipynb").write_text("{}", encoding="utf-8")
    return folder


@pytest.mark.parametrize("command", COMMANDS)
def test_no_course(command, tmp_path, hand_ins, monkeypatch, capsys):
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path / "elsewhere")
    assert run(command, "a01_tiny", hand_ins) == 2
    assert "no Shop Floor course here" in one_line(capsys)
    assert list((tmp_path / "elsewhere").iterdir()) == []


@pytest.mark.parametrize("command", COMMANDS)
def test_a_course_folder_that_is_not_there(command, small_course, hand_ins, capsys):
    assert run(command, "a01_tiny", hand_ins, "--course-dir", "nowhere") == 2
    assert "there is no such folder (nowhere)" in one_line(capsys)


@pytest.mark.parametrize("command", COMMANDS)
def test_an_unknown_assignment(command, small_course, hand_ins, capsys):
    before = everything(small_course.root)
    assert run(command, "a1_tiny", hand_ins) == 2
    line = one_line(capsys)
    assert "no assignment called a1_tiny" in line
    assert "Did you mean a01_tiny?" in line
    assert everything(small_course.root) == before
    assert [path.name for path in hand_ins.iterdir()] == ["ana.ipynb"]


@pytest.mark.parametrize("command", ["grade", "feedback", "report"])
def test_a_configuration_without_the_marking_steps(command, small_course, capsys):
    """The small course's configuration is nbgrader's own: it would mark nothing, and that is said."""
    before = everything(small_course.root)
    assert run(command, "a01_tiny", small_course.root) == 2
    assert "the step Repair is missing from c.Autograde.sanitize_preprocessors" in one_line(capsys)
    assert everything(small_course.root) == before


@pytest.mark.parametrize("command", ["grade", "feedback", "report"])
def test_a_configuration_that_does_not_load(command, small_course, capsys):
    (small_course.instructor / "nbgrader_config.py").write_text("import not_there", encoding="utf-8")
    assert run(command, "a01_tiny", small_course.root) == 2
    line = one_line(capsys)
    assert "ModuleNotFoundError" in line
    assert "nbgrader_config.py" in line


def test_the_demonstration_touches_no_folder_in_use(small_course, hand_ins, capsys):
    (hand_ins / "demo").mkdir()
    (hand_ins / "demo" / "mine.txt").write_text("mine", encoding="utf-8")
    assert run("demo", "a01_tiny", hand_ins) == 2
    assert "this folder is not empty" in one_line(capsys)
    assert [path.name for path in (hand_ins / "demo").iterdir()] == ["mine.txt"]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["grade"], "Missing argument"),
        (["grade", "a01_tiny", "--nope"], "No such option"),
        (["lab", "--port", "abc"], "--port"),
        (["grde"], "No such command"),
        (["collect", "a01_tiny", "my", "downloads.zip"], 'in quotes, as in "my downloads'),
    ],
)
def test_what_was_typed_wrongly_is_said_in_one_line(arguments, words, capfd):
    with pytest.raises(SystemExit) as stopped:
        main(arguments)
    said = capfd.readouterr().err.strip()
    assert stopped.value.code == 2
    assert words in said and "--help" in said and "\n" not in said
