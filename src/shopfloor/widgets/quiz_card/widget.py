"""The quiz card in Python: which question is shown, what was tried, and what was said to it."""

import pandas as pd

from shopfloor.widgets.front_end import assemble
from shopfloor.widgets.kit import Computed
from shopfloor.widgets.quiz_card.question import OUTCOMES, QuizQuestion

LABELS = {"right": "Right", "almost": "Almost", "wrong": "Not yet"}
COLUMNS = ["question", "attempt", "answer", "outcome"]
_HOW = {
    "one": "Choose one.",
    "several": "More than one may be right.",
    "order": "Move the steps into the right order.",
}


class QuizCard(Computed):
    """Questions on a card, one at a time, answered by mouse, touch or keys; feedback at once.

    ``questions``: a `QuizQuestion` or a list of them. ``record`` is a table of what was tried. With
    ``save_as`` the tries are kept in that file beside the notebook.

    >>> card = QuizCard(QuizQuestion.with_answer("Half of 9?", {"a": "4.5", "b": "18"}, "a"))
    >>> card.record.empty
    True
    """

    _esm = assemble("kit/kit.js", "quiz_card/quiz_card.js")
    _css = assemble("kit/kit.css", "quiz_card/quiz_card.css")

    def __init__(self, questions, *, title="Quiz", save_as=None):
        self._questions = [questions] if isinstance(questions, QuizQuestion) else list(questions)
        if not self._questions or not all(isinstance(one, QuizQuestion) for one in self._questions):
            raise ValueError("Give a question, or a list of questions made with QuizQuestion.")
        self._title = str(title)
        super().__init__(save_as=save_as)

    @property
    def record(self) -> pd.DataFrame:
        """What was tried, a row per attempt: question (from 1), attempt (from 1), answer (letters), outcome."""
        rows, counts = [], {}
        for attempt in self._good["attempts"]:
            place, letters = attempt["question"], attempt["answer"]
            counts[place] = counts.get(place, 0) + 1
            outcome, _ = self._judged(place, letters)
            rows.append((place + 1, counts[place], " ".join(letters), outcome))
        return pd.DataFrame(rows, columns=COLUMNS).astype({"question": "int64", "attempt": "int64"})

    def _start(self):
        return {"at": 0, "attempts": []}

    def _checked(self, inputs):
        at, attempts = inputs.get("at"), inputs.get("attempts")
        count = len(self._questions)
        if not isinstance(at, int) or not 0 <= at < count:
            raise ValueError(f"There are {count} questions; number {at!r} is not one of them.")
        if not isinstance(attempts, list) or not all(self._is_attempt(one) for one in attempts):
            raise ValueError("What was tried does not fit these questions: are they from another quiz?")
        return {"at": at, "attempts": attempts}

    def _is_attempt(self, one):
        if not isinstance(one, dict) or not isinstance(one.get("answer"), list):
            return False
        place, letters = one.get("question"), one["answer"]
        if not isinstance(place, int) or not 0 <= place < len(self._questions) or not letters:
            return False
        question = self._questions[place]
        known = all(letter in question.options for letter in letters) and len(set(letters)) == len(letters)
        sizes = {"one": {1}, "several": set(range(1, 30)), "order": {len(question.options)}}
        return known and len(letters) in sizes[question.mode]

    def _view(self, inputs):
        last = {one["question"]: one["answer"] for one in inputs["attempts"]}
        cards = []
        for place, question in enumerate(self._questions):
            card = {"words": question.words, "options": list(question.options.items()), "mode": question.mode}
            card["how"] = _HOW[question.mode]
            if place in last:
                outcome, words = self._judged(place, last[place])
                card |= {"answer": last[place], "outcome": outcome, "label": LABELS[outcome], "said": words}
            cards.append(card)
        right = sum(card.get("outcome") == "right" for card in cards)
        tried = f"{len(last)} of {len(cards)} questions tried, {right} right."
        shown = cards[inputs["at"]]
        options = " ".join(f"{letter}: {text}" for letter, text in shown["options"])
        feedback = f" {shown['label']}: {shown['said']}" if "said" in shown else ""
        text = f"Question {inputs['at'] + 1} of {len(cards)}: {shown['words']} {options}{feedback} {tried}"
        return {"title": self._title, "cards": cards, "at": inputs["at"], "tried": tried, "text": text}

    def _judged(self, place, letters):
        outcome, words = self._questions[place].judge(list(letters))
        return (outcome if outcome in OUTCOMES else "wrong"), str(words)
