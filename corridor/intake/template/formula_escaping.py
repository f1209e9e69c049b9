"""Text that a spreadsheet must never take for a formula, written and read without losing a character."""

from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell

_TRIGGERS = tuple("=+-@\t\r\n\uff1d\uff0b\uff0d\uff20")


def escape_formula(text: str) -> str:
    """The text, with an apostrophe before it where Excel or WPS would start calculating."""
    return f"'{text}" if text.startswith(_TRIGGERS) else text


def put_text(cell: Cell, text: str) -> None:
    """Write text into a cell as text, whatever it begins with.

    A text that begins like a formula carries Excel's own mark for text, so that it stays one when edited. One that
    itself begins with an apostrophe before a trigger gets another, which `bare` takes away.
    """
    written = ILLEGAL_CHARACTERS_RE.sub("", f"'{text}" if _is_escaped(text) else text)
    cell.value = written or None
    if written:
        cell.data_type = "s"
        cell.quotePrefix = written.startswith(_TRIGGERS)


def bare(text: str) -> str:
    """The text of a cell without the apostrophe that kept it from being a formula."""
    return text[1:] if _is_escaped(text) else text


def _is_escaped(text: str) -> bool:
    return text.startswith("'") and text.lstrip("'").startswith(_TRIGGERS)
