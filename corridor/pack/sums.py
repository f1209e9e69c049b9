"""What was decided about the sums of a ledger, kept beside the versions by the digest of all that it depends on."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import numpy as np

from corridor.model.figure import Release
from corridor.model.ledger import CellRecord
from corridor.pack.build import digest
from corridor.pack.disk import read_inside
from corridor.pack.history import FOLDER, keep_beside
from corridor.pack.ledger.build import rules_of
from corridor.pack.ledger.read import ledger_file
from corridor.pack.read import Tables, datum_of_ledger
from corridor.pack.readers.nested import parse_json
from corridor.pack.table import Table, equal_to

_METHOD = "2"
"""Changes with the method: what an older one decided is not used."""
_READ_BY = {
    "corridor": ("id",),
    "kinds": ("id", "like"),
    "ledger_rules": ("release", "breakdowns", "min_firms", "max_share", "p_percent", "scope_id"),
    "axis": (),
    "nodes": ("id", "economy", "part_of"),
    "subjects": ("id", "kind"),
    "industries": ("id",),
    "industry_codes": ("code", "industry_id"),
    "indicators": ("id", "kind"),
    "scopes": ("id",),
}
"""All that a ledger is read by, and all that tells what figures of its scope are about; of places, where they are."""
_ABOUT = ("subject_id", "indicator_id", "period")
"""What public figures of the ledger's scope are about; their values say nothing that the ledger does not."""


def may_be_public(files: Mapping[str, bytes], tables: Tables) -> bool:
    """Whether a pack has a ledger of which anything may be public."""
    return bool(ledger_file(files)) and rules_of(tables).release is Release.PUBLIC


def sums_digest(files: Mapping[str, bytes], tables: Tables) -> str:
    """A name for all that decides which sums of a ledger may be public: no other change makes other ones so."""
    file = ledger_file(files)
    data = files.get(file, b"")
    state = hashlib.sha256(f"{_METHOD}\0{file}\0{datum_of_ledger(file, tables)}\0{len(data)}\0".encode())
    state.update(data)
    state.update(digest(deciding(tables)).encode())
    return state.hexdigest()


def deciding(tables: Tables) -> Tables:
    """The part of a pack's tables that decides, with its ledger, which of the ledger's sums may be public."""
    read = {name: _narrowed(tables[name], columns) for name, columns in _READ_BY.items() if name in tables}
    scope = rules_of(tables).scope_id
    if scope is None or "figures" not in tables:
        return read
    figures = tables["figures"]
    wanted = {
        "scope_id": equal_to(scope),
        "release": equal_to(Release.PUBLIC),
        "value": lambda value: value is not None,
    }
    known = np.logical_and.reduce([figures.cells[name].where(test) for name, test in wanted.items()])
    return {**read, "figures": _narrowed(figures.only(known), _ABOUT)}


def _narrowed(table: Table, columns: Iterable[str]) -> Table:
    return replace(table, cells={name: table.cells[name] for name in columns})


def kept_sums(pack: Path, digest: str, profile: Release = Release.PUBLIC) -> tuple[CellRecord, ...] | None:
    """The cells that a profile may know, as they were decided upon; None where nothing is kept, or it is damaged."""
    home = pack / FOLDER
    try:
        read = parse_json(read_inside(home, home / _name(digest, profile)).decode())
    except (OSError, ValueError):
        return None
    cells = read.get("cells") if isinstance(read, dict) else None
    return tuple(cells) if isinstance(cells, list) else None


def keep_sums(pack: Path, digest: str, cells: Iterable[CellRecord], profile: Release = Release.PUBLIC) -> None:
    """Keep what a profile may know, beside the versions; a disk that refuses only has it decided again."""
    told = json.dumps({"cells": list(cells)}, ensure_ascii=False, separators=(",", ":"))
    with suppress(OSError):
        keep_beside(pack, _name(digest, profile), told.encode())


def _name(digest: str, profile: Release) -> str:
    """Of what only an editor may know, a name of its own: nothing that is read for the public can be it."""
    return f"sums-{digest}.json" if profile is Release.PUBLIC else f"{profile}-sums-{digest}.json"
