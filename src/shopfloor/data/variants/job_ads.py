"""A student's job advertisements: 26 to 29 invented ads of one region, whose titles mislead.

Model:

- an ad has a title, one main duty in words, its industry and setting, a shift and the schooling it asks for;
- 7 to 9 titles end in "engineer" and are not sorted by activity: 3 to 5 of them are for a technician's work
  (one of TECHNICIANS), one checks things (INSPECT, which tells nothing), the others plan, improve or coordinate;
- 9 to 11 titles end in "technician"; 2 or 3 of these are for other work; "Production technician" stands there
  4 to 6 times, 1 or 2 of them with a small p;
- the other titles say neither; 2 or 3 of these ads are for a technician's work, the others are not;
- two or more ads are for watching and measuring ("observe"), at least one of them an engineer's;
- shifts are drawn ad by ad; duties, each with its industry and setting, come once at most.

Drawn again until the counts and shares that the assignment asks for lie clear of what the known misreadings of
the tables lead to.

Which activity an engineer's ad is for is known here and never stands in the table.
"""

FEWEST = 26
TECHNICIANS = ("observe", "set up", "operate", "maintain")
NOT_SORTED = "not sorted"
FLOOR, BOTH, OFFICE = "shop floor", "shop floor and office", "office"
# activity -> (industry, setting, main duty)
DUTIES = {
    "observe": (
        ("toys", FLOOR, "Times how long each station of the line needs"),
        ("food and beverages", FLOOR, "Counts, hour by hour, why the bottling line stands still"),
        ("metal products", BOTH, "Follows one order through the plant and measures every wait"),
        ("plastics", BOTH, "Gathers the cycle times of the molding machines and looks for the slowest"),
        ("warehousing", FLOOR, "Watches how far the pickers walk and measures the distances"),
        ("parcel service", FLOOR, "Counts how many parcels pass each gate in a shift"),
        ("health care", BOTH, "Measures how long trays take on their way through the sterile store"),
    ),
    "set up": (
        ("metal products", FLOOR, "Changes the tools of the press for the next order and adjusts them"),
        ("plastics", FLOOR, "Fits the new mold and adjusts the machine until the first good part"),
        ("food and beverages", FLOOR, "Adjusts the labelling machine each time the bottle changes"),
        ("aerospace", FLOOR, "Mounts the fixtures and tries the program with a first piece"),
        ("pharmaceuticals", FLOOR, "Calibrates scales and sensors before the shift starts"),
        ("textiles", FLOOR, "Makes the printing machine ready for each new pattern: rollers, ink, speed"),
    ),
    "operate": (
        ("food and beverages", FLOOR, "Runs two filling machines and feeds them with caps"),
        ("metal products", FLOOR, "Starts the furnace, keeps it at its settings and shuts it down"),
        ("automotive", FLOOR, "Runs the painting robots from the control panel"),
        ("metal products", FLOOR, "Feeds sheets into the laser cutter and takes the parts off"),
        ("pharmaceuticals", FLOOR, "Runs the tablet press as its specification asks"),
        ("plastics", FLOOR, "Loads and runs three molding machines"),
        ("parcel service", FLOOR, "Runs the sorting machine from the control desk"),
        ("electronics", FLOOR, "Feeds boards to the placement machine and keeps it running"),
        ("recycling", FLOOR, "Runs the shredder and the belts behind it"),
        ("furniture", FLOOR, "Runs the saw and the edge-gluing machine by program"),
    ),
    "maintain": (
        ("warehousing", FLOOR, "Finds out why a conveyor stopped and repairs it"),
        ("textiles", FLOOR, "Oils and cleans the looms by the calendar and swaps worn parts"),
        ("paper", FLOOR, "Replaces bearings and belts before they fail"),
        ("electronics", FLOOR, "Repairs the grippers when they lose pressure"),
        ("food and beverages", FLOOR, "Hunts down electrical faults in the packing machines and mends them"),
        ("pharmaceuticals", FLOOR, "Services pumps and valves before they leak"),
        ("automotive", FLOOR, "Comes when a robot stops and gets it going again"),
        ("health care", FLOOR, "Services and repairs the machines of the hospital laundry"),
    ),
    "inspect": (
        ("electronics", FLOOR, "Checks finished boards against the drawing and sorts out the bad ones"),
        ("metal products", BOTH, "Checks each delivery of steel against the order"),
        ("food and beverages", FLOOR, "Checks seals and weights of every tenth carton against the limits"),
        ("furniture", BOTH, "Checks that guards and exits are as the safety rules ask"),
        ("pharmaceuticals", OFFICE, "Checks the papers of each batch against the rules before it is shipped"),
    ),
    "plan": (
        ("furniture", OFFICE, "Decides which order runs on which machine next week"),
        ("electronics", OFFICE, "Draws up where the new machines will stand"),
        ("parcel service", OFFICE, "Works out how many people next month's parcels will need"),
        ("automotive", OFFICE, "Works out beforehand what a new part will cost"),
        ("aerospace", OFFICE, "Decides in which order a part that is not made yet will be worked"),
    ),
    "improve": (
        ("warehousing", BOTH, "Finds a shorter way for the material and has the racks moved"),
        ("plastics", BOTH, "Tries out new materials and brings in the one that wastes least"),
        ("food and beverages", BOTH, "Changes the packing method so that less carton is needed"),
        ("metal products", BOTH, "Traces scrap to its causes and removes them one after the other"),
        ("toys", BOTH, "Changes the work stations so that nobody has to lift any more"),
    ),
    "document": (
        ("aerospace", OFFICE, "Writes and files the work instructions of the assembly line"),
        ("paper", OFFICE, "Draws the flow charts of the plant and keeps them up to date"),
        ("pharmaceuticals", OFFICE, "Keeps the records of what was changed on each machine"),
    ),
    "train": (
        ("food and beverages", FLOOR, "Teaches newcomers to work safely at the wrapping machine"),
        ("recycling", BOTH, "Gives the yearly safety course in all halls"),
        ("electronics", FLOOR, "Shows new staff how the boards are tested and signs them off"),
    ),
    "coordinate": (
        ("automotive", FLOOR, "Leads a crew of twelve and shares out the work"),
        ("furniture", OFFICE, "Brings purchasing, production and shipping to one table every morning"),
        ("electronics", OFFICE, "Leads the people who lay out the lines"),
        ("paper", BOTH, "Settles with suppliers and the halls what can be delivered when"),
        ("health care", BOTH, "Passes on to both shifts what the daily meeting has decided"),
    ),
}
PRODUCTION = "Production technician", "production technician"
ENGINEERS = (
    "Production engineer",
    "Process engineer",
    "Methods engineer",
    "Manufacturing engineer",
    "Plant engineer",
)
OTHER_TECHNICIANS = ("Process technician", "Manufacturing technician", "Engineering technician")
SUPERVISORS = ("Shift supervisor", "Line lead", "Production coordinator", "Production supervisor")
NEITHER = (
    "Process specialist",
    "Production associate",
    "Manufacturing specialist",
    "Production staff worker",
)
SHIFTS = ("day", "rotating", "night")
# Of ten ads: which shift.
_SHIFT_OF_TEN = ("day",) * 4 + ("rotating",) * 4 + ("night",) * 2
EDUCATION = ("high school", "certificate", "associate degree", "bachelor's degree")


