"""A file that one widget keeps: written whole, and never over what is not ours."""

import os
from pathlib import Path


class OwnFile:
    """A file beside the notebook that is written whole each time.

    What stands there and was not read or written by us is renamed, never written over.
    """

    def __init__(self, name: str | os.PathLike):
        # Made absolute now, so that a notebook that changes its folder later still saves to the same file.
        self.path = Path(name).absolute()
        self._ours: bytes | None = None

    def read(self) -> bytes:
        """The content; OSError when there is none. Call `accept` when it is what it should be."""
        return self.path.read_bytes()

    def accept(self, content: bytes) -> None:
        """What was read is ours: it may be replaced by what comes after it."""
        self._ours = content

    def save(self, content: bytes) -> str:
        """Write all of it; words when something else had changed the file, "" otherwise. Raises OSError."""
        words = ""
        if self._changed_by_others():
            kept = self.rename("other")
            words = f"Something else had changed {self.path.name}; that version is kept as {kept.name}."
        # A file of its own first: a full disk or a crash leaves the old one as it was.
        half_way = self.path.with_name(f".{self.path.name}.{os.getpid()}.tmp")
        try:
            half_way.write_bytes(content)
            half_way.replace(self.path)
        finally:
            half_way.unlink(missing_ok=True)
        self._ours = content
        return words

    def rename(self, kind: str) -> Path:
        """Move the file out of the way, to name.kind.csv or the first number after it. Raises OSError."""
        kept = _free(self.path.with_suffix(f".{kind}{self.path.suffix}"))
        self.path.replace(kept)
        self._ours = None
        return kept

    def _changed_by_others(self) -> bool:
        try:
            return self.path.read_bytes() != self._ours
        except FileNotFoundError:
            return False


def reason(error: OSError) -> str:
    """Why a file could not be read or written, in words."""
    return (error.strerror or type(error).__name__).lower()


def _free(path: Path) -> Path:
    """The path, or the first of path-2, path-3, ... that is not taken."""
    candidate, number = path, 1
    while candidate.exists():
        number += 1
        candidate = path.with_name(f"{path.stem}-{number}{path.suffix}")
    return candidate
