"""The A3, to be filled in with a pencil; it prints on any paper and enlarges to A3 or 11 x 17 inches."""

from shopfloor.kit.handouts.paper import Handout, Sheet, blank_table, fields, grow

LEFT = (
    ("1. Background", "What happens, whom does it trouble, and why now?", 2),
    ("2. Current state", "What was seen at the place itself, and how much is it? A number with its unit.", 4),
    ("3. Goal", "How much, of what, by when?", 1.5),
    ("4. Root cause", "Why? And why that? Stop at something that can be changed, never at a person.", 4),
)


def sheets():
    left = "".join(
        f'<div class="box" style="flex:{share} 1 0"><h2>{title}</h2><p class="note">{words}</p></div>'
        for title, words, share in LEFT
    )
    actions = blank_table((("What", 5), ("Who (role)", 2.4), ("By", 1.6), ("Done", 1)), 5)
    weeks = blank_table((("Week", 2), *((str(week), 1) for week in range(1, 9)), ("Mean", 1.4)), 2,
                        given=[("Before",), ("After",)])  # fmt: skip
    right = (
        '<div class="box grow" style="flex:4 1 0"><h2>5. Countermeasures</h2><p class="note">Does any of them raise a '
        f"risk? Then it is none.</p>{grow(actions)}</div>"
        '<div class="box grow" style="flex:4 1 0"><h2>6. Effect</h2><p class="note">The same number of each week. A '
        f"lucky week proves nothing.</p>{grow(weeks)}"
        + fields(("Difference", 1), ("Worth a year ($)", 1), ("Cost ($)", 1))
        + '<p class="note">For the people, safety, quality:</p></div>'
        '<div class="box" style="flex:2.6 1 0"><h2>7. Follow-up</h2><p class="note">The new standard, who checks it and '
        "when, where else does it fit, what was learned?</p></div>"
    )
    body = (
        fields(("Title", 5), ("Roles, no names", 3), ("Date", 1.4))
        + '<div class="grow side" style="flex-direction:row">'
        f'<div class="grow">{left}</div><div class="grow">{right}</div></div>'
    )
    return [
        Sheet(
            "A3",
            body,
            wide=True,
            foot='Enlarge to A3 or 11 x 17 inches (141 or 129 %). Into the computer: to_excel("A3", "my_a3.xlsx")',
        )
    ]


HANDOUT = Handout("a3", "A3", "15", "A3", sheets)
