"""The update view without a browser: who is offered what, and what an upload is told."""

import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from corridor.i18n import word
from corridor.intake.publish.prepare import prepare
from corridor.intake.publish.publish import publish as publish_proposal
from corridor.model.figure import Release
from corridor.model.text import LANGS, Lang
from corridor.pack import history
from corridor.ui.access import Viewer
from corridor.ui.update.upload_session import Submission

Open = Callable[..., AppTest]
NOW = datetime.now(UTC)


@pytest.fixture
def own(invented: Path, tmp_path: Path) -> Path:
    """A copy of the invented corridor, to be changed."""
    return Path(shutil.copytree(invented, tmp_path / invented.name))


@pytest.fixture
def opened(root: Path, own: Path, monkeypatch: pytest.MonkeyPatch) -> Open:
    """Open the update view over the copy, with whatever this session has sent before."""

    def page(lang: Lang = "zh", sent: Submission | None = None) -> AppTest:
        monkeypatch.setenv("CORRIDOR_DATA", str(own))
        app = AppTest.from_file(str(root / "corridor" / "ui" / "page.py"), default_timeout=60)
        app.query_params["view"] = "update"
        app.query_params["lang"] = lang
        if sent is not None:
            app.session_state["kept-sent"] = sent
        return app.run()

    return page


def html_of(app: AppTest) -> str:
    """Everything the page says in markup of its own."""
    return "\n".join(element.proto.body for element in app.main if element.type == "html")


@pytest.fixture
def as_editor(monkeypatch: pytest.MonkeyPatch) -> None:
    """The person at the page may publish."""
    monkeypatch.setattr("corridor.ui.app.viewer", lambda: Viewer(profile=Release.INTERNAL, editor="王敏"))
    monkeypatch.setattr("corridor.ui.update.publishing.viewer", lambda: Viewer(profile=Release.INTERNAL, editor="王敏"))


def publish(pack: Path) -> None:
    """Make version 0002 of a pack."""
    files = history.current_files(pack)
    changed = {**files, "sources.csv": files["sources.csv"] + b"\n"}
    history.commit(pack, changed, history.CommitInfo(by="王敏", at=datetime.now(UTC)), base=history.digest(files))


def part(own: Path, text: str) -> Submission:
    """A small CSV of figures."""
    return Submission(corridor_id=own.name, name="part.csv", data=text.encode())


@pytest.mark.parametrize("lang", LANGS)
def test_a_viewer_is_told_plainly_what_may_and_may_not_be_done(opened: Open, lang: Lang) -> None:
    """The template and the upload are there, publishing is not, and nobody is told of the server's settings."""
    app = opened(lang)
    assert not app.exception
    assert word("update.who-viewer", lang) in html_of(app)
    assert word("update.how-set-up", lang) in html_of(app)
    assert "CORRIDOR_" not in html_of(app)
    assert [button.key for button in app.button if button.key in ("publish-now", "begin-preview", "sign-in")] == []


def test_a_change_is_told_as_a_figure_and_by_how_much(opened: Open, own: Path) -> None:
    """Old value, new value and the step between them, in words and units."""
    app = opened("en", part(own, "id,value\nstrip-length,4.2\n"))
    assert not app.exception
    shown = html_of(app)
    assert "about 3.7 km" in shown
    assert "about 4.2 km" in shown
    assert "+0.5 km (+13.5%)" in shown


@pytest.mark.parametrize("lang", LANGS)
def test_a_mistake_is_told_with_its_row_and_column_and_offers_no_preview(opened: Open, own: Path, lang: Lang) -> None:
    """Errors keep the difference from becoming a state."""
    app = opened(lang, part(own, "id,value\nstrip-length,many\n"))
    assert 'data-severity="error"' in html_of(app)
    assert "many" in html_of(app)
    assert [button.key for button in app.button if button.key == "begin-preview"] == []


def test_a_new_row_about_nobody_known_is_told_and_the_page_stands(opened: Open, own: Path) -> None:
    """A mistyped subject is an error of the row, not of the page."""
    app = opened("zh", part(own, "主体,指标,期间,数值,性质\n灯影科学诚,税收,2025,1.2,实际\n"))
    assert not app.exception
    assert "“”" not in html_of(app)
    assert "灯影科学诚" in html_of(app)
    assert word("update.subject-unclear", "zh") in html_of(app)


def test_a_value_of_a_row_with_mistakes_is_told_with_its_unit(opened: Open, own: Path) -> None:
    """There is no figure yet that could say it."""
    app = opened("zh", part(own, "id,value,scope_id,status\ndrum-yard-tax-2023,6.1,某口径,实际\n"))
    assert "6.1 亿元" in html_of(app)


