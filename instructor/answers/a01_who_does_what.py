"""The key of assignment 01, who does what: what follows from each student's own job ads.

Kept from students. Each function gives the right answer of one part for one student, from that student's data and
from what they handed in for earlier parts, and the wrong values that known misconceptions lead to.
"""

from collections import Counter

from shopfloor.data import course_code, my_data, student_id
from shopfloor.data.variants import Draws, job_ads
from shopfloor.grading.keys import key
from shopfloor.teaching.compare import Mistake, Number, Rows

ADS = "careers/job_ads"
# Two decimals of a fraction.
NEAR = 0.006

RUBRIC = {
    "a01_note": {
        4: "An ad that fits (watching, timing, counting, measuring or checking, neither at night nor rotating; where the "
        "student has none, the nearest, with what does not fit), at least one count or share of the student's own ads, and one "
        "limit. For example: 'Not by title: 10 of my ads say technician, but 15 are technician's work. Read ad 12, "
        "where the cycle times of machines are gathered by day. What the ads do not say is how many hours that takes, and how much "
        "paperwork comes with it.'",
        2: "An ad that fits, but no number of one's own or no limit. For example: 'Read ad 12, there they gather cycle times. The "
        "title does not matter.'",
        0: "A title only, an ad for other work, or no reason. For example: 'Look for process engineer.'",
    }
}


def data(student, course):
    """The student's table, and the true activity of every ad, which the table does not show."""
    ads = my_data(ADS, student, course)
    true = job_ads.rows(Draws(course_code(course), ADS, student_id(student)))
    return ads.assign(activity=[ad[3] for ad in true], engineer=[job_ads.is_engineer(ad) for ad in true])


def numbers(ads):
    return ads["ad"].tolist()


def technicians_work(ads):
    return ads[ads["activity"].isin(job_ads.TECHNICIANS)]


def misleading_ads(ads):
    return numbers(technicians_work(ads[ads["engineer"]]))


@key("a01_night_share")
def night_share(case):
    shift, total = Counter(case.data["shift"]), len(case.data)
    return Number(
        shift["night"] / total,
        unit="fraction",
        tolerance=NEAR,
        mistakes=[
            Mistake(
                shift["night"] / (total - shift["night"]),
                "You divided the night ads by the others only. The part belongs to the whole.",
                "Divide by the number of all ads.",
                credit=0.5,
            ),
            Mistake(
                shift["rotating"] / total,
                "That is the share of the rotating shift, which works at night only now and then.",
                "Take the count of night.",
                credit=0.5,
            ),
            Mistake(
                (shift["night"] + shift["rotating"]) / total,
                "That is night and rotating together.",
                "Asked is night alone.",
                credit=0.5,
            ),
            Mistake(
                1 - shift["night"] / total,
                "That is the share of the ads that are not for the night.",
                "The part is the count of night.",
            ),
        ],
        almost_credit=0.5,
    )


@key("a01_by_title")
def by_title(case):
    titles = Counter(case.data["title"])
    big, small = (titles[name] for name in job_ads.PRODUCTION)
    ends = int(case.data["title"].str.endswith("technician").sum())
    begins = int(case.data["title"].str.lower().str.startswith("production").sum())
    return Number(
        big + small,
        mistakes=[
            Mistake(
                big,
                "You counted one of two spellings. To count_by a small p makes another kind; to somebody who looks for work it is "
                "the same job.",
                "Look at the last line of the counts.",
                credit=0.5,
            ),
            Mistake(
                small,
                "You counted only the spelling with a small p.",
                "Add the one with a capital.",
                credit=0.5,
            ),
            Mistake(
                ends,
                "You counted every title that ends in technician.",
                "Asked is production technician alone, in both spellings.",
            ),
            Mistake(
                begins,
                "You counted every title that begins with production, supervisors and others among them.",
                "Asked is production technician alone, in both spellings.",
            ),
        ],
    )


