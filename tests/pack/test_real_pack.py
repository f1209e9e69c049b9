"""What the real corridor's own folder must keep to, beyond what every folder must."""

import ipaddress
import re
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from corridor.model.corridor import Corridor
from corridor.model.figure import Release, Status
from corridor.model.place import PositionKind
from corridor.pack.load import load


@pytest.fixture(scope="module")
def real(root: Path) -> Corridor:
    """The real corridor, everything that is known of it."""
    return load(root / "data" / "qilianshan", Release.INTERNAL)


@pytest.fixture(scope="module")
def words(root: Path) -> str:
    """Everything that the folder says, file after file."""
    files = sorted(
        path for path in (root / "data" / "qilianshan").rglob("*") if path.suffix in {".csv", ".toml", ".geojson"}
    )
    return "\n".join(path.read_text(encoding="utf-8") for path in files)


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


def test_no_committee_that_a_town_does_not_have(words: str) -> None:
    """The consultation was held by a work station of the district's CPPCC members; a town has no such committee."""
    assert "桃浦政协委员工作站" in words
    assert "镇政协" not in words
    assert not re.search(r"town.s CPPCC", words)


def test_no_plan_vouches_for_a_result(real: Corridor) -> None:
    """The report of 2017 says what the town will close, so nothing that is said to be done rests on it."""
    resting = {figure.status for figure in real.figures if "s59" in figure.source_ids}
    assert resting == {Status.PLANNED}


def test_what_was_adjusted_is_not_called_closed(real: Corridor) -> None:
    """Logistics and warehousing firms were adjusted; large parking lots were closed."""
    names = {
        real.indicator_by_id[figure.indicator_id].name["zh"]
        for figure in real.figures
        if "s58" in figure.source_ids and figure.subject_id == "taopu-smart-city"
    }
    assert names == {"关闭大型停车场", "调整物流企业", "调整仓储企业"}


def test_a_planning_area_is_no_floor_area(real: Corridor) -> None:
    """The cold chain park's 17.9 is what its plan covers, not what is built in it."""
    (area,) = (figure for figure in real.figures if str(figure.value) == "17.9")
    assert real.indicator_by_id[area.indicator_id].name["zh"] == "规划面积"


def test_nothing_puts_kangjian_on_the_road(real: Corridor) -> None:
    """康建商务广场 has a name and a role: neither place, address, industry nor sentence says where it is."""
    node = real.node_by_id["kangjian-plaza"]
    assert node.position.kind is PositionKind.UNKNOWN
    assert not node.address
    assert [tie for tie in real.node_industries if tie.node_id == node.id] == []
    sentences = [text for chapter in real.chapters for text in re.split("[。，；]", chapter.text["zh"])]
    assert [one for one in sentences if "康建" in one and "路" in one] == []


@pytest.mark.parametrize(
    "named", ["康建商务广场等", "睿创微纳研究中心等若干", "睿创微纳研究中心等是", "研发服务等", "未来空间等"]
)
def test_an_open_list_stays_open(words: str, named: str) -> None:
    """Where the source ends a list with 等 or 若干, so does the folder."""
    assert named in words


def test_a_tie_says_what_kind_of_statement_it_is(real: Corridor) -> None:
    """What is planned for the area around a node, or is a park's own strategy, is no fact about the node."""
    kinds = {(tie.node_id, tie.industry_id): tie.status for tie in real.node_industries}
    assert {kinds[key] for key in kinds if key[0] in {"zhichuang-top", "glp-taopu"}} == {Status.PLANNED}
    assert kinds["zhongyi-park", "smart-manufacturing"] is Status.ACTUAL
    assert kinds["weilaidao", "digital-supply-chain"] is Status.CLAIMED
    assert all(tie.note["zh"] for tie in real.node_industries if tie.status is not Status.ACTUAL)
    unsaid = {"kangjian-plaza", "raytron", "kechuang-centre", "zhongxin-zhigu", "laigu-kechuang", "jinzhi-space"}
    assert not unsaid & {node_id for node_id, _ in kinds}


def test_the_park_is_drawn_as_half_of_what_it_counts(real: Corridor) -> None:
    """Fifty hectares lie within the limits on the map and fifty north of them: the hundred of the panel."""
    stated = [str(real.figure_by_id[f"f-top-park-{part}"].value) for part in ("area", "south", "north")]
    assert stated == ["100", "50", "50"]
    (envelope,) = (feature for feature in real.context if feature.layer_id == "central-green")
    assert "不含北拓" in envelope.name["zh"]
    assert {"s61", "s90"} <= set(envelope.source_ids)
