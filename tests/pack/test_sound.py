"""A pack with errors, as far as it is understood: what is left of it, and what is not."""

from collections.abc import Callable
from pathlib import Path

import pytest
from factories import contents
from samples import Change, cell, changed, lacking, prop, row, sample, text, top

from corridor.model.corridor import Corridor
from corridor.model.figure import Release
from corridor.model.problem import Severity
from corridor.pack.files import read_files
from corridor.pack.load import examine, load
from corridor.pack.sound import build_sound

FIGURES, NODES = "figures.csv", "nodes.geojson"


def built(*changes: Change) -> Corridor | None:
    """What is understood of the sample with a change that makes it unsound."""
    tables, problems = examine(changed(*changes))
    assert any(problem.severity is Severity.ERROR for problem in problems)
    return build_sound(tables, Release.INTERNAL, {})


@pytest.mark.parametrize("profile", list(Release))
def test_a_sound_pack_is_understood_as_a_whole(pack: Path, profile: Release) -> None:
    """Nothing is left out of a corridor that has no errors, for either profile."""
    sound = build_sound(examine(pack)[0], profile, read_files(pack))
    assert sound is not None
    assert contents(sound) == contents(load(pack, profile))


@pytest.mark.parametrize(
    "change",
    [
        cell(FIGURES, 4, "source_id", ""),
        cell(FIGURES, 4, "source_id", "nobody"),
        cell(FIGURES, 4, "scope_id", "nobody"),
        cell(FIGURES, 4, "note_zh", "\x01"),
        cell("indicators.csv", 2, "name_en", ""),
        prop(NODES, "n-point", near_id="nobody"),
        prop(NODES, "n-point", note_zh="\ud800"),
        prop("axis.geojson", "x-mid", accuracy_m=None),
    ],
)
def test_a_row_stays_that_lacks_what_the_model_can_lack(change: Change) -> None:
    """A number without its source is still a number, and what it names only drops out."""
    sound = built(change)
    assert sound is not None
    assert str(sound.figure_by_id["f-firms"].value) == "3000"
    assert [figure.id for figure in sound.figures] == ["f-tax", "f-none", "f-firms", "f-secret"]


@pytest.mark.parametrize(
    "change",
    [
        cell(FIGURES, 4, "value", ""),
        cell(FIGURES, 4, "value", "viele"),
        cell(FIGURES, 4, "status", "not_published"),
        cell(FIGURES, 4, "status", ""),
        cell(FIGURES, 4, "status", "real"),
        cell(FIGURES, 4, "qualifier", "circa"),
        cell(FIGURES, 4, "release", "secret"),
        cell(FIGURES, 4, "period", "May"),
        cell(FIGURES, 4, "subject_id", "nobody"),
        cell(FIGURES, 4, "indicator_id", ""),
        cell(FIGURES, 4, "id", "F"),
        cell(FIGURES, 4, "id", "f-tax"),
        cell("indicators.csv", 2, "unit", "stone"),
        cell("indicators.csv", 2, "order", ""),
        cell("indicators.csv", 2, "expected", "maybe"),
    ],
)
def test_a_row_is_left_out_that_the_model_has_no_value_for(change: Change) -> None:
    """And with it what refers to it and is nothing without it; all others are there."""
    sound = built(change)
    assert sound is not None
    assert [figure.id for figure in sound.figures] == ["f-tax", "f-none", "f-secret"]


@pytest.mark.parametrize(
    ("change", "left"),
    [
        (prop(NODES, "n-within", role="castle"), lambda one: "n-within" in one.node_by_id),
        (cell("subjects.csv", 3, "kind", "guild"), lambda one: "firms" in one.subject_by_id),
    ],
)
def test_a_word_that_is_nobodys_is_no_value(change: Change, left: Callable[[Corridor], bool]) -> None:
    """A role or kind that neither the product nor the pack knows is drawn and counted like none."""
    sound = built(change)
    assert sound is not None
    assert not left(sound)


def test_of_rows_with_one_id_the_first_is_meant() -> None:
    """As everywhere else."""
    again = row(FIGURES, "f-tax", "n-area", "tax", "2021", "9", "", "claimed", "all", "public", "s1", "", "")
    sound = built(again)
    assert sound is not None
    assert [str(one.value) for one in sound.figures if one.id == "f-tax"] == ["10.0"]


@pytest.mark.parametrize(
    ("change", "left"),
    [
        (top("context/stations.geojson", "st-one", geometry=None), lambda one: one.context),
        (top("axis.geojson", "x-mid", geometry=None), lambda one: one.axis.crossings),
        (prop("axis.geojson", "x-mid", accuracy_m="near"), lambda one: one.axis.crossings),
    ],
)
def test_what_is_nowhere_is_no_place(change: Change, left: Callable[[Corridor], object]) -> None:
    """A station or a crossing is its place."""
    sound = built(change)
    assert sound is not None
    assert left(sound) == ()


@pytest.mark.parametrize(
    "change",
    [
        lacking("axis.geojson"),
        lacking("corridor.toml"),
        prop("axis.geojson", "road", accuracy_m=None),
        top("axis.geojson", "road", geometry={"type": "LineString", "coordinates": [[104.4, 30.39], [104.4, 30.39]]}),
        text("corridor.toml", "data_date = 2024-06-30", "data_date = 'soon'"),
        text("corridor.toml", 'id = "sample"', ""),
    ],
)
def test_without_itself_and_its_axis_nothing_is_a_corridor(change: Change) -> None:
    """There is nothing to say it of, and nothing to measure along."""
    assert built(change) is None


def test_an_empty_pack_is_no_corridor() -> None:
    """As no pack at all."""
    assert build_sound({}, Release.INTERNAL, {}) is None
    assert build_sound(examine(sample())[0], Release.INTERNAL, {}) is not None
