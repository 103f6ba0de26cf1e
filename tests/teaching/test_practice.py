"""Practice: every topic over many seeds, the problem that a student holds, and which topic comes next."""

import json
import re
import subprocess
import sys
from datetime import UTC, datetime, timedelta

import pytest

from shopfloor.teaching.compare import Choice, Number, Order, Rows
from shopfloor.teaching.practice import practice, schedule, session
from shopfloor.teaching.practice.topic import LEVELS, all_topics, numeric, one_of, topic
from shopfloor.teaching.progress import diary

SEEDS = 700  # of each topic and level: 2,100 problems a topic
TOPICS = all_topics()
NOT_WORDS = re.compile(r"\bnan\b|\binf\b|None|\be[+-]\d\d|\{|\}|\d\.\d{7,}")


@pytest.fixture(autouse=True)
def diary_file(tmp_path, monkeypatch):
    path = tmp_path / "progress.jsonl"
    monkeypatch.setenv("SHOPFLOOR_PROGRESS", str(path))
    return path


def wrong_values(test):
    """The typical wrong answers that a problem names."""
    for mistake in test.mistakes:
        yield mistake.value


@pytest.mark.parametrize("name", TOPICS)
@pytest.mark.parametrize("level", LEVELS)
def test_every_problem_is_solvable_sensible_and_names_its_typical_wrong_answers(name, level):
    texts = set()
    for seed in range(SEEDS):
        task = TOPICS[name].task(level, seed)
        where = f"{name}, level {level}, seed {seed}: {task.text}"
        test = task.test
        assert test.problems() == [], where
        assert len(list(wrong_values(test))) >= 2, where
        assert 40 <= len(task.text) <= 1500 and not NOT_WORDS.search(task.text), where
        assert task.steps and all(len(step) <= 400 and not NOT_WORDS.search(step) for step in task.steps), (
            where
        )
        if isinstance(test, Number):
            assert test.low is not None and test.high is not None, where
            assert test.low <= test.answer <= test.high, where
            # A tolerance so wide that a guess hits it, or so narrow that rounding misses it, is no use.
            assert 0 <= test.tolerance <= 0.05 * max(abs(test.answer), 0.2) + 1e-12, where
        for value in wrong_values(test):
            verdict = test.judge(value)
            assert verdict.outcome == "wrong, named", f"{where} {value}: {verdict}"
            assert len(verdict.words) > 18, f"{where} {value}: {verdict}"
        texts.add(task.text)
    least = SEEDS // 8 if isinstance(test, Number) else 12
    assert len(texts) >= least, f"only {len(texts)} different problems in {SEEDS}"


@pytest.mark.parametrize("name", TOPICS)
def test_the_last_steps_lead_to_the_answer(name):
    for level in LEVELS:
        for seed in range(40):
            task = TOPICS[name].task(level, seed)
            if isinstance(task.test, Number):
                numbers = [
                    float(number)
                    for step in task.steps
                    for number in re.findall(r"-?\d+(?:\.\d+)?", step.replace(",", ""))
                ]
                slack = max(task.test.tolerance, 1e-9) + 1e-9
                assert any(abs(number - task.test.answer) <= slack for number in numbers), (
                    f"{name}, level {level}, seed {seed}: {task.test.answer} is in none of {task.steps}"
                )


@pytest.mark.parametrize("name", TOPICS)
def test_a_harder_level_is_another_problem(name):
    texts = [TOPICS[name].task(level, 3).text for level in LEVELS]
    assert len(set(texts)) == len(LEVELS)


