"""Collecting from what Canvas, Moodle, Blackboard and Brightspace give to download. All of it is made."""

import io
import os
import time
import zipfile
from datetime import UTC, datetime, timedelta

import pytest

from shopfloor.grading import hand_in_record
from shopfloor.grading.class_list import add, due_date, people
from shopfloor.grading.collect import collect
from shopfloor.grading.course_folder import CourseFolder
from shopfloor.grading.lateness import late_hand_ins, read_due
from shopfloor.grading.nbgrader_course import open_gradebook
from shopfloor.grading.problem import Problem
from shopfloor.grading.roster import Person

A = "a05_stopwatch_study"
OLD = 1_000_000_000  # a time in 2001
CANVAS = """\
Student,ID,SIS User ID,SIS Login ID,Section,Week 5 (77)
    Points Possible,,,,,20
"Silva, Ana",1234,S1,asilva,IET-1,
"O'Brien ""Shiv"", Siobhán",1235,S2,sobrien,IET-1,
"Li, Na",1238,S5,nali1,IET-1,
"Li, Na",1239,S6,nali2,IET-1,
王小明,1240,S7,wang,IET-1,
"""


@pytest.fixture(params=["folder", "zip", "folder in a folder"])
def download(request, tmp_path):
    """``download({path: text or (text, time)})``: as a folder, as the zip file itself, or unpacked one deeper."""
    return made(tmp_path, request.param)


@pytest.fixture
def as_zip(tmp_path):
    return made(tmp_path, "zip")


def made(tmp_path, way):
    def write(files):
        folder = tmp_path / "Week 5 Download"
        inner = folder / "inner" if way == "folder in a folder" else folder
        for number, (name, content) in enumerate(files.items()):
            text, when = content if isinstance(content, tuple) else (content, 1_790_000_000 + number)
            path = inner / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text if isinstance(text, bytes) else text.encode())
            os.utime(path, (when, when))
        if way != "zip":
            return folder
        target = tmp_path / "download.zip"
        with zipfile.ZipFile(target, "w") as archive:
            for path in sorted(folder.rglob("*")):
                archive.write(path, path.relative_to(folder))
        return target

    return write


@pytest.fixture
def roster(tmp_path):
    def write(text, codec="utf-8", name="roster.csv"):
        path = tmp_path / name
        path.write_bytes(text.encode(codec))
        return path

    return write


def submitted(root):
    return {
        path.relative_to(root / "submitted").as_posix(): path.read_text(encoding="utf-8", errors="replace")
        for path in sorted((root / "submitted").rglob("*"))
        if path.is_file() and path.name != "timestamp.txt"
    }


def zipped(files):
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return made.getvalue()


def stamp(root, student):
    """When nbgrader is told that it was handed in, by this machine's clock; None if it is told nothing."""
    path = root / "submitted" / student / A / "timestamp.txt"
    if not path.is_file():
        return None
    noted = datetime.strptime(path.read_text(encoding="utf-8"), "%Y-%m-%d %H:%M:%S UTC")
    return noted.replace(tzinfo=UTC).astimezone().replace(tzinfo=None)


