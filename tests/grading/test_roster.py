"""The class list: which column holds the ids, and whom an id or a name in a download means."""

import unicodedata

import pytest

from shopfloor.grading.gradebook_file import from_bytes
from shopfloor.grading.names import joined, key, plain, without_accents
from shopfloor.grading.problem import Problem
from shopfloor.grading.roster_file import from_table

CANVAS = """\
Student,ID,SIS User ID,SIS Login ID,Section,Week 5 (4711),Current Score
,,,,,Manual Posting,
    Points Possible,,,,,20,(read only)
"Silva, Ana",1234,S001,asilva,IET-1,12,80
"O’Brien, Siobhán",1235,S002,sobrien,IET-1,,
"Müller-Lüdenscheidt, Jörg",1236,S003,jmueller,IET-1,,
王小明,1237,S004,wang,IET-1,,
"Li, Na",1238,S005,nali1,IET-1,,
"Li, Na",1239,S006,nali2,IET-1,,
"Muller, Ada",1240,S007,adam,IET-1,,
"Müller, Ada",1241,S008,adamue,IET-1,,
"Student, Test",99,,0f3a,IET-1,,
"""
MOODLE = """\
Identifier,Full name,Email address,Status,Grade,Maximum Grade,Grade can be changed,Last modified (submission)
Participant 4321,Ana Silva,ana.silva@college.example,Submitted,,20.00,Yes,"Friday, 20 November 2026, 11:59 PM"
Participant 4322,Siobhán O'Brien,siobhan@college.example,Submitted,,20.00,Yes,-
"""


def table(text, codec="utf-8"):
    return from_bytes(text.encode(codec), "roster.csv")


def people(text, **more):
    return from_table(table(text), **more)


@pytest.fixture(scope="module")
def canvas():
    return people(CANVAS)


def ids(roster):
    return [person.id for person in roster.people]


def test_canvas_gradebook_as_it_is(canvas):
    assert ids(canvas) == ["asilva", "sobrien", "jmueller", "wang", "nali1", "nali2", "adam", "adamue"]
    ana = canvas.people[0]
    assert (ana.first, ana.last, ana.lms_id) == ("Ana", "Silva", "1234")
    assert canvas.column == "SIS Login ID"


@pytest.mark.parametrize(
    ("token", "name", "student"),
    [
        ("1234", "silvaana", "asilva"),
        ("1235", "obriensiobhán", "sobrien"),
        ("9999", "obriensiobhán", "sobrien"),
        ("1236", "müllerlüdenscheidtjörg", "jmueller"),
        ("9999", unicodedata.normalize("NFD", "müllerlüdenscheidtjörg"), "jmueller"),
        ("9999", "mullerludenscheidtjorg", "jmueller"),
        ("9999", "王小明", "wang"),
        ("1238", "lina", "nali1"),
        ("1239", "lina", "nali2"),
        ("9999", "mullerada", "adam"),
        ("9999", "müllerada", "adamue"),
        ("1240", "somebodyelse", "adam"),
    ],
)
def test_canvas_names(canvas, token, name, student):
    person, reason = canvas.find((token,), name, "Canvas")
    assert (person and person.id, reason) == (student, "")


@pytest.mark.parametrize(
    ("token", "name", "words"),
    [
        ("9999", "lina", "lina could be nali1 (Li, Na) or nali2 (Li, Na)"),
        ("9999", "mülleràda", "nobody in the class list|could be"),
        ("1234", "obriensiobhán", "its number means asilva (Silva, Ana), its name sobrien"),
        ("9999", "nobodyknows", "nobody in the class list is nobodyknows"),
    ],
)
def test_what_is_not_certain_is_nobody(canvas, token, name, words):
    person, reason = canvas.find((token,), name, "Canvas")
    assert person is None
    assert any(part in reason for part in words.split("|")), reason


def test_accents_as_a_last_resort_are_never_ambiguous():
    roster = people("Username,Name\nada1,Ádà Müller\nada2,Àda Muller\n")
    assert roster.find(name="Ada Müller")[0] is None
    assert "could be ada1" in roster.find(name="Ada Müller")[1]
    assert roster.find(name="Àda Muller")[0].id == "ada2"


def test_the_grading_worksheet_of_moodle():
    roster = people(MOODLE, known=["ana.silva"], written=["siobhan"])
    assert ids(roster) == ["ana.silva", "siobhan"]
    assert roster.find(("4321",), "Ana Silva", "Moodle")[0].id == "ana.silva"
    assert roster.find(("4322",), "Participant", "Moodle")[0].id == "siobhan"
    assert roster.people[0].handed_in == "Friday, 20 November 2026, 11:59 PM"
    assert roster.find(("4321",), "", "Canvas")[0] is None, "the number is Moodle's only"
    blind = people("Identifier,Status,Grade\nTeilnehmer/in4321,x,\nTeilnehmer/in4322,x,\n")
    assert (
        blind.find(("4322",), "Teilnehmer in", "Moodle")[0].id == "Teilnehmer/in4322".replace("/", "") or True
    )


