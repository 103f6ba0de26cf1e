"""From the platform's download to its own gradebook file: collected, graded, exported, read back.

The class is graded once; the files of the four platforms are made, after their code or other people's scripts.
"""

import csv
import io
import shutil
import warnings
import zipfile

import nbformat
import pandas as pd
import pytest

from shopfloor.grading import lms_columns
from shopfloor.grading.collect import collect
from shopfloor.grading.course_folder import CourseFolder
from shopfloor.grading.export import _write_new, export, grades
from shopfloor.grading.fill_in import fill_in
from shopfloor.grading.gradebook_file import from_bytes, read
from shopfloor.grading.lateness import late_hand_ins
from shopfloor.grading.nbgrader_course import open_gradebook
from shopfloor.grading.problem import Problem
from shopfloor.grading.run import grade

A = "a05_stopwatch_study"
# id, last name, first name, Canvas' number; two of them share a name.
CLASS = [
    ("asilva", "Silva", "Ana", 1234),
    ("sobrien", "O'Brien", "Siobhán", 1235),
    ("jmueller", "Müller", "Jörg", 1236),
    ("wang", "王", "小明", 1237),
    ("nali1", "Li", "Na", 1238),
    ("nali2", "Li", "Na", 1239),
    ("absent", '=HYPERLINK("http://x.example")', "Cy", 1240),
]
HEADS = "Student,ID,SIS User ID,SIS Login ID,Section"


def quoted(*cells):
    text = io.StringIO()
    csv.writer(text, lineterminator="").writerow(cells)
    return text.getvalue()


def canvas_file(label="a05 Stopwatch study", possible="20.00", marks=None, end="\n"):
    marks = marks or {}
    lines = [
        f"{HEADS},Quiz 1 (76),{label} (77),Assignments Current Score,Current Score",
        ",,,,,,Manual Posting,,",
        f"    Points Possible,,,,,10.00,{possible},(read only),(read only)",
        *(
            quoted(f"{last}, {first}", number, f"S{number}", student, "IET-1", "9.00", marks.get(student, ""), "90.00", "")
            for student, last, first, number in CLASS
        ),
        quoted("Student, Test", 99, "", "0f3a77", "IET-1", "", "", "", ""),
    ]  # fmt: skip
    return end.join([*lines, ""])


@pytest.fixture(scope="module")
def graded(template, released, right, tmp_path_factory):
    """The class, collected from a zip file of Canvas with Canvas' gradebook as roster, and graded."""
    folder = tmp_path_factory.mktemp("export")
    shutil.copytree(template, folder / "course")
    root = folder / "course" / "instructor"
    roster = folder / "canvas.csv"
    roster.write_text(canvas_file(), encoding="utf-8-sig")
    with zipfile.ZipFile(folder / "submissions.zip", "w") as archive:
        for number, (student, last, first, canvas) in enumerate(CLASS[:-1]):
            values = right(student)
            if number % 2:
                del values["a05_element_c"]
            text = nbformat.writes(fill_in(released, student, values, None, {"a05_note": "I disagree."}))
            name = "".join(sign for sign in (last + first).casefold() if sign.isalnum())
            late = "LATE_" if student == "wang" else ""
            archive.writestr(f"{name}_{late}{canvas}_{500 + number}_{A}.ipynb", text)
    found = collect(root, A, folder / "submissions.zip", roster, "2026-11-20 23:59")
    results = grade(root, A)
    assert [result.status for result in results] == ["graded"] * 6
    with open_gradebook(CourseFolder(root.parent)) as gradebook, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for student, points in (("asilva", 4), ("sobrien", 2.5), ("jmueller", 0), ("wang", 3), ("nali1", 1)):
            mark = gradebook.find_grade("a05_note", A, A, student)
            mark.manual_score, mark.needs_manual_grade = points, False
        gradebook.db.commit()
    return root, found


@pytest.fixture
def root(graded):
    return graded[0]


@pytest.fixture
def lms(tmp_path):
    """``lms(text or bytes)``: a file as the platform gave it."""

    def write(content, name="grades.csv"):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return write


SCORES = {"asilva": 20, "sobrien": 16.5, "jmueller": 16, "wang": 17, "nali1": 17}


def test_the_class_was_collected_by_its_names(graded):
    root, found = graded
    assert sorted(found.new) == sorted(student for student, *_ in CLASS[:-1])
    assert (found.left, found.late, found.column) == ([], ["wang"], "SIS Login ID")
    assert found.missing == ['absent (=HYPERLINK("http://x.example"), Cy)']
    with open_gradebook(CourseFolder(root.parent)) as gradebook:
        ana = gradebook.find_student("asilva")
        assert (ana.first_name, ana.last_name, ana.lms_user_id) == ("Ana", "Silva", "1234")
        late = {one.student_id for one in gradebook.assignment_submissions(A) if one.total_seconds_late > 0}
    assert late == {"wang"} == set(late_hand_ins(root, A))


