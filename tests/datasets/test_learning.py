"""Rates, the break, the formula and the motions come out of the data as they were planted."""

import numpy as np
import pytest

from shopfloor.data import describe, load
from shopfloor.methods.timestudy import tmu_to_seconds


@pytest.fixture(scope="module")
def planted(key):
    return key("learning")


def line(units, hours):
    """Rate and first-unit hours of the straight line on log-log paper, and how far the points are from it."""
    x, y = np.log(units), np.log(hours)
    slope, level = np.polyfit(x, y, 1)
    return 2**slope, np.exp(level), float(((y - level - slope * x) ** 2).sum())


def records(product):
    table = load("learning/unit_records")
    return table[table["product"] == product].reset_index(drop=True)


@pytest.mark.parametrize("product", ["control cabinet", "filter skid"])
def test_rate_and_first_unit(planted, product):
    told, rows = planted["unit_records"][product], records(product)
    assert rows["unit"].tolist() == list(range(1, told["units"] + 1))
    before = rows[rows["unit"] <= told.get("last_unit_before_the_break", told["units"])]
    rate, first, _ = line(before["unit"], before["hours"])
    assert rate == pytest.approx(told["rate"], abs=0.012)
    assert first == pytest.approx(told["first_h"], rel=0.05)


def test_the_break_is_found_and_what_it_cost(planted):
    told, rows = planted["unit_records"]["filter skid"], records("filter skid")
    last = told["last_unit_before_the_break"]
    weeks = rows["week"].diff()
    assert rows.loc[weeks.idxmax(), "unit"] == last + 1 and weeks.max() > 5
    assert rows.loc[rows["remark"] != "", "unit"].tolist() == [last + 1]
    after = rows[rows["unit"] > last]
    # As which unit did the line start again? The one from which the old curve fits best.
    _, first, _ = line(*(rows.loc[rows["unit"] <= last, name] for name in ("unit", "hours")))
    slope = np.log2(told["rate"])
    off = {
        start: (
            np.log(after["hours"]) - np.log(first) - slope * np.log(after["unit"] - last - 1 + start)
        ).mean()
        for start in range(2, 30)
    }
    assert abs(min(off, key=lambda start: abs(off[start])) - told["restarts_like_unit"]) <= 2
    # One line through everything is misleading: it is clearly further from the points.
    rate, _, left = line(rows["unit"], rows["hours"])
    assert rate > told["rate"] + 0.02
    assert left > 3 * line(*(rows.loc[rows["unit"] <= last, name] for name in ("unit", "hours")))[2]


def test_standard_data(planted):
    table, told = load("learning/standard_data"), planted["standard_data"]
    each, fixed = np.polyfit(table["pumps_in_crate"], table["normal_min"], 1)
    assert fixed == pytest.approx(told["fixed_min"], abs=0.08)
    assert each == pytest.approx(told["each_min"], abs=0.006)
    assert np.corrcoef(table["pumps_in_crate"], table["crate_kg"])[0, 1] == pytest.approx(1)


def test_motions_by_the_invented_table(planted):
    tmu = load("learning/bench_times").set_index("code")["tmu"]
    motions = load("learning/bench_motions")
    motions["tmu"] = [
        (tmu[row.action] + sum(tmu[extra] for extra in row.extras.split())) * row.times
        for row in motions.itertuples()
    ]
    found = motions.groupby(["method", "element"], observed=True)["tmu"].sum()
    for method, elements in planted["bench_motions"].items():
        assert {element: int(found[method, element]) for element in "ABCD"} == elements
    totals = found.groupby(level=0).sum()
    # The same order of size as the watch says for the same job.
    assert 0.35 < tmu_to_seconds(totals["present"]) / 60 < 0.65
    assert totals["proposed"] < 0.75 * totals["present"]


def test_the_table_is_sound_and_says_that_it_is_invented():
    table = load("learning/bench_times")
    assert (table["kind"] == "extra").sum() >= 5
    for column in ("action", "extras"):
        used = set(" ".join(load("learning/bench_motions")[column].astype(str)).split())
        assert used <= set(table.loc[table["kind"] == column.removesuffix("s"), "code"])
    assert "Invented for the course" in repr(describe("learning/bench_times"))


def test_the_same_bytes_again(folder, builder):
    for table, content in builder("learning").build().items():
        assert content == (folder / f"{table}.csv").read_bytes()
