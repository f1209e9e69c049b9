"""The one way from a data folder to a corridor, and the one list of what is wrong with it."""

from collections.abc import Mapping
from pathlib import Path

from corridor.model.corridor import Corridor
from corridor.model.figure import Release
from corridor.model.problem import PackError, Problem, Problems, Severity, Topic
from corridor.pack.build import build
from corridor.pack.check import check
from corridor.pack.files import PackFiles, read_files
from corridor.pack.read import Tables, read_tables
from corridor.pack.schema import TABLES, tables_of

Pack = Path | Mapping[str, bytes]
"""A pack's folder, or its files by name."""


def load(pack: Pack, profile: Release) -> Corridor:
    """Build the corridor that one release profile may know.

    Raises:
        NotADirectoryError: the path is no folder.
        PackError: the pack has errors; it carries all problems, warnings included.
    """
    tables, problems = examine(pack)
    if any(problem.severity is Severity.ERROR for problem in problems):
        raise PackError(problems)
    return build(tables, profile)


def examine(pack: Pack) -> tuple[Tables, tuple[Problem, ...]]:
    """Read a pack and find everything that is wrong with it, whatever it holds.

    Raises:
        NotADirectoryError: the path is no folder.
    """
    files = read_files(pack) if isinstance(pack, Path) else pack
    problems = Problems(Topic.CHECK, files.problems if isinstance(files, PackFiles) else ())
    tables = read_tables(files, problems)
    check(tables, files, problems)
    return tables, tuple(sorted(problems.found, key=_place))


def _place(problem: Problem) -> tuple[int, str, int]:
    table = next(tables_of(problem.file), None)
    order = len(TABLES) if table is None else TABLES.index(table)
    return (order, problem.file, int(problem.row) if problem.row.isdecimal() and problem.row.isascii() else 0)
