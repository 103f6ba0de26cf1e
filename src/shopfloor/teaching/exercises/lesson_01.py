"""Lesson 01, who does what: its exercises, and the form of what its assignment hands in."""

from functools import cache

from shopfloor.data import load
from shopfloor.methods.careers import cross_table, overlap
from shopfloor.methods.tables import count_by

from ..forms import Assignment, by_hand, number_form, rows_form
from .builders import choice, number, record

PRODUCTION, INDUSTRIAL = "Production technician", "Industrial engineering technician"
SUPERVISOR, CHIEF = "Production supervisor", "Chief industrial engineer"
PAGE_MORE = 3
REPAIRS = "Faults, repairs and upkeep"
MARKS_TO_SET, MARKS_A_ROLE = 6, 2
# Two decimals of a fraction.
NEAR = 0.006


@cache
def table(name):
    return load(f"careers/{name}")


@cache
def counts():
    return cross_table(table("duties"), "role", "activity")


def cell(role, activity):
    return int(counts().loc[role, activity])


def total(role):
    return int(counts().loc[role].sum())


def shown(value):
    return f"{value:.2f}"


def title_count(title):
    return int(count_by(table("job_ads"), "title")[title])


def shared_title():
    """The title that stands under two roles as another name of each."""
    used = cross_table(table("titles"), "title", "role") > 0
    [title] = used.index[used.sum(axis=1) == 2]
    return title


# Recall: what lesson 00 teaches.
choice(
    "01.r1",
    "Left of a cell stands [*]. What does that say?",
    {
        "a": "There is a mistake in the cell",
        "b": "The cell is still running, or waits for its turn",
        "c": "The cell has not been saved",
    },
    "b",
    mistakes={
        "a": "A mistake is shown in words below the cell. The star only says that no answer is there yet.",
        "c": "Saving is another matter, with Ctrl+S. The star turns into a number when the cell is done.",
    },
    insight="When it is done, a number takes the place of the star.",
)
choice(
    "01.r2",
    "A table lists job advertisements. What is one row of it?",
    {
        "a": "All the titles, one below the other",
        "b": "The name of one column",
        "c": "Everything about one advertisement",
    },
    "c",
    mistakes={
        "a": "That is a column: one property of all the ads. A row goes from left to right.",
        "b": "Names of columns stand above the rows, in the head of the table.",
    },
)
choice(
    "01.r3",
    "You write my_job = welder, and Python answers: NameError: name 'welder' is not defined. What is missing?",
    {
        "a": 'Quotes around the word, as in "welder"',
        "b": "A capital letter, as in Welder",
        "c": "A program that knows jobs",
    },
    "a",
    mistakes={
        "b": "With a capital, Python looks for a name Welder and does not find that one either.",
        "c": "Nothing has to be installed. Without quotes, Python takes a word for the name of something it keeps.",
    },
    insight="Words in quotes are text; words without are names.",
)

number(
    "01.1",
    answer=lambda: title_count("Production technician") + title_count("production technician"),
    hints=[
        "Two lines of the list are the same job for you, and two kinds for the computer. What differs?",
        "Production technician stands near the end. production technician, with a small p, is the very last line.",
    ],
    solution=lambda: (
        f"Production technician {title_count('Production technician')}, production technician "
        f"{title_count('production technician')}: together "
        f"{title_count('Production technician') + title_count('production technician')}."
    ),
    mistakes=lambda: {
        title_count(
            "Production technician"
        ): "That is one of two spellings. count_by goes letter by letter, and a "
        "small p makes another kind of it.",
        title_count(
            "production technician"
        ): "That is the spelling with a small p alone. The other one counts as well.",
        int(table("job_ads")["title"].str.endswith("technician").sum()): "That is every title that ends in "
        "technician. Asked are both words together.",
        int(
            table("job_ads")["title"].str.lower().str.startswith("production").sum()
        ): "That is every title that begins with production. Asked are both words together.",
        len(table("job_ads")): "That is all the ads.",
        13: "That is the sum that shows how to write it. Put the counts of the list in its place.",
        (title_count("Production technician") + title_count("production technician"))
        / len(table("job_ads")): "That is a share of the ads. Asked is the count, a whole number.",
    },
    insight="What a person writes in two ways, a computer counts as two things.",
)


