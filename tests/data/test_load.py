"""load gives each table with the types that its description states, and names what is wrong with a file."""

import json
import re
import warnings
from pathlib import Path

import pytest

from shopfloor.data import ChangedDataWarning, DataError, catalog, load, tables

TYPES = {
    "careers/wages": "int64 str str int64 float64 float64 int64 int64 int64 int64 int64 int64 bool",
    "careers/prices": "int64 float64",
    "careers/duties": "str str category str str str",
    "careers/documents": "str str str str str str str str Int64 Int64 int64 str",
    "careers/document_sources": "str str str str bool str",
    "careers/occupations": "str str category str str bool bool bool bool",
    "careers/roles": "str category str category str str str",
    "careers/definitions": "str str Int64 str str",
    "careers/titles": "str str category str str str str str",
    "careers/application_areas": "str str str bool str str",
    "careers/skills": "str str category category category str str str",
    "careers/tools": "str str category str str str",
    "careers/work_settings": "str category str str str",
    "careers/sectors": "str str str",
    "careers/industries": "str str category str str str",
    "careers/employers": "str str category str str",
    "careers/education": "str category category str category float64 float64 str str",
    "careers/organizations": "str str category str str str str",
    "careers/credentials": "str str str str category float64 boolean str str str",
    "careers/credential_topics": "str str str str str",
    "careers/advancement": "str str category str str",
    "careers/advancement_needs": "str str str str",
    "careers/specialties": "str str str str",
    "careers/path_steps": "str int64 category str str str",
    "careers/career_tiers": "str int64 int64 Int64 str str",
    "careers/tier_expectations": "str category str str str",
    "careers/day_blocks": "str str int64 str str int64 str str str",
    "careers/day_activities": "str category str str str",
    "careers/work_life": "str str category category str str str",
    "careers/case_studies": "str str str str category category float64 Int64 str str str str",
    "careers/pros_and_cons": "str category str str str",
    "careers/challenges": "str category str str str",
    "careers/beginner_mistakes": "str category str str str",
    "careers/advice": "str category str str str",
    "careers/portfolio_tips": "str category str str str",
    "careers/trends": "str category str str str",
    "careers/regions": "str str category str str str",
    "careers/job_search": "str category str str str",
    "careers/questions": "str str str str str str",
    "careers/gaps": "str str str category str",
    "careers/claims": "str category float64 category category Int64 Int64 Int64 boolean str str str str",
    "careers/disagreements": "str category str",
    "careers/disagreement_sides": "str int64 str category str float64 float64 category Int64 Int64 boolean str",
    "careers/wages_by_sector": "int64 str str Int64 int64 int64 int64 int64 int64",
    "careers/projections": "category int64 int64 str str float64 float64 float64 float64 float64 int64 int64 category category category",
    "careers/skill_ratings": "str str str category str float64 float64 int64 int64 int64 int64",
    "careers/career_page": "int64 str",
    "timestudy/elements": "str str str str category int64",
    "timestudy/stopwatch_study": "str int64 int64 str float64 str",
    "timestudy/bench_study": "int64 int64 str float64 str",
}
for _path in sorted((Path(__file__).parents[1] / "datasets" / "expected").glob("*.json")):
    _expected = json.loads(_path.read_text(encoding="utf-8"))
    TYPES |= {name: table["types"] for name, table in _expected.items()}


def edit(path, old, new):
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8", newline="")


def problem(name):
    """The message, which must be one line."""
    with warnings.catch_warnings(), pytest.raises(ValueError) as caught:
        warnings.simplefilter("error")
        load(name)
    assert "\n" not in str(caught.value)
    return str(caught.value)


def test_every_table_of_the_course_is_listed_here():
    assert set(TYPES) == set(catalog.names())


@pytest.mark.parametrize("name", TYPES)
def test_types(name):
    # pandas before 3 calls text "object".
    found = " ".join("str" if str(kind) == "object" else str(kind) for kind in load(name).dtypes)
    assert found == TYPES[name]


@pytest.mark.parametrize("name", TYPES)
def test_loading_is_quiet(name):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert len(load(name)) > 0


def test_each_call_gives_a_table_of_its_own():
    first = load("careers/prices")
    first.loc[0, "price_index"] = 0.0
    assert load("careers/prices").loc[0, "price_index"] == 245.12


