"""Builds careers/career_page.md: a page about a job as it comes off the web, with the damage that pages have.

The page and its estimates are invented; the one official figure, in the comparison, is that of careers/wages.
PAGE holds the page line by line, and beside each line what happened to it on the way:

- "greek": the line's UTF-8 bytes were read as Windows-1253. A byte that Windows-1253 does not know stays what
  it is, as in a browser. A cross (✗) elsewhere came through whole, so the page as a whole is neither;
- "range": the same happened to the dash of a range, so that a program which keeps the digits reads one number;
- "lost": the line is gone; "added": the line was not there, the web site put it in;
- "cut": the words between ⟨ and ⟩ are gone, and ⟨ ⟩ themselves are never in the file.

Nothing is left to chance. Run `python datasets/builders/career_page.py`, then
`python datasets/builders/describe.py`.
"""

from pathlib import Path

NAME = "careers/career_page"
FILE = Path(__file__).resolve().parent.parent / f"{NAME}.md"

PAGE = (
    ("# Production technician", ""),
    ("", ""),
    ("Keeps the machines of a factory running, sets them up, and finds out what is wrong with them.", ""),
    ("", ""),
    ("## 📈 Demand", "greek"),
    ("", ""),
    ("- Demand: high", ""),
    ("- Friendly to remote work:⟨ rarely⟩", "cut"),
    ("- Most wanted in automotive plants, pharmaceuticals and electronics", ""),
    ("", ""),
    ("## 💰 Pay", "lost"),
    ("", "lost"),
    ("- Range, our estimate of March 2025: $44,000—78,000 a year", "range"),
    ("- At the start, our estimate of March 2025: $47,000 a year", ""),
    ("- With long experience, our estimate of March 2025: $73,000 a year", ""),
    (
        "- For comparison: ⟨in May 2019 ⟩half of all industrial engineering technicians earned more than $56,550 a year",
        "cut",
    ),
    ("", ""),
    ("Get the salary report! Premium members see every figure for $4.99 a month. Go to account ›", "added"),
    ("This site uses cookies. By reading on you agree. Accept | Settings", "added"),
    ("", "added"),
    ("## 🔧 What you do", "greek"),
    ("", ""),
    ("- Set up machines, calibrate them and give them a test run", ""),
    ("- Do the regular upkeep — and what nobody had planned", "greek"),
    ("- Find out whether a fault is mechanical, electrical or in the process", ""),
    ("- Write down what was changed", ""),
    ("", ""),
    ("## What you have to know", ""),
    ("", ""),
    ("- Mechanics and electrics", ""),
    ("- Programmable controllers (PLCs)", ""),
    ("- Measuring instruments", ""),
    ("", ""),
    ("## What helps besides", "lost"),
    ("", "lost"),
    ("- Care with details", ""),
    ("- Working in a team", ""),
    ("- Staying calm when the line stands still", ""),
    ("", ""),
    ("## How you get there", ""),
    ("", ""),
    (
        "A technical diploma takes one to two years. Paid work at a firm on the way counts — ask for it.",
        "greek",
    ),
    ("A certificate in safety or PLC programming makes it easier to get in.", ""),
    ("", ""),
    ("## For and against", ""),
    ("", ""),
    ("✓ Work with your hands on advanced machines", "greek"),
    ("✗ Shifts, overtime, hours on your feet", ""),
    ("", ""),
    ("## Read on", ""),
    ("", ""),
    (
        "A professional society has news and local events, such as (⟨https://www.iise.org⟩ to learn more.",
        "cut",
    ),
)


def build():
    """Return the file's bytes."""
    lines = [_damaged(text, damage) for text, damage in PAGE if damage != "lost"]
    return ("\n".join(lines) + "\n").encode("utf-8")


def whole():
    """Return the lines of the page before anything happened to it."""
    return [text.replace("⟨", "").replace("⟩", "") for text, damage in PAGE if damage != "added"]


def _damaged(text, damage):
    if damage in ("greek", "range"):
        return "".join(_windows_1253(byte) for byte in text.encode("utf-8"))
    if damage == "cut":
        return text[: text.index("⟨")] + text[text.index("⟩") + 1 :]
    return text


def _windows_1253(byte):
    try:
        return bytes([byte]).decode("cp1253")
    except UnicodeDecodeError:
        return chr(byte)


if __name__ == "__main__":
    FILE.write_bytes(build())
