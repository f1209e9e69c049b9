"""Uploads as people send them: what can be understood is, and what cannot is named by its cell."""

import csv
import io
import json
import re
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from clerk import (
    FIRST_ROW,
    HEADER_ROW,
    NOW,
    Clerk,
    Deed,
    files_under,
    small_template,
    whole_template,
    with_results,
    without_ledger,
)
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet
from shapely import Point

from corridor.geo import from_wgs84
from corridor.i18n.problems import in_cell
from corridor.intake.publish.prepare import prepare, prepare_placing
from corridor.intake.publish.proposal import Proposal
from corridor.intake.rows.placing import Placing
from corridor.intake.terms.sheets import SHEETS, sheet_title
from corridor.model.place import PositionKind
from corridor.model.problem import Problem, Problems, Severity, Topic
from corridor.pack.read import decode

TAX = "lantern-city-tax-2022"


@pytest.fixture(scope="module")
def pack(invented: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the invented corridor that every case is tried against, one after the other."""
    return without_ledger(invented, tmp_path_factory.mktemp("intake") / "pack")


def tried(pack: Path, name: str, data: bytes) -> Proposal:
    """What an upload is taken for; the pack must not change by it."""
    before = files_under(pack)
    proposal = prepare(pack, name, data, now=NOW)
    assert files_under(pack) == before
    for problem in proposal.problems:
        assert in_cell(problem).zh
        assert in_cell(problem).en
        assert not re.search(r"\{\w+\}", in_cell(problem).zh + in_cell(problem).en)
    return proposal


def errors(proposal: Proposal) -> list[Problem]:
    """Its errors."""
    return [problem for problem in proposal.problems if problem.severity is Severity.ERROR]


def news(proposal: Proposal) -> dict[tuple[str, str], str]:
    """What it says anew, by row and column."""
    return {(change.id, change.column): change.new for change in proposal.changes}


ACCEPTED: dict[str, tuple[Deed, dict[tuple[str, str], str]]] = {
    "untouched": (lambda _: None, {}),
    "a-number": (lambda c: c.put(TAX, "value", 1.5), {(TAX, "value"): "1.5"}),
    "a-number-typed-as-text": (lambda c: c.put(TAX, "value", " 1.50 "), {(TAX, "value"): "1.50"}),
    "zeros-dropped-by-excel": (lambda c: c.put("lantern-city-tax-2021", "value", 1.2), {}),
    "zeros-added": (lambda c: c.put(TAX, "value", "1.460"), {(TAX, "value"): "1.460"}),
    "full-width-digits": (lambda c: c.put(TAX, "value", "１．５"), {(TAX, "value"): "1.5"}),
    "thousands-separators": (
        lambda c: c.put("tidal-archive-investment", "value", "12,345.5"),
        {("tidal-archive-investment", "value"): "12345.5"},
    ),
    "thousands-separators-full-width": (
        lambda c: c.put("tidal-archive-investment", "value", "１２，３４５"),
        {("tidal-archive-investment", "value"): "12345"},
    ),
    "another-unit": (
        lambda c: [c.put(TAX, "value", 15000), c.put(TAX, "unit", "万元")][-1],
        {(TAX, "value"): "1.5"},
    ),
    "another-unit-keeps-published-zeros": (
        lambda c: [c.put(TAX, "value", "15000.0"), c.put(TAX, "unit", "万元")][-1],
        {(TAX, "value"): "1.50000"},
    ),
    "the-unit-behind-the-value": (
        lambda c: [c.put(TAX, "value", "15000 万元"), c.put(TAX, "unit", None)][-1],
        {(TAX, "value"): "1.5"},
    ),
    "mu-from-square-metres": (
        lambda c: [c.put("reed-dye-park-site", "value", 2000), c.put("reed-dye-park-site", "unit", "㎡")][-1],
        {("reed-dye-park-site", "value"): "3"},
    ),
    "a-percent-cell": (
        lambda c: c.put("lantern-city-occupancy", "value", 0.9, shown_as="0%"),
        {("lantern-city-occupancy", "value"): "90"},
    ),
    "a-percent-text": (
        lambda c: c.put("lantern-city-occupancy", "value", "90.5%"),
        {("lantern-city-occupancy", "value"): "90.5"},
    ),
    "a-year-as-number": (lambda c: c.put(TAX, "period", 2020), {(TAX, "period"): "2020"}),
    "a-year-in-chinese": (lambda c: c.put(TAX, "period", "2020年"), {(TAX, "period"): "2020"}),
    "a-quarter": (lambda c: c.put(TAX, "period", "2023Q1"), {(TAX, "period"): "2023Q1"}),
    "a-quarter-in-chinese": (lambda c: c.put(TAX, "period", "2023年第一季度"), {(TAX, "period"): "2023Q1"}),
    "a-half": (lambda c: c.put(TAX, "period", "2023上半年"), {(TAX, "period"): "2023H1"}),
    "a-month": (lambda c: c.put(TAX, "period", "２０２３年５月"), {(TAX, "period"): "2023-05"}),
    "a-whole-year": (lambda c: c.put(TAX, "period", "2020年全年"), {(TAX, "period"): "2020"}),
    "three-quarters": (lambda c: c.put(TAX, "period", "2023年前三季度"), {(TAX, "period"): "2023-01/2023-09"}),
    "months": (lambda c: c.put(TAX, "period", "2022年1—5月"), {(TAX, "period"): "2022-01/2022-05"}),
    **{
        f"months-as-{text}": (lambda c, text=text: c.put(TAX, "period", text), {(TAX, "period"): "2024-01/2024-06"})
        for text in ("2024.1-6", "2024年1-6", "2024.01-06", "2024/1-6", "2024.1-6月", "2024-01~06", "2024年1月至6月")
    },
    "a-day": (lambda c: c.put(TAX, "period", "2024.1.6"), {(TAX, "period"): "2024-01-06"}),
    "the-end-of-a-year": (lambda c: c.put(TAX, "period", "截至2024年底"), {(TAX, "period"): "2024-12-31"}),
    "years": (lambda c: c.put(TAX, "period", "2017-2021年"), {(TAX, "period"): "2017/2021"}),
    "about-a-year": (lambda c: c.put(TAX, "period", "约2016年"), {(TAX, "period"): "~2016"}),
    "a-date-shown-as-month": (
        lambda c: c.put(TAX, "period", datetime(2023, 5, 1), shown_as='yyyy"年"m"月"'),  # noqa: DTZ001
        {(TAX, "period"): "2023-05"},
    ),
    "a-date-of-a-chinese-excel": (
        lambda c: c.put("lantern-city-firms-2021", "period", date(2021, 12, 14), shown_as="yyyy/m/d"),
        {("lantern-city-firms-2021", "period"): "2021-12-14"},
    ),
    "a-status-by-its-word": (lambda c: c.put(TAX, "status", "估算 "), {(TAX, "status"): "estimated"}),
    "a-status-by-its-id": (lambda c: c.put(TAX, "status", "Estimated"), {(TAX, "status"): "estimated"}),
    "a-boolean-by-its-word": (lambda c: c.put("s1", "link", "否", "sources"), {("s1", "link"): "false"}),
    "a-boolean-cell": (lambda c: c.put("s1", "link", False, "sources"), {("s1", "link"): "false"}),  # noqa: FBT003
    "a-reference-by-its-id": (lambda c: c.put(TAX, "scope_id", "local-share"), {(TAX, "scope_id"): "local-share"}),
    "a-reference-by-its-name": (lambda c: c.put(TAX, "scope_id", "地方留成"), {(TAX, "scope_id"): "local-share"}),
    "a-reference-by-an-alias": (lambda c: c.put(TAX, "subject_id", "灯影城"), {}),
    "a-list-of-references": (
        lambda c: c.put(TAX, "source_id", "s2；《澄湾晚报》专题报道（虚构） [s3]"),
        {(TAX, "source_id"): "s2;s3"},
    ),
    "trailing-spaces": (lambda c: c.put(TAX, "note_zh", "  "), {}),
    "a-title-above-the-header": (lambda c: c.sheet().insert_rows(1, 2), {}),
    "hidden-rows": (
        lambda c: [
            c.put(TAX, "value", 1.5),
            c.sheet().row_dimensions.__getitem__(c.row(TAX)).__setattr__("hidden", True),
        ][0],
        {(TAX, "value"): "1.5"},
    ),
    "a-header-with-spaces": (lambda c: c.put(HEADER_ROW, "value", " 数　值 "), {}),
    "a-unit-in-the-header": (
        lambda c: [c.put(HEADER_ROW, "value", "数值 万元"), c.put(TAX, "value", 15000), c.put(TAX, "unit", None)][-1],
        {(TAX, "value"): "1.5"},
    ),
    "a-unit-in-words": (
        lambda c: [c.put(TAX, "value", 15000), c.put(TAX, "unit", "万元人民币")][-1],
        {(TAX, "value"): "1.5"},
    ),
    "an-english-header": (lambda c: c.put(HEADER_ROW, "value", "Value"), {}),
    "the-packs-own-header": (lambda c: c.put(HEADER_ROW, "value", "value"), {}),
    "a-header-that-says-nothing": (
        lambda c: [c.put(HEADER_ROW, "value", "？？"), c.put(TAX, "value", 1.5)][-1],
        {(TAX, "value"): "1.5"},
    ),
    "a-merged-title": (
        lambda c: [c.sheet().insert_rows(1, 2), c.sheet().cell(1, 1, "报表"), c.sheet().merge_cells("A1:M2")][0],
        {},
    ),
    "blank-rows-merged": (lambda c: c.sheet().merge_cells(f"D{c.blank()}:D{c.blank() + 1}"), {}),
    "a-merged-header": (lambda c: c.sheet().merge_cells(start_row=2, end_row=2, start_column=12, end_column=13), {}),
    "the-header-deleted": (lambda c: c.sheet().delete_rows(HEADER_ROW), {}),
    "a-moved-column": (lambda c: moved(c, "value", 1), {}),
    "a-renamed-sheet": (lambda c: setattr(c.sheet(), "title", "Sheet1"), {}),
    "a-sheet-left-out": (lambda c: c.book.remove(c.sheet("nodes")), {}),
    "the-ids-cleared": (lambda c: max(c.put(row, "id", None) for row in range(FIRST_ROW, c.blank())), {}),
    "a-prepared-row-begun-by-nobody": (lambda c: c.sheet().delete_rows(c.blank(), 3), {}),
    "a-row-removed": (
        lambda c: c.sheet().delete_rows(c.row("town-green")),
        {("town-green", column): "" for column in ("subject_id", "indicator_id", "period", "value", "qualifier")}
        | {("town-green", column): "" for column in ("status", "release", "source_id")},
    ),
    "a-text-like-a-formula": (lambda c: quoted(c, TAX, "=1+1"), {(TAX, "note_zh"): "=1+1", (TAX, "note_en"): "=1+1"}),
    "a-text-like-a-formula-with-its-apostrophe": (
        lambda c: [c.put(TAX, "note_zh", "'+86"), c.put(TAX, "note_en", "'+86")][-1],
        {(TAX, "note_zh"): "+86", (TAX, "note_en"): "+86"},
    ),
    "a-node-moved": (
        lambda c: [c.put("kite-tower", "lon", 104.41, "nodes"), c.put("kite-tower", "lat", 30.38, "nodes")][-1],
        {("kite-tower", "lon"): "104.41", ("kite-tower", "lat"): "30.38"},
    ),
    "a-node-no-longer-placed": (
        lambda c: (
            [c.put("kite-tower", name, None, "nodes") for name in ("lon", "lat", "accuracy_m")]
            and c.put("kite-tower", "position", "不明", "nodes")
        ),
        {("kite-tower", name): "" for name in ("lon", "lat", "accuracy_m")} | {("kite-tower", "position"): "unknown"},
    ),
}


def moved(clerk: Clerk, column: str, place: int) -> None:
    """Take a column out and put it elsewhere."""
    sheet = clerk.sheet()
    at = clerk.column(column)
    texts = [(cell.value, cell.number_format) for cell in next(sheet.iter_cols(at, at))]
    sheet.delete_cols(at)
    sheet.insert_cols(place)
    for row, (value, shown_as) in enumerate(texts, start=1):
        sheet.cell(row, place).value = value
        sheet.cell(row, place).number_format = shown_as


def quoted(clerk: Clerk, key: str, text: str) -> None:
    """Type text after an apostrophe, as a spreadsheet takes it: a string in the file."""
    for column in ("note_zh", "note_en"):
        cell = clerk.sheet().cell(clerk.row(key), clerk.column(column))
        cell.value = text
        cell.data_type = "s"


@pytest.mark.parametrize("name", ACCEPTED)
def test_what_people_write_is_understood(pack: Path, invented: Path, name: str) -> None:
    """Each case is one change to a good workbook; exactly what it says is taken from it."""
    deed, expected = ACCEPTED[name]
    clerk = Clerk(small_template(invented))
    deed(clerk)
    proposal = tried(pack, "模板.xlsx", clerk.data)
    assert errors(proposal) == []
    assert {key: value for key, value in news(proposal).items() if value != "" or key in expected} == expected


class Refused(NamedTuple):
    """A change that cannot be accepted."""

    deed: Deed
    code: str
    column: str = ""
    """What the report must call the column; empty where it names none."""


GOOD = {"period": "2025", "value": 2, "status": "实际", "scope_id": "全口径税收", "source_id": "s2"}


AGAIN = {"period": "2022", "status": "实际", "scope_id": "全口径税收", "source_id": "s2", "value": 2}


def missing(clerk: Clerk, column: str) -> str:
    """Fill what was prepared, all but one cell."""
    row = clerk.prepared("ferry-lab", "tax-revenue")
    clerk.fill(row, {name: value for name, value in GOOD.items() if name != column})
    return clerk.put(row, column, None)


def merged(clerk: Clerk, first: str, last: str, rows: int = 2) -> str:
    """Merge cells as a spreadsheet does, which empties all but the first; the last of them is returned."""
    top = clerk.row(TAX)
    columns = [clerk.column(name) for name in (first, last)]
    clerk.sheet().merge_cells(None, top, columns[0], top + rows - 1, columns[1])
    return clerk.sheet().cell(top + rows - 1, columns[1]).coordinate


REFUSED: dict[str, Refused] = {
    "words-for-a-number": Refused(lambda c: c.put(TAX, "value", "很多"), "number", "数值"),
    "about-in-the-value": Refused(lambda c: c.put(TAX, "value", "约1.5"), "number", "数值"),
    "a-number-in-scientific-notation": Refused(lambda c: c.put(TAX, "value", "1.23E+08"), "number-scientific", "数值"),
    "a-number-beyond-all": Refused(lambda c: c.put(TAX, "value", 1e300), "number-scientific", "数值"),
    "two-points": Refused(lambda c: c.put(TAX, "value", "1.5.2"), "number", "数值"),
    "misplaced-separators": Refused(lambda c: c.put(TAX, "value", "1,50"), "number", "数值"),
    "a-range-for-a-number": Refused(lambda c: c.put(TAX, "value", "1-2"), "number", "数值"),
    "a-value-removed": Refused(lambda c: c.put(TAX, "value", None), "value-missing", "数值"),
    "too-many-digits": Refused(lambda c: c.put(TAX, "value", "1" * 25), "cell-decimal", "数值"),
    "a-unit-of-another-kind": Refused(lambda c: c.put(TAX, "unit", "家"), "unit", "单位"),
    "an-unknown-unit": Refused(lambda c: c.put(TAX, "unit", "斤"), "unit", "单位"),
    "two-units": Refused(lambda c: c.put(TAX, "value", "15000万元"), "unit-twice", "数值"),
    "a-unit-that-does-not-divide": Refused(
        lambda c: [c.put("reed-dye-park-site", "unit", "公顷"), c.put("reed-dye-park-site", "value", 1e-13)][1],
        "unit-inexact",
        "数值",
    ),
    "a-percent-of-money": Refused(lambda c: c.put(TAX, "value", 0.5, shown_as="0%"), "unit", "数值"),
    "a-formula-not-calculated": Refused(lambda c: c.put(TAX, "value", "=1+1"), "formula", "数值"),
    "a-formula-with-an-error": Refused(lambda c: c.put(TAX, "value", "#REF!"), "formula-error", "数值"),
    **{
        f"neither-day-nor-months-{text}": Refused(lambda c, text=text: c.put(TAX, "period", text), "period", "期间")
        for text in ("2024-1.6", "2024-1/6", "2024.6-1")
    },
    "merged-down": Refused(lambda c: merged(c, "period", "period"), "merged", "期间"),
    "values-merged-down": Refused(lambda c: merged(c, "value", "value"), "merged", "数值"),
    "units-merged-down": Refused(lambda c: merged(c, "unit", "unit"), "merged", "单位"),
    "merged-across": Refused(lambda c: merged(c, "release", "source_id", rows=1), "merged", "来源"),
    "last-year": Refused(lambda c: c.put(TAX, "period", "去年"), "period", "期间"),
    "the-thirteenth-month": Refused(lambda c: c.put(TAX, "period", "2023年13月"), "period", "期间"),
    "a-reversed-period": Refused(lambda c: c.put(TAX, "period", "2023/2020"), "period", "期间"),
    "a-month-that-lost-its-zero": Refused(lambda c: c.put(TAX, "period", 2023.1), "period-number", "期间"),
    "an-unknown-status": Refused(lambda c: c.put(TAX, "status", "大概"), "choice", "性质"),
    "a-doubted-status": Refused(lambda c: c.put(TAX, "status", "实际？"), "choice", "性质"),
    "a-status-of-two": Refused(lambda c: c.put(TAX, "status", "宣称 [actual]"), "label-of-two", "性质"),
    "an-unknown-release": Refused(lambda c: c.put(TAX, "release", "领导可见"), "choice", "公开范围"),
    "no-status": Refused(lambda c: c.put(TAX, "status", None), "cell-empty", "性质"),
    "an-unknown-scope": Refused(lambda c: c.put(TAX, "scope_id", "大口径"), "reference", "口径"),
    "nearly-a-scope": Refused(lambda c: c.put(TAX, "scope_id", "全口径"), "reference-near", "口径"),
    "an-unknown-id": Refused(lambda c: c.put(TAX, "scope_id", "某口径 [no-such-scope]"), "reference", "口径"),
    "a-label-of-two": Refused(lambda c: c.put(TAX, "scope_id", "地方留成 [all-taxes]"), "label-of-two", "口径"),
    "one-of-several-unknown": Refused(lambda c: c.put(TAX, "source_id", "s2；某网站"), "reference", "来源"),
    "no-subject": Refused(lambda c: c.put(TAX, "subject_id", None), "cell-empty", "主体"),
    "no-source-for-a-public-number": Refused(lambda c: c.put(TAX, "source_id", None), "public-without-source", "来源"),
    "a-status-without-a-value": Refused(
        lambda c: [c.put(TAX, "status", "未见公开"), c.put(TAX, "value", 1.46)][1], "value-not-published", "数值"
    ),
    "half-a-translation": Refused(
        lambda c: [c.put(TAX, "note_en", "Only English"), c.put(TAX, "note_zh", None)][1],
        "translation-missing",
        "说明（中文）",
    ),
    "an-invisible-character": Refused(lambda c: c.put(TAX, "note_zh", "a\u202eb"), "cell-control", "说明（中文）"),
    "a-row-twice": Refused(lambda c: c.put("lantern-city-tax-2023", "id", TAX), "row-twice", "编号"),
    "an-impossible-id": Refused(lambda c: c.put(TAX, "id", "税收 2022"), "cell-id", "编号"),
    "a-silent-node": Refused(
        lambda c: c.add(**{**GOOD, "indicator_id": "税收", "subject_id": "moth-institute"}), "economy-none", "主体"
    ),
    "a-value-without-a-status": Refused(lambda c: missing(c, "status"), "value-needs", "性质"),
    "a-value-without-a-period": Refused(lambda c: missing(c, "period"), "value-needs", "期间"),
    "a-value-without-a-scope": Refused(lambda c: missing(c, "scope_id"), "value-needs", "口径"),
    "a-value-still-not-published": Refused(
        lambda c: [c.put("drum-yard-tax-2023", "value", 3), c.put("drum-yard-tax-2023", "status", "未见公开")][1],
        "value-unpublished",
        "性质",
    ),
    "a-row-begun": Refused(
        lambda c: c.put(c.prepared("ferry-lab", "tax-revenue"), "status", "实际").replace("H", "E"),
        "value-missing",
        "数值",
    ),
    "a-column-deleted": Refused(lambda c: c.sheet().delete_cols(c.column("value")), "column-missing"),
    "the-header-of-a-sheet-deleted": Refused(lambda c: c.sheet().delete_rows(1, HEADER_ROW), "header-missing"),
    "a-sheet-copied": Refused(
        lambda c: setattr(c.book.copy_worksheet(c.sheet()), "title", "指标数据 (2)"), "sheet-repeated"
    ),
    "a-column-twice": Refused(lambda c: c.put(HEADER_ROW, "qualifier", "数值"), "column-twice", "数值"),
    "an-impossible-place": Refused(lambda c: c.put("kite-tower", "lon", 204.4, "nodes"), "cell-range", "经度"),
    "a-place-far-away": Refused(lambda c: c.put("kite-tower", "lon", 114.4, "nodes"), "coordinate-outside", "经度"),
    "longitude-and-latitude-exchanged": Refused(
        lambda c: [c.put("kite-tower", "lon", 30.38, "nodes"), c.put("kite-tower", "lat", 104.41, "nodes")][1],
        "lonlat-swapped",
        "纬度",
    ),
    "kilometres-in-the-header": Refused(
        lambda c: c.put(HEADER_ROW, "accuracy_m", "误差（公里）", "nodes"),
        "header-metres",
        "误差（公里）",
    ),
    "kilometres-in-a-header-of-another-name": Refused(
        lambda c: c.put(HEADER_ROW, "from_m", "桩号（km）", "nodes"),
        "header-metres",
        "桩号（km）",
    ),
    "a-unit-in-a-header-of-another-name": Refused(
        lambda c: c.put(HEADER_ROW, "value", "入库（百亿元）"),
        "unit-unknown",
        "入库（百亿元）",
    ),
    "half-a-place": Refused(lambda c: c.put("kite-tower", "lat", None, "nodes"), "lonlat-half", "纬度"),
    "degrees-and-minutes": Refused(lambda c: c.put("kite-tower", "lat", "30°23′", "nodes"), "number-degrees", "纬度"),
    "a-point-without-accuracy": Refused(
        lambda c: c.put("kite-tower", "accuracy_m", None, "nodes"), "accuracy-missing", "误差（米）"
    ),
    "a-point-called-unknown": Refused(
        lambda c: c.put("kite-tower", "position", "不明", "nodes").replace("Q", "R"), "geometry-kind", "经度"
    ),
    "part-of-itself": Refused(lambda c: c.put("kite-tower", "part_of", "kite-tower", "nodes"), "part-of-cycle", "属于"),
    "a-source-still-used": Refused(
        lambda c: c.sheet("sources").delete_rows(c.row("s7", "sources")), "reference-unknown"
    ),
    "a-link-without-an-address": Refused(lambda c: c.put("s1", "url", "某网站", "sources"), "link-address", "网址"),
    "yes-or-no": Refused(lambda c: c.put("s1", "link", "看情况", "sources"), "choice", "公开链接"),
    "another-corridors-workbook": Refused(
        lambda c: setattr(c.book["_corridor"]["B1"], "value", "some-other-road"), "workbook-foreign"
    ),
}


def test_choices_are_called_as_the_sheet_calls_them(pack: Path, invented: Path) -> None:
    """A clerk has never seen their ids alone."""
    clerk = Clerk(small_template(invented))
    clerk.put(TAX, "value", None)
    (problem,) = errors(tried(pack, "模板.xlsx", clerk.data))
    assert "“实际”" in in_cell(problem).zh
    assert "“未见公开”（not_published）" in in_cell(problem).zh


def tie(clerk: Clerk, node_id: str, industry_id: str) -> int:
    """The row that ties a node to an industry."""
    sheet = clerk.sheet("node_industries")
    ends = f"[{node_id}]", f"[{industry_id}]"
    columns = [clerk.column(name, "node_industries") for name in ("node_id", "industry_id")]
    return next(
        row
        for row in range(FIRST_ROW, sheet.max_row + 1)
        if all(end in str(sheet.cell(row, column).value) for end, column in zip(ends, columns, strict=True))
    )


@pytest.mark.parametrize("said", ["规划", "planned", "规划 [planned]", "Planned"])
def test_what_kind_of_statement_a_tie_is_can_be_said_as_of_a_figure(pack: Path, invented: Path, said: str) -> None:
    """By its word in either language, its id, or both; a tie that said nothing is offered as claimed."""
    clerk = Clerk(small_template(invented))
    row = tie(clerk, "willow-works", "tidal-storage")
    assert "[claimed]" in str(clerk.sheet("node_industries").cell(row, clerk.column("status", "node_industries")).value)
    clerk.put(row, "status", said, "node_industries")
    proposal = tried(pack, "模板.xlsx", clerk.data)
    assert proposal.problems == ()
    assert [(one.table, one.column, one.new) for one in proposal.changes] == [("node_industries", "status", "planned")]


def test_a_figures_status_is_none_of_a_tie(pack: Path, invented: Path) -> None:
    """A node's industry can be no estimate."""
    clerk = Clerk(small_template(invented))
    cell = clerk.put(tie(clerk, "kite-tower", "canal-twins"), "status", "估算", "node_industries")
    (problem,) = errors(tried(pack, "模板.xlsx", clerk.data))
    assert (problem.file, problem.row, problem.place.cell) == ("节点产业", cell[1:], cell)


def test_a_template_older_than_a_column_empties_nothing(pack: Path, invented: Path) -> None:
    """What ties of nodes and industries say of themselves stays where the sheet has no cell for it."""
    clerk = Clerk(small_template(invented))
    for column in ("status", "note_zh", "note_en"):
        clerk.sheet("node_industries").delete_cols(clerk.column(column, "node_industries"))
    proposal = tried(pack, "模板.xlsx", clerk.data)
    assert (proposal.changes, proposal.problems) == ((), ())


def test_a_node_placed_nowhere_near_is_refused(pack: Path) -> None:
    """Two zeros are what a program gives that knows no place; the answer speaks as the template does."""
    placing = Placing(
        node_id="kite-tower", kind=PositionKind.POINT, point=Point(0, 0), accuracy_m=50, source_ids=("s1",)
    )
    found = errors(prepare_placing(pack, placing, now=NOW))
    assert [(one.code, one.file, one.column) for one in found] == [("coordinate-outside", "节点", "经度")]


HUB = Point(104.427255, 30.397676)
"""Where the hub of the invented corridor lies, which is known to be at no crossing or station."""


def drawn_in(datum: str) -> Point:
    """Where a map in another datum shows the hub, as a clerk copies it."""
    there = from_wgs84(HUB, datum)
    return Point(round(there.x, 6), round(there.y, 6))


def as_workbook(pack: Path, node_id: str, point: Point) -> Proposal:
    """The point typed into the template."""
    clerk = Clerk(small_template(pack))
    clerk.fill(clerk.row(node_id, "nodes"), {"lon": point.x, "lat": point.y}, "nodes")
    if node_id != "egret-hub":
        clerk.fill(clerk.row(node_id, "nodes"), {"position": "点", "accuracy_m": 20}, "nodes")
    return tried(pack, "模板.xlsx", clerk.data)


def as_features(pack: Path, node_id: str, point: Point) -> Proposal:
    """The point in the pack's own GeoJSON."""
    content = json.loads((pack / "nodes.geojson").read_text(encoding="utf-8"))
    node = next(one for one in content["features"] if one["id"] == node_id)
    node["geometry"] = {"type": "Point", "coordinates": [point.x, point.y]}
    node["properties"] |= {"position": "point", "accuracy_m": 20}
    return tried(pack, "nodes.geojson", json.dumps(content).encode())


@pytest.mark.parametrize("send", [as_workbook, as_features])
@pytest.mark.parametrize(("datum", "named"), [("gcj02", "GCJ-02"), ("bd09", "BD-09")])
def test_a_node_moved_by_what_two_datums_differ_is_asked_about(
    pack: Path, send: Callable[[Path, str, Point], Proposal], datum: str, named: str
) -> None:
    """It looks as if somebody had copied it from 高德 or 百度; which of the two is said."""
    proposal = send(pack, "egret-hub", drawn_in(datum))
    assert errors(proposal) == []
    (doubt,) = [one for one in proposal.warnings if one.code == "datum-moved"]
    assert in_cell(doubt).zh.count(named) == in_cell(doubt).en.count(named) == 2
    assert "WGS-84" in in_cell(doubt).zh


def test_a_node_moved_as_far_elsewhere_is_not_asked_about(pack: Path) -> None:
    """Only the shift itself gives another datum away."""
    there = drawn_in("gcj02")
    mirrored = Point(2 * HUB.x - there.x, 2 * HUB.y - there.y)
    assert {one.code for one in as_workbook(pack, "egret-hub", mirrored).problems} <= {"node-far"}


def test_a_first_position_in_a_table_names_the_datum_that_it_is_read_in(pack: Path) -> None:
    """Nothing in a table says where a coordinate was picked; a program that writes GeoJSON knows, and the form asks."""
    (doubt,) = [one for one in as_workbook(pack, "lock-service", HUB).warnings if one.code == "datum-unsaid"]
    assert "WGS-84" in in_cell(doubt).zh
    assert "datum-unsaid" not in {one.code for one in as_features(pack, "lock-service", HUB).warnings}
    placing = Placing(node_id="lock-service", kind=PositionKind.POINT, point=HUB, accuracy_m=20, source_ids=("s4",))
    assert prepare_placing(pack, placing, now=NOW).problems == ()


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_used_is_named_by_its_cell(pack: Path, invented: Path, name: str) -> None:
    """Each case is one change to a good workbook; the report names its sheet, row, column and cell."""
    case = REFUSED[name]
    clerk = Clerk(small_template(invented))
    cell = case.deed(clerk)
    proposal = tried(pack, "模板.xlsx", clerk.data)
    found = [problem for problem in errors(proposal) if problem.code == case.code]
    assert found, [(problem.code, problem.column, in_cell(problem).zh) for problem in proposal.problems]
    if case.column:
        assert case.column in {problem.column for problem in found}
    if isinstance(cell, str):
        assert cell in {problem.place.cell for problem in found}
        assert f"{cell}：" in in_cell(found[0]).zh or len(found) > 1


def test_all_mistakes_are_told_at_once(pack: Path, invented: Path) -> None:
    """Three mistakes in three columns are three problems, and nothing that follows from them."""
    clerk = Clerk(small_template(invented))
    cells = {
        clerk.put(TAX, "value", "很多"),
        clerk.put("town-green", "period", "去年"),
        clerk.put("s1", "weight", "还行", "sources"),
    }
    proposal = tried(pack, "模板.xlsx", clerk.data)
    assert {problem.place.cell for problem in proposal.problems} == cells
    assert proposal.changes == ()


def test_a_formula_with_its_result_is_a_number(pack: Path, invented: Path) -> None:
    """What a spreadsheet has calculated and saved is taken."""
    clerk = Clerk(small_template(invented))
    clerk.put(TAX, "value", "=SUM(1,0.5)")
    data = with_results(clerk.data, {"SUM(1,0.5)": "1.5000000000000002"})
    proposal = tried(pack, "模板.xlsx", data)
    assert (errors(proposal), news(proposal)) == ([], {(TAX, "value"): "1.5"})


def test_a_formula_that_gives_nothing_is_an_empty_cell(pack: Path, invented: Path) -> None:
    """A column of =IF(…,"",…) asks nothing of the rows that wait; one that was never calculated does."""
    clerk = Clerk(small_template(invented))
    clerk.put(clerk.prepared("ferry-lab", "tax-revenue"), "value", '=IF(A9="","",1)')
    sheet, text = clerk.book.sheetnames.index(clerk.sheet().title) + 1, '<f>IF(A9="","",1)</f>'
    part = f"xl/worksheets/sheet{sheet}.xml"
    given = re.compile(r'(<c [^>]*?)( t="\w+")?>' + re.escape(text) + r"(<v\s*/>|<v></v>)?")
    result = changed_part(clerk.data, part, lambda d: given.sub(rf'\1 t="str">{text}<v></v>', d.decode()).encode())
    assert tried(pack, "模板.xlsx", result).problems == ()
    assert "formula" in {one.code for one in errors(tried(pack, "模板.xlsx", clerk.data))}


@pytest.mark.parametrize("escaped", ["_x000D_\n", "_x000d__x000a_", "_x000a_", "_x000B_", "\r", "\n"])
def test_a_line_break_is_one_however_it_is_written(pack: Path, invented: Path, escaped: str) -> None:
    """Programs escape what their XML cannot hold."""
    clerk = Clerk(small_template(invented))
    for name in ("note_zh", "note_en"):
        clerk.put(TAX, name, f"一{escaped}二")
    assert set(news(tried(pack, "模板.xlsx", clerk.data)).values()) == {"一\n二"}


@pytest.mark.parametrize("state", ["hidden", "veryHidden"])
def test_a_hidden_sheet_is_told_and_not_read(pack: Path, invented: Path, state: str) -> None:
    """Nobody has looked at it; our own hidden sheets say nothing of the data, and are silent."""
    clerk = Clerk(small_template(invented))
    copy = clerk.book.create_sheet("上月")
    copy.append(["编号", "数值"])
    copy.append([TAX, 99])
    copy.sheet_state = state
    proposal = tried(pack, "模板.xlsx", clerk.data)
    assert [(one.code, one.file) for one in proposal.problems] == [("sheet-hidden", "上月")]
    assert proposal.changes == ()


def test_a_workbook_of_hidden_sheets_is_empty(pack: Path) -> None:
    """What is in them is named, and nothing is taken."""
    book = Workbook()
    book.worksheets[0].append(["编号", "数值"])
    book.worksheets[0].append([TAX, 99])
    book.worksheets[0].sheet_state = "hidden"
    book.create_sheet("空")
    proposal = tried(pack, "新建.xlsx", saved(book))
    assert {one.code for one in proposal.problems} == {"sheet-hidden", "upload-empty"}


def test_a_title_merged_over_the_whole_row_is_a_title(pack: Path) -> None:
    """However far it reaches."""
    book = Workbook()
    sheet = book.worksheets[0]
    for row in (["各园区税收（单位：亿元）"], ["编号", "数值"], [TAX, 1.5]):
        sheet.append(row)
    sheet.merge_cells("A1:XFD1")
    sheet.cell(1_048_576, 1).number_format = "0.00"
    proposal = tried(pack, "新建.xlsx", saved(book))
    assert (proposal.problems, news(proposal)) == ((), {(TAX, "value"): "1.5"})


def test_a_new_figure_gets_an_id_of_its_own(pack: Path, invented: Path) -> None:
    """The same upload always makes the same id, and never one that is taken."""
    clerk = Clerk(small_template(invented))
    clerk.fill(clerk.prepared("ferry-lab", "tax-revenue"), GOOD)
    about = {"subject_id": "渡口实验楼（虚构）", "indicator_id": "税收"}
    clerk.add(**{**GOOD, **about, "scope_id": "地方留成", "value": 1})
    ids = {change.id for change in tried(pack, "模板.xlsx", clerk.data).changes}
    assert ids == {"f-ferry-lab-tax-revenue-2025", "f-ferry-lab-tax-revenue-2025-2"}
    assert {change.id for change in tried(pack, "模板.xlsx", clerk.data).changes} == ids


def test_what_a_source_does_not_state_can_be_said(pack: Path, invented: Path) -> None:
    """A value may lack period and scope when the clerk says that the source does."""
    clerk = Clerk(small_template(invented))
    row = clerk.prepared("ferry-lab", "tax-revenue")
    clerk.fill(row, {**GOOD, "status": "宣称", "period": "未说明", "scope_id": "未说明"})
    proposal = tried(pack, "模板.xlsx", clerk.data)
    assert errors(proposal) == []
    assert {column for _, column in news(proposal)} == {"subject_id", "indicator_id", "value", "status", "source_id"}


def test_a_new_source_can_be_used_at_once(pack: Path, invented: Path) -> None:
    """A figure may name, by its title, what the same workbook adds."""
    clerk = Clerk(small_template(invented))
    clerk.add("sources", title_zh="新公报", title_en="New bulletin", weight="高")
    clerk.fill(clerk.prepared("ferry-lab", "tax-revenue"), {**GOOD, "source_id": "新公报"})
    proposal = tried(pack, "模板.xlsx", clerk.data)
    assert errors(proposal) == []
    assert news(proposal)["f-ferry-lab-tax-revenue-2025", "source_id"] in {change.id for change in proposal.changes}


def emptied(clerk: Clerk, key: str) -> None:
    """Clear every cell of a row."""
    for cell in clerk.sheet()[clerk.row(key)]:
        cell.value = None


def own_remarks(clerk: Clerk) -> None:
    """A column of one's own before the note, under another word for it."""
    at = clerk.column("note_zh")
    clerk.sheet().insert_cols(at)
    clerk.sheet().cell(HEADER_ROW, at).value = "备注"
    clerk.sheet().cell(clerk.row(TAX), at).value = "再问一次"


WARNED: dict[str, tuple[Deed, str]] = {
    "ten-times-the-year-before": (lambda c: c.put(TAX, "value", 12.1), "value-tenfold"),
    "a-tenth-of-the-year-before": (lambda c: c.put(TAX, "value", 0.12), "value-tenfold"),
    "a-hundred-times-itself": (lambda c: c.put("silk-arcade-output", "value", 400), "value-jump"),
    "a-future-that-is-actual": (lambda c: c.put("willow-works-tax-2026", "status", "实际"), "actual-in-future"),
    "a-year-as-its-last-day": (
        lambda c: c.put(TAX, "period", date(2024, 12, 31), shown_as="yyyy/m/d"),
        "flow-of-a-day",
    ),
    "another-number-for-the-same": (
        lambda c: c.add(subject_id="lantern-city", indicator_id="税收", **AGAIN),
        "value-other",
    ),
    "a-row-deleted": (lambda c: c.sheet().delete_rows(c.row("town-green")), "rows-removed"),
    "a-row-emptied": (lambda c: emptied(c, "town-green"), "rows-removed"),
    "an-id-and-a-value-typed-over": (
        lambda c: [c.put(TAX, "value", 1.5), c.put(TAX, "id", "lantern-city-tax-2099")][1],
        "rows-removed",
    ),
    "another-scope": (lambda c: c.put(TAX, "scope_id", "地方留成"), "scope-changed"),
    "less-than-nothing": (lambda c: c.put(TAX, "value", -1.5), "value-negative"),
    "another-subject": (lambda c: c.put(TAX, "subject_id", "芦荡染织创新园（虚构）"), "row-about"),
    "another-indicator": (lambda c: c.put(TAX, "indicator_id", "产值"), "row-about"),
    "a-new-year-over-an-old-one": (
        lambda c: [c.put(TAX, "value", 1.5), c.put(TAX, "period", 2025)][1],
        "row-about",
    ),
    "an-id-typed-over": (lambda c: c.put(TAX, "id", "lantern-city-tax-2099"), "id-changed"),
    "nothing-as-zero": (lambda c: c.put(TAX, "value", 0), "value-zero"),
    "a-remark-column": (
        lambda c: setattr(c.sheet().cell(FIRST_ROW, 20), "value", "?"),
        "column-unknown",
    ),
    "the-sheet-of-figures-deleted": (lambda c: c.book.remove(c.sheet()), "sheet-missing"),
    **{
        f"who-filled-it-in-{table}-{column}": (
            lambda c, table=table, column=column: c.put(c.blank(table) + 2, column, "填表人：王敏", table),
            "row-remark",
        )
        for table, column in (("figures", "id"), ("figures", "subject_id"), ("nodes", "name_zh"))
    },
    "a-name-below-the-table": (lambda c: c.put(c.blank() + 2, "id", "王敏 2026年1月"), "row-remark"),
    **{
        f"an-id-and-nothing-else-in-{table}": (
            lambda c, table=table: c.put(c.blank(table), "id", "brand-new", table),
            "row-remark",
        )
        for table in ("figures", "nodes")
    },
    "a-column-of-ones-own-called-like-ours": (own_remarks, "column-unknown"),
    "a-draft-sheet": (lambda c: c.book.create_sheet("草稿").append(["随便写写"]), "sheet-unknown"),
}


@pytest.mark.parametrize("name", WARNED)
def test_what_is_possible_but_doubtful_is_asked_about(pack: Path, invented: Path, name: str) -> None:
    """A warning is no error, and stands where the doubt is."""
    deed, code = WARNED[name]
    clerk = Clerk(small_template(invented))
    cell = deed(clerk)
    proposal = tried(pack, "模板.xlsx", clerk.data)
    assert errors(proposal) == []
    assert code in {problem.code for problem in proposal.warnings}
    if isinstance(cell, str) and code.startswith("value"):
        assert cell in {problem.place.cell for problem in proposal.warnings}


def test_a_row_that_became_another_is_told_by_what_it_was_and_is(pack: Path, invented: Path) -> None:
    """In names, not ids, and once for all that changed in it."""
    clerk = Clerk(small_template(invented))
    clerk.put(TAX, "value", 1.5)
    clerk.put(TAX, "subject_id", "芦荡染织创新园（虚构）")
    cell = clerk.put(TAX, "period", 2025)
    (doubt,) = [one for one in tried(pack, "模板.xlsx", clerk.data).warnings if one.code == "row-about"]
    assert (doubt.row, doubt.column) == (cell[1:], "主体")
    assert "“灯影科学城（虚构） · 税收 · 2022”，现在成了“芦荡染织创新园（虚构） · 税收 · 2025”" in in_cell(doubt).zh
    assert "（改了主体、期间）" in in_cell(doubt).zh


@pytest.mark.parametrize(("key", "cells"), [("strip-tax", {"period": 2022})])
def test_a_period_found_for_a_number_is_no_other_number(
    pack: Path, invented: Path, key: str, cells: dict[str, object]
) -> None:
    """What was left open is filled in; the number stays."""
    clerk = Clerk(small_template(invented))
    clerk.fill(clerk.row(key), cells)
    assert "row-about" not in {one.code for one in tried(pack, "模板.xlsx", clerk.data).problems}


@pytest.mark.parametrize("table", ["figures", "nodes"])
def test_rows_sorted_without_their_ids_are_told_in_one_sentence(pack: Path, invented: Path, table: str) -> None:
    """Nothing else is said of numbers that only stand in the wrong rows, and nothing can be published."""
    clerk = Clerk(small_template(invented))
    sheet, last = clerk.sheet(table), clerk.blank(table)
    own = clerk.column("id", table)
    rows = [[cell.value for cell in sheet[row]] for row in range(FIRST_ROW, last)]
    for row, content in enumerate(sorted(rows, key=lambda one: str(one[own]), reverse=True), start=FIRST_ROW):
        for column, value in enumerate(content, start=1):
            if column != own:
                sheet.cell(row, column).value = value
    proposal = tried(pack, "模板.xlsx", clerk.data)
    (mixed,) = [one for one in proposal.problems if one.file == sheet.title]
    assert (mixed.code, mixed.severity) == ("rows-mixed", Severity.ERROR)


def test_numbers_of_two_indicators_are_not_compared(pack: Path, invented: Path) -> None:
    """Kilometres are no part of square kilometres; the other indicator is what is asked about."""
    clerk = Clerk(small_template(invented))
    clerk.fill(clerk.row("strip-length"), {"indicator_id": "绿地面积", "value": 0.97, "unit": None})
    told = {one.code for one in tried(pack, "模板.xlsx", clerk.data).problems}
    assert "value-jump" not in told
    assert "row-about" in told


def test_numbers_are_told_with_their_units(pack: Path, invented: Path) -> None:
    """A bare number says nothing in a sentence about units."""
    clerk = Clerk(small_template(invented))
    clerk.put("silk-arcade-output", "value", 400)
    (jump,) = [one for one in tried(pack, "模板.xlsx", clerk.data).problems if one.code == "value-jump"]
    assert "从 4 亿元 改为 400 亿元" in in_cell(jump).zh
    assert "From CNY 400 million to CNY 40 billion" in in_cell(jump).en


def test_a_scope_is_told_by_its_name(pack: Path, invented: Path) -> None:
    """A clerk knows no ids."""
    clerk = Clerk(small_template(invented))
    clerk.put(TAX, "scope_id", "地方留成")
    (doubt,) = [one for one in tried(pack, "模板.xlsx", clerk.data).problems if one.code == "scope-changed"]
    assert "口径从“全口径税收”改为“地方留成”" in in_cell(doubt).zh


@pytest.mark.parametrize("title", ["指标数据 (2)", "备份"])
@pytest.mark.parametrize("is_first", [False, True])
def test_a_copied_sheet_is_told_once(pack: Path, invented: Path, title: str, is_first: bool) -> None:  # noqa: FBT001
    """Wherever it stands: it is the copy that goes, and no row of it is told of."""
    clerk = Clerk(small_template(invented))
    copy = clerk.book.copy_worksheet(clerk.sheet())
    copy.title = title
    if is_first:
        clerk.book.move_sheet(copy, -len(clerk.book.worksheets))
    (problem,) = tried(pack, "模板.xlsx", clerk.data).problems
    assert (problem.code, problem.file) == ("sheet-repeated", title)
    assert f"工作表“{title}”与“指标数据”" in in_cell(problem).zh


def test_totals_and_repeated_headers_are_told_in_one_sentence(pack: Path) -> None:
    """They are no data: their rows are named, and the others are read."""
    rows = (
        "主体,指标,期间,数值,单位,性质,口径,来源",
        "灯影科学城（虚构）,税收,2022,15000,万元,实际,全口径税收,s2",
        "小计,,,15000,,,,",
        "主体,指标,期间,数值,单位,性质,口径,来源",
        "渡口实验楼（虚构）,税收,2025,200,万元,实际,全口径税收,s2",
        "合　计：,,,15200,,,,",
    )
    proposal = tried(pack, "上报.csv", "\n".join(rows).encode())
    (told,) = [one for one in proposal.problems if one.code == "rows-passed"]
    assert "第 3、4、6 行" in in_cell(told).zh
    assert "Rows 3, 4, 6 are" in in_cell(told).en
    assert errors(proposal) == []
    assert {news(proposal)[key, "value"] for key in (TAX, "f-ferry-lab-tax-revenue-2025")} == {"1.5", "0.02"}


def test_of_very_many_totals_the_first_are_named(pack: Path) -> None:
    """A sentence with a thousand numbers is not read; that there are more is said."""
    rows = ["主体,指标,期间,数值,单位", "灯影科学城（虚构）,税收,2022,15000,万元", *["小计,,,15000,"] * 40]
    proposal = tried(pack, "上报.csv", "\n".join(rows).encode())
    (told,) = [one for one in proposal.problems if one.code == "rows-passed"]
    assert in_cell(told).zh.startswith("第 3、4、5、")
    assert "、31、32、… 行" in in_cell(told).zh
    assert ", 31, 32, … are" in in_cell(told).en


def test_new_rows_of_two_sheets_get_ids_of_their_own(pack: Path) -> None:
    """Somebody's own workbook may have a sheet for each scope; what is new in one is not what is new in the other."""
    book = Workbook()
    for title, value, scope in (("甲", 1, "全口径税收"), ("乙", 2, "地方留成")):
        sheet = book.create_sheet(title)
        sheet.append(["统计主体", "指标名称", "期间", "数值", "数据性质", "统计口径", "数据来源"])
        sheet.append(["灯影科学城（虚构）", "税收", "1999", value, "宣称", scope, "s2"])
        sources = book.create_sheet(f"{title}来源")
        sources.append(["id", "title_zh", "title_en", "weight"])
        sources.append([None, f"{title}报", "Daily", "high"])
    out = io.BytesIO()
    book.save(out)
    proposal = tried(pack, "上报.xlsx", out.getvalue())
    assert errors(proposal) == []
    values = sorted(change.new for change in proposal.changes if change.column == "value")
    titles = sorted(change.new for change in proposal.changes if change.column == "title_zh")
    assert (values, titles) == (["1", "2"], ["乙报", "甲报"])


def test_a_row_that_stands_in_two_sheets_is_told_by_both(pack: Path, invented: Path) -> None:
    """The same cell of two sheets is two cells."""
    clerk = Clerk(small_template(invented))
    other = clerk.book.create_sheet("补充")
    other.append(["编号", "主体", "指标", "数值"])
    other.append([TAX, "灯影科学城（虚构）", "税收", 1.5])
    (problem,) = [one for one in errors(tried(pack, "模板.xlsx", clerk.data)) if one.code == "row-twice"]
    assert (problem.file, problem.row) == ("补充", "2")
    assert f"指标数据 A{clerk.row(TAX)}" in in_cell(problem).zh


@pytest.mark.parametrize(
    ("table", "key", "column", "typed", "said"),
    [
        ("nodes", "kite-tower", "lon", "104°24′56″", "除以 60"),
        ("nodes", "kite-tower", "lat", "104.41,30.38", "各填一格"),
        ("nodes", "kite-tower", "accuracy_m", "约50米", "不写“约”"),
        ("nodes", "drum-yard", "from_m", "0.1公里", "0.1 公里写 100"),
    ],
)
def test_advice_on_places_speaks_of_no_column_that_their_sheet_lacks(  # noqa: PLR0917, PLR0913 - a case
    pack: Path, invented: Path, table: str, key: str, column: str, typed: str, said: str
) -> None:
    """Qualifier and unit belong to figures."""
    clerk = Clerk(small_template(invented))
    clerk.put(key, column, typed, table)
    told = " ".join(in_cell(one).zh for one in errors(tried(pack, "模板.xlsx", clerk.data)))
    assert typed in told
    assert said in told
    assert "“修饰”" not in told


@pytest.mark.parametrize(
    ("key", "cells", "said"),
    [
        ("kite-tower", {"position": "不明"}, "请清空这一行的经度和纬度"),
        ("kite-tower", {"position": "在这段路上", "from_m": 100, "to_m": 200}, "请清空这一行的经度和纬度"),
        ("kite-tower", {"position": "自身范围"}, "请用 GeoJSON 上传"),
        ("lock-service", {"position": "在这片里"}, "请用 GeoJSON 上传"),
        ("lock-service", {"position": "点", "accuracy_m": 20}, "却没有经度和纬度"),
        ("lantern-city", {"position": "点"}, "却画成轮廓或线"),
    ],
)
def test_a_position_and_its_cells_are_told_apart_in_the_sheets_own_words(
    pack: Path, invented: Path, key: str, cells: dict[str, object], said: str
) -> None:
    """A sheet has no geometry: what to fill or to clear is said by its columns."""
    clerk = Clerk(small_template(invented))
    clerk.fill(clerk.row(key, "nodes"), cells, "nodes")
    (problem,) = errors(tried(pack, "模板.xlsx", clerk.data))
    assert said in in_cell(problem).zh
    assert f"“{cells['position']}”" in in_cell(problem).zh
    assert "null" not in in_cell(problem).zh + in_cell(problem).en


def test_removed_rows_are_told_by_their_sheet(pack: Path, invented: Path) -> None:
    """Who sent a workbook has seen no file of the pack."""
    clerk = Clerk(small_template(invented))
    clerk.sheet().delete_rows(clerk.row("town-green"))
    (doubt,) = [one for one in tried(pack, "模板.xlsx", clerk.data).problems if one.code == "rows-removed"]
    assert doubt.file == "指标数据"


def test_exchanged_coordinates_are_told_once(pack: Path, invented: Path) -> None:
    """Not mixed with what stood there before."""
    clerk = Clerk(small_template(invented))
    clerk.put("kite-tower", "lon", 30.38, "nodes")
    clerk.put("kite-tower", "lat", 104.41, "nodes")
    assert [one.code for one in tried(pack, "模板.xlsx", clerk.data).problems] == ["lonlat-swapped"]


@pytest.mark.parametrize(
    ("deed", "code", "row"),
    [
        (lambda sheet: sheet.delete_rows(FIRST_ROW), "corridor-missing", str(FIRST_ROW)),
        (lambda sheet: setattr(sheet.cell(FIRST_ROW, 1), "value", "other"), "corridor-id", str(FIRST_ROW)),
    ],
)
def test_the_corridor_itself_cannot_be_removed(
    pack: Path, invented: Path, deed: Callable[[Worksheet], None], code: str, row: str
) -> None:
    """It is told of by its sheet, not by a file that nobody has seen."""
    clerk = Clerk(whole_template(invented))
    deed(clerk.sheet("corridor"))
    proposal = tried(pack, "模板.xlsx", clerk.data)
    assert [(one.code, one.file, one.row) for one in proposal.problems] == [(code, "发展带", row)]
    assert proposal.changes == ()


def test_every_removed_row_is_named(pack: Path) -> None:
    """A table sent without its last two rows asks about just these."""
    rows = rows_of(pack / "figures.csv")
    gone = [row["id"] for row in rows[-2:]]
    (doubt,) = [one for one in tried(pack, "figures.csv", as_csv(rows[:-2]).encode()).problems if "removed" in one.code]
    assert all(f"[{key}]" in in_cell(doubt).zh and f"[{key}]" in in_cell(doubt).en for key in gone)
    assert rows[-3]["id"] not in in_cell(doubt).zh


def test_another_unit_of_an_indicator_is_no_other_amount(pack: Path, invented: Path) -> None:
    """The numbers are converted, and what they say has not jumped."""
    clerk = Clerk(whole_template(invented))
    clerk.put("tax-revenue", "unit", "万元", "indicators")
    proposal = tried(pack, "模板.xlsx", clerk.data)
    assert news(proposal)[TAX, "value"] == "14600"
    assert (errors(proposal), proposal.warnings) == ([], ())


def test_rows_that_did_not_change_raise_no_warnings(pack: Path, invented: Path) -> None:
    """The pack's own doubts are not the clerk's."""
    assert tried(pack, "模板.xlsx", small_template(invented)).problems == ()


def zipped(**parts: bytes) -> bytes:
    """A zip archive."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name.replace("__xml", ".xml").replace("__", "/"), data)
    return out.getvalue()


def changed_part(data: bytes, part: str, change: Callable[[bytes], bytes | None]) -> bytes:
    """A workbook with one of its parts changed, or left out."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            text = old.read(entry)
            given = change(text) if entry.filename == part else text
            if given is not None:
                new.writestr(entry.filename, given)
    return out.getvalue()


SHEET = "xl/worksheets/sheet1.xml"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENTITY = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "bbbb">]>'

