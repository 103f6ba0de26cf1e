"""The made record is good data: what was planted is there, once, and the rest is what a bench looks like."""

import pytest
from shopfloor.data import load

CYCLES = 20


@pytest.fixture(scope="module")
def elements():
    return load("timestudy/elements")


def rows_of(operation):
    """One operation's rows with readings and times in whole hundredths of a minute."""
    study = load("timestudy/stopwatch_study")
    rows = study[study["operation"] == operation].reset_index(drop=True)
    rows["reading"] = (rows["reading_min"] * 100).round().astype(int)
    rows["time"] = rows["reading"].diff().fillna(rows["reading"]).astype(int)
    rows.attrs["operation"] = operation
    return rows


def without_slip(rows):
    """The rows with the slip of the watch put right."""
    rows = rows.copy()
    if rows.attrs["operation"] == "assemble a valve":
        rows.loc[54, "reading"] = 1326
        rows["time"] = rows["reading"].diff().fillna(rows["reading"]).astype(int)
    return rows


@pytest.fixture(scope="module", params=["drill a bracket", "assemble a valve", "pack a carton"])
def record(request):
    return rows_of(request.param)


def test_rows_are_numbered_and_complete(record):
    assert record["observation"].tolist() == list(range(1, len(record) + 1))
    assert record["cycle"].is_monotonic_increasing
    work = record[record["element"].isin(list("ABCD"))]
    expected = [(cycle, element) for cycle in range(1, CYCLES + 1) for element in "ABCD"]
    assert list(zip(work["cycle"], work["element"])) == expected


def test_only_the_slip_makes_the_watch_run_backwards(record):
    backwards = record.loc[record["time"] <= 0, "observation"].tolist()
    assert backwards == ([56] if record.attrs["operation"] == "assemble a valve" else [])


def test_the_slip_is_two_swapped_digits():
    valve = rows_of("assemble a valve")
    row = valve.loc[54]
    assert (row["observation"], row["cycle"], row["element"], row["remark"]) == (55, 14, "A", "")
    assert row["reading_min"] == 13.62
    assert without_slip(valve)["time"].loc[54:55].tolist() == [17, 28]


def test_foreign_elements(record):
    foreign = record[record["element"] == "F"]
    assert foreign["remark"].tolist() == {
        "drill a bracket": ["answered a question from the supervisor", "dropped a bracket and picked it up"],
        "assemble a valve": ["dropped a screw and looked for it", "waited while a fork truck passed"],
        "pack a carton": [
            "answered the telephone",
            "picked up the tape roll that fell",
            "talked with a colleague about the next order",
        ],
    }[record.attrs["operation"]]


def test_other_remarks_belong_to_the_work(record):
    other = record[(record["element"] != "F") & (record["remark"] != "")]
    assert list(zip(other["cycle"], other["element"], other["remark"])) == {
        "drill a bracket": [],
        "assemble a valve": [(9, "C", "tight thread")],
        "pack a carton": [(cycle, "E", "fetches a stack of flat cartons") for cycle in (5, 10, 15, 20)],
    }[record.attrs["operation"]]


def test_the_real_outlier_stands_out():
    valve = rows_of("assemble a valve")
    times = valve.loc[valve["element"] == "C", "time"].nlargest(2)
    assert times.iloc[0] == 71
    assert times.iloc[1] < 50


def test_the_machine_sets_its_own_pace(elements):
    machine = elements[elements["kind"] == "machine"]
    assert list(zip(machine["operation"], machine["element"])) == [("drill a bracket", "C")]
    drill = rows_of("drill a bracket")
    assert set(drill.loc[drill["element"] == "C", "time"]) == {41, 42, 43}


def test_manual_times_are_those_of_a_bench(record):
    rows = without_slip(record)
    manual = rows[rows["element"].isin(list("ABCD")) & (rows["remark"] == "")]
    assert manual["time"].between(6, 60).all()
    means = manual.groupby("element")["time"].mean()
    assert means.min() > 7
    assert means.max() < 45


def test_manual_times_are_skewed_and_a_little_slow_at_first():
    study = load("timestudy/stopwatch_study")
    study["time"] = study.groupby("operation")["reading_min"].diff().fillna(study["reading_min"])
    keep = (study["remark"] == "") & (study["element"] < "E") & ~study["observation"].isin([55, 56])
    study = study[keep & ~((study["operation"] == "drill a bracket") & (study["element"] == "C"))]
    late = study[study["cycle"] > 4]
    usual = late.groupby(["operation", "element"])["time"].mean().rename("usual")
    relative = study.join(usual, on=["operation", "element"]).eval("time / usual")
    assert relative[study["cycle"] <= 2].mean() > 1.05
    assert relative[study["cycle"] > 4].skew() > 0.2


def test_every_element_that_was_timed_is_described(record, elements):
    own = elements[elements["operation"] == record.attrs["operation"]]
    assert set(own["element"]) == set(record["element"]) - {"F"}
    counts = record["element"].value_counts()
    for row in own.itertuples():
        assert counts[row.element] == CYCLES // row.every_cycles


def test_every_break_point_is_told(elements):
    assert elements["ends_when"].is_unique
    assert (elements["ends_when"].str.len() > 15).all()
    assert elements["operation"].unique().tolist() == [
        "drill a bracket",
        "assemble a valve",
        "pack a carton",
        "assemble a hose clamp",
    ]
    rare = elements[elements["every_cycles"] > 1]
    assert list(zip(rare["operation"], rare["element"], rare["every_cycles"])) == [
        ("pack a carton", "E", 5),
        ("assemble a hose clamp", "E", 6),
    ]