def a_title(given):
    if not isinstance(given, str):
        raise ValueError('A title is asked for: words in quotes, such as "Project Engineer".')
    words = " ".join(given.split()).strip(" .").casefold()
    right = shared_title()
    if words == right.casefold():
        return (
            True,
            f"{right}: other name of both technicians, each in another document. A title is not a job.",
        )
    rows = table("titles")
    known = rows[rows["title"].str.casefold() == words]
    if len(known) == 1:
        return (
            f"That title stands once, beside {known['role'].iloc[0]}. Look for one that stands there twice."
        )
    if words in {role.casefold() for role in rows["role"]}:
        return "That is a role. The title stands in the first column."
    if words and any(words in title.casefold().split() for title in rows["title"]):
        return "That is one word of several titles. Write the whole title."
    return "That is no title of this table. Copy it from the column title, letter by letter."


record(
    "01.2",
    a_title,
    right="Process Engineer",
    also_right=["process engineer", " Process  Engineer. "],
    also_wrong=[
        "Methods Engineer",
        "Production Technician",
        "Engineer",
        "Plumber",
        "Industrial engineering technician",
        7,
    ],
    noun="title in quotes",
    hints=[
        "Go down the column title. One title comes in the upper part and again in the lower part.",
        "It ends in Engineer, though both roles are technicians.",
    ],
    solution=lambda: (
        f'"{shared_title()}": one document gives it to the industrial engineering technician, another to the '
        "production technician."
    ),
    question="Which title stands under two roles?",
)
choice(
    "01.3",
    'An ad asks for somebody who "counts how often a machine stops in a shift, and why". Which activity is that?',
    {
        "a": "maintain",
        "b": "observe",
        "c": "inspect",
        "d": "operate",
    },
    "b",
    mistakes={
        "a": "Nothing is mended here. The machine may stop ten times, and this person counts ten.",
        "c": "Close. But there is no limit to hold the count against: it is only gathered.",
        "d": "Somebody else runs the machine. This person counts its stops.",
    },
    insight="The verb decides: counts.",
)


def part_and_whole(given):
    part, whole = cell(PRODUCTION, "maintain"), total(PRODUCTION)
    if any(value is ... for value in given):
        if given[0] is ...:
            return "The part is still missing. It stands in the row Production technician, in the column maintain."
        return "The whole is still missing: all duties of the role, in step 1."
    if len(given) != 2 or not all(isinstance(value, (int, float)) for value in given):
        return "Two numbers are asked for, without quotes: first the part, then the whole."
    first, second = given
    if (first, second) == (part, whole):
        return True, f"{part} / {whole} = {part / whole:.2f}: a fifth of the role's duties."
    if (first, second) == (whole, part):
        return "You have the two numbers, but the other way round: the part comes first. A share is never above 1."
    if second == len(table("duties")):
        return f"{second} is the duties of all roles together. The whole is the duties of this role."
    if second == int(counts()["maintain"].sum()) and first == part:
        return f"{second} is the column maintain. The whole is all duties of the role: the counts of step 1."
    if first == part and second == whole - part:
        return "You divided by the other duties only. The part belongs to the whole."
    if second == whole and 0 < first < 1:
        return f"{first:g} is a share already. The part is a count, a whole number; the check divides."
    if second == 100:
        return (
            "That is percent. Asked are the two counts: the role's duties under maintain, and all its duties."
        )
    if first == part:
        return "The part is right. The whole is the number of duties of the role: look at step 1."
    if second == whole:
        return "The whole is right. The part stands in the row Production technician, in the column maintain."
    if second == total(INDUSTRIAL):
        return (
            "That is the whole of the industrial engineering technician. Asked is the production technician."
        )
    return (
        "The part stands in the cross-table, row Production technician, column maintain; the whole in step 1."
    )


