"""The dice line: the recorder's sheet of a game, and a sheet for each station."""

from shopfloor.kit.handouts.paper import Handout, Sheet, blank_table, fields, grow, listed, numbered

TURNS = 20


def sheets():
    rolls = (
        ("Round", 1.2),
        *((f"Roll {k}", 1.2) for k in range(1, 6)),
        ("Chips out", 1.4),
        ("Chips in the line", 1.8),
    )
    recorder = Sheet(
        "Dice line: the recorder's sheet",
        fields(("Class", 2), ("Game", 1), ("Each die gives", 2), ("Chips before each of stations 2 to 5", 4))
        + listed(
            "All five roll at once and call their number. Write the five numbers.",
            "Then all move at once: as many as the die says, but no more than lay there when the round began. "
            "Station 1 takes from the bag, which is never empty.",
            "In the line: all chips between the bag and the end of station 5, counted after the move, and the chips "
            "that have just come out.",
        )
        + grow(blank_table(rolls, TURNS, given=numbered(1, TURNS))),
        foot='Into the computer: to_excel("dice line", "my_dice.xlsx")',
    )
    own = (("Round", 1), ("I rolled", 1), ("I moved", 1), ("Left before me", 1.3), ("Could not use", 1.2))
    station = Sheet(
        "Dice line: a station's sheet",
        fields(("Station 1 to 5", 1), ("Game", 1))
        + "<p>Could not use = rolled - moved. It is lost for good: a good roll cannot be kept for a bad day.</p>"
        + grow(blank_table(own, TURNS, given=numbered(1, TURNS)))
        + fields(("Sum rolled", 1), ("Sum moved", 1), ("Sum lost", 1)),
    )
    return [recorder, station]


HANDOUT = Handout("dice_rounds", "Dice line", "11", "dice line", sheets)
