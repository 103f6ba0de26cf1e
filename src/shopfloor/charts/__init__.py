"""Charts: one figure per method, each with the sentence that says what it shows. See
``charts.figure.Figure``."""

from importlib import import_module

_WHERE = {
    "Figure": "figure",
    "busy_line_curve": "flow",
    "capability_histogram": "quality",
    "career_graph": "careers",
    "combination_table": "balancing",
    "control_chart": "quality",
    "cycles_needed_curve": "timestudy",
    "fishbone": "causes",
    "flow_curves": "flow",
    "gauge_components": "quality",
    "learning_curve": "learning",
    "oee_waterfall": "oee",
    "pareto_chart": "causes",
    "precedence_graph": "balancing",
    "process_chart": "motion",
    "rating_plot": "rating",
    "role_heat_map": "careers",
    "skill_heat_map": "careers",
    "spaghetti_plan": "motion",
    "time_study_plot": "timestudy",
    "two_hand_chart": "motion",
    "value_stream_map": "valuestream",
    "wage_ranges": "careers",
    "wage_series": "careers",
    "work_sampling_chart": "worksampling",
    "yamazumi": "balancing",
}
_MODULES = ("style", *sorted(set(_WHERE.values())))

__all__ = [*_WHERE, *_MODULES]


def __getattr__(name):
    # Imported on first use: Matplotlib takes a while, and not every notebook draws.
    if name in _WHERE:
        return getattr(import_module(f"shopfloor.charts.{_WHERE[name]}"), name)
    if name in _MODULES:
        return import_module(f"shopfloor.charts.{name}")
    raise AttributeError(f"module 'shopfloor.charts' has no attribute {name!r}")


def __dir__():
    return sorted([*globals(), *__all__])
