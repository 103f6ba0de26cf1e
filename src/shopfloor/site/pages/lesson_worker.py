"""The process that runs lessons: a path on each line of its input, what the lesson puts out on a line of its output."""

import json
import os
import sys
import tempfile

WIDGET = "application/x-shopfloor-widget"
"""What a widget's output carries: {"kind": class, "state": what its front end draws, "text": its words}."""


def main():
    # Lessons print; what is said to the parent goes another way.
    said = os.fdopen(os.dup(sys.stdout.fileno()), "w", encoding="utf-8")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    for line in sys.stdin:
        said.write(json.dumps(_run(line.strip())) + "\n")
        said.flush()


def _run(lesson):
    import nbformat
    from IPython.utils.capture import capture_output

    outputs, here = {}, os.getcwd()
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        try:
            results = []
            shell = _shell(results)
            for cell in nbformat.read(lesson, as_version=4).cells:
                if cell.cell_type != "code":
                    continue
                with capture_output() as shown:
                    done = shell.run_cell(cell.source, store_history=True)
                if not done.success:
                    error = done.error_before_exec or done.error_in_exec
                    return {"problem": f"cell {cell.id} ends in {type(error).__name__}: {error}"}
                said = [{"text/plain": shown.stdout}] if shown.stdout else []
                outputs[cell.id] = said + [output.data for output in shown.outputs] + results
                results.clear()
        finally:
            os.chdir(here)
    return {"outputs": outputs}


def _shell(results):
    """A fresh IPython that puts each cell's result into the list ``results``."""
    from IPython.core.displayhook import DisplayHook
    from IPython.core.interactiveshell import InteractiveShell

    class Kept(DisplayHook):
        def __call__(self, result=None):
            if result is not None and not self.quiet():
                self.update_user_ns(result)
                results.append(_widget(result) or self.compute_format_data(result)[0])

    class Shell(InteractiveShell):
        displayhook_class = Kept

    return Shell(user_ns={})


def _widget(result):
    """The output of a widget as it is now, or None for anything else."""
    import anywidget

    if not isinstance(result, anywidget.AnyWidget):
        return None
    state = {name: getattr(result, name) for name in result.keys if not name.startswith("_")}
    kinds = (dict, list, str, int, float)
    # A copy, as JSON: the widget goes on in the cells below.
    plain = json.loads(json.dumps({name: value for name, value in state.items() if isinstance(value, kinds)}))
    return {WIDGET: {"kind": type(result).__name__, "state": plain, "text": repr(result)}}


if __name__ == "__main__":
    main()
