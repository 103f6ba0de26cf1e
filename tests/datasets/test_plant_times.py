"""The plant's time study gives back what was planted: paces, night, learner, normal times, observers."""

import numpy as np
import pytest

from shopfloor.data import describe, load
from shopfloor.methods.timestudy import cycles_needed, decimal_minutes


@pytest.fixture(scope="module")
def planted(key):
    return key("timestudy")["plant_times"]


@pytest.fixture(scope="module")
def study():
    """All rows with what the sheet says, and the time in minutes whatever the watch showed."""
    rows = load("timestudy/plant_times").merge(load("timestudy/plant_sheets"), on="sheet")
    clock = rows["time_clock"] != ""
    rows.loc[clock, "time_min"] = decimal_minutes(rows.loc[clock, "time_clock"])
    kinds = load("timestudy/plant_elements")[["operation", "element", "kind"]]
    return rows.merge(kinds, on=["operation", "element"], how="left")


@pytest.fixture(scope="module")
def usual(study, planted):
    """Manual times after the first cycles, without the slow ones and without the learner's sheet."""
    keep = (study["kind"] == "manual") & (study["cycle"] > 4) & (study["remark"] == "")
    return study[keep & (study["sheet"] != planted["learner_sheet"])]


def test_rows_and_sheets(study, planted):
    for _, rows in study.groupby("sheet", sort=False):
        assert rows["row"].tolist() == list(range(1, len(rows) + 1))
        assert rows["cycle"].is_monotonic_increasing
    work = study[study["element"] != "F"]
    kinds = load("timestudy/plant_elements").set_index(["operation", "element"])
    for (_, operation, element), rows in work.groupby(["sheet", "operation", "element"], observed=True):
        assert len(rows) == 15 // kinds.loc[(operation, element), "every_cycles"]
    sheets = load("timestudy/plant_sheets")
    assert len(sheets) == 30 and sheets["operator_agreed"].all()
    assert (sheets.groupby(["operation", "operator", "shift"], observed=True).size() == 1).all()
    # Nobody works a day and a night shift in the same two weeks.
    assert (
        sheets.loc[sheets["shift"] == "day", "date"].max()
        < sheets.loc[sheets["shift"] == "night", "date"].min()
    )


def test_dirt_is_where_it_should_be(study, planted):
    remarks = study["remark"]
    assert int((study["element"] == "F").sum()) == planted["foreign_elements"]
    assert (remarks[study["element"] == "F"] != "").all()
    missed = remarks == "missed the reading"
    assert int(missed.sum()) == planted["missed_readings"]
    assert study["time_min"].isna().equals(missed)
    slow = (study["element"] != "F") & (remarks != "") & ~missed
    assert int(slow.sum()) == planted["slow_and_real"]
    raw = load("timestudy/plant_times")
    in_seconds = raw[raw["time_clock"] != ""]
    assert sorted(in_seconds["sheet"].unique()) == planted["sheets_in_minutes_and_seconds"]
    assert in_seconds["time_min"].isna().all()


def test_a_slow_time_is_far_from_its_like(study, usual, planted):
    slow = study[(study["kind"] == "manual") & (study["remark"] != "") & study["time_min"].notna()]
    slow = slow[slow["sheet"] != planted["learner_sheet"]]
    assert len(slow) >= 6
    means = usual.groupby(["operation", "operator", "shift", "element"], observed=True)["time_min"].mean()
    for row in slow.itertuples():
        assert row.time_min > 1.35 * means[row.operation, row.operator, row.shift, row.element]


def test_pace_of_each_operator_and_the_night(usual, planted):
    """Least squares on logarithms: a level for each element, for each operator, and for the night."""
    cells = usual.groupby(["operation", "element", "operator", "shift"], observed=True)["time_min"].mean()
    cells = cells.reset_index()
    cells = cells[~cells["operator"].eq("K6")]
    cells["what"] = cells["operation"].astype(str) + cells["element"]
    columns = [(cells["what"] == name).to_numpy(float) for name in sorted(cells["what"].unique())]
    operators = ["K1", "K2", "K4", "K5"]  # against K3, whose pace is 1.00
    columns += [(cells["operator"] == code).to_numpy(float) for code in operators]
    columns.append((cells["shift"] == "night").to_numpy(float))
    found, *_ = np.linalg.lstsq(np.column_stack(columns), np.log(cells["time_min"]), rcond=None)
    for code, level in zip(operators, found[-5:-1]):
        assert np.exp(-level) == pytest.approx(planted["pace"][code], abs=0.03)
    assert np.exp(found[-1]) == pytest.approx(planted["night_factor"], abs=0.02)


def test_normal_times(usual, planted):
    for operation, elements in planted["normal_min"].items():
        for element, normal in elements.items():
            rows = usual[(usual["operation"] == operation) & (usual["element"] == element)]
            pace = rows["operator"].map(planted["pace"]) / np.where(rows["shift"] == "night", 1.05, 1)
            assert (rows["time_min"] * pace).mean() == pytest.approx(normal, rel=0.06), (operation, element)


