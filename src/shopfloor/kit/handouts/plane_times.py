"""Paper airplanes: the cards of five stations, and the recorder's sheet for two rounds."""

from shopfloor.kit.handouts.paper import Handout, Sheet, blank_table, fields, grow, listed, numbered

STATIONS = (
    ("Crease", "Fold the sheet in half along its length, crease it well, and open it again.", "half"),
    ("Nose", "Fold both upper corners in to the middle crease.", "nose"),
    ("Sides", "Fold both slanted edges in to the middle crease, once more.", "sides"),
    ("Body", "Fold it in half along the middle crease, so that the folds lie inside.", "body"),
    (
        "Wings and test",
        "Fold each wing down along the body. Look: is the nose closed, are the wings alike?",
        "wings",
    ),
)
PLANES = 12


def sheets():
    cards = "".join(
        f'<div class="box" style="display:flex;gap:6mm;align-items:center;flex:1 1 0">{_picture(kind)}'
        f"<div><h2>Station {number}: {name}</h2><p>{words}</p></div></div>"
        for number, (name, words, kind) in enumerate(STATIONS, start=1)
    )
    columns = (
        ("Part", 1), ("Came: min", 1.4), ("Came: s", 1.4), ("Left: min", 1.4), ("Left: s", 1.4),
        ("In the line (min)", 1.8),
    )  # fmt: skip
    times = "".join(
        f"<h2>{words}</h2>" + grow(blank_table(columns, PLANES, given=numbered(1, PLANES)))
        for words in ("Round: batches of four", "Round: one by one")
    )
    return [
        Sheet(
            "Paper airplanes: five stations",
            "<p>Cut along the boxes. Each station does its fold and no other. Nobody hurries: the pace is a pace for "
            "a whole day.</p>" + grow(cards),
        ),
        Sheet(
            "Paper airplanes: the recorder's sheet",
            fields(("Class", 2), ("Date", 2), ("Planes that failed the test", 3))
            + listed(
                "One clock for a round, which runs on. Number the sheets of paper. Came: when station 1 takes the "
                "sheet up (a batch: when it takes up its first). Left: when station 5 passes it.",
                "A batch is handed on when all four are done. One by one: each plane at once, and nobody works ahead.",
            )
            + times,
            foot='Into the computer: to_excel("parts", "my_planes.xlsx")',
        ),
    ]


def _picture(kind):
    """The sheet of paper after this fold: what is solid is an edge, what is dashed a fold to be made."""
    drawn = {
        "half": ('<path d="M10 4H40V46H10Z"/>', "M25 4V46"),
        "nose": ('<path d="M25 4L40 19V46H10V19ZM25 4V46M10 19H40"/>', ""),
        "sides": ('<path d="M25 4L31 19L40 40V46H10V40L19 19ZM25 4V46"/>', ""),
        "body": ('<path d="M25 4L40 40V46H25Z"/>', "M31 19V46"),
        "wings": ('<path d="M25 4L44 44L27 40L25 47L23 40L6 44ZM25 4V47"/>', ""),
    }
    solid, dashed = drawn[kind]
    fold = f'<path d="{dashed}" stroke-dasharray="2 1.5"/>' if dashed else ""
    return (
        '<svg viewBox="0 0 50 50" style="width:36mm;height:36mm;flex:none" aria-hidden="true"><g fill="none" '
        f'stroke="#111" stroke-width=".7" stroke-linejoin="round">{solid}{fold}</g></svg>'
    )


HANDOUT = Handout("plane_times", "Paper airplanes", "11", "parts", sheets)
