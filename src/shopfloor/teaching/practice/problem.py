"""One practice problem: read it, answer it, see it solved."""

from html import escape

from ..compare import Choice, Number, Order
from ..message import Message, of_verdict
from ..progress.diary import note
from ..values import listed, with_unit


class Problem:
    """A problem that ``practice`` gives. Shown as its text; ``check`` judges an answer.

    The same topic, level and seed give the same problem, on every computer.
    """

    def __init__(self, topic, level, seed, why=""):
        self.topic, self.lesson = topic.name, topic.lesson
        self.level, self.seed = level, seed
        self.why = why
        self._task = topic.task(level, seed)
        self._solved = self._opened = False

    @property
    def text(self):
        """The problem in words, with the unit asked for and how near counts as right."""
        return self._task.text

    @property
    def comparison(self):
        """What judges an answer: a `Number`, `Choice` or `Order` of shopfloor.teaching.compare."""
        return self._task.test

    @property
    def answer(self):
        """The right answer: a number (rounded one place further than asked for), a letter, or a list."""
        test = self._task.test
        if isinstance(test, Number):
            return round(test.answer, test.decimals + 1) if test.tolerance else test.answer
        if isinstance(test, Choice):
            return sorted(test.answer) if test.several else min(test.answer)
        return list(test.answer) if isinstance(test, Order) else sorted(test.answer)

    def check(self, answer=...):
        """Say what an answer is worth, as ``check`` does in a lesson.

        Returns
        -------
        Message
            Shown when it is the last line of a cell. ``.right`` is True or False, ``.text`` the words.
        """
        test = self._task.test
        verdict = test.judge(answer)
        then = []
        if verdict.outcome in ("almost", "wrong") and test.stated:
            then.append(test.stated)
        if verdict.outcome.startswith("wrong"):
            then.append("Try again, or problem.solution() shows the way step by step.")
        if verdict.right:
            then.append(f'Another one: practice("{self.topic}", level={self.level}).')
        if not self._solved and verdict.outcome != "not tried":
            self._note("practice", outcome=verdict.outcome, alone=not self._opened)
            self._solved = verdict.right
        return of_verdict(verdict, then)

    def solution(self):
        """Show the way to the answer, step by step, with this problem's numbers.

        Returns
        -------
        Message
        """
        if not self._opened:
            self._note("practice solution")
            self._opened = True
        steps = tuple(f"Step {place}. {step}" for place, step in enumerate(self._task.steps, start=1))
        return Message("help", "Solution", f"The answer is {self._shown_answer}.", items=steps)

    @property
    def _shown_answer(self):
        test, answer = self._task.test, self.answer
        if isinstance(test, Number):
            return with_unit(answer, test.unit)
        if isinstance(test, Choice):
            letters = answer if test.several else [answer]
            return "; ".join(f"{letter}, {test.options[letter]}" for letter in letters).rstrip(".")
        return " ".join(answer) if isinstance(test, Order) else listed(answer)

    def _note(self, what, **details):
        note(what, lesson=self.lesson, topic=self.topic, level=self.level, seed=self.seed, **details)

    @property
    def _about(self):
        words = f"Lesson {self.lesson}, {self.topic}, level {self.level}, seed {self.seed}"
        return f"{words}. {self.why}" if self.why else f"{words}."

    def __repr__(self):
        return f"{self.text}\n({self._about})"

    def _repr_html_(self):
        text = "<br>".join(_line(line) for line in self.text.split("\n"))
        return (
            '<div role="group" aria-label="Practice problem" class="shopfloor-practice mathjax_ignore" '
            'style="border:1px solid #808080;border-radius:6px;padding:8px 14px;margin:4px 0;max-width:70ch;'
            "font-family:var(--jp-content-font-family,system-ui,sans-serif);"
            'font-size:var(--jp-content-font-size1,14px);line-height:1.5;color:var(--jp-content-font-color1,inherit)">'
            f'<p style="margin:0">{text}</p>'
            f'<p style="margin:6px 0 0;font-size:0.9em">{escape(self._about)}</p></div>'
        )


def _line(line):
    """A line of the text; one that is set in (code, the row of a table) keeps its spaces."""
    if line.startswith("  "):
        return f'<code style="white-space:pre-wrap;background:none;color:inherit">{escape(line)}</code>'
    return escape(line)