def test_an_upload_without_difference_says_so(opened: Open, own: Path) -> None:
    """Nothing to publish is an answer."""
    app = opened("zh", part(own, "id,value\nstrip-length,3.7\n"))
    assert word("update.no-difference", "zh") in html_of(app)


def test_a_preview_is_marked_on_every_view_and_left_with_one_button(opened: Open, own: Path) -> None:
    """The mark stays until the reader leaves the preview."""
    app = opened("zh", part(own, "id,value\nstrip-length,4.2\n"))
    app.button(key="begin-preview").click().run()
    assert not app.exception
    for view in ("map", "figures", "update"):
        app.query_params["view"] = view
        app.run()
        assert word("update.preview-of", "zh", file="part.csv") in html_of(app)
    app.query_params["view"] = "map"
    app.run()
    assert "4.2 公里" in html_of(app)
    app.button(key="leave-preview").click().run()
    assert "4.2 公里" not in html_of(app)
    assert word("update.preview-of", "zh", file="part.csv") not in html_of(app)


def damage_pointer(pack: Path) -> None:
    """Leave half a pointer."""
    (pack / ".history" / "pointer.json").write_bytes(b"{")


def damage_version(pack: Path) -> None:
    """Alter a file that must never change."""
    (pack / ".history" / "0002" / "sources.csv").write_bytes(b"id\n")


@pytest.mark.usefixtures("as_editor")
@pytest.mark.parametrize(("damage", "code"), [(damage_pointer, "history-broken"), (damage_version, "version-damaged")])
def test_publishing_on_a_damaged_history_ends_in_what_is_wrong(
    opened: Open, own: Path, damage: Callable[[Path], None], code: str
) -> None:
    """It was sound when the page was drawn; nothing is published, and the way out is named."""
    publish(own)
    app = opened("zh", part(own, "编号,数值\nstrip-length,4.2\n"))
    damage(own)
    app.button(key="publish-now").click().run()
    assert not app.exception
    beginning = word(f"check.{code}", "zh", version="0002", reason="pointer.json", pack=own.name, known="")
    assert beginning[:12] in html_of(app)
    assert f"/{own.name} --to" in html_of(app)
    assert str(own.parent) not in html_of(app)
    assert not (own / ".history" / "0003").exists()


@pytest.mark.usefixtures("as_editor")
def test_a_warning_that_only_merging_brings_up_is_shown_before_it_is_accepted(opened: Open, own: Path) -> None:
    """Who confirmed others is asked again of what the merging made, which keeps what somebody else published."""
    about, tax = "lantern-city,tax-revenue", "lantern-city-tax-2022"
    head, same = "id,subject_id,indicator_id,period,value,status,scope_id,source_id", "actual,all-taxes"
    new, zero = f"f-mine,{about},2019,1,{same},s1", f"f-zero,{about},2018,0,claimed,all-taxes,s2"
    app = opened("zh", part(own, "\n".join((head, new, zero, f"{tax},{about},2022,1.46,{same},s2"))))
    assert "已有一个数" not in html_of(app)
    others = "\n".join((head, f"f-theirs,{about},2019,2,{same},s1", f"{tax},{about},2022,1.5,{same},s2"))
    theirs = prepare(own, "上报.csv", others.encode(), now=NOW)
    publish_proposal(own, theirs, history.CommitInfo(by="李雷", at=NOW), accept_warnings=True)
    app.checkbox(key="publish-accept").check()
    app.button(key="publish-now").click().run()
    assert not app.exception
    assert history.versions(own)[-1].by == "李雷"
    assert word("update.outcome-conflict", "zh") in html_of(app)
    assert "已有一个数" in html_of(app)
    assert not app.checkbox(key="publish-accept").value
    app.checkbox(key="publish-accept").check()
    app.button(key="publish-now").click().run()
    assert history.versions(own)[-1].by == "王敏"
    assert f"{tax},{about},2022,1.5," in history.current_files(own)["figures.csv"].decode()


def placing(opened: Open) -> AppTest:
    """The form that places a node, open at one whose place is not known."""
    app = opened("zh")
    app.query_params["node"] = "lock-service"
    app.query_params["part"] = "place"
    return app.run()


