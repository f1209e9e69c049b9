"""The form of one figure without a browser: who is offered it, what it asks for, and what it says as one types."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from corridor.i18n import word
from corridor.model.figure import Release
from corridor.ui.access import Viewer

Open = Callable[..., AppTest]
GAP = "drum-yard-tax-2023"
KEY = f"drum-yard-tax-revenue-{GAP}-0-zh"


@pytest.fixture
def opened(root: Path, invented: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Open:
    """Open a part of a view over a copy of the invented corridor."""
    own = Path(shutil.copytree(invented, tmp_path / invented.name))

    def page(**query: str) -> AppTest:
        monkeypatch.setenv("CORRIDOR_DATA", str(own))
        app = AppTest.from_file(str(root / "corridor" / "ui" / "page.py"), default_timeout=60)
        for name, value in {"lang": "zh", **query}.items():
            app.query_params[name] = value
        return app.run()

    return page


@pytest.fixture
def as_editor(monkeypatch: pytest.MonkeyPatch) -> None:
    """The person at the page may publish."""
    monkeypatch.setattr("corridor.ui.app.viewer", lambda: Viewer(profile=Release.INTERNAL, editor="王敏"))
    monkeypatch.setattr("corridor.ui.update.publishing.viewer", lambda: Viewer(profile=Release.INTERNAL, editor="王敏"))


def html_of(app: AppTest) -> str:
    """Everything the page says in markup of its own."""
    return "\n".join(element.proto.body for element in app.main if element.type == "html")


def form(opened: Open) -> AppTest:
    """The form, open at a number that was not found."""
    app = opened(view="update", part="fill", node="drum-yard")
    app.selectbox(key="fill-indicator-zh").set_value("tax-revenue").run()
    assert not app.exception
    assert app.selectbox(key="fill-figure-drum-yard-tax-revenue-zh").value == GAP
    return app


def fill(app: AppTest, **fields: str) -> None:
    """Type or choose."""
    for name, value in fields.items():
        boxes = app.selectbox if name in ("unit", "status", "scope_id", "release", "qualifier") else app.text_input
        boxes(key=f"fill-{name}-{KEY}").set_value(value)
    app.run()
    assert not app.exception


def problems(app: AppTest) -> list[str]:
    """What is said beside the fields."""
    return [one.proto.body for one in app.main if one.type == "html" and "field-problem" in one.proto.body]


def test_a_visitor_is_offered_no_form(opened: Open) -> None:
    """Neither by the address nor from the matrix, where only what is known can be picked."""
    app = opened(view="update", part="fill", node="drum-yard")
    assert not app.exception
    assert [button.key for button in app.button if button.key == "fill-check"] == []
    shown = html_of(opened(view="figures", part="gaps"))
    assert 'data-gap="drum-yard:tax-revenue"' in shown
    assert 'data-pick="drum-yard:tax-revenue"' not in shown
    assert 'data-pick="lantern-city:tax-revenue"' in shown


@pytest.mark.usefixtures("as_editor")
def test_every_cell_leads_an_editor_on(opened: Open) -> None:
    """One that lacks a number as well as one that has it."""
    shown = html_of(opened(view="figures", part="gaps"))
    assert 'data-pick="drum-yard:tax-revenue"' in shown
    assert 'data-pick="lantern-city:tax-revenue"' in shown


@pytest.mark.usefixtures("as_editor")
def test_what_is_typed_is_checked_at_once_and_beside_its_field(opened: Open) -> None:
    """A wrong number is told in the words of an upload, a right one as it will be written; nothing is sent for it."""
    app = form(opened)
    assert app.button(key="fill-check").disabled
    fill(app, value="约3亿", period="2024")
    (problem,) = problems(app)
    assert word("intake.number", "zh", found="约3亿") in problem
    fill(app, value="3000", unit="wan-cny", qualifier="about")
    assert problems(app) == []
    assert word("update.fill-understood", "zh", said="约 3,000 万元 · 2024年") not in html_of(app)  # it lacks yet more
    lacking = [word(f"update.fill-{name}", "zh") for name in ("status", "scope_id", "source_id")]
    assert word("update.place-lacks", "zh", what="、".join(lacking)) in html_of(app)
    fill(app, status="claimed", scope_id="unstated")
    app.multiselect(key=f"fill-sources-{KEY}").set_value(["s1"]).run()
    assert word("update.fill-understood", "zh", said="约 3,000 万元 · 2024年") in html_of(app)
    assert not app.button(key="fill-check").disabled
    assert "kept-sent" not in app.session_state


@pytest.mark.usefixtures("as_editor")
def test_a_form_that_is_whole_ends_in_the_difference(opened: Open) -> None:
    """As an upload does, with the way to take it back; a field that is changed after that asks to be checked anew."""
    app = form(opened)
    fill(app, value="0.3", period="2024", status="claimed", scope_id="unstated")
    app.multiselect(key=f"fill-sources-{KEY}").set_value(["s1"]).run()
    app.button(key="fill-check").click().run()
    assert not app.exception
    assert f'data-row="{GAP}"' in html_of(app)
    assert "3,000 万元" in html_of(app)
    assert app.button(key="publish-now")
    fill(app, value="0.4")
    assert f'data-row="{GAP}"' not in html_of(app)


@pytest.mark.usefixtures("as_editor")
def test_a_known_number_stands_in_its_form_as_it_is(opened: Open) -> None:
    """A correction begins with what is published, not with an empty sheet."""
    app = opened(view="update", part="fill", node="lantern-city")
    app.selectbox(key="fill-indicator-zh").set_value("tax-revenue").run()
    which = app.selectbox(key="fill-figure-lantern-city-tax-revenue-zh")
    which.set_value("lantern-city-tax-2022").run()
    assert not app.exception
    typed = app.text_input(key="fill-value-lantern-city-tax-revenue-lantern-city-tax-2022-0-zh")
    assert typed.value
    assert not app.button(key="fill-check").disabled
