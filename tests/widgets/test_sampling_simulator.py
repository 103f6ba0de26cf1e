"""The sampling simulator: days whose truth is known, the method's own shares and margins, used by keys."""

import json

import pytest

from shopfloor.methods import worksampling
from shopfloor.widgets import SamplingSimulator
from shopfloor.widgets.sampling_simulator.day import (
    A_DAY,
    ACTIVITIES,
    PLANS,
    minutes,
    reel,
    seen,
    tour_times,
    truth,
)

ROOT = ".sf-sampling"
RANDOM, FIXED = PLANS


def noted(simulator, plan, count, note=None):
    """So many tours of a plan, noted as they were seen (or all as `note`)."""
    made = [tour for tour in simulator.inputs["tours"] if tour[0] == plan]
    tours = [[plan, note or simulator._tour(plan, len(made) + n)[2]] for n in range(count)]
    simulator.set(plan=plan, tours=[*simulator.inputs["tours"], *tours])


@pytest.mark.parametrize("seed", [7, 1, 2, 3])
def test_a_day_has_480_minutes_and_every_activity(seed):
    day = minutes(seed, 1)
    assert len(day) == 480 and set(day) <= set(ACTIVITIES)
    whole = truth(seed, 10)
    assert sum(whole.values()) == pytest.approx(1)
    assert 0.5 < whole["assembles"] < 0.75 and min(whole.values()) > 0.005
    assert minutes(seed, 2) != day == minutes.__wrapped__(seed, 1)


def test_fixed_times_meet_the_train_and_random_times_do_not():
    """The trap: a tour at each half hour sees the waiting far too often; random tours see the truth."""
    share = {}
    for plan in PLANS:
        seen_then = [seen(7, day, time) for day in range(1, 26) for time in tour_times(7, day, plan)]
        assert len(seen_then) == 25 * A_DAY
        share[plan] = seen_then.count("waits for material") / len(seen_then)
    true = truth(7, 25)["waits for material"]
    assert abs(share[RANDOM] - true) < 2.6 * worksampling.margin(true, 400) / 1.96
    assert share[FIXED] > 2 * true


def test_every_activity_can_be_shown():
    script, where = reel()
    end = script["segments"][-1]["end"]
    for activity, (scene, *_) in ACTIVITIES.items():
        low, high = where[activity]
        shown = {one["scene"] for one in script["segments"] if one["start"] < high and one["end"] > low}
        if activity == "assembles":
            assert shown == {"B", "C", "D"}
        elif scene is None:
            assert low >= end, "the operator rests after the last scene"
        else:
            assert shown == {scene}


def test_shares_and_margins_are_those_of_the_method():
    simulator = SamplingSimulator(save_as=None)
    noted(simulator, RANDOM, 40)
    expected = worksampling.proportions(simulator.record)
    assert simulator.shares().drop(columns="true_share").equals(expected)
    assert simulator.shares()["true_share"].tolist() == [truth(7, 3)[name] for name in expected["activity"]]
    shown = {line[0]: line[1:4] for line in simulator.view["shares"]}
    for row in expected.itertuples():
        assert shown[row.activity] == [row.tours, round(row.proportion * 100, 1), round(row.margin * 100, 1)]
    n, share, low, high = simulator.view["running"][-1]
    assert (n, low, high) == (40, *(round(one, 4) for one in worksampling.interval(share, 40)))
    assert f"it takes {worksampling.sample_size(share, 0.05)} tours" in simulator.text


def test_what_was_always_or_never_seen_has_no_margin_of_zero():
    simulator = SamplingSimulator(save_as=None)
    noted(simulator, RANDOM, 1, note="assembles")
    low, _ = worksampling.interval(1, 1)
    assert f"100\u00a0% of them, which fits a true share from {low * 100:.0f} to 100\u00a0%" in simulator.text
    shown = {line[0]: line[3] for line in simulator.view["shares"]}
    assert shown["assembles"] is None and "0 points" not in simulator.text


def test_the_truth_is_shown_only_on_request():
    simulator = SamplingSimulator(save_as=None)
    noted(simulator, RANDOM, 20, note="assembles")
    assert "In truth" not in simulator.text and simulator.view["true_share"] is None
    assert [line[4] for line in simulator.view["shares"]] == [None] * 6
    simulator.set(truth=True)
    wrong = int((simulator.record["activity"] != simulator.record["true_activity"]).sum())
    assert wrong > 3 and f"{wrong} of your notes are wrong" in simulator.text
    assert simulator.view["true_share"] == truth(7, 2)["assembles"]


