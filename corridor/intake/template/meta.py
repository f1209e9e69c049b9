"""What a workbook says of itself on a hidden sheet: which corridor it is of, and of which state."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, fields

from openpyxl import Workbook

from corridor.model.figure import Release

TITLE = "_corridor"
LISTS = "_lists"
TEMPLATE_VERSION = "2"
PREFILLED_RELEASE = "1"
"""A version whose waiting rows came with the release of the absence filled in."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Meta:
    """Where a workbook comes from."""

    corridor_id: str
    state: str
    """Digest of the files it was made from."""
    profile: str
    """What it holds: a public template knows nothing of internal rows, and leaves them as they are."""
    template: str = TEMPLATE_VERSION

    @property
    def release(self) -> Release:
        """The profile; public where the workbook does not say, for that removes least."""
        return Release.INTERNAL if self.profile == Release.INTERNAL else Release.PUBLIC


def write_meta(book: Workbook, meta: Meta) -> None:
    """Put the hidden sheet into a workbook."""
    sheet = book.create_sheet(TITLE)
    sheet.sheet_state = "veryHidden"
    for pair in asdict(meta).items():
        sheet.append(pair)


def read_meta(rows: Iterable[tuple[str, ...]]) -> Meta | None:
    """What the rows of the hidden sheet say; None when they say nothing of use."""
    said: Mapping[str, str] = {row[0]: row[1] for row in rows if len(row) > 1}
    known = {field.name: said[field.name] for field in fields(Meta) if field.name in said}
    return Meta(**known) if {"corridor_id", "state", "profile"} <= known.keys() else None
