"""The frame that computed widgets share: what is set, what comes of it, the file of the learner's work."""

import json

import pytest

from shopfloor.widgets.kit import Computed


class Doubler(Computed):
    """A widget of the tests' own: doubles a number from 0 to 10."""

    _esm = "export default {}"

    def _start(self):
        return {"number": 1}

    def _checked(self, inputs):
        number = inputs.get("number")
        if not isinstance(number, (int, float)) or not 0 <= number <= 10:
            raise ValueError(f"The number goes from 0 to 10; {number!r} was given.")
        return {"number": number}

    def _view(self, inputs):
        return {"twice": 2 * inputs["number"], "text": f"Twice {inputs['number']} is {2 * inputs['number']}."}


def from_the_browser(widget, **inputs):
    widget.inputs = {**widget.inputs, **inputs, "step": widget.inputs["step"] + 1}


def test_the_view_follows_the_inputs_step_by_step():
    widget = Doubler()
    assert widget.view == {"twice": 2, "text": "Twice 1 is 2.", "step": 0}
    from_the_browser(widget, number=4)
    assert widget.view == {"twice": 8, "text": "Twice 4 is 8.", "step": 1}
    assert widget.text == "Twice 4 is 8." and repr(widget).startswith("Doubler: Twice 4 is 8. Run this cell")


def test_what_is_impossible_is_said_and_the_last_picture_stays():
    widget = Doubler()
    from_the_browser(widget, number=4)
    from_the_browser(widget, number=40)
    assert widget.view["twice"] == 8 and widget.view["step"] == 2
    assert widget.view["problem"] == "The number goes from 0 to 10; 40 was given."
    from_the_browser(widget, number=5)
    assert widget.view == {"twice": 10, "text": "Twice 5 is 10.", "step": 3}


def test_inputs_can_be_set_from_python():
    widget = Doubler()
    widget.set(number=3)
    assert widget.view["twice"] == 6 and widget.inputs == {"number": 3, "step": 1}
    with pytest.raises(ValueError, match="goes from 0 to 10"):
        widget.set(number=11)
    with pytest.raises(ValueError, match="nothing called size to set: there is number"):
        widget.set(size=3)
    assert widget.view["twice"] == 6


def test_a_page_is_answered():
    widget = Doubler()
    widget.page = "abc"
    assert widget.heard == "abc"


def test_work_is_kept_and_comes_back(tmp_path):
    path = tmp_path / "my_doubler.json"
    widget = Doubler(save_as=path)
    assert not path.exists(), "nothing has been done yet"
    from_the_browser(widget, number=7)
    assert json.loads(path.read_text(encoding="utf-8")) == {"widget": "Doubler", "inputs": {"number": 7}}
    again = Doubler(save_as=path)
    assert again.view["twice"] == 14 and "problem" not in again.view
    from_the_browser(again, number=99)
    assert json.loads(path.read_text(encoding="utf-8"))["inputs"] == {"number": 7}, (
        "nothing impossible is kept"
    )


@pytest.mark.parametrize(
    "content",
    [
        b"\xff",
        b"[]",
        b'{"widget": "Other", "inputs": {}}',
        b'{"widget": "Doubler", "inputs": {"number": 99}}',
    ],
)
def test_a_file_that_does_not_fit_is_kept_beside(tmp_path, content):
    path = tmp_path / "my_doubler.json"
    path.write_bytes(content)
    widget = Doubler(save_as=path)
    assert widget.view["twice"] == 2 and "kept as my_doubler.damaged.json" in widget.view["problem"]
    assert (tmp_path / "my_doubler.damaged.json").read_bytes() == content and not path.exists()
    from_the_browser(widget, number=2)
    assert path.exists() and "problem" not in widget.view


def test_what_something_else_wrote_is_not_written_over(tmp_path):
    path = tmp_path / "my_doubler.json"
    one, other = Doubler(save_as=path), Doubler(save_as=path)
    from_the_browser(one, number=3)
    from_the_browser(other, number=4)
    assert "that version is kept as my_doubler.other.json" in other.view["problem"]
    assert (
        json.loads((tmp_path / "my_doubler.other.json").read_text(encoding="utf-8"))["inputs"]["number"] == 3
    )


def test_a_disk_that_cannot_be_written_is_said_and_work_goes_on(tmp_path):
    widget = Doubler(save_as=tmp_path / "no folder" / "my_doubler.json")
    from_the_browser(widget, number=3)
    assert widget.view["twice"] == 6 and "stays in memory only" in widget.view["problem"]


def test_the_text_is_left_when_no_browser_is_there():
    assert Doubler().text == "Twice 1 is 2."


class Optional(Doubler):
    """A widget of the tests' own: a number that may be empty."""

    def _start(self):
        return {"number": 1, "limit": None}

    def _checked(self, inputs):
        return {**super()._checked(inputs), "limit": inputs["limit"]}


def test_what_is_empty_may_be_missing_on_its_way_back():
    widget = Optional()
    widget.inputs = {"number": 4, "step": 1}
    assert widget.view["twice"] == 8 and "problem" not in widget.view
    from_the_browser(widget, limit=3)
    widget.inputs = {"number": 5, "limit": None, "step": 3}
    assert widget._good == {"number": 5, "limit": None}


def test_what_is_shown_is_in_pythons_own_types():
    import numpy as np

    class Scaled(Doubler):
        def _view(self, inputs):
            return {"sizes": (np.float64(2.5), 1), "text": "Sizes."}

    assert Scaled().view["sizes"] == [2.5, 1] and type(Scaled().view["sizes"][0]) is float
