"""Practice for lesson 00: what a notebook does, and what an error message says."""

from ..topic import numeric, one_of, topic

# Something to count or buy, its price or time each, and the unit of the result.
THINGS = (
    ("gloves", "pairs", "price", "dollar"),
    ("cartons", "cartons", "minutes_each", "min"),
    ("labels", "rolls", "price", "dollar"),
    ("brackets", "pieces", "minutes_each", "min"),
    ("filters", "filters", "price", "dollar"),
    ("valves", "valves", "minutes_each", "min"),
)


@topic("cells in order", lesson="00")
def cells_in_order(draw, level):
    """What a result shows after some cells of a notebook have been run again and others have not."""
    thing, count_name, each_name, unit = draw.pick(THINGS)
    count, more = draw.between(3, 19), draw.between(20, 40)
    each, dearer = draw.between(2, 8), draw.between(9, 14)
    if level == 3:
        return _again_and_again(draw, thing, each)
    if level == 1:
        text = (
            f"A notebook about {thing} has three cells, run once from top to bottom:\n  1  {count_name} = {count}\n"
            f"  2  total = {count_name} * {each}\n  3  total\nNow you write {more} in place of {count} in cell 1 and run "
            "cells 1 and 3, but not cell 2. What does cell 3 show?"
        )
        answer = count * each
        steps = [
            f"Run from top to bottom, cell 2 made the total: {count} x {each} = {answer}.",
            f"Cell 1 has changed {count_name}, but the total is made by cell 2, which was not run again.",
            f"So cell 3 still shows {answer}.",
        ]
        mistakes = {
            more
            * each: "That is what it shows after cell 2 has been run too. A cell computes only when it is run.",
            more: f"That is the new {count_name}; cell 3 shows the total.",
        }
        return numeric(text, answer, "", 0, mistakes=mistakes, steps=steps, low=1, high=1000)
    text = (
        f"A notebook about {thing} has four cells, run once from top to bottom:\n  1  {count_name} = {count}\n"
        f"  2  {each_name} = {each}\n  3  total = {count_name} * {each_name}\n  4  total\nYou write {more} in cell 1 and "
        f"{dearer} in cell 2. Then you run cells 2, 3 and 4, but not cell 1. What does cell 4 show?"
    )
    answer = count * dearer
    return numeric(
        text, answer, "", 0,
        mistakes={
            more * dearer: f"Cell 1 was not run, so {count_name} is still {count}.",
            count * each: f"Cell 2 was run, so {each_name} is {dearer}; and cell 3 after it.",
            more * each: "It is the other way round: cell 2 was run and cell 1 was not.",
        },
        steps=[
            f"Cell 1 was not run again: {count_name} is still {count}, whatever stands in the cell.",
            f"Cell 2 was run: {each_name} is {dearer}.",
            f"Cell 3 was run after it: {count} x {dearer} = {answer}.",
        ],
        low=1, high=1000,
    )  # fmt: skip


def _again_and_again(draw, thing, each):
    """A cell that adds to a total, run several times; and, in every other problem, a restart after that."""
    start, times, restart = draw.between(10, 60), draw.between(2, 5), draw.below(2)
    then = "cell 3 once"
    if restart:
        then = "cell 3 once. After that you choose Restart Kernel and Run All Cells"
    text = (
        f"A notebook about {thing} has three cells:\n  1  total = {start}\n  2  total = total + {each}\n"
        f"  3  total\nCell 1 is run once, cell 2 {times} times in a row, {then}. What does cell 3 show now?"
    )
    often, once = start + times * each, start + each
    steps = [
        f"Cell 1 sets the total to {start}.",
        f"Each run of cell 2 adds {each}: {times} x {each} = {times * each}, and {start} + {times * each} = {often}.",
    ]
    mistakes = {
        start: "Cell 2 has changed the total: cell 1 was not run again after it.",
        times * each: f"The total did not begin at 0: cell 1 had set it to {start}.",
    }
    if restart:
        steps.append(
            f"The restart makes the kernel forget it all and runs each cell once, from the top down: {start} + {each} = {once}."
        )
        mistakes |= {
            often: "That was shown before the restart. Then the kernel forgot the total, and each cell ran once.",
            often
            + each: "The restart came first: the kernel forgot the old total before the cells ran once more.",
        }
    else:
        mistakes[once] = "Each run of cell 2 adds once more, to what is there already."
    return numeric(text, once if restart else often, "", 0, mistakes=mistakes, steps=steps, low=10, high=200)


