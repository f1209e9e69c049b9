import pytest
from factories import corridor, figure, node, subject

from corridor.analysis.catalogue import Filter, Order, catalogue, measures, ordered
from corridor.model.corridor import Corridor
from corridor.model.expectation import gaps
from corridor.model.figure import Absence, Status
from corridor.model.text import Text

WITHIN = corridor(
    (
        figure("a", "town", "15.38", "2021"),
        figure("b", "town", "2", "2022", status=Status.PROJECTED, note=Text("预计值", "expected value")),
        figure("c", "park", "1", indicator_id="firms", scope_id=None),
    ),
    (node("park", Text("中以创新园", "Innovation Park")),),
    (subject("town"),),
)


def ids(chosen: Filter) -> list[str]:
    """Ids of the figures that pass, ``-`` for a gap without a row."""
    return [entry.figure.id if entry.figure else "-" for entry in catalogue(WITHIN, chosen)]


@pytest.mark.parametrize(
    ("chosen", "expected"),
    [
        (Filter(), ["-", "c", "b", "a"]),
        (Filter(subject_id="town"), ["b", "a"]),
        (Filter(indicator_id="firms"), ["c"]),
        (Filter(status=Absence.NO_ENTRY), ["-"]),
        (Filter(status=Status.PROJECTED), ["b"]),
        (Filter(text="15.38"), ["a"]),
        (Filter(text="创新园"), ["-", "c"]),
        (Filter(text="INNOVATION firms"), ["c"]),
        (Filter(text="expected"), ["b"]),
        (Filter(text="s-a"), ["a"]),
        (Filter(text="nothing of the kind"), []),
    ],
)
def test_the_list_is_filtered(chosen: Filter, expected: list[str]) -> None:
    """By subject, indicator, status and text in either language; what is missing is in the list."""
    assert ids(chosen) == expected


def test_the_list_of_every_corridor_is_whole(corridor: Corridor) -> None:
    """Every value and every gap is listed once."""
    entries = catalogue(corridor)
    listed = sorted(entry.figure.id for entry in entries if entry.figure and entry.figure.value is not None)
    assert listed == sorted(one.id for one in corridor.figures if one.value is not None)
    assert sum(entry.status in set(Absence) for entry in entries) == len(gaps(corridor))


@pytest.mark.parametrize(
    ("by", "expected"),
    [
        (Order.SUBJECT, ["-", "c", "b", "a"]),
        (Order.INDICATOR, ["-", "b", "a", "c"]),
        (Order.PERIOD, ["b", "c", "a", "-"]),
    ],
)
def test_a_list_goes_by_what_it_is_asked_to(by: Order, expected: list[str]) -> None:
    """What is equal stays in its order, and what has no time stands last."""
    found = ordered(WITHIN, catalogue(WITHIN), by)
    assert [entry.figure.id if entry.figure else "-" for entry in found] == expected


def test_values_of_one_unit_go_by_size_and_others_do_not() -> None:
    """Firms are not more or less than tax, nor than buildings; what is missing stands last."""
    taxes = catalogue(WITHIN, Filter(indicator_id="tax"))
    assert [entry.figure and entry.figure.id for entry in ordered(WITHIN, taxes, Order.VALUE)] == ["a", "b", None]
    assert len(measures(WITHIN, catalogue(WITHIN))) == 2
    with pytest.raises(ValueError, match="units"):
        ordered(WITHIN, catalogue(WITHIN), Order.VALUE)
