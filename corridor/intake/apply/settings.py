"""Writing the corridor's own settings into its TOML file; comments and everything else keep their bytes."""

import json
import re
from collections.abc import Mapping

from corridor.intake.apply.edits import Edit
from corridor.pack.schema import Cell, Table

_TABLE = re.compile(r"^[ \t]*\[", re.MULTILINE)


def edit_toml(table: Table, text: str, edits: Mapping[str, Edit]) -> str:
    """The file with its own keys changed; a key it lacks is added before its first table."""
    begin = _TABLE.search(text)
    head, rest = (text[: begin.start()], text[begin.start() :]) if begin else (text, "")
    cells = {name: value for edit in edits.values() for name, value in edit.cells.items()}
    for column in table.columns:
        if column.name in cells:
            head = _set(head, column.name, _value(cells[column.name], is_date=column.cell is Cell.DATE))
    return head + rest


def _set(head: str, name: str, value: str) -> str:
    line = re.compile(rf"^(?P<name>[ \t]*{re.escape(name)}[ \t]*=[ \t]*)(?P<value>{_VALUE})", re.MULTILINE)
    changed, count = line.subn(lambda match: match["name"] + value, head, count=1)
    if count:
        return changed
    return f"{head.rstrip()}\n{name} = {value}\n\n"


_VALUE = r'"""(?:.|\n)*?"""|' + r"'''(?:.|\n)*?'''|" + r'"(?:[^"\\\n]|\\.)*"|' + r"'[^'\n]*'|[^\s#]+"
"""A string of any kind, or a bare value such as a date."""


def _value(text: str, *, is_date: bool) -> str:
    # A basic string of TOML escapes as JSON does, but for the one control character that JSON leaves alone.
    return text if is_date else json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
