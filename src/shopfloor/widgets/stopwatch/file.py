"""The record on disk: saved whole after every press, and never written over what is not ours."""

import os

import pandas as pd

from shopfloor.widgets.kit.own_file import OwnFile, reason
from shopfloor.widgets.stopwatch.record import presses_from, table


class RecordFile:
    """The CSV file beside the notebook.

    Every method gives words for the learner instead of raising: timing goes on in memory when a disk is full.
    """

    def __init__(self, name: str | os.PathLike):
        self._file = OwnFile(name)
        self.path = self._file.path

    def load(self) -> tuple[list[dict], str, bool]:
        """(presses, words, is it a problem). A damaged file is renamed and kept."""
        try:
            content = self._file.read()
        except FileNotFoundError:
            return [], "", False
        except OSError as error:
            return [], f"{self.path.name} cannot be read ({reason(error)}). Readings stay in memory.", True
        try:
            record = pd.read_csv(self.path, dtype="str", keep_default_na=False, encoding="utf-8")
            presses = presses_from(record)
        except (ValueError, OSError) as error:  # pandas' parser errors and decoding errors are ValueErrors
            why = str(error) if type(error) is ValueError else "it is not a table of readings"
            return [], self._put_aside_damaged(why), True
        self._file.accept(content)
        if not presses:
            return [], "", False
        runs = presses[-1]["run"]
        return (
            presses,
            f"{len(presses)} earlier readings (run 1 to {runs}) are back from {self.path.name}.",
            False,
        )

    def save(self, presses: list[dict]) -> tuple[str, bool]:
        """Write the whole record at once; (words, is it a problem)."""
        content = table(presses, settings=True).to_csv(index=False, lineterminator="\n").encode("utf-8")
        try:
            words = self._file.save(content)
        except OSError as error:
            return (
                f"{self.path.name} cannot be written ({reason(error)}). The readings stay in memory only.",
                True,
            )
        return words or f"Saved in {self.path.name}.", bool(words)

    def put_aside(self) -> str:
        """Rename the file to a copy that is not there yet; words."""
        try:
            kept = self._file.rename("before")
        except FileNotFoundError:
            return "The record is empty."
        return f"The record is empty. The earlier readings are kept in {kept.name}."

    def _put_aside_damaged(self, why: str) -> str:
        name = self.path.name
        try:
            kept = self._file.rename("damaged")
        except OSError as error:
            return f"{name} cannot be used: {why}. It cannot be renamed either ({reason(error)})."
        return f"{name} cannot be used: {why}. It is kept as {kept.name}, and a new record begins."
