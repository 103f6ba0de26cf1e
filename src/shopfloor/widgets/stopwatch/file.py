"""The record on disk: saved whole after every press, and never written over what is not ours."""

import os
from pathlib import Path

import pandas as pd

from shopfloor.widgets.stopwatch.record import presses_from, table


class RecordFile:
    """The CSV file beside the notebook.

    Every method gives words for the learner instead of raising: timing goes on in memory when a disk is full.
    """

    def __init__(self, name: str | os.PathLike):
        # Made absolute now, so that a notebook that changes its folder later still saves to the same file.
        self.path = Path(name).absolute()
        self._ours: bytes | None = None

    def load(self) -> tuple[list[dict], str, bool]:
        """(presses, words, is it a problem). A damaged file is renamed and kept."""
        try:
            content = self.path.read_bytes()
        except FileNotFoundError:
            return [], "", False
        except OSError as error:
            return [], f"{self.path.name} cannot be read ({_reason(error)}). Readings stay in memory.", True
        try:
            record = pd.read_csv(self.path, dtype="str", keep_default_na=False, encoding="utf-8")
            presses = presses_from(record)
        except (ValueError, OSError) as error:  # pandas' parser errors and decoding errors are ValueErrors
            why = str(error) if type(error) is ValueError else "it is not a table of readings"
            return [], self._put_aside_damaged(why), True
        self._ours = content
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
        words, problem = f"Saved in {self.path.name}.", False
        try:
            if self._changed_by_others():
                kept = _free(self.path.with_suffix(".other" + self.path.suffix))
                self.path.replace(kept)
                words, problem = (
                    f"Something else had changed {self.path.name}; that version is kept as {kept.name}.",
                    True,
                )
            self._write(content)
        except OSError as error:
            return (
                f"{self.path.name} cannot be written ({_reason(error)}). The readings stay in memory only.",
                True,
            )
        return words, problem

    def put_aside(self) -> str:
        """Rename the file to a .bak copy that is not there yet; words."""
        try:
            kept = _free(self.path.with_suffix(self.path.suffix + ".bak"))
            self.path.replace(kept)
        except FileNotFoundError:
            return "The record is empty."
        self._ours = None
        return f"The record is empty. The earlier readings are kept in {kept.name}."

    def _put_aside_damaged(self, why: str) -> str:
        name = self.path.name
        try:
            kept = _free(self.path.with_suffix(".damaged" + self.path.suffix))
            self.path.replace(kept)
        except OSError as error:
            return f"{name} cannot be used: {why}. It cannot be renamed either ({_reason(error)})."
        return f"{name} cannot be used: {why}. It is kept as {kept.name}, and a new record begins."

    def _changed_by_others(self) -> bool:
        try:
            return self.path.read_bytes() != self._ours
        except FileNotFoundError:
            return False

    def _write(self, content: bytes) -> None:
        # A file of its own first: a full disk or a crash leaves the old record as it was.
        half_way = self.path.with_name(f".{self.path.name}.{os.getpid()}.tmp")
        try:
            half_way.write_bytes(content)
            half_way.replace(self.path)
        finally:
            half_way.unlink(missing_ok=True)
        self._ours = content


def _free(path: Path) -> Path:
    """The path, or the first of path-2, path-3, ... that is not taken."""
    candidate, number = path, 1
    while candidate.exists():
        number += 1
        candidate = path.with_name(f"{path.stem}-{number}{path.suffix}")
    return candidate


def _reason(error: OSError) -> str:
    return (error.strerror or type(error).__name__).lower()
