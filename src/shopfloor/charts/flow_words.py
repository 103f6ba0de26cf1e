"""How the charts of flow write their numbers."""

__all__ = ["parts", "percent", "plain"]


def percent(fraction):
    return f"{fraction * 100:.3g} %"


def plain(value):
    """A number to three significant figures, large ones in full with commas.

    >>> plain(0.21333), plain(47_000), plain(8.0)
    ('0.213', '47,000', '8')
    """
    return f"{value:,.0f}" if abs(value) >= 1000 else f"{value:.3g}"


def parts(wip):
    return "1 part" if plain(wip) == "1" else f"{plain(wip)} parts"