def rows(draws):
    """Return (ad, title, main duty, activity, setting, shift, industry, schooling); the activity is the true one.

    >>> from .draws import Draws
    >>> ads = rows(Draws("open-2026", "careers/job_ads", "example"))
    >>> 26 <= len(ads) <= 29, {ad[3] for ad in ads} <= set(DUTIES)
    (True, True)
    """
    while True:
        # Unequal, so that titles that promise too much and too little do not balance.
        other_work, hidden = draws.pick(((2, 3), (3, 2)))
        jobs = _engineers(draws) + _technicians(draws, other_work) + _others(draws, hidden)
        if len(jobs) < FEWEST:
            continue
        left = {activity: draws.some(pool, len(pool)) for activity, pool in DUTIES.items()}
        if any(sum(job[1] == activity for job in jobs) > len(left[activity]) for activity in left):
            continue
        ads = []
        for number, (title, activity) in enumerate(draws.some(jobs, len(jobs)), start=1):
            industry, setting, duty = left[activity].pop()
            shift = "day" if setting == OFFICE else draws.pick(_SHIFT_OF_TEN)
            ads.append((number, title, duty, activity, setting, shift, industry, draws.pick(EDUCATION)))
        if _clear(ads):
            return ads


def is_engineer(ad):
    """Whether the title of an ad calls it an engineer's."""
    return ad[1].endswith(" engineer")


