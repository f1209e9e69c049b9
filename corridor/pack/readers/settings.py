"""TOML files: their own keys as one row, and each array of tables as rows."""

import re
from collections.abc import Mapping

from corridor.model.problem import Place, Problems
from corridor.pack.readers.nested import TooDeepError, parse_toml
from corridor.pack.readers.raw import Raw, from_records
from corridor.pack.schema import EXTRA_KEYS, TableSchema, tables_of

MOST_CHARACTERS = 1024 * 1024
"""Of settings; words and tables of a corridor are a twentieth of it."""


def read_toml(file: str, text: str, problems: Problems) -> tuple[dict[str, Raw], dict[str, str]] | None:
    """Read every table of a file by its name, and the datum it declares for single files.

    None means that the file as a whole could not be read.
    """
    if len(text) > MOST_CHARACTERS:
        problems.error("file-too-large", Place(file), most=MOST_CHARACTERS // 1024 // 1024)
        return None
    try:
        content = parse_toml(text)
    except TooDeepError:
        problems.error("file-too-deep", Place(file))
        return None
    except ValueError as error:
        problems.error("toml-broken", Place(file), line=_line(str(error), text))
        return None
    raws = {}
    sections = {table.section for table in tables_of(file)}
    for table in tables_of(file):
        if not table.section:
            own = {key: value for key, value in content.items() if key not in sections}
            raws[table.name] = from_records(table, file, [""], [own], problems)
        elif table.section in content:
            records = _records(content[table.section], file, table, problems)
            labels = [""] if table.is_single else _labels(records)
            raws[table.name] = from_records(table, file, labels[: len(records)], records, problems)
    _report_strays(file, content, sections, problems)
    declared = {key: content[key] for key in EXTRA_KEYS[file] if key in content}
    return raws, _datums(declared.get("file_datum", {}), file, problems)


def _records(value: object, file: str, table: TableSchema, problems: Problems) -> list[Mapping[str, object]]:
    found = [value] if table.is_single else value
    if isinstance(found, list) and all(isinstance(record, dict) for record in found):
        return found
    problems.error("toml-shape", Place(file, column=table.section))
    return []


def _labels(records: list[Mapping[str, object]]) -> list[str]:
    names = [record.get("id") for record in records]
    return [name if isinstance(name, str) and name else str(n) for n, name in enumerate(names, start=1)]


def _report_strays(file: str, content: Mapping[str, object], sections: set[str], problems: Problems) -> None:
    if "" in sections:
        return
    for key in content:
        if key not in sections and key not in EXTRA_KEYS[file]:
            problems.warning("column-unknown", Place(file, column=key))


def _datums(value: object, file: str, problems: Problems) -> dict[str, str]:
    if isinstance(value, dict) and all(isinstance(datum, str) for datum in value.values()):
        return value
    problems.error("toml-shape", Place(file, column="file_datum"))
    return {}


def _line(reason: str, text: str) -> int:
    """The line that the parser names; where it missed something at the end, the last one."""
    found = re.search(r"at line (\d+)", reason)
    return int(found[1]) if found else len(text.splitlines())
