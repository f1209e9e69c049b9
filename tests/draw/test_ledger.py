"""What panels, chapters, tables and files say of a ledger, and what nobody can work out from all of it together."""

import csv
import io
import re
from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import numpy as np
import openpyxl
import pytest
from scipy.optimize import linprog

from corridor.analysis.derived import Derived
from corridor.analysis.ledger_figures import (
    average_of_town,
    figure_of,
    ledger_series,
    node_ranking,
    per_area,
    with_those_inside,
    yearly_growth,
)
from corridor.draw.web.panel.panel import corridor_panel, corridor_sheet, node_panel, node_sheet
from corridor.draw.web.player.chapter_panels import PANELS
from corridor.draw.web.table import ledger_table
from corridor.draw.words.ledger import mix, node_lines, said
from corridor.export import FORMATS
from corridor.export.ledger import export_csv, export_xlsx
from corridor.intake.publish.sums import load_summed
from corridor.model.corridor import ChapterPanel, Corridor
from corridor.model.figure import Release
from corridor.model.ledger import BREAKDOWNS, FIRMS, LedgerCell
from corridor.model.text import LANGS, Lang
from corridor.pack.load import load

Named = tuple[str, str]
"""A node and an industry by name, or ``Total``."""
Sums = dict[Named, float]
TAX, NEWEST = "tax-revenue", "2025"
PART = 0.15
DIGITS = 3
"""An amount of more than so many is no other one by chance."""
NEARLY = 1e-6


@pytest.fixture(scope="module")
def public(invented: Path) -> Corridor:
    """The invented corridor with the sums that everybody may know."""
    return load_summed(invented, Release.PUBLIC)


@pytest.fixture(scope="module")
def internal(invented: Path) -> Corridor:
    """The same for who keeps the books."""
    return load_summed(invented, Release.INTERNAL)


def cells(corridor: Corridor) -> tuple[LedgerCell, ...]:
    """All sums that a profile knows, withheld ones included."""
    assert corridor.breakdown is not None
    return corridor.breakdown.cells


def cell(corridor: Corridor, node: str | None, period: str = NEWEST, *, industry: str | None = None) -> LedgerCell:
    """One sum of tax."""
    assert corridor.breakdown is not None
    found = corridor.breakdown.cell(TAX, period, node=node, industry=industry)
    assert found is not None
    return found


def pages(corridor: Corridor, lang: Lang) -> Iterable[str]:
    """Every screen that says something of the ledger: panels of page and tour, chapters, and all tables."""
    yield corridor_sheet(corridor, lang)
    yield corridor_panel(corridor, lang)
    for node in corridor.nodes:
        yield node_sheet(corridor, node, lang)
        yield node_panel(corridor, node, lang)
    assert corridor.breakdown is not None
    for by in BREAKDOWNS:
        for indicator in corridor.breakdown.indicators:
            for period in (NEWEST, None):
                yield ledger_table(corridor, by, indicator, period, lang)


def files(corridor: Corridor, lang: Lang) -> Iterable[str]:
    """Every file that can be taken away, as the text in it."""
    yield FORMATS["html"](corridor, lang).decode()
    yield FORMATS["geojson"](corridor, lang).decode()
    for data in (FORMATS["xlsx"](corridor, lang), *(export_xlsx(corridor, lang, by=by) for by in BREAKDOWNS)):
        book = openpyxl.load_workbook(io.BytesIO(data))
        yield "\n".join(str(one) for sheet in book for row in sheet.values for one in row if one is not None)
    for by in BREAKDOWNS:
        yield export_csv(corridor, lang, by=by).decode("utf-8-sig")


def hidden_texts(public: Corridor, internal: Corridor, lang: Lang) -> set[str]:
    """Withheld amounts as screens and files would write them, but for what something public is, too, or may be."""
    told = {(*one.key, one.indicator_id) for one in cells(public) if one.value is not None}
    texts: dict[bool, set[str]] = {True: set(), False: set()}
    for one in cells(internal):
        if one.indicator_id != FIRMS and one.value is not None:
            is_told = (*one.key, one.indicator_id) in told
            texts[is_told] |= {said(internal, one, lang).value, f"{one.value:f}"}
    everything = "\n".join(texts[True])
    long = (text for text in texts[False] if len(re.sub(r"\D", "", text).strip("0")) > DIGITS)
    return {text for text in long if text not in everything}


