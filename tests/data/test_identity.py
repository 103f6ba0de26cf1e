"""Whose data: one id however it is written, and errors that say what to do."""

import json

import pytest

from shopfloor.data import DataError, course_code, same_student, student_id


@pytest.mark.parametrize(
    "given",
    ["ana.silva", "  Ana.Silva\n", "ANA.SILVA", "\u200bana.silva", "\ufeffAna.Silva", "\uff21na.silva"],
)
def test_one_id_however_it_is_written(nobody, given):
    assert student_id(given) == "ana.silva"


def test_accents_stored_either_way_are_the_same():
    assert same_student("Jos\u00e9", "jose\u0301")
    assert not same_student("Jos\u00e9", "jose")


def test_inner_space_is_one_space():
    assert student_id("Ana \t Silva") == "ana silva"
    assert student_id("Ana Silva") != student_id("anasilva")


def test_a_number_is_an_id():
    assert student_id(20417) == "20417"


def test_where_the_id_comes_from_first_to_last(nobody, monkeypatch):
    monkeypatch.setattr(nobody, "student", "From.Notebook", raising=False)
    assert student_id() == "from.notebook"
    monkeypatch.setenv("JUPYTERHUB_USER", "From.Hub")
    assert student_id() == "from.hub"
    monkeypatch.setenv("SHOPFLOOR_STUDENT", "From.Grader")
    assert student_id() == "from.grader"
    assert student_id("From.Argument") == "from.argument"


@pytest.mark.parametrize("blank", [None, ..., "", "   ", "your id", " Your  ID ", "...", "\u2026"])
def test_a_blank_is_no_id(nobody, monkeypatch, blank):
    with pytest.raises(DataError, match='student = "your id"') as caught:
        student_id(blank)
    assert "\n" not in str(caught.value)
    monkeypatch.setattr(nobody, "student", blank, raising=False)
    with pytest.raises(DataError, match="Whose data"):
        student_id()
    monkeypatch.setenv("JUPYTERHUB_USER", "ana")
    assert student_id(blank) == "ana"


@pytest.mark.parametrize("given", [3.5, True, ["ana"], {"id": "ana"}])
def test_what_can_be_no_id(given):
    with pytest.raises(DataError, match="text in quotes"):
        student_id(given)
    assert not same_student(given, given)


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("Ana ", "ana", True),
        (20417, "20417", True),
        ("ana", "ben", False),
        ("", "", False),
        (None, None, False),
    ],
)
def test_same_student(a, b, same):
    assert same_student(a, b) is same


def test_the_course_is_read_from_its_file(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "course.json").write_text('{"course": " fall-2027 "}', encoding="utf-8")
    assert course_code() == course_code(None) == course_code(...) == "fall-2027"
    assert course_code(" open-2026") == "open-2026"


def test_the_file_is_read_each_time(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for code in ("one", "two"):
        (tmp_path / "course.json").write_text(json.dumps({"course": code}), encoding="utf-8")
        assert course_code() == code


@pytest.mark.parametrize(
    "held", [None, b"", b"{", b"[]", b"{}", b'{"course": ""}', b'{"course": 5}', b"\xff\xfe", b"[" * 100_000]
)
def test_no_course_code(tmp_path, monkeypatch, held):
    monkeypatch.chdir(tmp_path)
    if held is not None:
        (tmp_path / "course.json").write_bytes(held)
    with pytest.raises(DataError, match=r"course\.json.*fresh copy") as caught:
        course_code()
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("given", ["", "  ", 5])
def test_a_course_code_that_is_none(given):
    with pytest.raises(DataError, match="short text"):
        course_code(given)
