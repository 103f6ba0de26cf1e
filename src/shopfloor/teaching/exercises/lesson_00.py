"""Lesson 00, start here: its exercises, and the form of what its assignment hands in."""

from functools import cache

from shopfloor.data import load

from ..compare import Verdict
from ..forms import Assignment, by_hand, number_form, rows_form
from ..values import one_number
from .builders import choice, number, order, record
from .first_aid import all_mended, card_with

TECHNICIAN = "17-3026"
HOURS_A_WEEK, WEEKS_A_YEAR = 40, 52
OFFER, OTHER_OFFER = 24, 34
# A week found from the rounded pay of a year is a few cents off.
NEAR_ENOUGH_DOLLARS = 0.5


@cache
def pay():
    """The lesson's table: all occupations of the latest year."""
    wages = load("careers/wages")
    return wages[wages["year"] == 2024]


def of(soc, column):
    """One figure of one occupation."""
    return pay().loc[pay()["soc"] == soc, column].item()


def hourly(soc=TECHNICIAN):
    return of(soc, "hourly_median")


def row_label():
    """The label at the left edge of the technician's row."""
    return int(pay().index[pay()["soc"] == TECHNICIAN][0])


def year_at(dollars):
    return dollars * HOURS_A_WEEK * WEEKS_A_YEAR


def comma(thousands):
    """What comes of a year typed with a comma or a point between the thousands: it is shown as 49.92."""
    return thousands / 1000


DIGITS = "Type the five digits one after the other, without comma, point or dollar sign."
COMMA = "A comma makes two numbers of it. Decimals have a point, as in 27.50; between thousands goes nothing."

# Recall: what everybody knows from school, and how a check works: a number, a letter, a decimal point.
number(
    "00.r1",
    answer=40,
    unit="h",
    question="A shift has 8 hours, a week has 5 shifts. How many hours is that?",
    hints=["Five times the same number.", "8 * 5, where the star means times."],
    solution="8 * 5 = 40 hours.",
    mistakes={
        13: "You added 8 and 5. Each of the five shifts has 8 hours.",
        8: "That is one shift. The week has five.",
        56: "That is seven shifts. The week has five.",
        48: "That is six shifts. The week has five.",
    },
    also_right=[40.0],
)
choice(
    "00.r2",
    "Nine people stand in line, the shortest first. Who stands in the middle?",
    {"a": "the fourth", "b": "the fifth", "c": "the ninth"},
    "b",
    mistakes={
        "a": "Three are shorter than the fourth, and five are taller.",
        "c": "Eight are shorter than the ninth, and nobody is taller.",
    },
    insight="The one in the middle: half are below, half above. You will meet that one again, in dollars.",
)
number(
    "00.r3",
    answer=0.5,
    unit="h",
    tolerance=0.001,
    question="How many hours are 30 minutes? Write it with a decimal point.",
    hints=["How many minutes has an hour?", "30 / 60, where the slash means divided by."],
    solution="30 / 60 = 0.5 hours.",
    mistakes={
        0.3: "That is three tenths of an hour, 18 minutes. Thirty minutes are half of the 60.",
        2: "You divided 60 by 30. It is the other way round: 30 of the 60 minutes.",
    },
    also_right=[30 / 60],
)

number(
    "00.1",
    answer=hourly,
    unit="dollars an hour",
    hints=[
        "Go down the titles to Industrial Engineering Technologists and Technicians.",
        "The pay stands in the same row, in the column hourly_median.",
    ],
    solution=lambda: (
        f"In the row of Industrial Engineering Technologists and Technicians, under hourly_median: {hourly()}."
    ),
    mistakes=lambda: (
        {
            dollars: f"That is the row of {title}. The technicians for industrial engineering have their own."
            for dollars, title in zip(pay()["hourly_median"], pay()["title"])
            if dollars != hourly()
        }
        | {
            31: "You left the cents away. Write them too, after the point.",
            31.2: "You rounded. Write both digits after the point, as the table has them.",
            3115: "The point between dollars and cents is missing.",
            31.51: "Two digits have changed places. Compare with the table once more.",
            row_label(): "That is a row label, from the left edge: it only names the row. The pay stands beside it.",
            OFFER: "That is what the ad offers. The table says what is really paid.",
            of(TECHNICIAN, "annual_median"): "That is the pay of a year. An hour is asked for.",
        }
    ),
    also_wrong=[30],
    insight="The ad offers less than that.",
)
number(
    "00.2",
    answer=year_at(OFFER),
    unit="dollars a year",
    hints=[
        "Read the number at the orange line.",
        "Which of the three cells makes offer_year? Did you run it?",
    ],
    solution=lambda: (
        f"{year_at(OFFER)}: offer is {OTHER_OFFER} now, but offer_year was made while it was {OFFER}. Its own cell "
        "was not run again, so the chart got the old value."
    ),
    mistakes={
        year_at(
            OTHER_OFFER
        ): "That is what comes once the middle cell has been run too. Put 24 back, run all three, "
        "then try again: change it to 34 and leave the middle cell alone.",
        OTHER_OFFER: "That is the offer by the hour. The number at the orange line is asked for.",
        OFFER: "That is the old offer by the hour. The number at the orange line is asked for.",
        HOURS_A_WEEK * OFFER: "That is a week at the old offer. The number at the orange line is asked for.",
        HOURS_A_WEEK
        * OTHER_OFFER: "That is a week at the new offer. The number at the orange line is asked for.",
        50_000: "That is read from the axis below. The line has its own number, at the top.",
        comma(year_at(OFFER)): DIGITS,
        comma(year_at(OTHER_OFFER)): DIGITS,
    },
    also_wrong=[64790],
    insight="The page says 34, the chart still shows the year at 24, and nothing warned you.",
)


