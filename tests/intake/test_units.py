"""Units wherever a Chinese table states them: one is used, two must agree, and what is none is named."""

import io
import re
import unicodedata
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from clerk import FIRST_ROW, NOW, Clerk, small_template, with_results
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font
from openpyxl.styles.numbers import BUILTIN_FORMATS

from corridor.i18n.problems import in_cell
from corridor.intake.cells.values import Stated, read_value
from corridor.intake.open.book import read_book
from corridor.intake.open.grid import Found, Sort
from corridor.intake.publish.prepare import prepare
from corridor.intake.publish.proposal import Proposal
from corridor.intake.terms.units import units_called
from corridor.model.problem import CellError, Problems, Severity, Topic
from corridor.model.unit import UNITS

TAX = "lantern-city-tax-2022"
FIRMS = "lantern-city-firms-2020"
SITE = "reed-dye-park-site"
RATE = "lantern-city-occupancy"
GREEN = "town-green"


def errors(proposal: Proposal) -> list[tuple[str, str]]:
    """Code and cell of its errors."""
    return [
        (one.code, in_cell(one).zh.partition("：")[0]) for one in proposal.problems if one.severity is Severity.ERROR
    ]


def values(proposal: Proposal) -> dict[str, str]:
    """The values it changes."""
    return {one.id: one.new for one in proposal.changes if one.column == "value"}


