"""What is sent, or lies in a pack, cannot make the program work or remember without end."""

import csv
import io
import math
import re
import tracemalloc
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from clerk import NOW, without_ledger
from openpyxl import Workbook
from samples import LAT, LON, changed, prop, sample, top

from corridor.i18n.problems import in_cell
from corridor.intake.open.grid import MOST_COLUMNS, MOST_ROWS
from corridor.intake.open.sniff import MOST_BYTES
from corridor.intake.open.upload import Upload, open_upload
from corridor.intake.publish.annotate import marked_up
from corridor.intake.publish.prepare import prepare, prepare_path
from corridor.intake.publish.proposal import Proposal
from corridor.intake.rows.read import read_upload
from corridor.model.problem import MOST_ALIKE, Problem, Severity
from corridor.pack import history
from corridor.pack.files import read_files
from corridor.pack.load import examine

TAX = "lantern-city-tax-2022"
PACKAGE = Path(__file__).parent.parent.parent / "corridor"
SHEET, STYLES = "xl/worksheets/sheet1.xml", "xl/styles.xml"
NODES, AXIS = "nodes.geojson", "axis.geojson"
HEADER = ("id", "value", "note_en")
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def written(*rows: Sequence[object]) -> bytes:
    """A workbook of one sheet."""
    book = Workbook()
    for row in rows:
        book.worksheets[0].append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def replaced(data: bytes, part: str, old: str, new: str) -> bytes:
    """A workbook with something else in one of its parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as before, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as after:
        for name in before.namelist():
            text = before.read(name).decode()
            assert name != part or old in text
            after.writestr(name, text.replace(old, new, 1) if name == part else text)
    return out.getvalue()


def encoded(data: bytes, part: str, encoding: str) -> bytes:
    """A workbook of which a part is written in another encoding."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as before, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as after:
        for name in before.namelist():
            text = before.read(name)
            after.writestr(name, text.decode().encode(encoding) if name == part else text)
    return out.getvalue()


def with_rows(rows: str) -> bytes:
    """A workbook of a header and one figure, with further rows as XML."""
    return replaced(written(HEADER, (TAX, 1.5, "x")), SHEET, "</sheetData>", f"{rows}</sheetData>")


def after_rows(xml: str) -> bytes:
    """The same, with something behind its rows."""
    return replaced(written(HEADER, (TAX, 1.5, "x")), SHEET, "</sheetData>", f"</sheetData>{xml}")


def styled(old: str, new: str) -> bytes:
    """The same, with something else among its styles."""
    return replaced(written(HEADER, (TAX, 1.5, "x")), STYLES, old, new)


def formatted(number_format: str) -> bytes:
    """The same, its number in a format."""
    book = Workbook()
    book.worksheets[0].append(HEADER)
    book.worksheets[0].append((TAX, 1.5, "x"))
    book.worksheets[0]["B2"].number_format = number_format
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def sharing(text: str, count: int) -> bytes:
    """The same, with a text that is written once and stands in many cells."""
    rows = '<row><c t="s"><v>0</v></c></row>' * count
    strings = f'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>{text}</t></si></sst>'
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
    declared = f'<Override PartName="/xl/sharedStrings.xml" ContentType="{kind}"/></Types>'
    out = io.BytesIO(replaced(with_rows(rows), "[Content_Types].xml", "</Types>", declared))
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/sharedStrings.xml", strings)
    return out.getvalue()


def texts(upload: Upload) -> list[list[str]]:
    """What an upload's cells say."""
    return [[cell.text for cell in cells] for grid in upload.grids for _, cells in grid.rows]


READ = {
    "what-merged-areas-are-called-in-a-remark": lambda: after_rows(f"<!--{'<mergeCell ' * 100_000}-->"),
    "blank-cells-in-the-last-column": lambda: with_rows(
        "".join(f'<row r="{n}"><c r="XFD{n}" s="0"/></row>' for n in range(3, 40_000))
    ),
    "a-format-down-to-the-last-row": lambda: with_rows('<row r="1048576" s="0"><c r="A1048576" s="0"/></row>'),
}
"""Workbooks that say no more than one figure, in a large way."""


