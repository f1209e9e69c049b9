"""Third-party text that a page or a frame carries inside."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Assets:
    """A script and its style sheet, made safe to stand in their elements and naming no other file."""

    script: str
    style: str
