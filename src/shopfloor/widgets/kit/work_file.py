"""A learner's work in a widget, as a JSON file beside the notebook."""

import json

from shopfloor.widgets.kit.own_file import OwnFile, reason


class WorkFile:
    """The inputs of a widget on disk. Words for the learner instead of errors: work goes on in memory."""

    def __init__(self, name, widget: str):
        self._file = OwnFile(name)
        self.path = self._file.path
        self._widget = widget

    def load(self) -> tuple[dict, str]:
        """(inputs, words about a problem). A file that is not this widget's work is renamed and kept."""
        try:
            content = self._file.read()
        except FileNotFoundError:
            return {}, ""
        except OSError as error:
            return {}, f"{self.path.name} cannot be read ({reason(error)}). Your work stays in memory."
        try:
            kept = json.loads(content)
            inputs = kept["inputs"]
            if kept["widget"] != self._widget or not isinstance(inputs, dict):
                raise ValueError
        except (ValueError, KeyError, TypeError, RecursionError):
            return {}, self.put_aside(f"it is not the work of a {self._widget}")
        self._file.accept(content)
        return inputs, ""

    def save(self, inputs: dict) -> str:
        """Write the inputs; words about a problem, or "" """
        content = json.dumps({"widget": self._widget, "inputs": inputs}, ensure_ascii=False, indent=1)
        try:
            return self._file.save((content + "\n").encode("utf-8"))
        except OSError as error:
            return f"{self.path.name} cannot be written ({reason(error)}). Your work stays in memory only."

    def put_aside(self, why: str) -> str:
        """Rename a file that cannot be used; words."""
        try:
            kept = self._file.rename("damaged")
        except OSError as error:
            return f"{self.path.name} cannot be used: {why}. It cannot be renamed either ({reason(error)})."
        return f"{self.path.name} cannot be used: {why}. It is kept as {kept.name}, and new work begins."