def test_canvas(course, download, roster):
    source = download(
        {
            "silvaana_1234_501_a05.ipynb": "ana 1",
            "silvaana_1234_502_a05-1.ipynb": "ana 2",
            "silvaana_1234_503_times.csv": "1,2",
            "obrienshivsiobhán_LATE_1235_504_my work (1).ipynb": "shiv",
            "lina_1239_505_a05.ipynb": "na 2",
            "王小明_9999_506_a05.ipynb": "wang",
            "nobody_4_507_a05.ipynb": "?",
            "lina_8888_508_a05.ipynb": "which?",
            "silvaana_1234_509_text.html": "typed",
        }
    )
    before = (
        {path: path.read_bytes() for path in source.rglob("*") if path.is_file()} if source.is_dir() else {}
    )
    found = collect(course, A, source, roster(CANVAS))
    assert submitted(course) == {
        f"asilva/{A}/{A}.ipynb": "ana 2",
        f"asilva/{A}/times.csv": "1,2",
        f"asilva/{A}/text.html": "typed",
        f"sobrien/{A}/{A}.ipynb": "shiv",
        f"nali2/{A}/{A}.ipynb": "na 2",
        f"wang/{A}/{A}.ipynb": "wang",
    }
    left = {name.rpartition("/")[2]: reason for name, reason in found.left}
    assert left.keys() == {"silvaana_1234_501_a05.ipynb", "nobody_4_507_a05.ipynb", "lina_8888_508_a05.ipynb"}
    assert left["silvaana_1234_501_a05.ipynb"].endswith("silvaana_1234_502_a05-1.ipynb is newer")
    assert left["nobody_4_507_a05.ipynb"] == "nobody in the class list is nobody"
    assert left["lina_8888_508_a05.ipynb"] == "lina could be nali1 (Li, Na) or nali2 (Li, Na)"
    assert (found.platform, found.late, found.missing) == ("Canvas", ["sobrien"], ["nali1 (Li, Na)"])
    # Canvas does not say when a file was handed in: nbgrader is told a time of the late one only.
    assert [student for student in ("asilva", "sobrien", "wang") if stamp(course, student)] == ["sobrien"]
    assert {path: path.read_bytes() for path in before} == before
    kept = hand_in_record.read(course, A)["sobrien"]
    assert (kept.platform, kept.number, kept.late) == ("Canvas", 504, True)
    assert kept.as_given == "obrienshivsiobhán_LATE_1235_504_my work (1).ipynb"


def test_the_class_list_is_in_the_gradebook_then_and_no_roster_is_needed_again(
    course, as_zip, roster, tmp_path
):
    collect(course, A, as_zip({"silvaana_1234_501_a05.ipynb": "1"}), roster(CANVAS))
    named = {person.id: (person.first, person.last, person.lms_id) for person in people(course)}
    assert named["sobrien"] == ("Siobhán", 'O\'Brien "Shiv"', "1235")
    assert named["wang"] == ("", "王小明", "1240")
    again = tmp_path / "again"
    again.mkdir()
    (again / "silvaana_1234_777_a05.ipynb").write_text("2", encoding="utf-8")
    (again / "lina_1238_778_a05.ipynb").write_text("na", encoding="utf-8")
    found = collect(course, A, again)
    assert (found.newer, found.new) == (["asilva"], ["nali1"])


def test_an_older_canvas_file_does_not_replace_a_newer_one(course, as_zip, roster, tmp_path):
    """Its times are those of the download: the number tells."""
    collect(course, A, as_zip({"silvaana_1234_600_a05.ipynb": ("newer", OLD)}), roster(CANVAS))
    again = tmp_path / "again"
    again.mkdir()
    (again / "silvaana_1234_501_a05.ipynb").write_text("older", encoding="utf-8")
    found = collect(course, A, again)
    assert found.older == ["asilva"]
    assert submitted(course)[f"asilva/{A}/{A}.ipynb"] == "newer"
    assert hand_in_record.read(course, A)["asilva"].number == 600


def test_canvas_with_hidden_names(course, download, roster):
    source = download(
        {"anon_Ab12C_501_a05.ipynb": "1", "LATE_anon_Zz9_502_a05.ipynb": "2", "anon_Zz9_503_t.csv": "3"}
    )
    found = collect(course, A, source)
    assert (found.new, found.hidden, found.late) == (["anon_Ab12C", "anon_Zz9"],) * 2 + (["anon_Zz9"],)


def test_without_a_roster_canvas_moodle_and_brightspace_say_what_is_missing(course, as_zip):
    source = as_zip({"silvaana_1234_501_a05.ipynb": "1"})
    with pytest.raises(
        Problem, match="Canvas hold no ids.*--roster FILE.*Export Entire Gradebook.*class list as CSV"
    ):
        collect(course, A, source)
    assert not (course / "submitted").exists()
    assert people(course) == []


