"""What stands for a firm or an industry outside any pack: credit codes, and GB/T 4754."""

import re
from collections.abc import Mapping, Sequence

import numpy as np

from corridor.pack.table import Mask

_SIGNS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
"""Of GB 32100-2015, in the order of what each is worth."""
_CREDIT_CODE = re.compile(rf"[{_SIGNS}]{{18}}")
_WEIGHTS = np.array([*(pow(3, place, len(_SIGNS)) for place in range(17)), 1])
_VALUES = np.array([max(0, _SIGNS.find(chr(sign))) for sign in range(128)])
_INDUSTRY = re.compile(r"([A-T])?(\d{2,4})?")
_SECTIONS = {
    "A": 5, "B": 12, "C": 43, "D": 46, "E": 50, "F": 52, "G": 60, "H": 62, "I": 65, "J": 69,
    "K": 70, "L": 72, "M": 75, "N": 79, "O": 82, "P": 83, "Q": 85, "R": 90, "S": 96, "T": 97,
}  # fmt: skip
"""The sections of GB/T 4754-2017, each with its last division; divisions are numbered through."""


def is_credit_code(text: str) -> bool:
    """Whether a text is built like a unified social credit code (统一社会信用代码), right or wrong."""
    return _CREDIT_CODE.fullmatch(text) is not None


def has_check_digit(codes: Sequence[str]) -> Mask:
    """Whether the last sign of each credit code is the one that the others ask for: all 18, weighed, come to 31s.

    A library that knows these codes (python-stdnum) takes a second for 100,000 of them, and none with a letter in the
    region, which newer registering authorities have.
    """
    signs = np.frombuffer("".join(codes).encode(), dtype=np.uint8).reshape(-1, len(_WEIGHTS))
    return np.asarray(_VALUES[signs] @ _WEIGHTS % len(_SIGNS) == 0, dtype=bool)


def industry_code(text: str) -> str:
    """A code of GB/T 4754 with its section, such as ``C3562`` for ``3562``; empty for a text that is none."""
    match = _INDUSTRY.fullmatch(text.upper())
    if match is None or not text:
        return ""
    section, digits = match[1] or "", match[2] or ""
    of_digits = _section_of(digits)
    if digits and (not of_digits or section not in ("", of_digits)):
        return ""
    return (section or of_digits) + digits


def _section_of(digits: str) -> str:
    division = int(digits[:2] or 0)
    return next((section for section, last in _SECTIONS.items() if 0 < division <= last), "")


def coded_industry(code: str, known: Mapping[str, str]) -> str | None:
    """The industry of the longest known beginning of a code, as `industry_code` writes both; None where none is."""
    beginnings = (code[:length] for length in range(len(code), 0, -1))
    return next((known[one] for one in beginnings if one in known), None)
