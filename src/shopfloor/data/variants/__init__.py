"""Tables that each student has a version of: a function each, from `Draws` to rows of text cells."""

from . import bench_study, kettle_line
from .draws import Draws

VARIANTS = {
    "timestudy/bench_study": bench_study.cells,
    "line/kettle_line": kettle_line.cells,
}

__all__ = ["VARIANTS", "Draws"]
