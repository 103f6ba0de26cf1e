"""The course's own quality tables: what was planted in them comes out of the methods."""

import json
from pathlib import Path

import pytest

from shopfloor.data import load
from shopfloor.methods import quality

KEYS = Path(__file__).resolve().parents[2] / "instructor" / "keys" / "quality.json"


@pytest.fixture(scope="module")
def key():
    return json.loads(KEYS.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def samples():
    return load("quality/samples")


@pytest.fixture(scope="module")
def limits():
    return load("quality/characteristics").set_index("characteristic")


@pytest.fixture(scope="module")
def inspection():
    return load("quality/inspection")


def test_the_shift_of_the_bore(samples, limits, key):
    known = key["quality/samples"]["bore"]
    bore = samples[samples["characteristic"] == "bore"]
    averages, ranges = quality.xbar_r(bore, base=25)
    assert averages.out_of_control == known["beyond_limits_from_the_first_25"]
    assert averages.out_of_control[0] == known["shift_from_subgroup"]
    assert ranges.out_of_control == []
    for name, part in (
        ("cpk_before", bore[bore["subgroup"] < 28]),
        ("cpk_after", bore[bore["subgroup"] >= 28]),
    ):
        result = quality.capability(part, limits.loc["bore", "lsl_mm"], limits.loc["bore", "usl_mm"])
        assert round(result.cpk, 2) == known[name]


def test_the_trend_of_the_shaft(samples, key):
    averages, ranges = quality.xbar_r(samples[samples["characteristic"] == "shaft"])
    changed = key["quality/samples"]["shaft"]["tool_changed_after_subgroup"]
    assert changed in averages.out_of_control and ranges.out_of_control == []
    # A run above the line up to the tool change, and none on just after it.
    runs = quality.run_rules(averages)[4]
    assert runs[-1] + 1 == changed


def test_the_outlier_in_the_groove(samples, key):
    averages, ranges = quality.xbar_r(samples[samples["characteristic"] == "groove"])
    assert ranges.out_of_control == [key["quality/samples"]["groove"]["subgroup"]]
    assert averages.out_of_control == []


def test_the_two_cavities_of_the_boss_hug_the_center_line(samples):
    boss = samples[samples["characteristic"] == "boss"]
    averages, ranges = quality.xbar_r(boss)
    assert averages.out_of_control == ranges.out_of_control == []
    found = quality.run_rules(averages, "nelson")
    assert found.pop(7) and not any(found.values())
    # The short-term spread holds the difference of the cavities, so it is the larger one.
    result = quality.capability(boss, 8.92, 9.08)
    assert result.sigma > result.overall


def test_flatness_is_no_bell(samples, limits, key):
    known = key["quality/samples"]["flatness"]
    flatness = samples[samples["characteristic"] == "flatness"]
    result = quality.capability(flatness, None, limits.loc["flatness", "usl_mm"], target=0)
    assert round(result.cpu, 2) == known["cpu_as_if_a_bell"]
    assert round(result.outside * result.n) == known["beyond_the_limit_of_200"]
    assert result.expected_outside < result.outside / 4


def test_the_missing_limit_of_flatness_is_named(samples, limits):
    flatness = samples[samples["characteristic"] == "flatness"]
    with pytest.raises(ValueError, match="write None in its place"):
        quality.capability(flatness, limits.loc["flatness", "lsl_mm"], 0.06)


def test_a_table_of_all_characteristics_is_refused(samples):
    with pytest.raises(ValueError, match="5 characteristics"):
        quality.xbar_r(samples)


def test_the_bath_falls(key):
    known, bath = key["quality/bath"], load("quality/bath")
    single, _ = quality.individuals(bath["concentration_g_per_l"], base=40, labels=bath["day"])
    assert single.out_of_control[0] == known["first_beyond_3_sigma"]
    assert min(single.out_of_control) >= known["falls_from_day"]
    # The run rules see it no earlier than the fall begins.
    hits = [place for found in quality.run_rules(single).values() for place in found]
    assert known["falls_from_day"] <= bath["day"][min(hits)] <= known["first_beyond_3_sigma"]


def test_the_bad_clips(inspection, key):
    days = key["quality/inspection"]["days_beyond_the_limit"]
    chart = quality.p_chart(inspection["defectives"], inspection["inspected"], labels=inspection["day"])
    assert chart.out_of_control == days
    calm = quality.p_chart(
        inspection["defectives"][:50],
        inspection["inspected"][:50],
        labels=inspection["day"][:50],
        without=days,
    )
    assert calm.centre == pytest.approx(key["quality/inspection"]["true_share"], abs=0.004)
    assert (
        quality.u_chart(
            inspection["defects"], inspection["inspected"], labels=inspection["day"]
        ).out_of_control
        == days
    )


def test_the_fixture_is_hardly_seen_in_the_share(inspection, key):
    known = key["quality/defects"]
    calm = inspection[~inspection["day"].isin(key["quality/inspection"]["days_beyond_the_limit"])]
    before, after = (
        calm[calm["day"] < known["fixture_from_day"]],
        calm[calm["day"] >= known["fixture_from_day"]],
    )
    result = quality.compare_shares(
        before["defectives"].sum(),
        before["inspected"].sum(),
        after["defectives"].sum(),
        after["inspected"].sum(),
    )
    assert result.fewer == pytest.approx(known["fewer_defectives_seen"], abs=5e-4)
    assert result.z == pytest.approx(known["z"], abs=0.05)


def test_the_gauge_study(key):
    known, table = key["quality/gauge_rr"], load("quality/gauge_rr")
    study = quality.gauge_rr(table, tolerance=0.200)
    assert study.percent_of_study_variation["gauge"] == pytest.approx(
        100 * known["share_of_study_variation"], abs=0.5
    )
    assert study.ndc == known["ndc"] == quality.gauge_rr(table, "anova").ndc
    assert study.averages.idxmax() == known["reads_high"]
    assert study.ranges.idxmax() == known["repeats_badly"]
    assert study.deviations["part"] == pytest.approx(known["true_part_sd_mm"], rel=0.35)


def test_the_example_of_the_sealing_force(key):
    force = load("quality/seal_force")
    averages, ranges = quality.xbar_r(force)
    assert ranges.out_of_control == [8] and averages.out_of_control == [21, 22, 23, 24]
    result = quality.capability(force, force["lsl_n"][0], force["usl_n"][0])
    assert result.n == 96 and result.cpk > result.ppk
