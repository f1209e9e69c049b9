"""The time a figure is about, exactly as precise as its source."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

_YEAR = re.compile(r"(\d{4})")
_HALF = re.compile(r"(\d{4})H([12])")
_QUARTER = re.compile(r"(\d{4})Q([1-4])")
_MONTH = re.compile(r"(\d{4})-(\d{2})")
_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})")


@dataclass(frozen=True, kw_only=True, slots=True)
class Period:
    """A stretch of time, or an unstated one.

    Build it with `parse_period`. Two periods are of one length when `months` is equal; an unstated
    period (``text == ""``) has no dates and no length and compares with nothing.
    """

    text: str
    """As written in the data: ``2022``, ``2022H1``, ``2022Q3``, ``2022-05``, ``2022-01/2022-05``, ``2017/2021``,
    ``2019-12-05``, with a leading ``~`` when approximate, or empty."""
    first: date | None
    """First day, or ``None`` when unstated."""
    last: date | None
    """Last day (inclusive), or ``None`` when unstated."""
    months: int | None
    """Length in whole months; ``0`` for a single day; ``None`` when unstated."""

    @property
    def stated(self) -> bool:
        """Whether the source says a time at all."""
        return self.first is not None

    @property
    def approximate(self) -> bool:
        """Whether the time is only about right."""
        return self.text.startswith("~")

    @property
    def middle(self) -> float | None:
        """The middle day as an ordinal, half a day on where two share it; ``None`` when unstated."""
        if self.first is None or self.last is None:
            return None
        return (self.first.toordinal() + self.last.toordinal()) / 2

    @property
    def sort_key(self) -> tuple[date, date]:
        """Chronological order by end, then start; unstated periods come first."""
        return (self.last or date.min, self.first or date.min)


UNSTATED = Period(text="", first=None, last=None, months=None)


@lru_cache(maxsize=4096)
def parse_period(text: str) -> Period:
    """Read a period as the data folder writes it.

    Raises:
        ValueError: the text is none of the accepted forms, or names an impossible or reversed time.
    """
    if not text:
        return UNSTATED
    begin, slash, end = text.removeprefix("~").partition("/")
    first, last, months = _parse_simple(begin)
    if slash:
        until, last, until_months = _parse_simple(end)
        if until_months != months or months not in (1, 12) or until <= first:
            raise ValueError(f"not a period: {text!r}")
        months = (last.year - first.year) * 12 + last.month - first.month + 1
    return Period(text=text, first=first, last=last, months=months)


def _parse_simple(text: str) -> tuple[date, date, int]:
    if match := _YEAR.fullmatch(text):
        return _months(int(match[1]), 1, 12)
    if match := _HALF.fullmatch(text):
        return _months(int(match[1]), 6 * int(match[2]) - 5, 6)
    if match := _QUARTER.fullmatch(text):
        return _months(int(match[1]), 3 * int(match[2]) - 2, 3)
    if match := _MONTH.fullmatch(text):
        return _months(int(match[1]), int(match[2]), 1)
    if match := _DAY.fullmatch(text):
        day = date(int(match[1]), int(match[2]), int(match[3]))
        return day, day, 0
    raise ValueError(f"not a period: {text!r}")


def _months(year: int, month: int, count: int) -> tuple[date, date, int]:
    first = date(year, month, 1)
    years, months = divmod(month - 1 + count, 12)
    after = date(year + years, months + 1, 1)
    return first, after - timedelta(days=1), count
