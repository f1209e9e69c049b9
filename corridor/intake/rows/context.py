"""What the rows of an upload are read against."""

from collections.abc import Container, Mapping
from dataclasses import dataclass, field
from pathlib import PurePath

from corridor.intake.open.upload import Upload
from corridor.intake.template.meta import PREFILLED_RELEASE
from corridor.model.problem import Problems, Topic
from corridor.pack.rows import Row, Rows
from corridor.pack.schema import BY_NAME


@dataclass(frozen=True, kw_only=True, slots=True)
class Context:
    """One upload, the state that it was made from, and what is found to be wrong with it."""

    upload: Upload
    base: Rows
    """The state that it was made from, as its author may know it."""
    taken: Container[str] = ()
    """Ids that new rows must not get although the base does not show them."""
    given: set[str] = field(default_factory=set)
    """Ids that its rows bring or were given, in whichever sheet."""
    problems: Problems = field(default_factory=lambda: Problems(Topic.INTAKE))
    checked: Problems = field(default_factory=lambda: Problems(Topic.CHECK))
    """What the pack's own readers say of it."""

    def known(self, table: str) -> Mapping[str, Row]:
        """The rows of a table in the base."""
        return self.base.get(table, {})

    def known_cells(self, table: str, key: str) -> Mapping[str, str]:
        """A row of the base; no cells where it has none such."""
        row = self.known(table).get(key)
        return row.cells if row else {}

    @property
    def is_ours(self) -> bool:
        """Whether it is a template of ours, come back."""
        return self.upload.meta is not None

    @property
    def is_pack_file(self) -> bool:
        """Whether it is one of the pack's own files, whose empty cells mean what they mean there."""
        return PurePath(self.upload.name).name in {table.file for table in BY_NAME.values()}

    @property
    def is_prefilled(self) -> bool:
        """Whether the release of a row that waits may be there without anybody having stated it."""
        meta = self.upload.meta
        return self.is_pack_file or (meta is not None and meta.template == PREFILLED_RELEASE)
