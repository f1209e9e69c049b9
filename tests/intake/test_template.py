"""The workbook a clerk gets: what is known, what is waited for, and nothing that calculates by itself."""

import csv
import html
import io
import json
import shutil
import zipfile
from pathlib import Path

import pytest
from clerk import FIRST_ROW, HEADER_ROW, NAMES_ROW, NOW, Clerk, whole_template
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from corridor.intake.publish.prepare import prepare
from corridor.intake.template.formula_escaping import bare, put_text
from corridor.intake.template.style import cell_at
from corridor.intake.template.write import SPARE_ROWS, template
from corridor.intake.terms.sheets import SHEETS, sheet_schema, sheet_title
from corridor.model.corridor import Corridor
from corridor.model.expectation import gaps
from corridor.model.figure import Release
from corridor.model.problem import PackError
from corridor.model.text import LANGS, Lang
from corridor.pack.load import load


@pytest.fixture(scope="module", params=LANGS)
def lang(request: pytest.FixtureRequest) -> Lang:
    """Each language in turn."""
    found: Lang = request.param
    return found


@pytest.fixture(scope="module")
def made(pack: Path) -> Clerk:
    """The template of each corridor."""
    return Clerk(whole_template(pack))


@pytest.fixture(scope="module")
def known(pack: Path) -> Corridor:
    """What the template is filled from."""
    return load(pack, Release.INTERNAL)


def test_an_untouched_template_changes_nothing(pack: Path, lang: Lang) -> None:
    """Whatever the files' datums, encodings and digits are, they come back as they went."""
    proposal = prepare(pack, "模板.xlsx", whole_template(pack, lang), now=NOW)
    assert (proposal.changes, proposal.problems) == ((), ())


TITLES = ("工作报告；附件一", "A; B, C", "报告 [修订]；附件、二", "一行\n另一行")


def test_a_separator_in_a_title_separates_nothing(invented: Path, tmp_path: Path) -> None:
    """An untouched template changes nothing, whatever its sources are called; nor does one with the titles mended."""
    pack = tmp_path / "pack"
    shutil.copytree(invented, pack)
    rows = list(csv.DictReader(io.StringIO((pack / "sources.csv").read_text(encoding="utf-8"))))
    for row, title in zip(rows, TITLES, strict=False):
        row |= {"title_zh": title, "title_en": title}
    out = io.StringIO()
    writer = csv.DictWriter(out, rows[0].keys())
    writer.writeheader()
    writer.writerows(rows)
    (pack / "sources.csv").write_text(out.getvalue(), encoding="utf-8")
    clerk = Clerk(template(pack))
    proposal = prepare(pack, "模板.xlsx", clerk.data, now=NOW)
    assert (proposal.changes, proposal.problems) == ((), ())
    for row in range(FIRST_ROW, FIRST_ROW + len(TITLES)):
        for name in ("title_zh", "title_en"):
            clerk.put(row, name, f"新的标题{row}", "sources")
    proposal = prepare(pack, "模板.xlsx", clerk.data, now=NOW)
    assert ({one.table for one in proposal.changes}, proposal.problems) == ({"sources"}, ())


def test_there_is_a_sheet_for_every_table(made: Clerk) -> None:
    """Figures come first; what only programs read is hidden."""
    shown = [sheet.title for sheet in made.book.worksheets if sheet.sheet_state == "visible"]
    assert shown[0] == sheet_title("figures", "zh")
    assert {sheet_title(table, "zh") for table in SHEETS} < set(shown)
    assert {sheet.title for sheet in made.book.worksheets} - set(shown) == {"_lists", "_corridor"}


@pytest.mark.parametrize("table", SHEETS)
def test_every_column_is_headed_and_explained(made: Clerk, table: str) -> None:
    """One visible header in Chinese, with a note that gives a good and a bad example."""
    sheet = made.sheet(table)
    headers = [cell for cell in sheet[HEADER_ROW] if cell.value]
    assert len(headers) == len({cell.value for cell in headers}) == len(sheet_schema(table).columns)
    for cell in headers:
        assert cell.comment is not None
        assert "\n对：" in cell.comment.text
        assert "\n错：" in cell.comment.text
    assert sheet.row_dimensions[NAMES_ROW].hidden
    assert sheet.freeze_panes is not None


def test_every_known_row_is_there(made: Clerk, known: Corridor) -> None:
    """A row for each figure, node and source, with its id."""
    for table, things in (("figures", known.figures), ("nodes", known.nodes), ("sources", known.sources)):
        column = made.column("id", table)
        ids = [made.sheet(table).cell(row, column).value for row in range(FIRST_ROW, made.sheet(table).max_row + 1)]
        assert [own_id for own_id in ids if own_id] == [thing.id for thing in things]


