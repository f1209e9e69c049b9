"""How wide text will be and where it may break, without asking a browser.

The fonts of the reader are unknown, so widths are those of a wide face: real text is hardly ever wider than this says.
"""

import re
import unicodedata
from collections.abc import Sequence

ELLIPSIS = "…"

_WIDE_EM = 1.0
_BROAD_EM = 0.93
_CAPITAL_EM = 0.72
_LATIN_EM = 0.58
_NARROW_EM = 0.36
_SAFETY = 1.03
_BOLD = 1.05
_NARROW = frozenset("iIljtf.,:;'|!()[]/ ")
_BROAD = frozenset("mwMW%@")
_EVENING_STEP_PX = 4.0

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
    return sum(map(_em, text)) * size_px * _SAFETY * (_BOLD if bold else 1.0)


def wrapped(text: str, size_px: float, max_px: float, *, lines: int = 2, bold: bool = False) -> tuple[str, ...]:
    """Break text into at most so many lines of at most so many pixels, of about equal length.

    Chinese breaks between any two signs, but no line begins with closing or ends with opening punctuation; Latin words
    stay whole unless one alone is too wide. What does not fit is cut off with an ellipsis.
    """
    size_px *= _BOLD if bold else 1.0
    pieces = _pieces(text, size_px, max_px)
    rows = _filled(pieces, size_px, max_px)
    if len(rows) <= lines:
        rows = _evened(pieces, size_px, max_px, len(rows))
    else:
        rows[lines - 1 :] = [_shortened("".join(rows[lines - 1 :]), size_px, max_px)]
    return tuple(row.rstrip() for row in rows)


def _em(sign: str) -> float:
    if unicodedata.east_asian_width(sign) in "WFA":
        return _WIDE_EM
    if sign in _NARROW:
        return _NARROW_EM
    if sign in _BROAD:
        return _BROAD_EM
    return _CAPITAL_EM if sign.isupper() else _LATIN_EM


def _pieces(text: str, size_px: float, max_px: float) -> list[str]:
    pieces: list[str] = []
    for piece in _PIECE.findall(text.strip()):
        whole = width_px(piece.strip(), size_px) <= max_px
        pieces.extend([piece] if whole else list(piece))
    return pieces


def _filled(pieces: Sequence[str], size_px: float, max_px: float) -> list[str]:
    rows = [""]
    for piece in pieces:
        if rows[-1] and width_px((rows[-1] + piece).rstrip(), size_px) > max_px:
            rows.append("")
        rows[-1] += piece if rows[-1] else piece.lstrip()
    return rows


def _evened(pieces: Sequence[str], size_px: float, max_px: float, count: int) -> list[str]:
    width = width_px("".join(pieces), size_px) / count
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
