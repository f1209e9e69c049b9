"""What was decided about the sums of a ledger, kept beside the versions by the digest of all that it depends on."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path

from corridor.model.figure import Release
from corridor.model.period import Period
from corridor.pack.disk import read_inside
from corridor.pack.history import FOLDER, keep_beside
from corridor.pack.ledger.build import rules_of
from corridor.pack.ledger.read import ledger_file
from corridor.pack.read import Tables, datum_of_ledger
from corridor.pack.readers.nested import parse_json

Cell = Mapping[str, str | int | None]

_METHOD = "2"
"""Changes with the method: what an older one decided is not used."""
_READ_BY = (
    "axis.geojson",
    "indicators.csv",
    "industries.csv",
    "industry_codes.csv",
    "nodes.geojson",
    "subjects.csv",
)
"""Files by which a ledger is read, and which say what may be public."""


def may_be_public(files: Mapping[str, bytes], tables: Tables) -> bool:
    """Whether a pack has a ledger of which anything may be public."""
    return bool(ledger_file(files)) and rules_of(tables).release is Release.PUBLIC


def sums_digest(files: Mapping[str, bytes], tables: Tables) -> str:
    """A name for all that decides which sums of a ledger may be public."""
    ledger = ledger_file(files)
    state = hashlib.sha256("\0".join((_METHOD, repr(rules_of(tables)), datum_of_ledger(ledger, tables))).encode())
    for name in (*_READ_BY, ledger):
        data = files.get(name, b"")
        state.update(f"\0{name}\0{len(data)}\0".encode())
        state.update(data)
    for known in sorted(_known(tables)):
        state.update("\0".join(("", *known)).encode())
    return state.hexdigest()


def _known(tables: Tables) -> Iterator[tuple[str, ...]]:
    """What public figures of the ledger's scope are about; their values say nothing that the ledger does not."""
    scope = rules_of(tables).scope_id
    if scope is None or "figures" not in tables:
        return
    figures = tables["figures"]
    about = (figures.column(name, str) for name in ("scope_id", "release", "subject_id", "indicator_id"))
    for own, release, subject, indicator, period in zip(*about, figures.column("period", Period), strict=True):
        if own == scope and release == Release.PUBLIC:
            yield subject or "", indicator or "", period.text if period else ""


def kept_sums(pack: Path, digest: str, profile: Release = Release.PUBLIC) -> tuple[Cell, ...] | None:
    """The cells that a profile may know, as they were decided upon; None where nothing is kept, or it is damaged."""
    home = pack / FOLDER
    try:
        read = parse_json(read_inside(home, home / _name(digest, profile)).decode())
    except (OSError, ValueError):
        return None
    cells = read.get("cells") if isinstance(read, dict) else None
    return tuple(cells) if isinstance(cells, list) else None


def keep_sums(pack: Path, digest: str, cells: Iterable[Cell], profile: Release = Release.PUBLIC) -> None:
    """Keep what a profile may know, beside the versions; a disk that refuses only has it decided again."""
    told = json.dumps({"cells": list(cells)}, ensure_ascii=False, separators=(",", ":"))
    with suppress(OSError):
        keep_beside(pack, _name(digest, profile), told.encode())


def _name(digest: str, profile: Release) -> str:
    """Of what only an editor may know, a name of its own: nothing that is read for the public can be it."""
    return f"sums-{digest}.json" if profile is Release.PUBLIC else f"{profile}-sums-{digest}.json"