def test_no_screen_and_no_file_tells_the_public_a_withheld_sum(public: Corridor, internal: Corridor) -> None:
    """Neither as it is written nor as a number; the same eyes find hundreds where an editor looks."""
    for lang in LANGS:
        hidden = hidden_texts(public, internal, lang)
        assert len(hidden) > 50
        # What can be taken away speaks both languages, or says numbers.
        shown = "\n".join((*pages(public, lang), *(files(public, lang) if lang == "en" else ())))
        assert {text for text in hidden if re.search(rf"(?<![\d.,]){re.escape(text)}(?![\d,])", shown)} == set()
        seen = "\n".join(pages(internal, lang))
        assert len({text for text in hidden if text in seen}) > 20


def taken_away(corridor: Corridor) -> Sums:
    """What an attacker reads in the workbook: the sums of tax of one period by node and industry."""
    book = openpyxl.load_workbook(io.BytesIO(FORMATS["xlsx"](corridor, "en")))
    head, *rows = book["Sums of the ledger"].values
    table = [dict(zip(head, row, strict=True)) for row in rows]
    return {
        (row["Node"], row["Industry"]): row["Value"]
        for row in table
        if (row["Indicator"], row["Period"], row["Stretch"]) == ("Tax revenue", NEWEST, "Total")
        and row["Value"] is not None
    }


def found_out(known: Sums, parts: list[Named], cell: Named) -> tuple[float, float]:
    """Between what the sums that are known leave a sum of parts, none of which is below zero."""

    def adds(key: Named) -> list[float]:
        return [float(all(want in ("Total", have) for want, have in zip(key, part, strict=True))) for part in parts]

    sums, values = np.array([adds(key) for key in known]), np.array(list(known.values()))
    bounds = []
    for sign in (1, -1):
        answer = linprog(sign * np.array(adds(cell)), A_eq=sums, b_eq=values, bounds=(0, None))
        assert answer.status in (0, 3), answer.message
        bounds.append(sign * answer.fun if answer.status == 0 else float("inf"))
    return bounds[0], bounds[1]


def too_close(known: Sums, truth: dict[Named, LedgerCell], failed: Iterable[Named]) -> list[Named]:
    """Cells that failed by themselves and are known more closely than by p percent."""
    parts = [key for key in truth if "Total" not in key]
    close = []
    for key in failed:
        value = float(truth[key].value or 0)
        low, high = found_out(known, parts, key)
        need = PART * value - NEARLY
        close += [key] if high < value + need or low > value - need else []
    return close


def test_an_attack_on_the_workbook_finds_nobody(public: Corridor, internal: Corridor) -> None:
    """By linear programmes over all that it says; and it finds somebody where only cells that failed are withheld."""
    names = {one.id: one.name["en"] for one in (*public.nodes, *public.industries)}

    def key(one: LedgerCell) -> Named:
        node, industry = (
            "Total" if key is None else names.get(key, none)
            for key, none in ((one.node_id, "no node"), (one.industry_id, "no industry"))
        )
        return node, industry

    of_year = [one for one in cells(public) if (one.indicator_id, one.period, one.stretch) == (TAX, NEWEST, None)]
    truth = {key(one): cell(internal, one.node_id, industry=one.industry_id) for one in of_year}
    known = taken_away(public)
    assert known == {key(one): float(one.value) for one in of_year if one.value is not None}
    failed = [key(one) for one in of_year if one.withheld in ("few", "dominated")]
    assert len(failed) > 10
    assert too_close(known, truth, failed) == []
    complementary = {key(one) for one in of_year if one.withheld == "complementary"}
    careless = known | {one: float(truth[one].value or 0) for one in complementary}
    assert too_close(careless, truth, failed) != []