@pytest.mark.parametrize("name", READ)
def test_only_what_cells_say_is_read(name: str) -> None:
    """A workbook costs what it holds: formats and remarks say nothing, however far they reach."""
    upload = open_upload("a.xlsx", READ[name]())
    assert upload.problems == ()
    assert texts(upload) == [list(HEADER), [TAX, "1.5", "x"]]


def blank(*numbers: int) -> str:
    """Rows that have a format and say nothing."""
    return "".join(f'<row r="{n}" ht="16.5"><c r="A{n}" s="0"/><c r="B{n}" s="0"/></row>' for n in numbers)


def said(number: object, text: str) -> str:
    """A row that says something; one without a number follows the row before."""
    at = f' r="{number}"' if number else ""
    return f'<row{at}><c t="str"><v>{text}</v></c></row>'


BETWEEN = {
    "between-and-behind": (blank(*range(3, 400)) + said(400, "a") + blank(*range(401, 900)), {400: "a"}),
    "several-stretches": (
        blank(*range(3, 400)) + said(400, "a") + said(401, "b") + blank(*range(402, 900)) + said(900, "c"),
        {400: "a", 401: "b", 900: "c"},
    ),
    "before-a-row-without-a-number": (blank(*range(3, 400)) + said("", "a"), {400: "a"}),
    "with-a-formula-that-nobody-calculated": (
        blank(*range(3, 400)) + '<row r="400"><c><f>A1</f></c></row>' + blank(*range(401, 900)),
        {400: "=A1"},
    ),
    "around-another-row": (f'<row r="3">{blank(*range(4, 400))}{said(400, "a")}</row>{said(401, "b")}', None),
    "in-letters-of-their-own": (
        "".join(f'<x:row xmlns:x="{MAIN}" r="{n}"><x:c s="0"/></x:row>' for n in range(3, 400)) + said(400, "a"),
        {400: "a"},
    ),
}
"""Many blank rows among others, with the rows below the first figure that say something; None where nobody can tell."""


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize("name", BETWEEN)
def test_blank_rows_are_passed_over_and_move_no_other(name: str, encoding: str) -> None:
    """A format given to a whole sheet takes no word with it, and every row keeps its number."""
    rows, expected = BETWEEN[name]
    upload = open_upload("a.xlsx", encoded(with_rows(rows), SHEET, encoding))
    read = {number: cells[0].text for grid in upload.grids for number, cells in grid.rows}
    codes = [problem.code for problem in upload.problems]
    assert (read, codes) == (({1: "id", 2: TAX} | expected, []) if expected else ({}, ["upload-broken"]))


def test_a_sheet_that_breaks_off_is_not_read_up_to_there() -> None:
    """Also where it breaks off behind nothing but blank rows."""
    data = replaced(with_rows(blank(*range(3, 900))), SHEET, "</sheetData>", "")
    assert [problem.code for problem in open_upload("a.xlsx", data).problems] == ["upload-broken"]


def test_a_title_over_the_whole_width_is_a_title() -> None:
    """What a merged area hides counts as far as a table can reach, not as far as the area does."""
    row = '<row r="3"><c r="A3" t="str"><v>备注</v></c></row>'
    data = replaced(
        with_rows(row),
        SHEET,
        "</sheetData>",
        '</sheetData><mergeCells count="1"><mergeCell ref="A3:XFD3"/></mergeCells>',
    )
    upload = open_upload("a.xlsx", data)
    assert upload.problems == ()
    (grid,) = upload.grids
    assert [cell.within for cell in grid.rows[2][1]] == ["", *["A3:XFD3"] * (MOST_COLUMNS - 1)]


def test_cells_are_told_apart_with_and_without_their_places() -> None:
    """A cell that does not say where it stands follows the one before it, blank or not."""
    row = '<row><c t="str"><v>f-1</v></c><c r="B3" s="0"/><c t="str"><v>n</v></c></row>'
    assert texts(open_upload("a.xlsx", with_rows(row)))[2] == ["f-1", "", "n"]


