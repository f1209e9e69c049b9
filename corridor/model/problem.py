"""What is wrong with a data folder, said so that its author can mend it."""

from dataclasses import asdict, dataclass
from enum import StrEnum

from corridor.model.text import Text


class Severity(StrEnum):
    """An error keeps the data from being used; a warning asks for a second look."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Problem:
    """One finding of the checker."""

    severity: Severity
    code: str
    """Stable, kebab-case, the same in every language."""
    file: str
    """File name inside the folder, with ``/`` as separator."""
    row: str
    """The row a person sees in a spreadsheet (header is 1), a GeoJSON feature's id, or empty."""
    column: str
    message: Text
    """Finding, expectation and remedy in one or two sentences."""

    def as_json(self) -> dict[str, str]:
        """The problem as the command line prints it."""
        fields = asdict(self)
        fields.pop("message")
        return {**fields, "severity": self.severity.value, "message_zh": self.message.zh, "message_en": self.message.en}


class PackError(Exception):
    """A data folder has errors; `problems` holds all findings, warnings included."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("; ".join(p.message.en for p in problems if p.severity is Severity.ERROR))
        self.problems = problems
