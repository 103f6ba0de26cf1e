"""Hand-ins that look alike: what is shown, and what is not."""

import random

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from shopfloor.grading import look_alikes as looking
from shopfloor.grading.handed_in import MIME
from shopfloor.grading.look_alikes import MOST_SHARING, MOST_SHOWN, chance_of, look_alikes, marked
from shopfloor.grading.own_work import OwnCell, OwnWork, given_sources, own_work

GIVEN = ["Take the fastest of the twelve cycles as the time for one clamp, because we have seen it once."]
ESSAY = (
    "I do not agree, because my fastest cycle was pure luck and nobody keeps that pace until the evening, "
    "and twelve cycles of one operator say nothing about the night shift or about another batch of bands."
)
RIGHT = {"a": 0.229, "b": [11, 12], "c": [7, 29, 47], "d": 0.1564}


def work(student, text="", code="", values=None, right=(), data_of=None):
    cells = [OwnCell("note", "text", text)] * bool(text) + [OwnCell("code", "code", code)] * bool(code)
    return OwnWork(student, data_of or student, cells, values or {}, frozenset(right))


def crowd(count, seed=1):
    """Students who have nothing to do with one another: own numbers, short ordinary answers."""
    chance = random.Random(seed)
    answers = (
        "I agree.",
        "No. One lucky cycle is no average.",
        "It was one operator on one day.",
        "No idea.",
    )
    return [
        work(
            f"s{place:03d}",
            chance.choice(answers),
            f"total = {chance.random():.3f} + 1",
            {"a": round(chance.uniform(0.15, 0.35), 3), "b": [place % 9 + 3, place % 9 + 4]},
            ("a", "b"),
        )
        for place in range(count)
    ]


def names(found):
    return [(pair.left, pair.right) for pair in found.pairs]


def test_nothing_is_shown_of_an_ordinary_class():
    for count in (0, 1, 2, 3, 24, 300):
        assert look_alikes(crowd(count), GIVEN).pairs == []


# -- values -------------------------------------------------------------------------------------------------


def test_values_that_are_right_for_another():
    copied = [work("ben", values=RIGHT), work("ana", values=RIGHT, right=RIGHT)]
    found = look_alikes([*crowd(22), *copied], GIVEN)
    assert names(found) == [("ana", "ben")]
    assert found.pairs[0].values == list("abcd")
    sides = [(one.kind, one.left[0].text, one.right[0].text) for one in found.pairs[0].beside]
    assert sides[1] == ("value", "[11, 12]", "[11, 12]")


def test_values_on_the_same_data_say_nothing():
    one = work("ana", values=RIGHT, right=RIGHT)
    assert look_alikes([one, work("ben", values=RIGHT, data_of="ana"), *crowd(5)], GIVEN).pairs == []


def test_what_is_right_for_both_says_nothing():
    both = [work(name, values=RIGHT, right=RIGHT) for name in ("ana", "ben")]
    assert look_alikes([*both, *crowd(5)], GIVEN).pairs == []


def test_the_same_wrong_values_are_shown_too():
    both = [work(name, values=RIGHT) for name in ("ana", "ben")]
    assert names(look_alikes([*both, *crowd(5)], GIVEN)) == [("ana", "ben")]


@pytest.mark.parametrize("values", [{"a": 0.229}, {"a": 12, "b": [1, 2]}, {"a": "b", "b": True, "c": None}])
def test_what_chance_brings_about_is_not_shown(values):
    pair = [work("ana", values=values, right=values), work("ben", values=values)]
    assert look_alikes([*pair, *crowd(22)], GIVEN).pairs == []


def test_a_larger_class_needs_more():
    values = {"a": 0.229, "b": 0.731}
    pair = [work("ana", values=values, right=values), work("ben", values=values)]
    assert look_alikes([*pair, *crowd(3)], GIVEN).pairs
    assert look_alikes([*pair, *crowd(298)], GIVEN).pairs == []


def test_one_value_is_never_enough():
    pair = [work("ana", values={"a": 0.229}, right={"a"}), work("ben", values={"a": 0.229}), work("eva")]
    assert look_alikes(pair, GIVEN).pairs == []


def test_what_others_hand_in_too_says_less():
    values = {"a": 0.229, "b": 0.731}
    four = [work(f"x{place}", values=values) for place in range(4)]
    assert look_alikes([*four[:2], *crowd(4)], GIVEN).pairs
    assert look_alikes([*four, *crowd(4)], GIVEN).pairs == []