def cells(draws):
    """Return the ads as rows of text cells, the way they stand in the CSV file."""
    return [
        (str(ad[0]), ad[1], ad[2], NOT_SORTED if is_engineer(ad) else ad[3], *ad[4:]) for ad in rows(draws)
    ]


def _engineers(draws):
    count, misleading = draws.pick(((7, 3), (7, 4), (8, 3), (8, 5), (9, 4), (9, 5)))
    activities = [draws.pick(TECHNICIANS) for _ in range(misleading)] + ["inspect", "plan", "improve"]
    activities += [draws.pick(("plan", "improve", "coordinate")) for _ in range(count - len(activities))]
    return [(draws.pick(ENGINEERS), activity) for activity in activities]


def _technicians(draws, other_work):
    count, production = draws.between(9, 11), draws.between(4, 6)
    small = draws.between(1, (production - 1) // 2)
    titles = [PRODUCTION[0]] * (production - small) + [PRODUCTION[1]] * small
    titles += [draws.pick(OTHER_TECHNICIANS) for _ in range(count - production)]
    # Operating is met often enough for a share of it to be read from a cross-table.
    activities = ["operate"] * 3 + [draws.pick(TECHNICIANS) for _ in range(count - other_work - 3)]
    activities += draws.some(("inspect", "document", "plan", "coordinate", "train"), other_work)
    return list(zip(draws.some(titles, count), activities))


def _others(draws, hidden):
    jobs = [(draws.pick(NEITHER), draws.pick(TECHNICIANS)) for _ in range(hidden)]
    jobs += [(draws.pick(SUPERVISORS), one) for one in ("coordinate", "train", "inspect")]
    jobs += [
        (draws.pick(SUPERVISORS), draws.pick(("coordinate", "plan", "improve")))
        for _ in range(draws.between(2, 3))
    ]
    return jobs


def _clear(ads):
    """Whether every count and share asked for lies clear of its known misreadings, and all shifts are met."""
    total = len(ads)
    watching = [is_engineer(ad) for ad in ads if ad[3] == "observe"]
    if len(watching) < 2 or not any(watching):
        return False
    by_shift = [sum(ad[5] == shift for ad in ads) for shift in SHIFTS]
    _, rotating, night = by_shift
    if (
        night < 3
        or len(set(by_shift)) < 3
        or not _apart((night, total), (rotating, total), (night, total - night))
    ):
        return False
    operate = [ad for ad in ads if ad[3] == "operate" and not is_engineer(ad)]
    both = sum(ad[5] == "rotating" for ad in operate)
    if len(operate) < 4 or not 1 <= both < len(operate):
        return False
    shares = (both, len(operate)), (both, rotating), (both, total), (len(operate) - both, len(operate))
    return _apart(*shares)


def _apart(*shares):
    """Whether the first share is further than 3 in 100 from each of the others."""
    (part, whole), *others = shares
    return all(100 * abs(part * base - other * whole) > 3 * whole * base for other, base in others)
