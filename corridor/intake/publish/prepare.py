"""From what somebody wants to publish to what that would change, and whether it may; nothing is written.

Everything is prepared against the current state of a pack; an upload that was made from an older one is brought into
it cell by cell.
"""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime
from functools import partial
from pathlib import Path, PurePath
from typing import Literal

from corridor.intake.apply.apply import apply
from corridor.intake.compare.changes import Change, compare, compare_rows
from corridor.intake.compare.merge import merged
from corridor.intake.open.sniff import bytes_of
from corridor.intake.open.upload import Upload, open_upload
from corridor.intake.plausibility.check_plausible import check_plausible
from corridor.intake.plausibility.doubt import told
from corridor.intake.plausibility.moves import doubts_of_moves
from corridor.intake.publish.base import current_files, is_read, own_name, readable, state_of_template, state_then
from corridor.intake.publish.basemap import propose_base_map
from corridor.intake.publish.ledger import ledger_errors, propose_ledger, replace_ledger
from corridor.intake.publish.proposal import BaseMap, Proposal, Request
from corridor.intake.publish.relocate import relocate
from corridor.intake.publish.state import State, state
from corridor.intake.rows.filling import Filling, filled
from corridor.intake.rows.ledger import is_ledger_file, sent_file, sent_sheet
from corridor.intake.rows.placing import Placing, placed
from corridor.intake.rows.read import read_upload
from corridor.intake.rows.records import Intake, where_in
from corridor.model.figure import Release
from corridor.model.problem import PackError, Place, Problem, Problems, Topic
from corridor.pack import history
from corridor.pack.disk import read_inside
from corridor.pack.ledger.read import ledger_table
from corridor.pack.read import datum_of_nodes
from corridor.pack.rows import Rows
from corridor.pack.schema import LEDGER_FILES, TABLES, Form, is_medium, tables_of

Step = Literal["read", "check", "compare"]
"""What is being done with an upload: opened, its rows understood, brought into the current state and judged."""
TellStep = Callable[[Step], None]

_SETTINGS = frozenset(table.file for table in TABLES if table.form is Form.TOML)
"""Files that are taken as they are: they hold more than rows."""


def _tell_nobody(step: Step) -> None:
    del step


def prepare(  # noqa: PLR0913 - an upload, and who asks
    pack: Path,
    name: str,
    data: bytes,
    *,
    now: datetime,
    profile: Release = Release.INTERNAL,
    tell: TellStep = _tell_nobody,
) -> Proposal:
    """Read an upload and say what publishing it would change; nothing is written, and each step is told as it begins.

    With the profile ``PUBLIC`` neither changes nor problems tell of internal rows, and they stay as they are.

    Raises:
        NotADirectoryError: the pack is no folder.
    """
    return answer(Request(pack=pack, name=PurePath(name).name, today=now.date(), profile=profile, data=data), tell)


def prepare_placing(pack: Path, placing: Placing, *, now: datetime, profile: Release = Release.INTERNAL) -> Proposal:
    """Say what publishing a new position of a node would change, as `prepare` does of an upload."""
    return answer(Request(pack=pack, name=placing.node_id, today=now.date(), profile=profile, placing=placing))


def prepare_filling(pack: Path, filling: Filling, *, now: datetime, profile: Release = Release.INTERNAL) -> Proposal:
    """Say what publishing one figure would change, as `prepare` does of an upload."""
    return answer(Request(pack=pack, name=filling.name, today=now.date(), profile=profile, filling=filling))


def prepare_base_map(pack: Path, base_map: BaseMap, *, now: datetime) -> Proposal:
    """Say what drawing surveyed shapes would change, as `prepare` does of an upload; its warnings stop nothing."""
    name = base_map.source.name
    return answer(Request(pack=pack, name=name, today=now.date(), profile=Release.INTERNAL, base_map=base_map))


def read_filling(pack: Path, filling: Filling, profile: Release) -> Intake:
    """What a figure's form says so far: its cells as far as they are understood, and what is wrong with each.

    Raises:
        PackError: the current state cannot be read.
    """
    current = state(pack, current_files(pack), profile)
    return filled(filling, current.rows, current.ids)


def prepare_path(pack: Path, path: Path, *, now: datetime) -> Proposal:
    """Prepare a file: one of the pack's own that was edited by hand, or an upload that lies anywhere.

    Raises:
        OSError: the file cannot be read.
    """
    own = own_name(pack, path)
    data = read_inside(pack, path) if own else bytes_of(path)
    return answer(
        Request(pack=pack, name=own or path.name, today=now.date(), profile=Release.INTERNAL, data=data, file=own)
    )


def answer(request: Request, tell: TellStep = _tell_nobody) -> Proposal:
    """What a request would change in the state that is current now."""
    tell("read")
    try:
        current = readable(state(request.pack, current_files(request.pack), request.profile), request.file)
    except PackError as error:
        return Proposal(request=request, changes=(), problems=error.problems, files={}, base="")
    if request.base_map is not None:
        return propose_base_map(request, request.base_map, current)
    if request.placing is not None:
        said = placed(request.placing, datum_of_nodes(current.tables))
        return _compared(request, current, state_then(request, current), said)
    if request.filling is not None:
        base = state_then(request, current)
        return _compared(request, current, base, filled(request.filling, base.rows, base.ids))
    return _sent(request, current, tell)


def _sent(request: Request, current: State, tell: TellStep) -> Proposal:
    """A file, not a form."""
    if request.file in LEDGER_FILES:
        return replace_ledger(request, current)
    if request.file:
        return _edited_by_hand(request, current)
    if request.name in _SETTINGS:
        return _replaced(request, current, request.name)
    return _uploaded(request, current, tell)