def test_the_descriptor_is_read_once(monkeypatch):
    load("careers/prices")
    monkeypatch.setattr(catalog.json, "loads", lambda *_: pytest.fail("datapackage.json was read again"))
    load("careers/wages")


def test_an_empty_remark_is_an_empty_text():
    remarks = load("timestudy/stopwatch_study")["remark"]
    assert remarks.notna().all()
    assert (remarks == "").sum() == len(remarks) - 12


def test_categories_are_the_listed_values():
    assert list(load("timestudy/elements")["kind"].cat.categories) == ["manual", "machine"]


@pytest.mark.parametrize(
    ("asked", "meant"),
    [
        ("elements", "timestudy/elements"),
        ("Careers/Wages", "careers/wages"),
        ("careers/wage", "careers/wages"),
        ("timestudy/stopwatch", "timestudy/stopwatch_study"),
        ("careers\\prices.csv", "careers/prices"),
    ],
)
def test_an_unknown_name_is_answered_with_the_nearest(asked, meant):
    message = problem(asked)
    assert repr(asked) in message
    assert f"Did you mean '{meant}'" in message


def test_a_name_like_nothing_is_answered_with_all_names():
    message = problem("xyzzy")
    assert all(repr(name) in message for name in catalog.names())


def test_a_name_that_is_no_text():
    assert "text in quotes" in problem(5)


def test_a_changed_number_is_said_in_words(own_datasets):
    edit(own_datasets / "careers/prices.csv", "245.120", "245.121")
    words = r"prices\.csv has been changed.*no longer the course's"
    with pytest.warns(ChangedDataWarning, match=words) as caught:
        table = load("careers/prices")
    assert table.loc[0, "price_index"] == 245.121
    assert caught[0].filename == __file__


def test_line_ends_of_windows_and_a_byte_order_mark_are_no_damage(own_datasets):
    path = own_datasets / "careers/prices.csv"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert len(load("careers/prices")) == 8
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    with pytest.warns(ChangedDataWarning):
        assert list(load("careers/prices")) == ["year", "price_index"]


@pytest.mark.parametrize(
    ("name", "old", "new", "said"),
    [
        ("careers/prices", "245.120", "24.5.1", "row 2, column 'price_index': '24.5.1' is not a number"),
        ("careers/prices", "313.689", "nan", "row 9, column 'price_index': 'nan' is not a number"),
        ("careers/prices", "2018", "2018.0", "row 3, column 'year': '2018.0' is not a whole number"),
        ("careers/prices", "2018", "", "row 3, column 'year': nothing is there"),
        ("careers/prices", "2018,", "2018;", "row 3: 1 cells instead of 2"),
        ("careers/prices", "price_index", "price", "the column 'price_index' is missing from row 1"),
        ("careers/prices", "year,price_index", "year,price_index,x", "the column 'x' in row 1"),
        ("careers/prices", "year,price_index", "price_index,year", "not in the order year, price_index"),
        ("careers/wages", ",false", ",no", "row 2, column 'method_break': 'no' is not true or false"),
        ("timestudy/elements", ",machine,", ",robot,", "row 4, column 'kind': 'robot' is not one of manual"),
        ("timestudy/elements", ",manual,1\n", ',"manual\n', "cannot be read as a table"),
    ],
)
def test_damage_is_named_with_file_row_and_column(own_datasets, name, old, new, said):
    path = own_datasets / f"{name}.csv"
    edit(path, old, new)
    message = problem(name)
    assert str(path) in message
    assert said in message
    assert "fresh copy" in message


def test_a_file_that_is_gone_empty_or_not_text(own_datasets):
    path = own_datasets / "careers/prices.csv"
    path.write_bytes(b"")
    assert "'year' is missing" in problem("careers/prices")
    path.write_bytes(b"year,price_index\n\xff\xfe\n")
    assert "not a text file in UTF-8" in problem("careers/prices")
    path.unlink()
    assert "cannot be opened" in problem("careers/prices")


def test_empty_lines_at_the_end_are_no_damage(own_datasets):
    path = own_datasets / "careers/prices.csv"
    path.write_bytes(path.read_bytes() + b"\n\n")
    with pytest.warns(ChangedDataWarning):
        assert len(load("careers/prices")) == 8


