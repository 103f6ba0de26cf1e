"""The symbols of a value-stream map, drawn and named, and a sheet to draw a map on."""

from html import escape

from shopfloor.kit.handouts.paper import Handout, Sheet, blank_table, fields, grow, listed

SHAPES = {
    "factory": '<path d="M8 34V14l8 6V14l8 6V14l8 6V8h4V34Z" fill="#fff"/>',
    "process": '<path d="M6 8H42V34H6ZM6 16H42" fill="#fff"/><text x="24" y="14" font-size="6">weld</text>',
    "data": '<path d="M8 4H40V37H8ZM8 12H40M8 20H40M8 28H40" fill="#fff"/><text x="24" y="10.4" font-size="5.5">'
    'C/T 82 s</text><text x="24" y="18.4" font-size="5.5">C/O 10 min</text><text x="24" y="26.4" font-size="5.5">'
    'up 90 %</text><text x="24" y="34.4" font-size="5.5">2 people</text>',
    "heap": '<path d="M24 6L40 34H8Z" fill="#fff"/><text x="24" y="30" font-size="11" font-weight="700">I</text>',
    "push": '<path d="M4 17H34V11L46 20L34 29V23H4Z" fill="#fff"/><path d="M8 17V23M13 17V23M18 17V23M23 17V23M28 '
    '17V23M33 17V23"/>',
    "shipment": '<path d="M4 15H32V8L46 20L32 32V25H4Z" fill="#fff"/>',
    "truck": '<path d="M4 12H29V30H4ZM29 18H38L44 24V30H29Z" fill="#fff"/><circle cx="12" cy="31" r="3.5" '
    'fill="#fff"/><circle cx="36" cy="31" r="3.5" fill="#fff"/>',
    "market": '<path d="M36 6V34M12 6H36M12 20H36M12 34H36" fill="none"/>',
    "pull": '<path d="M12 26A12 12 0 1 1 34 24" fill="none"/><path d="M38 17L34 25L27 19" fill="none"/>',
    "fifo": '<path d="M4 11H44M4 29H44M8 24H36" fill="none"/><path d="M36 21L42 24L36 27" fill="#111"/><text x="24" '
    'y="20" font-size="8" font-weight="700">FIFO</text>',
    "kanban": '<path d="M10 12H32L38 18V30H10Z" fill="#fff"/>',
    "signal": '<path d="M10 10H38L24 34Z" fill="#fff"/>',
    "post": '<path d="M12 8V20H36V8M24 20V36M16 36H32" fill="none"/>',
    "paper": '<path d="M4 20H40" fill="none"/><path d="M38 16L46 20L38 24" fill="#111"/>',
    "electronic": '<path d="M4 24H22L19 16H38" fill="none"/><path d="M36 12L44 16L36 20" fill="#111"/>',
    "level": '<path d="M6 14H42V28H6Z" fill="#fff"/><text x="24" y="24" font-size="9" font-weight="700">OXOX</text>',
    "see": '<path d="M4 22Q24 6 44 22Q24 36 4 22Z" fill="#fff"/><circle cx="24" cy="21" r="5" fill="#111"/>',
    "burst": '<path d="M24 3L28 12L38 8L35 17L46 20L36 25L40 35L29 30L24 39L20 30L9 35L13 25L2 20L13 16L10 7L20 12Z" '
    'fill="#fff"/>',
    "operator": '<path d="M8 22A16 16 0 0 1 40 22Z" fill="#fff"/><circle cx="24" cy="22" r="6.5" fill="#fff"/>',
    "stock": '<path d="M14 6H34V15H14ZM14 15H34V24H14ZM14 24H34V33H14Z" fill="#fff"/>',
    "ladder": '<path d="M2 14H16V28H30V14H44" fill="none"/><text x="9" y="11" font-size="6">8 d</text><text x="23" '
    'y="36" font-size="6">14 s</text>',
}
GROUPS = {
    "Material": (
        (
            "factory",
            "Supplier or customer",
            "a plant outside the walk: suppliers on the left, customers on the right",
        ),
        ("process", "Process", "a place where the part flows on without stopping; one box until it stops"),
        ("data", "Data box", "cycle time, changeover, uptime, people: what you measured yourself"),
        ("heap", "Inventory", "a heap that waits; write the pieces, and below them the days"),
        ("push", "Push", "made because there was time, not because the next one asked"),
        ("shipment", "Finished goods move", "to the customer, or raw material from the supplier"),
        ("truck", "Truck", "write how often it comes"),
        (
            "market",
            "Supermarket",
            "a small store, open to those who fill it, from which the next process takes",
        ),
        ("pull", "Pull", "the next process takes what it needs"),
        ("fifo", "FIFO lane", "first in, first out; write the most that it may hold"),
        ("stock", "Safety stock", "kept for a bad day; say which"),
    ),
    "Information": (
        ("paper", "On paper", "a list, a schedule on the wall"),
        ("electronic", "Electronic", "an order by computer"),
        ("kanban", "Kanban", "a card: take, or make, one container"),
        ("signal", "Signal kanban", "at the batch's reorder point: make a batch"),
        ("post", "Kanban post", "where cards are collected"),
        ("level", "Levelling", "variants mixed evenly over the day"),
        ("see", "Go and see", "somebody looks, and changes the plan"),
    ),
    "General": (
        ("operator", "Operator", "a person, from above"),
        ("burst", "Kaizen burst", "what must change before the future state works"),
        ("ladder", "Lead-time ladder", "days of waiting on top, seconds of work below"),
    ),
}


