"""The record in Python, and the file beside the notebook: nothing is ever lost or overwritten."""

import errno
import os
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shopfloor.widgets import Stopwatch
from shopfloor.widgets.operator import write_script
from shopfloor.widgets.stopwatch.record import COLUMNS, presses_from, table

WORK = {"seed": 5, "cycles": 12, "pace": 1.0, "speed": 1.0}


@pytest.fixture
def file(tmp_path):
    return tmp_path / "my_stopwatch_record.csv"


def press(watch, *timed, run=1, method="continuous"):
    """What the browser does at each press."""
    for element, clock in timed:
        one = {
            "run": run,
            "method": method,
            "element": element,
            "clock": clock,
            "remark": "",
            **watch.settings,
        }
        watch.set_state({"presses": [*watch.presses, one], "revision": watch.revision + 1})


def test_an_empty_record_has_the_same_columns_and_types(file):
    watch = Stopwatch(save_as=file)
    before = watch.record.dtypes
    assert list(watch.record.columns) == list(COLUMNS) and watch.record.empty
    assert watch.score().empty and watch.summary() == "Nothing has been timed yet."
    assert not file.exists(), "looking saves nothing"
    press(watch, ("A", 100), ("B", 210))
    assert (watch.record.dtypes == before).all()


def test_continuous_and_snap_back_readings(file):
    watch = Stopwatch(save_as=file)
    press(watch, ("A", 100), ("B", 210), ("F", 400))
    press(watch, ("A", 100), ("B", 210), run=2, method="snap-back")
    record = watch.record
    assert list(record["reading_min"]) == [0.1, 0.21, 0.4, 0.1, 0.11]
    assert list(record["time_min"]) == [0.1, 0.11, 0.19, 0.1, 0.11]
    assert list(record["observation"]) == [1, 2, 3, 1, 2]


def test_cycles_follow_the_observers_letters():
    timed = [
        ("A", 1),
        ("B", 2),
        ("D", 3),
        ("F", 4),
        ("A", 5),
        ("F", 6),
        ("C", 7),
        ("D", 8),
        ("E", 9),
        ("A", 10),
    ]
    cycles = table([{"run": 1, "method": "continuous", "element": e, "clock": c, **WORK} for e, c in timed])[
        "cycle"
    ]
    assert list(cycles) == [1, 1, 1, 2, 2, 2, 2, 2, 2, 3]


def test_saved_at_every_press_and_back_after_a_restart(file):
    watch = Stopwatch(seed=9, pace=1.1, save_as=file)
    ends = [(s.label, s.end) for s in write_script(9, 12, 1.1).segments[:6]]
    for count, timed in enumerate(ends, start=1):
        press(watch, timed)
        assert len(pd.read_csv(file)) == count
    assert watch.saved == {"revision": 6, "words": f"Saved in {file.name}.", "problem": False}
    # Another seed now: the old run is still scored against the work that was watched.
    again = Stopwatch(seed=1, save_as=file)
    pd.testing.assert_frame_equal(again.record, watch.record)
    assert again.score()["matched"].all() and again.score()["error_min"].abs().max() == 0
    assert "6 earlier readings" in again.notice["words"] and not again.notice["problem"]
    press(again, ("A", 90), run=2)
    assert len(Stopwatch(save_as=file).record) == 7
    assert "Run 2" in again.summary() and "Run 1" in again.summary(run=1)
    assert [p.name for p in file.parent.iterdir()] == [file.name], "no half-written file is left"


def test_undo_is_saved(file):
    watch = Stopwatch(save_as=file)
    press(watch, ("A", 100), ("B", 210))
    watch.set_state({"presses": watch.presses[:-1], "revision": watch.revision + 1})
    assert list(pd.read_csv(file)["element"]) == ["A"]


@given(
    st.lists(
        st.tuples(st.sampled_from("ABCDEF"), st.integers(0, 500), st.booleans()), min_size=1, max_size=25
    ),
    st.text(alphabet=st.characters(exclude_categories=("Cs", "Cc")), max_size=12),
)
@settings(max_examples=50, deadline=None)
def test_a_record_survives_the_file(tmp_path_factory, steps, remark):
    presses, clock, run = [], 0, 1
    for element, step, new_run in steps:
        run, clock = (run + 1, step) if new_run else (run, clock + step)
        method = "snap-back" if run % 2 else "continuous"
        presses.append(
            {"run": run, "method": method, "element": element, "clock": clock, "remark": remark, **WORK}
        )
    path = tmp_path_factory.mktemp("record") / "r.csv"
    table(presses, settings=True).to_csv(path, index=False, encoding="utf-8")
    assert presses_from(pd.read_csv(path, dtype="str", keep_default_na=False, encoding="utf-8")) == presses


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "not a table"),
        (b"\xff\xfe\x00garbage", "not a table"),
        (b"run,method\n1,continuous\n", "the column 'observation' is missing"),
        (b"run;method;observation\n1;continuous;1\n", "is missing"),
    ],
)
def test_a_damaged_file_is_kept_under_another_name(file, content, why):
    for _ in range(2):  # twice: the first kept copy is not overwritten either
        file.write_bytes(content)
        watch = Stopwatch(save_as=file)
        assert watch.record.empty and watch.notice["problem"]
        assert why in watch.notice["words"] and "is kept as" in watch.notice["words"]
    press(watch, ("A", 100))
    kept = {path.name for path in file.parent.iterdir()}
    assert kept == {file.name, "my_stopwatch_record.damaged.csv", "my_stopwatch_record.damaged-2.csv"}
    assert file.with_name("my_stopwatch_record.damaged.csv").read_bytes() == content


