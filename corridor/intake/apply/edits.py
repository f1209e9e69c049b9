"""What happens to the rows of one file."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Edit:
    """What happens to one row: the cells it gets, or that it goes."""

    cells: Mapping[str, str]
    is_removed: bool = False
