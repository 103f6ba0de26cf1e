"""Dealing cards at many paces: the timekeeper's sheet and the rater's sheet."""

from shopfloor.kit.handouts.paper import Handout, Sheet, blank_table, fields, grow, listed, numbered

FOOT = 'Into the computer: to_excel("ratings", "my_ratings.xlsx")'


def sheets():
    timed = blank_table(
        (("Round", 1), ("Pace wished for", 3), ("It took (s)", 2), ("True pace = 30 / it took", 3)),
        16,
        given=[(number, wish) for number, wish in enumerate(_wishes(), start=1)],
    )
    rated = (("Round", 1), ("My rating, as a fraction", 3), ("True pace", 2), ("Too high by", 2))
    keeper = Sheet(
        "Rating cards: the timekeeper's sheet",
        fields(("Class", 3), ("Date", 2))
        + listed(
            "Work: 52 cards, one at a time, onto four places the length of a card apart. Half a minute is 100.",
            "Show a round of 30 seconds first, and say that it is 1.00. From then on only the dealer sees the wish.",
            "Time every round with the stopwatch. The wish is a wish; what it took is the truth.",
        )
        + grow(timed),
        foot=FOOT,
    )
    rater = Sheet(
        "Rating cards: my ratings",
        fields(("My code", 2), ("Date", 2))
        + listed(
            "Rate the pace, not the person: 1.00 is normal, 1.10 a tenth faster. Write before anybody speaks.",
            "Eight rounds, then the truth, then eight more after practice.",
        )
        + "<h2>Before practice</h2>"
        + grow(blank_table(rated, 8, given=numbered(1, 8)))
        + "<h2>After practice</h2>"
        + grow(blank_table(rated, 8, given=numbered(9, 16)))
        + fields(("Bias before: mean of the last column", 3), ("Bias after", 2)),
        foot=FOOT,
    )
    return [keeper, rater]


def _wishes():
    """Paces for sixteen rounds with their seconds, slow and fast in turn."""
    paces = (1.00, 0.80, 1.20, 0.90, 1.10, 0.70, 1.25, 1.00) * 2
    return [f"{pace:.2f}: about {30 / pace:.0f} s" for pace in paces]


HANDOUT = Handout("card_ratings", "Rating sheets for dealing cards", "06", "ratings", sheets)