def test_a_problem_is_the_same_for_the_same_seed_and_in_a_new_python(tmp_path):
    code = (
        "from shopfloor import practice; "
        "print([practice(name, level=level, seed=11).text for name in practice.topics() for level in (1, 2, 3)])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    here = [practice(name, level=level, seed=11).text for name in practice.topics() for level in LEVELS]
    assert done.stdout.strip() == str(here)


def test_without_a_seed_each_call_gives_another_problem():
    problems = [practice("standard time") for _ in range(5)]
    assert len({problem.text for problem in problems}) > 1
    again = practice("standard time", seed=problems[0].seed)
    assert again.text == problems[0].text


def test_the_problem_in_a_students_hands():
    problem = practice("standard time", level=1, seed=7)
    assert "standard time" in problem.text and "minutes" in problem.text
    assert problem.check(problem.answer).right
    assert not problem.check(problem.answer + 1).right
    assert not problem.check().right and problem.check().kind == "not tried"
    assert "Step 1." in problem.solution().text and f"{problem.answer:g}"[:4] in problem.solution().text
    assert "solution" in problem.check(problem.answer * 3).text


def test_a_named_mistake_says_what_was_done():
    # 2.00 min with an allowance of the job: dividing by 1 - A is the other convention.
    problem = practice("standard time", level=1, seed=7)
    said = {problem.check(mistake.value).text for mistake in problem._task.test.mistakes}
    assert any("allowance is still missing" in words for words in said)
    assert any("here it is a part of" in words for words in said)


def test_what_is_shown_has_a_name_for_a_screen_reader_and_escapes_its_text():
    page = practice("standard time", level=1, seed=7)._repr_html_()
    assert 'role="group"' in page and 'aria-label="Practice problem"' in page
    assert "seed 7" in page


@pytest.mark.parametrize("kind", [Number, Choice, Rows, Order])
def test_answers_of_each_kind_are_right_as_given(kind):
    for name, one in TOPICS.items():
        if isinstance(one.task(1, 0).test, kind):
            problem = practice(name, seed=0)
            assert problem.check(problem.answer).right


def test_an_unknown_topic_names_the_nearest():
    with pytest.raises(ValueError, match="Did you mean standard time"):
        practice("standart time")


@pytest.mark.parametrize("level", [0, 4, "2", True, None])
def test_a_level_that_is_none(level):
    with pytest.raises(ValueError, match="The level is 1, 2 or 3"):
        practice("standard time", level=level)


@pytest.mark.parametrize("seed", ["7", 1.5, True])
def test_a_seed_that_is_none(seed):
    with pytest.raises(ValueError, match="seed is a whole number"):
        practice("standard time", seed=seed)


def test_topics_by_lesson():
    assert {"normal time", "standard time"} <= set(practice.topics("06")) == set(practice.topics(6))
    assert list(practice.table().columns) == ["topic", "lesson", "about"]
    assert len(practice.table()) == len(practice.topics())
    with pytest.raises(ValueError, match="There is no practice for lesson '77'"):
        practice.topics("77")


def test_a_topic_needs_a_name_of_its_own_and_words():
    with pytest.raises(ValueError, match="is there twice"):
        topic("standard time", lesson="06")(lambda draw, level: None)
    with pytest.raises(ValueError, match="give it a docstring"):
        topic("nothing said", lesson="06")(lambda draw, level: None)


def test_a_topic_that_cannot_be_drawn_says_why():
    from shopfloor.teaching.practice.topic import Topic

    always = Topic(
        "t",
        "06",
        lambda draw, level: numeric("x", 1, "min", 0.1, mistakes={1.05: "You.", 9: "You."}, steps=["1"]),
        "t",
    )
    with pytest.raises(RuntimeError, match="'t', level 1, seed 2: .*judged right"):
        always.task(1, 2)


def test_options_are_shuffled_and_keep_their_words():
    from shopfloor.data.variants import Draws

    seen = set()
    for seed in range(20):
        task = one_of(
            Draws(seed), "Which?", ["one", "two", "three"], "two", mistakes={"one": "Too few."}, steps=["two"]
        )
        (letter,) = task.test.answer
        assert f"{letter}  two" in task.text
        assert (
            "Too few." in task.test.judge(next(k for k, v in task.test.options.items() if v == "one")).words
        )
        seen.add(letter)
    assert seen == {"a", "b", "c"}


# Which topic comes next.

NOW = datetime(2026, 11, 2, 20, 0, tzinfo=UTC)


def did(topic, outcome, days_ago, level=1, **more):
    return {
        "what": "practice",
        "topic": topic,
        "level": level,
        "outcome": outcome,
        "at": NOW - timedelta(days=days_ago),
        **more,
    }


def test_what_was_wrong_comes_again_first():
    known = schedule.standings([did("a", "right", 0.5), did("b", "wrong", 0.1), did("c", "right", 0.2)])
    assert schedule.next_topic(["a", "b", "c", "new"], known, NOW) == ("b", "It was not right last time.")


def test_what_is_not_due_waits_behind_what_is_new():
    known = schedule.standings([did("a", "right", 0.5)])
    assert schedule.next_topic(["a", "new"], known, NOW)[0] == "new"
    assert schedule.next_topic(["a"], known, NOW) == ("a", "Nothing is due; this comes next.")


def test_breaks_grow_with_each_right_answer_and_a_wrong_one_starts_anew():
    row = [did("a", "right", 60), did("a", "right", 50), did("a", "right", 40)]
    assert schedule.standings(row)["a"].due == NOW - timedelta(days=40) + timedelta(days=7)
    fallen = schedule.standings([*row, did("a", "wrong, named", 1)])["a"]
    assert fallen.box == 0 and fallen.due <= NOW


def test_an_answer_after_looking_at_the_solution_does_not_count_as_known():
    assert schedule.standings([did("a", "right", 1, alone=False)])["a"].box == 0


def test_the_level_rises_after_two_right_and_falls_after_a_wrong_one():
    two = [did("a", "right", 9), did("a", "right", 5)]
    assert schedule.standings(two)["a"].level == 2
    assert schedule.standings([*two, did("a", "right", 2, level=2)])["a"].level == 3
    assert schedule.standings([*two, did("a", "wrong", 2, level=1)])["a"].level == 1


def test_lines_of_others_are_passed_over():
    assert (
        schedule.standings(
            [{"what": "practice", "at": NOW}, did("a", "right", 1, level=7), did(3, "right", 1)]
        )
        == {}
    )


def test_practice_without_a_topic_starts_with_the_first_lesson_and_goes_on():
    first = practice()
    assert first.topic == practice.topics()[0] and first.why == "New to you."
    assert first.check(first.answer).right
    assert practice().topic == practice.topics()[1]


def test_practice_of_a_lesson_mixes_in_older_topics_that_are_due(diary_file):
    old, own = practice.topics()[0], practice.topics("06")
    assert practice(lesson="06").topic == practice("06").topic == own[0]
    diary.note("practice", lesson="00", topic=old, level=1, seed=1, outcome="right", alone=True)
    assert practice(lesson="06").topic == own[0]  # not due yet
    line = json.loads(diary_file.read_text(encoding="utf-8"))
    line["at"] = (datetime.now(UTC) - timedelta(days=8)).isoformat()
    diary_file.write_text(json.dumps(line) + "\n", encoding="utf-8")
    again = practice(lesson="06")
    assert again.topic == old and again.why == "Last practised 8 days ago."
    later = practice.topics()[-1]
    diary.note("practice", lesson="15", topic=later, level=1, seed=1, outcome="wrong")
    if later not in own:  # a topic of a later lesson is not mixed in
        assert practice(lesson="06").topic == old


def test_a_problem_is_noted_until_it_is_solved(diary_file):
    problem = practice("standard time", seed=7)
    problem.check()
    problem.check(problem.answer + 5)
    problem.check(problem.answer)
    problem.check(problem.answer)
    assert [entry["outcome"] for entry in diary.entries()] == ["wrong", "right"]


def test_practice_goes_on_when_the_file_cannot_be_read(monkeypatch):
    def locked():
        raise PermissionError("locked")

    monkeypatch.setattr(session.diary, "entries", locked)
    assert practice().topic == practice.topics()[0]