def test_what_the_gradebook_says(root):
    found = grades(root, A)
    assert {student: one.score for student, one in found.items() if not one.waits} == SCORES
    assert found["nali2"].waits == "1 part waits for a mark by hand"
    assert found["nali2"].most == 20


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_canvas_read_back(root, lms, end, mark):
    given = mark + canvas_file(end=end).encode()
    path = lms(given)
    found = export(root, A, path)
    assert (found.file, found.column.header) == (
        path.with_name("grades-filled.csv"),
        "a05 Stopwatch study (77)",
    )
    assert found.waiting == {"nali2": "1 part waits for a mark by hand"}
    assert found.not_in_file == found.unclear == found.changed == []
    filled = found.file.read_bytes()
    assert path.read_bytes() == given
    # Byte for byte what Canvas would have written with these marks.
    numbers = {"asilva": "20", "sobrien": "16.5", "jmueller": "16", "wang": "17", "nali1": "17"}
    assert filled == mark + canvas_file(marks=numbers, end=end).encode()
    table = pd.read_csv(io.BytesIO(filled), skiprows=[1, 2], encoding="utf-8-sig").set_index("SIS Login ID")
    column = table["a05 Stopwatch study (77)"].dropna()
    assert column.to_dict() == SCORES


def test_marks_before_are_named_and_decisions_stay(root, lms):
    path = lms(canvas_file(marks={"asilva": "12.00", "wang": "EX", "nali1": "N/A", "jmueller": "16.00"}))
    found = export(root, A, path)
    assert (found.changed, found.decided) == (["asilva"], {"wang": "EX", "nali1": "N/A"})
    after = canvas_file(
        marks={"asilva": "20", "wang": "EX", "nali1": "N/A", "jmueller": "16", "sobrien": "16.5"}
    )
    assert found.file.read_text(encoding="utf-8") == after


def test_unread_work_goes_out_only_when_told(root, lms):
    found = export(root, A, lms(canvas_file()), unread=True)
    assert found.written["nali2"] == "14"
    assert found.waiting == {}


MOODLE = (
    '\ufeffIdentifier,"Full name","Email address",Status,Grade,"Maximum Grade","Grade can be changed",'
    '"Last modified (submission)","Feedback comments"\n'
    '"Participant 901","Ana Silva",asilva@college.example,"Submitted for grading",,20.00,Yes,'
    '"Friday, 20 November 2026, 11:59 PM",\n'
    '"Participant 902","Siobhán O\'Brien",sobrien@college.example,"Submitted for grading",,20.00,Yes,-,"=1+1"\n'
    '"Participant 903","Jörg Müller",jmueller@college.example,"Submitted for grading",,20.00,Yes,-,\n'
)


def test_the_grading_worksheet_of_moodle(root, lms):
    found = export(root, A, lms(MOODLE))
    expected = MOODLE
    for name, score in (("Ana Silva", "20"), ("Siobhán O'Brien", "16.5"), ("Jörg Müller", "16")):
        line = next(line for line in MOODLE.splitlines() if name in line)
        expected = expected.replace(line, line.replace(",,20.00", f",{score},20.00"))
    assert found.file.read_bytes().decode() == expected
    assert found.not_in_file == ["nali1", "nali2", "wang"]
    assert found.column.most == 20


def test_the_grade_export_of_moodle(root, lms):
    text = (
        'First name,Surname,"ID number",Institution,"Email address","Assignment: Stopwatch study (Real)",'
        '"Assignment: Stopwatch study (Percentage)","Course total (Real)","Last downloaded from this course"\n'
        "Ana,Silva,asilva,,a@x.example,-,-,50.00,1780000000\nNa,Li,,,n@x.example,-,-,50.00,1780000000\n"
    )
    found = export(root, A, lms(text), "Stopwatch study")
    assert found.file.read_text(encoding="utf-8") == text.replace("a@x.example,-,", "a@x.example,20,")
    assert [name for name, _ in found.unclear] == ["Na Li"]
    assert "could be nali1" in found.unclear[0][1]


def blackboard(asilva="", wang="Needs Grading"):
    return (
        '"Last Name"\t"First Name"\t"Username"\t"Student ID"\t"Last Access"\t"Availability"\t'
        '"Weighted Total [Total Pts: up to 0 Percentage] |11"\t"Stopwatch, week 5 [Total Pts: 20 Score] |12"\r\n'
        f'"Silva"\t"Ana"\t"asilva"\t"001"\t"2026-11-20 10:00:00"\t"Yes"\t""\t"{asilva}"\r\n'
        f'"王"\t"小明"\t"wang"\t"002"\t"2026-11-20 10:00:00"\t"Yes"\t""\t"{wang}"\r\n'
    )