record(
    "01.4",
    part_and_whole,
    right=lambda: [cell(PRODUCTION, "maintain"), total(PRODUCTION)],
    also_right=[lambda: (cell(PRODUCTION, "maintain"), total(PRODUCTION))],
    also_wrong=[
        lambda: [total(PRODUCTION), cell(PRODUCTION, "maintain")],
        [9, 97],
        [9, 9],
        [9, 36],
        [9, 24],
        [5, 45],
        ["9", "45"],
        [9, ...],
        [..., 45],
        [0.2, 45],
        [20, 100],
        [0.2, 1],
    ],
    noun="two numbers",
    hints=[
        "In the cross-table, go along the row Production technician to the column maintain.",
        "The whole is all the duties of that role: count_by in step 1 has it.",
    ],
    solution=lambda: (
        f"Row Production technician, column maintain: {cell(PRODUCTION, 'maintain')}. All duties of the role: "
        f"{total(PRODUCTION)}. {cell(PRODUCTION, 'maintain')} / {total(PRODUCTION)} = "
        f"{cell(PRODUCTION, 'maintain') / total(PRODUCTION):.2f}."
    ),
    question="Which two numbers make the share of maintain among the production technician's duties?",
)


def after_a_page_more():
    return cell(SUPERVISOR, "inspect") / (total(SUPERVISOR) + PAGE_MORE)


number(
    "01.5",
    answer=after_a_page_more,
    unit="fraction",
    tolerance=NEAR,
    hints=[
        "Which number changes, the part or the whole?",
        "No duty is added to inspect, so the part stays 2. The whole was 3, and 3 come to it.",
    ],
    solution=lambda: (
        f"{cell(SUPERVISOR, 'inspect')} / ({total(SUPERVISOR)} + {PAGE_MORE}) = "
        f"{cell(SUPERVISOR, 'inspect')} / {total(SUPERVISOR) + PAGE_MORE} = {after_a_page_more():.2f}."
    ),
    mistakes=lambda: {
        cell(SUPERVISOR, "inspect")
        / total(SUPERVISOR): "That is the share as it was, 2 of 3 (and, by chance, that of "
        "coordinate afterwards). Asked is inspect, with three more duties in the whole.",
        (cell(SUPERVISOR, "inspect") + PAGE_MORE)
        / (total(SUPERVISOR) + PAGE_MORE): "You added the three duties to "
        "inspect as well. They are all for coordinate.",
        cell(SUPERVISOR, "inspect") / total(SUPERVISOR)
        + PAGE_MORE: "Python divides first and adds then. Write brackets around the new whole: 2 / (3 + 3).",
        cell(SUPERVISOR, "inspect"): "That is the part, a count. Divide it by the new whole.",
        float(
            round(100 * cell(SUPERVISOR, "inspect") / total(SUPERVISOR))
        ): "That is the share as it was, in percent. Asked is the new "
        "one, as a fraction: with three more duties in the whole.",
        PAGE_MORE
        / (total(SUPERVISOR) + PAGE_MORE): "That is the share of the three new duties. They are all for "
        "coordinate; the part is inspect.",
        cell(SUPERVISOR, "inspect")
        / (cell(SUPERVISOR, "inspect") + PAGE_MORE): "You added the three duties to the 2 of "
        "inspect. The whole is all duties of the supervisor: there were 3 of them.",
        (cell(SUPERVISOR, "inspect") + PAGE_MORE)
        / total(SUPERVISOR): "You added the three duties to the part and left "
        "the whole as it was. No share is above 1.",
    },
    also_right=[1 / 3, 0.33],
    insight="Three lines on one page, and the share is half of what it was.",
)


def watching(role):
    return cell(role, "observe") + cell(role, "inspect")


