"""Answer keys: Python under ``instructor/answers``, one function per graded id, run only by the grader.

A key file says how an assignment's answers follow from a student's own data::

    from shopfloor.data import my_data
    from shopfloor.grading.keys import key
    from shopfloor.teaching.compare import Mistake, Number

    def data(student, course):
        return my_data("timestudy/bench_study", student, course)

    @key("a05_average_time")
    def average_time(case):
        times = case.data["time_min"]
        return Number(times.mean(), unit="min", tolerance=0.005, mistakes=[Mistake(times.sum(), "the sum")])
"""

import importlib.util
import math
import sys
from numbers import Real
from pathlib import Path

from shopfloor.grading.problem import Problem
from shopfloor.grading.while_unchanged import while_unchanged

_MARK = "_shopfloor_graded_id"


def key(graded_id):
    """Decorator: this function is the key of that graded id. It takes a Case and returns a compare object."""

    def remember(function):
        setattr(function, _MARK, graded_id)
        return function

    return remember


class Case:
    """One student's case: what a key function may look at.

    ``student`` and ``course`` are the id and the course code that made the data, ``data`` is what the key
    file's ``data(student, course)`` returned, ``earlier`` gives what the student handed in for another part.
    """

    def __init__(self, student, course, data=None, handed_in=None):
        self.student, self.course, self.data = student, course, data
        self._handed_in = dict(handed_in or {})
        self.followed = set()

    def earlier(self, graded_id, default):
        """The value handed in for another part if it is of the same kind as ``default``, else ``default``.

        A wrong earlier value is followed through in this way: the later part is judged as if it were right.
        """
        value = self._handed_in.get(graded_id)
        if value is None or not same_kind(value, default):
            return default
        if value != default:
            self.followed.add(graded_id)
        return value

    def without_earlier(self):
        """The same case, as if nothing had been handed in before."""
        return Case(self.student, self.course, self.data)


def same_kind(value, default):
    """True if the value can stand where the default stands: a number, a text, a list of such, a table.

    >>> same_kind(3, 2.5), same_kind("3", 2.5), same_kind([1, 2], [7]), same_kind([1, "x"], [7])
    (True, False, True, False)
    """
    if isinstance(default, bool) or isinstance(value, bool):
        return isinstance(default, bool) and isinstance(value, bool)
    if isinstance(default, Real):
        return isinstance(value, Real) and abs(value) < sys.float_info.max
    if isinstance(default, (list, tuple)):
        if not isinstance(value, (list, tuple)):
            return False
        return not default or all(same_kind(item, default[0]) for item in value)
    return isinstance(value, type(default))


class Keys:
    """The key functions of one assignment."""

    def __init__(self, path, module):
        self.path = path
        self._data = getattr(module, "data", None)
        # For parts marked by hand: {graded id: {points: what earns them, with an example}}.
        self.rubric = getattr(module, "RUBRIC", {})
        # Where reading one takes longer than the usual two minutes: {graded id: minutes in words}.
        self.minutes = getattr(module, "MINUTES", {})
        self.functions = {}
        for function in vars(module).values():
            graded_id = getattr(function, _MARK, None)
            if graded_id is None:
                continue
            if self.functions.setdefault(graded_id, function) is not function:
                raise Problem(f"two keys have the id {graded_id}", file=path, remedy="give each part one key")

    def case(self, student, course, handed_in=None):
        """The case of one student, with their data computed once."""
        data = self._data(student, course) if self._data else None
        return Case(student, course, data, handed_in)

    def answer(self, graded_id, case):
        """What the key expects of this case (a compare object).

        Earlier values come from a student: if a key cannot go on from them, they are left out. A key that
        stops on the student's data alone is a fault of the key, and a Problem.
        """
        function = self.functions[graded_id]
        try:
            answer = function(case)
            if case.followed and not _finite(answer):
                raise ValueError("nothing follows from the earlier values")
            return answer
        except Exception as error:
            if not case.followed:
                raise Problem(
                    f"the key of {graded_id} stops with {type(error).__name__}: {error}",
                    file=self.path,
                    remedy="mend the key, then grade again",
                ) from error
            case.followed.clear()
            return self.answer(graded_id, case.without_earlier())


def _finite(answer):
    expected = getattr(answer, "answer", None)
    return not isinstance(expected, float) or math.isfinite(expected)


def path_of(root, assignment):
    """Where the assignment's key file lies."""
    return Path(root, "answers", f"{assignment}.py")


def load_keys(root, assignment):
    """The keys of an assignment, as ``answers/<assignment>.py`` is now."""
    path = path_of(root, assignment)
    if not path.is_file():
        raise Problem("there is no answer key", file=path, remedy="put the key file there, then grade again")
    return _loaded(path)


@while_unchanged
def _loaded(path):
    path = Path(path)
    spec = importlib.util.spec_from_file_location(f"shopfloor_key_{path.stem}", path)
    module = importlib.util.module_from_spec(spec)
    writes_bytecode, sys.dont_write_bytecode = sys.dont_write_bytecode, True
    try:
        spec.loader.exec_module(module)
    except Exception as error:
        raise Problem(
            f"the answer key stops with {type(error).__name__}: {error}",
            file=path,
            remedy="mend the key, then grade again",
        ) from error
    finally:
        sys.dont_write_bytecode = writes_bytecode
    return Keys(path, module)
