"""Dollars on a drawing: figures, short figures, and the numbers of an axis."""

from shopfloor.charts.measured import plain
from shopfloor.charts.style import BACKGROUND
from shopfloor.methods.worded import money

NUMBER_SIZE = 11
MASK = {"facecolor": BACKGROUND, "edgecolor": "none", "pad": 1.6}
"""Behind a number that a line may pass."""


def dollar_axis(axis):
    """Few round ticks, in dollars or thousands of them."""
    from matplotlib.ticker import FuncFormatter, MaxNLocator

    axis.set_major_locator(MaxNLocator(nbins=6, steps=[1, 2, 2.5, 5, 10]))
    axis.set_major_formatter(FuncFormatter(lambda value, _: plain(_tick(value))))


def dollars(amount):
    """Dollars as Matplotlib must be given them."""
    return plain(money(amount))


def short_dollars(amount):
    """To the thousand: $40k; millions as $1.2M; small amounts in full."""
    if abs(amount) >= 999_500:
        return f"${amount / 1e6:,.3g}M"
    return f"${amount / 1000:,.0f}k" if abs(amount) >= 10_000 else f"${amount:,g}"


def _tick(amount):
    if abs(amount) >= 1e6:
        return f"${amount / 1e6:,g}M"
    return f"${amount / 1000:,g}k" if abs(amount) >= 1000 else f"${amount:g}"