number(
    "01.6",
    answer=lambda: watching(PRODUCTION) / total(PRODUCTION),
    unit="fraction",
    tolerance=NEAR,
    hints=[
        "Two activities make the part. Add them first, in brackets.",
        "Row Production technician: observe and inspect, together. The whole is 45.",
    ],
    solution=lambda: (
        f"({cell(PRODUCTION, 'observe')} + {cell(PRODUCTION, 'inspect')}) / {total(PRODUCTION)} = "
        f"{watching(PRODUCTION)} / {total(PRODUCTION)} = {watching(PRODUCTION) / total(PRODUCTION):.2f}."
    ),
    mistakes=lambda: {
        watching(INDUSTRIAL) / total(INDUSTRIAL): "That is the industrial engineering technician again.",
        cell(PRODUCTION, "observe") / total(PRODUCTION): "That is observe alone. Inspect is missing.",
        cell(PRODUCTION, "inspect") / total(PRODUCTION): "That is inspect alone. Observe is missing.",
        watching(PRODUCTION)
        / len(table("duties")): "You divided by the duties of all roles. The whole is this role's 45.",
        watching(PRODUCTION)
        / (total(PRODUCTION) - watching(PRODUCTION)): "You divided by the other duties only. The "
        "part belongs to the whole.",
        watching(PRODUCTION) / total(INDUSTRIAL): "You divided by the duties of the other technician.",
        watching(PRODUCTION): "That is the part, a count. Divide it by the whole.",
        cell(PRODUCTION, "maintain")
        / total(PRODUCTION): "That is 9 of 45, the share of maintain in exercise 4. Take "
        "observe and inspect; if you rounded to one decimal, keep two.",
        (cell(PRODUCTION, "observe") + cell(PRODUCTION, "plan"))
        / total(PRODUCTION): "That is the share of observe and "
        "plan, the first two columns. Asked are observe and inspect.",
        cell(PRODUCTION, "observe")
        + cell(PRODUCTION, "inspect") / total(PRODUCTION): "Python divides first and adds "
        "then. Write brackets around the sum: (2 + 6) / 45.",
    },
    insight="By count this technician has one more such duty than the other; by share clearly fewer.",
)


def marked(explorer):
    found = explorer.record
    if list(found.columns) != ["role", "activity", "duty", "mark"]:
        return "That is another table. Give the widget itself: explorer."
    count = len(found)
    if count < MARKS_TO_SET:
        return (
            f"{count} {'duty is' if count == 1 else 'duties are'} marked; {MARKS_TO_SET} are asked for. The buttons "
            "stand below each duty in the widget."
        )
    per_role = count_by(found, "role")
    if (per_role >= MARKS_A_ROLE).sum() < 2:
        return (
            f"All but {count - int(per_role.max())} of your {count} marks belong to {per_role.idxmax()}. "
            f"Mark {MARKS_A_ROLE} or more duties of a second role too."
        )
    wishes = found[found["mark"] == "would like"]
    if wishes.empty:
        return 'No duty has the mark "would like" yet. Is there none at all?'
    ahead = count_by(wishes, "activity")
    most = [name for name in ahead.index if ahead[name] == ahead.max()]
    roles = count_by(wishes, "role")
    beside = ", ".join(f"{role} {roles[role]}" for role in roles.index)
    return True, (
        f"{count} marks. What you would like is most often: {' and '.join(most)}. By role: {beside}; by share that may "
        "look different, since one list is longer."
    )


def with_marks(**kinds):
    """The widget as a learner leaves it: for the tests. Mark -> numbers of duties."""
    from shopfloor.widgets import RoleExplorer

    marks = {duty: mark.replace("_", " ") for mark, duties in kinds.items() for duty in duties}
    return RoleExplorer([PRODUCTION, INDUSTRIAL], marks=marks)


record(
    "01.7",
    marked,
    right=lambda: with_marks(would_like=["D01", "D02", "D17", "D58"], not_for_me=["D14", "D21"]),
    also_right=[
        lambda: with_marks(done=["D23", "D28"], would_like=["D01", "D02"], not_for_me=["D14", "D42", "D21"])
    ],
    also_wrong=[
        lambda: with_marks(would_like=["D01", "D17"]),
        lambda: with_marks(would_like=["D01", "D02", "D03", "D04", "D05", "D17"]),
        lambda: with_marks(not_for_me=["D01", "D02", "D03", "D17", "D18", "D19"]),
        lambda: table("duties"),
        0.5,
        "observe",
    ],
    noun="widget",
    first_step="Mark six duties in the widget above, then run this cell again.",
    hints=[
        "Choose an activity by its bar. Its duties stand below, each with four buttons.",
        "Mark three duties of the role on the left and three of the one on the right, one of them as would like.",
    ],
    solution="There is no working to show: click a bar, read the duties below it, and choose a button under six of them, "
    "two or more of each role, one or more as would like.",
    question="Mark six duties, of two roles, as you see them.",
)


def minutes(theme=None):
    blocks = table("day_blocks")
    return int((blocks if theme is None else blocks[blocks["theme"] == theme])["minutes"].sum())