def test_what_many_hand_in_is_a_common_mistake():
    many = [work(f"x{place}", values=RIGHT) for place in range(MOST_SHARING + 1)]
    assert look_alikes([*many, *crowd(20)], GIVEN).pairs == []


def test_a_long_list_of_measured_numbers_is_nobody_elses():
    ratings = {"a": [0.95, 1.1, 0.8, 1.25, 0.7, 1.3]}
    pair = [work("ana", values=ratings, right=ratings), work("ben", values=ratings)]
    assert names(look_alikes([*pair, *crowd(22)], GIVEN)) == [("ana", "ben")]


def test_the_rarer_a_value_the_smaller_its_chance():
    chances = [chance_of(value) for value in ("x", [1, 2], 12, [23, 24], 0.229, 0.2291, [0.8, 1.1, 0.9, 1.2])]
    assert chances == sorted(chances, reverse=True)
    assert chance_of([]) == chance_of({}) == 0.5


# -- words and code -----------------------------------------------------------------------------------------


def test_a_long_passage_that_two_have():
    longer = f"First of all: {ESSAY.replace('luck', 'chance')} That is all."
    found = look_alikes([work("ana", ESSAY), work("ben", longer), *crowd(20)], GIVEN)
    assert names(found) == [("ana", "ben")]
    (beside,) = found.pairs[0].beside
    assert "".join(one.text for one in beside.left) == ESSAY
    assert "".join(one.text for one in beside.right) == longer
    same = " ".join(one.text for one in beside.right if one.same)
    assert "nobody keeps that pace" in same
    assert "chance" not in same
    assert "First of all" not in same


@pytest.mark.parametrize(
    "text",
    [
        "No. One lucky cycle is no average, and that is all.",  # short
        GIVEN[0],  # from the assignment
        f"{GIVEN[0]} I do not agree with that at all.",
    ],
)
def test_short_or_given_words_are_not_shown(text):
    assert look_alikes([work("ana", text), work("ben", text), *crowd(20)], GIVEN).pairs == []


def test_eleven_words_are_ordinary_and_twelve_are_not():
    words = "we saw that the left hand waits while the right one drives".split()
    for count, shown in ((11, []), (12, [("ana", "ben")])):
        text = " ".join(words[:count])
        found = look_alikes([work("ana", f"Well, {text}."), work("ben", f"Yes: {text}"), *crowd(9)], GIVEN)
        assert names(found) == shown


def test_two_ordinary_passages_are_not_one_long_one():
    words = "we saw that the left hand waits while the right one".split()
    others = "it was only one person who worked on only one day".split()
    texts = [f"{' '.join(words)} {between} {' '.join(others)}" for between in ("so", "and")]
    assert len(words) == len(others) == 11
    assert look_alikes([work("ana", texts[0]), work("ben", texts[1]), *crowd(9)], GIVEN).pairs == []


def test_a_passage_that_many_have_is_named_once():
    many = [work(f"x{place}", ESSAY) for place in range(6)]
    found = look_alikes([*many, *crowd(20)], GIVEN)
    assert found.pairs == []
    ((passage, students),) = found.common
    assert passage.startswith("i do not agree")
    assert students == [one.student for one in many]


def test_in_a_small_class_more_than_half_are_many():
    found = look_alikes([work(name, ESSAY) for name in ("ana", "ben", "eva")], GIVEN)
    assert found.pairs == []
    assert len(found.common) == 1
    assert names(look_alikes([work("ana", ESSAY), work("ben", ESSAY), work("eva", "No.")], GIVEN))


ODD = "zappo = study['a']\nwobbly_sum = zappo + 3\nwobbly_rest = wobbly_sum - 1\n"


def test_odd_lines_that_two_have():
    found = look_alikes([work("ana", code=ODD), work("ben", code=f"{ODD}print(zappo)"), *crowd(20)], GIVEN)
    assert names(found) == [("ana", "ben")]
    assert found.pairs[0].lines == 3
    (beside,) = found.pairs[0].beside
    assert [one.text for one in beside.right if not one.same] == ["print(zappo)"]


@pytest.mark.parametrize(
    "code",
    ["average = fastest + cycles\nclamp = time + seen\nfastest = 3 * cycles", "zappo_one = 1\nzappo_two = 2"],
)
def test_ordinary_code_is_not_shown(code):
    assert (
        look_alikes([work("ana", code=code), work("ben", code=code), *crowd(20)], [*GIVEN, "average"]).pairs
        == []
    )


def test_the_same_comment_counts_as_words():
    code = f"x = 1\n# {ESSAY}"
    assert names(look_alikes([work("ana", code=code), work("ben", code=code), *crowd(9)], GIVEN)) == [
        ("ana", "ben")
    ]