@pytest.mark.usefixtures("as_editor")
def test_a_position_is_not_offered_what_only_its_author_knows(opened: Open) -> None:
    """Datum, accuracy and source stand empty, and what is missing is named beside the button that waits."""
    app = placing(opened)
    app.text_input(key="place-text-zh").set_value("104.427255,30.397676").run()
    datum, accuracy = app.radio(key="place-datum-zh"), app.number_input(key="place-accuracy-zh")
    sources = app.multiselect(key="place-sources-lock-service-zh")
    assert (datum.value, accuracy.value, sources.value) == (None, None, [])
    assert app.button(key="place-check").disabled
    lacking = [word(f"update.{name}", "zh") for name in ("place-datum", "place-accuracy", "place-sources")]
    assert word("update.place-lacks", "zh", what="、".join(lacking)) in html_of(app)
    datum.set_value("gcj02").run()
    app.number_input(key="place-accuracy-zh").set_value(30).run()
    assert app.button(key="place-check").disabled
    app.multiselect(key="place-sources-lock-service-zh").set_value(["s1"]).run()
    app.button(key="place-check").click().run()
    assert not app.exception
    placed = app.session_state["kept-sent"].placing
    assert (placed.accuracy_m, placed.source_ids) == (30, ("s4", "s1"))  # what is known besides keeps its source


@pytest.mark.usefixtures("as_editor")
def test_a_mistake_in_the_form_is_told_by_its_fields(opened: Open) -> None:
    """Who fills a form has no file to mend, and has never seen the cells that it is written to."""
    app = placing(opened)
    next(group for group in app.button_group if group.key == "place-kind-zh").set_value("stretch").run()
    for key, metres in (("place-from-zh", 2000), ("place-to-zh", 300)):
        app.number_input(key=key).set_value(metres).run()
    app.multiselect(key="place-sources-lock-service-zh").set_value(["s1"]).run()
    app.button(key="place-check").click().run()
    assert not app.exception
    (report,) = [one.proto.body for one in app.main if one.type == "html" and "data-errors" in one.proto.body]
    assert "终点应大于起点" in report
    assert word("update.place-to", "zh") in report
    assert word("update.place-check", "zh") in report
    assert [said for said in ("G2", "里程（米）", "节点</td>", "自己的文件", "重新上传") if said in report] == []
    assert [one.key for one in app.main if getattr(one, "key", None) == "download-marked"] == []
    assert word("update.download-marked", "zh") not in str(app.main)


@pytest.mark.usefixtures("as_editor")
def test_a_click_on_the_map_is_called_one_until_something_else_is_typed(opened: Open) -> None:
    """It was not read off a GPS; and what is typed over it was picked who knows where."""
    app = placing(opened)
    app.text_input(key="place-text-zh").set_value("104.427255,30.397676").run()
    app.radio(key="place-datum-zh").set_value("map").run()
    (told,) = [
        element.proto.body for element in app.main if element.type == "html" and "将定位在" in element.proto.body
    ]
    assert word("update.datum-map", "zh") in told
    assert "GPS" not in told
    app.text_input(key="place-text-zh").set_value("104.43,30.4").run()
    assert app.radio(key="place-datum-zh").value is None


@pytest.mark.usefixtures("as_editor")
def test_going_to_a_damaged_version_ends_in_what_is_wrong(opened: Open, own: Path) -> None:
    """The current one stays."""
    publish(own)
    history.restore(own, "0001")
    app = opened("zh")
    next(group for group in app.button_group if str(group.key).startswith("update-part")).set_value("versions").run()
    app.button(key="restore-0002").click().run()
    damage_version(own)
    app.button(key="restore-sure-0002").click().run()
    assert not app.exception
    assert word("update.outcome-broken", "zh") in html_of(app)
    assert f"/{own.name} --to" in html_of(app)
    assert str(own.parent) not in html_of(app)
    assert history.versions(own)[0].current


LEDGER = "firm_id,name_en,node_id,period,tax-revenue\nL9999,Brand new,kite-tower,2026,0.25\n"


@pytest.mark.usefixtures("as_editor")
def test_an_editor_sees_a_ledger_summed_up_and_may_publish_it(opened: Open, own: Path) -> None:
    """Firms, rows and sums of the period that was sent; and the empty one is offered."""
    app = opened("en", part(own, LEDGER))
    assert not app.exception
    shown = html_of(app)
    assert "Ledger: firms added 1, gone 0, moved to another node 0." in shown
    assert "2026 Tax revenue (CNY 100 million), sum: no entry → 0.25" in shown
    assert "publish-now" in [button.key for button in app.button]


def test_a_viewer_hears_nothing_of_the_ledger(opened: Open, own: Path) -> None:
    """Neither how it differs from what was sent, nor whether that is right."""
    app = opened("en", part(own, LEDGER.replace("kite-tower", "nowhere")))
    shown = html_of(app)
    assert word("intake.ledger-editors", "en") in shown
    assert "firms added" not in shown
    assert "nowhere" not in shown
    assert [button.key for button in app.button if button.key in ("publish-now", "download-ledger")] == []
