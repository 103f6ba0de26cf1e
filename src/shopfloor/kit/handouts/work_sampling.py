"""The tour sheet: activities agreed before, then one line per look."""

from shopfloor.kit.handouts.paper import Handout, Sheet, blank_table, fields, listed, numbered, side

COLUMNS = (("Tour", 1.9), ("Planned", 3.2), ("Made", 2.3), ("Activity seen", 4.8), ("Remark", 4.8))


def sheets():
    activities = blank_table(
        (("", 0.6), ("Activity", 4), ("Seen when ... (one look decides)", 6), ("Tours", 1.6), ("Share", 1.6)),
        8,
        given=[(letter,) for letter in "ABCDEFGH"],
    )
    foot = 'Into the computer: to_excel("work sampling", "my_tours.xlsx")'
    first = Sheet(
        "Work-sampling tour sheet",
        fields(("What is sampled", 4), ("Days", 2))
        + fields(("Sampled by (code)", 2), ("Times drawn with seed", 2), ("Agreed with those observed on", 3))
        + listed(
            "Consent, no names, no secret tours. Marked ways only; a hazard stops the tour.",
            "Chance draws the times before the first tour (observation_times in lesson 07). At that moment look once, "
            "and write what is being done. Late? Write what you see when you come.",
        )
        + f'<div style="height:60mm"><div class="grow" style="height:100%">{activities}</div></div>'
        + side(
            blank_table(COLUMNS, 14, given=numbered(1, 14)), blank_table(COLUMNS, 14, given=numbered(15, 28))
        ),
        foot=foot,
    )
    more = Sheet(
        "Work-sampling tour sheet: more tours",
        fields(("What is sampled", 4), ("Days", 2))
        + side(
            blank_table(COLUMNS, 26, given=numbered(29, 54)), blank_table(COLUMNS, 26, given=numbered(55, 80))
        ),
        foot=foot,
    )
    return [first, more]


HANDOUT = Handout("work_sampling", "Work-sampling tour sheet", "07", "work sampling", sheets)