def _edited_by_hand(request: Request, current: State) -> Proposal:
    """A file of the pack itself, compared with what publishing last saw of it."""
    before, now = history.last_seen(request.pack, request.file), current.files.get(request.file)
    if before in (None, now):
        return _replaced(request, current, request.file)
    if request.file.endswith(".toml") or is_medium(request.file):
        return _replaced(request, current, request.file, is_outdated=True)
    base = state(request.pack, {**current.files, request.file: before}, request.profile)
    return _compared(request, current, base, _read(open_upload(request.file, request.data), base, _tell_nobody))


def _uploaded(request: Request, current: State, tell: TellStep) -> Proposal:
    table = ledger_table(LEDGER_FILES[0], current.tables)
    if is_ledger_file(request.data, table):
        return propose_ledger(request, current, partial(sent_file, request.name, request.data, table))
    upload = open_upload(request.name, request.data)
    if upload.meta and upload.meta.corridor_id not in current.rows.get("corridor", {}):
        problems = Problems(Topic.INTAKE)
        own = ", ".join(current.rows.get("corridor", {}))
        problems.error("workbook-foreign", Place(upload.name), found=upload.meta.corridor_id, own=own)
        return _refused(request, current, problems)
    if ledger := sent_sheet(upload.grids, table, current.rows):
        tell("check")
        return propose_ledger(request, current, lambda: ledger)
    if upload.meta is None:
        base = state_then(request, current)
    else:
        profile = upload.meta.release if request.profile is Release.INTERNAL else request.profile
        found = state_of_template(request, upload.meta.state, current, profile)
        base = found or current.known_to(profile)
        if found is None:
            problems = Problems(Topic.INTAKE)
            problems.warning("workbook-older", Place(upload.name))
            return _compared(request, current, base, _read(upload, base, tell), problems.found)
    return _compared(request, current, base, _read(upload, base, tell))


def _read(upload: Upload, base: State, tell: TellStep) -> Intake:
    tell("check")
    said = read_upload(upload, base.rows, base.ids)
    tell("compare")
    return said


def _refused(request: Request, current: State, problems: Problems) -> Proposal:
    return Proposal(request=request, changes=(), problems=problems.found, files=current.files, base=current.digest)


def _replaced(request: Request, current: State, file: str, *, is_outdated: bool = False) -> Proposal:
    """A file taken as it is, byte by byte."""
    after = state(request.pack, {**current.files, file: request.data}, request.profile)
    changes = compare_rows(*(_of_file(file, one.rows) for one in (current, after))) if is_read(file, after) else ()
    problems = Problems(Topic.INTAKE)
    if is_outdated and changes:
        problems.warning("file-changed-since", Place(file))
    if others := after.rows.get("corridor", {}).keys() - current.rows.get("corridor", {}).keys():
        problems.error("corridor-id", Place(file, column="id"), found=", ".join(others))
        return _refused(request, current, problems)
    judged = _judged(request, current, after, changes, Intake(name=file, problems=problems.found))
    is_picture = is_medium(file) and current.files.get(file) != request.data
    return replace(judged, picture=file if is_picture else "")


def _of_file(file: str, rows: Rows) -> Rows:
    """The rows of a file: rows of others that are only hidden, since what they are about is gone, did not change."""
    return {table.name: rows[table.name] for table in tables_of(file) if table.name in rows}


def _compared(request: Request, current: State, base: State, said: Intake, told: tuple[Problem, ...] = ()) -> Proposal:
    """Rows that were made from one state, brought into the current one."""
    theirs = () if base.digest == current.digest else compare_rows(base.rows, current.known_to(base.profile).rows)
    problems = Problems(Topic.INTAKE, told)
    mine = compare(base.rows, said)
    changes = merged(mine, theirs, said=said, rows=current.rows, all_rows=current.all_rows, problems=problems)
    files = apply(current.files, current.rows, changes, new_file=said.file)
    said = replace(said, problems=(*problems.found, *said.problems))
    return replace(_judged(request, current, state(request.pack, files, request.profile), changes, said), since=theirs)


def _judged(request: Request, current: State, after: State, changes: tuple[Change, ...], said: Intake) -> Proposal:
    """What is wrong with a difference, or doubtful, told in terms of the upload."""
    where = partial(where_in, said, current.rows)
    checked = relocate(current.findings, after.findings, {(one.table, one.id) for one in changes}, said)
    doubts = check_plausible(changes, current.doubted, after.doubted, today=request.today, where=where)
    corridors = (current.doubted.corridor, after.doubted.corridor)
    datum = datum_of_nodes(after.tables)
    moves = told(doubts_of_moves(changes, *corridors, datum=datum, is_datum_open=request.is_datum_open), where)
    of_ledger = ledger_errors(after, {change.table for change in changes})
    found = _in_order((*said.problems, *checked, *of_ledger, *doubts.found, *moves.found))
    # Of a sheet whose rows are mixed up, whatever else seems wrong with it is no mistake of its own.
    mixed = {problem.file for problem in doubts.found if problem.code == "rows-mixed"}
    found = tuple(problem for problem in found if problem.file not in mixed or problem.code == "rows-mixed")
    return Proposal(
        request=request,
        changes=changes,
        problems=found,
        files=after.files,
        base=current.digest,
        before=current.rows,
        after=after.rows,
    )


def _in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Every problem once, by sheet and row."""
    unique = dict.fromkeys(problems)
    files = list(dict.fromkeys(one.file for one in unique))
    return tuple(sorted(unique, key=lambda one: (files.index(one.file), int(one.row) if one.row.isdecimal() else 0)))
