"""Periods as clerks and spreadsheets write them."""

import io
from datetime import datetime
from pathlib import Path

import pytest
from clerk import NOW
from openpyxl import Workbook
from openpyxl.utils.datetime import MAC_EPOCH, WINDOWS_EPOCH

from corridor.i18n.problems import in_cell
from corridor.intake.cells.periods import read_period
from corridor.intake.publish.prepare import prepare
from corridor.model.problem import UploadCellError

HALF = "2024-01/2024-06"
READ = {
    "2024.1—2024.6": HALF,
    "2024.1-2024.6": HALF,
    "2024年1月-2024年6月": HALF,
    "2024/1至2024/6": HALF,
    "2023.11-2024.2": "2023-11/2024-02",
    "2024年1-3季度": "2024-01/2024-09",
    "2024年一至三季度": "2024-01/2024-09",
    "2024年第1-2季度": HALF,
    "2024年第一季度至第二季度": HALF,
    "2024年二季度": "2024Q2",
    "Mar-23": "2023-03",
    "mar-2023": "2023-03",
    "Dec-99": "1999-12",
}


@pytest.mark.parametrize("text", READ)
def test_a_period_is_read_as_it_is_written(text: str) -> None:
    """Each way of writing says exactly one time."""
    assert read_period(text) == READ[text]


REFUSED = {
    "23-Mar": "period-day",
    "3月23日": "period-day",
    "2024年3-1季度": "period",
    "2024.6-2024.1": "period",
    "2023①": "footnote",
    "2023年1²": "footnote",
    "Mai-23": "period",
}


@pytest.mark.parametrize("text", REFUSED)
def test_what_may_be_another_time_is_refused(text: str) -> None:
    """The reason is the real one."""
    with pytest.raises(UploadCellError) as caught:
        read_period(text)
    assert caught.value.code == REFUSED[text]


def dated(value: float, *, epoch: datetime = WINDOWS_EPOCH, shown_as: str = "yyyy/m/d") -> bytes:
    """A workbook with a number in a cell that is formatted as a date."""
    book = Workbook()
    book.epoch = epoch
    sheet = book.worksheets[0]
    sheet.append(["编号", "期间"])
    sheet.append(["lantern-city-tax-2022", value])
    sheet["B2"].number_format = shown_as
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@pytest.mark.parametrize("epoch", [WINDOWS_EPOCH, MAC_EPOCH])
@pytest.mark.parametrize("shown_as", ["yyyy/m/d", "yyyy", 'yyyy"年"m"月"'])
def test_a_year_typed_into_a_date_is_refused(invented: Path, epoch: datetime, shown_as: str) -> None:
    """2024 is shown as a day of 1905; the answer says what to do, also for whoever means that day."""
    proposal = prepare(invented, "新建.xlsx", dated(2024, epoch=epoch, shown_as=shown_as), now=NOW)
    (problem,) = proposal.problems
    assert (problem.code, problem.row, proposal.changes) == ("number-as-date", "2", ())
    assert "再写 2024" in in_cell(problem).zh
    assert "write 2024" in in_cell(problem).en


def test_a_date_is_still_a_date(invented: Path) -> None:
    """Only numbers that can be years are asked about; and a day of 1905 can be written in words."""
    proposal = prepare(invented, "新建.xlsx", dated(45292), now=NOW)
    assert [one.new for one in proposal.changes] == ["2024-01-01"]
    text = "编号,期间\nlantern-city-tax-2022,1905-07-16\n"
    assert [one.new for one in prepare(invented, "上报.csv", text.encode(), now=NOW).changes] == ["1905-07-16"]


def test_months_that_excel_turned_into_dates_are_told_once(invented: Path) -> None:
    """They are read; one warning says so for the whole column, and how to avoid it."""
    rows = ("lantern-city-tax-2021", "lantern-city-tax-2022", "lantern-city-tax-2023")
    text = "编号,期间\n" + "".join(
        f"{key},{month}-23\n" for key, month in zip(rows, ("Mar", "Apr", "May"), strict=True)
    )
    proposal = prepare(invented, "上报.csv", text.encode(), now=NOW)
    assert {(one.id, one.new) for one in proposal.changes} == set(
        zip(rows, ("2023-03", "2023-04", "2023-05"), strict=True)
    )
    (doubt,) = [one for one in proposal.problems if one.code == "period-excel"]
    assert "2023-03" in in_cell(doubt).zh