def test_moodle(course, download, roster):
    worksheet = (
        "Identifier,Full name,Email address,Status,Grade,Maximum Grade,Last modified (submission)\n"
        'Participant 4321,Ana Silva,asilva@x.example,Submitted,,20.00,"Friday, 20 November 2026, 11:58 PM"\n'
        'Participant 4322,Siobhán O\'Brien,sobrien@x.example,Submitted,,20.00,"Saturday, 21 November 2026, 3:10 AM"\n'
        "Participant 4323,Jörg Müller,jm@x.example,No submission,,20.00,-\n"
    )
    source = download(
        {
            "Ana Silva_4321_assignsubmission_file_/a05.ipynb": "ana",
            "Ana Silva_4321_assignsubmission_file_/timestamp.txt": "2020-01-01 00:00:00 UTC",
            "Ana Silva_4321_assignsubmission_file_/course.json": "{}",
            "Ana Silva_4321_assignsubmission_file_/picture.png": "png",
            "Siobhán OBrien_4322_assignsubmission_file_/My Work.IPYNB": "shiv",
            "Siobhán OBrien_4322_assignsubmission_onlinetext_/onlinetext.html": "typed",
            "Cy Xu_4999_assignsubmission_file_/a05.ipynb": "?",
        }
    )
    add(course, [Person("asilva"), Person("sobrien"), Person("jm")])
    found = collect(course, A, source, roster(worksheet), "2026-11-20 23:59")
    assert submitted(course) == {
        f"asilva/{A}/{A}.ipynb": "ana",
        f"asilva/{A}/picture.png": "png",
        f"sobrien/{A}/{A}.ipynb": "shiv",
    }
    assert stamp(course, "asilva") == datetime(2026, 11, 20, 23, 58, 0)
    assert (found.late, late_hand_ins(course, A)) == (["sobrien"], {"sobrien": "3 hours"})
    assert sorted(reason for _, reason in found.left) == [
        "it is not a notebook",
        "nobody in the class list is Cy Xu",
    ]
    assert found.missing == ["jm (Jörg Müller)"]
    assert hand_in_record.read(course, A)["asilva"].token == "4321"
    assert hand_in_record.read(course, A)["asilva"].in_folder


def test_moodle_in_one_folder_without_times(course, as_zip, roster):
    source = as_zip({"Ana Silva_4321_assignsubmission_file_a05.ipynb": "ana"})
    found = collect(course, A, source, roster("Username,Name\nasilva,Ana Silva\n"), "2020-01-01 10:00")
    assert (found.new, found.late, found.untimed) == (["asilva"], [], True)
    assert stamp(course, "asilva") is None
    assert not hand_in_record.read(course, A)["asilva"].in_folder


def test_blackboard(course, download):
    source = download(
        {
            "Week_5_asilva_attempt_2026-11-20-22-00-00_a05.ipynb": "ana 1",
            "Week_5_asilva_attempt_2026-11-20-22-00-00_old.csv": "old",
            "Week_5_asilva_attempt_2026-11-20-23-59-58_a05.ipynb": ("ana 2", OLD),
            "Week_5_asilva_attempt_2026-11-20-23-59-58_new.csv": "new",
            "Week_5_asilva_attempt_2026-11-20-23-59-58.txt": "Name: Ana Silva (asilva)\nAssignment: Week_5\n",
            "Week_5_b_li_attempt_2026-11-21-10-11-12_a05.ipynb": "bo",
            "Week_5_b_li_attempt_2026-11-21-10-11-12.txt": "Name: Bo Li (b_li)\n",
            "Week_5_cy_attempt_2026-11-21-10-11-12.txt": "Name: Cy Xu (cy)\n",
        }
    )
    found = collect(course, A, source, due="2026-11-20 23:59")
    assert submitted(course) == {
        f"asilva/{A}/{A}.ipynb": "ana 2",
        f"asilva/{A}/new.csv": "new",
        f"b_li/{A}/{A}.ipynb": "bo",
    }
    assert stamp(course, "asilva") == datetime(2026, 11, 20, 23, 59, 58)
    assert found.late == ["b_li"]
    assert [name.rpartition("_")[2] for name, reason in found.left if reason == "it is not a notebook"] == []


