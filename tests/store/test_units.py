"""Units wherever a Chinese table states them: one is used, two must agree, and what is none is named."""

import io
from pathlib import Path

import pytest
from clerk import FIRST_ROW, NOW, Clerk, small_template
from openpyxl import Workbook

from corridor.i18n.problems import in_cell
from corridor.model.problem import Problems, Severity, Topic
from corridor.store.publish import Proposal, prepare
from corridor.store.workbook.book import read_book
from corridor.store.workbook.grid import Sort

TAX = "lantern-city-tax-2022"
FIRMS = "lantern-city-firms-2020"
SITE = "reed-dye-park-site"


def errors(proposal: Proposal) -> list[tuple[str, str]]:
    """Code and cell of its errors."""
    return [
        (one.code, in_cell(one).zh.partition("：")[0]) for one in proposal.problems if one.severity is Severity.ERROR
    ]


def values(proposal: Proposal) -> dict[str, str]:
    """The values it changes."""
    return {one.id: one.new for one in proposal.changes if one.column == "value"}


TAKEN: dict[str, tuple[str, dict[str, str]]] = {
    "in-a-line-above": (f"单位：万元,\n编号,数值\n{TAX},15000\n", {TAX: "1.5"}),
    "in-the-title": (f"各园区税收（单位：万元）,\n编号,数值\n{TAX},15000\n", {TAX: "1.5"}),
    "in-brackets-in-the-title": (f"各园区税收（万元）,\n编号,数值\n{TAX},15000\n", {TAX: "1.5"}),
    "in-two-cells-above": (f",单位：,万元\n编号,数值\n{TAX},15000\n", {TAX: "1.5"}),
    "in-a-sentence-above": (f"（金额单位均为万元）,\n编号,数值\n{TAX},15000\n", {TAX: "1.5"}),
    "for-each-kind-above": (f"单位：万元、家\n编号,数值\n{TAX},15000\n{FIRMS},13\n", {TAX: "1.5", FIRMS: "13"}),
    "above-and-in-the-row": (f"单位：万元\n编号,数值,单位\n{TAX},15000,万元\n", {TAX: "1.5"}),
    "above-and-of-another-kind-in-the-row": (f"单位：万元\n编号,数值,单位\n{FIRMS},13,家\n", {FIRMS: "13"}),
    "above-a-row-that-did-not-change": (f"单位：万元\n编号,数值,单位\n{TAX},1.46,亿元\n", {}),
    "who-fills-it-in-is-no-unit": (f"填报单位：桃浦镇经发办\n编号,数值,单位\n{TAX},1.5,亿元\n", {TAX: "1.5"}),
    "a-unit-of-the-administration-is-no-unit": (f"单位：某镇经发办\n编号,数值,单位\n{TAX},1.5,亿元\n", {TAX: "1.5"}),
    "in-the-header-of-the-units": (f"编号,数值,单位（万元）\n{TAX},15000,\n", {TAX: "1.5"}),
    "beside-the-header": (f"编号,数值,单位：万元\n{TAX},15000,\n", {TAX: "1.5"}),
    "behind-a-stroke": (f"编号,数值/万元\n{TAX},15000\n", {TAX: "1.5"}),
    "behind-a-colon": (f"编号,数值:万元\n{TAX},15000\n", {TAX: "1.5"}),
    "behind-nothing": (f"编号,金额万元\n{TAX},15000\n", {TAX: "1.5"}),
    "a-counted-thing-in-the-header": (f"编号,数值（家）\n{FIRMS},13\n", {FIRMS: "13"}),
    "an-older-sign": (f"编号,数值\n{TAX},1.5億元\n", {TAX: "1.5"}),
    "a-sign-for-yuan": (f"编号,数值\n{TAX},￥150000000\n", {TAX: "1.5"}),
    "a-sign-for-yuan-and-a-unit": (f"编号,数值\n{TAX},¥15000万元\n", {TAX: "1.5"}),
    "square-metres": (
        f"编号,数值\n{SITE},2000m²\nlantern-city-floor,39万㎡\n",
        {SITE: "3", "lantern-city-floor": "39"},
    ),
}


@pytest.mark.parametrize("name", TAKEN)
def test_a_unit_is_taken_from_where_it_is_stated(invented: Path, name: str) -> None:
    """A factor of ten thousand stands in a line above the table as often as in the row."""
    text, expected = TAKEN[name]
    proposal = prepare(invented, "上报.csv", text.encode(), now=NOW)
    assert (errors(proposal), values(proposal)) == ([], expected)


