"""Builds the tables of line/: four assembly lines, a machining cell, and the example of the kettle line.

Nothing here is drawn by chance except the kettle line (model: shopfloor.data.variants.kettle_line): the tasks
were thought up as a methods engineer writes them down, times rounded to the second.

- lamp, 8 tasks: takt 75.0 s, small enough to balance on paper;
- pump, 14 tasks: the largest-candidate rule needs a station more than the least possible;
- heater, 22 tasks: the high-voltage and leak test takes longer than takt, so no assignment of whole tasks to
  single stations meets the demand;
- drive unit, 40 tasks: too many to prove by hand.

The cell machines the pump's housings: its operator keeps up with the pump line's takt, one machine does not.

Run `python datasets/builders/line.py`, then `python datasets/builders/describe.py`.
"""

from pathlib import Path

from shopfloor.data.variants import VARIANTS, Draws
from shopfloor.data.variants.sheet import csv_bytes

FOLDER = Path(__file__).resolve().parent.parent

# line, product, demand a day, shifts a day, minutes a shift, breaks, start-up meeting and clean-up, operators
LINES = (
    ("lamp", "desk lamp with clamp", 720, 2, 480, 20, 10, 5),
    ("pump", "drain pump for washing machines", 760, 2, 480, 30, 20, 6),
    ("heater", "tankless water heater", 520, 2, 480, 25, 10, 10),
    ("drive unit", "drive unit for electric bicycles", 290, 2, 480, 30, 10, 12),
)

# task, description, seconds, predecessors, station as it is today
TASKS = {
    "lamp": (
        ("A", "Press the weight into the base", 18, "", 1),
        ("B", "Glue the felt under the base", 24, "A", 1),
        ("C", "Thread the cord through the arm", 31, "", 2),
        ("D", "Screw the arm onto the base", 27, "A C", 2),
        ("E", "Wire the socket", 46, "C", 3),
        ("F", "Snap the shade onto the socket", 12, "E", 4),
        ("G", "Light it, measure the current", 35, "D F", 4),
        ("H", "Fold the arm, put it in its box", 22, "B G", 5),
    ),
    "pump": (
        ("A", "Put the housing in the fixture, scan it", 9, "", 1),
        ("B", "Press the bearing into the housing", 21, "A", 1),
        ("C", "Grease the shaft seal", 14, "", 1),
        ("D", "Press the shaft seal in", 17, "B C", 2),
        ("E", "Press the magnet onto the rotor shaft", 28, "", 2),
        ("F", "Put the rotor in", 13, "D E", 3),
        ("G", "Press the impeller on", 24, "F", 3),
        ("H", "Lay the O-ring in its groove", 19, "A", 3),
        ("I", "Fit the volute cover, drive four screws", 41, "G H", 4),
        ("J", "Put the stator over the housing", 26, "F", 4),
        ("K", "Crimp and plug the two leads", 33, "J", 5),
        ("L", "Leak test with air", 38, "I", 5),
        ("M", "Run it wet, measure flow and current", 36, "K L", 6),
        ("N", "Label and put in the tray", 11, "M", 6),
    ),
    "heater": (
        ("A", "Hang the back plate on the carrier, scan it", 22, "", 1),
        ("B", "Rivet two brackets to the back plate", 38, "A", 1),
        ("C", "Fit the grommets", 19, "A", 1),
        ("D", "Put the sensor into the heat exchanger", 27, "", 2),
        ("E", "Seal and screw in the first heating rod", 44, "", 2),
        ("F", "Seal and screw in the second heating rod", 43, "E", 3),
        ("G", "Mount the heat exchanger on the brackets", 52, "B D F", 3),
        ("H", "Fit the inlet with its flow sensor", 36, "G", 4),
        ("I", "Fit the outlet", 31, "G", 4),
        ("J", "Torque both water joints, mark them", 29, "H I", 4),
        ("K", "Mount the power board", 47, "B", 5),
        ("L", "Mount the terminal block", 25, "C", 5),
        ("M", "Wire the rods to the power board", 63, "G K", 6),
        ("N", "Wire terminal block and earth", 54, "K L", 6),
        ("O", "Plug sensors into the power board", 24, "H M", 7),
        ("P", "Screw the safety cut-out on, wire it", 41, "M N", 7),
        ("Q", "High-voltage and leak test (the test rig sets the time)", 131, "J O P", 8),
        ("R", "Put the display in the front cover", 33, "", 9),
        ("S", "Plug the display in, close the cover", 39, "Q R", 9),
        ("T", "Drive six cover screws", 35, "S", 9),
        ("U", "Function test with cold water", 72, "T", 10),
        ("V", "Label, bag the manual, put in its carton", 28, "U", 10),
    ),
    "drive unit": (
        ("T01", "Put the main housing in the fixture, scan it", 24, "", 1),
        ("T02", "Blow out and wipe the bearing seats", 31, "T01", 1),
        ("T03", "Press the left crank bearing", 42, "T02", 1),
        ("T04", "Press the intermediate bearing", 39, "T02", 1),
        ("T05", "Shrink the stator into the housing", 88, "T02", 2),
        ("T06", "Screw the stator's strain relief", 27, "T05", 2),
        ("T07", "Press the magnet pack onto the rotor", 65, "", 2),
        ("T08", "Balance the rotor", 94, "T07", 3),
        ("T09", "Press the pinion onto the rotor", 36, "T08", 3),
        ("T10", "Grease the first-stage gear", 18, "", 3),
        ("T11", "Press the freewheel into the first-stage gear", 47, "T10", 4),
        ("T12", "Fit the rotor", 33, "T06 T09", 4),
        ("T13", "Fit the first-stage gear", 29, "T04 T11", 4),
        ("T14", "Check the mesh, turn by hand", 41, "T12 T13", 4),
        ("T15", "Glue the torque sleeve's coil", 56, "", 5),
        ("T16", "Cure the glue under the lamp", 72, "T15", 5),
        ("T17", "Press the torque sleeve onto the crank shaft", 53, "T16", 5),
        ("T18", "Fit the second freewheel on the crank shaft", 38, "T17", 6),
        ("T19", "Put the crank shaft in", 35, "T03 T18", 6),
        ("T20", "Fit the output gear", 31, "T14 T19", 6),
        ("T21", "Dose the grease", 26, "T20", 6),
        ("T22", "Solder the phase leads to the board", 97, "", 7),
        ("T23", "Inspect the solder joints with the camera", 34, "T22", 7),
        ("T24", "Lay the thermal pad", 16, "T06", 7),
        ("T25", "Screw the control board in", 58, "T23 T24", 8),
        ("T26", "Plug the speed sensor in", 21, "T25", 8),
        ("T27", "Plug the torque sensor in", 23, "T19 T25", 8),
        ("T28", "Weld the three stator leads", 76, "T25", 8),
        ("T29", "Camera check of the welds", 22, "T28", 9),
        ("T30", "Flash the software", 83, "T26 T27 T29", 9),
        ("T31", "Dose the sealing bead on the cover", 37, "", 9),
        ("T32", "Press the right crank bearing into the cover", 40, "", 9),
        ("T33", "Set the cover on, drive nine screws", 92, "T21 T30 T31 T32", 10),
        ("T34", "Press the shaft seals", 45, "T33", 10),
        ("T35", "Leak test with air", 68, "T34", 10),
        ("T36", "Run in without load", 79, "T34", 11),
        ("T37", "Run under load, measure noise and current", 118, "T35 T36", 11),
        ("T38", "Fit the cable cover", 28, "T37", 12),
        ("T39", "Engrave the serial number", 25, "T37", 12),
        ("T40", "Fit the transport caps, put in the tray", 30, "T38 T39", 12),
    ),
}

