"""Periods as people write them, in the one way the data folder writes them."""

import re
import unicodedata

from corridor.intake.terms.footnotes import footnote
from corridor.model.period import parse_period
from corridor.model.problem import UploadCellError
from corridor.pack.readers.dates import excel_month

_DIGITS = {"一": "1", "二": "2", "三": "3", "四": "4"}
_ABOUT = re.compile(r"^(?:~|约|大约|大概|around|about|circa|c\.)|(?:左右|前后)$")
_YEAR = r"(?P<y>\d{4})(?:年度?)?"
_SIMPLE = (
    (re.compile(rf"{_YEAR}(?:全年)?"), "{y}"),
    (re.compile(rf"{_YEAR}前(?:3|三)个?季度"), "{y}-01/{y}-09"),
    (re.compile(rf"{_YEAR}-?h(?P<n>[12])"), "{y}H{n}"),
    (re.compile(rf"{_YEAR}-?q(?P<n>[1-4])"), "{y}Q{n}"),
    (re.compile(rf"{_YEAR}第?(?P<n>[1-4])季度?"), "{y}Q{n}"),
    (re.compile(r"q(?P<n>[1-4])-?(?P<y>\d{4})"), "{y}Q{n}"),
    (re.compile(r"h(?P<n>[12])-?(?P<y>\d{4})"), "{y}H{n}"),
    (re.compile(r"(?P<y>\d{4})[-./年](?P<m>\d{1,2})月?"), "{y}-{m:0>2}"),
    (re.compile(r"(?P<y>(?:19|20)\d\d)(?P<m>0[1-9]|1[0-2])"), "{y}-{m}"),
    # Of one day the signs agree: 2024.1-6 is half a year.
    (re.compile(r"(?P<y>\d{4})(?P<sign>[-./])(?P<m>\d{1,2})(?P=sign)(?P<d>\d{1,2})"), "{y}-{m:0>2}-{d:0>2}"),
    (re.compile(r"(?P<y>\d{4})年(?P<m>\d{1,2})月(?P<d>\d{1,2})日?"), "{y}-{m:0>2}-{d:0>2}"),
    (re.compile(r"(?:截[至止]到?)?(?P<y>\d{4})年?[底末]"), "{y}-12-31"),
    (re.compile(r"(?P<y>(?:19|20)\d\d)(?P<m>0[1-9]|1[0-2])(?P<d>[0-3]\d)"), "{y}-{m}-{d}"),
)
_FROM_MONTH_TO_MONTH = re.compile(
    r"(?P<y>\d{4})(?P<sign>[./年])(?P<m>\d{1,2})月?[-至到](?P<z>\d{4})(?P=sign)(?P<n>\d{1,2})月?"
)
_QUARTERS = re.compile(r"(?P<y>\d{4})年?第?(?P<q>[1-4])季?度?[-至到]第?(?P<r>[1-4])季度?")
_EXCEL_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_EXCEL_DAY = re.compile(rf"\d{{1,2}}-(?:{'|'.join(_EXCEL_MONTHS)})|\d{{1,2}}月\d{{1,2}}日", re.IGNORECASE)
_MONTHS = re.compile(r"(?!\d{4}-\d+-\d+$)(?P<y>\d{4})[-./年](?P<m>\d{1,2})月?[-至到](?P<n>\d{1,2})月?")
_TO = re.compile(r"[/至到]|(?<=[年月])-|(?<=^\d{4})-(?=\d{4}年?$)")


def read_period(text: str, *, is_number: bool = False) -> str:
    """A period as the data folder writes it; empty stays empty.

    Raises:
        UploadCellError: the text is no period, or a number that may have lost a digit, or has a footnote.
    """
    if mark := footnote(text):
        raise UploadCellError("footnote", found=text, mark=mark)
    said = "".join(unicodedata.normalize("NFKC", text).split()).lower()
    # A long stroke beside a hyphen says from when to when: 2024-01~06 is no day of January.
    said = re.sub(r"[\u2013-\u2015]|~(?=.)(?<!^~)", "至" if "-" in said else "-", said)
    said = re.sub(r"[\u2010-\u2012\u2212]", "-", said)
    if not said:
        return ""
    if is_number and "." in said:
        # 2023.10 typed as a number is 2023.1: October would turn into January.
        raise UploadCellError("period-number", found=text)
    if _EXCEL_DAY.fullmatch(said):
        raise UploadCellError("period-day", found=text)
    about = "~" if _ABOUT.search(said) else ""
    read = about + _stretch(_ABOUT.sub("", said))
    try:
        parse_period(read)
    except ValueError:
        raise UploadCellError("period", found=text) from None
    return read


def _stretch(said: str) -> str:
    for written, digit in _DIGITS.items():
        said = re.sub(rf"(?<=[第年至到-]){written}(?=季|至|到|-)", digit, said)
    said = said.replace("上半年", "h1").replace("下半年", "h2")
    if match := _QUARTERS.fullmatch(said):
        first, last = 3 * int(match["q"]) - 2, 3 * int(match["r"])
        return f"{match['y']}-{first:02}/{match['y']}-{last:02}"
    if match := _FROM_MONTH_TO_MONTH.fullmatch(said):
        return f"{match['y']}-{match['m']:0>2}/{match['z']}-{match['n']:0>2}"
    if match := _MONTHS.fullmatch(said):
        return f"{match['y']}-{match['m']:0>2}/{match['y']}-{match['n']:0>2}"
    if simple := _simple(said) or excel_month(said):
        return simple
    begin, *end = _TO.split(said)
    if len(end) == 1:
        return f"{_simple(begin)}/{_simple(end[0])}"
    return said


def _simple(said: str) -> str:
    for pattern, form in _SIMPLE:
        if match := pattern.fullmatch(said):
            return form.format(**match.groupdict())
    return ""
