"""Things to touch: each widget is a folder with its Python model and its front end.

What a learner does in a widget comes back as a DataFrame for the next cell.
"""

from importlib import import_module

_WHERE = {
    "A3Sheet": "shopfloor.widgets.a3_sheet",
    "CareerMap": "shopfloor.widgets.career_map",
    "FlowSimulator": "shopfloor.widgets.flow_simulator",
    "LearningCurveFitter": "shopfloor.widgets.learning_curve_fitter",
    "LineBalancingBoard": "shopfloor.widgets.line_balancing_board",
    "LiveControlChart": "shopfloor.widgets.live_control_chart",
    "NumbersGame": "shopfloor.widgets.numbers_game",
    "OeeLossTree": "shopfloor.widgets.oee_loss_tree",
    "ProcessChartBuilder": "shopfloor.widgets.process_chart_builder",
    "QuizCard": "shopfloor.widgets.quiz_card",
    "RatingTrainer": "shopfloor.widgets.rating_trainer",
    "RoleExplorer": "shopfloor.widgets.role_explorer",
    "SamplingSimulator": "shopfloor.widgets.sampling_simulator",
    "Stopwatch": "shopfloor.widgets.stopwatch",
    "ValueStreamMap": "shopfloor.widgets.value_stream_map",
    "WageExplorer": "shopfloor.widgets.wage_explorer",
}

__all__ = list(_WHERE)


def __getattr__(name):
    # Imported on first use: ipywidgets and anywidget take a moment that most cells do not need.
    if name in _WHERE:
        return getattr(import_module(_WHERE[name]), name)
    raise AttributeError(f"module 'shopfloor.widgets' has no attribute {name!r}")


def __dir__():
    return sorted([*globals(), *__all__])