def test_the_plans_are_counted_apart():
    simulator = SamplingSimulator(save_as=None)
    noted(simulator, RANDOM, 5)
    noted(simulator, FIXED, 18)
    record = simulator.record
    assert record["plan"].value_counts().to_dict() == {FIXED: 18, RANDOM: 5}
    fixed = record[record["plan"] == FIXED]
    assert (
        fixed["time"].tolist()[:3] == ["06:00", "06:30", "07:00"]
        and fixed["day"].tolist() == [1] * 16 + [2] * 2
    )
    assert simulator.view["made"] == 18
    with pytest.raises(ValueError, match="The plans are random times, every half hour"):
        simulator.shares("hourly")
    with pytest.raises(ValueError, match="No tour has been made"):
        SamplingSimulator(save_as=None).shares()


def test_an_empty_record_has_the_same_columns_and_types():
    simulator = SamplingSimulator(save_as=None)
    empty = simulator.record
    noted(simulator, RANDOM, 2)
    assert empty.empty and (empty.dtypes == simulator.record.dtypes).all()


@pytest.mark.parametrize(
    "bad",
    [{"plan": "hourly"}, {"tours": [["random times", "sleeps"]]}, {"tours": "none"}, {"tours": [["assembles"]]},
     {"tours": [["random times", "drinks"]] * 401}, {"seed": 8}],
)  # fmt: skip
def test_what_is_no_tour_is_refused(bad):
    simulator = SamplingSimulator(save_as=None)
    simulator.inputs = {**simulator.inputs, **bad, "step": 1}
    assert simulator.view["problem"] and simulator.record.empty


def test_tours_are_kept(tmp_path):
    path = tmp_path / "my_tours.json"
    noted(SamplingSimulator(save_as=path), RANDOM, 3)
    assert len(SamplingSimulator(save_as=path).record) == 3
    assert "other days" in SamplingSimulator(seed=8, save_as=path).view["problem"]


@pytest.mark.parametrize("arguments", [{"seed": "7"}, {"seed": True}, {"speed": 0}, {"speed": "fast"}])
def test_arguments_that_make_no_sense(arguments):
    with pytest.raises(ValueError, match="must be"):
        SamplingSimulator(save_as=None, **arguments)


def test_toured_by_keyboard_and_read_back_in_python(lab, open_page, axe):
    page = open_page()
    lab.write(
        "sampling/tours.ipynb",
        [
            "from shopfloor.widgets import SamplingSimulator\nsimulator = SamplingSimulator()\nsimulator",
            "print('last line')",
            "print(simulator.record[['plan', 'time', 'activity']].to_json(orient='values'))",
        ],
    )
    lab.run_all(page, "sampling/tours.ipynb", "last line")
    page.wait_for_selector(f"{ROOT}[data-linked='yes']")
    assert axe(page, ROOT) == []
    page.locator(f"{ROOT} .sf-stage").focus()
    page.keyboard.press("2")
    page.wait_for_selector(f"{ROOT} .sf-said >> text=Make a tour first")
    for made, key in enumerate("162", start=1):
        page.keyboard.press("s")
        page.wait_for_selector(f"{ROOT}[data-curtain='open']")
        assert page.locator(f"{ROOT} .sf-curtain").is_hidden()
        if made == 1:
            page.wait_for_selector(f"{ROOT} .sf-said >> text=The look is over")
            assert page.locator(f"{ROOT} .sf-curtain").is_visible()
        page.keyboard.press(key)
        page.wait_for_selector(f"{ROOT}[data-made='{made}']")
    page.get_by_role("radio", name="every half hour").press("Space")
    page.wait_for_selector(f"{ROOT}[data-made='0']")
    names = list(ACTIVITIES)
    times = tour_times(7, 1, RANDOM)
    rows = json.loads(lab.run_cell(page, 2))
    assert rows == [[RANDOM, times[place], names[int(key) - 1]] for place, key in enumerate("162")]
    assert axe(page, ROOT) == []
    assert page.outside_requests == [] and page.script_errors == []


@pytest.mark.parametrize("colors", ["light", "dark"])
def test_a_look_in_words_on_a_static_page(open_page, axe, on_a_static_page, colors):
    page = open_page(width=320, height=700, color_scheme=colors, reduced_motion="reduce")
    on_a_static_page(page, SamplingSimulator(save_as=None, speed=3))
    page.locator(f"{ROOT} .sf-go").click()
    page.wait_for_selector(f"{ROOT} .sf-steps >> text=/Right hand/")
    page.wait_for_selector(f"{ROOT} .sf-said >> text=The look is over")
    assert axe(page, ROOT) == []
    page.locator(f"{ROOT} .sf-press").first.click()
    page.wait_for_selector(f"{ROOT}[data-linked='no']", timeout=15_000)
    assert "Run All Cells" in page.locator(".sf-trouble").inner_text()
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    assert page.script_errors == [] and page.outside_requests == []
