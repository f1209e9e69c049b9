"""From an upload to a published state: what it would change, whether it may, and the one step that does it.

`prepare` reads, compares and checks without touching anything; `publish` records what was prepared. Both work on the
current state of a pack, and bring an upload that was made from an older one into it cell by cell.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import partial
from pathlib import Path, PurePath

from corridor.intake.apply.apply import apply
from corridor.intake.compare.changes import Change, Conflict, Kind, compare, compare_rows, merge
from corridor.intake.compare.describe import describe_cell, known_row
from corridor.intake.open.gate import bytes_of
from corridor.intake.open.upload import Upload, open_upload
from corridor.intake.plausibility.figures import suspect
from corridor.intake.plausibility.moves import suspect_moves
from corridor.intake.publish.located import Finding, findings_of, located, where_in
from corridor.intake.rows.records import Intake, read_upload
from corridor.intake.template.write import state_of
from corridor.model.figure import Release
from corridor.model.problem import ColumnName, PackError, Place, Problem, Problems, Severity, Topic, summary
from corridor.pack import history
from corridor.pack.disk import read_inside, real
from corridor.pack.files import broken_history, read_files
from corridor.pack.load import examine
from corridor.pack.read import Tables
from corridor.pack.rows import Rows, rows_of
from corridor.pack.schema import TABLES, Form, tables_of
from corridor.pack.visible import visible

Files = Mapping[str, bytes]

_DRAWN = (".geojson", ".json")
"""Files of programs that know what datum they write."""
_ATTEMPTS = 20
"""How often to bring a change into a state that others keep changing."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """What an upload would change, and what is wrong with it."""

    name: str
    """Of the upload."""
    data: bytes
    changes: tuple[Change, ...]
    """Against the current state, by table and row."""
    problems: tuple[Problem, ...]
    """In terms of the upload: sheet, row and column."""
    files: Files
    """The whole state as it would be; `corridor.pack.load.load` builds a preview from it."""
    base: str
    """Digest of the state it is prepared for."""
    since: tuple[Change, ...] = ()
    """What others published since the upload's author downloaded it."""
    file: str = ""
    """The pack's own file that was edited by hand; empty for an upload."""
    profile: Release = Release.INTERNAL
    is_datum_said: bool = False
    """Whether its author was asked where the coordinates were picked."""
    before: Rows = field(default_factory=dict)
    """The rows that the profile may see of the current state, also where that has errors."""
    after: Rows = field(default_factory=dict)
    """The same of the state as it would be."""

    @property
    def has_errors(self) -> bool:
        """Whether it cannot be published."""
        return any(problem.severity is Severity.ERROR for problem in self.problems)

    @property
    def warnings(self) -> tuple[Problem, ...]:
        """What has to be confirmed before it is published."""
        return tuple(problem for problem in self.problems if problem.severity is Severity.WARNING)


@dataclass(frozen=True, slots=True)
class Published:
    """A publishing that happened."""

    version: history.Version
    since: tuple[Change, ...]
    """What others had published since the upload's author downloaded it; it is kept."""
    changes: tuple[Change, ...]
    before: Rows
    """The rows that it was brought into, those of `since` among them."""
    after: Rows


class RefusedError(Exception):
    """A proposal has errors, or warnings that nobody accepted; `proposal` holds them."""

    def __init__(self, proposal: Proposal) -> None:
        super().__init__("; ".join(map(summary, proposal.problems)))
        self.proposal = proposal


@dataclass(frozen=True, slots=True)
class _State:
    """A state of a pack, read and checked once."""

    files: Files
    tables: Tables
    problems: tuple[Problem, ...]
    profile: Release
    rows: Rows
    """As the profile may see them."""

    @property
    def findings(self) -> tuple[Finding, ...]:
        return findings_of(self.problems, rows_of(self.tables))


@dataclass(frozen=True, slots=True)
class _Task:
    """What is to be prepared."""

    pack: Path
    name: str
    data: bytes
    today: date
    profile: Release
    file: str = ""
    base: str = ""
    """Digest of the state an upload is against when it does not say so itself; empty for the current one."""
    is_datum_said: bool = False


def prepare(  # noqa: PLR0913 - what is sent, and all that is known of who sent it
    pack: Path,
    name: str,
    data: bytes,
    *,
    now: datetime,
    profile: Release = Release.INTERNAL,
    is_datum_said: bool = False,
) -> Proposal:
    """Read an upload and say what publishing it would change; nothing is written.

    With the profile ``PUBLIC`` neither changes nor problems tell of internal rows, and they stay as they are.
    ``is_datum_said`` tells that its author was asked where the coordinates were picked.

    Raises:
        NotADirectoryError: the pack is no folder.
    """
    return _prepare(_Task(pack, PurePath(name).name, data, now.date(), profile, is_datum_said=is_datum_said))