REFUSED: dict[str, tuple[str, str, str]] = {
    "above-and-another-in-the-row": (f"单位：万元\n编号,数值,单位\n{TAX},15000,亿元\n", "unit-contradicts", "B3"),
    "in-the-header-and-another-in-the-row": (
        f"编号,数值（万元）,单位\n{TAX},15000,亿元\n",
        "unit-contradicts",
        "B2",
    ),
    "in-the-header-and-another-above": (f"单位：亿元\n编号,数值（万元）\n{TAX},15000\n", "unit-contradicts", "B3"),
    "in-the-header-and-another-behind": (f"编号,数值（万元）\n{TAX},1.5亿元\n", "unit-contradicts", "B2"),
    "two-above": (f"税收（亿元）\n单位：万元\n编号,数值\n{TAX},15000\n", "unit", "B4"),
    "of-another-kind-above": (f"单位：万元\n编号,数值\n{FIRMS},13\n", "unit", "B3"),
    "an-unknown-one-above": (f"单位：百万元\n编号,数值\n{TAX},150\n", "unit-unknown", "A1"),
    "an-unknown-one-in-the-header": (f"编号,数值千元\n{TAX},150\n", "unit-unknown", "B1"),
    "a-remark-in-the-header": (f"编号,数值（含税）,单位\n{TAX},15000,万元\n", "unit-none", "B1"),
    "an-unknown-one-behind": (f"编号,数值\n{TAX},520百万元\n", "unit", "B2"),
    "a-remark-behind": (f"编号,数值\n{TAX},1.5（含税）\n", "value-words", "B2"),
    "a-remark-behind-a-unit": (f"编号,数值\n{TAX},1.5亿元（含税）\n", "value-words", "B2"),
    "a-sign-for-yuan-beside-another-unit": (f"编号,数值,单位\n{TAX},￥1.5,亿元\n", "unit-twice", "B2"),
    "a-dot-for-a-point": (f"编号,数值\n{TAX},1·5\n", "number-point", "B2"),
    "a-full-stop-for-a-point": (f"编号,数值\n{TAX},1。5\n", "number-point", "B2"),
    "a-footnote": (f"编号,数值\n{TAX},1.5①\n", "footnote", "B2"),
    "a-footnote-behind-a-unit": (f"编号,数值\n{TAX},1.5亿元⑴\n", "footnote", "B2"),
    "a-power": (f"编号,数值\n{TAX},15.38²\n", "footnote", "B2"),
    "a-small-number-below": (f"编号,数值\n{TAX},15.38₂\n", "footnote", "B2"),
    "a-listed-number": (f"编号,数值\n{TAX},15.3⒈\n", "footnote", "B2"),
    "a-fraction": (f"编号,数值\n{TAX},1½\n", "footnote", "B2"),
    "a-power-without-its-unit": (f"编号,数值\n{SITE},2000亩²\n", "footnote", "B2"),
    "a-period-with-a-footnote": (f"编号,期间\n{TAX},2023年1②\n", "footnote", "B2"),
    "a-source-with-a-footnote": (f"编号,来源\n{TAX},s¹\n", "reference", "B2"),
    "two-numbers": (f"编号,数值\n{TAX},1.5 100\n", "number", "B2"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_could_be_another_number_is_refused(invented: Path, name: str) -> None:
    """The cell is named, and nothing is taken from it."""
    text, code, cell = REFUSED[name]
    assert errors(prepare(invented, "上报.csv", text.encode(), now=NOW)) == [(code, cell)]


SHOWN: dict[str, tuple[float, str]] = {
    "General": (1.5, "1.5"),
    "0.00": (1.5, "1.5"),
    "#,##0.00_);[Red]\\(#,##0.00\\)": (-1.5, "-1.5"),
    '_ * #,##0.00_ ;_ * \\-#,##0.00_ ;_ * "-"??_ ;_ @_ ': (0, "0"),
    "0.0%": (0.905, "90.5%"),
    '0.0"%"': (90.5, "90.5%"),
    '#,##0"万元"': (15000, "15000万元"),
    '"￥"#,##0.00': (15000, "￥15000"),
    "[$¥-804]#,##0": (15000, "¥15000"),
    "[$$-409]#,##0": (15000, "$15000"),
    '0"亿元";-0"万元"': (-2, "-2万元"),
    '"约"0.0': (1.5, "约1.5"),
    '0.0"米"': (150, "150米"),
}
OTHERWISE = ("#,##0,", '0!.0,"万"', '0\\.0,"万"', '0.0,,"百万"', '[>=10000]0!.0,"万";0', '0"亿"0000"万"')
"""Formats by which the digits that are seen are not those of the number."""


def book_of(number_format: str, value: float) -> bytes:
    """A workbook with one number in a format, below headers."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(["编号", "数值"])
    sheet.append([TAX, value])
    sheet["B2"].number_format = number_format
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@pytest.mark.parametrize("number_format", SHOWN)
def test_a_number_is_read_with_what_its_format_shows(number_format: str) -> None:
    """A person sees the unit, whether it was typed or is shown by the format."""
    value, text = SHOWN[number_format]
    (grid,) = read_book("新建.xlsx", book_of(number_format, value), Problems(Topic.INTAKE))
    assert (grid.rows[1][1][1].text, grid.rows[1][1][1].sort) == (text, Sort.NUMBER)


@pytest.mark.parametrize("number_format", OTHERWISE)
def test_a_number_shown_as_another_one_is_refused(invented: Path, number_format: str) -> None:
    """Nobody can tell which of the two was meant."""
    proposal = prepare(invented, "新建.xlsx", book_of(number_format, 15000), now=NOW)
    assert (errors(proposal), values(proposal)) == ([("number-shown", "B2")], {})


def test_the_unit_that_a_format_shows_is_used(invented: Path) -> None:
    """It is a unit like one that was typed."""
    assert values(prepare(invented, "新建.xlsx", book_of('#,##0"万元"', 15000), now=NOW)) == {TAX: "1.5"}


def test_a_format_of_a_whole_column_is_not_meant_for_rows_left_as_they_are(invented: Path) -> None:
    """Only what was typed anew is asked for its unit."""
    clerk = Clerk(small_template(invented))
    for row in range(FIRST_ROW, clerk.blank()):
        clerk.sheet().cell(row, clerk.column("value")).number_format = '"¥"#,##0.00'
    assert prepare(invented, "模板.xlsx", clerk.data, now=NOW).problems == ()
    clerk.put(TAX, "value", 1.5)
    assert [code for code, _ in errors(prepare(invented, "模板.xlsx", clerk.data, now=NOW))] == ["unit-twice"]
