"""What a cell's text means, by the kind its column declares."""

import re
from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal

from corridor.model.period import parse_period
from corridor.model.problem import CellError
from corridor.pack.schema import Cell, Column

LONGEST = 20_000
"""Characters that any cell may hold."""

_ID = re.compile(r"[a-z][a-z0-9-]*")
_DECIMAL = re.compile(r"-?\d{1,18}(\.\d{1,12})?", re.ASCII)
_NUMBER = re.compile(r"-?\d{1,12}(\.\d{1,15})?", re.ASCII)
_INTEGER = re.compile(r"-?\d{1,9}", re.ASCII)
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b-\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff\ufffe\uffff]"
)
"""Control characters, text-direction overrides, stray byte order marks and halves of characters."""


def parse(column: Column, text: str) -> object:
    """Understand one cell; an empty one means the column's default, and without one ``None``, ``""`` or ``()``.

    Raises:
        CellError: the text is not what the column declares.
    """
    if len(text) > LONGEST:
        raise CellError("cell-too-long", found=text, length=len(text), most=LONGEST)
    if match := _FORBIDDEN.search(text):
        raise CellError("cell-control", found=text, character=f"U+{ord(match[0]):04X}")
    words = text.strip().replace("\r\n", "\n").replace("\r", "\n")
    if column.many:
        parts = (part.strip() for part in words.split(";"))
        return tuple(dict.fromkeys(part for part in parts if part))
    if column.cell is Cell.TEXT:
        return words
    if not (words or column.default):
        return parse_period("") if column.cell is Cell.PERIOD else None
    return _PARSERS[column.cell](column, words or column.default)


def are_plain(texts: Sequence[str]) -> bool:
    """Whether many trimmed texts at once are what a column of text may hold, and mean themselves."""
    joined = "\n".join(texts)
    return not _FORBIDDEN.search(joined) and "\r" not in joined and max(map(len, texts), default=0) <= LONGEST


def _id(_: Column, text: str) -> str:
    if not _ID.fullmatch(text):
        raise CellError("cell-id", found=text)
    return text


def _reference(_: Column, text: str) -> str:
    return text


def _decimal(_: Column, text: str) -> Decimal:
    if not _DECIMAL.fullmatch(text):
        raise CellError("cell-decimal", found=text)
    return Decimal(text)


def _number(column: Column, text: str) -> float:
    if not _NUMBER.fullmatch(text):
        raise CellError("cell-number", found=text)
    return _in_range(column, text, float(text))


def _integer(column: Column, text: str) -> int:
    if not _INTEGER.fullmatch(text):
        raise CellError("cell-integer", found=text)
    return int(_in_range(column, text, float(text)))


def _in_range(column: Column, text: str, value: float) -> float:
    low, high = column.least, column.most
    if (low is not None and value < low) or (high is not None and value > high):
        limits = f"{'' if low is None else low:g}…{'' if high is None else high}"
        raise CellError("cell-range", found=text, limits=limits)
    return value


def _boolean(_: Column, text: str) -> bool:
    lowered = text.lower()
    if lowered not in ("true", "false"):
        raise CellError("cell-boolean", found=text)
    return lowered == "true"


def _date(_: Column, text: str) -> date:
    try:
        if _DATE.fullmatch(text):
            return date.fromisoformat(text)
    except ValueError:
        pass
    raise CellError("cell-date", found=text)


def _period(_: Column, text: str) -> object:
    try:
        if text.isascii():
            return parse_period(text)
    except ValueError:
        pass
    raise CellError("cell-period", found=text)


def _choice(column: Column, text: str) -> str:
    if column.own_words and _ID.fullmatch(text):
        return text
    if text not in column.choices and column.usual:
        raise CellError("cell-unit", found=text, choices=", ".join(column.usual))
    if text not in column.choices:
        raise CellError("cell-choice", found=text, choices=", ".join(column.choices))
    return text


def _colour(_: Column, text: str) -> str:
    if not _COLOUR.fullmatch(text):
        raise CellError("cell-colour", found=text)
    return text


_PARSERS: dict[Cell, Callable[[Column, str], object]] = {
    Cell.ID: _id,
    Cell.REFERENCE: _reference,
    Cell.DECIMAL: _decimal,
    Cell.NUMBER: _number,
    Cell.INTEGER: _integer,
    Cell.BOOLEAN: _boolean,
    Cell.DATE: _date,
    Cell.PERIOD: _period,
    Cell.CHOICE: _choice,
    Cell.COLOUR: _colour,
}
