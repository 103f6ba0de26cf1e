"""Keys: read afresh, complete, and robust against what a student handed in before."""

import math

import pytest

from shopfloor.grading.keys import Case, load_keys, same_kind
from shopfloor.grading.marking import FOLLOWED, Judge, points
from shopfloor.grading.problem import Problem

FILE = """
from shopfloor.grading.keys import key
from shopfloor.teaching.compare import Mistake, Number, Rows

def data(student, course):
    return {"student": student, "course": course, "times": [0.2, 0.3, 0.7]}

@key("a_left_out")
def left_out(case):
    return Rows([3])

@key("a_mean")
def mean(case):
    rows = case.earlier("a_left_out", [3])
    kept = [time for number, time in enumerate(case.data["times"], 1) if number not in rows]
    return Number(sum(kept) / len(kept), "min", 0.001, mistakes=[Mistake(0.4, "That is of all.", credit=0.5)])

@key("a_per_hour")
def per_hour(case):
    return Number(60 / case.earlier("a_mean", 0.25), "pieces per hour", 0.5)
"""


@pytest.fixture
def small_keys(tmp_path):
    """``small_keys(text=FILE)``: the keys of an invented assignment."""

    def load(text=FILE):
        (tmp_path / "answers").mkdir(exist_ok=True)
        (tmp_path / "answers" / "a.py").write_text(text, encoding="utf-8")
        return load_keys(tmp_path, "a")

    return load


def judged(keys, **values):
    values = {f"a_{name}": value for name, value in values.items()}
    judge = Judge(keys, keys.case("ann", "open", values), values)
    return {name: judge(name) for name in keys.functions if name in values}


def test_right_values(small_keys):
    assert [one[3] for one in judged(small_keys(), left_out=[3], mean=0.25, per_hour=240).values()] == [
        1,
        1,
        1,
    ]


def test_a_slip_is_followed_through_and_said(small_keys):
    found = judged(small_keys(), left_out=[1], mean=0.5, per_hour=120)
    assert [one[3] for one in found.values()] == [0, 1, 1]
    assert found["a_mean"][1].endswith(FOLLOWED)
    assert not found["a_per_hour"][1].endswith(FOLLOWED)  # the value it follows is right in itself


def test_right_in_spite_of_a_slip_is_right(small_keys):
    found = judged(small_keys(), left_out=[1], mean=0.25)
    assert found["a_mean"][3] == 1
    assert FOLLOWED not in found["a_mean"][1]


@pytest.mark.parametrize("earlier", [[1, 2, 3], ["x"], "text", 3, None, True, {"a": 1}, [[3]], [math.nan]])
def test_whatever_was_handed_in_before_does_not_stop_a_key(small_keys, earlier):
    assert judged(small_keys(), left_out=earlier, mean=0.25)["a_mean"][3] == 1


@pytest.mark.parametrize(
    "value",
    [
        pytest.param(10**5000, id="huge"),
        pytest.param("1" * 50_000, id="long"),
        [[[1]]],
        {"a": 1},
        True,
        None,
        "",
        [],
        -1e308,
        0,
    ],
)
def test_no_value_stops_the_judge(small_keys, value):
    outcome, words, _, credit = judged(small_keys(), mean=value, per_hour=value)["a_mean"]
    assert credit == 0
    assert words


def test_dividing_by_an_earlier_zero(small_keys):
    assert judged(small_keys(), mean=0, per_hour=240)["a_per_hour"][3] == 1


def test_a_key_that_stops_on_the_data_alone_is_a_problem(small_keys):
    keys = small_keys(FILE.replace("[0.2, 0.3, 0.7]", "[]"))
    with pytest.raises(Problem, match=r"the key of a_mean stops with ZeroDivisionError.*a\.py"):
        judged(keys, mean=0.25)


def test_two_keys_with_one_id(small_keys):
    with pytest.raises(Problem, match="two keys have the id a_mean"):
        small_keys(FILE.replace('"a_per_hour"', '"a_mean"'))


def test_keys_are_read_afresh(small_keys):
    assert small_keys().case("ann", "open").data["times"][0] == 0.2
    assert small_keys(FILE.replace("0.2,", "0.1,")).case("ann", "open").data["times"][0] == 0.1


@pytest.mark.parametrize(
    ("value", "default", "same"),
    [
        (1, 2.5, True),
        (math.inf, 2.5, False),
        (True, 1, False),
        ("a", "b", True),
        ([1], [], True),
        ((1, 2), [3], True),
        ({1}, [3], False),
        (1, [3], False),
        ({"a": 1}, {}, True),
        ([1, None], [3], False),
    ],
)
def test_same_kind(value, default, same):
    assert same_kind(value, default) is same


def test_earlier_without_a_value_gives_the_default():
    case = Case("ann", "open", None, {})
    assert case.earlier("a_mean", 7) == 7
    assert case.followed == set()


@pytest.mark.parametrize(
    ("credit", "most", "expected"),
    [(1, 3, 3), (0, 3, 0), (2 / 3, 4, 2.67), (1 / 3, 1, 0.33), (0.999999, 3, 3)],
)
def test_points_are_part_marks_to_a_hundredth(credit, most, expected):
    assert points(credit, most) == expected


@pytest.mark.parametrize("credit", [math.nan, math.inf, -1, 2, True, "1", None])
def test_credit_that_makes_no_sense_is_never_more_than_full(credit):
    from types import SimpleNamespace

    from shopfloor.grading.marking import _credit

    assert _credit(SimpleNamespace(credit=credit)) == (1.0 if credit == 2 else 0.0)
