"""Practice for lesson 06: raters, normal time, allowances and standard time, pieces and cost."""

from shopfloor.methods import timestudy

from ..topic import numeric, topic

# What is timed, and what one of it is called.
JOBS = (
    ("pressing a bearing into a housing", "housing"),
    ("wiring a control box", "box"),
    ("packing a pump", "pump"),
    ("testing a valve", "valve"),
    ("riveting a bracket", "bracket"),
    ("labelling and sealing a carton", "carton"),
)


def _percent(fraction):
    return f"{fraction * 100:g} %"


@topic("normal time", lesson="06")
def normal_time(draw, level):
    """From an observed time and a rating to a normal time."""
    job, _ = draw.pick(JOBS)
    rating = draw.pick([75, 80, 85, 90, 95, 105, 110, 115, 120, 125]) / 100
    pace = "slower" if rating < 1 else "faster"
    if level == 1:
        observed = draw.between(40, 260) / 100
        text = (
            f"An observer times {job}: {observed:.2f} min on average. She rates the pace at "
            f"{_percent(rating)}. What is the normal time?"
        )
        steps = [
            "Normal time = observed time x rating, with the rating as a fraction.",
            f"{_percent(rating)} is {rating:.2f}.",
            f"{observed:.2f} x {rating:.2f} = {observed * rating:.4f} min.",
        ]
    else:
        base = draw.between(60, 240)
        times = [(base + draw.between(-6, 6)) / 100 for _ in range(4 if level == 2 else 5)]
        odd = None
        if level == 3:
            odd = draw.below(len(times))
            times[odd] = (base + draw.between(90, 180)) / 100
        shown = ", ".join(f"{time:.2f}" for time in times)
        kept = [time for place, time in enumerate(times) if place != odd]
        observed = timestudy.average_time(kept)
        words = (
            f" In cycle {odd + 1} the operator answered a question about another order."
            if odd is not None
            else ""
        )
        text = (
            f"An observer times {job}, in minutes: {shown}.{words} She rates the pace at "
            f"{_percent(rating)}. What is the normal time?"
        )
        left_out = (
            [f"The question is no part of the job: cycle {odd + 1} is a foreign element and stays out."]
            if odd is not None
            else []
        )
        steps = [
            *left_out,
            f"Average of {len(kept)} times: {sum(kept):.2f} / {len(kept)} = {observed:.4f} min.",
            f"Normal time = {observed:.4f} x {rating:.2f} = {observed * rating:.4f} min.",
        ]
    answer = timestudy.normal_time(observed, rating)
    mistakes = {
        observed / rating: (
            f"You divided by the rating. Somebody {pace} than normal needs "
            f"{'more' if rating < 1 else 'less'} time than normal, so the normal time is "
            f"{'shorter' if rating < 1 else 'longer'}: multiply."
        ),
        observed: "That is the observed time; it says how long this operator took, not a normal one.",
        answer * 100: "You multiplied by the percentage; as a fraction it is a hundred times smaller.",
    }
    if level == 3:
        everything = timestudy.average_time(times)
        mistakes[timestudy.normal_time(everything, rating)] = (
            "You averaged all the times; the question in one of the cycles is no part of the job."
        )
    return numeric(text, answer, "min", 0.005, mistakes=mistakes, steps=steps, low=0.1, high=10)


@topic("standard time", lesson="06")
def standard_time(draw, level):
    """From a normal time and an allowance to a standard time, in either convention."""
    job, piece = draw.pick(JOBS)
    allowance = draw.between(8, 25) / 100
    basis = draw.pick(["job", "workday"])
    of_what = "of the job, on top of the normal time" if basis == "job" else "of the workday"
    other = "workday" if basis == "job" else "job"
    rule = "normal time x (1 + allowance)" if basis == "job" else "normal time / (1 - allowance)"
    normal = draw.between(50, 300) / 100
    rating = draw.pick([80, 85, 90, 95, 105, 110, 115, 120]) / 100
    steps, intro = [], f"The normal time for {job} is {normal:.2f} min."
    mistakes = {}
    if level > 1:
        observed = normal
        normal = timestudy.normal_time(observed, rating)
        intro = (
            f"For {job} the average observed time is {observed:.2f} min at a rating of {_percent(rating)}."
        )
        steps.append(f"Normal time = {observed:.2f} x {rating:.2f} = {normal:.4f} min.")
        mistakes[timestudy.standard_time(observed, allowance, basis)] = (
            "You added the allowance to the observed time and left out the rating."
        )
    answer = timestudy.standard_time(normal, allowance, basis)
    number = f"(1 + {allowance:.2f})" if basis == "job" else f"(1 - {allowance:.2f})"
    sign = "x" if basis == "job" else "/"
    steps.append(f"The allowance is a part {of_what}: standard time = {rule}.")
    steps.append(f"{normal:.4f} {sign} {number} = {answer:.4f} min.")
    wrong_basis = timestudy.standard_time(normal, allowance, other)
    mistakes[wrong_basis] = f"That takes the allowance as a part of the {other}; here it is a part {of_what}."
    mistakes[normal] = "That is the normal time; the allowance is still missing."
    mistakes[normal * (1 - allowance)] = (
        "You took the allowance away. It is time on top: the standard is longer."
    )
    text = f"{intro} The plant gives an allowance of {_percent(allowance)} {of_what}. "
    if level < 3:
        return numeric(
            text + "What is the standard time?",
            answer,
            "min",
            0.005,
            mistakes=mistakes,
            steps=steps,
            low=0.2,
            high=12,
        )
    pieces = 60 / answer
    steps.append(f"In an hour: 60 / {answer:.4f} = {pieces:.2f} pieces.")
    mistakes = {60 / value: words for value, words in mistakes.items()}
    mistakes[answer] = "That is the standard time of one piece; asked for are the pieces in an hour."
    return numeric(
        text + f"How many times an hour is a {piece} finished at standard pace?",
        pieces,
        "pieces per hour",
        0.05,
        mistakes=mistakes,
        steps=steps,
        low=4,
        high=200,
    )


