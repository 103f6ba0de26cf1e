"""Clock times and dates as people and programs write them into cells."""

from datetime import date, datetime, time, timedelta

import pandas as pd
import pytest

from shopfloor.spreadsheets.clock import day_of, in_words, minutes_between, when

MONDAY = date(2026, 1, 5)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("6:05", time(6, 5)),
        (" 06:05 ", time(6, 5)),
        ("6:05:30", time(6, 5, 30)),
        ("6:05 AM", time(6, 5)),
        ("6:05pm", time(18, 5)),
        ("6:05 p.m.", time(18, 5)),
        ("12:10 AM", time(0, 10)),
        ("12:10 PM", time(12, 10)),
        ("0:00", time(0)),
        (time(6, 5), time(6, 5)),
        (time(6, 4, 59, 999_999), time(6, 5)),
        (timedelta(hours=6, minutes=5), time(6, 5)),
        (0.25, time(6)),
        (0, time(0)),
        (6 / 24 + 5 / 1440, time(6, 5)),
        (datetime(2026, 1, 5, 6, 5), datetime(2026, 1, 5, 6, 5)),
        (datetime(2026, 1, 5, 6, 4, 59, 999_999), datetime(2026, 1, 5, 6, 5)),
        (pd.Timestamp("2026-01-05 06:05"), datetime(2026, 1, 5, 6, 5)),
        (46027.25, datetime(2026, 1, 5, 6)),
        ("2026-01-05 06:05", datetime(2026, 1, 5, 6, 5)),
        ("2026-01-05T6:05", datetime(2026, 1, 5, 6, 5)),
        ("1/5/2026 8:42 AM", datetime(2026, 1, 5, 8, 42)),
        ("5.1.2026 8:42", datetime(2026, 1, 5, 8, 42)),
        ("1/6/2026 2:56 AM", datetime(2026, 1, 6, 2, 56)),
        ("13/1/2026 8:42", datetime(2026, 1, 13, 8, 42)),
    ],
)
def test_what_was_meant(written, meant):
    assert when(written, MONDAY) == meant


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("605", "'605' is not a clock time: write 6:05"),
        ("0605", "'0605' is not a clock time: write 6:05"),
        ("6.05", "'6.05' is not a clock time: write 6:05"),
        ("6h05", "'6h05' is not a clock time: write 6:05"),
        (6.05, "6.05 is not a clock time: write 6:05"),
        (605, "605 is not a clock time: write 6:05"),
        (1, "1 is not a clock time: write the time as 6:05"),
        (-0.25, "-0.25 is not a clock time"),
        (46027, "46027 is not a clock time"),
        (timedelta(hours=30), "1.25 is not a clock time"),
        (float("nan"), "nan is not a clock time"),
        (True, "True is not a clock time"),
        ("", "'' is not a clock time"),
        ("soon", "'soon' is not a clock time: write the time as 6:05"),
        ("25:00", "'25:00' is not a clock time"),
        ("6:60", "'6:60' is not a clock time"),
        ("675", "'675' is not a clock time: write the time as"),
        ("13:00 PM", "'13:00 PM' is not a clock time"),
        ("0:30 AM", "'0:30 AM' is not a clock time"),
        ("2026-13-05 06:05", "is not a date with a clock time: write it as 2026-01-05 06:05"),
        ("2026-01-05", "is not a date with a clock time"),
        ("2026-01-05 605", "is not a date with a clock time"),
        ("1/5/2026", "is not a date with a clock time"),
        ("1/5/2026 605", "is not a date with a clock time"),
        ("2/3/2026 8:42", "does not say which number is the month"),
        ("14/15/2026 8:42", "does not say which number is the month"),
    ],
)
def test_what_nobody_can_read(written, words):
    with pytest.raises(ValueError, match=words):
        when(written, MONDAY)


def test_without_a_date_on_the_line_a_doubtful_one_is_not_guessed():
    with pytest.raises(ValueError, match="which number is the month: write it as 2026-01-05 06:05"):
        when("1/5/2026 8:42")
    assert when("5/5/2026 8:42") == datetime(2026, 5, 5, 8, 42)


@pytest.mark.parametrize("written", ["2026-01-05", datetime(2026, 1, 5, 6), MONDAY, pd.Timestamp(MONDAY),
                                     "2026-1-5",
                                     "2026-01-05 00:00:00"])  # fmt: skip
def test_days(written):
    assert day_of(written) == MONDAY and type(day_of(written)) is date


@pytest.mark.parametrize("written", ["Monday", "1/5/2026", "2026-02-30", 46027, "2026-01-05 06:00", ""])
def test_no_days(written):
    with pytest.raises(ValueError, match="is not a date: write it as 2026-01-05"):
        day_of(written)


@pytest.mark.parametrize(
    ("start", "end", "minutes"),
    [
        (time(6, 5), time(6, 12), 7),
        (time(23, 50), time(0, 10), 20),
        (time(6, 5), time(6, 5), 0),
        (time(13, 40), time(13, 10), 1410),
        (time(6, 5), time(6, 5, 30), 0.5),
        (datetime(2026, 1, 5, 23, 50), datetime(2026, 1, 6, 0, 10), 20),
        (datetime(2026, 1, 6, 0, 10), datetime(2026, 1, 5, 23, 50), -20),
        (datetime(2026, 1, 5, 6), datetime(2026, 1, 6, 7), 1500),
        (datetime(2026, 1, 5, 23, 50), time(0, 10), 20),
    ],
)
def test_minutes(start, end, minutes):
    assert minutes_between(start, end) == minutes


def test_in_the_words_of_the_course_tables():
    assert in_words(time(6, 5)) == "06:05" and in_words(datetime(2026, 1, 5, 6, 5)) == "2026-01-05 06:05"
    assert in_words(time(6, 5, 7)) == "06:05:07"