NAMES = ("wage", "pieces", "parts", "minutes", "hours", "average", "cycles", "defects", "demand", "readings")
# Names of tables as they are mistyped, and the one that the message suggests.
_TABLES = (
    ("careers/price", "careers/prices"),
    ("careers/sector", "careers/sectors"),
    ("timestudy/element", "timestudy/elements"),
    ("oee/motor", "oee/motors"),
    ("motion/trip", "motion/trips"),
)
_WRONG_ACTS = {
    "restart": (
        "Restart the computer",
        "The computer is all right: the message names something in the notebook.",
    ),
    "again": (
        "Run the same cell again and again",
        "Nothing has changed in between, so the same message will come.",
    ),
    "delete": (
        "Delete the cell",
        "Then what it was to compute is gone as well; the message says what to mend.",
    ),
}


@topic("error messages", lesson="00")
def error_messages(draw, level):
    """What the last line of an error message asks you to do."""
    name, other = draw.some(NAMES, 2)
    number = draw.between(2, 60)
    if level == 1:
        slip = name[:-1] if len(name) > 4 else name + name[-1]
        cases = (
            (
                f"total = {slip} * {number}",
                f"NameError: name '{slip}' is not defined",
                f"Write {name} as it was written when it was made",
                f"{slip} is written otherwise than {name}, which the cell above made.",
            ),
            (
                f'record["{name}]',
                "SyntaxError: unterminated string literal (detected at line 1)",
                f"Add the second quote, after {name}",
                "A string is text in quotes, and here the second quote is missing.",
            ),
            (
                f"{name} * {number}",
                f"NameError: name '{name}' is not defined",
                f"Run the cell that makes {name} first",
                f"The notebook has just been opened: no cell has been run, so the kernel has not met {name}.",
            ),
        )
    elif level == 2:
        cases = (
            (
                f'record["{name} "]',
                f"KeyError: '{name} '",
                "Take the space out of the name of the column",
                f'The column is called "{name}"; with a space behind it it is another name.',
            ),
            (
                f'record["{name.capitalize()}"]',
                f"KeyError: '{name.capitalize()}'",
                f'Write "{name}" with a small letter, as the column has it',
                "Capitals count in the names of columns.",
            ),
            (
                f"record[{name}]",
                f"NameError: name '{name}' is not defined",
                f"Put {name} in quotes: it is the name of a column",
                "Without quotes Python takes it for a name that a cell should have made.",
            ),
        )
    else:
        wrong_table, table = draw.pick(_TABLES)
        cases = (
            (
                f'load("{wrong_table}")',
                f"DataError: There is no data called '{wrong_table}'. Did you mean '{table}'?",
                f'Write "{table}", as the message suggests',
                "The name is wrong, not the notebook; here the message even names the right one.",
            ),
            (
                f"{name} / {other}",
                "ZeroDivisionError: division by zero",
                f"Look at {other}: it is 0, and should it be?",
                f"{name} is divided by {other}, so {other} must be 0.",
            ),
            (
                f"{name} = {number},5\n     {name} * 2",
                f"({number}, 5, {number}, 5)",
                f"Write {number}.5 with a point",
                f"{2 * number + 1} was meant. A comma makes two numbers of it; decimals have a point.",
            ),
        )
    code, message, remedy, why = draw.pick(cases)
    others = [case[2] for case in cases if case[2] != remedy]
    wrong = [_WRONG_ACTS[key] for key in draw.some(sorted(_WRONG_ACTS), 2)]
    text = f"A cell holds\n     {code}\nand what comes is\n     {message}\nWhat do you do first?"
    mistakes = dict(wrong)
    mistakes[others[0]] = (
        "That would mend something else. Read the last line word by word, then look at the cell."
    )
    first = (
        "Read the last line first: it says what is wrong."
        if "Error" in message
        else "No message does not mean no mistake."
    )
    return one_of(
        draw, text, [remedy, others[0], *(words for words, _ in wrong)], remedy, mistakes=mistakes,
        steps=[first, why, f"So: {remedy[0].lower()}{remedy[1:]}."],
    )  # fmt: skip
