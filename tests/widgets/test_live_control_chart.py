"""The live control chart: games made from a seed, the method's own limits and marks, stops scored, played by keys."""

import json
import re

import numpy as np
import pytest

from shopfloor.methods import quality
from shopfloor.widgets.live_control_chart import LiveControlChart
from shopfloor.widgets.live_control_chart.made_process import CAUSES, EARLIEST, MEAN, SIGMA, TAIL, play

ROOT = ".sf-live-chart"
ALL = tuple(CAUSES)


def stopped(chart, at, rules="none"):
    """The next game, ended there (None: never)."""
    stops = chart.inputs["stops"]
    game = len(stops) + 1
    chart.set(game=game, shown=at or 80, stops=[*stops, {"game": game, "at": at, "rules": rules}])


def only(cause, **arguments):
    """A chart whose games have that cause, and when the first game's begins."""
    chart = LiveControlChart(causes=[cause], **arguments)
    return chart, chart._play(1).began


def test_a_game_is_the_same_each_time_and_no_other():
    assert play(14, 1, 5, 20, 80, ALL) == play.__wrapped__(14, 1, 5, 20, 80, ALL)
    assert play(14, 1, 5, 20, 80, ALL).samples != play(14, 2, 5, 20, 80, ALL).samples
    assert play(15, 1, 5, 20, 80, ALL).samples != play(14, 1, 5, 20, 80, ALL).samples
    # The draws of random() are promised to stay the same in every version of Python, and so the games.
    assert play(14, 1, 5, 20, 80, ALL)[1:] == ("drift", 49, 0.12)


def test_every_cause_comes_about_equally_often_and_within_its_time():
    games = [play(14, number, 2, 20, 80, ALL) for number in range(1, 401)]
    for cause in ALL:
        assert 70 <= sum(game.cause == cause for game in games) <= 130
    began = [game.began for game in games if game.cause != "none"]
    assert min(began) == 20 + EARLIEST and max(began) == 80 - TAIL
    assert all((game.began is None) == (game.cause == "none") for game in games)
    assert {np.sign(game.size) for game in games if game.cause == "shift"} == {-1, 1}


@pytest.mark.parametrize("cause", ALL)
def test_the_cause_is_in_the_numbers_as_it_is_told(cause):
    """Averaged over many games, before and under the cause, in standard deviations of a piece."""
    before, under = [], []
    for number in range(1, 121):
        game = play(3, number, 5, 20, 80, (cause,))
        z = (np.array(game.samples) - MEAN) / SIGMA
        began = game.began or 41
        before.append(z[: began - 1].ravel())
        tail = z[began - 1 :]
        if cause == "shift":
            tail = tail - game.size
        elif cause == "drift":
            tail = tail - game.size * np.arange(1, len(tail) + 1)[:, None]
        elif cause == "spread":
            tail = tail / game.size
        under.append(tail.ravel())
    for part in (np.concatenate(before), np.concatenate(under)):
        assert abs(part.mean()) < 0.03 and part.std() == pytest.approx(1, abs=0.02)


def test_the_subgroup_that_is_told_is_the_first_under_the_cause():
    for cause in ("shift", "drift"):
        first, before = [], []
        for number in range(1, 501):
            game = play(4, number, 5, 20, 80, (cause,))
            z = np.sign(game.size) * (np.array(game.samples) - MEAN) / SIGMA
            first.append(z[game.began - 1].mean() - abs(game.size))
            before.append(z[game.began - 2].mean())
        # 2,500 pieces: the mean is right to 0.02, and the least drift is 0.08.
        assert abs(np.mean(first)) < 0.05 and abs(np.mean(before)) < 0.05


@pytest.mark.parametrize("n", [2, 5, 10])
def test_limits_points_and_marks_are_those_of_the_methods(n):
    chart = LiveControlChart(seed=5, n=n, base=25, rules="western electric")
    samples = [list(one) for one in chart._play(1).samples]
    averages, ranges = quality.xbar_r(samples, base=25)
    for drawn, expected in ((chart.view["averages"], averages), (chart.view["ranges"], ranges)):
        assert drawn["points"] == [round(float(one), 3) for one in expected.points]
        assert (drawn["centre"], drawn["lcl"], drawn["ucl"]) == (
            round(expected.centre, 3), round(float(expected.lcl), 3), round(float(expected.ucl), 3))  # fmt: skip
    rules = quality.run_rules(averages)
    assert chart.view["marks"] == sorted(
        [place, [rule for rule in rules if place in rules[rule]]] for place in set(sum(rules.values(), []))
    )
    assert chart.view["far"] == ranges.positions
    chart.set(rules="nelson")
    assert chart.view["rules"]["3"].startswith("6 points in a row")
    nelson = quality.run_rules(averages, "nelson")
    assert {place for place, _ in chart.view["marks"]} == set(sum(nelson.values(), []))
    chart.set(rules="limits")
    assert [place for place, _ in chart.view["marks"]] == averages.positions and chart.view["zones"] is False
    assert "once in 370" in chart.view["price"]
    chart.set(rules="none")
    assert chart.view["marks"] == [] and chart.view["far"] == [] and chart.view["price"] == ""


