"""Tables that each student has a version of: a function each, from `Draws` to rows of text cells."""

from . import bench_study
from .draws import Draws

VARIANTS = {"timestudy/bench_study": bench_study.cells}

__all__ = ["VARIANTS", "Draws"]
