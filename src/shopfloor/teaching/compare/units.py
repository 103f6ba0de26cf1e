"""Which other unit a number may have been given in, and by what factor that changes it."""

# Each family: unit -> (its size in the family's smallest terms, how it is called).
_FAMILIES = (
    {
        "TMU": (0.036, "TMU"),
        "hundredths": (0.6, "hundredths of a minute"),
        "s": (1.0, "seconds"),
        "min": (60.0, "minutes"),
        "h": (3600.0, "hours"),
    },
    {"percent": (1.0, "percent"), "fraction": (100.0, "a fraction")},
    {
        "mm": (1.0, "millimeters"),
        "cm": (10.0, "centimeters"),
        "m": (1000.0, "meters"),
        "km": (1e6, "kilometers"),
    },
    {"cent": (1.0, "cents"), "dollar": (100.0, "dollars")},
)
_SPELLINGS = {
    "%": "percent",
    "sec": "s",
    "second": "s",
    "seconds": "s",
    "minute": "min",
    "minutes": "min",
    "hour": "h",
    "hours": "h",
    "hr": "h",
    "cents": "cent",
    "dollars": "dollar",
    "USD": "dollar",
    "$": "dollar",
    "tmu": "TMU",
}
_ONE = {"s": "second", "min": "minute", "h": "hour"}


def slips(unit, answer):
    """The units somebody may have used in place of `unit`, as (name, factor by which the number changes).

    >>> slips("h", 2.5)[1:]
    [('hundredths of a minute', 6000.0), ('seconds', 3600.0), ('minutes', 60.0)]
    >>> slips("pieces per hour", 120)[-1]
    ('pieces per minute', 0.016666666666666666)
    """
    thing, _, per = unit.partition(" per ")
    if per:
        own = _short(per)
        if own not in _ONE:
            return []
        sizes = _FAMILIES[0]
        return [
            (f"{thing} per {_ONE[other]}", sizes[other][0] / sizes[own][0]) for other in _ONE if other != own
        ]
    short = _short(unit)
    if unit == "" and 0 < abs(answer) < 3 and answer != int(answer):
        short = "fraction"  # a rating of 1.10, an efficiency of 0.85
    for family in _FAMILIES:
        if short in family:
            own = family[short][0]
            return [(called, own / size) for other, (size, called) in family.items() if other != short]
    return []


def name(unit):
    """The unit in words: "min" is "minutes"."""
    for family in _FAMILIES:
        if _short(unit) in family:
            return family[_short(unit)][1]
    return unit or "a fraction"


def known(unit):
    """Is it a unit that another could be taken for? Pieces and cards are not."""
    return any(_short(unit) in family for family in _FAMILIES)


def is_clock(unit):
    """Is it a unit whose sixtieth has a name of its own, so that 1:30 may be written 1.30?"""
    return _short(unit) in ("min", "h")


def one(unit):
    return _ONE[_short(unit)]


def _short(unit):
    return _SPELLINGS.get(unit, unit)