def two_blanks(given):
    if any(value is ... for value in given):
        return "One of the two blanks is still empty."
    read = [one_number(value) for value in given]
    if any(one.slip for one in read):
        return "Write plain numbers, such as 27.5: with a point, without quotes, comma or dollar sign."
    dollars, hours = (one.number for one in read)
    if (dollars, hours) == (hourly(), HOURS_A_WEEK):
        return (
            True,
            f"{hourly()} * {HOURS_A_WEEK} = {hourly() * HOURS_A_WEEK:,.0f} dollars, the week of the one in the middle.",
        )
    if (dollars, hours) == (HOURS_A_WEEK, hourly()):
        return "You have both numbers, each under the name of the other."
    if dollars in (OFFER, OTHER_OFFER):
        return f"The {dollars:g} is the ad's. What the technician in the middle gets stands in the table."
    if dollars != hourly():
        return "The first blank is the number that you found in exercise 1."
    words = {
        WEEKS_A_YEAR: "There are 52 weeks in a year. A week has how many hours?",
        8: "A shift has 8 hours. How many has a week?",
        5: "A week has 5 shifts. How many hours are that?",
        year_at(1): "Those are the hours of a year. A week is asked for.",
    }
    return words.get(hours, "The first blank is right. The second is the hours of a week, as in the recall.")


record(
    "00.3",
    two_blanks,
    right=lambda: [hourly(), 40],
    also_right=[lambda: (hourly(), 40.0)],
    also_wrong=[
        [24, 40],
        [27, 40],
        ["31.15", 40],
        [(31, 15), 40],
        lambda: [hourly(), 52],
        lambda: [40, hourly()],
        lambda: [hourly(), ...],
    ],
    noun="two numbers",
    first_step="Put a number in place of each row of dots.",
    hints=[
        "Dollars for one hour, and hours in one week.",
        "Exercise 1 has the first, the recall the second.",
    ],
    solution=lambda: f"dollars_an_hour = {hourly()} and hours_a_week = 40: {hourly() * 40:,.0f} dollars.",
    question="What does a week pay the technician in the middle?",
)


def a_week_of_your_choice(given):
    """Which occupation's week is it? Else, what was computed in its place."""
    read = one_number(given)
    if read.slip == "two numbers":
        return COMMA
    if read.slip:
        return "Your number is in quotes, so it is text. Write the multiplication without quotes."
    week = float(read.number)

    def found(factor, column="hourly_median", near=NEAR_ENOUGH_DOLLARS):
        """The title whose figure, times the factor, comes nearest to what was given."""
        off = (pay()[column] * factor - week).abs()
        return pay()["title"][off.idxmin()] if off.min() <= near else ""

    title = found(HOURS_A_WEEK) or found(1 / WEEKS_A_YEAR, "annual_median")
    if title and title == pay()["title"][row_label()]:
        return "That is the technician's week, which you have already. Choose another row."
    if title:
        return True, f"That is {title}: {week:,.2f} dollars a week for the one in the middle."
    if round(week, 2) == HOURS_A_WEEK * OFFER:
        return "That is the week of the ad. Choose a row of the table."
    if found(1, near=0.004):
        return f"That is one hour of {found(1, near=0.004)}. Now a week: times 40."
    if found(8, near=0.04):
        return f"That is one shift of {found(8, near=0.04)}, 8 hours. A week has 40."
    if found(WEEKS_A_YEAR, near=0.04):
        return f"That is one hour of {found(WEEKS_A_YEAR, near=0.04)} times 52. A week has 40 hours."
    if found(1, "annual_median") or found(year_at(1)):
        return "That is the pay of a year. Take the number from the column hourly_median, times 40."
    if week in pay().index:
        return "That is a row label, from the left edge. The pay stands beside it."
    if week in pay().index * HOURS_A_WEEK:
        return "You took a row label, from the left edge. The pay stands beside it."
    return "No row of the table has that week. Take a number from the column hourly_median, and multiply it by 40."