@topic("rating bias", lesson="06")
def rating_bias(draw, level):
    """How far ratings are from the true paces on average, and what that makes of a standard."""
    count = {1: 3, 2: 4, 3: 5}[level]
    paces = draw.some(range(65, 140, 5), count)
    lean = draw.pick([-10, -5, 5, 10])
    errors = [lean + draw.pick([-5, 0, 5]) for _ in paces]
    ratings = [pace + error for pace, error in zip(paces, errors)]
    shown = ", ".join(f"{rating / 100:.2f} ({pace / 100:.2f})" for rating, pace in zip(ratings, paces))
    found = timestudy.rating_bias([rating / 100 for rating in ratings], [pace / 100 for pace in paces])
    text = f"Somebody rates {count} clips; the true pace stands in brackets: {shown}. "
    differences = " + ".join(f"({error / 100:.2f})" for error in errors)
    steps = [
        "Error of each clip = rating - true pace.",
        f"({differences}) / {count} = {found.bias:.4f}.",
        f"That is {'loose: too high' if found.bias > 0 else 'tight: too low'} on average.",
    ]
    without_sign = sum(abs(error) for error in errors) / count / 100
    if level < 3:
        mistakes = {
            -found.bias: "You took rating from pace. The error is rating minus true pace: above zero is loose.",
            sum(errors) / 100: f"That is the sum of the errors; divide by the {count} clips.",
            timestudy.average_time(
                [rating / 100 for rating in ratings]
            ): "That is the average rating, not its error.",
        }
        if abs(without_sign - abs(found.bias)) > 0.003:
            mistakes[without_sign] = "You left out the signs: errors to both sides cancel in a bias."
        return numeric(
            text + "What is the bias, as a fraction with its sign?",
            found.bias,
            "",
            0.0025,
            mistakes=mistakes,
            steps=steps,
            low=-0.4,
            high=0.4,
        )
    fair = draw.between(40, 250) / 100
    answer = fair * (1 + found.bias)
    steps.append(
        f"At normal pace the work takes {fair:.2f} min and is rated {1 + found.bias:.4f} on average."
    )
    steps.append(f"{fair:.2f} x {1 + found.bias:.4f} = {answer:.4f} min.")
    return numeric(
        text
        + f"With that bias, what normal time does this rater write for work that takes {fair:.2f} min at normal pace?",
        answer,
        "min",
        0.005,
        mistakes={
            fair
            * (
                1 - found.bias
            ): "You turned the bias round: a loose rater writes longer times, a tight one shorter ones.",
            fair + found.bias: "You added the bias as if it were minutes. It is a fraction of the time.",
            fair: "That is the fair time. This rater's errors do not cancel: put the bias in.",
        },
        steps=steps,
        low=0.2,
        high=4,
    )


@topic("labour of a piece", lesson="06")
def labour_of_a_piece(draw, level):
    """From a standard time, a wage and a burden to the direct labour of one piece."""
    job, piece = draw.pick(JOBS)
    standard = draw.between(60, 320) / 100
    wage = draw.between(1650, 2950) / 100
    burden = draw.pick([25, 30, 35, 40, 42, 45]) / 100
    steps, mistakes = [], {}
    intro = f"The standard time for {job} is {standard:.2f} min."
    if level == 3:
        normal, allowance = standard, draw.between(10, 20) / 100
        standard = timestudy.standard_time(normal, allowance, basis="workday")
        intro = f"The normal time for {job} is {normal:.2f} min, with an allowance of {_percent(allowance)} of the workday."
        steps.append(f"Standard time = {normal:.2f} / (1 - {allowance:.2f}) = {standard:.4f} min.")
        mistakes[timestudy.labour_cost(normal / 60, wage, burden)] = (
            "That is the labour of the normal time; the time of rest is paid as well."
        )
        mistakes[
            timestudy.labour_cost(timestudy.standard_time(normal, allowance, basis="job") / 60, wage, burden)
        ] = "That takes the allowance as a part of the job; here it is a part of the workday."
    if level == 1:
        answer = timestudy.labour_cost(standard / 60, wage, 0)
        paid, factor = (
            f"The wage is {wage:.2f} dollars an hour. What does the wage of one {piece} come to?",
            "",
        )
    else:
        answer = timestudy.labour_cost(standard / 60, wage, burden)
        paid = f"The wage is {wage:.2f} dollars an hour and the burden {burden:.2f}. What is the direct labour of one {piece}?"
        factor = f" x (1 + {burden:.2f})"
        mistakes[timestudy.labour_cost(standard / 60, wage, 0)] = (
            "That is the wage alone; the burden comes on top."
        )
        mistakes[standard / 60 * wage * burden] = "That is the burden alone; the wage belongs to it."
    mistakes[answer * 60] = "You took the minutes for hours; the wage is for an hour."
    mistakes[answer / 60] = "You divided by 60 twice; after the first time the minutes are hours."
    steps.append(f"{standard:.4f} / 60 = {standard / 60:.6f} h.")
    steps.append(f"{standard / 60:.6f} x {wage:.2f}{factor} = {answer:.4f} dollars.")
    return numeric(
        f"{intro} {paid}", answer, "dollars", 0.003, mistakes=mistakes, steps=steps, low=0.1, high=5
    )
