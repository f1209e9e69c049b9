"""What a chapter may show beside its text."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from corridor.draw.web.player.chapter_panels import PANELS, missing_lines
from corridor.draw.words.wording import industry_group_text
from corridor.i18n import word
from corridor.model.corridor import Corridor, IndustryGroup
from corridor.model.expectation import gaps
from corridor.model.figure import Release
from corridor.model.text import LANGS, Lang
from corridor.pack.load import load


def test_of_many_subjects_some_are_named_and_the_rest_counted(corridor: Corridor) -> None:
    """What nobody published of whom fits a note: a few names and how many more, and nobody is left out of the count."""
    silent = replace(corridor, figures=())
    lines = missing_lines(silent, "zh")
    named = [line.partition("——")[2].count(word("figure.list-join", "zh")) + 1 for line in lines]
    left = [int(found[1]) if (found := re.search(r"，另有 (\d+) 个$", line)) else 0 for line in lines]
    assert max(named) <= 5
    assert max(left) > 1
    assert sum(named) + sum(left) == len({gap.subject_id for gap in gaps(silent)})
    assert PANELS["caveats"](silent, "zh", corridor.chapters[0], "")["gaps"] == len(gaps(silent))


@pytest.mark.parametrize("lang", LANGS)
def test_industries_name_their_nodes_with_what_is_not_yet_so(invented: Path, lang: Lang) -> None:
    """A hall hears of a plan that it is one; groups come in their order."""
    lantern = load(invented, Release.PUBLIC)
    groups = PANELS["industries"](lantern, lang, lantern.chapters[0], "")["groups"]
    shown = {industry.id: nodes for group in groups.values() for industry, nodes in group}  # type: ignore[attr-defined]
    name, planned = lantern.name_of("kite-tower")[lang], word("figure.status-planned", lang)
    captions = {industry.group: industry_group_text(lantern, industry, lang) for industry in lantern.industries}
    assert list(groups) == [captions[group] for group in IndustryGroup]  # type: ignore[call-overload]
    assert shown["dream-harbours"] == word("figure.tied", lang, name=name, status=planned)
    assert shown["canal-twins"].endswith(name)