def pairs_of(count):
    """So many pairs of students, each with a long passage of its own."""
    chance = random.Random(2)
    found = []
    for place in range(count):
        text = " ".join(f"{chance.choice('abcdefgh')}{chance.randrange(1000)}" for _ in range(20))
        found += [work(f"t{place}", text), work(f"u{place}", text)]
    return found


def test_three_hundred_hand_ins_are_not_compared_one_by_one(monkeypatch):
    compared = []

    def counted(function):
        return lambda *given: compared.append(function) or function(*given)

    for name in ("_longest", "marked"):
        monkeypatch.setattr(looking, name, counted(getattr(looking, name)))
    found = look_alikes([*pairs_of(100), *crowd(100)], GIVEN)
    assert len(found.pairs) == MOST_SHOWN
    assert len(compared) < 100


def test_more_pairs_than_can_be_looked_at():
    found = look_alikes([*pairs_of(20), *crowd(100)], GIVEN)
    assert (len(found.pairs), found.hidden) == (MOST_SHOWN, 20 - MOST_SHOWN)


def test_marked_keeps_every_character():
    one, other = "a b\n c  d e f g <b>", "x a b c d e f g y"
    left, right = marked(one, other, 6)
    assert "".join(part.text for part in left) == one
    assert [part.text for part in right if part.same] == [" a b c d e f g "] or any(
        part.same for part in right
    )
    assert all(not part.same for part in marked(one, "nothing of it", 6)[0])


# -- what a student wrote -----------------------------------------------------------------------------------


def graded(answer, **notes):
    nbgrader = {"grade": False, "solution": True, "locked": False, "schema_version": 3, "task": False}
    marks = {**nbgrader, "grade": True, "solution": False, "locked": True, "points": 2}
    return new_notebook(
        cells=[
            new_markdown_cell("Given words."),
            new_code_cell('student = "ana"'),
            new_code_cell(answer, metadata={"nbgrader": {**nbgrader, "grade_id": "a_answer"}}),
            new_code_cell(
                'hand_in("a", x)', metadata={"nbgrader": {**marks, "grade_id": "a"}, "shopfloor": notes}
            ),
            new_markdown_cell("My own note."),
            new_code_cell(
                "locked = 1", metadata={"nbgrader": {**nbgrader, "solution": False, "grade_id": "l"}}
            ),
        ],
        metadata={"shopfloor": {"student": "ana", "made_with": None}},
    )


def test_own_cells_are_what_was_not_given():
    found = own_work("ana", graded("x = 1 + 1"), ["Given words."])
    assert [(cell.grade_id, cell.kind, cell.source) for cell in found.cells] == [
        ("a", "code", "x = 1 + 1"),
        ("", "text", "My own note."),
    ]
    assert found.data_of == "ana"
    nb = graded("x = ...")
    nb.metadata.shopfloor.made_with = "ben"
    assert own_work("ana", nb, ["x = ..."]).data_of == "ben"
    assert [cell.source for cell in own_work("ana", nb, ["x = ...", "Given words."]).cells] == [
        "My own note."
    ]


@pytest.mark.parametrize(
    ("answer", "notes", "output", "value"),
    [
        ("x = 1 + 1", {"value": 3}, 4, 3),  # as marking noted it
        ("x = [1, 2]", {}, 4, [1, 2]),  # as typed
        ("x = 1 + 1", {}, 4, 4),  # as the submitted notebook shows it
        ("x = 1 + 1", {}, None, None),
        ("x = nan", {}, float("nan"), None),
    ],
)
def test_where_a_value_comes_from(answer, notes, output, value):
    submitted = graded(answer)
    if output is not None:
        payload = {"v": 1, "id": "a", "value": output}
        submitted.cells[3].outputs = [new_output("display_data", {MIME: payload})]
    found = own_work("ana", graded(answer, **notes), [], lambda: submitted)
    assert found.values == ({} if value is None else {"a": value})


def test_right_is_all_points():
    for points, right in ((2.0, {"a"}), (1.0, set())):
        assert own_work("ana", graded("x = 1", points=points, of=2.0), []).right == right
    assert own_work("ana", graded("x = 1"), []).right == set()


def test_given_sources_hold_no_solution():
    source = "x = ...\n### BEGIN SOLUTION\nx = 5\n### END SOLUTION"
    nb = nbformat.v4.new_notebook(cells=[new_code_cell(source)])
    assert given_sources(nb) == ["x = ..."]
