"""The whole page, driven without a browser."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import harm
import pytest
from markupsafe import escape
from samples import sample
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Selectbox

from corridor.analysis.search import find
from corridor.i18n import word
from corridor.i18n.problems import sentence
from corridor.model.corridor import Corridor
from corridor.model.figure import Release
from corridor.model.place import PositionKind, Role
from corridor.model.problem import PackError
from corridor.model.selection import Selection
from corridor.model.text import LANGS, Lang
from corridor.pack.load import load
from corridor.ui.views import VIEWS

Open = Callable[..., AppTest]


@pytest.fixture
def open_page(root: Path, monkeypatch: pytest.MonkeyPatch) -> Open:
    """Open an address of a dashboard over a data folder, run to its end."""

    def opened(data: Path, **query: str) -> AppTest:
        monkeypatch.setenv("CORRIDOR_DATA", str(data))
        app = AppTest.from_file(str(root / "corridor" / "ui" / "page.py"), default_timeout=60)
        for name, value in query.items():
            app.query_params[name] = value
        return app.run()

    return opened


def html_of(app: AppTest) -> str:
    """Everything the page says in markup of its own."""
    return "\n".join(element.proto.body for element in app.main if element.type == "html")


def query_of(app: AppTest) -> dict[str, str]:
    """The address the page has gone to."""
    given = app.query_params.items()
    return {name: value if isinstance(value, str) else value[-1] for name, value in given}


def select_of(app: AppTest, what: str, lang: Lang) -> Selectbox:
    """The filter by role or by industry."""
    return next(
        one for one in app.selectbox if (one.key or "").startswith(f"{what}-choice-") and f"-{lang}-" in one.key
    )


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("view", VIEWS)
def test_every_view_of_every_corridor_stands(open_page: Open, pack: Path, view: str, lang: Lang) -> None:
    """No exception, no notice, and the date of the data on the screen."""
    app = open_page(pack, view=view, lang=lang)
    assert not app.exception
    corridor = load(pack, Release.PUBLIC)
    assert corridor.name[lang] in html_of(app)
    assert str(corridor.data_date.year) in html_of(app)
    assert 'role="status"' not in html_of(app)


def test_the_ledger_is_broken_down_as_chosen(open_page: Open, invented: Path, root: Path) -> None:
    """By what, of which indicator, in which period; a corridor without a ledger offers none of it."""
    app = open_page(invented, view="figures", part="ledger", lang="en")
    assert not app.exception
    assert "Lantern Science City" in (table := html_of(app))[table.index("sum-table") :]
    chosen = {field: app.selectbox(key=f"ledger-{field}-lantern-canal-en") for field in ("by", "indicator", "period")}
    assert chosen["by"].options == ["by node", "by industry", "by node and industry", "by stretch of 500 m"]
    chosen["period"].select("all").run()
    assert "all periods · " in html_of(app)
    app.selectbox(key="ledger-by-lantern-canal-en").select("stretch").run()
    assert "0-500 m" in html_of(app)
    app.selectbox(key="ledger-indicator-lantern-canal-en").select("firms").run()
    assert not app.exception
    assert "2025 · " in html_of(app)
    bare = open_page(root / "data" / "qilianshan", view="figures", part="ledger", lang="en")
    assert not bare.exception
    assert "sum-table" not in html_of(bare)


@pytest.mark.parametrize("lang", LANGS)
def test_every_node_opens_from_the_list(open_page: Open, pack: Path, lang: Lang) -> None:
    """The list holds every node, and each button opens its panel and writes the address."""
    app = open_page(pack, lang=lang)
    for node in load(pack, Release.PUBLIC).nodes:
        app.button(key=f"pick-{node.id}").click().run()
        assert not app.exception
        assert f'data-node="{node.id}"' in html_of(app)
        assert query_of(app) == {"lang": lang, "node": node.id}


def test_the_way_back_to_the_corridor(open_page: Open, invented: Path) -> None:
    """A panel can be closed."""
    app = open_page(invented, node="kite-tower")
    app.button(key="back-to-corridor").click().run()
    assert 'data-corridor="lantern-canal"' in html_of(app)
    assert query_of(app) == {}


def test_an_unknown_address_is_named_and_forgotten_with_the_next_step(open_page: Open, invented: Path) -> None:
    """The notice says what was ignored; the address is not touched before the reader acts."""
    app = open_page(invented, node="nobody", role="<b>", lang="en")
    assert "nobody" in html_of(app)
    assert "&lt;b&gt;" in html_of(app)
    assert query_of(app) == {"node": "nobody", "role": "<b>", "lang": "en"}
    app.button(key="pick-kite-tower").click().run()
    assert query_of(app) == {"node": "kite-tower", "lang": "en"}
    assert "nobody" not in html_of(app)


def test_widgets_follow_the_address_and_write_ids_to_it(open_page: Open, invented: Path) -> None:
    """A link in one language works in the other, and a filter chosen by label goes by id."""
    app = open_page(invented, role="core", lang="en")
    role = select_of(app, "role", "en")
    assert role.value == "core"
    role.select("service").run()
    assert query_of(app) == {"role": "service", "lang": "en"}
    app.segmented_control(key="language-choice").set_value("zh").run()
    assert query_of(app) == {"role": "service", "lang": "zh"}
    assert select_of(app, "role", "zh").value == "service"


def test_a_search_without_result_offers_a_way_back(open_page: Open, invented: Path) -> None:
    """Nothing found is said, and one button shows all nodes again."""
    app = open_page(invented, q="zzzz<i>")
    assert word("app.nothing-found-for", "zh", query="zzzz&lt;i&gt;") in html_of(app)
    app.button(key="show-all").click().run()
    assert query_of(app) == {}
    assert app.button(key="pick-kite-tower")


def test_a_node_that_is_found_says_why(open_page: Open, root: Path) -> None:
    """The text that was found stands below the name, the part that was typed is marked, and the best comes first."""
    app = open_page(root / "data" / "qilianshan", q="施耐德")
    assert [button.label for button in app.button if (button.key or "").startswith("pick-")] == [
        "未来岛高新技术产业园  \n:small[企业：上海:primary-background[施耐德]工业控制有限公司]"
    ]
    assert "施耐德全球供应链" in html_of(app)
    app = open_page(root / "data" / "qilianshan", q="weilaidao", lang="zh")
    best = next(button for button in app.button if (button.key or "").startswith("pick-"))
    assert best.label == ":primary-background[未来岛]高新技术产业园  \n:small[按拼音]"


def test_filters_say_how_many_and_lead_nowhere_empty(open_page: Open, pack: Path) -> None:
    """Each option shows as many nodes as it says, or the firms that it says; industries without either are counted."""
    corridor = load(pack, Release.PUBLIC)
    app = open_page(pack, lang="en")
    for what in ("role", "industry"):
        for label in select_of(app, what, "en").options:
            chosen = _id_of(corridor, what, label)
            found = find(corridor, Selection(role=chosen) if what == "role" else Selection(industry_id=chosen))
            numbers = (f"({len(found.nodes)})", f"({len(found.firms)} firms, node not known)")
            assert label.endswith(numbers[0] if found.nodes else numbers[1]), label
            assert found.nodes or found.firms, label
    left_out = len(corridor.industries) - len(select_of(app, "industry", "en").options)
    assert (word("app.industries-left-out", "en", n=left_out) in html_of(app)) is bool(left_out)


def _id_of(corridor: Corridor, what: str, label: str) -> str:
    names = {one.id: one.name["en"] for one in corridor.industries}
    if what == "role":
        names = {role: word(f"place.role-{role}", "en") for role in Role}
        names |= {one.id: one.name["en"] for one in corridor.own_roles}
    return next(key for key, name in names.items() if label.startswith(f"{name} ("))


def test_an_industry_of_firms_alone_says_so(open_page: Open, root: Path) -> None:
    """No node works in it, some firms do: that is said, and filters are taken back with one press."""
    app = open_page(root / "data" / "qilianshan", industry="aviation-electrics", lang="en")
    name = load(root / "data" / "qilianshan", Release.PUBLIC).industry_by_id["aviation-electrics"].name["en"]
    assert word("app.nothing-found-in", "en", industry=name) in html_of(app)
    assert word("app.firms-without-node", "en") in html_of(app)
    app.button(key="show-all").click().run()
    assert query_of(app) == {"lang": "en"}
    with pytest.raises(KeyError):
        app.button(key="show-all")


def test_a_broken_pack_is_named_beside_the_others(open_page: Open, invented: Path, tmp_path: Path) -> None:
    """One bad folder does not take the good one down, and what its rows say stays unquoted in public."""
    shutil.copytree(invented, tmp_path / "good")
    shutil.copytree(invented, tmp_path / "worse")
    (tmp_path / "worse" / "nodes.geojson").write_text("{", encoding="utf-8")
    figures = tmp_path / "worse" / "figures.csv"
    figures.write_text(figures.read_text(encoding="utf-8").replace("public", "top-secret-word"), encoding="utf-8")
    app = open_page(tmp_path)
    assert not app.exception
    shown = html_of(app)
    assert "worse" in shown
    assert "nodes.geojson" in shown
    assert "figures.csv" in shown
    assert "top-secret-word" not in shown
    assert app.button(key="pick-kite-tower")


def test_two_packs_of_one_id_are_not_mixed(open_page: Open, invented: Path, tmp_path: Path) -> None:
    """The second is named."""
    for name in ("first", "second"):
        shutil.copytree(invented, tmp_path / name)
    assert word("app.pack-twice", "zh", name="second") in html_of(open_page(tmp_path))


@pytest.mark.parametrize("lang", LANGS)
def test_a_folder_without_packs_is_explained(open_page: Open, tmp_path: Path, lang: Lang) -> None:
    """The first start of a new town says what is missing."""
    app = open_page(tmp_path, lang=lang)
    assert not app.exception
    assert word("app.empty-help", lang) in html_of(app)


def test_another_corridor_takes_no_node_along(open_page: Open, root: Path, invented: Path, tmp_path: Path) -> None:
    """The switch leaves language and view, and nothing that belongs to the corridor left behind."""
    for folder in (invented, root / "data" / "qilianshan"):
        shutil.copytree(folder, tmp_path / folder.name)
    app = open_page(tmp_path, corridor="lantern-canal", node="kite-tower", q="kite", role="headquarters", lang="en")
    app.selectbox(key="corridor-choice-en").select("qilianshan").run()
    assert query_of(app) == {"corridor": "qilianshan", "role": "headquarters", "lang": "en"}
    assert not app.exception


def test_a_changed_pack_is_read_again(open_page: Open, invented: Path, tmp_path: Path) -> None:
    """An edit in the folder is on the next page, without a restart."""
    shutil.copytree(invented, tmp_path / "pack")
    app = open_page(tmp_path)
    settings = tmp_path / "pack" / "corridor.toml"
    changed = settings.read_text(encoding="utf-8").replace("灯影运河创新带（虚构）", "改名后的运河带")
    settings.write_text(changed, encoding="utf-8", newline="\n")
    assert "改名后的运河带" in html_of(app.run())


@pytest.mark.parametrize(("asked", "seen"), [("internal", True), ("public", False), ("", False), ("Internal ", False)])
def test_only_the_internal_profile_sees_internal_figures(
    open_page: Open, invented: Path, monkeypatch: pytest.MonkeyPatch, asked: str, *, seen: bool
) -> None:
    """Anything but the exact word is the public."""
    monkeypatch.setenv("CORRIDOR_PROFILE", asked)
    internal, public = load(invented, Release.INTERNAL), load(invented, Release.PUBLIC)
    hidden = next(f for f in internal.figures if f.id not in public.figure_by_id and f.subject_id in public.node_by_id)
    shown = html_of(open_page(invented, node=hidden.subject_id))
    assert (f'data-figure="{hidden.id}"' in shown) is seen


@pytest.mark.parametrize(
    ("name", "what"),
    [
        ("nodes.geojson", harm.nested_property),
        ("nodes.geojson", harm.a_folder),
        ("nodes.geojson", harm.a_pipe),
        ("context", harm.a_link_out),
        (".history/pointer.json", harm.nested),
        (".history/pointer.json", harm.a_folder),
        (".history/0003/.version.json", harm.nested),
        (".history", harm.a_link_to_itself),
    ],
)
def test_whatever_befell_a_pack_the_others_are_shown(
    open_page: Open, invented: Path, tmp_path: Path, name: str, what: harm.Harm
) -> None:
    """The pack is named by its folder, and no visitor learns where on the server it lies."""
    packs = tmp_path / "packs"
    shutil.copytree(invented, packs / "sound")
    what(harm.small_pack(packs / "worse", published=name.startswith(".history")) / name)
    app = open_page(packs, lang="en")
    assert not app.exception
    assert app.button(key="pick-kite-tower")
    assert word("app.pack-broken", "en", name="worse", n=1) in html_of(app)
    assert str(tmp_path) not in html_of(app)


@pytest.mark.parametrize("lang", LANGS)
def test_what_is_wrong_with_a_pack_is_for_editors(
    open_page: Open, invented: Path, tmp_path: Path, lang: Lang, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A line that unfolds: for a visitor the places in plain words, for editors what is wrong and how to list all."""
    own = Path(shutil.copytree(invented, tmp_path / "packs" / "own"))
    worse = Path(shutil.copytree(invented, tmp_path / "packs" / "worse"))
    (worse / "sources.csv").write_text("id,title_zh\nBad Id,x\n", encoding="utf-8")
    with pytest.raises(PackError) as found:
        load(worse, Release.PUBLIC)
    what = str(escape(sentence(found.value.problems[0])[lang]))
    line, command = word("app.pack-broken", lang, name="worse", n=1)[:12], "python -m corridor check"
    shown = html_of(open_page(own.parent, lang=lang))
    assert line in shown
    assert word("app.pack-visitor", lang) in shown
    assert "sources.csv" in shown
    assert what not in shown
    assert command not in shown
    monkeypatch.setenv("CORRIDOR_PROFILE", "internal")
    shown = html_of(open_page(own.parent, lang=lang))
    assert "<details>" in shown
    assert what in shown
    assert command in shown


