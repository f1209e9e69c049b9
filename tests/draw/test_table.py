import re
from collections import Counter
from dataclasses import replace

from factories import corridor as made
from factories import figure, industry, node, subject, tie
from markupsafe import escape

from corridor.analysis.catalogue import Order, catalogue
from corridor.analysis.compare import compare_nodes
from corridor.analysis.derived import Derived
from corridor.analysis.growth import growth
from corridor.analysis.totals import total
from corridor.draw.web.table import (
    MOST_ROWS,
    comparison_refusals,
    comparison_table,
    derived_card,
    figures_table,
    sources_table,
)
from corridor.draw.words.derived import derived_value
from corridor.i18n import word
from corridor.model.corridor import Corridor
from corridor.model.expectation import gaps
from corridor.model.figure import Qualifier, Status
from corridor.model.text import LANGS, Text


def marked(html: str) -> Counter[str]:
    """How many rows of a table say that there is no number, by why."""
    return Counter(re.findall(r'<tr data-status="(not_published|no_entry)"', html))


def absences(corridor: Corridor) -> Counter[str]:
    """How many figures are missing, by why."""
    return Counter(gap.absence.value for gap in gaps(corridor))


def test_every_figure_and_every_gap_has_its_row(corridor: Corridor) -> None:
    """In every corridor and language, values stand under their id and what is missing is marked as missing."""
    entries = catalogue(corridor)
    for lang in LANGS:
        html = figures_table(corridor, entries, lang)
        assert html.count("<tr data-status=") == len(entries)
        assert marked(html) == absences(corridor)
        for one in corridor.figures:
            if one.value is not None:
                assert f'data-figure="{one.id}"' in html


def test_every_source_is_listed_and_linked_only_where_it_may_be(corridor: Corridor) -> None:
    """A link stands exactly for the sources whose address may be shown."""
    html = sources_table(corridor, "zh")
    assert html.count("<tr data-source=") == len(corridor.sources)
    assert html.count("<a href=") == sum(source.link and bool(source.url) for source in corridor.sources)
    for source in corridor.sources:
        if not source.link and source.url:
            assert f'href="{source.url}"' not in html


def test_a_value_that_counts_nothing_named_stands_beside_its_caveat(corridor: Corridor) -> None:
    """Where no source says what is counted, the note is in sight and needs no click; elsewhere it is folded away."""
    for lang in LANGS:
        html = figures_table(corridor, catalogue(corridor), lang)
        rows = {found[1]: found[0] for found in re.finditer(r'<tr [^>]*data-figure="([^"]+)".*?</tr>', html, re.DOTALL)}
        for one in corridor.figures:
            if one.value is not None and one.note[lang]:
                note = str(escape(one.note[lang]))
                assert note in rows[one.id]
                assert (f'<details class="sources"><summary>{word("figures.note", lang)}' in rows[one.id]) is bool(
                    one.scope_id
                )


def test_a_name_from_the_data_is_never_markup() -> None:
    """Whatever a node is called, it is shown as written."""
    within = made((figure("a", "park", "1"),), (node("park", Text("<img src=x>", "<img src=x>")),))
    html = figures_table(within, catalogue(within), "zh")
    assert "<img" not in html
    assert "&lt;img" in html


def test_very_many_figures_are_cut_and_the_reader_is_told() -> None:
    """A table is never longer than a reader can use."""
    within = made([figure(f"f{number}", "town", "1") for number in range(MOST_ROWS + 5)], subjects=(subject("town"),))
    html = figures_table(within, catalogue(within), "en")
    assert html.count("<tr data-status=") == MOST_ROWS
    assert str(MOST_ROWS) in re.sub(r"<table.*</table>", "", html, flags=re.DOTALL)


def test_a_comparison_shows_what_is_missing_and_what_cannot_be_compared() -> None:
    """Missing values and an incomparable line with its reason have their words, and each value its sources."""
    within = made(
        (figure("a", "park", "1"), figure("b", "mill", "2", "2021", "industry")),
        (node("park"), node("mill"), node("dock")),
    )
    side = compare_nodes(within, ("park", "mill", "dock"))
    assert side is not None
    html = comparison_table(within, side, "zh")
    assert html.count('data-status="no_entry"') == 1
    assert "不可比" in html
    assert [html.count(title) for title in ("s-a", "s-b")] == [1, 1]
    assert "口径不同" in comparison_refusals(within, side, "zh")


