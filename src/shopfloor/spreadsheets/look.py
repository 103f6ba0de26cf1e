"""What every workbook of the course has in common: shaded cells are filled in, white ones calculate.

Shade is never the only mark: inputs stand in boxes, results are bold and doubly underlined.
"""

FONT = "Calibri"
INPUT, RESULT, FIXED, WRONG = (
    "FFF4CC",
    "E6F0FA",
    "F1F3F5",
    "FFE3D6",
)  # light enough for black type; they also print gray
LINE, QUIET, ALARM = "9AA5B1", "4A5560", "9C2A00"
POINTS, LIMITS = "0072B2", "B34700"  # lines of a chart


def column_letter(place):
    """The letter of a column: 28 is AB."""
    from openpyxl.utils import get_column_letter

    return get_column_letter(place)


def head(cell, words=None):
    """A heading: bold, wrapped, underlined."""
    from openpyxl.styles import Alignment, Border, Font, Side

    if words is not None:
        put_text(cell, words)
    cell.font = Font(name=FONT, bold=True)
    cell.alignment = Alignment(wrap_text=True, vertical="bottom", horizontal="center")
    cell.border = Border(bottom=Side("medium"))


def shade(cell, centred=False, color=INPUT):
    """A cell to fill in (or, in another color, one of a table that is looked up in)."""
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

    line = Side("thin", color=LINE)
    cell.font = Font(name=FONT)
    cell.fill = PatternFill("solid", fgColor=color)
    cell.border = Border(line, line, line, line)
    if centred:
        cell.alignment = Alignment(horizontal="center")


def mark_result(cell):
    """A cell that holds what the workbook is for."""
    from openpyxl.styles import Border, Font, PatternFill, Side

    cell.font = Font(name=FONT, bold=True)
    cell.fill = PatternFill("solid", fgColor=RESULT)
    cell.border = Border(bottom=Side("double"))


def put_text(cell, text):
    """Words stay words, also behind an equals sign; nothing stays nothing."""
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

    text = ILLEGAL_CHARACTERS_RE.sub("", "" if text is None else str(text))
    if text:
        cell.value = text
        cell.data_type = "s"
        if text[0] in "=+-@":  # so it also stays when somebody edits the cell
            cell.quotePrefix = True


def warn_where(sheet, area, condition):
    """Makes the cells of ``area`` stand out where ``condition`` (of its first row) holds."""
    from openpyxl.formatting.rule import FormulaRule
    from openpyxl.styles import Font, PatternFill

    rule = FormulaRule(
        formula=[condition], font=Font(bold=True, color=ALARM), fill=PatternFill("solid", bgColor=WRONG)
    )
    sheet.conditional_formatting.add(area, rule)


def define(workbook, sheet, name, area):
    """Gives an area a name, so that formulas can be read."""
    from openpyxl.workbook.defined_name import DefinedName

    workbook.defined_names[name] = DefinedName(name, attr_text=f"{sheet.title}!{area}")


def set_up_page(sheet, last_cell, landscape=True, repeated_row=None):
    """One page wide on A4 and on Letter, numbered, the line of headings on every page."""
    sheet.print_area = f"A1:{last_cell}"
    if repeated_row:
        sheet.print_title_rows = f"{repeated_row}:{repeated_row}"
    sheet.page_setup.orientation = "landscape" if landscape else "portrait"
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    for side in ("left", "right", "top", "bottom"):
        setattr(sheet.page_margins, side, 0.5)  # inches
    sheet.oddFooter.center.text = "Page &P of &N"


def new_workbook(title, sheet_name):
    """A workbook of one sheet, which calculates when it is opened: nothing in it has been calculated yet."""
    from openpyxl import Workbook

    workbook = Workbook()
    workbook.active.title = sheet_name
    workbook.calculation.fullCalcOnLoad = True
    workbook.properties.title = title
    workbook.properties.creator = "Shop Floor"
    return workbook, workbook.active


def plot(sheet, anchor, part, areas, width):
    """A line chart at ``anchor``, so many characters wide; ``areas``: name of a column -> (column, row of its
    heading, last row)."""
    from openpyxl.chart import LineChart, Reference
    from openpyxl.chart.text import RichText, Text
    from openpyxl.chart.title import Title
    from openpyxl.drawing.text import CharacterProperties, Paragraph, ParagraphProperties, RegularTextRun

    def words(text, size, bold=False):
        look = CharacterProperties(sz=size * 100, b=bold)
        run = RegularTextRun(rPr=look, t=text)
        rich = RichText(p=[Paragraph(pPr=ParagraphProperties(defRPr=look), r=[run])])
        return Title(tx=Text(rich=rich), overlay=False)

    chart = LineChart()
    chart.title = words(part.title, 12, bold=True)
    chart.width, chart.height = 0.19 * width, 7.6  # centimeters
    chart.legend.position = "b"
    for name in (part.points, *part.limits):
        column, heading, last = areas[name]
        chart.add_data(Reference(sheet, column, heading, column, last), titles_from_data=True)
    column, heading, last = areas[part.over]
    chart.set_categories(Reference(sheet, column, heading + 1, column, last))
    for axis, label in zip((chart.x_axis, chart.y_axis), part.axes, strict=True):
        axis.title, axis.delete = words(label, 10), False
    chart.y_axis.number_format = "General"
    points, *limits = chart.series
    points.marker.symbol, points.smooth = "circle", False
    points.graphicalProperties.line.solidFill = POINTS
    points.marker.graphicalProperties.solidFill = POINTS
    for line in limits:
        line.smooth = False
        line.graphicalProperties.line.solidFill = LIMITS
        line.graphicalProperties.line.dashStyle = "dash"
        line.marker.symbol = "none"
    limits[0].graphicalProperties.line.dashStyle = "solid"  # the center line comes first
    limits[0].graphicalProperties.line.solidFill = QUIET
    sheet.add_chart(chart, anchor)
