"""Tables that each student has a version of: a function each, from `Draws` to rows of text cells."""

from . import (
    bench_study,
    filler_week,
    flow_cell,
    garden_chair,
    job_ads,
    kettle_line,
    kitting_chart,
    line_tours,
    order_walk,
    own_line,
    pay_survey,
    rated_times,
    seal_force,
    skill_profile,
    tray_counts,
    unit_hours,
)
from .draws import Draws

VARIANTS = {
    "careers/skill_profile": skill_profile.cells,
    "start/tray_counts": tray_counts.cells,
    "careers/job_ads": job_ads.cells,
    "careers/pay_survey": pay_survey.cells,
    "timestudy/bench_study": bench_study.cells,
    "motion/kitting_chart": kitting_chart.cells,
    "timestudy/rated_times": rated_times.cells,
    "worksampling/line_tours": line_tours.cells,
    "learning/unit_hours": unit_hours.cells,
    "waste/order_walk": order_walk.cells,
    "line/kettle_line": kettle_line.cells,
    "flow/cell": flow_cell.cells,
    "valuestream/garden_chair": garden_chair.cells,
    "oee/filler_week": filler_week.cells,
    "quality/seal_force": seal_force.cells,
    "plant/own_line": own_line.cells,
}

__all__ = ["VARIANTS", "Draws"]
