"""The rating trainer: clips of an exact pace, ratings scored by the course's method, used by keys in JupyterLab."""

import json

import pytest

from shopfloor.methods.timestudy import rating_bias
from shopfloor.widgets import RatingTrainer
from shopfloor.widgets.operator import HOSE_CLAMP
from shopfloor.widgets.rating_trainer import MyClips
from shopfloor.widgets.rating_trainer.clips import clip, own_clips, own_paces, paces

ROOT = ".sf-trainer"
NORMAL_CYCLE = sum(element.minutes for element in HOSE_CLAMP.in_every_cycle)


def rate(trainer, *percent):
    trainer.inputs = {
        **trainer.inputs,
        "ratings": [*trainer.inputs["ratings"], *percent],
        "step": trainer.inputs["step"] + 1,
    }


@pytest.mark.parametrize("pace", [0.6, 0.95, 1.0, 1.4])
def test_a_clip_takes_exactly_its_normal_time_divided_by_the_pace(pace):
    segments = clip(pace)["segments"]
    assert [segment["label"] for segment in segments] == ["A", "B", "C", "D"], "nothing foreign in a clip"
    for segment, element in zip(segments, HOSE_CLAMP.in_every_cycle, strict=True):
        took = segment["end"] - segment["start"]
        assert took == pytest.approx(1000 * element.minutes / pace, abs=0.51)
    assert segments[-1]["end"] == pytest.approx(1000 * NORMAL_CYCLE / pace, abs=2.5)


def test_paces_are_the_same_everywhere_and_spread_over_the_range():
    assert (
        paces(6, 8) == (1.25, 1.25 - 0.45, 1.25, 0.8, 0.6, 1.15, 1.2, 0.95) or len(set(paces(6, 200))) == 17
    )
    many = paces(3, 200)
    assert set(many) == {pace / 100 for pace in range(60, 141, 5)}
    assert all(abs(one - other) > 0.09 for one, other in zip(many, many[1:]))
    assert paces(3, 200)[:50] == paces(3, 50) != paces(4, 50)


def test_the_record_and_the_bias_are_those_of_the_method():
    trainer = RatingTrainer(seed=6, clips=15, save_as=None)
    rate(trainer, 90, 110, 100)
    record = trainer.record
    assert record["clip"].tolist() == [1, 2, 3] and record["rating"].tolist() == [0.9, 1.1, 1.0]
    assert record["true_pace"].tolist() == list(paces(6, 15)[:3])
    assert record["error"].tolist() == pytest.approx((record["rating"] - record["true_pace"]).tolist())
    assert trainer.bias() == rating_bias([0.9, 1.1, 1.0], list(paces(6, 15)[:3]))
    assert trainer.bias(last=2) == rating_bias([1.1, 1.0], list(paces(6, 15)[1:3]))
    assert trainer.view["points"][0] == [round(paces(6, 15)[0] * 100), 90]


def test_an_empty_record_has_the_same_columns_and_types():
    empty, trainer = RatingTrainer(save_as=None).record, RatingTrainer(save_as=None)
    rate(trainer, 90)
    assert (empty.dtypes == trainer.record.dtypes).all() and empty.empty


def test_the_words_say_how_far_off_and_which_way():
    trainer = RatingTrainer(seed=6, clips=15, save_as=None)
    true = [round(pace * 100) for pace in paces(6, 15)]
    rate(trainer, true[0] + 10)
    assert trainer.view["verdict"].endswith(": 10 points too high.")
    rate(trainer, true[1] - 5)
    assert trainer.view["verdict"].endswith(": 5 points too low.")
    rate(trainer, true[2])
    assert trainer.view["verdict"].endswith("exactly right.")
    assert trainer.view["figures"].startswith("Bias: 1.7 points too high on average. Spread: 7.6 points.")


def test_flat_raters_are_told():
    flat, steep = RatingTrainer(save_as=None), RatingTrainer(save_as=None)
    true = [round(pace * 100) for pace in paces(6, 15)]
    rate(flat, *(round((pace + 100) / 10) * 5 for pace in true))
    rate(steep, *(min(160, max(40, round((100 + 1.5 * (pace - 100)) / 5) * 5)) for pace in true))
    assert "slow work too high and fast work too low" in flat.text
    assert "slow work too low and fast work too high" in steep.text


