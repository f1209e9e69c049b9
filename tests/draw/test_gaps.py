"""The matrix of what is known and missing, in the words and marks that a reader sees."""

import re
from collections import Counter

from factories import corridor as made
from factories import figure, node

from corridor.draw.web.gaps import gaps_matrix
from corridor.i18n import word
from corridor.model.corridor import Corridor
from corridor.model.expectation import gaps
from corridor.model.text import LANGS, Text

CELL = re.compile(r'<td data-gap="([^"]+)"([^>]*)>(.*?)</td>', re.DOTALL)


def cells(html: str) -> dict[str, tuple[str, str]]:
    """The attributes and the content of every cell, by its name."""
    return {name: (attributes, content) for name, attributes, content in CELL.findall(html)}


def test_every_gap_is_marked_by_its_reason_and_says_it(corridor: Corridor) -> None:
    """In every corridor and language a cell that lacks a number says why by attribute, shape and word."""
    missing = {(gap.subject_id, gap.indicator_id): gap.absence for gap in gaps(corridor)}
    for lang in LANGS:
        html = gaps_matrix(corridor, lang, editing=False)
        found = cells(html)
        for (subject_id, indicator_id), absence in missing.items():
            attributes, content = found[f"{subject_id}:{indicator_id}"]
            assert f'data-status="{absence}"' in attributes
            assert f'data-shape="{absence}"' in content
            assert word(f"figure.status-{absence}", lang) in content
        assert sum("data-status" in attributes for attributes, _ in found.values()) == len(missing)
        known = sum("data-known" in attributes for attributes, _ in found.values())
        assert word("figures.gaps-sum", lang, known=known, missing=len(missing)) in html


def test_who_may_not_fill_anything_in_is_offered_nothing_to_fill() -> None:
    """A reader picks what is known; an editor every cell, also one that nobody expects."""
    within = made((figure("a", "park", "1"),), (node("park"), node("mill")))
    picked = re.compile(r'data-pick="([^"]+)"')
    assert picked.findall(gaps_matrix(within, "zh", editing=False)) == ["park:tax"]
    assert Counter(picked.findall(gaps_matrix(within, "zh", editing=True))) == Counter(("park:tax", "mill:tax"))
    assert word("figures.gaps-none", "en") in gaps_matrix(made((), ()), "en", editing=False)


def test_what_is_said_of_a_gap_is_told_with_it_and_never_markup() -> None:
    """The note of the row that says that nothing was found stands beside its cell, as written."""
    told = figure("a", "park", None, "2023", note=Text("<b>查过</b>", "<b>searched</b>"))
    html = gaps_matrix(made((told,), (node("park"),)), "zh", editing=False)
    assert "&lt;b&gt;查过" in cells(html)["park:tax"][0]
    assert "<b>查过" not in html
