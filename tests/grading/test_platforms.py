"""What the names in a bulk download tell. All names are made, after the platforms' code or other people's scripts."""

from datetime import datetime

import pytest

from shopfloor.grading.platforms import arrival


@pytest.mark.parametrize(
    ("name", "tokens", "student", "file", "late", "number"),
    [
        ("silvaana_1234_56789_a05.ipynb", ("1234",), "silvaana", "a05.ipynb", False, 56789),
        ("silvaana_LATE_1234_56789_a05.ipynb", ("1234",), "silvaana", "a05.ipynb", True, 56789),
        ("silvaana_late_1234_56789_a05.ipynb", ("1234",), "silvaana", "a05.ipynb", True, 56789),
        ("müllerjörg_7_8_my_work_2026_1.ipynb", ("7",), "müllerjörg", "my_work_2026_1.ipynb", False, 8),
        ("王小明_42_4711_a05-1.ipynb", ("42",), "王小明", "a05-1.ipynb", False, 4711),
        ("obriensiobhán_3_4_a05 (1).ipynb", ("3",), "obriensiobhán", "a05 (1).ipynb", False, 4),
        ("anon_Ab12C_99_a05.ipynb", ("anon_Ab12C",), "", "a05.ipynb", False, 99),
        ("LATE_anon_Ab12C_99_a05.ipynb", ("anon_Ab12C",), "", "a05.ipynb", True, 99),
    ],
)
def test_canvas(name, tokens, student, file, late, number):
    found = arrival(name)
    assert (found.platform, found.tokens, found.name, found.file) == ("Canvas", tokens, student, file)
    assert (found.late, found.number, found.as_given, found.when) == (late, number, name, None)
    assert found.hidden == tokens[0].startswith("anon_")


def test_the_files_of_one_canvas_hand_in_belong_together():
    names = ("silvaana_LATE_1234_1_a05.ipynb", "silvaana_LATE_1234_2_times.csv", "silvaana_1235_3_a05.ipynb")
    attempts = [arrival(name).attempt for name in names]
    assert attempts[0] == attempts[1] != attempts[2]


@pytest.mark.parametrize(
    ("path", "name", "token", "file", "in_folder"),
    [
        ("Ana Silva_4321_assignsubmission_file/a05.ipynb", "Ana Silva", "4321", "a05.ipynb", True),
        ("Ana Silva_4321_assignsubmission_file_/a05.ipynb", "Ana Silva", "4321", "a05.ipynb", True),
        ("Ana Silva_4321_assignsubmission_file_/in/a05.ipynb", "Ana Silva", "4321", "a05.ipynb", True),
        ("Silva, Ana_4321_assignsubmission_file_a05.ipynb", "Silva, Ana", "4321", "a05.ipynb", False),
        ("Participant_4321_assignsubmission_file_/a_1.ipynb", "Participant", "4321", "a_1.ipynb", True),
        ("Teilnehmer in_4321_assignsubmission_file_/a.ipynb", "Teilnehmer in", "4321", "a.ipynb", True),
        ("ปราณี ใจดี_12_assignsubmission_file_/a.ipynb", "ปราณี ใจดี", "12", "a.ipynb", True),
    ],
)
def test_moodle(path, name, token, file, in_folder):
    found = arrival(path)
    assert (found.platform, found.name, found.tokens, found.file) == ("Moodle", name, (token,), file)
    assert (found.in_folder, found.as_given) == (in_folder, path.split("/")[0])
    assert not found.late and found.when is None


def test_what_was_typed_into_moodle_is_another_hand_in_than_the_files():
    typed = arrival("Ana Silva_4321_assignsubmission_onlinetext_/onlinetext.html")
    assert typed.attempt != arrival("Ana Silva_4321_assignsubmission_file_/a05.ipynb").attempt


@pytest.mark.parametrize(
    ("name", "token", "when", "file", "note"),
    [
        ("Week 5_asilva_attempt_2026-01-31-10-11-12_a05.ipynb", "asilva", (2026, 1, 31, 10, 11, 12), "a05.ipynb", False),
        ("W_5_asilva_attempt_2026-01-31-23-59-58_my_a.ipynb", "asilva", (2026, 1, 31, 23, 59, 58), "my_a.ipynb", False),
        ("Week 5_asilva_attempt_2026-01-31-10-11-12.txt", "asilva", (2026, 1, 31, 10, 11, 12), None, True),
    ],
)  # fmt: skip
def test_blackboard(name, token, when, file, note):
    found = arrival(name)
    assert (found.platform, found.tokens[0], found.when, found.note) == (
        "Blackboard",
        token,
        datetime(*when),
        note,
    )
    assert found.file == (file or name)


def test_a_user_name_with_underscores_is_among_the_candidates():
    found = arrival("Week_5_a_silva_attempt_2026-01-31-10-11-12_a05.ipynb")
    assert found.tokens[:3] == ("silva", "a_silva", "5_a_silva")


@pytest.mark.parametrize(
    ("path", "name", "when", "file"),
    [
        ("12345-678 - Ana Silva - Jan 31, 2026 1011 AM/a05.ipynb", "Ana Silva", (2026, 1, 31, 10, 11), "a05.ipynb"),
        ("12345-678 - Ana Silva - Jan 31, 2026 1205 AM/a05.ipynb", "Ana Silva", (2026, 1, 31, 0, 5), "a05.ipynb"),
        ("12345-678 - Ana Silva - Jan 31, 2026 1205 PM/a05.ipynb", "Ana Silva", (2026, 1, 31, 12, 5), "a05.ipynb"),
        ("9-8 - Mary-Ann O'Brien - September 4, 2026 926 PM/a - b.ipynb", "Mary-Ann O'Brien", (2026, 9, 4, 21, 26),
         "a - b.ipynb"),
        ("12345-678 - Ana Silva - Jan 31, 2026 1011 AM - a05.ipynb", "Ana Silva", (2026, 1, 31, 10, 11), "a05.ipynb"),
    ],
)  # fmt: skip
def test_brightspace(path, name, when, file):
    found = arrival(path)
    assert (found.platform, found.name, found.when, found.file) == (
        "Brightspace",
        name,
        datetime(*when),
        file,
    )


@pytest.mark.parametrize(
    "path",
    [
        "ana/a05_stopwatch_study.ipynb",
        "ana_a05_stopwatch_study.ipynb",
        "ana.ipynb",
        "ana/silvaana_1234_56789_a05.ipynb",
        "Ana Silva_4321/a05.ipynb",
        "Ana Silva_4321_assignsubmission_file_",
        "Week 5_asilva_attempt_2026-13-31-10-11-12_a05.ipynb",
        "Week 5_asilva_attempt_2026-01-31_a05.ipynb",
        "12345-678 - Ana Silva - Jan 32, 2026 1011 AM/a05.ipynb",
        "12345-678 - Ana Silva - Foo 31, 2026 1011 AM/a05.ipynb",
        "12345-678 - Ana Silva - Jan 31, 2026 1311 AM/a05.ipynb",
        "12345-678 - Ana Silva - Jan 31, 2026 1011 AM",
    ],
)
def test_other_names_are_no_platforms(path):
    assert arrival(path) is None