@pytest.mark.parametrize("lang", LANGS)
def test_the_map_says_why_a_node_without_a_place_is_not_on_it(open_page: Open, pack: Path, lang: Lang) -> None:
    """What is known of its place stands over the map; of a node that is drawn, nothing does."""
    corridor = load(pack, Release.PUBLIC)
    for node in (corridor.nodes[0], next(one for one in corridor.nodes if one.position.kind is PositionKind.UNKNOWN)):
        shown = html_of(open_page(pack, lang=lang, node=node.id))
        is_unknown = node.position.kind is PositionKind.UNKNOWN
        assert ('class="map-place"' in shown) is is_unknown
        banner = shown.partition('class="map-place"')[2].partition("</p>")[0]
        assert not is_unknown or str(escape(node.name[lang])) in banner


@pytest.mark.parametrize("lang", LANGS)
def test_who_sees_what_is_internal_may_look_as_the_public_does(
    open_page: Open, invented: Path, lang: Lang, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The header says which data are on the screen; one press builds the page from public data, another goes back."""
    secret = "777.7701" if lang == "zh" else "77.77701"
    assert 'data-release="' not in html_of(open_page(invented, lang=lang, node="lantern-city"))
    monkeypatch.setenv("CORRIDOR_PROFILE", "internal")
    app = open_page(invented, lang=lang, node="lantern-city")
    assert secret in html_of(app)
    assert 'data-release="internal"' in html_of(app)
    before = query_of(app)
    app.button(key="as-public").click().run()
    assert not app.exception
    assert secret not in html_of(app)
    assert 'data-release="public"' in html_of(app)
    assert query_of(app) == before
    app.button(key="as-public").click().run()
    assert secret in html_of(app)


def test_the_lock_of_an_editor_harms_nothing(open_page: Open, invented: Path, tmp_path: Path) -> None:
    """A file that is open in an editor has a link beside it that leads nowhere."""
    own = Path(shutil.copytree(invented, tmp_path / "packs" / "own"))
    harm.a_link_to_nowhere(own / ".#figures.csv")
    harm.a_link_to_nowhere(own / "context" / ".#roads.geojson")
    app = open_page(own.parent)
    assert not app.exception
    assert app.button(key="pick-kite-tower")
    assert 'role="alert"' not in html_of(app)


def test_a_folder_whose_name_is_not_utf_8_is_named(open_page: Open, invented: Path, tmp_path: Path) -> None:
    """It holds a pack that cannot be shown; a sound one is shown, whatever its files are called."""
    shutil.copytree(invented, tmp_path / "sound")
    try:
        worse = harm.small_pack(tmp_path / os.fsdecode(b"\xb0\xfc"))
        (tmp_path / "sound" / os.fsdecode(b"\xb1\xb8.csv")).write_bytes(b"x")
    except OSError:
        pytest.skip("no such names here")
    (worse / "nodes.geojson").unlink()
    app = open_page(tmp_path)
    assert not app.exception
    assert app.button(key="pick-kite-tower")
    assert word("app.pack-broken", "zh", name="\\udcb0\\udcfc", n=1) in html_of(app)


def test_what_is_mended_is_shown(open_page: Open, tmp_path: Path) -> None:
    """Also where a file is as long and as old as what stood in its place."""
    own = harm.small_pack(tmp_path / "packs" / "own")
    path = own / "nodes.geojson"
    harm.a_link(path, own / "later.geojson")
    assert word("app.pack-broken", "zh", name="own", n=1) in html_of(open_page(own.parent))
    (own / "later.geojson").write_bytes(sample()["nodes.geojson"])
    assert open_page(own.parent).button(key="pick-n-point")
