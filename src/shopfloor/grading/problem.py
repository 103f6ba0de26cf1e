"""What went wrong, in one line that a person can act on."""


class Problem(Exception):
    """Something the person at the keyboard can mend: says what, names the file, gives the remedy.

    >>> str(Problem("there is no assignment called a99", file="instructor/source", remedy="choose a05_stopwatch_study"))
    'there is no assignment called a99 (instructor/source). Choose a05_stopwatch_study.'
    """

    def __init__(self, what, *, file=None, remedy=None):
        self.what, self.file, self.remedy = what, file, remedy
        place = f" ({file})" if file else ""
        remedy = (remedy or "").rstrip(".")
        stop = "" if remedy.endswith("?") else "."
        advice = f" {remedy[0].upper()}{remedy[1:]}{stop}" if remedy else ""
        super().__init__(f"{what}{place}.{advice}")

    def __reduce__(self):  # it may come from another process
        return _again, (self.what, self.file, self.remedy)


def _again(what, file, remedy):
    return Problem(what, file=file, remedy=remedy)