def test_practice_shows_whether_the_spread_shrinks():
    trainer = RatingTrainer(save_as=None)
    true = [round(pace * 100) for pace in paces(6, 15)]
    off = [20, -20, 20, -20, 20, -20, 0, 0, 0, 5, -5, 5, -5, 5, -5]
    rate(trainer, *(pace + error for pace, error in zip(true[:11], off)))
    assert "your first 6" not in trainer.text
    rate(trainer, *(pace + error for pace, error in zip(true[11:], off[11:])))
    assert "your first 6 was 21.9 points, that of your last 6 is 5.5." in trainer.text


def test_a_test_reveals_nothing_before_its_end():
    trainer = RatingTrainer(seed=8, clips=3, reveal=False, save_as=None)
    rate(trainer, 90, 100)
    assert trainer.view["points"] == [] and "2 rated. The true paces are shown after" in trainer.text
    rate(trainer, 100)
    assert len(trainer.view["points"]) == 3 and trainer.view["clip"] is None


@pytest.mark.parametrize("ratings", [[30], [170], ["90"], [90.5], [True], [90] * 16, "90"])
def test_ratings_that_cannot_be(ratings):
    trainer = RatingTrainer(save_as=None)
    trainer.inputs = {**trainer.inputs, "ratings": ratings, "step": 1}
    assert trainer.view["problem"] and trainer.record.empty


def test_ratings_are_kept_with_their_clips(tmp_path):
    path = tmp_path / "my_ratings.json"
    rate(RatingTrainer(seed=6, save_as=path), 90, 100)
    assert RatingTrainer(seed=6, save_as=path).record["rating"].tolist() == [0.9, 1.0]
    other = RatingTrainer(seed=7, save_as=path)
    assert other.record.empty and "kept as my_ratings.damaged.json" in other.view["problem"]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [({"seed": 1.5}, "seed must be"), ({"clips": 0}, "clips must be"), ({"clips": True}, "clips must be"), ({"speed": 0}, "speed must be")],
)  # fmt: skip
def test_arguments_that_make_no_sense(arguments, words):
    with pytest.raises(ValueError, match=words):
        RatingTrainer(save_as=None, **arguments)


def test_rated_by_keyboard_and_read_back_in_python(lab, open_page, axe):
    page = open_page()
    lab.write(
        "rating/rate.ipynb",
        [
            "from shopfloor.widgets import RatingTrainer\ntrainer = RatingTrainer(seed=6, clips=4, speed=40)\ntrainer",
            "print('last line')",
            "print(trainer.record.to_json(orient='values'))",
            "print(round(trainer.bias().bias, 4))",
        ],
    )
    lab.run_all(page, "rating/rate.ipynb", "last line")
    page.wait_for_selector(f"{ROOT}[data-linked='yes']")
    assert axe(page, ROOT) == []
    page.locator(f"{ROOT} .sf-stage").focus()
    page.keyboard.press("Enter")
    page.wait_for_selector(f"{ROOT} .sf-said >> text=Play the clip first")
    page.keyboard.press("n")
    page.wait_for_selector(f"{ROOT} .sf-said >> text=That was the normal pace")
    given = []
    for place, presses in enumerate([("ArrowUp", 3), ("ArrowDown", 5)]):
        page.keyboard.press("s")
        page.wait_for_selector(f"{ROOT} .sf-said >> text=The clip is over")
        for _ in range(presses[1]):
            page.keyboard.press(presses[0])
        given.append(int(page.locator(f"{ROOT} input[type=range]").input_value()))
        page.keyboard.press("Enter")
        page.wait_for_selector(f"{ROOT}[data-rated='{place + 1}']")
        page.wait_for_selector(f"{ROOT} .sf-verdict >> text=You rated {given[-1]}")
    assert given == [115, 90]
    rows = json.loads(lab.run_cell(page, 2))
    true = paces(6, 4)
    assert [row[1:3] for row in rows] == [[1.15, true[0]], [0.9, true[1]]]
    assert float(lab.run_cell(page, 3)) == pytest.approx(
        rating_bias([1.15, 0.9], list(true[:2])).bias, abs=1e-4
    )
    assert page.locator(f"{ROOT} .sf-rating-plot circle, {ROOT} .sf-rating-plot rect").count() == 2
    assert json.loads((lab.folder / "rating" / "my_ratings.json").read_text("utf-8"))["inputs"][
        "ratings"
    ] == [115, 90]
    assert axe(page, ROOT) == []
    assert page.outside_requests == [] and page.script_errors == []


