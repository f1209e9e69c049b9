"""The panels as a reader gets them: every figure with its frame, nothing added, nothing missing turned into zero."""

import re
from dataclasses import replace
from html import unescape
from pathlib import Path

import factories
import pytest

from corridor.draw.web.panel.panel import FIRMS, corridor_panel, node_panel
from corridor.draw.web.ribbon import ribbon
from corridor.draw.words.panel_figures import own_figures
from corridor.draw.words.wording import (
    figure_value,
    industry_group_text,
    nodes_text,
    period_text,
    scope_text,
    status_text,
    status_with_release,
)
from corridor.i18n import word
from corridor.model.corridor import TIE_STATUSES, Corridor, Enterprise, IndustryGroup
from corridor.model.expectation import gaps_of
from corridor.model.figure import Release, Status
from corridor.model.period import parse_period
from corridor.model.text import LANGS, Lang, Text
from corridor.pack.load import load

HOSTILE = "<img src=x onerror=alert(1)>\"'`${7*7}{{7*7}}</script>"
VALUE = re.compile(r'<span class="statement-value">(.*?)</span>')
MISSING = re.compile(r'class="statement" data-status="(not_published|no_entry)"')
UNBROKEN = re.compile(r'<span class="unbroken">(.*?)</span>')
FIGURE = re.compile(r'data-figure="([^"]+)"')


@pytest.fixture(scope="module", params=LANGS)
def lang(request: pytest.FixtureRequest) -> Lang:
    """Each language in turn."""
    chosen: Lang = request.param
    return chosen


@pytest.fixture(scope="module")
def corridor(pack: Path) -> Corridor:
    """Each corridor as the public may know it."""
    return load(pack, Release.PUBLIC)


@pytest.fixture(scope="module")
def lantern(invented: Path) -> Corridor:
    """The invented corridor."""
    return load(invented, Release.PUBLIC)


def figures_of_panel(corridor: Corridor, node_id: str) -> set[str]:
    """Ids of the published figures of a node, of what is shown with it and of its firms."""
    subjects = (node_id, *(thing.id for thing in corridor.shown_with(node_id)))
    firms = (firm.id for firm in corridor.enterprises_by_node.get(node_id, ()))
    return {
        figure.id
        for subject in (*subjects, *firms)
        for figure in corridor.figures_by_subject.get(subject, ())
        if figure.status is not Status.NOT_PUBLISHED
    }


def test_a_value_supplied_stands_before_what_is_still_missing(lang: Lang) -> None:
    """Older values stay below: the newest time comes first, known or not."""
    told = (
        factories.figure("older", "hub", "3", "2020"),
        factories.figure("missing", "hub", None, "2022/2025"),
        factories.figure("supplied", "hub", "4", "2024"),
    )
    town = factories.corridor(told, nodes=(factories.node("hub"),))
    (block,) = own_figures(town, town.node_by_id["hub"], lang).blocks
    assert [line.figure_id for line in block.recent] == ["supplied", "missing", "older"]


def test_a_panel_shows_every_figure_once_and_no_other_number(corridor: Corridor, lang: Lang) -> None:
    """No value stands on a panel but a published one, and none is left out, rounded or added up."""
    for node in corridor.nodes:
        if not node.has_economy:
            continue
        shown = node_panel(corridor, node, lang)
        expected = figures_of_panel(corridor, node.id)
        values = [figure_value(corridor, corridor.figure_by_id[key], lang) for key in expected]
        missing = {word("figure.not-published", lang), word("figure.no-entry", lang)}
        assert sorted(v for v in map(unescape, VALUE.findall(shown)) if v not in missing) == sorted(values)
        assert expected <= set(FIGURE.findall(shown))


def test_a_figure_stands_with_period_status_scope_and_sources(corridor: Corridor, lang: Lang) -> None:
    """Whoever reads a value reads its frame."""
    figure = next(f for f in corridor.figures if f.scope_id and f.source_ids and f.subject_id in corridor.node_by_id)
    shown = unescape(node_panel(corridor, corridor.node_by_id[figure.subject_id], lang))
    part = shown.split(f'data-figure="{figure.id}"')[1].split('class="statement"')[0]
    assert period_text(figure.period, lang) in part
    assert status_text(figure.status, lang) in part
    assert scope_text(corridor, figure, lang) in part
    assert corridor.source_by_id[figure.source_ids[0]].title[lang] in part


