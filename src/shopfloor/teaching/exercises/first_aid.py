"""The card of lesson 00: five things that go wrong in a notebook, and what to do about each."""

from ..values import listed

# What to do about a message, on a card: (the message, the options, the right one, what is said on the others).
COMPLAINTS = (
    (
        'You run pay["title] and read: SyntaxError: unterminated string literal.',
        {
            "a": "Put a quote after title",
            "b": "Run the cell that makes pay",
            "c": "Take the brackets away",
        },
        "a",
        {
            "b": "Python has not even looked for pay: it cannot read the line. A string is text in quotes, and this one "
            "never ends.",
            "c": "The brackets are fine. A string is text in quotes, and this one never ends.",
        },
    ),
    (
        "You run pay[\"tittle\"] and read: KeyError: 'tittle'.",
        {
            "a": "Run the cell that makes pay",
            "b": "Take the quotes away",
            "c": "Compare the name with the columns of the table",
        },
        "c",
        {
            "a": "Python has found pay. What it did not find in it stands after the colon.",
            "b": "A column's name needs its quotes. Look at the name itself, letter by letter.",
        },
    ),
    (
        "You open the notebook in the morning, run one cell far down and read: NameError: name 'pay' is not defined.",
        {
            "a": 'Write "pay" with quotes',
            "b": "Run the cells above, one of them makes pay",
            "c": "Download the table again",
        },
        "b",
        {
            "a": "With quotes it would be three letters of text, not the table.",
            "c": "Nothing is wrong with the table. The kernel is fresh this morning and has not met the name pay yet.",
        },
    ),
    (
        "You run pay[title] and read: NameError: name 'title' is not defined. The table pay is there.",
        {
            "a": "Put title in quotes",
            "b": "Restart the kernel",
            "c": "Choose another column",
        },
        "a",
        {
            "b": "After a restart it would read the same. Without quotes Python takes title for a name of its own.",
            "c": "The column is there. Without quotes Python takes title for a name of its own.",
        },
    ),
    (
        "No message at all, but a result does not fit the number in the cell above it.",
        {
            "a": "Trust it: where there is no message, there is no mistake",
            "b": "Type in the result that should be there",
            "c": "Kernel, Restart Kernel and Run All Cells",
        },
        "c",
        {
            "a": "You have seen one today: the page said 34, the chart still showed the year at 24, and no message came.",
            "b": "Then the number looks right until the next change, and nobody can follow it.",
        },
    ),
)


def first_aid():
    """The questions of the lesson's card: a message each, and what to do about it."""
    from shopfloor.widgets.quiz_card import QuizQuestion

    return [
        QuizQuestion.with_answer(words, options, answer, said=said)
        for words, options, answer, said in COMPLAINTS
    ]


def all_mended(card):
    """Is the latest answer to each question of the card right?"""
    last = card.record.groupby("question")["outcome"].last()
    right = {int(number) for number in last.index[last == "right"]}
    asked = range(1, len(COMPLAINTS) + 1)
    open_ones = [number for number in asked if number not in right]
    if not open_ones:
        tries = len(card.record)
        at_once = " each at the first try" if tries == len(COMPLAINTS) else f" in {tries} tries"
        return True, f"All {len(COMPLAINTS)} mended,{at_once}."
    untried = [number for number in open_ones if number not in last.index]
    wrong = [number for number in open_ones if number in last.index]
    words = f"{len(right)} of {len(COMPLAINTS)} {'is' if len(right) == 1 else 'are'} right."
    words += f" Not right yet: question{'s' * (len(wrong) > 1)} {listed(wrong)}." if wrong else ""
    words += f" Not tried yet: question{'s' * (len(untried) > 1)} {listed(untried)}." if untried else ""
    return f"{words} Press Check on the card after each choice, then run this cell again."


def card_with(answers):
    """The card, answered so: for the tests."""
    from shopfloor.widgets import QuizCard

    card = QuizCard(first_aid())
    card.set(attempts=[{"question": place, "answer": [letter]} for place, letter in answers])
    return card