def test_what_is_made_of_a_withheld_sum_is_withheld(public: Corridor) -> None:
    """Growth, sums with the nodes inside and amounts per firm add nothing to what is public."""
    assert figure_of(public, cell(public, "egret-hub")) is None
    assert yearly_growth(public, cell(public, "egret-hub")) is None
    lines = {line.label: line.said for line in node_lines(public, "egret-hub", "en")}
    assert {said.status for said in lines.values()} == {"withheld"}
    assert 'data-status="withheld"' in node_sheet(public, public.node_by_id["egret-hub"], "en")
    assert "为保护企业不公开" in node_sheet(public, public.node_by_id["egret-hub"], "zh")
    inside = replace(
        public,
        nodes=tuple(replace(one, part_of="kite-tower") if one.id == "egret-hub" else one for one in public.nodes),
    )
    whole = with_those_inside(inside, "kite-tower", TAX, NEWEST)
    assert whole is not None
    assert (whole.cell.value, whole.cell.firms, whole.cell.withheld) == (None, None, "complementary")


def test_a_part_of_the_largest_is_for_editors(public: Corridor, internal: Corridor) -> None:
    """It tells of single firms, so the public never has it."""
    label = "The ten largest firms' part of Tax revenue"
    assert label not in [line.label for line in node_lines(public, "lantern-city", "en")]
    (line,) = [line for line in node_lines(internal, "lantern-city", "en") if line.label == label]
    assert (line.said.value, line.said.is_internal) == ("19%", True)
    assert "internal" in node_sheet(internal, internal.node_by_id["lantern-city"], "en")


def test_growth_is_on_the_year_before(public: Corridor) -> None:
    """From one sum to the next, by the rules for any two figures; a ledger without a scope compares with nothing."""
    now, then = cell(public, "lantern-city"), cell(public, "lantern-city", "2024")
    grown = yearly_growth(public, now)
    assert isinstance(grown, Derived)
    assert now.value is not None
    assert then.value is not None
    assert abs(grown.value - (now.value - then.value) / then.value * 100) < Decimal("0.01")
    assert grown.release is Release.PUBLIC
    assert yearly_growth(public, cell(public, "lantern-city", "2021")) is None
    assert public.breakdown is not None
    unscoped = replace(public, breakdown=replace(public.breakdown, scope_id=None))
    assert not isinstance(yearly_growth(unscoped, now), Derived)
    assert ledger_series(unscoped, "lantern-city") == ()
    assert len(ledger_series(public, "lantern-city")) == 2


def test_a_nodes_sum_counts_what_lies_inside_it_as_a_further_line(public: Corridor) -> None:
    """Its own rows and those of the node inside, added, and said to be."""
    lines = {line.label: line for line in node_lines(public, "lantern-city", "en")}
    inner, own = cell(public, "ferry-lab").value, cell(public, "lantern-city").value
    whole = with_those_inside(public, "lantern-city", TAX, NEWEST)
    assert whole is not None
    assert inner is not None
    assert own is not None
    assert whole.cell.value == own + inner
    assert "Ferry Laboratory" in lines["Tax revenue with the nodes inside it"].note
    assert with_those_inside(public, "drum-yard", TAX, NEWEST) is None


def test_an_amount_by_area_stands_beside_the_towns_where_both_count_alike(public: Corridor) -> None:
    """The area is the one that is published of the node; a town of another scope, or without an area, is not named."""
    one = per_area(public, cell(public, "reed-dye-park"))
    assert one is not None
    assert (one.value, one.unit.id, one.per and one.per.id) == (Decimal("0.00373"), "yi-cny", "mu")
    assert average_of_town(public, one) is None
    assert per_area(public, cell(public, "drum-yard")) is None
    area = replace(public.figure_by_id["reed-dye-park-site"], scope_id="completed")
    of_town = (
        replace(area, id="t-area", subject_id="clearbay-town", value=Decimal(4000)),
        replace(one.figures[0], id="t-tax", subject_id="clearbay-town", value=Decimal(12)),
    )
    others = tuple(figure for figure in public.figures if figure.id != area.id)
    alike = replace(public, figures=(*others, area, *of_town))
    ratio = per_area(alike, cell(alike, "reed-dye-park"))
    assert ratio is not None
    town = average_of_town(alike, ratio)
    assert town is not None
    assert town.value == Decimal("0.00300")
    assert "Clearbay Town (invented) on average CNY 300,000 per mu" in [
        part for line in node_lines(alike, "reed-dye-park", "en") for part in line.note.split("; ")
    ]
    other = replace(alike, figures=(*others, area, of_town[0], replace(of_town[1], scope_id="all-taxes")))
    assert average_of_town(other, ratio) is None