def test_what_is_missing_is_said_once_for_each_gap(corridor: Corridor, lang: Lang) -> None:
    """What is known stands open; all gaps are one line, which says what is missing and why, and unfolds."""
    for node in corridor.nodes:
        own = gaps_of(corridor, node.id)
        beside = [gap for thing in corridor.shown_with(node.id) for gap in gaps_of(corridor, thing.id) if gap.figure]
        shown = node_panel(corridor, node, lang)
        known, _, folded = shown.partition('<details class="gaps">')
        assert MISSING.findall(known) == []
        assert sorted(MISSING.findall(folded)) == sorted(gap.absence.value for gap in (*own, *beside))
        line = unescape(folded.partition("</summary>")[0])
        assert all(corridor.indicator_by_id[gap.indicator_id].name[lang] in line for gap in own)


def test_a_panel_opens_with_what_the_place_is(corridor: Corridor, lang: Lang) -> None:
    """Every place has its sentence, in words of its own, and nothing but its role and name stands before it."""
    for node in corridor.nodes:
        said = node.summary[lang]
        assert said.endswith("。" if lang == "zh" else "."), node.id
        assert said not in node.note[lang]
        shown = UNBROKEN.sub(r"\1", unescape(node_panel(corridor, node, lang)))
        before, _, after = shown.partition(f'<p class="summary">{said}</p>')
        assert after
        assert "<dl" not in before


def test_a_node_without_economy_has_no_trace_of_one(corridor: Corridor, lang: Lang) -> None:
    """Name, role, position and milestones, and nothing that asks for a number."""
    silent = [node for node in corridor.nodes if not node.has_economy]
    assert silent
    for node in silent:
        shown = node_panel(corridor, node, lang)
        assert node.name[lang] in unescape(shown)
        assert "economy" not in shown
        assert "statement-value" not in shown
        assert "not_published" not in shown
        assert word("panel.firms", lang) not in shown


def test_figures_of_others_stand_apart_with_the_remark(corridor: Corridor, lang: Lang) -> None:
    """Each other subject has its own caption, under the sentence that they are not added."""
    beside = {thing.shown_with for thing in corridor.subjects if thing.shown_with and figures_of(corridor, thing.id)}
    assert beside
    for node_id in beside:
        node = corridor.node_by_id[node_id]
        own, remark, more = unescape(node_panel(corridor, node, lang)).partition(word("panel.not-added", lang))
        assert remark
        for thing in corridor.shown_with(node_id):
            ids = figures_of(corridor, thing.id)
            if ids:
                assert f'data-subject="{thing.id}"' in more
                assert not ids & set(FIGURE.findall(own))


def figures_of(corridor: Corridor, subject_id: str) -> set[str]:
    """Ids of the published figures of one subject."""
    figures = corridor.figures_by_subject.get(subject_id, ())
    return {figure.id for figure in figures if figure.status is not Status.NOT_PUBLISHED}


def test_the_corridor_panel_holds_its_figures_with_their_notes(corridor: Corridor, lang: Lang) -> None:
    """A figure of the whole strip never stands without its caveat."""
    shown = unescape(corridor_panel(corridor, lang))
    whole = {subject.id for subject in corridor.subjects if subject.shown_with is None}
    figures = [f for f in corridor.figures if f.subject_id in whole and f.status is not Status.NOT_PUBLISHED]
    assert figures
    assert {figure.id for figure in figures} <= set(FIGURE.findall(shown))
    assert all(figure.note[lang] in shown for figure in figures)
    assert word("panel.not-added-of-all", lang) in shown
    assert all(strategy.text[lang] in shown for strategy in corridor.strategies)
    assert all(programme.name[lang] in shown for programme in corridor.programmes)
    assert all(industry.name[lang] in shown for industry in corridor.industries)


@pytest.mark.parametrize("status", TIE_STATUSES)
def test_an_industry_is_marked_unless_it_is_a_fact(lantern: Corridor, lang: Lang, status: Status) -> None:
    """With the badge of a figure, its note, who says so, and what the mark means."""
    note = Text("来源说的是片区。", "The source speaks of the area.")
    ties = tuple(replace(tie, status=status, note=note) for tie in lantern.node_industries)
    told = replace(lantern, node_industries=ties)
    for tie in ties:
        shown = unescape(node_panel(told, told.node_by_id[tie.node_id], lang))
        name = told.industry_by_id[tie.industry_id].name[lang]
        chip = f'<li data-status="{status}" class="noted"><span class="chip">{name}</span>'
        said = shown.split(chip)[1].split("</li>")[0]
        assert note[lang] in said
        assert (status_text(status, lang) in said) is (status is not Status.ACTUAL)
        assert all(told.source_by_id[key].title[lang] in shown for key in tie.source_ids)
        assert status is Status.ACTUAL or word(f"figure.status-help-{status}", lang) in shown