def symbol(name, size="17mm"):
    """The symbol as SVG; the words beside it say what it is."""
    drawn = SHAPES[name].replace("<text", '<text stroke="none" fill="#111"')
    return (
        f'<svg viewBox="0 0 48 40" style="width:{size};height:auto" aria-hidden="true" stroke="#111" stroke-width="1.1" '
        'fill="none" stroke-linejoin="round" font-family="Liberation Sans, Arial, sans-serif" text-anchor="middle">'
        f"{drawn}</svg>"
    )


def sheets():
    parts = "".join(
        f'<h2>{group}</h2><div class="symbols">'
        + "".join(
            f'<div class="one">{symbol(name)}<p><b>{escape(called)}.</b> {escape(words)}</p></div>'
            for name, called, words in rows
        )
        + "</div>"
        for group, rows in GROUPS.items()
    )
    style = (
        "<style>.symbols{display:grid;grid-template-columns:1fr 1fr;gap:3.2mm 6mm}"
        ".one{display:flex;gap:3mm;align-items:center;font-size:9.5pt}.one svg{flex:none}</style>"
    )
    explained = Sheet(
        "Value-stream symbols",
        style
        + "<p>After Rother and Shook, <i>Learning to See</i>. Plants draw some of them differently: put a legend on your "
        "map.</p>" + grow(parts),
        foot="Draw with a pencil, on the floor, against the flow: from shipping to receiving.",
    )
    columns = (
        ("Process", 4), ("Pieces before it", 2), ("Days before it", 2), ("Cycle time (s)", 2), ("Value-added (s)", 2),
        ("Changeover (min)", 2), ("Uptime (fraction)", 2), ("Operators", 2),
    )  # fmt: skip
    walk = Sheet(
        "Value-stream walk",
        fields(
            ("Product family", 3), ("Daily demand (pieces)", 2), ("Seconds worked in a day", 2), ("Date", 1)
        )
        + listed(
            "Tell people why you count and time; no names. Count the heap yourself, time one cycle yourself.",
            "Days before a process = pieces / daily demand. The lead time is the sum of the days. Shipping is the last "
            "process.",
        )
        + grow(blank_table(columns, 12))
        + fields(("Lead time (days)", 1), ("Processing (s)", 1), ("Value-added (s)", 1)),
        wide=True,
        foot='Into the computer: to_excel("value stream", "my_stream.xlsx")',
    )
    boxes = '<svg viewBox="0 0 260 120" style="width:100%;height:100%" role="img" aria-label="Six empty process boxes \
with data boxes, places for inventory between them, and the ladder below">' + "".join(
        f'<g fill="none" stroke="#111" stroke-width=".5"><path d="M{x} 20H{x + 26}V66H{x}ZM{x} 32H{x + 26}M{x} 40.5H'
        f'{x + 26}M{x} 49H{x + 26}M{x} 57.5H{x + 26}"/><path d="M{x - 16} 94H{x}V108H{x + 26}{"V94" if x < 220 else ""}"/></g>'
        for x in range(17, 240, 42)
    ) + "</svg>"  # fmt: skip
    map_sheet = Sheet(
        "Value-stream map: current / future",
        fields(
            ("Product family", 3), ("Daily demand", 1), ("Takt (s)", 1), ("Drawn by (code)", 1), ("Date", 1)
        )
        + '<p class="note">Customer and supplier on top, orders between them; triangles for heaps between the boxes; '
        "days on the upper rungs, seconds on the lower ones.</p>" + grow(boxes),
        wide=True,
    )
    return [explained, walk, map_sheet]


HANDOUT = Handout("value_stream_symbols", "Value-stream symbols, walk and map", "12", "value stream", sheets)