def test_nodes_are_ranked_where_they_may_be(public: Corridor, internal: Corridor) -> None:
    """None beside what contains or overlaps it, and none that is withheld; those are named below."""
    found = node_ranking(public, TAX, NEWEST)
    assert found is not None
    assert found.ranked is not None
    assert [figure.subject_id for figure in found.ranked.figures] == [
        "lantern-city", "kite-tower", "willow-works", "reed-dye-park", "drum-yard",
    ]  # fmt: skip
    assert found.withheld == ("lock-service", "egret-hub")
    assert found.left_out == ("silk-arcade", "ferry-lab")
    seen = node_ranking(internal, TAX, NEWEST)
    assert seen is not None
    assert seen.withheld == ()
    html = corridor_sheet(public, "en")
    assert "Withheld to protect firms and not ranked: Lockside Service Station (invented), Egret Talent Hub" in html


@pytest.mark.parametrize("lang", LANGS)
def test_bars_are_a_table_with_all_that_is_said(public: Corridor, lang: Lang) -> None:
    """A row an industry with its amount and firms, withheld ones and those without an industry last, and the total."""
    made = mix(public, lang, "lantern-city")
    assert made is not None
    assert [bar.thing_id for bar in made.bars[-2:]] == ["dream-harbours", ""]
    assert [bar.said.status for bar in made.bars[-2:]] == ["withheld"] * 2
    assert max(bar.percent for bar in made.bars) == 100
    html = node_sheet(public, public.node_by_id["lantern-city"], lang)
    rows = re.findall(r'<th scope="row">', html[html.index('<table class="mix">') : html.index("mix-history")])
    assert len(rows) == len(made.bars) + 1
    assert len(made.history) == 2
    assert [len(history.periods) for history in made.history] == [5, 5]


def test_without_a_ledger_nothing_speaks_of_one(invented: Path, public: Corridor) -> None:
    """Neither panel, chapter, table nor workbook; nor does the panel of a node that shows no economic data."""
    bare = load(invented, Release.PUBLIC)
    for lang in LANGS:
        whole = corridor_sheet(bare, lang) + corridor_panel(bare, lang)
        assert "ledger" not in whole
        assert "mix" not in whole
        assert not any('class="ledger"' in node_sheet(bare, node, lang) for node in bare.nodes)
        assert 'class="ledger"' not in node_sheet(public, public.node_by_id["moth-institute"], lang)
    assert "Sums of the ledger" not in openpyxl.load_workbook(io.BytesIO(FORMATS["xlsx"](bare, "en"))).sheetnames


def test_a_chapter_shows_the_mix_of_its_node_or_of_all(public: Corridor) -> None:
    """The function that tour and slide both call."""
    chapter = next(one for one in public.chapters if one.show is ChapterPanel.MIX)
    assert PANELS[ChapterPanel.MIX](public, "en", chapter, "")["mix"] == mix(public, "en")
    of_one = replace(chapter, node_ids=("kite-tower",))
    assert PANELS[ChapterPanel.MIX](public, "en", of_one, "")["mix"] == mix(public, "en", "kite-tower")
    page = FORMATS["html"](public, "zh").decode()
    assert "各产业税收" in page[page.index('data-show="mix"') :][:400]


def test_a_breakdown_can_be_taken_away_as_it_is_shown(public: Corridor, internal: Corridor) -> None:
    """Every sum with unit, scope, release and source, the unassigned as such; what is withheld has only its reason."""
    for corridor in (public, internal):
        rows = list(csv.DictReader(io.StringIO(export_csv(corridor, "en", by="node").decode("utf-8-sig"))))
        assert len(rows) == len([one for one in cells(corridor) if one.node_id is not None and one.industry_id is None])
        assert {row["Scope"] for row in rows} == {"Town ledger basis (invented)"}
        assert "no node" in {row["Node"] for row in rows}
        assert all(bool(row["Why it is withheld"]) != bool(row["Value"]) for row in rows)
        assert ("internal" in {row["Release"] for row in rows}) == (corridor is internal)
