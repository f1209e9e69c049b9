"""What a chapter may show beside its text."""

import re
from dataclasses import replace

from corridor.draw.player_shows import SHOWS
from corridor.i18n import word
from corridor.model.corridor import Corridor
from corridor.model.expectation import gaps


def test_of_many_subjects_some_are_named_and_the_rest_counted(corridor: Corridor) -> None:
    """What nobody published of whom fits a hall: a few names and how many more, and nobody is left out of the count."""
    silent = replace(corridor, figures=())
    missing = SHOWS["caveats"](silent, "zh", corridor.chapters[0], "")["missing"]
    lines = [names for _, names in missing]  # type: ignore[attr-defined]
    named = [line.count(word("figure.list-join", "zh")) + 1 for line in lines]
    left = [int(found[1]) if (found := re.search(r"，另有 (\d+) 个$", line)) else 0 for line in lines]
    assert max(named) <= 5
    assert max(left) > 1
    assert sum(named) + sum(left) == len({gap.subject_id for gap in gaps(silent)})