TAX_IN_MAY = f"{TAX};lantern-city;tax-revenue;May-22;"
BIG5 = "id,name_zh,name_en,text_zh,text_en\nall-taxes,全口徑稅收,All,各級稅收的總和,Sum\n"

FILES: dict[str, tuple[str, Callable[[bytes], bytes], str]] = {
    "empty": ("a.xlsx", lambda _: b"", "upload-empty"),
    "noise": ("a.xlsx", lambda _: bytes(range(256)) * 20, "upload-type"),
    "words-called-a-workbook": ("a.xlsx", lambda _: "随便写写".encode(), "upload-broken"),
    "cut-off": ("a.xlsx", lambda good: good[: len(good) // 2], "upload-broken"),
    "a-damaged-byte": ("a.xlsx", lambda good: good[:3000] + b"\x00\x00" + good[3002:], "upload-broken"),
    "a-sheet-cut-off": ("a.xlsx", lambda good: changed_part(good, SHEET, lambda d: d[: len(d) // 2]), "upload-broken"),
    "a-sheet-missing": ("a.xlsx", lambda good: changed_part(good, SHEET, lambda _: None), "upload-broken"),
    "no-styles": ("a.xlsx", lambda good: changed_part(good, "xl/styles.xml", lambda _: b"<a/>"), "upload-broken"),
    "entities": ("a.xlsx", lambda good: changed_part(good, SHEET, lambda d: ENTITY + d[55:]), "upload-broken"),
    "a-bomb": ("a.xlsx", lambda _: zipped(xl__workbook__xml=b"0" * 120_000_000), "upload-bomb"),
    "very-many-parts": ("a.xlsx", lambda _: zipped(**{f"p{n}": b"" for n in range(3000)}), "upload-bomb"),
    "very-many-cells": (
        "a.xlsx",
        lambda _: zipped(
            xl__workbook__xml=b"<workbook/>",
            xl__worksheets__sheet1__xml=b"<sheetData>%s</sheetData>" % (b"<row>%s</row>" % (b"<c\t/>" * 100) * 17_000),
        ),
        "upload-cells",
    ),
    "an-archive": ("a.zip", lambda _: zipped(readme=b"x"), "upload-type"),
    "a-document": ("a.docx", lambda _: zipped(word__document=b"x"), "upload-type"),
    "encrypted": ("a.xlsx", lambda _: OLE + "EncryptedPackage".encode("utf-16-le"), "upload-encrypted"),
    "old-excel": ("a.xls", lambda _: OLE + b"\x00" * 600, "upload-old-excel"),
    "a-page": ("a.xls", lambda _: b"<html><table><tr><td>1</td></tr></table></html>", "upload-page"),
    "a-kml": ("a.kml", lambda _: b'<?xml version="1.0"?>\n<kml xmlns="http://www.opengis.net/kml/2.2"/>', "upload-kml"),
    "big5": ("scopes.csv", lambda _: BIG5.encode("big5"), "encoding-big5"),
    "a-pdf": ("a.pdf", lambda _: b"%PDF-1.7 ...", "upload-type"),
    "a-picture": ("a.png", lambda _: b"\x89PNG\r\n\x1a\n", "upload-type"),
    "utf-16": ("a.csv", lambda _: "编号,名称".encode("utf-16"), "encoding-utf16"),
    "no-encoding-at-all": ("a.csv", lambda _: "编号".encode() + b"\xff\xfe\x80" * 9, "encoding-broken"),
    "an-unknown-table": ("a.csv", lambda _: "甲,乙\n1,2\n".encode(), "table-unknown"),
    "quotes-that-do-not-pair": ("figures.csv", lambda _: b'id,value\nx,"1\n', "text-broken"),
    "an-empty-text": ("a.csv", lambda _: b"\n\n", "upload-empty"),
    "json-cut-off": ("nodes.geojson", lambda _: b'{"type": "FeatureCollection", "features": [', "json-broken"),
    "json-that-is-no-geojson": ("nodes.geojson", lambda _: b'{"a": 1}', "geojson-shape"),
    "features-of-nothing": ("x.geojson", lambda _: b'{"type": "FeatureCollection", "features": []}', "geojson-unknown"),
    "a-foreign-projection": (
        "nodes.geojson",
        lambda _: b'{"type": "FeatureCollection", "crs": {"name": "EPSG:3857"}, "features": []}',
        "crs-foreign",
    ),
    "only-empty-sheets": ("a.xlsx", lambda _: saved(Workbook()), "upload-empty"),
    "the-settings-of-another-corridor": ("corridor.toml", lambda _: b'id = "some-other-road"', "corridor-id"),
    "broken-settings": ("corridor.toml", lambda _: b"id = ", "toml-broken"),
}


def saved(book: Workbook) -> bytes:
    """A workbook's bytes."""
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@pytest.mark.filterwarnings("ignore:Workbook contains no stylesheet")  # what openpyxl says of one of them
@pytest.mark.parametrize("name", FILES)
def test_a_file_that_cannot_be_used_is_told_so(pack: Path, invented: Path, name: str) -> None:
    """Whatever is sent, the answer is a sentence and not a crash."""
    called, make, code = FILES[name]
    proposal = tried(pack, called, make(small_template(invented)))
    assert code in {problem.code for problem in errors(proposal)}
    assert name == "broken-settings" or proposal.changes == ()


@pytest.mark.parametrize(
    "text", ["编号,数值\n", "编号,名称（中文）\na,璟\n", "計劃與實際產業園區\n", "含嘉靖镇、祁连山路"]
)
def test_what_is_gb18030_is_not_taken_for_big5(text: str) -> None:
    """Be it short, rare, or written in traditional characters."""
    problems = Problems(Topic.CHECK)
    assert (decode("a.csv", text.encode("gb18030"), problems), problems.found) == (text, ())


def test_a_workbook_may_call_its_main_part_as_it_likes(pack: Path, invented: Path) -> None:
    """It says itself which part that is."""
    clerk = Clerk(small_template(invented))
    clerk.put(TAX, "value", 1.5)
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(clerk.data)) as old, zipfile.ZipFile(out, "w") as new:
        for entry in old.infolist():
            data = old.read(entry).replace(b"workbook.xml", b"main22.xml")
            new.writestr(entry.filename.replace("workbook.xml", "main22.xml"), data)
    proposal = tried(pack, "模板.xlsx", out.getvalue())
    assert (proposal.problems, news(proposal)) == ((), {(TAX, "value"): "1.5"})


def rows_of(path: Path) -> list[dict[str, str]]:
    """The rows of a CSV file."""
    return list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig"))))


def as_csv(rows: list[dict[str, str]], delimiter: str = ",") -> str:
    """Rows as a CSV file."""
    out = io.StringIO()
    writer = csv.DictWriter(out, rows[0].keys(), delimiter=delimiter)
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
def test_a_table_of_the_pack_can_be_sent_as_text(pack: Path, encoding: str, delimiter: str) -> None:
    """One cell changed in a CSV file is one change, however the file was saved."""
    rows = [{**row, "value": "1.5"} if row["id"] == TAX else row for row in rows_of(pack / "figures.csv")]
    proposal = tried(pack, "figures.csv", as_csv(rows, delimiter).encode(encoding))
    assert (errors(proposal), news(proposal)) == ([], {(TAX, "value"): "1.5"})


@pytest.mark.parametrize("table", SHEETS)
def test_a_sheet_saved_as_text_changes_nothing(pack: Path, invented: Path, table: str) -> None:
    """Excel saves one sheet as CSV, with the hidden row of names above the header."""
    rows = Clerk(whole_template(invented)).sheet(table).iter_rows(values_only=True)
    out = io.StringIO()
    csv.writer(out).writerows([["" if value is None else value for value in row] for row in rows])
    proposal = tried(pack, f"{sheet_title(table, 'zh')}.csv", out.getvalue().encode("gb18030"))
    assert (proposal.changes, proposal.problems) == ((), ())


def test_a_file_is_written_with_the_separator_that_it_has(invented: Path, tmp_path: Path) -> None:
    """Whoever saved it in another country gets all other rows back as they were, their dates too."""
    pack = tmp_path / "pack"
    without_ledger(invented, pack)
    before = as_csv(rows_of(pack / "figures.csv"), ";").replace(f"{TAX};lantern-city;tax-revenue;2022;", TAX_IN_MAY)
    (pack / "figures.csv").write_text(before, encoding="utf-8", newline="")
    proposal = prepare(pack, "上报.csv", f"编号,说明（中文）,说明（英文）\n{TAX},甲;乙,A\n".encode(), now=NOW)
    assert errors(proposal) == []
    after = proposal.files["figures.csv"].decode()
    old, new = (set(text.splitlines()) for text in (before, after))
    assert [line.partition(";")[0] for line in new - old] == [TAX]
    assert len(old - new) == 1
    assert '"甲;乙"' in after


def test_a_short_list_of_numbers_adds_and_removes_nothing_else(pack: Path) -> None:
    """A clerk's own little table is understood by its headers; what it does not mention stays."""
    lines = (
        "统计主体,指标名称,年份,金额,计量单位,数据性质,统计口径,数据来源",
        '灯影科学城（虚构）,税收,2022年,"15,000",万元,实际,全口径税收,s2',
        "渡口实验楼（虚构）,税收,2025年,200,万元,实际,全口径税收,s2",
    )
    text = "\n".join(lines)
    proposal = tried(pack, "上报.csv", text.encode("gb18030"))
    assert errors(proposal) == []
    assert news(proposal)[TAX, "value"] == "1.5"
    assert news(proposal)["f-ferry-lab-tax-revenue-2025", "value"] == "0.02"
    assert {change.kind.value for change in proposal.changes} == {"changed", "new"}


def test_a_workbook_without_our_marks_removes_nothing(pack: Path) -> None:
    """A table copied into a new workbook is read by its headers."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(["报表"])
    sheet.append(["编号", "数值（万元）"])
    sheet.append([TAX, 15000])
    proposal = tried(pack, "新建.xlsx", saved(book))
    assert (errors(proposal), news(proposal)) == ([], {(TAX, "value"): "1.5"})


def test_features_from_a_gis_are_known_by_their_properties_id(pack: Path) -> None:
    """A program that drops the features' own ids has not removed every node."""
    content = json.loads((pack / "nodes.geojson").read_text(encoding="utf-8"))
    for feature in content["features"]:
        feature["properties"]["id"] = feature.pop("id")
    moved_node = next(one for one in content["features"] if one["properties"]["id"] == "kite-tower")
    moved_node["geometry"]["coordinates"] = [104.41, 30.38]
    proposal = tried(pack, "nodes.geojson", json.dumps(content).encode())
    assert errors(proposal) == []
    assert news(proposal) == {("kite-tower", "lon"): "104.41", ("kite-tower", "lat"): "30.38"}


def features_of(path: Path) -> list[dict[str, Any]]:
    """The features of a GeoJSON file."""
    found: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))["features"]
    return found


def collection(features: list[dict[str, Any]], **more: object) -> bytes:
    """Features as a GeoJSON file."""
    return json.dumps({"type": "FeatureCollection", **more, "features": features}).encode()


@pytest.mark.parametrize("own_id", [["kite-tower"], {"id": "kite-tower"}])
def test_an_id_that_is_no_text_names_no_file(pack: Path, own_id: object) -> None:
    """A list or a table instead of an id is told of, wherever it stands among the features."""
    features = features_of(pack / "nodes.geojson")
    features[0]["id"] = own_id
    told = errors(tried(pack, "从软件导出.geojson", collection(features)))
    assert {(one.code, one.column) for one in told} >= {("cell-shape", "id")}


def test_features_that_a_program_counted_are_known_by_their_properties_id(pack: Path) -> None:
    """A whole number can be no id; where nothing else is one, the answer says where it belongs and what to delete."""
    features = features_of(pack / "nodes.geojson")
    for number, feature in enumerate(features, start=1):
        feature["properties"]["id"], feature["id"] = feature["id"], number
    assert tried(pack, "从软件导出.geojson", collection(features)).problems == ()
    features[0]["id"] = "other"
    (conflict,) = [one for one in errors(tried(pack, "nodes.geojson", collection(features))) if "conflict" in one.code]
    assert "写在要素的 id 上，再删去" in in_cell(conflict).zh
    assert "write the right one there" in in_cell(conflict).en


@pytest.mark.parametrize("file", ["nodes.geojson", "axis.geojson"])
def test_a_geometry_of_one_part_is_that_part(pack: Path, file: str) -> None:
    """Many programs write every point and line as one of several; more than one is another thing."""
    features = features_of(pack / file)
    for feature in features:
        if feature["geometry"] and not feature["geometry"]["type"].startswith("Multi"):
            kind, coordinates = feature["geometry"].values()
            feature["geometry"] = {"type": f"Multi{kind}", "coordinates": [coordinates]}
    assert (tried(pack, file, collection(features)).changes, tried(pack, file, collection(features)).problems) == (
        (),
        (),
    )
    point = next(one["geometry"] for one in features if one["geometry"] and one["geometry"]["type"] == "MultiPoint")
    point["coordinates"] *= 2
    assert "geometry-kind" in {one.code for one in errors(tried(pack, file, collection(features)))}


@pytest.mark.parametrize(
    "crs",
    [
        {"type": "EPSG", "properties": {"code": 4326}},
        *(
            {"type": "name", "properties": {"name": name}}
            for name in (
                "EPSG:4326",
                "epsg:4326",
                "OGC:CRS84",
                "urn:ogc:def:crs:OGC:1.3:CRS84",
                "urn:ogc:def:crs:EPSG::4326",
                "urn:ogc:def:crs:EPSG:6.9:4490",
                "http://www.opengis.net/def/crs/OGC/1.3/CRS84",
            )
        ),
    ],
)
def test_longitude_and_latitude_have_many_names(pack: Path, crs: dict[str, object]) -> None:
    """Whoever names what the file holds anyway is understood."""
    assert tried(pack, "nodes.geojson", collection(features_of(pack / "nodes.geojson"), crs=crs)).problems == ()


@pytest.mark.parametrize("name", ["EPSG:43260", "EPSG:3857", "EPSG:4326+5773", "xEPSG:4326", "", None])
def test_another_reference_is_refused_even_if_its_name_is_alike(pack: Path, name: str | None) -> None:
    """A name that only contains the right one is another one."""
    crs = {"type": "name", "properties": {"name": name}}
    data = collection(features_of(pack / "nodes.geojson"), crs=crs)
    assert [one.code for one in errors(tried(pack, "nodes.geojson", data))] == ["crs-foreign"]


@pytest.mark.parametrize("name", ["kite-tower.geojson", "export.json", "nodes.geojson", "s.geojson"])
@pytest.mark.parametrize("is_bare", [True, False])
def test_some_nodes_alone_change_only_themselves(pack: Path, name: str, is_bare: bool) -> None:  # noqa: FBT001
    """A GIS exports what was selected: they are known by their ids, and the others stay."""
    content = json.loads((pack / "nodes.geojson").read_text(encoding="utf-8"))
    node = next(one for one in content["features"] if one["id"] == "kite-tower")
    node["properties"]["address_zh"] = "纸鸢路1号（虚构）"
    sent = node if is_bare else {"type": "FeatureCollection", "features": [node]}
    proposal = tried(pack, name, json.dumps(sent).encode())
    if not is_bare and name == "nodes.geojson":
        assert "rows-removed" in {one.code for one in proposal.warnings}  # the pack's own file, without the others
        return
    assert proposal.problems == ()
    assert news(proposal) == {("kite-tower", "address_zh"): "纸鸢路1号（虚构）"}


FIRMS = "企业名称,所在节点,产业"
ROW = "甲厂（虚构）,,"
LEDGERS = {
    "periods": (FIRMS + ",期间", ROW + ",2023"),
    "a-month-of-tax": (FIRMS + ",税款所属期", ROW + ",2023-05"),
    "an-amount": (FIRMS + ",产值", ROW + ",3"),
    "an-amount-in-words": (FIRMS + ",纳税总额", ROW + ",一百多万"),
    "an-amount-with-its-unit": (FIRMS + ",实缴（万元）", ROW + ",3"),
    "an-amount-with-its-unit-behind": (FIRMS + ",税收万元", ROW + ",3"),
    "a-year-in-the-header": (FIRMS + ",税收2022,税收2023", ROW + ",3,4"),
    "a-year-before-the-amount": (FIRMS + ",2023年税收（万元）", ROW + ",3"),
    "quarters-alone": (FIRMS + ",一季度,二季度", ROW + ",3,4"),
    "this-year-and-the-last": (FIRMS + ",本期,上年同期", ROW + ",3,4"),
    "years-alone": (FIRMS + ",2022,2023", ROW + ",3,4"),
    "an-indicator-by-its-id": (FIRMS + ",floor-area", ROW + ",3"),
    "an-indicator-by-its-name": (FIRMS + ",Floor area 2023", ROW + ",3"),
    "a-header-of-two-lines": (FIRMS + ",情况", ",,,营收", ROW + ",3"),
    "english": ("Firm,Node,Industry,Tax paid (CNY)", "First works,,,3"),
    "the-packs-own-names": ("name_zh,name_en,node_id,industry_id,period,tax", "甲厂,First,,,2023,3"),
    "firms-by-number": ("firm_id,node_id,industry_id,revenue", "91310,kite-tower,,3"),
    "firms-like-nodes": ("企业名称,经度,纬度,税收", "甲厂,104.41,30.38,3"),
    "firms-like-subjects": ("企业名称,主体,指标,期间,数值", "甲厂,灯影科学城（虚构）,税收,2023,3"),
    "fiscal-years": ("Firm,Node,Industry,FY2023,FY24", "First works,,,3,4"),
    "firms-by-another-name": ("入驻单位,节点,产业,税收（万元）", "甲厂（虚构）,,,3"),
    "firms-by-another-english-name": ("Legal entity,Node,Industry,2023", "First works,,,3"),
    "firms-without-a-header": (",节点,产业,税款所属期", "甲厂（虚构）,,,2023"),
    "firms-and-amounts-alone": ("纳税人名称,纳税额", "甲厂,3"),
}


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
@pytest.mark.parametrize("name", LEDGERS)
def test_single_firms_amounts_are_refused_as_such(pack: Path, name: str, kind: str) -> None:
    """However they are called: one error for the sheet, and not one row of it is taken."""
    lines = LEDGERS[name]
    data = "\n".join(lines).encode()
    if kind == "xlsx":
        book = Workbook()
        for line in lines:
            book.worksheets[0].append([cell or None for cell in line.split(",")])
        data = saved(book)
    proposal = tried(pack, f"名单.{kind}", data)
    assert [(one.code, one.row) for one in errors(proposal)] == [("looks-like-ledger", "1")]
    assert proposal.changes == ()


def test_a_file_that_is_called_after_the_firms_holds_firms(pack: Path) -> None:
    """Whatever its header calls them."""
    proposal = tried(pack, "企业.csv", "名称,税收\n甲厂（虚构）,3\n".encode())
    assert [(one.code, one.column) for one in proposal.problems] == [("looks-like-ledger", "税收")]


def test_amounts_typed_beside_the_firms_of_the_template_are_refused(pack: Path, invented: Path) -> None:
    """The cell of the header is named, and the rest of the workbook is still read."""
    clerk = Clerk(small_template(invented))
    sheet = clerk.sheet("enterprises")
    at = sheet.cell(HEADER_ROW, sheet.max_column + 1)
    at.value = "2025年税收"
    clerk.put(TAX, "value", 1.5)
    proposal = tried(pack, "模板.xlsx", clerk.data)
    (problem,) = errors(proposal)
    assert (problem.code, problem.file, problem.place.cell) == ("looks-like-ledger", sheet.title, at.coordinate)
    assert news(proposal) == {(TAX, "value"): "1.5"}


@pytest.mark.parametrize("firms", [{"企业名称": "甲厂"}, {"name_zh": "甲厂", "node_id": "kite-tower"}])
@pytest.mark.parametrize("name", ["firms.geojson", "nodes.geojson"])
def test_single_firms_amounts_on_a_map_are_refused_as_such(pack: Path, firms: dict[str, str], name: str) -> None:
    """Whatever the file is called."""
    feature = {"type": "Feature", "id": "f-one", "geometry": {"type": "Point", "coordinates": [104.41, 30.38]}}
    features = [{**feature, "properties": {**firms, "tax-revenue": 3}}]
    sent = json.dumps({"type": "FeatureCollection", "features": features}).encode()
    proposal = tried(pack, name, sent)
    assert [(one.code, one.column) for one in proposal.problems] == [("looks-like-ledger", "tax-revenue")]
    assert "tax-revenue" in in_cell(proposal.problems[0]).zh


@pytest.mark.parametrize(
    "header", ["备注", "联系人", "税号", "纳税人识别号", "纳税信用等级", "成立日期", "注册资本", "Tax id", "员工人数"]
)
def test_a_list_of_firms_may_have_columns_of_its_own(pack: Path, header: str) -> None:
    """What means neither period nor amount is not read, and keeps nobody from publishing the list."""
    line = f"名称（中文）,名称（英文）,节点,特点（中文）,特点（英文）,经度,纬度,来源,{header}"
    row = "某厂（虚构）,Some works,kite-tower,机床,Machine tools,,,s1,91310107"
    proposal = tried(pack, "名单.csv", f"{line}\n{row}\n".encode())
    assert {one.code for one in proposal.problems} == {"column-unknown"}
    assert {change.table for change in proposal.changes} == {"enterprises"}


def test_a_column_called_like_an_indicator_may_hold_words(pack: Path) -> None:
    """Only numbers under its name are amounts."""
    text = "名称（中文）,名称（英文）,节点,产业,入驻率\n某厂（虚构）,Some works,,,是\n"
    assert {one.code for one in tried(pack, "名单.csv", text.encode()).problems} == {"column-unknown"}