def test_what_is_expected_and_missing_waits_in_a_row(made: Clerk, known: Corridor) -> None:
    """The same figures that the list of gaps names; nodes that show no economy have none."""
    sheet = made.sheet()
    waiting = [
        row
        for row in range(FIRST_ROW, made.blank())
        if sheet.cell(row, made.column("subject_id")).value and not sheet.cell(row, made.column("id")).value
    ]
    expected = [gap for gap in gaps(known) if gap.figure is None]
    assert [made.prepared(gap.subject_id, gap.indicator_id) for gap in expected] == waiting
    silent = {node.id for node in known.nodes if not node.has_economy}
    assert silent.isdisjoint(gap.subject_id for gap in expected)
    for row in waiting:
        assert sheet.cell(row, made.column("value")).value is None
        assert sheet.cell(row, made.column("unit")).value


def test_ids_are_locked_and_the_rest_is_open(made: Clerk) -> None:
    """Protection without a password keeps slips away, and there is room for more."""
    for table in SHEETS:
        sheet = made.sheet(table)
        assert sheet.protection.sheet
        assert not sheet.protection.password
        place = made.column(sheet_schema(table).table.key[0], table)
        if sheet.cell(FIRST_ROW, place).value:
            assert sheet.cell(FIRST_ROW, place).protection.locked
        assert not sheet.cell(FIRST_ROW, len(sheet_schema(table).columns)).protection.locked
    last = made.sheet().max_row
    assert last - made.blank() + 1 == SPARE_ROWS
    assert not made.sheet().cell(last, made.column("value")).protection.locked


def test_choices_are_offered_by_name_and_id(made: Clerk, known: Corridor) -> None:
    """Drop-downs show the Chinese name with the id, from the hidden sheet."""
    offered = {
        str(entry.sqref).split(":")[0].rstrip("0123456789"): entry.formula1
        for entry in made.sheet().data_validations.dataValidation
    }
    letter = made.sheet().cell(1, made.column("scope_id")).column_letter
    assert listed(made.book, offered[letter]) == [f"{scope.name.zh} [{scope.id}]" for scope in known.scopes]
    letter = made.sheet().cell(1, made.column("status")).column_letter
    assert "实际 [actual]" in listed(made.book, offered[letter])


def listed(book: Workbook, formula: str | None) -> list[object]:
    """The entries of a drop-down."""
    area = str(formula).rpartition("!")[2].replace("$", "")
    return [row[0].value for row in book["_lists"][area]]


def test_nothing_calculates(made: Clerk) -> None:
    """No cell of any sheet is a formula."""
    for sheet in made.book.worksheets:
        assert [cell.coordinate for row in sheet.iter_rows() for cell in row if cell.data_type == "f"] == []


def test_texts_that_look_like_formulas_stay_texts(invented: Path, tmp_path: Path) -> None:
    """A pack may hold any text; it neither runs nor changes on the way."""
    pack = tmp_path / "pack"
    shutil.copytree(invented, pack)
    nodes = json.loads((pack / "nodes.geojson").read_text(encoding="utf-8"))
    for feature, text in zip(
        nodes["features"], ("=1+1", "+86", "-1", "@a", "'=1", "''x", "＝1", "1 = 2"), strict=False
    ):
        feature["properties"] |= {"note_zh": text, "note_en": text}
    (pack / "nodes.geojson").write_text(json.dumps(nodes), encoding="utf-8")
    data = template(pack)
    proposal = prepare(pack, "模板.xlsx", data, now=NOW)
    assert (proposal.changes, proposal.problems) == ((), ())
    assert not any(cell.data_type == "f" for row in Clerk(data).sheet("nodes").iter_rows() for cell in row)


@given(st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), max_size=12))
def test_any_text_survives_a_cell(text: str) -> None:
    """What `put_text` writes `bare` reads, through the file."""
    book = Workbook()
    put_text(cell_at(book.worksheets[0], 1, 1), text)
    out = io.BytesIO()
    book.save(out)
    cell = load_workbook(io.BytesIO(out.getvalue())).worksheets[0].cell(1, 1)
    assert cell.data_type != "f"
    assert bare(str(cell.value or "")) == text


def test_a_public_template_knows_nothing_internal(invented: Path) -> None:
    """No part of the file holds an internal number, note or source."""
    secrets = ("777.770", "888.880", "666.660", "555.550", "机密", "s-ledger", "s-memo")
    public, internal = (text_of(whole_template(invented, profile=one)) for one in (Release.PUBLIC, Release.INTERNAL))
    assert [secret for secret in secrets if secret in public] == []
    assert [secret for secret in secrets if secret not in internal] == []


def text_of(data: bytes) -> str:
    """Everything a workbook's parts hold."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return "".join(html.unescape(archive.read(name).decode()) for name in archive.namelist())


def test_a_broken_pack_gives_no_template(invented: Path, tmp_path: Path) -> None:
    """Rows that cannot be read would be lost on the way back."""
    pack = tmp_path / "pack"
    shutil.copytree(invented, pack)
    with (pack / "figures.csv").open("a", encoding="utf-8") as file:
        file.write("too,short\n")
    with pytest.raises(PackError):
        template(pack)
