"""Signs that look like part of a number and are none: a footnote's mark would become a digit or a sign of its own."""

import re
import unicodedata

_POWERS = re.compile(r"[㎡㎢㎥]|(?<=[mMｍＭ])[²³]|(?<=[fF][tT])²")
"""Square and cubic metres and square feet, whose digits belong to the unit."""
_WIDE_DIGITS = "０１２３４５６７８９"
_RAISED = ("<super>", "<sub>")


def footnote(text: str) -> str:
    """The first sign of a text that stands above or below its line, or only reads as a digit when flattened, such as ①.

    Empty without one.
    """
    return next((sign for sign in _POWERS.sub("", text) if _is_mark(sign)), "")


def _is_mark(sign: str) -> bool:
    if sign.isascii() or sign in _WIDE_DIGITS:
        return False
    flat = unicodedata.normalize("NFKC", sign)
    return flat != sign and (any(one.isdigit() for one in flat) or unicodedata.decomposition(sign).startswith(_RAISED))
