"""The one way from a data folder to a corridor, and the one list of what is wrong with it."""

from collections.abc import Mapping
from pathlib import Path

from corridor.model.corridor import Corridor
from corridor.model.figure import Release
from corridor.model.ledger import Ledger
from corridor.model.problem import PackError, Problem, Problems, Severity, Topic
from corridor.pack.build import build
from corridor.pack.check import check
from corridor.pack.files import PackFiles, read_files
from corridor.pack.ledger.build import build_ledger
from corridor.pack.ledger.check import check_ledger
from corridor.pack.ledger.firms import LedgerFirms, firms_of
from corridor.pack.ledger.read import Books, read_ledger
from corridor.pack.read import Tables, read_tables
from corridor.pack.schema import TABLES, tables_of

Pack = Path | Mapping[str, bytes]
"""A pack's folder, or its files by name."""


def load(pack: Pack, profile: Release) -> Corridor:
    """Build the corridor that one release profile may know; its ledger is not looked at.

    Raises:
        NotADirectoryError: the path is no folder.
        PackError: the pack has errors; it carries all problems, warnings included.
    """
    return load_tables(pack, profile)[1]


def load_tables(pack: Pack, profile: Release) -> tuple[Tables, Corridor]:
    """The same corridor, with all the tables that it was built from.

    Raises:
        NotADirectoryError: the path is no folder.
        PackError: the pack has errors; it carries all problems, warnings included.
    """
    files, problems = _opened(pack)
    tables = _checked(files, problems)
    _refuse(_in_order(problems))
    return tables, build(tables, profile, files)


def load_ledger(pack: Pack) -> tuple[Corridor, Ledger | None]:
    """The corridor and its ledger as only an editor may know them; None where there is no ledger.

    Raises:
        NotADirectoryError: the path is no folder.
        PackError: pack or ledger have errors; it carries all problems, warnings included.
    """
    files = _files(pack)
    return load_examined(files, *examine_tables(files))


def load_examined(
    files: Mapping[str, bytes], tables: Tables, found: tuple[Problem, ...]
) -> tuple[Corridor, Ledger | None]:
    """The same of a pack's files whose tables were examined, with what was found wrong with them.

    Raises:
        PackError: pack or ledger have errors; it carries all problems, warnings included.
    """
    problems = Problems(Topic.CHECK, found)
    books = _books(files, tables, problems)
    _refuse(_in_order(problems))
    corridor = build(tables, Release.INTERNAL, files)
    return corridor, None if books is None else build_ledger(books, tables)


def ledger_of(files: Mapping[str, bytes], tables: Tables) -> Ledger | None:
    """The ledger among a pack's files, whose tables have no errors; None where there is none.

    Raises:
        PackError: the ledger has errors.
    """
    problems = Problems(Topic.CHECK)
    books = _books(files, tables, problems)
    _refuse(problems.found)
    return None if books is None else build_ledger(books, tables)


def load_firms(pack: Pack) -> LedgerFirms | None:
    """The single firms of the ledger, which only an editor may know; None where there are none.

    Raises:
        NotADirectoryError: the path is no folder.
        PackError: pack or ledger have errors; it carries all problems, warnings included.
    """
    files, problems = _opened(pack)
    tables = _checked(files, problems)
    books = _books(files, tables, problems)
    _refuse(_in_order(problems))
    return None if books is None else firms_of(books, tables)


def examine(pack: Pack) -> tuple[Tables, tuple[Problem, ...]]:
    """Read a pack and find everything that is wrong with it, whatever it holds.

    Raises:
        NotADirectoryError: the path is no folder.
    """
    files, problems = _opened(pack)
    tables = _checked(files, problems)
    _books(files, tables, problems)
    return tables, _in_order(problems)


def examine_tables(pack: Pack) -> tuple[Tables, tuple[Problem, ...]]:
    """The same, as if the pack had no ledger: reading that may take seconds, and nothing but its sums needs it.

    Raises:
        NotADirectoryError: the path is no folder.
    """
    files, problems = _opened(pack)
    return _checked(files, problems), _in_order(problems)


def examine_ledger(files: Mapping[str, bytes], tables: Tables) -> tuple[Problem, ...]:
    """What is wrong with the ledger among a pack's files, whose tables were examined."""
    problems = Problems(Topic.CHECK)
    _books(files, tables, problems)
    return _in_order(problems)


def _books(files: Mapping[str, bytes], tables: Tables, problems: Problems) -> Books | None:
    books = read_ledger(files, tables, problems)
    if books is not None:
        check_ledger(books, tables, problems)
    return books


def _opened(pack: Pack) -> tuple[Mapping[str, bytes], Problems]:
    files = _files(pack)
    return files, Problems(Topic.CHECK, files.problems if isinstance(files, PackFiles) else ())


def _files(pack: Pack) -> Mapping[str, bytes]:
    return read_files(pack) if isinstance(pack, Path) else pack


def _checked(files: Mapping[str, bytes], problems: Problems) -> Tables:
    tables = read_tables(files, problems)
    check(tables, files, problems)
    return tables


def _refuse(problems: tuple[Problem, ...]) -> None:
    if any(problem.severity is Severity.ERROR for problem in problems):
        raise PackError(problems)


def _in_order(problems: Problems) -> tuple[Problem, ...]:
    return tuple(sorted(problems.found, key=_place))


def _place(problem: Problem) -> tuple[int, str, int]:
    table = next(tables_of(problem.file), None)
    order = len(TABLES) if table is None else TABLES.index(table)
    return (order, problem.file, int(problem.row) if problem.row.isdecimal() and problem.row.isascii() else 0)
