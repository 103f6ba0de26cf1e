"""What was planted in the quality data shows on the charts of the lesson, and nothing else does."""

import numpy as np
import pandas as pd
import pytest

from shopfloor.data import load

# Subgroups of five; the constants of any textbook.
A2, D4, D2 = 0.577, 2.114, 2.326


def values(characteristic):
    samples = load("quality/samples")
    rows = samples[samples["characteristic"] == characteristic]
    return rows[[f"x{n}_mm" for n in range(1, 6)]].to_numpy()


def beyond(x, base=slice(None)):
    """Numbers of the subgroups whose average, and whose range, is beyond limits from the base subgroups."""
    means, ranges = x.mean(axis=1), np.ptp(x, axis=1)
    center, width = means[base].mean(), A2 * ranges[base].mean()
    averages = np.flatnonzero(abs(means - center) > width) + 1
    return averages.tolist(), (np.flatnonzero(ranges > D4 * ranges[base].mean()) + 1).tolist()


def cells(text):
    return text.str.replace(",", ".").replace("", np.nan).astype(float)


@pytest.fixture(scope="module")
def inspection():
    return load("quality/inspection").set_index("day")


@pytest.fixture(scope="module")
def cmm():
    """The report made tidy: millimeters, one spelling, no failed probings."""
    table = load("quality/cmm_report")
    factor = np.where(table["Unit"] == "in", 25.4, 1.0)
    for column in ("Nominal", "Tol +/-", "Actual", "Dev"):
        table[column] = cells(table[column]) * factor
    table["Feature"] = table["Feature"].str.upper().str.replace(" ", "_")
    return table[table["Dev"].notna()]


def test_the_shift_of_the_bore(key):
    known = key("quality/samples")["bore"]
    x = values("bore")
    averages, ranges = beyond(x, slice(0, 25))
    assert ranges == []
    assert averages == known["beyond_limits_from_the_first_25"]
    assert averages[0] == known["shift_from_subgroup"]
    at = known["shift_from_subgroup"] - 1
    sigma = np.ptp(x, axis=1).mean() / D2
    assert (x[at:].mean() - x[:at].mean()) / sigma == pytest.approx(known["shift_sigmas"], abs=0.25)


def test_the_trend_of_the_shaft(key):
    known, x = key("quality/samples")["shaft"], values("shaft")
    means, sigma = x.mean(axis=1), np.ptp(x, axis=1).mean() / D2
    changed = known["tool_changed_after_subgroup"]
    # The largest fall between two halves of any cut is where the tool was changed.
    falls = {n: means[n - 4 : n].mean() - means[n : n + 4].mean() for n in range(4, 37)}
    assert abs(max(falls, key=falls.get) - changed) <= 1
    for part in (means[:changed], means[changed:]):
        slope = np.polyfit(np.arange(len(part)), part, 1)[0] / sigma
        assert slope == pytest.approx(known["sigmas_per_subgroup"], abs=0.04)
    averages, ranges = beyond(x)
    assert ranges == []
    assert set(averages) & set(range(changed - 5, changed + 1))


def test_the_outlier_in_the_groove(key):
    known, x = key("quality/samples")["groove"], values("groove")
    averages, ranges = beyond(x)
    assert ranges == [known["subgroup"]]
    assert averages == []
    assert x[known["subgroup"] - 1].argmax() + 1 == known["piece"]


def test_the_two_cavities_of_the_boss(key):
    known, x = key("quality/samples")["boss"], values("boss")
    assert beyond(x) == ([], [])
    z = (x.mean(axis=1) - x.mean()) / (A2 * np.ptp(x, axis=1).mean() / 3)
    # All within 1.2 of three sigmas where a third should be beyond 1: limits far too wide.
    assert (abs(z) < 1).mean() > 0.9
    inside = x.std(axis=0, ddof=1).mean()
    apart = x[:, : known["pieces_from_cavity_1"]].mean() - x[:, known["pieces_from_cavity_1"] :].mean()
    assert apart / inside == pytest.approx(known["cavities_apart_sigmas"], abs=0.3)


def test_flatness_is_stable_and_no_bell(key):
    known, x = key("quality/samples")["flatness"], values("flatness")
    assert beyond(x) == ([], [])
    assert pd.Series(x.ravel()).skew() > 0.8
    usl = load("quality/characteristics").set_index("characteristic").loc["flatness", "usl_mm"]
    cpu = (usl - x.mean()) / 3 / (np.ptp(x, axis=1).mean() / D2)
    assert cpu == pytest.approx(known["cpu_as_if_a_bell"], abs=0.005)
    # The bell promises fewer beyond the limit than there are.
    assert (x > usl).sum() == known["beyond_the_limit_of_200"]