record(
    "00.4",
    a_week_of_your_choice,
    right=lambda: hourly("51-4041") * 40,
    also_right=[lambda: of("17-2112", "annual_median") / 52, lambda: round(hourly("11-3051") * 40)],
    also_wrong=[
        lambda: hourly() * 40,
        lambda: hourly("51-4041"),
        lambda: hourly("51-4041") * 8,
        lambda: hourly("51-4041") * 52,
        lambda: of("51-4041", "annual_median"),
        lambda: row_label() * 40,
        960,
        1000,
        (1, 246),
        "1080",
        True,
    ],
    noun="multiplication",
    hints=[
        "Choose a row. What stands in it under hourly_median?",
        "For machinists it would be 27.00 * 40.",
    ],
    solution="Any row will do, for example the machinists: 27.00 * 40 = 1,080 dollars a week.",
    question="What does a week of 40 hours pay in an occupation of your choice?",
)

WHOSE = {
    "annual_p25": "That is the column that a quarter earn less than. You want three quarters: 75 of 100.",
    "annual_p10": "That is the column that 10 of 100 earn less than. You want 75 of 100.",
    "annual_p90": "That is the column that 90 of 100 earn less than. You want 75 of 100.",
    "annual_median": "That is the column that half earn less than. You want three quarters: 75 of 100.",
    "annual_mean": "That is the average pay. You want the pay that 75 of 100 earn less than.",
    "hourly_median": "That is the pay of an hour, of the one in the middle. You want a year, and 75 of 100.",
}
ASKED = "annual_p75"


def one_column(given):
    if isinstance(given, str):
        if given.strip() == ASKED:
            return "That is the name of the column, in quotes. Put it between the brackets of pay[...], quotes and all."
        return 'That is text. A column is the table, then the name in brackets, such as pay["annual_p25"].'
    if hasattr(given, "columns"):
        if list(given.columns) == [ASKED]:
            return Verdict(
                "almost", "That is a table with one column. One pair of brackets gives the column itself."
            )
        return f'That is a whole table of {len(given.columns)} columns. Name the one you want: pay["..."].'
    name = getattr(given, "name", None)
    if name is None:
        return (
            'That is no column. A column is the table, then the name in brackets, such as pay["annual_p25"].'
        )
    if name != ASKED:
        return WHOSE.get(name, f"That is the column {name}. You want the pay that 75 of 100 earn less than.")
    if len(given) > len(pay()):
        return "That is the right column of the table wages, with all its years. Take it from pay."
    if len(given) < len(pay()):
        return "That is the right column, and not all of it. Leave the part with head away."
    return True, f"One column, {len(given)} values, one for each row."


record(
    "00.5",
    one_column,
    right=lambda: pay()[ASKED],
    also_right=[lambda: pay().sort_values("hourly_median")[ASKED]],
    also_wrong=[
        lambda: pay()["annual_p25"],
        lambda: pay()["soc"],
        lambda: load("careers/wages")[ASKED],
        lambda: pay()[ASKED].head(),
        lambda: pay()[[ASKED]],
        lambda: pay(),
        ASKED,
        "annual",
        79040,
    ],
    noun="column",
    hints=[
        'A quarter earn less than pay["annual_p25"]. The p25 says so: 25 of 100.',
        "Three quarters are 75 of 100.",
    ],
    solution='pay["annual_p75"]: three quarters earn less than that, 75 of 100.',
    question="Which column has the pay of a year that three quarters earn less than?",
)


