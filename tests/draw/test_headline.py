"""The line beside a chosen node can stand alone."""

from dataclasses import replace
from pathlib import Path

import pytest

from corridor.draw.words.headline import headline
from corridor.draw.words.wording import figure_caption, figure_value, position_text, role_text
from corridor.model.corridor import Corridor
from corridor.model.figure import Release, Status
from corridor.model.period import UNSTATED
from corridor.model.text import LANGS, Lang
from corridor.pack.load import load


@pytest.fixture(params=LANGS)
def lang(request: pytest.FixtureRequest) -> Lang:
    """Each language in turn."""
    chosen: Lang = request.param
    return chosen


def test_every_node_says_its_role_and_one_thing_more(corridor: Corridor, lang: Lang) -> None:
    """Either a figure of its own with all that must stand beside it, or what is known of the place."""
    for node in corridor.nodes:
        line = headline(corridor, node, lang)
        figures = [
            (figure_value(corridor, figure, lang), figure_caption(corridor, figure, lang))
            for figure in corridor.figures_by_subject.get(node.id, ())
            if figure.value is not None
        ]
        assert role_text(corridor, node.role_id, lang) in line
        assert position_text(corridor, node, lang) in line or any(
            value in line and caption in line for value, caption in figures
        )


def test_a_settled_figure_speaks_for_its_node(invented: Path, lang: Lang) -> None:
    """Where nothing is missing and a figure needs no caveat, the highlight already says it."""
    known = load(invented, Release.PUBLIC)
    assert any(position_text(known, node, lang) not in headline(known, node, lang) for node in known.nodes)


@pytest.mark.parametrize(
    "change",
    [
        {"status": Status.CLAIMED},
        {"status": Status.PROJECTED},
        {"period": UNSTATED},
        {"scope_id": None},
        {"release": Release.INTERNAL},
    ],
    ids=["claimed", "projected", "undated", "without-scope", "internal"],
)
def test_a_figure_that_needs_a_caveat_is_no_headline(invented: Path, change: dict[str, object]) -> None:
    """What was only claimed or expected, leaves its time or scope open or is not public stays in the panel."""
    known = load(invented, Release.PUBLIC)
    doubtful = replace(
        known,
        figures=tuple(
            replace(figure, **change) if figure.value is not None else figure  # type: ignore[arg-type]
            for figure in known.figures
        ),
    )
    for node in doubtful.nodes:
        assert position_text(doubtful, node, "en") in headline(doubtful, node, "en")


def test_a_node_without_an_economy_has_no_figure(corridor: Corridor, lang: Lang) -> None:
    """Nothing economic is said of it, whatever the data hold."""
    for node in corridor.nodes:
        bare = replace(node, has_economy=False)
        assert position_text(corridor, bare, lang) in headline(corridor, bare, lang)