@pytest.mark.parametrize(
    "change", [{"element": "Z"}, {"reading_min": "x"}, {"reading_min": 0.01}, {"observation": 7}]
)
def test_a_reading_that_cannot_be_is_named_by_its_line(file, change):
    watch = Stopwatch(save_as=file)
    press(watch, ("A", 100), ("B", 210))
    rows = pd.read_csv(file, dtype="str", keep_default_na=False)
    for name, value in change.items():
        rows.loc[1, name] = str(value)
    rows.to_csv(file, index=False)
    assert "line 3 is not a reading" in Stopwatch(save_as=file).notice["words"]


def test_a_full_disk_is_said_and_timing_goes_on(file, monkeypatch):
    watch = Stopwatch(save_as=file)
    press(watch, ("A", 100))
    before = file.read_bytes()
    full = OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    def write_half(path, content):
        with open(path, "wb") as out:
            out.write(content[:10])
        raise full

    monkeypatch.setattr(Path, "write_bytes", write_half)
    press(watch, ("B", 210))
    assert (
        watch.saved["problem"]
        and "no space left" in watch.saved["words"]
        and "in memory only" in watch.saved["words"]
    )
    assert list(watch.record["element"]) == ["A", "B"]
    assert file.read_bytes() == before, "the saved record is whole"
    monkeypatch.undo()
    press(watch, ("C", 330))
    assert not watch.saved["problem"] and len(pd.read_csv(file)) == 3
    assert [p.name for p in file.parent.iterdir()] == [file.name]


def test_a_folder_that_is_not_there_is_said(tmp_path):
    watch = Stopwatch(save_as=tmp_path / "nowhere" / "r.csv")
    press(watch, ("A", 100))
    assert watch.saved["problem"] and "r.csv cannot be written" in watch.saved["words"]


def test_a_file_that_something_else_changed_is_not_overwritten(file):
    watch = Stopwatch(save_as=file)
    press(watch, ("A", 100))
    file.write_bytes(b"somebody's notes")
    press(watch, ("B", 210))
    assert file.with_name("my_stopwatch_record.other.csv").read_bytes() == b"somebody's notes"
    assert watch.saved["problem"] and "is kept as my_stopwatch_record.other.csv" in watch.saved["words"]
    assert len(pd.read_csv(file)) == 2


def test_clear_keeps_every_earlier_record(file):
    watch = Stopwatch(save_as=file)
    for _ in range(2):
        press(watch, ("A", 100))
        watch.clear()
        assert watch.record.empty and watch.run == 1 and not file.exists()
    assert sorted(p.name for p in file.parent.iterdir()) == [
        f"{file.stem}.before-2.csv",
        f"{file.stem}.before.csv",
    ]
    assert "kept in" in watch.notice["words"]


def test_what_is_no_press_is_left_out(file):
    watch = Stopwatch(save_as=file)
    press(watch, ("A", 100))
    watch.set_state({"presses": [*watch.presses, {"element": "B"}, 3], "revision": 2})
    assert list(watch.record["element"]) == ["A"]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ({"method": "flyback"}, "method must be"),
        ({"speed": 0}, "speed must be"),
        ({"pace": 95}, "did you mean 0.95"),
        ({"cycles": 0}, "cycles must be"),
    ],
)
def test_settings_that_make_no_sense_are_refused_in_words(file, arguments, words):
    with pytest.raises(ValueError, match=words):
        Stopwatch(save_as=file, **arguments)


def test_a_run_that_is_not_there(file):
    watch = Stopwatch(save_as=file)
    with pytest.raises(ValueError, match="no reading in run 3"):
        watch.score(run=3)


def test_the_front_end_fetches_nothing_and_is_one_module():
    assert (
        "http" not in Stopwatch._esm.replace("http://www.w3.org/2000/svg", "")
        and "import " not in Stopwatch._esm
    )
    assert Stopwatch._esm.count("export default") == 1
    assert "url(" not in Stopwatch._css and "@import" not in Stopwatch._css