def test_capability_of_the_bore_before_and_after(key):
    known, x = key("quality/samples")["bore"], values("bore")
    limits = load("quality/characteristics").set_index("characteristic").loc["bore"]
    for name, part in (("cpk_before", x[:27]), ("cpk_after", x[27:])):
        sigma = np.ptp(part, axis=1).mean() / D2
        cpk = min(limits["usl_mm"] - part.mean(), part.mean() - limits["lsl_mm"]) / 3 / sigma
        assert cpk == pytest.approx(known[name], abs=0.005)
    assert known["cpk_after"] < 1.33 - 0.3


def test_the_bath_falls(key):
    known, bath = key("quality/bath"), load("quality/bath").set_index("day")["concentration_g_per_l"]
    base = bath[:40]
    sigma = base.diff().abs().mean() / 1.128
    out = bath.index[abs(bath - base.mean()) > 3 * sigma].tolist()
    assert out[0] == known["first_beyond_3_sigma"]
    assert set(out) <= set(range(known["falls_from_day"], 61))
    slope = np.polyfit(range(17), bath.loc[known["falls_from_day"] :], 1)[0]
    assert slope == pytest.approx(-0.25 * 0.24, abs=0.015)


def test_kinds_add_up_to_defects_and_a_defective_has_one(inspection):
    defects = load("quality/defects").groupby("day")["count"].sum()
    assert defects.equals(inspection["defects"].rename("count"))
    assert (inspection["defects"] >= inspection["defectives"]).all()
    assert (inspection["defectives"] < inspection["inspected"]).all()
    assert inspection["inspected"].nunique() > 50


def test_the_bad_clips(inspection, key):
    known = key("quality/inspection")
    share = inspection["defectives"] / inspection["inspected"]
    p = inspection["defectives"].sum() / inspection["inspected"].sum()
    limit = p + 3 * np.sqrt(p * (1 - p) / inspection["inspected"])
    assert inspection.index[share > limit].tolist() == known["days_beyond_the_limit"]
    calm = inspection.loc[:50].drop(index=known["days_beyond_the_limit"])
    assert calm["defectives"].sum() / calm["inspected"].sum() == pytest.approx(known["true_share"], abs=0.004)
    found = load("quality/defects").set_index(["day", "defect"])["count"].unstack()
    bad = found.loc[known["days_beyond_the_limit"]].sum()
    assert bad.idxmax() == known["cause"]


def test_the_fixture_ends_one_kind_of_defect_and_the_rate_hardly_shows_it(inspection, key):
    known = key("quality/defects")
    found = load("quality/defects").set_index(["day", "defect"])["count"].unstack()
    clips = found["clip missing"]
    assert (clips.loc[known["fixture_from_day"] :] == 0).all()
    assert clips.loc[: known["fixture_from_day"] - 1].sum() > 100
    calm = inspection.drop(index=key("quality/inspection")["days_beyond_the_limit"])
    before, after = calm.loc[:50], calm.loc[51:]
    p0, p1 = (part["defectives"].sum() / part["inspected"].sum() for part in (before, after))
    assert 1 - p1 / p0 == pytest.approx(known["fewer_defectives_seen"], abs=0.005)
    n0, n1 = before["inspected"].sum(), after["inspected"].sum()
    z = (p0 - p1) / np.sqrt(p0 * (1 - p0) / n0 + p1 * (1 - p1) / n1)
    assert z == pytest.approx(known["z"], abs=0.02)


def test_gauge_study(key):
    known, table = key("quality/gauge_rr"), load("quality/gauge_rr")
    assert len(table) == 90
    by = table.groupby(["part", "inspector"], observed=True)["diameter_mm"]
    spread = by.max() - by.min()
    equipment = spread.mean() / 1.693
    inspectors = table.groupby("inspector", observed=True)["diameter_mm"].mean()
    appraiser = np.sqrt(max(((inspectors.max() - inspectors.min()) / 1.910) ** 2 - equipment**2 / 30, 0))
    parts = table.groupby("part")["diameter_mm"].mean()
    part = (parts.max() - parts.min()) / 3.178
    gauge = np.hypot(equipment, appraiser)
    assert gauge / np.hypot(gauge, part) == pytest.approx(known["share_of_study_variation"], abs=0.005)
    assert int(1.41 * part / gauge) == known["ndc"]
    assert inspectors.idxmax() == known["reads_high"]
    own = spread.groupby("inspector", observed=True).mean()
    assert own.idxmax() == known["repeats_badly"]
    assert own["C"] > 1.6 * own.drop("C").max()
    within = np.sqrt(
        table.groupby(["inspector", "part"], observed=True)["diameter_mm"]
        .var()
        .groupby("inspector", observed=True)
        .mean()
    )
    for inspector, true in known["true_repeatability_mm"].items():
        assert within[inspector] == pytest.approx(true, rel=0.35)