HEADERS = {
    "with-another-unit": f"编号,数值（亿元）\n{TAX},1.5\n编号,数值（万元）\n{GREEN},1\n",
    "in-another-order": f"编号,数值\n{TAX},1.5\n数值,编号\n1,{GREEN}\n",
}
"""Tables with a second header."""
SIGNS = st.text(st.characters(categories=["P", "S", "Z", "L", "M", "No", "Nl", "Cf"]), min_size=1, max_size=3)
"""What somebody may leave around a number: anything but more of its digits."""

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
    "millions-above": (f"单位：百万元\n编号,数值\n{TAX},150\n", {TAX: "1.5"}),
    "thousands-in-the-header": (f"编号,数值千元\n{TAX},150000\n", {TAX: "1.5"}),
    "as-english-writes-it": (f"编号,数值\n{TAX},CNY 0.15 billion\n", {TAX: "1.5"}),
    "a-counted-thing-in-the-header": (f"编号,数值（家）\n{FIRMS},13\n", {FIRMS: "13"}),
    "an-older-sign": (f"编号,数值\n{TAX},1.5億元\n", {TAX: "1.5"}),
    "a-sign-for-yuan": (f"编号,数值\n{TAX},￥150000000\n", {TAX: "1.5"}),
    "a-sign-for-yuan-behind": (f"编号,数值（¥）\n{TAX},150000000\n", {TAX: "1.5"}),
    "in-the-note-of-a-row": (f"编号,数值,说明（中文）,说明（英文）\n{TAX},1.5,单位：万元,x\n", {TAX: "1.5"}),
    "who-counts-below": (f"编号,数值\n{TAX},1.5\n填报单位：某镇经发办,\n", {TAX: "1.5"}),
    "a-unit-in-brackets": (f"编号,数值,单位\n{TAX},15000,（万元）\n", {TAX: "1.5"}),
    "a-unit-in-brackets-behind": (f"编号,数值\n{TAX},15000（万元）\n", {TAX: "1.5"}),
    "spaces-for-thousands": (f"编号,数值\n{TAX},15 000 万元\n", {TAX: "1.5"}),
    "a-wide-sign-for-percent": (f"编号,数值\n{RATE},90.5％\n", {RATE: "90.5"}),
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
    "an-unknown-one-above": (f"单位：百亿元\n编号,数值\n{TAX},150\n", "unit-unknown", "A1"),
    "an-unknown-one-in-the-header": (f"编号,数值十万元\n{TAX},150\n", "unit-unknown", "B1"),
    "money-of-another-country": (f"编号,数值\n{TAX},150百万美元\n", "unit", "B2"),
    "money-of-another-country-before": (f"编号,数值\n{TAX},USD 150 million\n", "unit", "B2"),
    "money-of-another-country-above": (f"单位：百万美元\n编号,数值\n{TAX},150\n", "unit", "B3"),
    "money-of-two-countries": (f"编号,数值\n{TAX},CNY 150 USD\n", "unit", "B2"),
    "a-magnitude-without-money": (f"编号,数值\n{TAX},150 million\n", "unit", "B2"),
    "a-remark-in-the-header": (f"编号,数值（含税）,单位\n{TAX},15000,万元\n", "unit-none", "B1"),
    "an-unknown-one-behind": (f"编号,数值\n{TAX},520百亿元\n", "unit", "B2"),
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
    "a-raised-minus": (f"编号,数值\n{TAX},⁻1.5\n", "footnote", "B2"),
    "parts-in-a-thousand": (f"编号,数值\n{RATE},52‰\n", "unit", "B2"),
    "parts-in-a-thousand-beside": (f"编号,数值,单位\n{RATE},52,‰\n", "unit", "C2"),
    "parts-in-a-thousand-in-the-header": (f"编号,数值（‰）\n{RATE},52\n", "unit-unknown", "B1"),
    "parts-in-a-thousand-behind-the-header": (f"编号,数值‰\n{RATE},52\n", "unit-unknown", "B1"),
    "parts-in-a-thousand-above": (f"单位：‰\n编号,数值\n{RATE},52\n", "unit-unknown", "A1"),
    "points-of-a-rate": (f"编号,数值\n{RATE},5.2个百分点\n", "unit", "B2"),
    **{f"marked-{ord(mark):x}": (f"编号,数值\n{TAX},1.5{mark}\n", "value-words", "B2") for mark in "*?？※†'°\u2060"},
    "marked-behind-its-unit": (f"编号,数值\n{TAX},1.5亿元*\n", "value-words", "B2"),
    "a-unit-with-a-mark": (f"编号,数值,单位\n{TAX},1.5,亿元?\n", "unit", "C2"),
    "a-dash-for-the-unit": (f"编号,数值,单位\n{TAX},1.5,—\n", "unit", "C2"),
    "a-count-with-a-mark": (f"编号,数值\n{FIRMS},13家*\n", "value-words", "B2"),
    "money-€": (f"编号,数值\n{TAX},1.5€\n", "unit-unknown", "B2"),
    **{f"money-{sign}": (f"编号,数值\n{TAX},1.5{sign}\n", "currency-shared", "B2") for sign in "$£₩"},
    "money-before": (f"编号,数值\n{TAX},$1.5\n", "currency-shared", "B2"),
    "money-before-and-a-unit": (f"编号,数值\n{TAX},$15000万元\n", "currency-shared", "B2"),
    "money-beside": (f"编号,数值,单位\n{TAX},1.5,$\n", "currency-shared", "C2"),
    "money-in-the-header": (f"编号,数值（€）\n{TAX},1.5\n", "unit-unknown", "B1"),
    "money-behind-the-header": (f"编号,金额$\n{TAX},1.5\n", "unit-unknown", "B1"),
    "money-above": (f"单位：$\n编号,数值\n{TAX},1.5\n", "unit-unknown", "A1"),
    "two-units-in-the-header": (f"编号,数值（万元）（亿元）\n{TAX},1.5\n", "unit-unknown", "B1"),
    "another-unit-behind-the-header": (f"编号,数值（万元）元\n{TAX},1.5\n", "unit-unknown", "B1"),
    "below-the-header": (f"编号,数值\n单位：万元\n{TAX},15000\n", "unit-below", "A2"),
    "between-rows": (f"编号,数值\n{FIRMS},13\n单位：万元\n{TAX},15000\n", "unit-below", "A3"),
    "between-rows-in-two-cells": (f"编号,数值\n{FIRMS},13\n单位：,万元\n{TAX},1.5\n", "unit-below", "A3"),
    "between-rows-in-a-title": (f"编号,数值\n{FIRMS},13\n税收（万元）\n{TAX},1.5\n", "unit-below", "A3"),
    "between-rows-beside-the-table": (f"编号,数值\n{FIRMS},13\n,,单位：万元\n{TAX},1.5\n", "unit-below", "C3"),
    "between-rows-in-the-column-of-notes": (
        f"编号,数值,说明\n{FIRMS},13,\n,,单位：万元\n{TAX},1.5,\n",
        "unit-below",
        "C3",
    ),
    "beside-a-row": (f"编号,数值,备忘\n{TAX},1.5,单位：万元\n", "unit-below", "C2"),
    "below-the-table": (f"编号,数值\n{TAX},15000\n单位：万元\n", "unit-below", "A3"),
    "digits-of-another-script": (f"编号,数值\n{TAX},١٥\n", "number", "B2"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_could_be_another_number_is_refused(invented: Path, name: str) -> None:
    """The cell is named, and nothing is taken from it."""
    text, code, cell = REFUSED[name]
    proposal = prepare(invented, "上报.csv", text.encode(), now=NOW)
    assert (errors(proposal), values(proposal)) == ([(code, cell)], {})


@pytest.mark.parametrize("name", HEADERS)
def test_another_header_within_a_table_is_refused(invented: Path, name: str) -> None:
    """What is below it would get into wrong columns or units; no more is said of it than that."""
    proposal = prepare(invented, "上报.csv", HEADERS[name].encode(), now=NOW)
    assert [(one.code, one.row) for one in proposal.problems] == [("header-again", "3")]


@given(
    st.decimals(min_value=0, max_value=10**9, places=3),
    st.sampled_from(["", "", "¥", "￥ ", "-", "$", "约"]) | SIGNS,
    st.sampled_from(["", "", "亿元", " 万元", "（元）", "%", "‰", "*"]) | SIGNS,
    st.sampled_from(["cny", "percent", "m2"]),
)
def test_no_sign_of_a_value_is_passed_over(number: Decimal, before: str, after: str, own: str) -> None:
    """Whatever stands around a number, it is refused, or read as a sign of the number or a word for its unit."""
    text = f"{before}{number}{after}"
    try:
        read = Decimal(read_value(Found(text=text), Stated(), {"unit": own}, ""))
    except CellError:
        return
    sign = re.fullmatch(r"¥?\s*([+-]?)", unicodedata.normalize("NFKC", before).strip())
    said = re.sub(r"^\((.*)\)$", r"\1", "".join(unicodedata.normalize("NFKC", after).lower().split()))
    assert sign is not None
    money = "¥" if "¥" in sign[0] else ""
    unit = UNITS[next(iter(units_called(said or money)), own)]
    assert not said or units_called(said)
    assert Fraction(read) * UNITS[own].factor == Fraction(f"{sign[1]}{number}") * unit.factor


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
    'General"万元"': (15000, "15000万元"),
    'G/通用格式"万元"': (15000, "15000万元"),
    '0"‰"': (52, "52‰"),
    '0.0"*"': (1.5, "1.5*"),
    '0.0"（万元）"': (1.5, "1.5（万元）"),
    "[$€-407]#,##0.00": (1.5, "€1.5"),
    "[$¥-411]#,##0": (15000, "JP¥15000"),
    '[>=10000]0!.0,"万";0': (500, "500"),
    "[Red]0.0;[Blue]-0.0": (-1.5, "-1.5"),
}
OTHERWISE = ("#,##0,", '0!.0,"万"', '0\\.0,"万"', '0.0,,"百万"', '[>=10000]0!.0,"万";0', '0"亿"0000"万"')
OTHERWISE += (";;;", '"待定"', '0"年"00', '0"0"', "0.00E+00", "# ?/?", '"-"0', "(0)", '[>9]"很多";0')
"""Formats by which the digits that are seen are not those of the number."""


