"""Text that a spreadsheet must never take for a formula."""

_FULL_WIDTH = "\uff1d\uff0b\uff0d\uff20"
_TRIGGERS = tuple("=+-@\t\r\n" + _FULL_WIDTH)


def disarm(text: str) -> str:
    """The text, with an apostrophe before it where Excel or WPS would start calculating."""
    return f"'{text}" if text.startswith(_TRIGGERS) else text