def prepare_path(pack: Path, path: Path, *, now: datetime) -> Proposal:
    """Prepare a file: one of the pack's own that was edited by hand, or an upload that lies anywhere.

    Raises:
        OSError: the file cannot be read.
    """
    own = own_name(pack, path)
    data = read_inside(pack, path) if own else bytes_of(path)
    return _prepare(_Task(pack, own or path.name, data, now.date(), Release.INTERNAL, own))


def own_name(pack: Path, path: Path) -> str:
    """The name inside a pack of one of its own files; empty for any other."""
    home, found = real(pack), real(path)
    name = found.relative_to(home).as_posix() if found.is_relative_to(home) else ""
    return name if name and any(tables_of(name)) else ""


def publish(
    pack: Path, proposal: Proposal, signed: history.Entry, *, accept_warnings: bool = False
) -> Published | None:
    """Make a proposal the current state under somebody's name; None when it changes nothing.

    When others have published since it was prepared, its cells are brought into what is current now.

    Raises:
        ValueError: nobody's name is given.
        RefusedError: there are errors, or warnings that were not accepted, also those that only the merging with
            what others published brought up.
        BrokenHistoryError: the published states were damaged since it was prepared; nothing was written.
        OSError: the disk refused; the former state is untouched.
    """
    if not signed.by.strip():
        raise ValueError("a publishing needs a name")
    seen = {proposal.file: proposal.data} if proposal.file else {}
    entry = replace(signed, by=signed.by.strip(), message=signed.message.strip(), seen=seen)
    for _ in range(_ATTEMPTS):
        if proposal.has_errors or (proposal.warnings and not accept_warnings):
            raise RefusedError(proposal)
        if not proposal.changes:
            history.settle(pack, seen)
            return None
        try:
            version = history.record(pack, proposal.files, entry, base=proposal.base)
        except history.OutdatedError:
            proposal = _again(pack, proposal, signed.at)
        else:
            return Published(version, proposal.since, proposal.changes, proposal.before, proposal.after)
    raise RefusedError(proposal)


def _again(pack: Path, old: Proposal, now: datetime) -> Proposal:
    """The same upload against what is current now."""
    task = _Task(pack, old.name, old.data, now.date(), old.profile, old.file, old.base, old.is_datum_said)
    return _prepare(task)


def _prepare(task: _Task) -> Proposal:
    try:
        current = _state(_current_files(task.pack), task.profile)
    except PackError as error:
        return Proposal(task.name, task.data, (), error.problems, {}, "")
    if task.file:
        before = history.last_seen(task.pack, task.file)
        if task.file.endswith(".toml") or before is None or before == current.files.get(task.file):
            return _replace(task, current, task.file, is_known=before in (None, current.files.get(task.file)))
        base = _state({**current.files, task.file: before}, task.profile)
        return _bring_in(task, current, base, open_upload(task.file, task.data), Problems(Topic.INTAKE))
    if task.name in {table.file for table in TABLES if table.form is Form.TOML}:
        return _replace(task, current, task.name, is_known=True)
    upload = open_upload(task.name, task.data)
    problems = Problems(Topic.INTAKE)
    if _is_foreign(upload, current, problems):
        return Proposal(task.name, task.data, (), problems.found, current.files, history.digest(current.files))
    base = _base(task, upload, current, problems)
    return _bring_in(task, current, base, upload, problems)


def _current_files(pack: Path) -> Files:
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


def _state(files: Files, profile: Release) -> _State:
    tables, problems = examine({name: data for name, data in files.items() if any(tables_of(name))})
    return _State(files, tables, problems, profile, rows_of(visible(tables, profile)))


def _is_foreign(upload: Upload, current: _State, problems: Problems) -> bool:
    own = set(current.rows.get("corridor", {}))
    if upload.meta is None or upload.meta.corridor_id in own:
        return False
    values = {"found": upload.meta.corridor_id, "own": ", ".join(own)}
    problems.error("workbook-foreign", Place(upload.name), **values)
    return True


def _base(task: _Task, upload: Upload, current: _State, problems: Problems) -> _State:
    """The state an upload was made from; the current one, with a warning, where that is not known any more."""
    profile = upload.meta.release if upload.meta and task.profile is Release.INTERNAL else task.profile
    if upload.meta and upload.meta.state != state_of(current.files):
        for version in reversed(history.versions(task.pack)):
            files = history.files_of(task.pack, version.id)
            if state_of(files) == upload.meta.state:
                return _state(files, profile)
        problems.warning("workbook-older", Place(upload.name))
    elif not upload.meta and task.base:
        for version in history.versions(task.pack):
            if version.digest == task.base:
                return _state(history.files_of(task.pack, version.id), profile)
    return current if profile is task.profile else _state(current.files, profile)


