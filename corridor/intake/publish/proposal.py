"""What an upload would change, and what is wrong with it: what is shown, accepted and published."""

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path, PurePath

from corridor.intake.compare.changes import Change
from corridor.intake.compare.ledger import LedgerDifference
from corridor.intake.publish.state import Files
from corridor.intake.rows.filling import Filling
from corridor.intake.rows.placing import Placing
from corridor.model.figure import Release
from corridor.model.problem import Problem, Severity, summary
from corridor.model.text import Text
from corridor.pack.basemap.source import Survey
from corridor.pack.rows import Rows

_DRAWN = (".geojson", ".json")
"""Files of programs that know what datum they write."""


@dataclass(frozen=True, kw_only=True, slots=True)
class BaseMap:
    """Surveyed shapes about an axis, and what is wanted of them."""

    source: Survey
    reach_m: float
    """How far the map reaches beyond the axis, in metres."""
    with_axis: bool
    """Whether the axis itself is to follow the road of its name."""


@dataclass(frozen=True, kw_only=True, slots=True)
class LayerReport:
    """What a base map does to one layer."""

    layer_id: str
    name: Text
    is_new: bool
    drawn: int
    """Features that are the base map's."""
    points: int
    """Of all of those together."""
    gone: tuple[str, ...]
    """Ids of features that gave way to them."""
    kept: tuple[Text, ...]
    """Names of those for which the base map has nothing."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Request:
    """What somebody wants to publish."""

    pack: Path
    name: str
    """Of the upload, or what else its author knows it by."""
    today: date
    profile: Release
    """Whose rows its author knows: of others neither changes nor problems tell, and they stay as they are."""
    data: bytes = b""
    """What was sent."""
    placing: Placing | None = None
    """What the form for a node's position says, whose author sent nothing."""
    filling: Filling | None = None
    """What the form for one figure says, whose author sent nothing."""
    base_map: BaseMap | None = None
    """Surveyed shapes that are to be drawn."""
    file: str = ""
    """The pack's own file that was edited by hand; empty for anything else."""
    base: str = ""
    """Digest of the state it is against when it does not say so itself; empty for the current one."""

    @property
    def is_datum_open(self) -> bool:
        """Whether nobody was asked, and no program knows, where its coordinates were picked."""
        return not (self.placing or self.file or PurePath(self.name).suffix.lower() in _DRAWN)


@dataclass(frozen=True, kw_only=True, slots=True)
class Proposal:
    """What a request would change, and what is wrong with it."""

    request: Request
    changes: tuple[Change, ...]
    """Against the current state, by table and row."""
    problems: tuple[Problem, ...]
    """In terms of the upload: sheet, row and column."""
    files: Files
    """The whole state as it would be; `corridor.pack.load.load` builds a preview from it."""
    base: str
    """Digest of the state it is prepared for."""
    ledger: LedgerDifference | None = None
    """What it changes in the ledger; a request changes either that or rows of tables."""
    layers: tuple[LayerReport, ...] = ()
    """What a base map does to each layer."""
    picture: str = ""
    """The picture of the pack that it is or that it replaces, which has no rows; empty for none."""
    since: tuple[Change, ...] = ()
    """What others published since the upload's author downloaded it."""
    before: Rows = field(default_factory=dict)
    """The rows that the profile may see of the current state, also where that has errors."""
    after: Rows = field(default_factory=dict)
    """The same of the state as it would be."""

    @property
    def name(self) -> str:
        """Of the upload."""
        return self.request.name

    @property
    def data(self) -> bytes:
        """What was sent."""
        return self.request.data

    @property
    def is_idle(self) -> bool:
        """Whether it changes nothing."""
        return not self.changes and self.ledger is None and not self.picture

    @property
    def has_errors(self) -> bool:
        """Whether it cannot be published."""
        return any(problem.severity is Severity.ERROR for problem in self.problems)

    @property
    def warnings(self) -> tuple[Problem, ...]:
        """What has to be confirmed before it is published."""
        return tuple(problem for problem in self.problems if problem.severity is Severity.WARNING)


class RefusedError(Exception):
    """A proposal has errors, or warnings that nobody accepted; `proposal` holds them."""

    def __init__(self, proposal: Proposal) -> None:
        super().__init__("; ".join(map(summary, proposal.problems)))
        self.proposal = proposal