REFUSED: dict[str, tuple[Callable[[], bytes], str]] = {
    "merged-areas-that-never-end": (lambda: after_rows("<mergeCell " * 100_000), "upload-broken"),
    "merged-areas-over-everything": (
        lambda: after_rows('<mergeCells><mergeCell ref="A3:P100002"/></mergeCells>'),
        "upload-merged",
    ),
    "a-number-format-without-end": (lambda: formatted("[" * 60_000), "upload-broken"),
    "a-row-wider-than-any": (lambda: with_rows("<row>" + "<c/>" * 70_000 + "</row>"), "upload-broken"),
    "rows-out-of-order": (
        lambda: with_rows('<row r="3"><c t="str"><v>x</v></c></row><row r="3"><c t="str"><v>y</v></c></row>'),
        "upload-broken",
    ),
    "very-many-styles": (lambda: styled("</cellXfs>", "<xf/>" * 300_000 + "</cellXfs>"), "upload-extras"),
    "one-long-formula-for-many-cells": (
        lambda: with_rows(
            f'<row><c><f t="shared" si="0" ref="A3:A9999">{"A1+" * 2_000}1</f></c></row>'
            + '<row><c><f t="shared" si="0"/></c></row>' * 2_000
        ),
        "upload-formulas",
    ),
    "one-long-text-in-many-cells": (
        lambda: sharing("x" * 30_000, 3_500),
        "upload-bomb",
    ),
    "parts-nested-without-end": (lambda: after_rows("<x>" * 5_000 + "</x>" * 5_000), "upload-broken"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_workbook_that_is_larger_than_it_looks_is_refused(invented: Path, name: str) -> None:
    """It is counted before anything is built of it, and its author told what to do; so is its marked copy."""
    make, code = REFUSED[name]
    data = make()
    assert len(data) < MOST_BYTES
    proposal = prepare(invented, "a.xlsx", data, now=NOW)
    (problem,) = proposal.problems
    assert (problem.code, problem.severity, problem.file) == (code, Severity.ERROR, "a.xlsx")
    assert in_cell(problem).zh != in_cell(problem).en
    assert marked_up("a.xlsx", data, proposal.problems, "zh").startswith(b"PK")


def test_words_beyond_the_last_column_are_not_dropped(invented: Path) -> None:
    """Beyond what a table can have a cell that says anything is named, a blank one is not."""
    (problem,) = prepare(
        invented, "a.xlsx", with_rows('<row r="7"><c r="XFD7" t="str"><v>x</v></c></row>'), now=NOW
    ).problems
    assert (problem.code, problem.row) == ("sheet-too-large", "7")
    assert "XFD7" in in_cell(problem).zh
    assert "XFD7" in in_cell(problem).en


def test_no_reader_searches_raw_files_with_a_pattern() -> None:
    """What a file is made of is parsed: a pattern over its bytes can take the square of their number."""
    found = [
        path.name
        for room in ("pack", "intake")
        for path in (PACKAGE / room).rglob("*.py")
        if re.search(r"\bre\.\w+\(\s*[rf]*b[rf]*[\"']", path.read_text("utf-8"))
    ]
    assert found == []


def as_csv(*rows: Sequence[str]) -> bytes:
    """Rows as a CSV file."""
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    return out.getvalue().encode()


def figure(**cells: str) -> bytes:
    """One figure as somebody's own little table."""
    row = {"id": TAX, **cells}
    return as_csv(list(row), list(row.values()))


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_few_words_far_out_are_not_a_table_of_blanks(invented: Path, kind: str) -> None:
    """What stands at the end of very many rows is not filled up with blanks before it is counted."""
    if kind == "xlsx":
        data = with_rows("".join(f'<row r="{n}"><c r="KN{n}" t="str"><v>x</v></c></row>' for n in range(7, 6_007)))
    else:
        data = as_csv(["id", "value"], *[[*[""] * 280, "x"]] * 6_000)
    assert [one.code for one in prepare(invented, f"上报.{kind}", data, now=NOW).problems] == ["upload-cells"]


@pytest.mark.parametrize(("below", "codes"), [("\n,\n", []), ("x,1\n", ["sheet-too-large"])])
def test_blank_lines_are_no_rows_beyond_the_last(below: str, codes: list[str]) -> None:
    """A text has as many rows as a sheet may have: those that say anything."""
    data = "id,value\n" + "x,1\n" * (MOST_ROWS - 1) + below
    assert [problem.code for problem in open_upload("a.csv", data.encode()).problems] == codes


@pytest.mark.parametrize("note", ["a" * 19_000, "万元" * 9_000, "税收万元 " * 3_000, "（" * 19_000])
def test_a_long_note_is_no_header(invented: Path, note: str) -> None:
    """A note is as long as it likes, and is not searched for units from each of its characters."""
    proposal = prepare(invented, "上报.csv", figure(value="1.5", unit="亿元", note_zh=note, note_en=note), now=NOW)
    assert not proposal.has_errors
    said = {change.column: change.new for change in proposal.changes}
    assert (said["value"], said["note_zh"]) == ("1.5", note.strip())


@pytest.mark.parametrize("filler", ["（", "税年", "十", "元", "2023-"])
@pytest.mark.parametrize(("end", "code"), [("x", "table-unknown"), ("2023年税收", "looks-like-ledger")])
def test_a_header_without_end_beside_firms_is_told_by_its_ends(
    invented: Path, filler: str, end: str, code: str
) -> None:
    """Whether it means an amount is not searched for from each of its characters, and is not hidden by them."""
    sent = f"企业名称,{filler * 19_000}{end}\n甲公司,1\n"
    (problem,) = prepare(invented, "名单.csv", sent.encode(), now=NOW).problems
    assert problem.code == code


@pytest.mark.parametrize("column", ["value", "period", "status", "release"])
@pytest.mark.parametrize("sign", ["1", "1,", "5(", "[", "万", "年", "1 ", "1·"])
def test_a_number_or_choice_without_end_is_refused(invented: Path, column: str, sign: str) -> None:
    """Only texts are long; what is to be understood as something else has a length that anybody would write."""
    said = (sign * 32_767)[:32_767]
    (problem,) = [
        one for one in prepare(invented, "上报.csv", figure(**{column: said}), now=NOW).problems if one.column == column
    ]
    assert problem.code == "cell-too-long"


@pytest.mark.parametrize("name", ["[ " * 9_000, "[" + " " * 18_000 + "x", " x[" + "a" * 18_000])
def test_a_name_without_end_is_no_label(invented: Path, name: str) -> None:
    """Whether a name bears an id behind it is told from its end."""
    told = prepare(invented, "上报.csv", figure(subject_id=f"a{name}a", value="1"), now=NOW).problems
    assert [one.code for one in told if one.column == "subject_id"] == ["reference"]


def test_a_text_of_very_many_columns_is_refused(invented: Path) -> None:
    """As a workbook's is."""
    data = as_csv(["id", "value"], ["x"] * (MOST_COLUMNS + 1))
    (problem,) = prepare(invented, "上报.csv", data, now=NOW).problems
    assert (problem.code, problem.row) == ("sheet-too-large", "2")
    assert texts(open_upload("a.csv", as_csv(["id", "value", *[""] * 5_000], ["x", "1"]))) == [
        ["id", "value"],
        ["x", "1"],
    ]


def test_a_unit_said_a_thousand_times_is_said_once(invented: Path) -> None:
    """The unit above a table counts once, however often it stands there."""
    rows = (["单位：" + "、".join(["亿元"] * 3_000)], ["id", "value"], [TAX, "1.5"])
    proposal = prepare(invented, "上报.csv", as_csv(*rows), now=NOW)
    assert [(change.column, change.new) for change in proposal.changes] == [("value", "1.5")]
    (text,) = [
        in_cell(problem).zh
        for problem in prepare(invented, "上报.csv", as_csv(*rows[:2], [TAX, "1.5万元"]), now=NOW).problems
        if problem.code == "unit-contradicts"
    ]
    assert text.count("亿元") == 1


def test_very_many_rows_of_one_name_get_ids_of_their_own() -> None:
    """Each the next number, which is not looked for from the first one again."""
    data = as_csv(["name_zh", "name_en", "definition_zh"], *[["甲", "A", "x"]] * 20_000)
    found = read_upload(open_upload("scopes.csv", data), {}).records["scopes"]
    assert [*found] == ["a", *(f"a-{number}" for number in range(2, 20_001))]


def test_very_many_figures_about_one_thing_are_each_held_against_what_came_before(invented: Path) -> None:
    """Of each number only the one before it is looked up, and of those that say the same only the first."""
    header = ["subject_id", "indicator_id", "period", "value", "status", "scope_id", "source_id"]
    rows = [["lantern-city", "tax-revenue", "2019", value, "actual", "all-taxes", "s1"] for value in ("1", "2")]
    data = as_csv(header, *rows[:1] * 4_000, *rows[1:] * 4_000)
    problems = prepare(invented, "上报.csv", data, now=NOW).problems
    told = [problem for problem in problems if problem.code == "value-other"]
    assert [problem.row for problem in told if problem.row][:2] == ["4002", "4003"]
    assert all("（上报.csv D2）" in in_cell(problem).zh for problem in told if problem.row)


def folded(count: int, lon: float = LON, lat: float = LAT) -> list[list[float]]:
    """A line that goes to and fro side by side with itself and never crosses."""
    return [[lon + (0.002 * (n % 2)) + n * 1e-8, lat + (0.002 * (n % 2)) - n * 1e-8] for n in range(count)]


def star(count: int) -> list[list[float]]:
    """A line of which nearly every piece crosses nearly every other."""
    turns = [2 * math.pi * n * (count // 2) / count for n in range(count)]
    return [[LON + 0.001 * math.cos(turn), LAT + 0.001 * math.sin(turn)] for turn in turns]


def line(points: list[list[float]]) -> dict[str, object]:
    """A line in GeoJSON."""
    return {"type": "LineString", "coordinates": points}


def told(files: dict[str, bytes], code: str) -> list[Problem]:
    """The problems of a pack that have a code."""
    return [problem for problem in examine(files)[1] if problem.code == code]


def test_a_line_that_crosses_itself_everywhere_is_named_once() -> None:
    """Where it first meets itself is found without all the other places."""
    (problem,) = told(changed(top(NODES, "n-area", geometry=line(star(4_999)))), "geometry-self-crossing")
    assert (problem.file, problem.row, problem.column) == (NODES, "n-area", "geometry")


def places(*points: tuple[float, float]) -> list[list[float]]:
    """Points by thousandths of a degree from the beginning of the axis."""
    return [[LON + x / 1_000, LAT + y / 1_000] for x, y in points]


MEETINGS = {
    "two-crossings": (line(places((0, 0), (4, 0), (4, 2), (1, 2), (1, -1), (3, -1), (3, 3))), (1, 0)),
    "there-and-back": (line(places((0, 0), (3, 0), (1, 0))), (1, 0)),
    "through-its-beginning": (line(places((0, 0), (2, 0), (2, 2), (0, 0), (-1, -2))), (0, 0)),
    "two-lines": (
        {"type": "MultiLineString", "coordinates": [places((0, 0), (4, 0)), places((2, 1), (2, -1))]},
        (2, 0),
    ),
    "a-line-that-begins-on-another": (
        {"type": "MultiLineString", "coordinates": [places((0, 0), (4, 0)), places((2, 0), (2, 3))]},
        (2, 0),
    ),
    "very-many-lines": (
        {
            "type": "MultiLineString",
            "coordinates": [places((n, 0), (n, 1)) for n in range(2_000)] + [places((1_500, 0.5), (1_499, 0.5))],
        },
        (1_500, 0.5),
    ),
}


@pytest.mark.parametrize("name", MEETINGS)
def test_where_a_line_first_meets_itself(name: str) -> None:
    """It is told as one would find it, following the line from its beginning."""
    geometry, (x, y) = MEETINGS[name]
    (problem,) = told(changed(top(NODES, "n-area", geometry=geometry)), "geometry-self-crossing")
    assert f"{LON + x / 1_000:.6f}, {LAT + y / 1_000:.6f}" in in_cell(problem).zh


@pytest.mark.parametrize(("file", "own_id"), [(NODES, "n-area"), (AXIS, "road")])
def test_a_shape_of_very_many_points_is_refused(file: str, own_id: str) -> None:
    """Before anything is computed with it; its feature and the remedy are named."""
    (problem,) = told(changed(top(file, own_id, geometry=line(star(200_001)))), "geometry-too-detailed")
    assert (problem.severity, problem.file, problem.row) == (Severity.ERROR, file, own_id)
    assert "200001" in in_cell(problem).zh
    assert "简化" in in_cell(problem).zh
    assert "Simplify" in in_cell(problem).en


def test_shapes_that_lie_upon_themselves_are_refused() -> None:
    """An outline of the base map may have many points, but not all side by side."""
    outline = folded(40_000)
    outline += [[LON + 0.01, LAT - 0.01], outline[0]]
    crowded = {"type": "Polygon", "coordinates": [outline]}
    stations = "context/stations.geojson"
    (problem,) = told(changed(top(stations, "st-one", geometry=crowded)), "geometry-too-crowded")
    assert (problem.file, problem.row) == (stations, "st-one")
    round_one = [[LON + 0.001 * math.cos(n / 6_366.2), LAT + 0.001 * math.sin(n / 6_366.2)] for n in range(40_000)]
    good = {"type": "Polygon", "coordinates": [[*round_one, round_one[0]]]}
    assert examine(changed(top(stations, "st-one", geometry=good)))[1] == ()


def test_a_pack_of_very_many_points_is_refused_unread() -> None:
    """Points are counted over all files; the one that is too much is named, before a shape is made of it."""
    many = b"[0,0]," * 600_000
    context = {
        f"context/{name}.geojson": b'{"type":"FeatureCollection","features":[' + many + b"1]}" for name in ("a", "b")
    }
    assert [problem.file for problem in told(sample() | context, "points-too-many")] == ["context/b.geojson"]


def test_very_many_unknown_properties_are_counted() -> None:
    """Some hundreds are named, the others counted."""
    many = {f"p{number}": 1 for number in range(5_000)}
    *unknown, rest = told(changed(prop(NODES, "n-area", **many)), "column-unknown")
    assert (len(unknown), unknown[-1].column) == (MOST_ALIKE, f"p{MOST_ALIKE - 1}")
    assert str(5_000 - MOST_ALIKE) in in_cell(rest).zh


def test_an_upload_of_very_many_points_is_refused_unread(invented: Path) -> None:
    """As in a pack."""
    data = b'{"type":"FeatureCollection","features":[' + b"[0,0]," * 1_000_001 + b"1]}"
    assert [problem.code for problem in prepare(invented, NODES, data, now=NOW).problems] == ["points-too-many"]


def test_settings_without_end_are_refused() -> None:
    """Neither a key of a thousand parts nor a megabyte of settings is read."""
    settings = sample()["corridor.toml"]
    for added, code in (
        (b"\n" + b"a." * 30_000 + b"a = 1\n", "file-too-deep"),
        (b"\n#" * 600_000, "file-too-large"),
    ):
        assert told(sample() | {"corridor.toml": settings + added}, code)


@pytest.fixture
def own(invented: Path, tmp_path: Path) -> Path:
    """A copy of the invented corridor, without its ledger."""
    return without_ledger(invented, tmp_path / "pack")


def peak(act: Callable[[], Proposal]) -> tuple[Proposal, int]:
    """What an act comes to, and the most bytes that it held at once."""
    tracemalloc.start()
    try:
        return act(), tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def test_a_huge_upload_is_not_read_whole(own: Path) -> None:
    """Its size is known before its content."""
    path = own.parent / "a.xlsx"
    with path.open("wb") as file:
        file.truncate(4 * MOST_BYTES)
    proposal, held = peak(lambda: prepare_path(own, path, now=NOW))
    assert [problem.code for problem in proposal.problems] == ["upload-too-large"]
    assert held < 2 * MOST_BYTES


def test_a_huge_file_beside_a_pack_is_not_read_whole(own: Path) -> None:
    """A state is a copy of all files, so one that is too large keeps from publishing, but not from reading."""
    path = own / "演示.mp4"
    with path.open("wb") as file:
        file.truncate(history.MOST_BYTES + 1)
    upload = figure(value="1.5", unit="亿元")
    proposal, held = peak(lambda: prepare(own, "上报.csv", upload, now=NOW))
    assert [(problem.code, problem.file) for problem in proposal.problems] == [("file-too-large", "演示.mp4")]
    assert held < history.MOST_BYTES
    assert "演示.mp4" not in read_files(own)
    path.unlink()
    proposal = prepare(own, "上报.csv", upload, now=NOW)
    history.commit(own, proposal.files, history.CommitInfo(by="王敏", at=NOW), base=proposal.base)
    with path.open("wb") as file:
        file.truncate(history.MOST_BYTES + 1)
    assert history.edited_by_hand(own) == ("演示.mp4",)
    assert dict(read_files(own)) != {}