def _replace(task: _Task, current: _State, file: str, *, is_known: bool) -> Proposal:
    """Take a file as it is, byte by byte."""
    after = _state({**current.files, file: task.data}, task.profile)
    changes = compare_rows(current.rows, after.rows)
    problems = Problems(Topic.INTAKE)
    if not is_known and changes:
        problems.warning("file-changed-since", Place(file))
    if others := after.rows.get("corridor", {}).keys() - current.rows.get("corridor", {}).keys():
        problems.error("corridor-id", Place(file, column="id"), found=", ".join(others))
        return Proposal(task.name, task.data, (), problems.found, current.files, history.digest(current.files))
    return _proposal(task, current, after, changes, intake=Intake(file), problems=problems)


def _bring_in(task: _Task, current: _State, base: _State, upload: Upload, problems: Problems) -> Proposal:
    everything = rows_of(current.tables)
    intake = read_upload(upload, base.rows, {key for rows in rows_of(base.tables).values() for key in rows})
    mine = compare(base.rows, intake)
    is_older = base.files is not current.files
    theirs = compare_rows(base.rows, rows_of(visible(current.tables, base.profile))) if is_older else ()
    changes, conflicts = merge(mine, theirs)
    _report_conflicts(conflicts, intake, current.rows, problems)
    changes = tuple(_without_hidden(changes, everything, intake, problems))
    after = _state(apply(current.files, current.rows, changes, new_file=intake.file), task.profile)
    return _proposal(task, current, after, changes, intake=intake, problems=problems, since=theirs)


def _report_conflicts(conflicts: Iterable[Conflict], intake: Intake, rows: Rows, problems: Problems) -> None:
    for one, other in conflicts:
        place = where_in(intake, rows, one.table, one.id, one.column)
        row = known_row(rows, one.table, one.id)
        texts = {"old": other.old, "theirs": other.new, "mine": one.new}
        values = {name: describe_cell(row, one.column, text) for name, text in texts.items()}
        problems.error(
            "conflict" if one.at == other.at else f"conflict-{other.kind}",
            place,
            column=ColumnName(one.column),
            **values,
        )


def _without_hidden(
    changes: Iterable[Change], everything: Rows, intake: Intake, problems: Problems
) -> Iterator[Change]:
    """A new row must not take the id of one that its author cannot see."""
    hidden = set()
    for change in changes:
        at = (change.table, change.id)
        if change.kind is not Kind.NEW or change.id not in everything.get(change.table, {}):
            yield change
        elif at not in hidden:
            hidden.add(at)
            problems.error("id-taken", where_in(intake, everything, *at, "id"), found=change.id)


def _proposal(  # noqa: PLR0913 - one value for each thing that a proposal says
    task: _Task,
    current: _State,
    after: _State,
    changes: tuple[Change, ...],
    *,
    intake: Intake,
    problems: Problems,
    since: tuple[Change, ...] = (),
) -> Proposal:
    changed = {(change.table, change.id) for change in changes}
    checked = located(current.findings, after.findings, changed, intake)
    where = partial(where_in, intake, current.rows)
    doubts = suspect(changes, current.rows, after.rows, today=task.today, where=where)
    is_open = not (task.is_datum_said or task.file or PurePath(task.name).suffix.lower() in _DRAWN)
    moves = suspect_moves(changes, current.tables, after.tables, where=where, is_datum_open=is_open)
    found = _once((*problems.found, *intake.problems, *checked, *doubts.found, *moves.found))
    # Of a sheet whose rows are mixed up, whatever else seems wrong with it is no mistake of its own.
    mixed = {problem.file for problem in doubts.found if problem.code == "rows-mixed"}
    found = tuple(problem for problem in found if problem.file not in mixed or problem.code == "rows-mixed")
    base = history.digest(current.files)
    return Proposal(
        task.name,
        task.data,
        changes,
        found,
        after.files,
        base,
        since,
        task.file,
        task.profile,
        task.is_datum_said,
        current.rows,
        after.rows,
    )


def _once(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Every problem once, by sheet and row; a period in the future is told by one of the two rules that see it."""
    unique = dict.fromkeys(problems)
    told = {(one.file, one.row) for one in unique if one.code == "period-future"}
    kept = [one for one in unique if one.code != "actual-in-future" or (one.file, one.row) not in told]
    files = list(dict.fromkeys(one.file for one in kept))
    return tuple(sorted(kept, key=lambda one: (files.index(one.file), int(one.row) if one.row.isdecimal() else 0)))
