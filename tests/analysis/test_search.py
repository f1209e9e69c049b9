from dataclasses import replace

import pytest
from factories import corridor, figure, firm, industry, node, subject, tie

from corridor.analysis.search import Match, Where, find, normalised, search
from corridor.model.corridor import Corridor
from corridor.model.place import Role
from corridor.model.selection import Selection
from corridor.model.text import LANGS, Text

WITHIN = corridor(
    nodes=(
        node(
            "hub", Text("中以(上海)创新园", "China-Israel Innovation Hub"), role=Role.CORE, aliases=("CIIH", "英雄天地")
        ),
        node("top", Text("智创TOP产城综合体", "Zhichuang TOP complex"), aliases=("第五十研究所",)),
        node(
            "island",
            Text("未来岛", "Future Island"),
            operator=Text("重庆西部公司", "West Company"),
            note=Text("离体育中心（“创新园”旁）不远。", "Not far from the sports ground."),
        ),
    ),
    subjects=(replace(subject("group", "group"), name=Text("施耐德系", "Schneider group"), shown_with="island"),),
    industries=(industry("health", Text("生命健康", "life and health")), industry("sail", Text("帆船", "sailing"))),
    node_industries=(tie("hub", "health"), tie("top", "health")),
    enterprises=(
        firm("f", Text("上海世浦医疗", "Push Medical"), "top"),
        replace(firm("g", Text("镇外厂", "Outside works")), industry_id="sail"),
    ),
    figures=(figure("t", "hub", "1"), figure("gap", "top", None)),
)


def found_by(query: str) -> list[str]:
    """Ids of the nodes that are found, best first."""
    return list(search(WITHIN, query).nodes)


def why(query: str, node_id: str) -> list[tuple[Where, str, str, bool]]:
    """For what a node was found: its texts, the parts named, and whether they are read in pinyin."""
    return [
        (match.where, match.text, match.text[match.start : match.end], match.is_read)
        for match in search(WITHIN, query).nodes[node_id]
    ]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ["hub", "top", "island"]),
        ("  ", ["hub", "top", "island"]),
        ("中以上海", ["hub"]),
        ("(上海)", ["hub", "top"]),
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
        ("世浦", ["top"]),
        ("shipu", ["top"]),
        ("medical health", ["top"]),
        ("税收", ["hub"]),
        ("镇外厂", []),
        ("[.*", ["hub", "top", "island"]),
        ("没有这个", []),
    ],
)
def test_a_node_is_found_by_every_name_it_goes_by(query: str, expected: list[str]) -> None:
    """Chinese, English, alias, pinyin, initials, operator, industry, role, firm, known figure; any width."""
    assert found_by(query) == expected


@pytest.mark.parametrize(
    ("query", "why_not"),
    [
        ("ongyi", "begins within a syllable of 中以"),
        ("yan", "is the fourth syllable of 第五十研究所"),
        ("zhongxin", "is 中心 in a note"),
        ("srael", "begins within a word"),
    ],
)
def test_what_only_chances_to_be_in_a_text_is_not_found(query: str, why_not: str) -> None:
    """Pinyin counts from a syllable's start, a short one from a name's; notes are not read; words from their start."""
    assert found_by(query) == [], why_not


@pytest.mark.parametrize(
    ("query", "best"),
    [
        ("创新园", ["hub", "island"]),
        ("future island", ["island"]),
        ("wei", ["island"]),
        ("上海", ["hub", "top"]),
        ("shi", ["island"]),
    ],
)
def test_the_best_comes_first(query: str, best: list[str]) -> None:
    """A name before a firm, a firm before a note."""
    assert found_by(query) == best


def test_names_rank_by_how_they_are_met() -> None:
    """The whole name, its beginning, a word in it, then its pinyin, then aliases and firms."""
    names = {
        "firm": Text("甲", "A"),
        "alias": Text("乙", "B"),
        "read": Text("通桥", "C"),
        "word": Text("东 Tong", "D"),
        "start": Text("Tong Tower", "E"),
        "exact": Text("Tong", "F"),
    }
    nodes = tuple(node(key, name, aliases=("Tong Yard",) if key == "alias" else ()) for key, name in names.items())
    made = corridor(nodes=nodes, enterprises=(firm("one", Text("Tong 厂", "Tong Works"), "firm"),), version="t")
    assert list(search(made, "tong").nodes) == ["exact", "start", "word", "read", "alias", "firm"]


