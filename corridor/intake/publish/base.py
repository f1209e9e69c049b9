"""Which state of a pack an upload is compared with: the current one, or that which it was made from."""

from pathlib import Path

from corridor.intake.publish.proposal import Request
from corridor.intake.publish.state import Files, State, state
from corridor.intake.template.write import state_of
from corridor.model.figure import Release
from corridor.model.problem import PackError, Severity
from corridor.pack import history
from corridor.pack.disk import real
from corridor.pack.files import broken_history, read_files
from corridor.pack.schema import belongs, tables_of


def own_name(pack: Path, path: Path) -> str:
    """The name inside a pack of one of its own files; empty for any other."""
    home, found = real(pack), real(path)
    name = found.relative_to(home).as_posix() if found.is_relative_to(home) else ""
    return name if name and belongs(name) else ""


def current_files(pack: Path) -> Files:
    """The files of the current state.

    Raises:
        PackError: there are such that cannot be read; a table that is there is not taken for one that is absent.
    """
    unread = read_files(pack).errors
    if unread:
        raise PackError(unread)
    try:
        return history.current_files(pack)
    except history.BrokenHistoryError as error:
        raise PackError((broken_history(pack, error),)) from error


def readable(current: State, own: str) -> State:
    """A state of which every file could be read, but for the one that is being replaced.

    Raises:
        PackError: a table cannot be read: its rows would seem to be new, and all that is about them to be gone.
    """
    unread = {file for file in current.files if not is_read(file, current)}
    found = (problem for problem in current.problems if problem.severity is Severity.ERROR)
    if errors := tuple(problem for problem in found if problem.file in unread - {own}):
        raise PackError(errors)
    return current


def state_of_template(request: Request, wanted: str, current: State, profile: Release) -> State | None:
    """The state that a template was made from; None where that is not known any more."""
    if wanted == state_of(current.files):
        return current.known_to(profile)
    for version in reversed(history.versions(request.pack)):
        files = history.files_of(request.pack, version.id)
        if wanted == state_of(files):
            return state(request.pack, files, profile)
    return None


def state_then(request: Request, current: State) -> State:
    """The state for which something was first prepared that does not say itself what it was made from."""
    for version in history.versions(request.pack) if request.base else ():
        if version.digest == request.base:
            return state(request.pack, history.files_of(request.pack, version.id), request.profile)
    return current


def is_read(file: str, told: State) -> bool:
    """Whether a file was understood at all; otherwise nothing can be said of its rows.

    Of a table that has several files the others may have been: then it gave no row, and as a whole something is wrong.
    """
    sheets = [told.tables[table.name] for table in tables_of(file) if table.name in told.tables]
    broken = (one.file for one in told.problems if one.severity is Severity.ERROR and not one.row)
    return bool(sheets) and (any(file in sheet.files for sheet in sheets) or file not in broken)
