"""The downtime log: one line per stop of a machine."""

from shopfloor.kit.handouts.paper import Handout, Sheet, blank_table, fields, grow, listed, numbered


def sheets():
    columns = (
        ("Stop", 1), ("Machine", 2), ("Date", 2), ("Shift", 1.2), ("Start", 1.7), ("End", 1.7),
        ("Minutes, if no end was noted", 2.2), ("Reason, always in the same words", 7),
    )  # fmt: skip
    body = (
        fields(("Plant and line", 3), ("Shifts", 2), ("Planned production time of these shifts (min)", 4))
        + listed(
            "One line per stop: start and end by the clock (6:05). Planned time is the time of the shifts without "
            "planned breaks.",
            "The log is about machines and causes. No name of a person belongs in it. A guard that was open is "
            "reported before it is logged.",
        )
        + grow(blank_table(columns, 18, given=numbered(1, 18)))
        + "<p>Availability = (planned - minutes stopped) / planned. Sort the reasons by minutes, not by count, before "
        "you choose one.</p>"
    )
    return [
        Sheet(
            "Downtime log", body, wide=True, foot='Into the computer: to_excel("downtime", "my_stops.xlsx")'
        )
    ]


HANDOUT = Handout("downtime_log", "Downtime log", "13", "downtime", sheets)
