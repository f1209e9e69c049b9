"""The strip diagram: linear referencing made visible, for the screen, for paper, for messages and for slides."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

from corridor.draw.layout.strip.horizontal import Beside, Horizontal
from corridor.draw.layout.strip.paper import Paper
from corridor.draw.layout.strip.parts import SLIDE, StripLayout, StripWords
from corridor.draw.layout.strip.slim import Slim
from corridor.draw.layout.strip.vertical import Vertical
from corridor.draw.words.strip_entries import StripContents, contents
from corridor.draw.words.wording import dated_text, symbol_text
from corridor.i18n import word
from corridor.model.corridor import Corridor
from corridor.model.place import Role
from corridor.model.text import Lang

Orientation = Literal["horizontal", "vertical"]
StripForm = Literal["full", "slim", "wide"]
"""All there is, one slim line of it, or that line with more to read for a wide wall."""


def layout(  # noqa: PLR0913 - each option is one of the reader's own choices
    corridor: Corridor,
    lang: Lang,
    *,
    width: int = 1200,
    orientation: Orientation = "horizontal",
    form: StripForm = "full",
    notes: bool = True,
) -> StripLayout:
    """Place everything the diagram shows, before it is drawn."""
    shown = contents(corridor, lang)
    words = _wording(corridor, shown, lang, notes=notes)
    if form != "full":
        return Slim(shown, words, width, detailed=form == "wide").layout()
    return (Horizontal if orientation == "horizontal" else Vertical)(shown, words, width).layout()


def sheets(corridor: Corridor, lang: Lang, widths: Sequence[int], height: float) -> list[StripLayout]:
    """The horizontal diagram for paper of some widths and a height, in letters that can be read from a chair.

    One sheet if all of it fits; else one of the line, and one of what has no place on it.
    """
    shown = contents(corridor, lang)
    shown = replace(shown, profiles=())
    line = replace(shown, asides=(), unplaced=())
    rest = replace(shown, nodes=(), marks=(), spans=())

    def largest(paper: type[Paper], part: StripContents) -> StripLayout:
        words = _wording(corridor, part, lang, notes=False)
        made = [paper(part, words, width, SLIDE).layout() for width in widths]
        return max(made, key=lambda one: min(max(widths) / one.width, height / one.height))

    whole = largest(Horizontal, shown)
    if whole.height <= height:
        return [whole]
    return [largest(Horizontal, line), *([largest(Beside, rest)] if rest.asides or rest.unplaced else ())]


def _wording(corridor: Corridor, shown: StripContents, lang: Lang, *, notes: bool) -> StripWords:
    feet = (dated_text(corridor, lang), corridor.notice[lang])
    return StripWords(
        compass={point: word(f"strip.compass-{point}", lang) for point in "neswlr"},
        kilometres=word("strip.kilometres", lang),
        asides=word("strip.asides", lang),
        unplaced=word("strip.tray", lang),
        off_line=word("strip.off-line", lang),
        legend={kind: _meaning(corridor, kind, lang) for kind in _kinds(shown)},
        ends=(word("strip.place", lang, m="0"), word("strip.place", lang, m=f"{round(shown.length_m):,}")),
        notes=tuple(filter(None, (*feet, corridor.attribution[lang]))) if notes else (),
    )


def _kinds(shown: StripContents) -> list[str]:
    """What the legend must explain: the roles and signs that occur."""
    named = (*(spot.entry for spot in shown.nodes), *(span.entry for span in shown.spans))
    roles = {entry.role for entry in (*named, *shown.asides, *shown.unplaced)}
    signs = {
        "accuracy": any(spot.accuracy_m for spot in shown.nodes),
        "extent": any(span.known for span in shown.spans),
        "hatched": any(not span.known for span in shown.spans),
        "station": any(spot.entry.station for spot in shown.marks),
        "withheld": any(profile.is_withheld for profile in shown.profiles),
    }
    return [*(role.value for role in Role if role in roles), *(sign for sign, occurs in signs.items() if occurs)]


def _meaning(corridor: Corridor, kind: str, lang: Lang) -> str:
    return symbol_text(corridor, Role(kind), lang) if kind in set(Role) else word(f"strip.legend-{kind}", lang)
