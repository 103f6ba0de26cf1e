"""The sheet as an HTML page of its own: one side of A3, nothing fetched, no script."""

from html import escape

from shopfloor.methods.worded import money
from shopfloor.widgets.a3_sheet.form import FORM, KINDS, said, shown, unit_of, written

STYLE = """
@page { size: A3 landscape; margin: 12mm; }
* { box-sizing: border-box; }
body { max-width: 1500px; margin: 0 auto; padding: 16px; color: #1b2329; background: #fff; font: 15px/1.4 system-ui, sans-serif; }
h1, h2, p, li, td { min-width: 0; overflow-wrap: anywhere; } h1 { margin: 0; font-size: 1.6em; } h2 { margin: 0 0 4px; font-size: 1.1em; } p { margin: 0 0 6px; }
header { display: flex; flex-wrap: wrap; gap: 4px 24px; align-items: baseline; padding-bottom: 8px; border-bottom: 3px solid #0b6b4f; }
main { display: grid; grid-template-columns: minmax(0, 1fr); gap: 10px 16px; margin-top: 10px; }
.side { display: flex; flex-direction: column; gap: 10px; min-width: 0; }
section { padding: 8px 12px; border: 1px solid #74828d; border-radius: 6px; break-inside: avoid; }
.text { white-space: pre-line; } .big { font-size: 1.25em; font-weight: 700; }
.whys { margin: 0; padding-left: 1.6em; } .whys li:last-child { font-weight: 700; }
.wide { overflow-x: auto; } table { width: 100%; border-collapse: collapse; } th, td { padding: 3px 8px 3px 0; border-bottom: 1px solid #c4ced5; text-align: left; vertical-align: top; }
.open { margin-top: 10px; border-left: 6px solid #b34700; } .open ul { margin: 0; padding-left: 1.3em; } .none { color: #55626c; }
@media (min-width: 900px), print { main { grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); } }
@media print { body { max-width: none; padding: 0; font-size: 11pt; } }
"""
LEFT = 5  # sections in the left column, the plan; what came of it stands in the right one


def printable(inputs, effect, found):
    """The page as text; everything that was written is escaped."""
    title = inputs["title"].strip() or "A3 report"
    by = [inputs["team"].strip(), inputs["date"]]
    sections = [
        f"<section><h2>{number}. {escape(section.title)}</h2>{_content(section, inputs, effect)}</section>"
        for number, section in enumerate(FORM[1:], start=1)
    ]
    rest = ""
    if found:
        lines = "".join(f"<li>{escape(words)}</li>" for _, words in found)
        rest = f'<section class="open"><h2>Still missing, or does not fit</h2><ul>{lines}</ul></section>'
    return (
        "<!doctype html>\n"
        '<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title)}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n"
        f"<header><h1>{escape(title)}</h1>"
        + "".join(f"<p>{escape(words)}</p>" for words in by if words)
        + '</header>\n<main>\n<div class="side">\n'
        + "\n".join(sections[:LEFT])
        + '\n</div>\n<div class="side">\n'
        + "\n".join(sections[LEFT:])
        + f"\n</div>\n</main>\n{rest}\n</body>\n</html>\n"
    )


def _content(section, inputs, effect):
    makers = {
        "current state": _current,
        "goal": _goal,
        "root cause": _whys,
        "countermeasures": _actions,
        "effect": lambda one: _effect(section, one, effect),
        "follow-up": _follow,
    }
    if section.name in makers:
        return makers[section.name](inputs)
    return _text(inputs[section.fields[0].name])


def _text(words, kind="text"):
    words = words.strip()
    return f'<p class="{kind}">{escape(words)}</p>' if words else '<p class="none">Nothing yet.</p>'


def _current(inputs):
    return _text(inputs["current"]) + _number(inputs, "current")


def _goal(inputs):
    due = f" by {inputs['goal_date']}" if inputs["goal_date"] else ""
    return _text(inputs["goal"]) + _number(inputs, "goal", due)


def _number(inputs, name, due=""):
    value = inputs[f"{name}_number"]
    if value is None:
        return f'<p class="big">{escape(due.strip().capitalize())}</p>' if due else ""
    unit = inputs[f"{name}_unit"].strip()
    return f'<p class="big">{escape(f"{said(value)} {unit}".strip() + due)}</p>'


def _whys(inputs):
    lines = "".join(f"<li>{escape(why.strip())}</li>" for why in inputs["whys"] if why.strip())
    return f'<ol class="whys">{lines}</ol>' if lines else _text("")


def _actions(inputs):
    rows = "".join(
        f"<tr><td>{escape(one['what'])}</td><td>{escape(one['who'])}</td><td>{escape(one['when'])}</td>"
        f"<td>{'yes' if one['done'] else 'not yet'}</td></tr>"
        for one in inputs["actions"]
        if written(one)
    )
    if not rows:
        return _text("")
    heads = "".join(f'<th scope="col">{name}</th>' for name in ("What", "Who", "When", "Done"))
    return f'<div class="wide"><table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></div>'


def _effect(section, inputs, effect):
    rows = []
    for field in section.fields:
        value = inputs[field.name]
        if not shown(field, inputs) or value in ("", None):
            continue
        if field.kind == "choice":
            value = KINDS[value][0] if inputs["before"].strip() or inputs["after"].strip() else ""
        elif field.kind == "number":
            unit = unit_of(field, inputs)
            value = money(value) if unit == "USD" else said(value)
        if value:
            label = field.label.removesuffix(" ($)")
            rows.append(
                f'<tr><th scope="row">{escape(label)}</th><td class="text">{escape(value.strip())}</td></tr>'
            )
    words = "".join(f"<p><b>{escape(one)}</b></p>" for one in effect.words)
    if not rows:
        return _text("")
    return f'{words}<div class="wide"><table><tbody>{"".join(rows)}</tbody></table></div>'


def _follow(inputs):
    checked = f"<p>Checked again on {escape(inputs['check_date'])}.</p>" if inputs["check_date"] else ""
    return _text(inputs["follow_up"]) + checked
