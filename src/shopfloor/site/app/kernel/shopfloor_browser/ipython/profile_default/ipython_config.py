"""IPython's settings in the browser edition."""

c.InteractiveShellApp.exec_lines = [  # noqa: F821
    "from shopfloor_browser.shell import begin; begin(); del begin"
]
# There is nobody else on this computer's Python to share a history with.
c.HistoryManager.enabled = False  # noqa: F821
