"""The evaluation of a class as one HTML page that asks for nothing else and prints on two or three sheets."""

from pathlib import Path

from shopfloor.grading.feedback import TEMPLATES
from shopfloor.kit.evaluation import EDGE, FEWEST

_OURS = Path(__file__).parent / "templates"


def as_page(evaluation):
    """The page as text."""
    from jinja2 import Environment, FileSystemLoader

    environment = Environment(
        loader=FileSystemLoader(str(_OURS)), autoescape=True, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters["signed"] = lambda number: f"{round(number):+d}".replace("-", "−").replace("+0", "0")
    gain = evaluation.gain
    return environment.get_template("evaluation.html.j2").render(
        it=evaluation,
        css=(TEMPLATES / "page.css").read_text(encoding="utf-8"),
        edge=EDGE,
        fewest=FEWEST,
        # A rise or a gain beside a mean that is held back would give the mean away.
        open_middle=gain.students > 0 and all(1 - EDGE <= one <= EDGE for one in (gain.before, gain.after)),
    )
