"""The report as one HTML page that asks for nothing else."""

from shopfloor.grading import item_analysis, look_alikes
from shopfloor.grading.feedback import TEMPLATES

WIDTH, HEIGHT = 400, 290
_LEFT, _RIGHT, _TOP, _BOTTOM = 50, 22, 14, 44


def as_page(report):
    """The report as HTML text. Whatever students wrote is escaped: it can be read, and do nothing."""
    from jinja2 import Environment, FileSystemLoader

    environment = Environment(
        loader=FileSystemLoader(str(TEMPLATES)), autoescape=True, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters["plain"] = lambda number: f"{number:.4g}" if number is not None else ""
    environment.filters["signed"] = signed
    css = (TEMPLATES / "page.css").read_text(encoding="utf-8")
    return environment.get_template("report.html.j2").render(
        report=report,
        css=css,
        plots=[(ratings, plot_of(ratings)) for ratings in report.ratings],
        titles={part.grade_id: part.title for part in report.parts},
        analysis=item_analysis,
        looking=look_alikes,
    )


def signed(number):
    """Two decimals with a sign that is as wide as a plus.

    >>> signed(-0.041), signed(0.3), signed(-0.001)
    ('−0.04', '+0.30', '0.00')
    """
    return "0.00" if abs(number) < 0.005 else f"{number:+.2f}".replace("-", "−")


def plot_of(ratings):
    """Where everything of the plot of bias (across) and spread (up) stands, in the units of its drawing."""
    widest = max([0.2, *(abs(rater.bias) for rater in ratings.raters)])
    highest = max([0.2, *(rater.spread for rater in ratings.raters)])
    step = next(size for size in (0.05, 0.1, 0.2, 0.5, 1.0) if widest / size <= 4.01 or size == 1.0)
    widest = -(-widest // step) * step
    up = next(size for size in (0.05, 0.1, 0.2, 0.5, 1.0) if highest / size <= 6 or size == 1.0)
    highest = -(-highest // up) * up

    def across(bias):
        return round(_LEFT + (bias + widest) / (2 * widest) * (WIDTH - _LEFT - _RIGHT), 1)

    def above(spread):
        return round(HEIGHT - _BOTTOM - spread / highest * (HEIGHT - _TOP - _BOTTOM), 1)

    steps = round(widest / step)
    good = ratings.good
    return {
        "width": WIDTH,
        "height": HEIGHT,
        "left": _LEFT,
        "right": WIDTH - _RIGHT,
        "top": _TOP,
        "bottom": HEIGHT - _BOTTOM,
        "dots": [
            (across(rater.bias), above(rater.spread), ratings.is_good(rater)) for rater in ratings.raters
        ],
        "mean": (across(ratings.bias), above(ratings.spread)),
        "zero": across(0),
        "good": (across(-good[0]), above(good[1]), round(across(good[0]) - across(-good[0]), 1)),
        "ticks": [(across(place * step), signed(place * step)) for place in range(-steps, steps + 1)],
        "levels": [(above(place * up), f"{place * up:.2f}") for place in range(round(highest / up) + 1)],
    }