def saved(book: Workbook) -> bytes:
    """A workbook's bytes."""
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def book_of(number_format: str, value: float) -> bytes:
    """A workbook with one number in a format, below headers."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(["编号", "数值"])
    sheet.append([TAX, value])
    sheet["B2"].number_format = number_format
    return saved(book)


@pytest.mark.parametrize("number_format", SHOWN)
def test_a_number_is_read_with_what_its_format_shows(number_format: str) -> None:
    """A person sees the unit, whether it was typed or is shown by the format."""
    value, text = SHOWN[number_format]
    (grid,) = read_book("新建.xlsx", book_of(number_format, value), {}, Problems(Topic.INTAKE))
    assert (grid.rows[1][1][1].text, grid.rows[1][1][1].sort) == (text, Sort.NUMBER)


@pytest.mark.parametrize("number_format", OTHERWISE)
def test_a_number_shown_as_another_one_is_refused(invented: Path, number_format: str) -> None:
    """Nobody can tell which of the two was meant."""
    proposal = prepare(invented, "新建.xlsx", book_of(number_format, 15000), now=NOW)
    assert (errors(proposal), values(proposal)) == ([("number-shown", "B2")], {})


CALCULATED: dict[str, tuple[str, str, str]] = {
    "two-decimals": ("0.00", "15.39325842696629", "15.39"),
    "a-zero-at-the-end": ("0.00", "15.3999", "15.40"),
    "half-away-from-zero": ("0.0", "15.25", "15.3"),
    "no-decimals": ("#,##0", "15.5", "16"),
    "decimals-as-needed": ("0.0##", "15.5", "15.5"),
    "as-many-as-there-are": ("General", "15.5", "15.5"),
    "a-unit-shown": ('0.00"亿元"', "15.39325842696629", "15.39"),
}


def calculated(number_format: str, result: str) -> bytes:
    """A workbook with one formula, below headers, as a spreadsheet saves it."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(["编号", "数值"])
    sheet.append([TAX, "=A9/B9"])
    sheet["B2"].number_format = number_format
    return with_results(saved(book), {"A9/B9": result})


