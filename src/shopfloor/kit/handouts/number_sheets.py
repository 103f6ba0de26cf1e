"""The sheets of the 5S numbers game, all stages, as the widget of lesson 09 lays them out, and the times."""

from shopfloor.kit.handouts.paper import Handout, Sheet, blank_table, fields, grow, listed
from shopfloor.widgets.numbers_game.sheets import HEIGHT, WHAT, WIDTH, layout

NUMBERS, SEED = 20, 9
PLAYS = (
    ("mixed", 1),
    ("mixed", 2),
    ("sorted", 2),
    ("set in order", 2),
    ("set in order", 3),
    ("standardized", 3),
)
"""The sheet, and the play it is for: another play is another layout, so that nobody remembers places."""


def sheets():
    return [_times(), *(_numbers(stage, play) for stage, play in PLAYS)]


def _numbers(stage, play):
    places = layout(stage, NUMBERS, SEED, play)
    texts = "".join(
        f'<text x="{one["x"]}" y="{one["y"]}" font-size="{one["size"]}" text-anchor="middle" '
        f'dominant-baseline="central" transform="rotate({one["angle"]} {one["x"]} {one["y"]})">{one["value"]}</text>'
        for one in places
    )
    lines = {
        "set in order": f"M{WIDTH / 2} 0V{HEIGHT}M0 {HEIGHT / 2}H{WIDTH}",
        "standardized": "".join(f"M{WIDTH * k / 5} 0V{HEIGHT}" for k in range(1, 5))
        + "".join(f"M0 {HEIGHT * k / 4}H{WIDTH}" for k in range(1, 4)),
    }
    cut = f'<path d="{lines[stage]}" stroke="#111" stroke-width=".25"/>' if stage in lines else ""
    picture = (
        f'<svg viewBox="-1 -1 {WIDTH + 2} {HEIGHT + 2}" style="width:100%;height:100%" role="img" '
        f'aria-label="Sheet {stage}: {WHAT[stage]}" font-family="Liberation Sans, Arial, sans-serif">'
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="none" stroke="#111" stroke-width=".3"/>{cut}{texts}</svg>'
    )
    return Sheet(
        f"5S numbers game: {stage}, play {play}",
        grow(f'<div class="grow">{picture}</div>'),
        wide=True,
        foot=f"Face down until the start. Cross out 1 to {NUMBERS} in order.",
    )


def _times():
    columns = (
        ("Player (code)", 2), ("Group", 1.3), ("Play 1: sheet", 2.4), ("s", 1.2),
        ("Play 2: sheet", 2.4), ("s", 1.2), ("Play 3: sheet", 2.4), ("s", 1.2), ("Play 2 / play 1", 1.6),
    )  # fmt: skip
    return Sheet(
        "5S numbers game: times of the class",
        fields(("Class", 3), ("Date", 2))
        + listed(
            f"All start together; the sheet lies face down. Cross out 1 to {NUMBERS} in order; read your time off the "
            "clock when you cross out the last.",
            "Group A plays mixed, then mixed again: practice alone. Group B plays mixed, then set in order.",
            "In play 3 both may play any sheet. Nobody has to read a time out aloud.",
        )
        + grow(blank_table(columns, 24)),
        foot='Into the computer: to_excel("numbers game", "my_plays.xlsx"), one line per play',
    )


HANDOUT = Handout("number_sheets", "5S number sheets, all stages", "09", "numbers game", sheets)
