"""The profile of the ledger's sums above the strip diagram: true metres, one unit, and what is withheld is said."""

from collections.abc import Collection
from dataclasses import replace
from itertools import combinations
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from corridor.analysis.breakdown import breakdown, cells, told
from corridor.draw.layout.strip.diagram import Orientation, StripForm, layout
from corridor.draw.web.strip import strip
from corridor.model.corridor import Corridor
from corridor.model.ledger import FIRMS, Withheld
from corridor.model.text import LANGS, Lang
from corridor.pack.load import load_ledger

INVENTED = Path(__file__).parents[1] / "corridors" / "lantern-canal"
FORMS: tuple[tuple[Orientation, StripForm, int], ...] = (
    ("horizontal", "full", 1280),
    ("horizontal", "full", 703),
    ("vertical", "full", 390),
    ("horizontal", "slim", 1250),
    ("horizontal", "wide", 2300),
)
SVG = "{http://www.w3.org/2000/svg}"

forms = pytest.mark.parametrize(("orientation", "form", "width"), FORMS, ids=[f"{o}-{f}-{w}" for o, f, w in FORMS])
languages = pytest.mark.parametrize("lang", LANGS)


@pytest.fixture(scope="module")
def booked() -> Corridor:
    """The invented corridor with all its sums."""
    corridor, ledger = load_ledger(INVENTED)
    assert ledger
    return replace(corridor, breakdown=breakdown(told(cells(ledger), ledger), ledger.rules, public=()))


def withholding(corridor: Corridor, stretches: Collection[str]) -> Corridor:
    """The same corridor with all sums of some stretches withheld."""
    books = corridor.breakdown
    assert books
    held = tuple(
        replace(cell, value=None, firms=None, withheld=Withheld.FEW) if cell.stretch in stretches else cell
        for cell in books.cells
    )
    return replace(corridor, breakdown=replace(books, cells=held))


def profiles(svg: str) -> dict[str, ET.Element]:
    """Groups of the drawing by indicator."""
    groups = ET.fromstring(svg).iter(f"{SVG}g")  # noqa: S314 - ours
    return {group.attrib["data-profile"]: group for group in groups if "data-profile" in group.attrib}


@forms
@languages
def test_bars_stand_at_their_true_metres(
    booked: Corridor, lang: Lang, orientation: Orientation, form: StripForm, width: int
) -> None:
    """Each bar covers its 500 m of the line, the last what there is of it; no words of the profile touch others."""
    picture = layout(booked, lang, width=width, orientation=orientation, form=form)
    labels = picture.labels()
    assert [(a, b) for (a, one), (b, two) in combinations(labels, 2) if one.overlaps(two)] == []
    _, (x0, y0), (x1, y1), _ = picture.axis
    length = abs(x1 - x0) + abs(y1 - y0)
    per_m = length / 3701
    for profile in picture.profiles:
        places = [
            (bar.box.x - x0, bar.box.width) if orientation == "horizontal" else (y0 - bar.box.bottom, bar.box.height)
            for bar in profile.bars
        ]
        assert [start for start, _ in places] == pytest.approx([m * per_m for m in range(0, 3701, 500)], abs=1.1)
        assert [size for _, size in places] == pytest.approx([*[500 * per_m] * 7, 201 * per_m], abs=1.1)


def test_one_profile_is_shown_and_all_are_said(booked: Corridor) -> None:
    """Tax stands first, the others wait hidden; a reader who hears the picture gets unit, period and every sum."""
    found = profiles(strip(booked, "zh", width=1280))
    assert list(found) == ["tax-revenue", "output-value", FIRMS]
    assert ["display" in group.attrib for group in found.values()] == [False, True, True]
    said = found["tax-revenue"].attrib["aria-label"]
    assert "2025年" in said
    assert "500–1,000 米 1.2104 亿元" in said
    assert "内部" in said
    assert "未归路段 6403 万元" in said.replace(",", "")


@languages
def test_a_withheld_stretch_is_hatched_and_says_so(booked: Corridor, lang: Lang) -> None:
    """It has no height that would tell its sum, its title and the legend say why, and its sum is nowhere."""
    held = withholding(booked, {"1000-1500"})
    svg = strip(held, lang, width=1280)
    bars = profiles(svg)["tax-revenue"].findall(f"{SVG}rect")
    hatched = [bar for bar in bars if "strip-withheld" in bar.attrib["fill"]]
    reason = {"zh": "为保护企业不公开", "en": "withheld to protect firms"}[lang]
    assert len(hatched) == 1
    assert reason in hatched[0].findtext(f"{SVG}title", "")
    assert "withheld" in [key.kind for key in layout(held, lang, width=1280).keys]
    assert {"zh": "2.121", "en": "212.1"}[lang] not in svg


def test_without_a_ledger_nothing_changes(booked: Corridor) -> None:
    """A corridor that has no sums has the strip that it always had; the slim line has a profile only where it fits."""
    bare = replace(booked, breakdown=None)
    assert profiles(strip(bare, "zh", width=1280)) == {}
    assert layout(bare, "zh", width=740, form="slim") == layout(booked, "zh", width=740, form="slim")
    assert layout(bare, "zh", width=1250, form="slim").height == layout(booked, "zh", width=1250, form="slim").height
