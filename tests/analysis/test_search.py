from dataclasses import replace

import pytest
from factories import corridor, firm, industry, node, subject, tie

from corridor.analysis.search import search, selected_nodes
from corridor.model.corridor import Corridor
from corridor.model.place import Role
from corridor.model.selection import Selection
from corridor.model.text import LANGS, Text

WITHIN = corridor(
    nodes=(
        node(
            "hub", Text("中以(上海)创新园", "China-Israel Innovation Hub"), role=Role.CORE, aliases=("CIIH", "英雄天地")
        ),
        node("top", Text("智创TOP产城综合体", "Zhichuang TOP complex")),
        node("island", Text("未来岛", "Future Island"), operator=Text("重庆西部公司", "West Company")),
    ),
    subjects=(replace(subject("group", "group"), name=Text("施耐德系", "Schneider group"), shown_with="island"),),
    industries=(industry("health", Text("生命健康", "life and health")),),
    node_industries=(tie("hub", "health"), tie("top", "health")),
    enterprises=(firm("f", Text("普实医疗", "Push Medical"), "top"), firm("g", Text("镇外厂", "Outside works"))),
)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ["hub", "top", "island"]),
        ("  ", ["hub", "top", "island"]),
        ("创新园", ["hub"]),
        ("中以上海", ["hub"]),
        ("(上海)", ["hub"]),
        ("china israel", ["hub"]),
        ("CHINA", ["hub"]),
        ("ciih", ["hub"]),
        ("英雄", ["hub"]),
        ("zhongyi", ["hub"]),
        ("zhong yi", ["hub"]),
        ("zysh", ["hub"]),
        ("cxy", ["hub"]),
        ("zctop", ["top"]),
        ("weilaidao", ["island"]),
        ("wld", ["island"]),
        ("chongqing", ["island"]),
        ("施耐德", ["island"]),
        ("生命健康", ["hub", "top"]),
        ("smjk", ["hub", "top"]),
        ("核心节点", ["hub"]),
        ("backbone", ["top", "island"]),
        ("普实", ["top"]),
        ("medical health", ["top"]),
        ("镇外厂", []),
        ("ongyi", []),
        ("[.*", ["hub", "top", "island"]),
        ("[创新园.*", ["hub"]),
        ("没有这个", []),
    ],
)
def test_a_node_is_found_by_every_name_it_goes_by(query: str, expected: list[str]) -> None:
    """Chinese, English, alias, pinyin from a syllable's start, initials, operator, industry, role, firm; any width."""
    assert list(search(WITHIN, query)) == expected


def test_filters_narrow_the_search() -> None:
    """Industry and role work with the query, each alone and together."""
    assert selected_nodes(WITHIN, Selection(industry_id="health")) == ("hub", "top")
    assert selected_nodes(WITHIN, Selection(role="core")) == ("hub",)
    assert selected_nodes(WITHIN, Selection(industry_id="health", role="backbone")) == ("top",)
    assert selected_nodes(WITHIN, Selection(query="创新园", role="backbone")) == ()


def test_new_data_are_searched_anew() -> None:
    """An index belongs to one version of one profile's data."""
    renamed = replace(WITHIN, version="2", nodes=(replace(WITHIN.nodes[0], name=Text("新名", "New name")),))
    assert search(renamed, "xinming") == ("hub",)
    assert search(WITHIN, "xinming") == ()


def test_every_node_is_found_by_its_own_names(corridor: Corridor) -> None:
    """In every corridor, a node's names and aliases lead to it."""
    for one in corridor.nodes:
        for name in (*(one.name[lang] for lang in LANGS), *one.aliases):
            assert one.id in search(corridor, name)


def test_a_hundred_thousand_firms_are_searched_through() -> None:
    """The last of very many firms leads to its node, by name and by pinyin."""
    firms = tuple(firm(f"f{place}", Text(f"精密仪器{place}厂", f"Works {place}"), "top") for place in range(100_000))
    crowded = replace(WITHIN, version="crowded", enterprises=(*firms, firm("last", Text("蓝鲸", "Whale"), "island")))
    assert search(crowded, "lanjing") == ("island",)
    assert search(crowded, "lj") == ("island",)
    assert search(crowded, "jmyq99999") == ("top",)