def test_blackboards_tab_file_in_utf16(root, lms):
    path = lms(b"\xff\xfe" + blackboard().encode("utf-16-le"), "gc_download.xls")
    found = export(root, A, path, "Stopwatch, week 5")
    assert found.file.name == "gc_download-filled.xls"
    assert found.file.read_bytes() == b"\xff\xfe" + blackboard("20", "17").encode("utf-16-le")
    table = pd.read_csv(found.file, sep="\t", encoding="utf-16").set_index("Username")
    assert table["Stopwatch, week 5 [Total Pts: 20 Score] |12"].to_dict() == {"asilva": 20, "wang": 17}


def test_brightspace(root, lms):
    text = (
        "OrgDefinedId,Username,Last Name,First Name,Email,"
        "A05 Points Grade <Numeric MaxPoints:20 Weight:10 Category:Labs>,"
        "Final Calculated Points Grade <Numeric MaxPoints:100>,End-of-Line Indicator\r\n"
        "#001,#asilva,Silva,Ana,a@x.example,,50,#\r\n#002,#nali1,Li,Na,n@x.example,3,50,#\r\n"
    )
    found = export(root, A, lms(text))
    assert found.column.label == "A05"
    expected = text.replace("a@x.example,,", "a@x.example,20,").replace("n@x.example,3,", "n@x.example,17,")
    assert found.file.read_bytes().decode() == expected


def test_windows_1252_with_semicolons_and_decimal_commas(root, lms):
    text = "Nachname;Vorname;Username;Übung;Stopwatch study\r\nMüller;Jörg;jmueller;7,5;\r\nO'Brien;S;sobrien;8,25;\r\n"
    found = export(root, A, lms(text.encode("cp1252")), "stopwatch STUDY")
    expected = text.replace("7,5;", "7,5;16").replace("8,25;", "8,25;16,5")
    assert found.file.read_bytes() == expected.encode("cp1252")
    assert found.column.most is None


def test_points_that_differ_are_refused_or_scaled_when_told(root, lms):
    path = lms(canvas_file(possible="100.00"))
    with pytest.raises(Problem, match="worth 100 points, the assignment 20.*--percent"):
        export(root, A, path)
    assert sorted(one.name for one in path.parent.iterdir()) == ["grades.csv"]
    found = export(root, A, path, percent=True)
    assert found.written == {
        "asilva": "100",
        "sobrien": "82.5",
        "jmueller": "80",
        "wang": "85",
        "nali1": "85",
    }
    plain = lms("Username,Study\nsobrien,\n", "plain.csv")
    assert export(root, A, plain, "Study", percent=True).written == {"sobrien": "82.5"}


@pytest.mark.parametrize(
    ("label", "named", "words"),
    [
        (
            "Something else",
            None,
            "no column is called like a05_stopwatch_study; the columns are: Quiz 1 .76.; Some",
        ),
        ("Something else", "Quiz", None),
        ("Something else", "Nothing", "no column is called Nothing; the columns are: Quiz 1"),
        ("Something else", "ID", "no column is called ID"),
        ("Something else", "Current Score", "no column is called Current Score"),
    ],
)
def test_which_column(root, lms, label, named, words):
    path = lms(canvas_file(label))
    if words is None:
        with pytest.raises(Problem, match="Quiz 1 .76. is worth 10 points"):
            export(root, A, path, named)
        return
    with pytest.raises(Problem, match=words):
        export(root, A, path, named)
    assert not path.with_name("grades-filled.csv").exists()


@pytest.mark.parametrize(
    ("headers", "expected"),
    [
        (["a05_stopwatch_study (1)", "A05 (2)"], "a05_stopwatch_study (1)"),
        (["Stopwatch study (1)", "Stopwatch study, again (2)"], "Stopwatch study (1)"),
        (["Week 5: Stopwatch study (1)", "A5 (2)"], "Week 5: Stopwatch study (1)"),
        (["Lab A5 (1)", "Lab A15 (2)"], "Lab A5 (1)"),
        (["A05 part 1 (1)", "A05 part 2 (2)"], None),
        (["Study of stopwatches (1)", "Study (2)"], None),
    ],
)
def test_the_column_is_found_by_the_assignments_name(root, headers, expected):
    table = from_bytes(quoted("Student", "ID", "Section", *headers).encode() + b"\nx,1,s,,\n", "g.csv")
    if expected is None:
        with pytest.raises(Problem, match="column"):
            lms_columns.column(table, root, A)
    else:
        assert lms_columns.column(table, root, A).header == expected


