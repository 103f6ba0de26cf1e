"""What was planted in the walk, the delays, the 5S walks and the game is found again."""

import pytest

from shopfloor.data import load

WASTES = {
    "transport",
    "inventory",
    "motion",
    "waiting",
    "overproduction",
    "overprocessing",
    "defects",
    "unused talent",
}


@pytest.fixture(scope="module")
def planted(key):
    return key("waste")


@pytest.fixture(scope="module")
def delays():
    return load("waste/delays")


def minute(clock):
    return clock.str[:2].astype(int) * 60 + clock.str[3:].astype(int)


def test_the_walk_has_no_gap():
    walk = load("waste/walk")
    start = minute(walk["start"])
    assert (start.shift(-1) - start - walk["minutes"]).dropna().eq(0).all()
    assert walk["event"].tolist() == list(range(1, 41))
    assert ((walk["distance_m"] > 0) == (walk["place"] == "aisle")).all()


def test_every_waste_is_met_and_none_is_named(planted):
    walk, events = load("waste/walk"), planted["walk"]["events"]
    assert list(events) == [str(number) for number in walk["event"]]
    first = [labels[0] for labels in events.values()]
    assert set(first) == WASTES | {"value added", "necessary"}
    for seen in walk["seen"]:
        assert not any(word in seen.lower() for word in WASTES - {"waiting", "motion"} | {"waste", "value"})
    moved = {int(number) for number, labels in events.items() if labels[0] == "transport"}
    assert moved == set(walk.loc[walk["distance_m"] > 0, "event"])


def test_value_added_ratio(planted):
    walk, told = load("waste/walk").set_index("event"), planted["walk"]
    paid = [int(number) for number, labels in told["events"].items() if labels == ["value added"]]
    minutes = int(walk.loc[paid, "minutes"].sum())
    assert (minutes, int(walk["minutes"].sum())) == (told["value_added_min"], told["minutes"])
    assert minutes / walk["minutes"].sum() == pytest.approx(told["value_added_ratio"], abs=0.0001)
    by_label = walk["minutes"].groupby([labels[0] for labels in told["events"].values()]).sum()
    assert by_label.to_dict() == told["minutes_by_first_label"]


def test_the_dirt_of_the_delays(delays, planted):
    told = planted["delays"]
    assert int(delays["minutes"].isna().sum()) == told["missing_minutes"]
    usual = delays.groupby("cause", observed=True)["minutes"].median()
    ratio = delays["minutes"] / delays["cause"].astype(str).map(usual)
    assert delays.loc[ratio > 20, "delay"].tolist() == [told["entry_in_seconds"]]
    assert ratio.drop(ratio.idxmax()).max() < 5
    other = delays[delays["cause"] == "other"]
    assert len(other) == len(told["other_belongs_to"]) and (other["note"] != "").all()


def test_pareto_by_count_and_by_minutes_differ(delays, planted):
    told = planted["delays"]
    dirty = delays.groupby("cause", observed=True)["minutes"].sum()
    assert dirty.idxmax() == "waiting for fork truck"  # the trap
    delays = delays.copy()
    delays.loc[delays["delay"] == told["entry_in_seconds"], "minutes"] //= 60
    by_cause = delays.groupby("cause", observed=True)["minutes"].agg(["size", "sum"])
    assert by_cause["size"].idxmax() == told["most_often"]
    ranked = by_cause["sum"].sort_values(ascending=False)
    assert list(ranked.index[:3]) == told["top_three_by_minutes"]
    assert ranked.index[0] == told["most_minutes"]
    # The vital few: three of ten causes, most of the minutes.
    assert 0.5 < ranked.iloc[:3].sum() / ranked.sum() < 0.8


def test_searches_for_a_tool_fell_on_one_line(delays, planted):
    told = planted["delays"]["searches_for_a_tool_fell"]
    tool = delays[delays["cause"] == "looking for a tool"]
    late = tool["date"] >= told["from"]
    counts = tool.groupby([tool["line"].astype(str), late]).size()
    # Six weeks before, six weeks after.
    assert counts[told["line"], True] < 0.5 * counts[told["line"], False]
    other = "B" if told["line"] == "A" else "A"
    assert counts[other, True] > 0.7 * counts[other, False]


def test_delays_are_sorted_and_on_working_days(delays):
    assert delays["date"].is_monotonic_increasing
    assert {day.weekday() for day in delays["date"]} == {0, 1, 2, 3, 4}
    assert delays["date"].between("2026-01-12", "2026-04-03").all()


def test_one_area_slid_back(planted):
    audit, told = load("waste/five_s_audit"), planted["five_s_audit"]
    assert len(audit) == 3 * 4 * 15 and audit["question"].nunique() == 15
    means = audit.groupby(["area", "walk"], observed=True)["score"].mean().unstack()
    for area, levels in told["levels"].items():
        for walk, level in zip(("before", "after", "eight weeks later"), levels):
            assert means.loc[area, walk] == pytest.approx(level, abs=0.6), (area, walk)
    assert (means["after"] > means["before"] + 1).all()
    lost = means["after"] - means["eight weeks later"]
    assert lost.idxmax() == told["area_that_slid_back"]
    assert lost.max() > 1.2 and lost.drop(lost.idxmax()).max() < 0.8


def test_practice_and_order_told_apart(planted):
    """Plays of the same sheet one after the other show practice; group B's first two show both at once."""
    game = load("waste/numbers_game")
    assert (game.groupby("player").size() == 3).all() and game["player"].nunique() == 24
    wide = game.pivot(index=["group", "player"], columns="play", values="seconds")
    practice = (wide.loc["A", 2] / wide.loc["A", 1]).to_list() + (
        wide.loc["B", 3] / wide.loc["B", 2]
    ).to_list()
    learning = sum(practice) / len(practice)
    told = planted["numbers_game"]
    assert learning == pytest.approx(told["learning_per_play"], abs=0.04)
    both = (wide.loc["B", 2] / wide.loc["B", 1]).mean()
    assert both / learning == pytest.approx(told["set_in_order_share"], abs=0.05)
    # Before and after without the other group would praise 5S for the practice as well.
    assert both < told["set_in_order_share"] - 0.02


def test_the_same_bytes_again(folder, builder):
    for table, content in builder("waste").build().items():
        assert content == (folder / f"{table}.csv").read_bytes()