@key("a01_misleading")
def misleading(case):
    engineers = case.data[case.data["engineer"]]
    right = misleading_ads(case.data)
    checks = numbers(engineers[engineers["activity"] == "inspect"])
    others = [ad for ad in numbers(engineers) if ad not in right and ad not in checks]
    sorted_ads = numbers(technicians_work(case.data[~case.data["engineer"]]))
    gray = "You copied the gray numbers at the left edge, which are the computer's own and start at 0."
    one_more = (
        "All of these belong, and one more ad does: watching, setting up, running and mending all count."
    )
    inspecting = "One of your ads is for checking. In the documents supervisors do that too, so checking does not decide."
    return Rows(
        right,
        noun="ad",
        mistakes=[
            Mistake(
                tuple(numbers(engineers)),
                "You listed every ad that says engineer. Some of them do mean an engineer's work.",
                "Read each main duty: is it watching, setting up, running or mending?",
            ),
            Mistake(
                tuple(sorted([*others, *checks])),
                "You listed those that are not technician's work. The others of the ads that say engineer are asked for.",
                "Turn your list around.",
            ),
            Mistake(
                tuple(sorted([*right, *sorted_ads])),
                "You listed all technician's work. Here only the ads that are not sorted yet are asked for.",
                "Keep those whose title says engineer.",
                credit=0.5,
            ),
            Mistake(
                tuple(ad - 1 for ad in right),
                gray,
                "Take the numbers of the same rows from the column ad.",
                credit=0.5,
            ),
            *(
                Mistake(
                    tuple(ad for ad in right if ad != left_out),
                    one_more,
                    "Read the main duty of each ad that is not sorted and that you left out.",
                )
                for left_out in right
            ),
            *(
                Mistake(ad, inspecting, "Leave out what is checked against an order, a drawing or a rule.")
                for ad in checks
            ),
            *(
                Mistake(
                    ad,
                    "One of your ads decides something beforehand, changes the way of working, or brings people together. Documents "
                    "name such duties for engineers and managers too.",
                    "Keep watching, setting up, running and mending.",
                )
                for ad in others
            ),
            *(
                Mistake(
                    ad,
                    "One of your ads is sorted already: its title does not say engineer.",
                    "Look only at the ads that are not sorted.",
                )
                for ad in numbers(case.data[~case.data["engineer"]])
            ),
        ],
    )


@key("a01_by_activity")
def by_activity(case):
    ads = case.data
    listed = case.earlier("a01_misleading", misleading_ads(ads))
    known = {number for number in listed if number in set(ads["ad"])}
    sorted_ads = ads[~ads["engineer"]]
    four = len(technicians_work(sorted_ads))
    checks = int((sorted_ads["activity"] == "inspect").sum())
    return Number(
        four + len(known),
        mistakes=[
            Mistake(
                four,
                "That is the sorted ads alone. The ads that say engineer and mean a technician are missing.",
                "Add the number of ads in your list of part 3.",
                credit=0.5,
            ),
            Mistake(
                int(ads["title"].str.endswith("technician").sum()),
                "That is the count by title. Some of those ads are for other work, and other titles are for a technician's.",
                "Count by what is done.",
            ),
            Mistake(
                four + checks + len(known),
                "You counted inspect as well. Supervisors inspect too, so it does not decide.",
                "Add observe, set up, operate and maintain.",
                credit=0.5,
            ),
            Mistake(
                four + int(ads["engineer"].sum()),
                "You added every ad that is not sorted.",
                "Add only those of your list of part 3.",
                credit=0.5,
            ),
        ],
    )


@key("a01_operate_share")
def operate_share(case):
    ads = case.data
    operate = ads[ads["main_activity"] == "operate"]
    by_turns = int((operate["shift"] == "rotating").sum())
    return Number(
        by_turns / len(operate),
        unit="fraction",
        tolerance=NEAR,
        mistakes=[
            Mistake(
                by_turns / int((ads["shift"] == "rotating").sum()),
                "You divided by all rotating ads: that is the share of the column. The word after Of names the whole.",
                "Divide by the row: all ads under operate.",
                credit=0.5,
            ),
            Mistake(
                by_turns / len(ads),
                "You divided by all ads. The word after Of names the whole.",
                "Divide by the row: all ads under operate.",
                credit=0.5,
            ),
            Mistake(
                len(operate) / len(ads),
                "That is the share of operate among all ads, whatever the shift.",
                "The part is the cell operate, rotating; the whole is the row operate.",
            ),
            *(
                Mistake(
                    int((operate["shift"] == shift).sum()) / len(operate),
                    f"That is the {shift} shift among the ads under operate.",
                    "The part is the cell operate, rotating.",
                )
                for shift in ("day", "night")
            ),
            Mistake(
                1 - by_turns / len(operate),
                "That is the share of the other shifts.",
                "The part is the cell operate, rotating.",
            ),
        ],
        almost_credit=0.5,
    )