def test_a_cause_that_is_caught():
    chart, began = only("shift")
    stopped(chart, began + 3, "limits")
    row = chart.record.iloc[0]
    assert (row["cause"], row["began"], row["stopped_at"], row["delay"]) == ("shift", began, began + 3, 4)
    assert not row["false_alarm"] and not row["missed"] and row["rules"] == "limits"
    assert row["size"] == chart._play(1).size
    assert f"shifted at subgroup {began}, by {row['size']:+.2f} standard deviations" in chart.text
    assert (
        "after 4 subgroups of it: caught" in chart.text
        and "1 caught (mean delay 4.0 subgroups)" in chart.text
    )
    chart, began = only("spread")
    stopped(chart, began)
    assert chart.record["delay"][0] == 1 and "in the first subgroup of it: caught" in chart.text


def test_a_false_alarm_before_the_cause_or_without_any():
    chart, began = only("drift")
    stopped(chart, began - 1)
    row = chart.record.iloc[0]
    assert row["false_alarm"] and not row["missed"] and row.isna()["delay"]
    assert chart.view["ended"]["outcome"] == "false alarm" and "1 false alarm, 0 caught" in chart.text
    chart, began = only("none")
    assert began is None
    stopped(chart, 40)
    row = chart.record.iloc[0]
    assert row["false_alarm"] and row.isna()["began"] and "There was no cause" in chart.text
    stopped(chart, None)
    assert chart.view["ended"]["outcome"] == "right" and "1 rightly let run" in chart.text
    assert chart.record["false_alarm"].tolist() == [True, False]


def test_a_cause_that_nobody_stopped():
    chart, _ = only("spread")
    stopped(chart, None)
    row = chart.record.iloc[0]
    assert row["missed"] and not row["false_alarm"] and row.isna()[["stopped_at", "delay"]].all()
    assert "You let it run to subgroup 80: missed." in chart.text and "1 missed" in chart.view["score"]


@pytest.mark.parametrize("rules", ["none", "western electric"])
def test_when_a_chart_would_have_signalled(rules):
    chart = LiveControlChart()
    for _ in range(4):
        stopped(chart, 60, rules)
    for number, signal in zip(range(1, 5), chart.record["chart_signal"], strict=True):
        averages, ranges = quality.xbar_r([list(one) for one in chart._play(number).samples], base=20)
        hits = averages.positions if rules == "none" else sum(quality.run_rules(averages).values(), [])
        later = [place + 1 for place in [*hits, *ranges.positions] if place >= 20]
        assert (signal == min(later)) if later else signal is not signal or str(signal) == "<NA>"
    number, began = next((n, chart._play(n).began) for n in range(1, 5) if chart._play(n).cause == "drift")
    words = chart._told(chart._results(chart.inputs["stops"])[number - 1])["words"]
    assert ("would have signalled at 57." in words) if rules == "none" else ("at 25, a false alarm." in words)
    assert began == 49


def test_nothing_hidden_is_said_before_the_end():
    chart, began = only("shift", rules="western electric")
    chart.set(shown=began - 1)
    said = json.dumps([chart.text, chart.view["ended"], chart.view["games"], chart.view["score"]])
    assert "shift" not in said and not re.search(rf"\b{began}\b", said)
    assert chart.view["ended"] is None and "began" not in json.dumps(chart.view)
    marked = [place + 1 for place, _ in chart.view["marks"] if place >= began - 1]
    assert marked and not any(f" {place}" in chart.text.split("Marked")[1] for place in marked)


def test_words_say_what_is_shown():
    chart = LiveControlChart()
    chart.set(shown=33)
    averages, ranges = quality.xbar_r(chart.samples()[["x1", "x2", "x3", "x4", "x5"]], base=20)
    assert len(chart.samples()) == 33
    for words in (
        "Game 1: 33 of 80 subgroups of 5", f"center line {averages.centre:.2f} g",
        f"limits {averages.lcl:.2f} to {averages.ucl:.2f}", f"upper limit {ranges.ucl:.2f}",
        f"last average is {averages.points[32]:.2f}, the last range {ranges.points[32]:.1f} g",
    ):  # fmt: skip
        assert words in chart.text