@pytest.mark.parametrize("colors", ["light", "dark"])
def test_a_clip_plays_on_a_static_page_and_movement_can_be_off(open_page, axe, on_a_static_page, colors):
    page = open_page(width=320, height=700, color_scheme=colors, reduced_motion="reduce")
    on_a_static_page(page, RatingTrainer(save_as=None, speed=10))
    page.get_by_role("button", name="Play clip 1 of 15").click()
    assert page.get_by_label("no movement").is_checked(), "reduced motion is respected without asking"
    page.wait_for_selector(f"{ROOT} .sf-steps >> text=carries the band")
    page.wait_for_selector(f"{ROOT} .sf-said >> text=The clip is over")
    page.get_by_role("button", name="That is my rating").click()
    page.wait_for_selector(f"{ROOT}[data-linked='no']", timeout=15_000)
    assert "Run All Cells" in page.locator(".sf-trouble").inner_text()
    assert axe(page, ROOT) == []
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    assert page.script_errors == [] and page.outside_requests == []


# -- a student's own clips, for marks -----------------------------------------------------------------------

WHOSE = {"student": "ana", "course": "open-2026"}


def my_clips(**more):
    return MyClips("a_test", **{**WHOSE, "save_as": None, **more})


def everything(value):
    """Every number and text in a value that goes to the browser or into a file."""
    if isinstance(value, dict):
        value = [*value.keys(), *value.values()]
    if isinstance(value, (list, tuple)):
        return [one for item in value for one in everything(item)]
    return [value]


def test_everybodys_own_clips_are_fair_and_different():
    students = [own_paces("a_test", f"s{number}", "open-2026") for number in range(500)]
    assert len(set(students)) == 500
    for found in students:
        assert len(found) == 15 and set(found) <= {pace / 100 for pace in range(60, 141, 5)}
        slow, fast = sum(pace < 0.9 for pace in found), sum(pace > 1.1 for pace in found)
        assert (slow, fast) == (5, 5), "as many slow as middling and fast ones"
        assert all(abs(one - other) > 0.09 for one, other in zip(found, found[1:]))
    assert own_paces("a_test", "ana", "open-2026") != own_paces("a_test", "ana", "open-2027")
    assert own_paces("a_test", "ana", "open-2026") != own_paces("another", "ana", "open-2026")


def test_the_clips_are_the_same_wherever_they_are_computed():
    first = own_clips("a_test", "ana", "open-2026")[:3]
    assert [(one.pace, one.first, one.elements) for one in first] == FIRST_OF_ANA


FIRST_OF_ANA = [(1.05, 1, 4), (1.35, 1, 3), (1.1, 0, 3)]


def test_how_long_an_own_clip_takes_does_not_tell_how_fast_it_is():
    for number in range(40):
        for one in own_clips("a_test", f"s{number}", "open-2026"):
            segments = one.for_browser()["segments"]
            before, shown = segments[: one.first], segments[one.first :]
            assert all((earlier["start"], earlier["end"]) == (0, 0) for earlier in before)
            assert len(shown) == one.elements and shown[0]["start"] == 0
            normal = {element.label: element.minutes for element in HOSE_CLAMP.in_every_cycle}
            for segment in shown:
                took = segment["end"] - segment["start"]
                assert took == pytest.approx(1000 * normal[segment["label"]] / one.pace, abs=0.51)
    lengths = {
        (one.pace, one.for_browser()["segments"][-1]["end"])
        for number in range(200)
        for one in own_clips("a_test", f"s{number}", "open-2026")
    }
    slowest = max(length for pace, length in lengths if pace == 1.3)
    fastest = min(length for pace, length in lengths if pace == 0.75)
    assert slowest > fastest, "a fast clip may well take longer than a slow one"


VIEW = {"rated", "clips", "clip", "normal", "speed", "own", "points", "verdict", "figures", "text", "step"}


