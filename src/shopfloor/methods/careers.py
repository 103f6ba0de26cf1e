"""Careers: what the work pays, what roles share, and ways from one role to the next.

The tables come from the caller, as keyword arguments: ``wages=load("careers/wages")``. No method opens a
file. Pay is in US dollars a year; proportions are fractions; percentiles go from 0 to 100. A result that
means more than its figure (a percentile, a growth, an overlap) is a number that shows itself in words.
Whatever is impossible is answered with a ValueError in words.

An occupation is its SOC code ("17-3026") or its title, in any case, singular or plural; a role is its name.

- Pay: ``percentile_of``, ``wage_at``, ``compare``, ``real_growth``, ``pay_series``, ``in_dollars_of``,
  ``growth_per_year``.
- Raw figures: ``percentile``, ``percentile_rank``, ``weighted_mean``, ``weighted_percentile``.
- Roles and skills: ``overlap``, ``skill_gap``, ``skill_profile``, ``cross_table``.
- Paths: ``path``, ``reachable``, ``career_map``.
- A damaged page: ``fix_encoding``, ``fix_range``, ``read_range``, ``restore_heading``, ``mark_missing``,
  ``drop_boilerplate``, ``date_figure``, ``mark_link``, ``page_changes``, ``page_text``.

Sources: US Bureau of Labor Statistics, Occupational Employment and Wage Statistics, Consumer Price Index and
Employment Projections; O*NET 29.0 Database, US Department of Labor (USDOL/ETA), CC BY 4.0. From May 2021 on
the wage statistics are estimated with a model, before that they pooled three years of surveys: comparisons
across 2021 say so in their results.
"""

from shopfloor.methods.career_paths import Path, Step, career_map, path, reachable
from shopfloor.methods.page_repair import (
    Range,
    date_figure,
    drop_boilerplate,
    fix_encoding,
    fix_range,
    mark_link,
    mark_missing,
    page_changes,
    page_text,
    read_range,
    restore_heading,
)
from shopfloor.methods.raw_percentiles import percentile, percentile_rank, weighted_mean, weighted_percentile
from shopfloor.methods.role_overlap import Overlap, cross_table, overlap, skill_gap, skill_profile
from shopfloor.methods.wage_comparison import compare
from shopfloor.methods.wage_growth import RealGrowth, growth_per_year, in_dollars_of, pay_series, real_growth
from shopfloor.methods.wage_percentiles import Percentile, percentile_of, wage_at

__all__ = [
    "Overlap",
    "Path",
    "Percentile",
    "Range",
    "RealGrowth",
    "Step",
    "career_map",
    "compare",
    "cross_table",
    "date_figure",
    "drop_boilerplate",
    "fix_encoding",
    "fix_range",
    "growth_per_year",
    "in_dollars_of",
    "mark_link",
    "mark_missing",
    "overlap",
    "page_changes",
    "page_text",
    "path",
    "pay_series",
    "percentile",
    "percentile_of",
    "percentile_rank",
    "reachable",
    "read_range",
    "real_growth",
    "restore_heading",
    "skill_gap",
    "skill_profile",
    "wage_at",
    "weighted_mean",
    "weighted_percentile",
]
