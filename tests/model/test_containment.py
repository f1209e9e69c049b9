"""Wholes: everything that a subject is part of, and what any node is small beside."""

import pytest
from factories import corridor, firm, node, subject

from corridor.model.containment import wholes_of
from corridor.model.text import Text

PLACES = corridor(
    nodes=(
        node("park", part_of="yard", overlaps=("near", "group")),
        node("yard", overlaps=("far",)),
        node("alone"),
    ),
    subjects=(
        subject("strip", "strip", part_of="test-corridor"),
        subject("near", "town", part_of="county"),
        subject("far", "town", part_of="county"),
        subject("county", "district", overlaps=("alone",)),
        subject("group", "group"),
        subject("hall", "project", part_of="park", overlaps=("far",)),
    ),
    enterprises=(firm("works", Text("厂", "works"), "park"), firm("office", Text("所", "office"))),
)


@pytest.mark.parametrize(
    ("subject_id", "wholes"),
    [
        ("park", ("yard", "strip", "near", "test-corridor", "county")),
        ("yard", ("strip", "far", "test-corridor", "county")),
        ("alone", ("strip", "county", "test-corridor")),
        ("near", ("county",)),
        ("hall", ("park", "yard")),
        ("works", ("park", "yard")),
        ("office", ()),
        ("test-corridor", ()),
        ("nobody", ()),
    ],
)
def test_wholes_are_told_nearest_first(subject_id: str, wholes: tuple[str, ...]) -> None:
    """All it is declared a part of; a node also lies in the strip and in towns that either side says it overlaps."""
    assert wholes_of(PLACES, subject_id) == wholes


def test_nothing_is_a_whole_of_itself() -> None:
    """However the data go round in a circle."""
    looped = corridor(nodes=(node("a", part_of="b"), node("b", part_of="a")))
    assert wholes_of(looped, "a") == ("b",)
