"""Questions of a lesson on a card: the words and the progress are those of ``check``."""

import pytest

from shopfloor.teaching import check, progress, quiz


@pytest.fixture(autouse=True)
def diary_file(tmp_path, monkeypatch):
    monkeypatch.setenv("SHOPFLOOR_PROGRESS", str(tmp_path / "progress.jsonl"))


def attempt(card, question, *letters):
    card.set(attempts=[*card.inputs["attempts"], {"question": question, "answer": list(letters)}])
    return card.view["cards"][question]


def test_the_card_says_what_check_says(lesson):
    card = quiz("99.r1", "99.r2", "99.x1")
    assert card.view["title"] == "Lesson 99"
    shown = attempt(card, 0, "a")
    assert shown["outcome"] == "wrong" and shown["said"] == check("99.r1", "a").words
    assert attempt(card, 0, "b")["outcome"] == "right"
    assert attempt(card, 1, "a", "c")["outcome"] == "right"
    assert attempt(card, 1, "a")["outcome"] == check("99.r2", ["a"]).kind


def test_steps_are_shown_shuffled_and_judged_in_order(lesson):
    card = quiz("99.x1")
    shown = card.view["cards"][0]
    words = dict(shown["options"])
    assert [words[letter] for letter in "abcd"] != ["first", "second", "third", "fourth"]
    right = sorted(words, key=lambda letter: ["first", "second", "third", "fourth"].index(words[letter]))
    assert attempt(card, 0, *right)["outcome"] == "right"
    swapped = [right[1], right[0], *right[2:]]
    assert attempt(card, 0, *swapped)["outcome"] == check("99.x1", swapped).kind


def test_it_counts_in_the_progress_once_a_try(lesson):
    card = quiz("99.r1")
    attempt(card, 0, "a")
    attempt(card, 0, "b")
    card.set(at=0)
    row = progress().table.set_index("lesson").loc["99"]
    assert (row["right"], row["tried"]) == (1, 0)
    from shopfloor.teaching.progress.diary import entries

    assert [entry["outcome"] for entry in entries()] == ["wrong, named", "right"]


def test_what_has_no_options_is_named(lesson):
    with pytest.raises(ValueError, match="99.1 has no options to choose from"):
        quiz("99.r1", "99.1")
    with pytest.raises(ValueError, match="Say which questions"):
        quiz()
    with pytest.raises(ValueError, match="There is no exercise 99.r9"):
        quiz("99.r9")