def test_own_clips_never_show_their_pace(tmp_path):
    path = tmp_path / "kept.json"
    mine, true = my_clips(save_as=str(path)), own_paces("a_test", "ana", "open-2026")
    for pace in true:
        fractions = [one for one in everything(mine.view["clip"]) if isinstance(one, float)]
        assert fractions and pace not in fractions, "the clip holds moments, no pace"
        rate(mine, 100)
        words = f"{mine.text} {mine!r}".replace("1.00", "")
        assert str(round(100 * pace)) not in words and f"{pace:.2f}" not in words
        # Nothing goes to the browser but this: a new key would have to be thought about.
        assert set(mine.view) == VIEW and set(mine.inputs) == {"of", "ratings", "step"}
        assert mine.view["speed"] == 1.0 and mine.view["points"] == []
    assert mine.view["clip"] is None
    with pytest.raises(ValueError, match="stands in the feedback"):
        mine.bias()
    with pytest.raises(ValueError, match="Copy the list"):
        _ = mine.record
    text = path.read_text("utf-8")
    assert set(json.loads(text)["inputs"]) == {"of", "ratings"}
    assert not any(word in text for word in ("seed", "ana", "open-2026", "a_test"))


def given(widget):
    return widget.inputs["ratings"]


def test_own_ratings_are_shown_as_the_list_to_hand_in():
    mine = my_clips(clips=3)
    assert given(mine) == [] and "Look at the normal pace" not in mine.text
    rate(mine, 95, 110)
    assert "2 of 3 rated. Your ratings so far: 0.95, 1.10." in mine.text
    rate(mine, 70)
    assert mine.view["figures"] == "[0.95, 1.10, 0.70]" and "This is your list, to hand in" in mine.text
    mine.set(ratings=[95, 110])
    assert "2 of 3 rated" in mine.text and mine.view["clip"] is not None, "the last one is taken back"


def test_own_ratings_are_kept_for_their_owner_only(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    rate(MyClips("a_test", **WHOSE), 90, 100)
    assert [path.name for path in tmp_path.iterdir()] == ["my_a_test.json"]
    assert given(MyClips("a_test", **WHOSE)) == [90, 100]
    other = MyClips("a_test", student="ben", course="open-2026")
    assert given(other) == [] and "another id, course or assignment" in other.view["problem"]


@pytest.mark.parametrize("ratings", [[30], [90.5], [90] * 16, "90"])
def test_own_ratings_that_cannot_be(ratings):
    mine = my_clips()
    mine.inputs = {**mine.inputs, "ratings": ratings, "step": 1}
    assert mine.view["problem"] and mine.view["rated"] == 0


@pytest.mark.parametrize(
    ("arguments", "words"),
    [({"name": 6}, "name is a short name"), ({"name": "a test"}, "short name"), ({"clips": 2}, "clips must be"), ({"student": ""}, "Whose data")],
)  # fmt: skip
def test_own_clips_need_a_name_and_somebody(arguments, words, monkeypatch):
    monkeypatch.delenv("SHOPFLOOR_STUDENT", raising=False)
    monkeypatch.delenv("JUPYTERHUB_USER", raising=False)
    with pytest.raises(ValueError, match=words):
        MyClips(**{"name": "a_test", **WHOSE, "save_as": None, **arguments})


def test_own_clips_by_keyboard_with_a_rating_taken_back(open_page, axe, on_a_static_page):
    """On a page that answers itself as Python would: the truth is nowhere, a slip can be mended."""
    page = open_page(width=320, height=700, color_scheme="dark")
    mine = my_clips(clips=3, speed=60)
    rate(mine, 95)
    on_a_static_page(page, mine)
    back = page.get_by_role("button", name="Take back the last rating")
    assert back.is_enabled() and page.locator(f"{ROOT} .sf-rating-plot").is_hidden()
    assert "1 of 3 rated" in page.locator(f"{ROOT} .sf-verdict").inner_text()
    page.locator(f"{ROOT} .sf-stage").focus()
    page.keyboard.press("s")
    page.wait_for_selector(f"{ROOT} .sf-said >> text=The clip is over")
    back.focus()
    page.keyboard.press("Enter")
    page.wait_for_function("window.state.inputs.ratings.length === 0")
    assert axe(page, ROOT) == []
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    assert page.script_errors == [] and page.outside_requests == []
