"""Writing the corridor's own settings into its TOML file; comments and everything else keep their bytes."""

from collections.abc import Mapping
from contextlib import suppress
from itertools import takewhile

import tomlkit
from tomlkit.items import AoT, Item, Key
from tomlkit.items import Table as Section

from corridor.intake.apply.edits import Edit
from corridor.pack.schema import Cell, Column, TableSchema


def edit_toml(table: TableSchema, text: str, edits: Mapping[str, Edit]) -> str:
    """The file with its own keys changed; a key it lacks is added behind the last of them, before any table.

    Raises:
        ValueError: the text is no TOML.
    """
    own, line_end = _own_keys(text), "\r\n" if "\r\n" in text else "\n"
    rest = text[len(own.as_string()) :]
    added = []
    for name, value in _values(table, edits).items():
        if name not in own:
            added.append(f"{name} = {value.as_string()}{line_end}")
        elif own[name] != value:
            own[name] = value
    head = own.as_string()
    joint = line_end if added and head and not head.endswith("\n") else ""
    return "".join((head, joint, *added, rest))


def insert_section(text: str, name: str, cells: Mapping[str, str | bool], *, before: int) -> str:
    """The file with one more section of a list of sections, before one of them, or after the last.

    Args:
        text: the file.
        name: of the list, as in ``[[name]]``.
        cells: of the new section.
        before: number of the section that follows it, from 0; as many as there are for the end of the list.
    """
    line_end = "\r\n" if "\r\n" in text else "\n"
    lines = text.splitlines(keepends=True)
    heads = [number for number, line in enumerate(lines) if line.split("#")[0].strip() == f"[[{name}]]"]
    later = (number for number, line in enumerate(lines) if heads and number > heads[-1] and line.startswith("["))
    at = heads[before] if before < len(heads) else next(later, len(lines))
    said = [f"{key} = {tomlkit.item(value).as_string()}" for key, value in cells.items()]
    section = line_end.join([f"[[{name}]]", *said, "", ""])
    gap = line_end if at == len(lines) and lines else ""
    return "".join((*lines[:at], gap, section, *lines[at:]))


def _own_keys(text: str) -> tomlkit.TOMLDocument:
    """The beginning of a file, up to the last key that is in no table.

    Only this part is written by the parser, which would gather tables of one name that stand apart.
    """
    parts = list(takewhile(lambda part: not _opens_section(*part), tomlkit.parse(text).body))
    while parts and parts[-1][0] is None:
        parts.pop()
    own = tomlkit.TOMLDocument(parsed=True)
    for key, item in parts:
        own.append(key, item)
    return own


def _opens_section(key: Key | None, item: Item) -> bool:
    return isinstance(item, Section | AoT) and not (key and key.is_dotted())


def _values(table: TableSchema, edits: Mapping[str, Edit]) -> dict[str, Item]:
    cells = {name: value for edit in edits.values() for name, value in edit.cells.items()}
    return {column.name: _value(column, cells[column.name]) for column in table.columns if column.name in cells}


def _value(column: Column, text: str) -> Item:
    if column.cell is Cell.DATE:
        with suppress(ValueError):  # what is no date stays a text, for the check to refuse
            return tomlkit.date(text)
    return tomlkit.string(text)