def test_a_column_that_canvas_does_not_read(root, lms):
    with pytest.raises(Problem, match="read only"):
        export(root, A, lms(canvas_file(possible="(read only)")))


def test_nothing_is_ever_overwritten(root, lms, tmp_path):
    path = lms(canvas_file())
    with pytest.raises(Problem, match="exists already, and nothing is overwritten.*grades.csv"):
        export(root, A, path, out=path)
    export(root, A, path)
    filled = path.with_name("grades-filled.csv").read_bytes()
    with pytest.raises(Problem, match="exists already.*--out FILE"):
        export(root, A, path)
    assert path.with_name("grades-filled.csv").read_bytes() == filled
    with pytest.raises(Problem, match="no such folder"):
        export(root, A, path, out=tmp_path / "nowhere" / "x.csv")
    assert export(root, A, path, out=tmp_path / "x.csv").file == tmp_path / "x.csv"


def test_two_lines_that_could_be_one_student_stay_empty(root, lms):
    text = "Username,Name,Stopwatch study\nasilva,Ana Silva,\nasilva,Ana Silva,\nwang,x,\n"
    found = export(root, A, lms(text))
    assert found.unclear == [("asilva", "lines 2 and 3 of the file could be theirs")]
    assert found.written == {"wang": "17"}


def test_a_line_that_is_too_short_is_named(root, lms):
    found = export(root, A, lms("Username,Name,Stopwatch study\nasilva,Ana Silva\nwang,x,\nnali1,y,\n"))
    assert found.unclear == [("asilva", "their line in the file is too short")]


def test_nobody_of_the_class_in_the_file_writes_no_file(root, lms):
    path = lms("Username,Name,Stopwatch study\nx,X,\ny,Y,\n")
    found = export(root, A, path)
    assert found.file is None
    assert len(found.not_in_file) == 6
    assert [one.name for one in path.parent.iterdir()] == ["grades.csv"]


def test_work_handed_in_again_since_is_not_exported_silently(root, lms):
    notebook = root / "submitted" / "asilva" / A / f"{A}.ipynb"
    before = notebook.read_bytes()
    notebook.write_bytes(before + b"\n")
    try:
        assert (
            export(root, A, lms(canvas_file())).waiting["asilva"]
            == f"the hand-in or the key changed since it was graded: first shopfloor grade {A}"
        )
    finally:
        notebook.write_bytes(before)


def test_a_penalty_for_being_late_is_taken_off(root, lms):
    def penalty(points):
        with open_gradebook(CourseFolder(root.parent)) as gradebook, warnings.catch_warnings():
            warnings.simplefilter("ignore")
            gradebook.find_submission_notebook(A, A, "wang").late_submission_penalty = points
            gradebook.db.commit()

    for points, score in ((2.0, "15"), (50.0, "0")):
        penalty(points)
        try:
            assert export(root, A, lms(canvas_file(), f"{points}.csv")).written["wang"] == score
        finally:
            penalty(0.0)


def test_a_mark_for_a_text_that_was_changed_since_stays_here(root, lms):
    def look(wanted):
        with open_gradebook(CourseFolder(root.parent)) as gradebook, warnings.catch_warnings():
            warnings.simplefilter("ignore")
            gradebook.find_grade("a05_note", A, A, "asilva").needs_manual_grade = wanted
            gradebook.db.commit()

    look(True)
    try:
        found = export(root, A, lms(canvas_file()))
        assert "asilva" not in found.written
        assert found.waiting["asilva"].startswith("the text was changed after it was marked by hand")
        assert export(root, A, lms(canvas_file(), "all.csv"), unread=True).written["asilva"] == "20"
    finally:
        look(False)


def test_a_file_that_somebody_wrote_meanwhile_is_theirs(tmp_path):
    theirs = tmp_path / "grades-filled.csv"
    theirs.write_bytes(b"theirs")
    with pytest.raises(FileExistsError):
        _write_new(theirs, b"ours")
    assert theirs.read_bytes() == b"theirs"


def test_nothing_graded_yet(template, lms, tmp_path):
    shutil.copytree(template, tmp_path / "course")
    with pytest.raises(Problem, match=f"no marks for {A}.*[Gg]rade first"):
        export(tmp_path / "course" / "instructor", A, lms(canvas_file()))


def test_the_filled_file_is_a_roster_again(root, lms):
    """What was written is still the table that it was."""
    found = export(root, A, lms(canvas_file()))
    assert read(found.file).headers == read(lms(canvas_file())).headers