def test_ties_of_a_node_without_economy_are_shown_nowhere(lantern: Corridor, lang: Lang) -> None:
    """Its industries are as silent as its tax, at the industry too."""
    silent = tuple(replace(node, has_economy=False) for node in lantern.nodes)
    without = replace(lantern, nodes=silent)
    assert 'class="chip"' not in "".join(node_panel(without, node, lang) for node in silent)
    assert all(nodes_text(without, industry, lang) == "" for industry in without.industries)


def test_the_corridor_panel_tells_which_nodes_only_plan_an_industry(lantern: Corridor, lang: Lang) -> None:
    """Beside the name of the node, for industries in the order of their groups."""
    shown = unescape(corridor_panel(lantern, lang))
    captions = {one.group: industry_group_text(lantern, one, lang) for one in lantern.industries}
    groups = [shown.index(f"<h3>{captions[group]}</h3>") for group in IndustryGroup]
    assert groups == sorted(groups)
    for tie in lantern.node_industries:
        name, status = lantern.name_of(tie.node_id)[lang], status_text(tie.status, lang)
        listed = shown.split(f"<b>{lantern.industry_by_id[tie.industry_id].name[lang]}</b>")[1].split("<b>")[0]
        assert (word("figure.tied", lang, name=name, status=status) in listed) is (tie.status is not Status.ACTUAL)
        assert name in listed


def test_the_ribbon_holds_its_figures_in_captioned_groups(corridor: Corridor, lang: Lang) -> None:
    """Every tile says value, period, status and scope."""
    shown = unescape(ribbon(corridor, lang))
    for group in corridor.ribbon:
        assert group.caption[lang] in shown
        for figure_id in group.figure_ids:
            figure = corridor.figure_by_id[figure_id]
            tile = shown.split(f'data-figure="{figure_id}"')[1].split('class="tile"')[0]
            assert figure_value(corridor, figure, lang) in tile
            assert period_text(figure.period, lang) in tile
            assert status_text(figure.status, lang) in tile
            assert scope_text(corridor, figure, lang) in tile


def tile_line(shown: str, figure_id: str) -> str:
    """What the tile with a figure says before anybody asks it for more."""
    tiles = (tile.split('class="tile-more"')[0] for tile in shown.split('class="tile"')[1:])
    return next(tile for tile in tiles if f'data-figure="{figure_id}"' in tile)


def test_an_internal_headline_figure_says_so_on_its_tile(lantern: Corridor, lang: Lang) -> None:
    """A public result needs no word; any other figure has its standing in sight, not only when asked for more."""
    figures = tuple(replace(one, release=Release.INTERNAL) for one in lantern.figures)
    inside = unescape(ribbon(replace(lantern, figures=figures), lang))
    for one in figures:
        if any(one.id in group.figure_ids for group in lantern.ribbon):
            assert status_with_release(one, lang) in tile_line(inside, one.id)


@pytest.mark.parametrize(
    "other",
    [{"scope_id": "local-share"}, {"scope_id": None}, {"period": parse_period("2021")}, {"status": Status.CLAIMED}],
    ids=["scope", "unstated", "period", "status"],
)
def test_growth_stands_beside_no_amount_but_its_own(lantern: Corridor, other: dict[str, object]) -> None:
    """It is in the tile of its amount only where both state the same; otherwise it has a tile of its own."""
    growth = "town-tax-growth-2022"
    together = unescape(ribbon(lantern, "zh"))
    assert "8.3%" in tile_line(together, "town-tax-2022")
    changed = tuple(replace(one, **other) if one.id == growth else one for one in lantern.figures)
    apart = unescape(ribbon(replace(lantern, figures=changed), "zh"))
    assert "8.3%" not in tile_line(apart, "town-tax-2022")
    assert "8.3%" in tile_line(apart, growth)


