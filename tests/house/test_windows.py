"""What a Windows computer needs of the course, as far as another system can tell.

Nobody runs these tests on Windows. Here Python is kept from the modules that exist on Unix systems only, and the names
of all files are held against what Windows can store.
"""

import re
import subprocess
import sys
import textwrap

import pytest

from shopfloor.grading.course_folder import CourseFolder
from shopfloor.grading.student_copy import files_for_students

# In the library's documentation under "Availability: Unix".
UNIX_ONLY = ("fcntl", "grp", "pty", "pwd", "resource", "spwd", "syslog", "termios")
WITHOUT = f"""
import sys
for name in {UNIX_ONLY!r}:
    sys.modules[name] = None
"""
CELLS = """
import os, tempfile
from pathlib import Path
import nbformat
from IPython.core.interactiveshell import InteractiveShell
notebook = nbformat.read(sys.argv[1], as_version=4)
os.chdir(Path(sys.argv[1]).parent)
shell = InteractiveShell.instance()
for cell in notebook.cells:
    if cell.cell_type == "code":
        result = shell.run_cell(cell.source)
        problem = result.error_in_exec or result.error_before_exec
        if problem and type(problem).__name__ != "NotReady":
            sys.exit(f"{cell.id}: {problem!r}")
print("ran")
"""
# Reserved names and characters: Microsoft, "Naming Files, Paths, and Namespaces".
_DEVICES = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)
_FORBIDDEN = re.compile(r'[<>:"\\|?*\x00-\x1f]|[. ]$')
LONGEST = 260  # characters of a whole path, where nobody has switched longer ones on
FOLDER = 85  # a home folder with a long name, Documents, a class's folder, and the copy's own name


def without_unix(code, home, *arguments):
    """Runs Python code where no Unix module can be imported, with a home folder of its own."""
    return subprocess.run(
        [sys.executable, "-c", WITHOUT + textwrap.dedent(code), *map(str, arguments)],
        capture_output=True,
        text=True,
        timeout=300,
        env={"PATH": "", "HOME": str(home), "MPLBACKEND": "agg", "SHOPFLOOR_STUDENT": "ana"},
    )


@pytest.mark.parametrize(
    "command",
    [["lab", "--help"], ["doctor"], ["collect", "--help"], ["report", "--help"], ["backup", "--help"]],
)
def test_commands_start_without_unix(root, tmp_path, command):
    done = without_unix(
        f"""
        sys.argv = ["shopfloor", *{command!r}]
        from shopfloor.cli import main
        main()
        """,
        tmp_path,
    )
    assert done.returncode in (0, 1), done.stderr
    assert "Traceback" not in done.stderr + done.stdout
    assert done.stdout.strip()


@pytest.mark.parametrize(
    "notebook",
    ["notebooks/05_stopwatch_study.ipynb", "assignments/a05_stopwatch_study/a05_stopwatch_study.ipynb"],
)
def test_a_lesson_and_its_assignment_run_without_unix(root, tmp_path, notebook):
    copy = tmp_path / "here" / (root / notebook).name
    copy.parent.mkdir()
    for file in (root / notebook).parent.iterdir():
        if file.suffix in (".ipynb", ".json") and (file.name == copy.name or file.suffix == ".json"):
            (copy.parent / file.name).write_bytes(file.read_bytes())
    done = without_unix(CELLS, tmp_path, copy)
    assert done.returncode == 0, done.stderr[-2000:]
    assert done.stdout.rstrip().endswith("ran")


def test_windows_can_store_every_file_that_students_get(root):
    names = files_for_students(CourseFolder(root))
    assert len(names) > 500
    cannot = [
        name
        for name in names
        if any(_DEVICES.fullmatch(part) or _FORBIDDEN.search(part) for part in name.split("/"))
        or FOLDER + len(name) >= LONGEST
    ]
    assert cannot == []
    assert len({name.casefold() for name in names}) == len(names), "two names that differ in capitals only"
