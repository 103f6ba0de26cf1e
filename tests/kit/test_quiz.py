"""A quiz from the bank: drawn, released, taken, graded; and a bank with faults, named."""

import shutil
from pathlib import Path

import nbformat
import pytest

from shopfloor.grading.base import grade_id
from shopfloor.grading.course_folder import CourseFolder
from shopfloor.grading.fill_in import fill_in
from shopfloor.grading.graded_files import notebook_path
from shopfloor.grading.keys import load_keys
from shopfloor.grading.problem import Problem
from shopfloor.grading.release import release
from shopfloor.grading.run import grade
from shopfloor.kit.bank import read_bank
from shopfloor.kit.draw import Form, draw
from shopfloor.kit.quiz_notebook import key_file, name_of, right_answer, write_quiz

REPOSITORY = Path(__file__).parents[2]
KINDS = [
    ("watch", 2, "apply", "choice"),
    ("drop", 3, "judge", "several"),
    ("steps", 1, "recall", "order"),
    ("minutes", 2, "apply", "number"),
    ("standard", 2, "apply", "practice"),
]
BODY = {
    "choice": """text = "A watch shows 1:30. What do you write in the column for decimal minutes?"
options = { a = "1.30", b = "1.50", c = "90" }
answer = "b"
[item.why]
a = "The colon was read as a decimal point. How much of a minute are thirty seconds?"
c = "These are seconds. How many minutes are they?"
""",
    "several": """text = "Which of these times stay out of an average?"
options = { a = "a slow cycle", b = "a phone call", c = "a dropped pen" }
answer = ["b", "c"]
[item.why]
a = "It is slow, and it belongs to the job."
""",
    "order": """text = "Put the steps of a study in order."
options = { a = "Time the cycles", b = "Tell the operator", c = "Fix the method" }
answer = ["b", "c", "a"]
""",
    "number": """text = "Element B began at 0.35 min and ended at 0.60 min. How long did it take?"
answer = 0.25
unit = "min"
tolerance = 0.005
[item.why]
"0.95" = "That is both readings together; a time is the later reading less the earlier."
""",
    "practice": """topic = "decimal minutes"
difficulty = 1
""",
}


def entry(name, objective, level, kind):
    head = f'[[item]]\nid = "05-{name}"\nobjective = {objective}\nlevel = "{level}"\nkind = "{kind}"\n'
    return head + BODY[kind]


def bank_of(count=1):
    entries = [
        entry(f"{name}-{copy}", objective, level, kind)
        for copy in range(count)
        for name, objective, level, kind in KINDS
    ]
    return 'lesson = "05"\n\n' + "\n".join(entries)


def test_a_question_on_a_further_part_is_asked_only_where_that_is_wanted():
    items = read_bank(CourseFolder(REPOSITORY), "05")
    core = sorted(item.id for item in items if not item.further)
    assert len(core) < len(items)
    assert sorted(item.id for item in draw(items, "05", size=len(core)).items) == core
    with pytest.raises(Problem, match=f"the bank has {len(core)} for 05"):
        draw(items, "05", size=len(core) + 1)
    assert len(draw(items, "05", size=len(items), further=True).items) == len(items)


@pytest.fixture
def course(tmp_path):
    """A course with one lesson, one assignment and a small bank of its own."""
    root = tmp_path / "course"
    for name in ("notebooks/05_stopwatch_study.ipynb", "instructor/nbgrader_config.py"):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(REPOSITORY / name, root / name)
    shutil.copytree(
        REPOSITORY / "instructor/source/a05_stopwatch_study",
        root / "instructor/source/a05_stopwatch_study",
    )
    (root / "instructor/answers").mkdir()
    (root / "instructor/bank").mkdir()
    (root / "instructor/bank/05.toml").write_text(bank_of(), encoding="utf-8")
    return CourseFolder(root)


def put(course, text):
    (course.instructor / "bank" / "05.toml").write_text(text, encoding="utf-8")


def taken(course, name, student, answers):
    released = nbformat.read(course.assignments / name / f"{name}.ipynb", as_version=4)
    path = course.instructor / "submitted" / student / name / f"{name}.ipynb"
    path.parent.mkdir(parents=True)
    nbformat.write(fill_in(released, student, answers), path)


def test_a_quiz_is_drawn_released_taken_and_graded(course):
    form = draw(read_bank(course, "05"), "05", seed=7, size=5)
    write_quiz(course, form, "How long does it take?")
    assert release(course)[0].startswith("a05_stopwatch_study")  # a quiz waits until it is named
    assert not (course.assignments / "q05a").exists()
    release(course, ["q05a"])
    root, keys = course.instructor, load_keys(course.instructor, "q05a")
    right = {name: right_answer(function(None)) for name, function in keys.functions.items()}
    assert len(right) == 5
    by_kind = {item.kind: f"q05a_{number}" for number, item in enumerate(form.items, 1)}
    taken(course, "q05a", "ana", right)
    slips = {
        by_kind["choice"]: "a",
        by_kind["several"]: "a b c",
        by_kind["order"]: "c b a",
        by_kind["number"]: 0.95,
        by_kind["practice"]: 12345,
    }
    taken(course, "q05a", "ben", slips)
    ana, ben = grade(root, "q05a")
    assert (ana.score, ana.most, ben.score) == (5, 5, 0.5)  # two of three letters, one too many
    cells = nbformat.read(notebook_path(root, "q05a", "ben", "autograded"), as_version=4).cells
    words = {
        grade_id(cell): cell.metadata["shopfloor"]["words"] for cell in cells if "shopfloor" in cell.metadata
    }
    assert "The colon was read as a decimal point" in words[by_kind["choice"]]
    assert "0.95 is both readings together" in words[by_kind["number"]]
    assert "it belongs to the job" in words[by_kind["several"]]