def day_lines(activity):
    return int(count_by(table("day_activities"), "activity")[activity])


number(
    "01.8",
    answer=lambda: minutes(REPAIRS) / minutes(),
    unit="fraction",
    tolerance=NEAR,
    hints=[
        "The part is the minutes of one block, the whole the minutes of all three.",
        "180 / (180 + 180 + 180)",
    ],
    solution=lambda: (
        f"{minutes(REPAIRS)} / {minutes()} = {minutes(REPAIRS) / minutes():.2f}: a third of the day."
    ),
    mistakes=lambda: {
        day_lines("maintain")
        / len(table("day_activities")): "That is two of twelve lines. Lines are not minutes: take the "
        "column minutes.",
        cell(PRODUCTION, "maintain")
        / total(PRODUCTION): "That is the share of the duties. Asked are the minutes of the day.",
        minutes(): "That is the whole day, in minutes. It is what you divide by.",
        minutes(REPAIRS): "That is the part, in minutes. Divide it by the minutes of the whole day.",
        minutes(REPAIRS) / 60: "That is the block in hours. Divide it by the hours of the whole day.",
        minutes(REPAIRS)
        / (minutes() - minutes(REPAIRS)): "You divided by the other two blocks only. The part belongs "
        "to the whole.",
        minutes(REPAIRS) / 480: "You divided by a day of eight hours. This page's day runs from 9 to 18.",
    },
    also_right=[1 / 3, 0.33],
    insight="A third of the minutes, a sixth of the lines, a fifth of the duties: much the same work, counted three ways.",
)


def near_chief(measure="jaccard"):
    return float(overlap(CHIEF, INDUSTRIAL, duties=table("duties"), measure=measure))


number(
    "01.9",
    answer=near_chief,
    unit="fraction",
    tolerance=NEAR,
    hints=[
        "Same call, another role: only the first name changes.",
        'overlap("Chief industrial engineer", "Industrial engineering technician", duties=duties)',
    ],
    solution=lambda: str(overlap(CHIEF, INDUSTRIAL, duties=table("duties"))) + ".",
    mistakes=lambda: {
        float(
            overlap(PRODUCTION, INDUSTRIAL, duties=table("duties"))
        ): "That is the overlap of the two technicians.",
        float(
            overlap(CHIEF, PRODUCTION, duties=table("duties"))
        ): "That is the chief and the production technician.",
        near_chief(
            "cosine"
        ): "That is the other measure, cosine, which also counts how many duties there are of each kind.",
        3: "That is how many activities they share. Divide by how many either has.",
        5: "That is how many activities either has. How many of them do both have?",
    },
    insight="More than the two technicians share, and it rests on five lines about the chief.",
)

choice(
    "01.x1",
    "Role A: 10 duties, 4 of them inspect. Role B: 30 duties, 6 of them inspect. What can you say?",
    {
        "a": "B is more about inspecting: 6 is more than 4",
        "b": "A is more about inspecting: a share of 0.40 against 0.20",
        "c": "Nothing: the two lists are not equally long",
    },
    "b",
    mistakes={
        "a": "B has the longer list of everything. A count depends on how long the list is.",
        "c": "That is what a share is for: it compares lists of different length.",
    },
    insight="Of the duties that are listed, that is.",
)
choice(
    "01.x2",
    "The table gives 1.00 of the production engineer's duties to improve. What does that say?",
    {
        "a": "Production engineers spend all their hours on improving",
        "b": "The figure is a mistake: nobody only improves",
        "c": "Both duties that one article names are of that kind; of hours it says nothing",
    },
    "c",
    mistakes={
        "a": "The table lists duties. It never looked at a clock.",
        "b": "The figure is right: 2 of 2. But two lines are few, and duties are not hours.",
    },
    insight="Ask of every share: of what, and of how many?",
)

ASSIGNMENT = Assignment(
    "a01_who_does_what",
    parts=[
        number_form("a01_night_share", unit="fraction", low=0, high=1),
        number_form("a01_by_title", low=0, high=40),
        rows_form("a01_misleading", noun="ad", high=40),
        number_form("a01_by_activity", low=0, high=40),
        number_form("a01_operate_share", unit="fraction", low=0, high=1),
        by_hand("a01_note"),
    ],
)
