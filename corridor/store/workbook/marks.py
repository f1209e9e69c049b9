"""Signs that look like part of a number and are none: a footnote's mark would become a digit of its own."""

import re
import unicodedata

_POWERS = re.compile(r"[㎡㎢㎥]|(?<=[mMｍＭ])[²³]")
"""Square and cubic metres, whose digits belong to the unit."""
_WIDE_DIGITS = "０１２３４５６７８９"


def footnote(text: str) -> str:
    """The first sign of a text that only reads as a digit when flattened, such as ① or ²; empty without one."""
    return next((sign for sign in _POWERS.sub("", text) if _is_mark(sign)), "")


def _is_mark(sign: str) -> bool:
    if sign.isascii() or sign in _WIDE_DIGITS:
        return False
    flat = unicodedata.normalize("NFKC", sign)
    return flat != sign and any(one.isdigit() for one in flat)
