"""Which figures lead on a panel."""

from dataclasses import replace

import factories
import pytest

from corridor.analysis.strongest import MOST, strongest_of_corridor, strongest_of_node
from corridor.model.corridor import Corridor
from corridor.model.figure import OBSERVED, Release, Status

HUB = factories.node("hub")


def leading(*figures: object) -> list[str]:
    """Ids of the figures that lead on the hub's panel."""
    town = factories.corridor(figures, nodes=(HUB, factories.node("shed", shown_with="hub")))
    return [figure.id for figure in strongest_of_node(town, town.node_by_id["hub"])]


def test_headline_indicators_lead() -> None:
    """An indicator that is expected of every node comes before a newer one that is not."""
    assert leading(
        factories.figure("firms", "hub", "9", "2025", indicator_id="firms"), factories.figure("tax", "hub", "1", "2019")
    ) == ["tax", "firms"]


def test_a_result_leads_a_newer_claim_and_stands_for_its_indicator() -> None:
    """Of one indicator one figure leads: the newest result, not the newest word."""
    assert leading(
        factories.figure("claim", "hub", "9", "2024", status=Status.CLAIMED),
        factories.figure("older", "hub", "1", "2019"),
        factories.figure("newer", "hub", "2", "2021"),
    ) == ["newer"]


def test_a_public_result_leads_an_internal_one() -> None:
    """What may be said to guests comes first."""
    assert leading(
        factories.figure("books", "hub", "9", "2024", release=Release.INTERNAL),
        factories.figure("paper", "hub", "1", "2019"),
    ) == ["paper"]


@pytest.mark.parametrize("status", [Status.PLANNED, Status.PROJECTED])
def test_a_plan_leads_only_where_there_is_nothing_else(status: Status) -> None:
    """Not even a claim about something less important stands beside it."""
    plan = factories.figure("plan", "hub", "9", "2030", status=status)
    claim = factories.figure("claim", "hub", "1", "2019", indicator_id="firms", status=Status.CLAIMED)
    assert leading(plan) == ["plan"]
    assert leading(plan, claim) == ["claim"]


def test_its_own_figures_come_before_those_of_others_beside_it() -> None:
    """What is shown with a node fills up what is left."""
    assert leading(
        factories.figure("beside", "shed", "9", "2024"),
        factories.figure("own", "hub", "1", "2019", indicator_id="firms"),
        factories.figure("none", "hub", None),
    ) == ["own", "beside"]


def test_no_more_than_three_lead_and_of_silent_nodes_none(corridor: Corridor) -> None:
    """Every panel has room for them, and each is a published number."""
    for node in corridor.nodes:
        found = strongest_of_node(corridor, node)
        assert len(found) <= MOST
        assert all(figure.value is not None for figure in found)
        assert node.has_economy or not found
        assert len({figure.status in OBSERVED for figure in found}) <= 1


def test_the_corridor_leads_with_its_own_headline(corridor: Corridor) -> None:
    """In the order in which the pack puts them on its ribbon."""
    on_ribbon = [key for group in corridor.ribbon for key in group.figure_ids]
    found = [figure.id for figure in strongest_of_corridor(corridor)]
    assert found
    assert found == [key for key in on_ribbon if key in found]
    assert strongest_of_corridor(replace(corridor, ribbon=())) == ()