def test_brightspace(course, download, roster):
    text = "OrgDefinedId,Username,Last Name,First Name,W Points Grade,End-of-Line Indicator\n"
    text += (
        "#1,#asilva,Silva,Ana,,#\n#2,#sobrien,O'Brien,Siobhán,,#\n#3,#nali1,Li,Na,,#\n#4,#nali2,Li,Na,,#\n"
    )
    source = download(
        {
            "index.html": "<html>",
            "77-678 - Ana Silva - Nov 20, 2026 958 PM/a05.ipynb": "ana 1",
            "77-678 - Ana Silva - Nov 20, 2026 1158 PM/a05.ipynb": ("ana 2", OLD),
            "77-678 - Siobhán O'Brien - Nov 21, 2026 1201 AM/a05.ipynb": "shiv",
            "78-678 - Na Li - Nov 21, 2026 1201 AM/a05.ipynb": "na",
        }
    )
    found = collect(course, A, source, roster(text, "utf-16"), "2026-11-20")
    assert submitted(course) == {f"asilva/{A}/{A}.ipynb": "ana 2", f"sobrien/{A}/{A}.ipynb": "shiv"}
    assert stamp(course, "asilva") == datetime(2026, 11, 20, 23, 58, 0)
    assert found.late == ["sobrien"]
    reasons = [reason for _, reason in found.left]
    assert "Na Li could be nali1 (Na Li) or nali2 (Na Li)" in reasons
    assert len(reasons) == 2


def test_a_plain_folder_with_names_and_a_roster(course, as_zip, roster):
    source = as_zip(
        {
            "Silva, Ana/a05.ipynb": "ana",
            f"sobrien_{A}.ipynb": "shiv",
            "Na Li.ipynb": "na",
            "guest.ipynb": "?",
            "1240/a05.ipynb": "wang",
        }
    )
    found = collect(course, A, source, roster(CANVAS))
    assert {name.split("/")[0] for name in submitted(course)} == {"asilva", "sobrien", "wang"}
    assert dict(found.left) == {
        "Na Li.ipynb": "Na Li could be nali1 (Li, Na) or nali2 (Li, Na)",
        "guest.ipynb": "nobody in the class list is guest",
    }


def test_notebooks_in_disguise(course, as_zip):
    notebook = '{"nbformat": 4, "cells": [broken off'
    inside = zipped({"work/a05.ipynb": "from a zip", "work/times.csv": "1", "__MACOSX/a.ipynb": "x"})
    source = as_zip(
        {
            f"ana_{A}.ipynb.txt": "\ufeff" + notebook,
            "bo/a05.json": notebook,
            "bo/data.json": '{"a": 1}',
            "cy/work.zip": inside,
            "dan.zip": zipped({"a05 (1).ipynb": "dan"}),
            "eve/photos.zip": zipped({"a.png": "x"}),
            "eve/a05-1.ipynb": "eve",
            "fay/work.zip": zipped({"inner.zip": "x"}),
            "gus/work.zip": b"no zip",
        }
    )
    found = collect(course, A, source)
    notebooks = {f"{name}/{A}/{A}.ipynb" for name in ("ana", "bo", "cy", "dan", "eve")}
    others = {f"bo/{A}/data.json", f"cy/{A}/times.csv", f"eve/{A}/photos.zip"}
    assert set(submitted(course)) == notebooks | others
    assert dict(found.left) == {
        "fay/work.zip": "it is not a notebook",
        "gus/work.zip": "this is no zip file, or it is damaged",
    }


def test_a_zip_that_attacks_costs_only_itself(course, as_zip, tmp_path):
    entry = zipfile.ZipInfo("x")
    entry.filename = "../../evil.ipynb"
    with zipfile.ZipFile(tmp_path / "evil.zip", "w") as archive:
        archive.writestr(entry, "evil")
        archive.writestr("a05.ipynb", "work")
    source = as_zip({"ana/a.zip": (tmp_path / "evil.zip").read_bytes(), "bo.ipynb": "bo"})
    found = collect(course, A, source)
    assert submitted(course) == {f"ana/{A}/{A}.ipynb": "work", f"bo/{A}/{A}.ipynb": "bo"}
    assert found.left == [("ana/a.zip/../../evil.ipynb", "its path leads out of the zip file")]
    assert not list(tmp_path.rglob("evil.ipynb"))