def test_a_descriptor_that_cannot_be_read(own_datasets):
    (own_datasets / "datapackage.json").write_text("{", encoding="utf-8")
    assert re.search(r"datapackage\.json cannot be read", problem("careers/prices"))


def test_values_that_may_be_missing_keep_their_type():
    types = {"n": "integer", "x": "number", "b": "boolean"}
    fields = [{"name": name, "type": kind} for name, kind in types.items()]
    resource = {"schema": {"fields": fields}}
    table = tables.from_rows(resource, [("1", "", "true"), ("", "2.5", "")], "here")
    assert [str(kind) for kind in table.dtypes] == ["Int64", "float64", "boolean"]
    assert table["n"].isna().tolist() == [False, True]
    full = tables.from_rows(resource, [("1", "0.5", "true")], "here")
    assert (full.dtypes == table.dtypes).all()


def test_numbers_are_read_to_the_last_digit():
    resource = {"schema": {"fields": [{"name": "x", "type": "number"}]}}
    table = tables.from_rows(resource, [(f"{n // 100}.{n % 100:02d}",) for n in range(3000)], "here")
    assert table["x"].tolist() == [n / 100 for n in range(3000)]


def test_the_folder_is_found_in_a_wheel_and_in_a_checkout(tmp_path):
    package = tmp_path / "site-packages" / "shopfloor"
    checkout = tmp_path / "repo" / "src" / "shopfloor"
    for folder in (package / "datasets", tmp_path / "repo" / "datasets", package, checkout):
        folder.mkdir(parents=True, exist_ok=True)
    with pytest.raises(DataError, match="Install shopfloor again"):
        catalog.datasets_folder(package)
    for folder in (package / "datasets", tmp_path / "repo" / "datasets"):
        (folder / "datapackage.json").write_text(json.dumps({"resources": []}), encoding="utf-8")
    assert catalog.datasets_folder(package) == package / "datasets"
    assert catalog.datasets_folder(checkout) == tmp_path / "repo" / "datasets"


def test_a_notebook_shows_the_message_alone():
    assert DataError("There is no such thing.")._render_traceback_() == ["DataError: There is no such thing."]


def test_a_sentence_in_a_table_is_shown_whole():
    duties = load("careers/duties")
    longest = max(duties["duty"], key=len)
    assert len(longest) > 50
    assert longest in duties[["duty"]].to_html()


def test_a_text_file_comes_line_by_line(own_datasets):
    page = load("careers/career_page")
    assert list(page) == ["line", "text"]
    assert page["line"].tolist() == list(range(1, len(page) + 1))
    assert page["text"].notna().all() and (page["text"] == "").any()
    path = own_datasets / "careers/career_page.md"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert load("careers/career_page").equals(page)
    # A control character that a program may take for the end of a line is none.
    edit(path, "Care with details", "Care with\x85details")
    with pytest.warns(ChangedDataWarning):
        changed = load("careers/career_page")
    assert len(changed) == len(page)
    assert changed["text"].str.contains("\x85").sum() == 1


@pytest.mark.parametrize(
    ("name", "column", "old", "new"),
    [
        ("oee/shifts", "date", "2026-01-05", "2026-1-5"),
        ("oee/shifts", "date", "2026-01-05", "2026-02-30"),
        ("quality/samples", "time", "2026-05-11 06:00", "2026-05-11"),
    ],
)
def test_what_is_no_date_is_named(name, column, old, new):
    resource = catalog.resource(name)
    path = catalog.datasets_folder() / resource["path"]
    rows = [line.split(",") for line in path.read_text(encoding="utf-8").splitlines()[1:3]]
    assert old in rows[0]
    rows[0][rows[0].index(old)] = new
    fields = resource["schema"]["fields"]
    with pytest.raises(DataError, match=f"row 2, column '{column}': '{new}' is not a date"):
        tables.from_rows({"schema": {"fields": fields}}, [row[: len(fields)] for row in rows], path.name)


def test_dates_can_be_reckoned_with():
    dates = load("oee/shifts")["date"]
    assert (dates.max() - dates.min()).days == 88
