"""What a spreadsheet makes of periods when it saves a table as text."""

import re

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = re.compile(rf"(?P<month>{'|'.join(_MONTHS)})-(?P<y>\d{{2}}|(?:19|20)\d\d)", re.IGNORECASE | re.ASCII)
_DAY = re.compile(r"(?P<y>\d{4})/(?P<m>\d{1,2})/(?P<d>\d{1,2})", re.ASCII)
_CENTURY = 30
"""Two digits of a year below this are of the century that began in 2000, as Excel takes them."""


def excel_month(text: str) -> str:
    """The month that Excel saves as ``Mar-23`` when somebody typed 2023-3; empty for any other text."""
    match = _MONTH.fullmatch("".join(text.split()))
    if match is None:
        return ""
    year = int(match["y"])
    year += 0 if len(match["y"]) > len("23") else 2000 if year < _CENTURY else 1900
    return f"{year}-{_MONTHS.index(match['month'].lower()) + 1:02}"


def excel_day(text: str) -> str:
    """The day that Excel saves as ``2023/5/1`` for 2023-05-01; empty for any other text."""
    match = _DAY.fullmatch(text.strip())
    return f"{match['y']}-{match['m']:0>2}-{match['d']:0>2}" if match else ""