@pytest.mark.parametrize("name", CALCULATED)
def test_a_formula_counts_by_what_it_shows(invented: Path, name: str) -> None:
    """Nobody means the sixteen digits of a quotient."""
    number_format, result, expected = CALCULATED[name]
    proposal = prepare(invented, "新建.xlsx", calculated(number_format, result), now=NOW)
    assert (errors(proposal), values(proposal)) == ([], {TAX: expected})


def test_a_quotient_without_a_format_asks_how_many_digits_are_meant(invented: Path) -> None:
    """What is seen of it goes by the width of its column."""
    proposal = prepare(invented, "新建.xlsx", calculated("General", "15.39325842696629"), now=NOW)
    assert errors(proposal) == [("formula-endless", "B2")]


@pytest.mark.parametrize("number_format", ["0.00", "#,##0", "0.0##", "0%", "0.00%"])
def test_a_typed_number_with_more_digits_than_are_seen_is_refused(invented: Path, number_format: str) -> None:
    """Nobody can tell whether the digits out of sight are meant."""
    proposal = prepare(invented, "新建.xlsx", book_of(number_format, 15.39325842696629), now=NOW)
    assert (errors(proposal), values(proposal)) == ([("number-shown", "B2")], {})


@pytest.mark.parametrize("number", [5, 7, 8, 44])
def test_a_currency_that_the_file_does_not_say_is_refused(invented: Path, number: int) -> None:
    """Excel's own format shows dollars on one computer and yuan on another."""
    proposal = prepare(invented, "新建.xlsx", book_of(BUILTIN_FORMATS[number], 150000000), now=NOW)
    assert (errors(proposal), values(proposal)) == ([("currency-unsaid", "B2")], {})