@pytest.mark.parametrize(
    ("query", "node_id", "expected"),
    [
        ("施耐德", "island", (Where.RELATED, "施耐德系", "施耐德", False)),
        ("世浦", "top", (Where.FIRM, "上海世浦医疗", "世浦", False)),
        ("shipu", "top", (Where.FIRM, "上海世浦医疗", "世浦", True)),
        ("以（上海）创", "hub", (Where.NAME, "中以(上海)创新园", "以(上海)创", False)),
        ("cxy", "hub", (Where.NAME, "中以(上海)创新园", "创新园", True)),
        ("zctop", "top", (Where.NAME, "智创TOP产城综合体", "智创TOP", True)),
        ("weil", "island", (Where.NAME, "未来岛", "未来", True)),
        ("ＣＩＩＨ", "hub", (Where.ALIAS, "CIIH", "CIIH", False)),
        ("体育", "island", (Where.NOTE, "离体育中心（“创新园”旁）不远。", "体育", False)),
        ("税", "hub", (Where.FIGURE, "税收", "税", False)),
    ],
)
def test_a_finding_says_why(query: str, node_id: str, expected: tuple[Where, str, str, bool]) -> None:
    """The text as written, which part of it was named, brackets and width aside, and whether it was read in pinyin."""
    assert why(query, node_id) == [expected]


def test_several_words_have_each_their_reason() -> None:
    """One line for both is one reason."""
    assert [where for where, *_ in why("medical health", "top")] == [Where.FIRM, Where.INDUSTRY]
    assert why("china hub", "hub") == [(Where.NAME, "China-Israel Innovation Hub", "China", False)]


def test_filters_narrow_the_search() -> None:
    """Industry and role work with the query, each alone and together."""
    assert list(find(WITHIN, Selection(industry_id="health")).nodes) == ["hub", "top"]
    assert list(find(WITHIN, Selection(role="core")).nodes) == ["hub"]
    assert list(find(WITHIN, Selection(industry_id="health", role="backbone")).nodes) == ["top"]
    assert list(find(WITHIN, Selection(query="创新园", role="backbone")).nodes) == ["island"]


def test_firms_without_a_node_are_found_beside_the_nodes() -> None:
    """By name or industry, where that was asked for; a role is a node's alone."""
    assert [firm.id for firm in search(WITHIN, "zwc").firms] == ["g"]
    assert [firm.id for firm in find(WITHIN, Selection(industry_id="sail")).firms] == ["g"]
    assert search(WITHIN, "").firms == ()
    assert find(WITHIN, Selection(industry_id="health")).firms == ()
    assert find(WITHIN, Selection(industry_id="sail", role="core")).firms == ()


def test_what_shows_no_economy_is_not_found_by_it() -> None:
    """Its ties and numbers are nowhere else either."""
    quiet = replace(WITHIN, version="quiet", nodes=tuple(replace(one, has_economy=False) for one in WITHIN.nodes))
    assert list(search(quiet, "税收").nodes) == []
    assert list(find(quiet, Selection(industry_id="health")).nodes) == []


def test_new_data_are_searched_anew() -> None:
    """An index belongs to one version of one profile's data."""
    renamed = replace(WITHIN, version="2", nodes=(replace(WITHIN.nodes[0], name=Text("新名", "New name")),))
    assert list(search(renamed, "xinming").nodes) == ["hub"]
    assert found_by("xinming") == []


def test_every_node_is_found_by_its_own_names(corridor: Corridor) -> None:
    """In every corridor names and aliases lead to their node; a name to it first, and all of it is marked."""
    for one in corridor.nodes:
        for name in (*(one.name[lang] for lang in LANGS), *one.aliases):
            assert one.id in search(corridor, name).nodes
        for lang in LANGS:
            best, matches = next(iter(search(corridor, one.name[lang]).nodes.items()))
            assert best == one.id
            assert {normalised(_part(match)) for match in matches} == {normalised(one.name[lang])}


def _part(match: Match) -> str:
    return match.text[match.start : match.end]


def test_a_hundred_thousand_firms_are_searched_through() -> None:
    """The last of very many firms leads to its node, by name and by pinyin."""
    firms = tuple(firm(f"f{place}", Text(f"精密仪器{place}厂", f"Works {place}"), "top") for place in range(100_000))
    crowded = replace(WITHIN, version="crowded", enterprises=(*firms, firm("last", Text("蓝鲸", "Whale"), "island")))
    assert list(search(crowded, "lanjing").nodes) == ["island"]
    assert list(search(crowded, "lj").nodes) == ["island"]
    assert list(search(crowded, "jmyq99999").nodes) == ["top"]
