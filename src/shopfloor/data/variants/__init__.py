"""Tables that each student has a version of: a function each, from `Draws` to rows of text cells."""

from . import bench_study, filler_week, flow_cell, garden_chair, kettle_line, seal_force
from .draws import Draws

VARIANTS = {
    "timestudy/bench_study": bench_study.cells,
    "line/kettle_line": kettle_line.cells,
    "flow/cell": flow_cell.cells,
    "valuestream/garden_chair": garden_chair.cells,
    "oee/filler_week": filler_week.cells,
    "quality/seal_force": seal_force.cells,
}

__all__ = ["VARIANTS", "Draws"]
