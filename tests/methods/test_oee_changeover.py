"""SMED: what the machine stands for, before and after, and in a plan."""

import pandas as pd
import pytest

from shopfloor.methods import oee

STEPS = pd.DataFrame(
    {
        "when": ["before"] * 4 + ["after"] * 4,
        "step": [1, 2, 3, 4, 1, 2, 4, 5],
        "description": ["fetch mold", "bolts out", "search", "material"] * 2,
        "minutes": [5, 10, 3, 6, 5, 4, 8, 1],
        "kind": [
            "internal",
            "internal",
            "internal",
            "external",
            "external",
            "internal",
            "external",
            "internal",
        ],
    }
)
STEPS.loc[7, "description"] = "check"


def test_before_and_after_are_compared_by_step():
    found = oee.smed(STEPS)
    assert (found.internal_before, found.external_before) == (18, 6)
    assert (found.internal_after, found.external_after) == (5, 13)
    assert (found.saved, found.saved_share) == (13, pytest.approx(13 / 18))
    assert (found.made_external, found.left_out, found.shortened) == ([1], [3], [2])
    assert all(type(step) is int for step in found.made_external + found.left_out + found.shortened)
    assert found.steps["change"].to_list() == ["made external", "shorter", "left out", "longer", "new"]
    assert found.steps["description"].to_list() == ["fetch mold", "bolts out", "search", "material", "check"]
    assert list(found.steps)[2:6] == ["minutes_before", "kind_before", "minutes_after", "kind_after"]


def test_a_plan_starts_from_the_steps_before_and_ignores_those_after():
    found = oee.smed(STEPS, external=[1], left_out=[3], minutes={2: 7.5})
    assert (found.internal_after, found.external_after) == (7.5, 11)
    assert found.steps["step"].to_list() == [1, 2, 3, 4]
    alone = oee.smed(STEPS[STEPS["when"] == "before"].drop(columns="when"), external=1)
    assert (alone.internal_after, alone.external_after) == (13, 11)
    moved_and_shorter = oee.smed(STEPS, external=[1], minutes={1: 2})
    assert moved_and_shorter.steps["change"].iloc[0] == "made external and shorter"


def test_without_a_plan_nothing_changes():
    found = oee.smed(STEPS[STEPS["when"] == "before"])
    assert found.saved == 0 and set(found.steps["change"]) == {"as before"}
    assert oee.smed(pd.DataFrame({"step": [1], "minutes": [4], "kind": "external"})).saved_share == 0


def test_phases_may_have_other_names():
    renamed = STEPS.replace({"when": {"before": "January", "after": "March"}})
    assert oee.smed(renamed, before="January", after="March").saved == 13
    back = oee.smed(renamed, before="March", after="January")
    assert back.saved == -13 and back.steps["change"].iloc[0] == "made internal"


def test_it_reads_as_a_sentence():
    assert repr(oee.smed(STEPS)) == (
        "Changeover: the machine stood 18 min, now 5 min (72% less); external work 6 min, now 13 min.\n"
        "Made external: steps 1. Left out: 3. Shorter: 2."
    )


def test_inputs_are_not_changed():
    before = STEPS.copy(deep=True)
    oee.smed(STEPS, external=[1], minutes={2: 1})
    pd.testing.assert_frame_equal(STEPS, before)


BEFORE = STEPS[STEPS["when"] == "before"]


@pytest.mark.parametrize(
    ("steps", "options", "words"),
    [
        ("steps", {}, "table of steps; str"),
        (BEFORE.iloc[0:0], {}, "no steps: the table is empty"),
        (BEFORE.drop(columns="kind"), {}, "no column kind: it has when"),
        (BEFORE.assign(kind="inside"), {}, 'Step 1 is \'inside\': a step is "internal" or "external"'),
        (BEFORE.assign(minutes=[5, -1, 3, 6]), {}, "time of step 2 cannot be negative"),
        (BEFORE.assign(minutes=[5, None, 3, 6]), {}, "time of step 2 is empty"),
        (BEFORE.assign(step=[1, 2, 2, 3]), {}, "Step 2 is in the table twice"),
        (BEFORE, {"external": [9]}, "no step 9: there are 1, 2, 3 and 4"),
        (BEFORE, {"left_out": [9]}, "no step 9"),
        (BEFORE, {"minutes": {9: 1}}, "no step 9"),
        (BEFORE, {"external": [1], "left_out": [1]}, "Step 1 cannot be both"),
        (BEFORE, {"external": [4]}, "Step 4 is external already"),
        (BEFORE, {"minutes": {1: -2}}, "new time of step 1 cannot be negative"),
        (BEFORE, {"minutes": [3]}, "as a dictionary"),
        (BEFORE, {"external": "1"}, "as a list, such as"),
        (BEFORE, {"external": [True]}, "Yes-or-no"),
        (STEPS, {"before": "January"}, "no steps of the time 'January': there are those of before and after"),
        (STEPS, {"after": "later"}, "say which two to compare"),
    ],
)
def test_smed_refuses(steps, options, words):
    with pytest.raises(ValueError, match=words):
        oee.smed(steps, **options)