def test_the_machine_keeps_its_setting(study, planted):
    for (operation, element), setting in {
        tuple(name.split("/")): value for name, value in planted["machine_min"].items()
    }.items():
        rows = study[(study["operation"] == operation) & (study["element"] == element)]
        assert rows["time_min"].mean() == pytest.approx(setting, abs=0.01)
        assert (rows["time_min"] - setting).abs().max() < 0.022


def test_times_are_skewed_and_slow_at_first(study, usual, planted):
    keys = ["sheet", "element"]
    relative = usual["time_min"] / usual.groupby(keys)["time_min"].transform("mean")
    assert relative.skew() > 0.3
    means = usual.groupby(keys)["time_min"].mean().rename("usual").reset_index()
    early = study[(study["kind"] == "manual") & (study["cycle"] <= 2) & (study["remark"] == "")]
    early = early.merge(means, on=keys)
    assert (early["time_min"] / early["usual"]).mean() == pytest.approx(1.095, abs=0.03)


def test_one_sheet_is_that_of_a_learner(study, planted):
    """Cycles 5 to 7 against 13 to 15: everybody else has warmed up by then."""
    plain = study[(study["kind"] == "manual") & (study["remark"] == "")]
    plain = plain[~((plain["operation"] == "pack a pump") & (plain["element"] == "D"))]
    fall = {}
    for sheet, rows in plain.groupby("sheet"):
        by_element = [rows[rows["cycle"].between(*cycles)] for cycles in ((5, 7), (13, 15))]
        early, late = (part.groupby("element")["time_min"].mean().sum() for part in by_element)
        fall[sheet] = early / late
    others = [value for sheet, value in fall.items() if sheet != planted["learner_sheet"]]
    assert np.median(others) == pytest.approx(1.0, abs=0.05)
    assert max(fall, key=fall.get) == planted["learner_sheet"]
    first = plain[plain["sheet"] == planted["learner_sheet"]].groupby("cycle")["time_min"].sum()
    assert first.loc[1:3].mean() > 1.3 * first.loc[13:15].mean()


def test_observers(planted, key):
    ratings = load("timestudy/plant_ratings").merge(
        load("timestudy/plant_sheets"), on="sheet", suffixes=("", "_2")
    )
    ratings = ratings[ratings["sheet"] != planted["learner_sheet"]]
    pace = ratings["operator"].map(planted["pace"]) / np.where(ratings["shift"] == "night", 1.05, 1)
    for observer, model in key("timestudy")["plant_ratings"]["observers"].items():
        mine = ratings["observer"] == observer
        slope, level = np.polyfit(pace[mine] - 1, ratings.loc[mine, "rating"] - 1, 1)
        assert slope == pytest.approx(model["slope"], abs=0.15)
        assert level == pytest.approx(model["bias"], abs=0.015)
        left = ratings.loc[mine, "rating"] - 1 - level - slope * (pace[mine] - 1)
        # Rounding to 0.05 adds its own spread of 0.05 / sqrt(12).
        assert left.std() == pytest.approx((model["spread"] ** 2 + 0.05**2 / 12) ** 0.5, rel=0.25)
    assert set((ratings["rating"] * 20).round(9) % 1) == {0.0}


def test_fifteen_cycles_are_too_few_for_some_elements(study, planted):
    first = study[(study["sheet"] == "TS-101") & (study["element"] != "F") & study["time_min"].notna()]
    assert cycles_needed(first[["element", "time_min"]], precision=0.05) > 15


def test_allowances_are_labelled_as_invented():
    table = load("timestudy/allowances")
    assert table["allowance"].between(0.01, 0.06).all()
    assert table.groupby("group", observed=True).size().min() >= 1
    assert "Invented for the course" in repr(describe("timestudy/allowances"))


@pytest.mark.parametrize("name", ["plant_times", "rating_clips", "rated_times"])
def test_the_same_bytes_again(folder, builder, name):
    for table, content in builder(name).build().items():
        assert content == (folder / f"{table}.csv").read_bytes()


def test_raters_of_the_clips(key):
    planted = key("timestudy")["clip_ratings"]
    ratings = load("timestudy/clip_ratings").merge(load("timestudy/rating_clips"), on="clip")
    for (session, rater), rows in ratings.groupby(["session", "rater"], observed=True):
        slope, level = np.polyfit(rows["known_pace"] - 1, rows["rating"] - 1, 1)
        model = planted[rater][session]
        # Three standard errors of a straight line through 24 points.
        error = model["spread"] / 24**0.5
        assert abs(level - model["bias"]) < 3 * error + 0.005
        assert abs(slope - model["slope"]) < 3 * error / rows["known_pace"].std(ddof=0) + 0.05


def test_practice_helps_the_class():
    ratings = load("timestudy/clip_ratings").merge(load("timestudy/rating_clips"), on="clip")
    ratings["off"] = ratings["rating"] - ratings["known_pace"]
    by = ratings.groupby(["session", "rater"], observed=True)["off"]
    bias, spread = by.mean().abs().groupby(level=0).mean(), by.std().groupby(level=0).mean()
    assert bias["after practice"] < 0.6 * bias["before practice"]
    assert spread["after practice"] < 0.75 * spread["before practice"]
    # Untrained raters are off by about a tenth, as the literature finds.
    assert 0.07 < ratings.loc[ratings["session"] == "before practice", "off"].abs().mean() < 0.15
