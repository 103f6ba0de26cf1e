"""The frame of a widget that is computed in Python and drawn in the browser."""

import json

import anywidget
import traitlets

from shopfloor.widgets.kit.work_file import WorkFile


def plain(value):
    """A view in Python's own types, as JSON knows them: a TypeError or ValueError says what it does not know.

    NumPy's floats pass as floats in JupyterLab; in the browser's Python they would arrive as nothing at all.

    >>> plain({"sizes": (1, 2.5)})
    {'sizes': [1, 2.5]}
    """
    return json.loads(json.dumps(value, allow_nan=False))


class Computed(anywidget.AnyWidget):
    """A widget in two plain dictionaries: ``inputs``, what the learner has set, and ``view``, what comes of it.

    The browser writes ``inputs`` and draws ``view``; Python computes ``view`` with the course's methods at
    each change. A subclass has ``_esm`` and ``_css``, and three methods:

    - ``_start(self) -> dict``: the inputs at first, JSON values only;
    - ``_checked(self, inputs) -> dict``: the inputs as they may be (the browser is not trusted to be whole);
      ValueError in words for what is impossible: shown to the learner, with the last good picture;
    - ``_view(self, inputs) -> dict``: what to draw, JSON values only, with ``"text"``: the sentences that say
      it all, which are also ``.text`` and the widget's description where no browser is.

    ``self._good`` holds the last inputs that were possible: what the learner did is read from there.

    With ``save_as`` the inputs are the learner's work: kept in that JSON file beside the notebook after each
    change, and read back when the widget is made again.
    """

    inputs = traitlets.Dict().tag(sync=True)
    view = traitlets.Dict().tag(sync=True)
    page = traitlets.Unicode("").tag(sync=True)
    heard = traitlets.Unicode("").tag(sync=True)

    def __init__(self, *, save_as=None, **kwargs):
        self._file = WorkFile(save_as, type(self).__name__) if save_as else None
        inputs, words = self._start(), ""
        if self._file:
            kept, words = self._file.load()
            try:
                inputs = self._checked({**inputs, **kept}) if kept else inputs
            except ValueError as problem:
                words = self._file.put_aside(str(problem).rstrip("."))
        self._good = inputs
        inputs = plain({**inputs, "step": 0})
        super().__init__(inputs=inputs, view=self._answer(inputs, words), **kwargs)

    def __repr__(self):
        return f"{type(self).__name__}: {self.text} Run this cell in a notebook to work with it."

    @property
    def text(self):
        """What the widget shows now, in words."""
        return self.view.get("text", "")

    def set(self, **inputs):
        """Sets inputs from Python, as the learner would in the browser; ValueError in words."""
        unknown = sorted(set(inputs) - set(self._start()))
        if unknown:
            raise ValueError(
                f"There is nothing called {', '.join(unknown)} to set: there is {', '.join(self._start())}."
            )
        wanted = self._checked({**self._good, **inputs})
        self.inputs = plain({**wanted, "step": self.inputs.get("step", 0) + 1})

    def _answer(self, inputs, problem=""):
        view = plain({**self._view(inputs), "step": inputs.get("step", 0)})
        return {**view, "problem": problem} if problem else view

    @traitlets.observe("inputs")
    def _compute(self, change):
        # What is empty may be missing when it comes back from the browser edition's page.
        inputs = {**{key: None for key, value in self._good.items() if value is None}, **change["new"]}
        step = inputs.get("step", 0)
        if not isinstance(step, int) or step < 1:  # 0: the widget has just been made, with its view
            return
        try:
            checked = {**self._checked(inputs), "step": step}
            view = self._answer(checked)
        except ValueError as problem:
            # The last good picture stays, with the words; nothing impossible is kept in the file.
            self.view = {**self.view, "problem": str(problem), "step": step}
            return
        self._good = {key: value for key, value in checked.items() if key != "step"}
        if self._file and (words := self._file.save(self._good)):
            view["problem"] = words
        self.view = view

    @traitlets.observe("page")
    def _hear(self, change):
        # A page that gets no answer tells the learner that no notebook is running behind it.
        self.heard = change["new"]