def test_warts_of_the_measuring_report(key):
    table = load("quality/cmm_report")
    assert len(table) == 540
    comma = table["Nominal"].str.contains(",")
    assert comma.equals(table["CMM"] == "CMM2")
    assert table["Feature"].str.contains(" ").equals(comma)
    assert sorted(table.loc[table["Unit"] == "in", "Part"].unique()) == ["VB-023", "VB-024", "VB-025"]
    failed = table["Actual"].str.replace(",", ".") == "9999.9990"
    assert failed.sum() == key("quality/cmm_report")["failed"] == (table["OutTol"] == "FAIL").sum()
    assert (table["Actual"] == "").sum() == key("quality/cmm_report")["missing"]
    # Taken as it is, the mean is nonsense.
    assert cells(table["Actual"]).mean() > 2 * cells(table["Nominal"]).mean() - 60


def test_the_measuring_report_agrees_with_itself(cmm):
    assert cmm["Feature"].nunique() == 9
    assert (abs(cmm["Actual"] - cmm["Nominal"] - cmm["Dev"]) < 0.004).all()
    out = (abs(cmm["Dev"]) > cmm["Tol +/-"] + 0.0026).to_numpy()
    assert (cmm.loc[out, "OutTol"] == "OUT").all()
    assert (cmm.loc[abs(cmm["Dev"]) < cmm["Tol +/-"] - 0.0026, "OutTol"].isna()).all()
    assert cmm.groupby("Feature")["Nominal"].agg(np.ptp).max() < 0.003


def test_what_the_measuring_report_hides(cmm, key):
    known = key("quality/cmm_report")
    off = (cmm["Dev"] / cmm["Tol +/-"])[cmm["Axis"] != "F"].groupby(cmm["Feature"]).mean()
    assert off.abs().idxmax() == known["off_center"]
    assert cmm.loc[cmm["Feature"] == known["off_center"], "Dev"].mean() == pytest.approx(
        known["off_mm"], abs=0.003
    )
    along_x = cmm[cmm["Axis"] == "X"]
    means = along_x.groupby("CMM", observed=True)["Dev"].mean()
    assert means["CMM2"] - means["CMM1"] == pytest.approx(known["machine_2_reads_x_larger_by_mm"], abs=0.0035)
    others = cmm[cmm["Axis"].isin(["Y", "D"])].groupby("CMM", observed=True)["Dev"].mean()
    assert abs(others["CMM2"] - others["CMM1"]) < 0.003


def test_warts_of_the_camera(key):
    table, known = load("quality/vision_report"), key("quality/vision_report")
    assert table.duplicated().sum() == known["duplicate_rows"] > 2
    table = table.drop_duplicates()
    assert table["Serial"].is_unique
    assert table["Serial"].is_monotonic_increasing
    assert ((table["Score"] == -1) == (table["Result"] == "ERR")).all()
    assert (table["Recheck"].notna() == (table["Result"] == "NG")).all()
    named = table.loc[table["Result"] == "NG", "Class"]
    assert named.nunique() > named.str.lower().str.strip().str.replace("_", " ").str[:3].nunique() == 3
    assert table["Timestamp (UTC)"].is_monotonic_increasing


def test_the_sun_makes_the_camera_refuse_good_lids(key):
    known, table = key("quality/vision_report"), load("quality/vision_report").drop_duplicates()
    local = pd.to_datetime(table["Timestamp (UTC)"]).dt.tz_convert("America/Chicago")
    assert local.dt.hour.between(6, 17).all()
    good = table[(table["Result"] == "OK") | (table["Recheck"] == "OK")]
    refused = (good["Recheck"] == "OK").astype(int)
    hour = (local.dt.hour + local.dt.minute / 60).loc[good.index]
    sunny = hour.between(15, 16.49)
    assert refused[sunny].mean() == pytest.approx(known["good_refused_in_the_sun"], abs=0.04)
    assert refused[~sunny].mean() == pytest.approx(known["good_refused_otherwise"], abs=0.006)
    assert refused.groupby(hour.astype(int)).mean().nlargest(2).index.tolist() in ([15, 16], [16, 15])