def first_word_of_the_last_line(given):
    if isinstance(given, type) and issubclass(given, BaseException):
        given, quoted = given.__name__, False
    else:
        quoted = True
    if not isinstance(given, str):
        return "Write the word in quotes: it is text."
    said = given.strip().strip(".")
    word = said.partition(":")[0].strip().lower().replace(" ", "")
    if word == "keyerror":
        if not quoted:
            return Verdict("almost", "That is the word. It is text, so it belongs in quotes.")
        return (
            True,
            "A name between the quotes is no column of the table. What stands after the colon is the name.",
        )
    answers = {
        "nameerror": "A NameError speaks of a name outside the quotes. Put the cell back, and change one letter of "
        "the column's name, inside the quotes.",
        "syntaxerror": "A SyntaxError comes when a quote or a bracket is gone. Put it back, and change only a letter "
        "inside the quotes.",
        "typeerror": "A TypeError means that more than a letter was changed. Put the cell back as it was, then take "
        "one letter out of the column's name.",
        "traceback": "That is how the message begins. Scroll to its last line.",
        "error": "Nearly: what stands before Error in that word?",
        "key": "Nearly: the whole word, as it stands there.",
    }
    if word in answers:
        return answers[word]
    if word.startswith("traceback"):
        return answers["traceback"]
    if "median" in word or "mean" in word or "_" in word:
        return "That stands after the colon: the name that was not found. The word before the colon is asked for."
    return "Look at the last line of the message: the word before the colon."


record(
    "00.6",
    first_word_of_the_last_line,
    right="KeyError",
    also_right=["keyerror", "KeyError: 'annual_meadian'", " KeyError: "],
    also_wrong=[
        "NameError",
        "SyntaxError: unterminated string literal",
        "Traceback (most recent call last)",
        "annual_meadian",
        "'anual_median'",
        "Error",
        "red",
        KeyError,
        5,
    ],
    noun="word in quotes",
    hints=[
        "Scroll down to the end of the message.",
        "The last line has a colon. The word before it is one word, with Error at its end.",
    ],
    solution='"KeyError": the name between the quotes is not among the columns. After the colon stands the name.',
    question="Which word stands first in the last line of the message?",
)

record(
    "00.7",
    all_mended,
    right=lambda: card_with(enumerate("acbac")),
    also_right=[lambda: card_with([(0, "b"), *enumerate("acbac")])],
    also_wrong=[
        lambda: card_with(enumerate("acba")),
        lambda: card_with(enumerate("acbab")),
        lambda: card_with([*enumerate("acbac"), (0, "b")]),
        5,
    ],
    noun="card",
    first_step="Answer the questions on the card above, then run this cell again.",
    hints=[
        "Read the word before the colon first, then what stands after it.",
        "A wrong answer on the card gets a word on it. Choose again and press Check.",
    ],
    solution="1: a, the second quote is missing. 2: c, tittle is no column. 3: b, run the cells above. 4: a, title "
    "needs quotes. 5: c, restart and run all.",
    question="Five things that go wrong, on the card.",
)

choice(
    "00.8",
    "You have pressed Esc, so that no cursor blinks in the cell. Which key makes a new cell below?",
    {"a": "A", "b": "B", "c": "Enter"},
    "b",
    mistakes={
        "a": "A makes a cell too: above. B is for below.",
        "c": "Enter goes back into the cell, to write.",
    },
    insight="A for above, B for below.",
)

choice(
    "00.x1",
    "Where do you see in which order the cells were run?",
    {
        "a": "In the order on the page, from top to bottom",
        "b": "In the numbers in brackets at the left of the cells",
        "c": "It cannot be seen",
    },
    "b",
    mistakes={
        "a": "That is the order to read in. You can run any cell at any time, as you did before exercise 2.",
        "c": "Look to the left of a cell that was run: [7] was the seventh.",
    },
    insight="Only after Restart Kernel and Run All Cells do they count from the top down.",
)
order(
    "00.x2",
    [
        "write your id near the top",
        "replace the dots and run each cell",
        "save the notebook",
        "run the last cell, which looks for what is missing",
        "give the file to your instructor",
    ],
    "Put the steps of handing in into order.",
    mistakes={
        (2, 1): "Your id makes your data: before it is there, the table is not yours.",
        (4, 3): "The last cell reads the saved file: what you did not save, it cannot see.",
        (5, 3): "Save before you give the file away: else your instructor gets it without your work.",
        (5, 4): "The last cell is there to find what is missing while you can still mend it.",
    },
)

ASSIGNMENT = Assignment(
    "a00_start_here",
    parts=[
        number_form("a00_hour_1", unit="parts", low=1, high=5000),
        rows_form("a00_odd_hour", noun="hour", high=8, only_one=True),
        number_form("a00_mended", unit="trays", low=0, high=10_000),
        number_form("a00_shift", unit="parts", low=1, high=100_000),
        by_hand("a00_note"),
    ],
)
