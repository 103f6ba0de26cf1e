"""Make the nbgrader course ready: the gradebook exists, and every assignment is in it."""

import tempfile

from shopfloor.grading.nbgrader_course import generate, nbgrader_config, open_gradebook


def make_ready(course):
    """Make the gradebook when it is missing and register each assignment that is not in it yet.

    nbgrader itself registers them, from their sources. Neither the sources nor the released files change;
    where they no longer agree, the line that says so is in the list that comes back.
    """
    config = nbgrader_config(course)
    with open_gradebook(course, config) as gradebook:
        known = {entry.name for entry in gradebook.assignments if entry.notebooks}
    lines = []
    for name in course.sources():
        if name in known:
            continue
        with tempfile.TemporaryDirectory(prefix="shopfloor-lab-") as temporary:
            made = generate(course, name, temporary, config)
            released = course.assignments / name
            if not released.is_dir():
                lines.append(f"{name} is not released yet: shopfloor release {name} writes it.")
            elif not same_files(made, released):
                lines.append(
                    f"What students get of {name} is not what its source makes today: "
                    f"shopfloor release {name} writes it anew."
                )
    return lines


def same_files(made, released):
    """Whether each file of ``made`` is in ``released`` with the same bytes."""
    files = [path for path in made.rglob("*") if path.is_file()]
    return all(
        (there := released / path.relative_to(made)).is_file() and there.read_bytes() == path.read_bytes()
        for path in files
    )
