"""The time-study form: elements with their break points, then one line per reading."""

from shopfloor.kit.handouts.paper import Handout, Sheet, blank_table, fields, grow, listed, numbered, side

HEADINGS = (("No.", 2), ("Cycle", 2.2), ("Element", 3), ("Reading (min)", 3.6), ("Remark", 7))


def sheets():
    top = (
        fields(("Operation", 5), ("Sheet", 1))
        + fields(("Observed by (code)", 2), ("Date and place", 3))
        + listed(
            "Safety first: a hazard stops the study. The operator agrees before the watch starts; no name is written.",
            "The watch runs on. At each break point write the element's letter and the reading in decimal minutes.",
            "F is something foreign to the job. A slip of the watch: write down what was wrong, and cross nothing out.",
        )
    )
    elements = blank_table(
        (("Element", 1.5), ("What is done", 7), ("It ends when ... (seen or heard)", 6)), 6
    )
    first = Sheet(
        "Time-study form: continuous readings",
        top
        + f'<div style="height:52mm" class="grow-fixed"><div class="grow" style="height:100%">{elements}</div></div>'
        + side(
            blank_table(HEADINGS, 18, given=numbered(1, 18)),
            blank_table(HEADINGS, 18, given=numbered(19, 36)),
        ),
        foot='Into the computer: to_excel("time study", "my_study.xlsx")',
    )
    more = Sheet(
        "Time-study form: more readings",
        fields(("Operation", 5), ("Sheet", 1))
        + side(
            blank_table(HEADINGS, 32, given=numbered(37, 68)),
            blank_table(HEADINGS, 32, given=numbered(69, 100)),
        ),
        foot='Into the computer: to_excel("time study", "my_study.xlsx")',
    )
    check = blank_table(
        (("Element", 2), ("Times averaged", 3), ("Average (min)", 3), ("Times per cycle", 3), ("Rating", 2),
         ("Normal (min)", 3)), 8)  # fmt: skip
    summary = Sheet(
        "Time-study form: summary",
        fields(("Operation", 5), ("Sheet", 1))
        + "<p>Element time = reading - reading before. Leave F and marked slips out of the averages. "
        "Normal time = average x times per cycle x rating (1.10 for 110).</p>"
        + grow(check)
        + fields(("Cycle time (min)", 1), ("Normal time (min)", 1))
        + fields(("Allowance (fraction)", 1), ("of the: workday / job", 1), ("Standard time (min)", 1))
        + grow(
            '<div class="box grow"><h2>The place of work: a sketch, and how the job is done today</h2></div>'
        ),
    )
    return [first, more, summary]


HANDOUT = Handout("time_study", "Time-study form", "05", "time study", sheets)