# step, machine, what the operator does there, seconds by hand, by the machine alone, walking to the next
CELL = (
    (1, "rack", "Take a casting, look at it on all sides", 4, 0, 2),
    (2, "lathe L1", "Unload, load, start: face and bore", 7, 48, 2),
    (3, "lathe L2", "Unload, load, start: turn the flange", 7, 39, 2),
    (4, "mill M1", "Unload, load, start: mill the port, drill six holes", 9, 61, 3),
    (5, "tapper T1", "Unload, load, start: tap four threads", 6, 22, 2),
    (6, "washer W1", "Unload, load, start", 4, 41, 2),
    (7, "gauge G1", "Gauge the bore, note every tenth", 6, 0, 2),
    (8, "tray", "Put in the tray, walk back to the rack", 2, 0, 3),
)

HEADINGS = {
    "line/lines": (
        *("line", "product", "demand_per_day", "shifts_per_day", "shift_min", "breaks_min", "meeting_min"),
        "operators_per_shift",
    ),
    "line/tasks": ("line", "task", "description", "time", "predecessors", "station_now"),
    "line/cell_steps": ("step", "machine", "work", "manual_s", "auto_s", "walk_s"),
    "line/kettle_line": ("task", "description", "time", "predecessors", "demand_per_shift", "available_min"),
}


def build():
    """Return {table: the file's bytes}."""
    kettle = "line/kettle_line"
    rows = {
        "line/lines": LINES,
        "line/tasks": [
            (line, task, description, time, predecessors, station)
            for line, tasks in TASKS.items()
            for task, description, time, predecessors, station in tasks
        ],
        "line/cell_steps": CELL,
        kettle: VARIANTS[kettle](Draws("open-2026", kettle, "example")),
    }
    return {name: csv_bytes(HEADINGS[name], rows[name]) for name in rows}


if __name__ == "__main__":
    for name, content in build().items():
        (FOLDER / f"{name}.csv").write_bytes(content)