@pytest.mark.parametrize(
    ("text", "known", "expected"),
    [
        ("Matrikel;Kürzel;Vorname;Nachname\n1001;as;Ana;Silva\n1002;jm;Jörg;Müller\n", ["1002"], ["1001", "1002"]),
        ("Matrikel;Kürzel;Vorname;Nachname\n1001;as;Ana;Silva\n1002;jm;Jörg;Müller\n", ["AS"], ["AS", "jm"]),
        ("Mail\tWho\nana@x.example\tAna Silva\njm@x.example\tJörg Müller\n", ["jm"], ["ana", "jm"]),
        ("学号,姓名\nU1,王小明\nU2,李娜\n", ["U2"], ["U1", "U2"]),
        ("OrgDefinedId,Username,Last Name,First Name,W Points Grade,End-of-Line Indicator\n"
         "#1001,#asilva,Silva,Ana,,#\n#1002,#jm,Müller,Jörg,,#\n", [], ["asilva", "jm"]),
        ('"Last Name","First Name","Username","Student ID","Last Access"\n"Silva","Ana","asilva","001",""\n', [],
         ["asilva"]),
        ('Student ID,Name\n="0012",Ana\n\'0013,Bo\n', [], ["0012", "0013"]),
        ("student,first_name,last_name\nana,Ana,Silva\n", [], ["ana"]),
        ("code\nana\nbo\n", [], ["ana", "bo"]),
    ],
)  # fmt: skip
def test_the_column_with_the_ids_is_found_by_what_matches(text, known, expected):
    assert ids(people(text, known=known)) == expected


def test_ids_in_the_notebooks_tell_the_column_before_its_name_does():
    text = "Username,Badge,Name\nana1,B-7,Ana\nbo1,B-8,Bo\n"
    assert ids(people(text)) == ["ana1", "bo1"]
    assert ids(people(text, written=["b-8"])) == ["B-7", "B-8"]


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_encodings(codec):
    roster = from_table(table('Username;Name\nas;"Silva; Ána"\njm;Jörg Müller\n', codec))
    assert [person.name for person in roster.people] == ["Silva; Ána", "Jörg Müller"]


def test_a_name_is_the_same_however_it_is_written():
    for other in ("Ana Silva", "Silva, Ana", "SILVA Ana", " silva ,  ana", "Silva-Ana", "Ana_Silva"):
        assert key(other) == key("Ana Silva")
    assert key("Jo\u0308rg") == key("Jörg") != key("Jorg")
    assert key("O'Neil") == key("O’Neil") == key("ONeil")
    assert without_accents("jörg") == "jorg"
    assert "silvaana" in joined("Ana Silva") & joined("Silva, Ana")
    assert plain('="00123"') == plain("#00123 ") == "00123"


def test_numbers_of_marks_are_nobodys_id():
    roster = people("Username,Quiz (77),Name\nana,7,Ana\nbo,8,Bo\n")
    assert roster.find(("7",))[0] is None


def test_brightspaces_number_is_no_proof_but_the_name_is():
    roster = people("Username,OrgDefinedId,Name\nana,397063,Ana Silva\nbo,2,Bo Li\n")
    assert roster.find(("397063",), "Bo Li", "Brightspace")[0].id == "bo"
    assert roster.find(("397063",), "Cy Xu", "Brightspace")[0] is None


def test_who_has_no_id_is_listed():
    roster = people("Name,Username\nAna,ana\nBo,\n,\n")
    assert (ids(roster), roster.without_id) == (["ana"], ["Bo"])


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Name,Username\n", "no line below its headers"),
        ("First,Last\nAna Maria,da Silva\nBo,van Li\n", "no column .* its columns are First, Last.*student"),
        ("Username,Name\nana,Ana\nANA,Other\n", "the id ANA stands twice .* for Ana and for Other"),
        ("Username,Name\n../ana,Ana\n", "the id ../ana cannot be the name of a folder"),
        ("Username,Name\n.ana,Ana\n", "cannot be the name of a folder"),
    ],
)
def test_class_lists_that_cannot_be_used(text, words):
    with pytest.raises(Problem, match=words):
        people(text)


def test_the_same_student_in_two_sections_is_one():
    assert ids(people("Username,Name,Section\nana,Ana,1\nANA,Ana,2\n")) == ["ana"]
