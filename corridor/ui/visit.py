"""Whose page this is and which pack it shows: what the parts of the page that write or compare need beside the view."""

from dataclasses import dataclass
from pathlib import Path

from corridor.model.corridor import Corridor
from corridor.ui import session
from corridor.ui.access import Viewer

_NAME = "visit"


@dataclass(frozen=True, slots=True)
class Visit:
    """One run of the page."""

    viewer: Viewer
    pack: Path
    """Folder of the corridor that is open."""
    live: Corridor
    """As published, also while the page shows a preview."""


def begin_visit(visit: Visit) -> None:
    """Remember the visit for the parts of this run and for their callbacks."""
    session.set(_NAME, visit)


def visit() -> Visit:
    """The visit of this run.

    Raises:
        LookupError: no page has begun.
    """
    found = session.get(_NAME, Visit)
    if found is None:
        raise LookupError("no page has begun")
    return found
