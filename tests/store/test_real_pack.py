"""What the real corridor's own folder must keep to, beyond what every folder must."""

import ipaddress
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from corridor.model.corridor import Corridor
from corridor.model.figure import Release, Status
from corridor.model.place import PositionKind
from corridor.store.load import load


@pytest.fixture(scope="module")
def real(root: Path) -> Corridor:
    """The real corridor, everything that is known of it."""
    return load(root / "data" / "qilianshan", Release.INTERNAL)


def test_it_holds_the_eight_anchors_and_the_other_sites_and_no_park_out_of_town(real: Corridor) -> None:
    """The legend's eight come first; the group's parks elsewhere are subjects without a place."""
    ids = [node.id for node in real.nodes]
    assert set(ids[:8]) == {
        "zhongyi-park", "zhichuang-top", "weilaidao", "zhongxin-zhigu", "kangjian-plaza", "cetc50", "raytron",
        "kechuang-centre",
    }  # fmt: skip
    assert len(ids) == 15
    assert {"hewang-zhigu", "baohe-zhigu", "yinji-zhigu"} <= {subject.id for subject in real.subjects} - set(ids)


def test_sixty_numbers_or_more_each_with_a_source(real: Corridor) -> None:
    """Every published value has a source, none of which is missing its address altogether but the newspaper page."""
    valued = [figure for figure in real.figures if figure.value is not None]
    assert len(valued) >= 60
    assert all(figure.source_ids for figure in valued)
    addressless = {source.id for source in real.sources if not source.url}
    assert [figure.id for figure in valued if set(figure.source_ids) <= addressless - {"s1"}] == []


def test_no_mirror_and_no_bare_address_is_a_link(real: Corridor) -> None:
    """An address of numbers, of a bucket or without a scheme is text."""
    for source in real.sources:
        host = urlsplit(source.url).hostname or ""
        if not host or "oss-cn" in host or _is_numeric(host):
            assert not source.link, source.id


def _is_numeric(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


def test_the_institute_has_a_name_a_role_and_a_visit(real: Corridor) -> None:
    """中电科50所 has no economy, no place, no figure, no firm and no industry."""
    node = real.node_by_id["cetc50"]
    assert not node.has_economy
    assert node.position.kind is PositionKind.UNKNOWN
    assert [figure.id for figure in real.figures if figure.subject_id == node.id] == []
    assert [tie.industry_id for tie in real.node_industries if tie.node_id == node.id] == []
    assert [firm.id for firm in real.enterprises if firm.node_id == node.id] == []
    assert [event.date.text for event in real.milestones if event.subject_id == node.id] == ["2023-02-10"]


def test_an_expectation_is_no_result(real: Corridor) -> None:
    """普洛斯's tax is projected, and its investment planned."""
    assert real.figure_by_id["f-glp-tax"].status is Status.PROJECTED
    assert real.figure_by_id["f-glp-investment"].status is Status.PLANNED


def test_areas_that_are_inferred_wait_to_be_asked_for(real: Corridor) -> None:
    """The outline of 2009 and the envelope of the green are off at first; 李子园's unlicensed point is absent."""
    shown = {layer.id for layer in real.layers if layer.visible}
    assert not shown & {"weilaidao-plan", "central-green"}
    assert {layer.id for layer in real.layers} > {"weilaidao-plan", "central-green"}
    assert all(feature.inferred for feature in real.context if feature.layer_id in {"weilaidao-plan", "central-green"})
    assert not any("李子园" in feature.name.zh for feature in real.context)