def test_a_practice_item_of_every_kind_can_be_asked_in_a_quiz(course):
    bank = CourseFolder(REPOSITORY)
    for lesson in [f"{number:02}" for number in range(16)]:
        for item in read_bank(bank, lesson):
            if item.kind == "practice":
                form = Form(lesson, "A", 7, (item,))
                made = {}
                exec(key_file(form), made)
                expected = item.comparison(form.seed_of(item))
                part = made["part_1"](None)
                assert part.judge(right_answer(expected), reveal=False).outcome == "right", item.id


def test_the_same_seed_gives_the_same_form_and_forms_share_nothing(course):
    put(course, bank_of(4))
    items = read_bank(course, "05")
    first, again = draw(items, "05", 7), draw(list(reversed(items)), "05", 7)
    assert first == again
    other = draw(items, "05", 7, "B")
    assert not {item.id for item in first.items} & {item.id for item in other.items}
    assert {item.id for item in first.items} != {item.id for item in draw(items, "05", 8).items}
    practice = next(item for item in items if item.kind == "practice")
    assert first.seed_of(practice) != other.seed_of(practice)


def test_a_form_asks_for_every_objective_and_mixes_levels(course):
    put(course, bank_of(4))
    for seed in range(20):
        form = draw(read_bank(course, "05"), "05", seed)
        assert {item.objective for item in form.items} == {1, 2, 3}
        assert [item.level for item in form.items] == sorted(
            (item.level for item in form.items), key=["recall", "apply", "judge"].index
        )
        assert len({item.level for item in form.items}) == 3


def test_too_few_questions(course):
    with pytest.raises(Problem, match="form B needs 6 questions and the bank has 5"):
        draw(read_bank(course, "05"), "05", letter="B", size=3)


def test_a_quiz_that_is_there_is_not_replaced(course):
    items = read_bank(course, "05")
    write_quiz(course, draw(items, "05", seed=1, size=4), "A question?")
    write_quiz(course, draw(items, "05", seed=1, size=4), "A question?")  # the same again is no harm
    with pytest.raises(Problem, match=r"another quiz called q05a .*--force"):
        write_quiz(course, draw(items, "05", seed=1, size=5), "A question?")
    before = (course.source / "q05a" / "q05a.ipynb").read_bytes()
    write_quiz(course, draw(items, "05", seed=1, size=5), "A question?", force=True)
    assert (course.source / "q05a" / "q05a.ipynb").read_bytes() != before


def test_no_answer_is_in_what_students_get(course):
    from shopfloor.grading.leaks import leaks

    form = draw(read_bank(course, "05"), "05", seed=7, size=5)
    write_quiz(course, form, "How long does it take?")
    release(course, [name_of(form)])
    assert leaks(course, course.assignments) == []
    text = (course.assignments / "q05a" / "q05a.ipynb").read_text() + (
        course.assignments / "q05a" / "quiz.json"
    ).read_text()
    assert "read as a decimal point" not in text and "SOLUTION" not in text


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        (
            'answer = "b"',
            'answer = "d"',
            "item 05-watch-0 needs three options or more, and an answer among them",
        ),
        ('c = "These are', 'd = "These are', "needs a reason under why for every wrong option"),
        ("objective = 3", "objective = 9", "item 05-drop-0 needs an objective from 1 to 4"),
        ('level = "recall"', 'level = "hard"', "needs a level of recall, apply, judge"),
        ('"05-steps-0"', '"05-watch-0"', "has an id that another has"),
        ('a = "1.30"', 'a = "B"', "has an option a of one letter"),
        (
            'topic = "decimal minutes"',
            'topic = "juggling"',
            "names a practice topic that is not there: juggling",
        ),
        ('"0.95"', '"a lot"', "has a reason for a lot, which is no number"),
        ("answer = 0.25", 'answer = "0.25"', "needs a number as its answer"),
        ('answer = ["b", "c", "a"]', 'answer = ["b", "c"]', "an answer with the letter of each"),
        ("tolerance = 0.005", "tolerence = 0.005", "has an unknown field: tolerence"),
        ('lesson = "05"', 'lesson = "77"', "there is no lesson 77"),
        ('lesson = "05"', "lesson = ", "this is not valid TOML"),
        ('[item.why]\na = "It is', '[item.whi]\na = "It is', "has an unknown field: whi"),
    ],
)
def test_a_fault_in_the_bank_is_named(course, old, new, words):
    text = bank_of()
    assert old in text
    put(course, text.replace(old, new, 1))
    with pytest.raises(Problem) as found:
        read_bank(course, "05")
    assert words in str(found.value)


def test_a_lesson_without_a_bank(course):
    with pytest.raises(Problem, match="the bank has no questions for 06 .*05"):
        read_bank(course, "06")


def test_the_command_says_what_it_wrote_and_how_it_goes_out(course):
    from typer.testing import CliRunner

    from shopfloor.cli.app import app

    command = ["quiz", "5", "--form", "a", "--size", "5", "--course-dir", str(course.root)]
    told = CliRunner().invoke(app, command)
    assert told.exit_code == 0, told.output
    assert "instructor/source/q05a/q05a.ipynb" in told.output
    assert told.output.rstrip().endswith("shopfloor release q05a")
    assert "# Quiz 05, form A: How long does it take?" in (course.source / "q05a" / "q05a.ipynb").read_text()