def test_no_headline_figure_is_lost_where_growths_name_each_other(lantern: Corridor) -> None:
    """Whatever a pack says of whose growth something is, each figure stands on some tile."""
    each_other = {"tax-growth": "tax-revenue", "tax-revenue": "tax-growth"}
    indicators = tuple(replace(one, growth_of=each_other.get(one.id)) for one in lantern.indicators)
    shown = unescape(ribbon(replace(lantern, indicators=indicators), "zh"))
    assert set(FIGURE.findall(shown)) == {key for group in lantern.ribbon for key in group.figure_ids}


def test_a_figure_that_the_profile_may_not_see_leaves_no_tile(lantern: Corridor) -> None:
    """No tile, no caption and no empty frame."""
    hidden = set(lantern.ribbon[0].figure_ids)
    less = replace(lantern, figures=tuple(figure for figure in lantern.figures if figure.id not in hidden))
    shown = unescape(ribbon(less, "zh"))
    assert not hidden & set(FIGURE.findall(shown))
    assert lantern.ribbon[0].caption.zh not in shown
    assert lantern.ribbon[1].caption.zh in shown


def test_hostile_words_stay_words(lantern: Corridor, lang: Lang) -> None:
    """Whatever a name or note holds, it is text in every panel."""
    bad = Text(HOSTILE, HOSTILE)
    node = replace(lantern.nodes[0], name=bad, summary=bad, address=bad, note=bad, aliases=(HOSTILE,), operator=bad)
    nasty = replace(
        lantern,
        name=bad,
        subtitle=bad,
        nodes=(node, *lantern.nodes[1:]),
        sources=tuple(replace(s, title=bad, publisher=bad, url='javascript:"<b>', link=False) for s in lantern.sources),
        figures=tuple(replace(figure, note=bad) for figure in lantern.figures),
        subjects=tuple(replace(subject, name=bad, note=bad) for subject in lantern.subjects),
        milestones=tuple(replace(m, name=bad, text=bad, subject_id=node.id) for m in lantern.milestones),
        strategies=tuple(replace(strategy, title=bad, text=bad) for strategy in lantern.strategies),
    )
    for shown in (node_panel(nasty, node, lang), corridor_panel(nasty, lang), ribbon(nasty, lang)):
        assert "<img" not in shown
        assert "<script" not in shown
        assert "</script" not in shown
        assert "&lt;img" in shown


def test_an_address_is_a_link_only_where_it_may_be(lantern: Corridor) -> None:
    """Mirrors and bare addresses are named, not linked."""
    figure = next(f for f in lantern.figures if f.subject_id in lantern.node_by_id and f.value is not None)
    node = lantern.node_by_id[figure.subject_id]

    def linked(*, link: bool) -> str:
        sources = tuple(replace(source, link=link, url="https://example.com/here") for source in lantern.sources)
        return node_panel(replace(lantern, sources=sources), node, "zh")

    assert 'href="https://example.com/here"' in linked(link=True)
    assert "example.com" not in linked(link=False)


def test_many_firms_are_counted_rather_than_listed(lantern: Corridor, lang: Lang) -> None:
    """A park with thousands of firms still has a panel that can be read."""
    node = next(node for node in lantern.nodes if node.has_economy)
    firms = tuple(
        Enterprise(
            id=f"firm-{n}",
            name=Text(f"企业{n}", f"Firm {n}"),
            node_id=node.id,
            industry_id=None,
            known_for=Text(),
            point=None,
            source_ids=(),
        )
        for n in range(FIRMS + 40)
    )
    shown = node_panel(replace(lantern, enterprises=firms), node, lang)
    assert shown.count("<li><b>") == FIRMS
    assert word("panel.firms-left", lang, n=40) in shown


def test_what_is_missing_hides_no_published_figure(lantern: Corridor, lang: Lang) -> None:
    """Rows of what was not found stand beside the newest figures, however many there are, and hide none of them."""
    node = next(node for node in lantern.nodes if node.has_economy and lantern.figures_by_subject.get(node.id))
    known = next(f for f in lantern.figures_by_subject[node.id] if f.status is not Status.NOT_PUBLISHED)
    none_found = replace(known, value=None, status=Status.NOT_PUBLISHED, period=parse_period("2090"), source_ids=())
    absent = [replace(none_found, id=f"f-absent-{n}") for n in range(4)]
    shown = own_figures(replace(lantern, figures=(*lantern.figures, *absent)), node, lang)
    block = next(block for block in shown.blocks if block.indicator_id == known.indicator_id)
    newest = next(line for line in (*block.recent, *block.earlier) if not line.missing)
    assert newest in block.recent
    assert sum(line.missing for line in block.recent) == len(absent)