def test_a_students_own_timestamp_in_a_zip_counts_for_nothing(course, as_zip):
    inside = zipped({"a05.ipynb": "late", "timestamp.txt": "2020-01-01 00:00:00 UTC"})
    found = collect(course, A, as_zip({"ana/work.zip": inside}), due="2026-01-01 10:00")
    assert found.late == ["ana"]


def test_a_due_date_is_kept_and_used_again(course, as_zip):
    source = as_zip(
        {"ana.ipynb": ("1", time.mktime((2026, 11, 20, 23, 59, 30, 0, 0, -1))), "bo.ipynb": ("2", 2e9)}
    )
    assert collect(course, A, source, due="2026-11-20 23:59").late == ["bo"]
    assert due_date(course, A) == read_due("2026-11-20T23:59")
    assert collect(course, A, source).late == ["bo"]
    with open_gradebook(CourseFolder(course.parent)) as gradebook:
        assert gradebook.find_assignment(A).notebooks, "the released assignment is still there"


@pytest.mark.parametrize("text", ["tomorrow", "20.11.2026", "2026-13-01", "11:59"])
def test_what_is_no_date(course, as_zip, text):
    with pytest.raises(Problem, match="no date and time.*2026-11-20 23:59"):
        collect(course, A, as_zip({"ana.ipynb": "1"}), due=text)
    assert not (course / "submitted").exists()


def test_a_wrong_roster_puts_nobody_on_the_class_list(course, as_zip, roster):
    found = collect(course, A, as_zip({"silvaana_1_2_a.ipynb": "1"}), roster("Username,Name\nx,X Y\n"))
    assert (found.new, found.added, people(course)) == ([], [], [])
    with pytest.raises(Problem, match="no such file"):
        collect(course, A, as_zip({"silvaana_1_2_a.ipynb": "1"}), "nowhere.csv")


def test_a_hand_in_by_another_way_since_is_not_called_as_in_the_download(course, as_zip, roster, tmp_path):
    collect(course, A, as_zip({"silvaana_LATE_1234_501_a05.ipynb": ("1", OLD)}), roster(CANVAS))
    assert set(hand_in_record.read(course, A)) == set(late_hand_ins(course, A)) == {"asilva"}
    mail = tmp_path / "mail"
    mail.mkdir()
    (mail / "asilva.ipynb").write_text("2", encoding="utf-8")
    assert collect(course, A, mail).newer == ["asilva"]
    assert hand_in_record.read(course, A) == {}


def test_other_files_are_said_to_be_no_zip_file(course, tmp_path):
    for name in ("submissions.rar", "grades.csv", "a05.ipynb"):
        (tmp_path / name).write_text("x", encoding="utf-8")
        with pytest.raises(Problem, match=f"a file, not a folder or a zip file.*{name}"):
            collect(course, A, tmp_path / name)
    with pytest.raises(Problem, match="nothing in this zip file"):
        collect(course, A, made(tmp_path, "zip")({".DS_Store": "x"}))


def test_a_folder_is_a_platforms_only_if_most_names_are(course, as_zip):
    source = as_zip({"ana.ipynb": "1", "bo.ipynb": "2", "cy.ipynb": "3", "dan_12_3_final.ipynb": "4"})
    found = collect(course, A, source)
    assert (found.platform, found.new) == ("", ["ana", "bo", "cy", "dan_12_3_final"])


