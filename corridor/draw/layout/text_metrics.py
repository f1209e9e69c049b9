"""How wide text will be and where it may break, in pixels, without asking a browser.

The fonts of the reader are unknown, so widths are those of a wide face: real text is hardly ever wider than this says.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

ELLIPSIS = "…"

# Advance widths of signs in hundredths of their size, so that their sums are exact in whatever order they are added.
# Measured in Liberation Sans (as wide as Arial) and Noto Sans CJK, which is the wider one except for capitals: narrow
# signs are 19 to 39, small letters and digits 33 to 62 (53 to 55 on average), capitals 50 to 78 (63 to 68 on average),
# broad ones 72 to 102 (87 on average). Taken is more than the average of either, as a text is a sum of many.
_WIDE = 100
_BROAD = 93
_CAPITAL = 72
_LATIN = 58
_NARROW = 36
_SAFETY = 1.03 / 100
"""From hundredths to shares of the size, and what the widest text of ours needs beyond the average."""
_BOLD = 1.05
"""How much wider bold text is."""
_NARROW_SIGNS = frozenset("iIljtf.,:;'|!()[]/ ")
_BROAD_SIGNS = frozenset("mwMW%@")
_EVENING_STEP_PX = 4.0
"""By so much the width grows that is tried for lines of equal length."""

_OPENING = re.escape("±([（［〔【《〈“‘「『")
_CLOSING = re.escape(")]）］〕】》〉”’」』，。、；：？！·,.;:?!%-–—/")
_WORD = r"[^\W\u2e80-\uffff]+"
_BRACKET = rf"[{_OPENING}][^{_OPENING}{_CLOSING}\s]{{1,8}}[{_CLOSING}]+"
_PIECE = re.compile(
    rf"{_BRACKET}|[{_OPENING}]*(?:\d[\d.,]*\d|{_WORD}(?:[-'’]{_WORD})*|\s+|.)[{_CLOSING}]*",
    re.DOTALL,
)
"""What no break may split: a number, a Latin word, a Chinese sign or a short bracket, with its punctuation."""


def width_px(text: str, size_px: float, *, bold: bool = False) -> float:
    """Width of a line of text in pixels, on the safe side."""
    return _hundredths(text) * size_px * _SAFETY * (_BOLD if bold else 1.0)


@lru_cache(maxsize=8192)  # a table is measured at every size and for every page before it is drawn
def wrapped(text: str, size_px: float, max_px: float, *, lines: int = 2, bold: bool = False) -> tuple[str, ...]:
    """Break text into at most so many lines of at most so many pixels, of about equal length.

    Chinese breaks between any two signs, but no line begins with closing or ends with opening punctuation; Latin words
    stay whole unless one alone is too wide. What does not fit is cut off with an ellipsis.
    """
    size_px *= _BOLD if bold else 1.0
    pieces = [_Piece(text, _hundredths(text), _hundredths(text.rstrip())) for text in _pieces(text, size_px, max_px)]
    rows = _filled(pieces, size_px, max_px)
    if len(rows) <= lines:
        rows = _evened(pieces, size_px, max_px, len(rows))
    else:
        rows[lines - 1 :] = [_shortened("".join(rows[lines - 1 :]), size_px, max_px)]
    return tuple(row.rstrip() for row in rows)


class _Piece(NamedTuple):
    """What no break splits, measured once for all widths that are tried."""

    text: str
    width: int
    ink: int
    """Width without the spaces at its end, which may hang over the end of a line."""


def _hundredths(text: str) -> int:
    return sum(map(_sign, text))


@lru_cache(maxsize=4096)
def _sign(sign: str) -> int:
    if unicodedata.east_asian_width(sign) in "WFA":
        return _WIDE
    if sign in _NARROW_SIGNS:
        return _NARROW
    if sign in _BROAD_SIGNS:
        return _BROAD
    return _CAPITAL if sign.isupper() else _LATIN


def _pieces(text: str, size_px: float, max_px: float) -> list[str]:
    pieces: list[str] = []
    for piece in _PIECE.findall(text.strip()):
        whole = width_px(piece.strip(), size_px) <= max_px
        pieces.extend([piece] if whole else list(piece))
    return pieces


def _filled(pieces: Iterable[_Piece], size_px: float, max_px: float) -> list[str]:
    rows, used = [""], 0
    for text, width, ink in pieces:
        if rows[-1] and ink and (used + ink) * size_px * _SAFETY > max_px:
            rows.append("")
        if rows[-1]:
            rows[-1] += text
            used += width
        else:
            rows[-1] = text.lstrip()
            used = _hundredths(rows[-1])
    return rows


def _evened(pieces: Sequence[_Piece], size_px: float, max_px: float, count: int) -> list[str]:
    width = sum(piece.width for piece in pieces) * size_px * _SAFETY / count
    while width < max_px:
        rows = _filled(pieces, size_px, width)
        if len(rows) <= count and all(width_px(row.rstrip(), size_px) <= max_px for row in rows):
            return rows
        width += _EVENING_STEP_PX
    return _filled(pieces, size_px, max_px)


def _shortened(text: str, size_px: float, max_px: float) -> str:
    while text and width_px(text + ELLIPSIS, size_px) > max_px:
        text = text[:-1]
    return text.rstrip() + ELLIPSIS
