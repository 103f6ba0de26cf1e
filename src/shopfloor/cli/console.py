"""The console that commands print progress on: plain lines where nobody is watching."""

from contextlib import contextmanager

from rich.console import Console

console = Console(stderr=True, highlight=False)


@contextmanager
def counting(words):
    """A progress bar; gives a function ``(done, total, anything)`` to call after each piece of work."""
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task(words, total=None)

        def progress(done, total, _):
            bar.update(task, completed=done, total=total)

        yield progress