RAISED, LOWERED = (InlineFont(vertAlign=where) for where in ("superscript", "subscript"))
STRUCK = InlineFont(strike=True)
PARTS: dict[str, tuple[list[str | TextBlock], str]] = {
    "a-raised-digit": (["1.5", TextBlock(RAISED, "1")], "footnote"),
    "a-lowered-digit": (["1.5", TextBlock(LOWERED, "1")], "footnote"),
    "a-raised-letter": (["1.5", TextBlock(RAISED, "a")], "footnote"),
    "a-raised-minus": ([TextBlock(RAISED, "-"), "1.5"], "footnote"),
    "a-digit-struck-through": (["1.5", TextBlock(STRUCK, "1")], "struck"),
    "a-number-struck-and-another": ([TextBlock(STRUCK, "1.4"), "1.5"], "struck"),
}


def parts_in(cell: str, *parts: str | TextBlock, beside: str = "单位") -> bytes:
    """A workbook with one row, a cell of which is in parts with looks of their own."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(["编号", "数值", beside])
    sheet.append([TAX, 1.5])
    sheet[cell] = CellRichText(*parts)
    return saved(book)


@pytest.mark.parametrize("name", PARTS)
def test_a_sign_that_only_looks_otherwise_is_no_digit(invented: Path, name: str) -> None:
    """15.4 with a raised 1 is not 15.41."""
    parts, code = PARTS[name]
    proposal = prepare(invented, "新建.xlsx", parts_in("B2", *parts), now=NOW)
    assert (errors(proposal), values(proposal)) == ([(code, "B2")], {})


@pytest.mark.parametrize(
    ("beside", "parts", "code"),
    [
        ("期间", ["202", TextBlock(RAISED, "2")], "footnote"),
        ("来源", ["s", TextBlock(RAISED, "2")], "reference"),
        ("来源", ["s2", TextBlock(LOWERED, "a")], "footnote"),
        ("单位", [TextBlock(STRUCK, "万元"), "亿元"], "struck"),
    ],
)
def test_nor_is_it_part_of_a_name_or_a_time(
    invented: Path, beside: str, parts: list[str | TextBlock], code: str
) -> None:
    """A note's number is none of what it stands behind."""
    assert errors(prepare(invented, "新建.xlsx", parts_in("C2", *parts, beside=beside), now=NOW)) == [(code, "C2")]
    named = parts_in("A2", TAX[:-1], TextBlock(RAISED, "2"))
    assert errors(prepare(invented, "新建.xlsx", named, now=NOW)) == [("cell-id", "A2")]


def test_parts_of_one_look_are_one_text(invented: Path) -> None:
    """Bold or red says nothing; a raised 2 behind a metre is part of the unit."""
    data = parts_in("B2", "1", TextBlock(InlineFont(b=True, color="FF0000"), ".5"), "亿元")
    assert values(prepare(invented, "新建.xlsx", data, now=NOW)) == {TAX: "1.5"}
    data = parts_in("B2", "2000m", TextBlock(RAISED, "2"))
    book = load_workbook(io.BytesIO(data), rich_text=True)
    book.worksheets[0]["A2"] = SITE
    assert values(prepare(invented, "新建.xlsx", saved(book), now=NOW)) == {SITE: "3"}


@pytest.mark.parametrize("is_whole", [True, False])
def test_a_cell_that_is_struck_through_is_refused(invented: Path, is_whole: bool) -> None:  # noqa: FBT001
    """Whether it still counts is for its author to say; a whole row is told once."""
    book = load_workbook(io.BytesIO(book_of("General", 1.5)))
    for cell in book.worksheets[0]["A2:B2"][0][0 if is_whole else 1 :]:
        cell.font = Font(strike=True)
    proposal = prepare(invented, "新建.xlsx", saved(book), now=NOW)
    assert (errors(proposal), values(proposal)) == ([("struck", "A2" if is_whole else "B2")], {})


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