def test_the_samples_of_a_game_are_all_there_when_it_has_ended():
    chart = LiveControlChart()
    stopped(chart, 50)
    assert len(chart.samples()) == 80 and chart.samples(1).columns.tolist() == [
        "subgroup",
        "x1",
        "x2",
        "x3",
        "x4",
        "x5",
    ]
    chart.set(game=2, shown=20)
    assert len(chart.samples()) == 20 and len(chart.samples(1)) == 80
    assert (
        chart.view["ended"] is None
        and chart.text.startswith("Game 2: 20 of 80")
        and "stopped" not in chart.text
    )
    for bad in (3, 0, True, "1"):
        with pytest.raises(ValueError, match="Games are numbered from 1; 1 have ended"):
            chart.samples(bad)


def test_the_record_has_its_columns_when_empty():
    chart = LiveControlChart()
    empty = chart.record
    stopped(chart, 50)
    assert empty.empty and (empty.dtypes == chart.record.dtypes).all()


def test_games_are_kept(tmp_path):
    path = tmp_path / "my_games.json"
    chart = LiveControlChart(save_as=path)
    stopped(chart, 50)
    chart.set(game=2, shown=27)
    again = LiveControlChart(save_as=path)
    assert again.record.equals(chart.record) and again.view["set"]["shown"] == 27
    assert "another seed" in LiveControlChart(seed=8, save_as=path).view["problem"]


@pytest.mark.parametrize(
    "bad",
    [{"stops": "none"}, {"stops": [{"game": 2, "at": 40, "rules": "none"}]}, {"stops": [{"game": 1, "at": 20, "rules": "none"}]},
     {"stops": [{"game": 1, "at": 81, "rules": "none"}]}, {"stops": [{"game": 1, "at": 40, "rules": "mine"}]}, {"stops": [7]},
     {"stops": [{"game": 1, "at": True, "rules": "none"}]}, {"game": 2}, {"game": 0}, {"shown": 19}, {"shown": 81},
     {"shown": 30.5}, {"rules": "mine"}, {"rules": None}, {"seed": 8}],
)  # fmt: skip
def test_what_is_no_game_is_refused(bad):
    chart = LiveControlChart()
    chart.inputs = {**chart.inputs, **bad, "step": 1}
    assert chart.view["problem"] and chart.record.empty and chart.view["game"] == 1


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ({"seed": "14"}, "seed must be"),
        ({"seed": True}, "seed must be"),
        ({"n": 1}, "pieces in a subgroup is a whole number from 2 to 10; 1 was given"),
        ({"n": 5.0}, "pieces in a subgroup"),
        ({"base": 5}, "from 10 to 50; 5 was given"),
        ({"subgroups": 30}, "from 40 to 300"),
        ({"causes": ["luck"]}, "none, shift, drift and spread"),
        ({"causes": []}, "The causes are some of"),
        ({"rules": "mine"}, "'western electric', 'nelson'; 'mine' was given"),
        ({"speed": 0}, "0.5 to 8"),
    ],
)
def test_arguments_that_make_no_sense(arguments, words):
    with pytest.raises(ValueError, match=words):
        LiveControlChart(**arguments)