def test_an_address_that_nobody_filled_is_said_to_be_missing() -> None:
    """The comparison says that nobody has filled it, not a dash that looks like nothing to know."""
    within = made((figure("a", "park", "1"), figure("b", "mill", "2")), (node("park"), node("mill")))
    side = compare_nodes(within, ("park", "mill"))
    assert side is not None
    assert comparison_table(within, side, "zh").count("待填报") == 2


def test_a_comparison_tells_planned_industries_from_those_that_are_there() -> None:
    """Side by side a plan would otherwise weigh as much as a fact."""
    within = replace(
        made((), (node("park"), node("mill"))),
        industries=(industry("silk", Text("丝绸", "silk")),),
        node_industries=(tie("park", "silk"), tie("mill", "silk", Status.PLANNED)),
    )
    side = compare_nodes(within, ("park", "mill"))
    assert side is not None
    html = comparison_table(within, side, "zh")
    assert ["<td>丝绸</td>" in html, "<td>丝绸（规划）</td>" in html] == [True, True]


def test_a_comparison_without_conflict_refuses_nothing() -> None:
    """Two nodes of one scope and length may stand against each other."""
    within = made((figure("a", "park", "1"), figure("b", "mill", "2")), (node("park"), node("mill")))
    side = compare_nodes(within, ("park", "mill"))
    assert side is not None
    assert comparison_refusals(within, side, "en") == ""


def test_a_derived_value_is_marked_with_its_formula() -> None:
    """A growth has its sign, its formula, the weakest status and all sources, and is never taken for published."""
    pair = (figure("a", "town", "9.85", "~2016"), figure("b", "town", "15.38", "2021", status=Status.CLAIMED))
    within = made(pair, subjects=(subject("town"),))
    grown = growth(within, *pair)
    assert isinstance(grown, Derived)
    html = derived_card(within, grown, "zh")
    for words in ("+56.14%", "15.38 亿元", "9.85 亿元", "÷", "推算值", "宣称", "s-a", "s-b", "约2016年"):
        assert words in html


def test_a_sum_is_worded_in_its_unit() -> None:
    """It reads like any other amount, vagueness included."""
    pair = (figure("a", "east", "9.85"), figure("b", "west", "1", qualifier=Qualifier.OVER))
    within = made(pair, subjects=(subject("east"), subject("west")))
    added = total(within, pair)
    assert isinstance(added, Derived)
    assert derived_value(within, added, "zh") == "超 10.85 亿元"
    assert derived_value(within, added, "en") == "over CNY 1.085 billion"


def test_a_group_says_its_name_once_and_folds_only_values() -> None:
    """The newest value stands in the open with the gap beside it; older ones are under their fold."""
    within = made(
        (
            figure("new", "park", "3", "2022"),
            figure("old", "park", "2", "2021"),
            figure("gap", "park", None, "2023"),
        ),
        (node("park", Text("创新园", "Park")),),
    )
    html = figures_table(within, catalogue(within), "zh", folding=True)
    assert html.count("创新园") == 1
    before, _, folded = html.partition('<tbody class="earlier">')
    assert [key in before for key in ('data-figure="new"', 'data-figure="gap"')] == [True, True]
    assert ('data-figure="old"' in folded, 'data-figure="old"' in before) == (True, False)
    assert 'class="earlier"' not in figures_table(within, catalogue(within), "zh", by=Order.PERIOD)


def test_only_who_may_correct_is_offered_it() -> None:
    """A row leads an editor to its own figure, and one without to what it is about."""
    within = made((figure("a", "park", "1"),), (node("park"), node("mill")))
    assert "data-pick" not in figures_table(within, catalogue(within), "zh")
    picks = re.findall('data-pick="([^"]+)"', figures_table(within, catalogue(within), "zh", editing=True))
    assert picks == ["a", "mill:tax"]
