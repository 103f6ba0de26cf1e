"""The tours are an honest sample of days whose true shares are known."""

import pytest

from shopfloor.data import load

MAINTENANCE = ["fault finding", "repair"]


@pytest.fixture(scope="module")
def tours():
    return load("worksampling/tours").merge(
        load("worksampling/activities")[["activity", "group", "career_block"]], on="activity"
    )


@pytest.fixture(scope="module")
def planted(key):
    return key("worksampling")["tours"]


def margin(p, n, z=3.0):
    return z * (p * (1 - p) / n) ** 0.5


def test_the_schedule_is_random_and_possible():
    schedule = load("worksampling/tour_schedule")
    assert (schedule.groupby("day").size() == 36).all() and schedule["day"].nunique() == 10
    minute = schedule["time"].str[:2].astype(int) * 60 + schedule["time"].str[3:].astype(int)
    gaps = minute.groupby(schedule["day"]).diff().dropna()
    assert gaps.min() >= 4
    # Random times: gaps are about as spread as they are long. Every quarter of an hour, they would not be.
    assert gaps.std() > 0.6 * gaps.mean()
    assert schedule["time"].between("09:00", "17:59").all()
    assert not schedule["time"].between("12:30", "12:59").any()
    assert 0.4 < (schedule["door"] == "north").mean() < 0.6


def test_a_tour_is_made_when_it_is_due(tours, planted):
    both = load("worksampling/tour_schedule").merge(tours, on="tour", how="left", suffixes=("_due", ""))
    missed = both[both["time"].isna()]
    assert missed["tour"].tolist() == planted["missed_tours"]
    made = both.dropna(subset=["time"])
    assert (made["date_due"] == made["date"]).all()
    late = (made["time"].str[:2].astype(int) - made["time_due"].str[:2].astype(int)) * 60
    late += made["time"].str[3:].astype(int) - made["time_due"].str[3:].astype(int)
    assert late.between(-2, 2).all()
    ends = {
        "morning": ("09:00", "11:59"),
        "afternoon": ("12:00", "14:59"),
        "late afternoon": ("15:00", "17:59"),
    }
    for block, (first, last) in ends.items():
        assert made.loc[made["block"] == block, "time"].between(first, last).all()


def test_shares_of_the_day_are_recovered(tours, planted):
    for column in ("activity", "group"):
        found = tours[column].value_counts(normalize=True)
        for name, true in planted["share_by_" + column].items():
            assert abs(found[name] - true) < margin(true, len(tours)), name
        assert sum(planted["share_by_" + column].values()) == pytest.approx(1, abs=0.002)


def test_the_minutes_add_up_to_the_key(builder, planted):
    """The key's shares are those of the minutes behind the tours."""
    days = [list(builder("tours").timeline(day).values()) for day in range(1, 11)]
    assert {len(day) for day in days} == {510}
    minutes = [activity for day in days for activity in day]
    for name, share in planted["share_by_activity"].items():
        assert minutes.count(name) / len(minutes) == pytest.approx(share, abs=0.0006)


def test_the_breakdown_is_the_only_day_outside(tours, planted):
    """p-chart of fault finding and repair, limits by each day's own number of tours."""
    hit = tours["activity"].isin(MAINTENANCE)
    centre = hit.mean()
    days = hit.groupby(tours["day"]).agg(["mean", "size"])
    outside = [day for day, row in days.iterrows() if abs(row["mean"] - centre) > margin(centre, row["size"])]
    assert outside == [planted["breakdown_day"]]
    remarked = tours[tours["remark"] != ""]
    assert set(remarked["day"]) == {planted["breakdown_day"]}


def test_the_career_page_s_day_does_not_hold(tours):
    """Each kind of work a third of the day, each in its own block: two claims, and both fall."""
    found = tours["group"].value_counts(normalize=True)
    half_width = margin(1 / 3, len(tours), z=1.96)
    assert abs(found["data and improvement"] - 1 / 3) > half_width
    assert found["none of the page's"] > 0.15
    in_its_block = (tours["block"].astype(str) == tours["career_block"].astype(str)).mean()
    assert in_its_block + margin(in_its_block, len(tours), z=1.96) < 0.60


def test_the_same_bytes_again(folder, builder):
    for table, content in builder("tours").build().items():
        assert content == (folder / f"{table}.csv").read_bytes()
