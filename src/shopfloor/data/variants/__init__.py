"""Tables that each student has a version of: a function each, from `Draws` to rows of text cells."""

from . import bench_study, kitting_chart
from .draws import Draws

VARIANTS = {
    "timestudy/bench_study": bench_study.cells,
    "motion/kitting_chart": kitting_chart.cells,
}

__all__ = ["VARIANTS", "Draws"]