def test_a_cause_is_caught_by_keyboard_and_read_back(lab, open_page, axe):
    """The task: step until a range lies beyond its limit, stop there; then run the second game and stop it."""
    page = open_page()
    lab.write(
        "quality/live.ipynb",
        [
            "from shopfloor.widgets.live_control_chart import LiveControlChart\n"
            "chart = LiveControlChart(causes='spread', subgroups=60, speed=8)\nchart",
            "print('last line')",
            "print(chart.record[['game', 'cause', 'began', 'stopped_at', 'delay', 'rules']].to_json(orient='values'))",
        ],
    )
    expected = LiveControlChart(causes="spread", subgroups=60)
    lab.run_all(page, "quality/live.ipynb", "last line")
    page.wait_for_selector(f"{ROOT}[data-linked='yes']")
    assert axe(page, ROOT) == []
    page.get_by_label("Mark").focus()
    page.keyboard.press("ArrowDown")
    page.wait_for_selector(f"{ROOT} .sf-note >> text=once in 370")
    stage = page.locator(f"{ROOT} .sf-stage")
    stage.focus()
    page.keyboard.press("s")
    page.wait_for_selector(f"{ROOT} .sf-said >> text=The process has not run yet")
    began = expected._play(1).began
    expected.set(rules="limits")
    signal = expected._signal(1, "limits")
    for place in range(21, 61):
        page.keyboard.press("ArrowRight")
        page.wait_for_selector(f"{ROOT} .sf-said >> text=Subgroup {place}: average")
        assert page.locator(f"{ROOT} .sf-live-outcome").is_hidden()
        if (
            "beyond its limit" in page.locator(f"{ROOT} .sf-said").inner_text()
            or "Marked" in page.locator(f"{ROOT} .sf-said").inner_text()
        ):
            break
    assert place == signal and page.locator(f"{ROOT} .sf-marked").count() >= 1
    page.keyboard.press("s")
    page.wait_for_selector(f"{ROOT} .sf-live-outcome >> text=The spread grew at subgroup {began}")
    assert page.locator(f"{ROOT} .sf-began").count() == 1 and page.locator(f"{ROOT} .sf-stop").count() == 1
    assert axe(page, ROOT) == []
    assert stage.evaluate("node => node === document.activeElement")
    page.keyboard.press("n")
    page.wait_for_selector(f"{ROOT}[data-state='paused'][data-at='20'] >> text=Game 2 is ready")
    page.keyboard.press("Space")
    page.wait_for_selector(f"{ROOT}[data-state='running']")
    page.wait_for_function("root => Number(document.querySelector(root).dataset.at) >= 23", arg=ROOT)
    page.keyboard.press("Space")
    page.wait_for_selector(f"{ROOT}[data-state='paused']")
    at = int(page.locator(ROOT).get_attribute("data-at"))
    page.get_by_role("button", name="Stop: I suspect a cause").press("Enter")
    page.wait_for_selector(f"{ROOT} .sf-live-outcome >> text=You stopped at subgroup {at}: a false alarm")
    page.wait_for_selector(f"{ROOT} tbody tr:nth-child(2) >> text=false alarm")
    rows = json.loads(lab.run_cell(page, 2))
    delay = signal - began + 1 if signal >= began else None
    assert rows[0] == [1, "spread", began, signal, delay, "limits"]
    assert rows[1] == [2, "spread", expected._play(2).began, at, None, "limits"]
    assert page.outside_requests == [] and page.script_errors == []


@pytest.mark.parametrize("colors", ["light", "dark"])
def test_a_static_page_without_movement(open_page, axe, on_a_static_page, colors):
    page = open_page(width=320, height=700, color_scheme=colors, reduced_motion="reduce")
    chart = LiveControlChart()
    stopped(chart, 55)
    chart.set(game=2, shown=40)
    on_a_static_page(page, chart)
    page.wait_for_selector(f"{ROOT}[data-at='40']")
    page.locator(f"{ROOT} .sf-stage").focus()
    page.keyboard.press("Space")
    page.wait_for_selector(f"{ROOT} .sf-said >> text=No movement is chosen")
    assert page.locator(f"{ROOT} .sf-run-button").is_disabled()
    page.keyboard.press("n")
    page.wait_for_selector(f"{ROOT}[data-at='41'][data-state='paused']")
    page.get_by_label("no movement").uncheck()
    page.locator(f"{ROOT} .sf-run-button").click()
    page.wait_for_function("root => Number(document.querySelector(root).dataset.at) >= 43", arg=ROOT)
    page.locator(f"{ROOT} .sf-run-button").click()
    page.wait_for_selector(f"{ROOT}[data-linked='no']", timeout=15_000)
    assert "Run All Cells" in page.locator(".sf-trouble").inner_text()
    assert axe(page, ROOT) == []
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    assert page.script_errors == [] and page.outside_requests == []


def test_a_game_that_has_ended_shows_what_was_hidden(open_page, on_a_static_page):
    page = open_page(width=900, height=700)
    chart = LiveControlChart()
    stopped(chart, 45)
    on_a_static_page(page, chart)
    page.wait_for_selector(f"{ROOT}[data-state='ended'] .sf-panels >> text=cause from 49")
    assert page.locator(f"{ROOT} .sf-panels >> text=stopped at 45").count() == 1
    assert page.locator(f"{ROOT} .sf-panels .sf-later").count() == 2 * 35
    assert page.get_by_role("button", name="Next game").is_visible()
    assert page.get_by_role("button", name="Step").is_hidden()