@pytest.mark.parametrize("when", [OLD, 1_900_000_000])
def test_nbgrader_is_told_that_a_late_one_is_late_whatever_the_files_time(course, as_zip, roster, when):
    source = as_zip({"silvaana_LATE_1234_501_a05.ipynb": ("1", when), "lina_1238_502_a05.ipynb": ("2", when)})
    found = collect(course, A, source, roster(CANVAS), "2026-11-20 23:59")
    assert found.late == ["asilva"]
    assert stamp(course, "asilva") == datetime(2026, 11, 21, 0, 0, 0)
    assert stamp(course, "nali1") is None


@pytest.mark.parametrize(("days", "said"), [(300, False), (400, True)])
def test_a_due_date_in_another_year_is_said(course, as_zip, roster, days, said):
    source = as_zip({"silvaana_1234_501_a05.ipynb": ("1", OLD)})
    due = f"{datetime.now() + timedelta(days=days):%Y-%m-%d %H:%M}"
    assert bool(collect(course, A, source, roster(CANVAS), due).far_due) is said


def test_a_due_date_that_was_mistyped_is_said_and_holds_nobodys_work_back(course, as_zip, roster, tmp_path):
    def canvas(number):
        return as_zip({f"silvaana_LATE_1234_{number}_a05.ipynb": ("1", OLD)})

    found = collect(course, A, canvas(501), roster(CANVAS), "2126-11-20 23:59")
    assert (found.due, found.due_before) == ("2126-11-20 23:59", "") and found.far_due > 36_000
    assert stamp(course, "asilva") == datetime(2126, 11, 21, 0, 0, 0)
    found = collect(course, A, canvas(501), roster(CANVAS), "2026-11-20 23:59")
    assert (found.due, found.due_before) == ("2026-11-20 23:59", "2126-11-20 23:59")
    assert (found.same, found.far_due) == (["asilva"], 0)
    # The time that was made from the wrong date is made anew from the right one.
    assert stamp(course, "asilva") == datetime(2026, 11, 21, 0, 0, 0)
    # What came by mail, written after the hand-in and before the due date, is newer.
    mail = tmp_path / "mail"
    mail.mkdir()
    (mail / "asilva.ipynb").write_text("2", encoding="utf-8")
    os.utime(mail / "asilva.ipynb", (OLD + 100, OLD + 100))
    assert collect(course, A, mail).newer == ["asilva"]


def test_without_any_other_word_the_files_times_tell_which_is_older(course, as_zip, roster, tmp_path):
    path = "Ana Silva_4321_assignsubmission_file_/a05.ipynb"
    collect(course, A, as_zip({path: ("newer", OLD + 100)}), roster(CANVAS))
    again = tmp_path / "again" / path
    again.parent.mkdir(parents=True)
    for when, older in ((OLD, ["asilva"]), (OLD + 200, [])):
        again.write_text(f"another, {when}", encoding="utf-8")
        os.utime(again, (when, when))
        assert collect(course, A, tmp_path / "again").older == older
    assert submitted(course)[f"asilva/{A}/{A}.ipynb"] == f"another, {OLD + 200}"


def test_an_id_in_other_capitals_is_not_put_on_the_class_list_again(course):
    assert add(course, [Person("ASilva", "Ana", "Silva"), Person("bo")]) == ["ASilva", "bo"]
    assert add(course, [Person("asilva", email="a@x.example"), Person("cy")]) == ["cy"]
    found = {person.id: (person.first, person.email) for person in people(course)}
    assert found == {"ASilva": ("Ana", "a@x.example"), "bo": ("", ""), "cy": ("", "")}


def test_a_whole_download_among_the_hand_ins_is_nobodys(course, as_zip):
    inner = {f"silva{letter}_{number}_5_a05.ipynb": "x" for number, letter in enumerate("abc")}
    found = collect(course, A, as_zip({"submissions.zip": zipped(inner), "ana.ipynb": "1"}))
    assert found.new == ["ana"]
    assert found.left == [("submissions.zip", "it is a whole download of Canvas: collect from it by itself")]


def test_a_due_date_at_the_end_of_the_calendar_is_said_in_words():
    with pytest.raises(Problem, match="no date and time"):
        read_due("9999-12-31T23:59-05:00")
    assert read_due("2026-W47-5") == read_due("2026-11-20")
