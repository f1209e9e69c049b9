"""What a chapter shows beside its text, as native tables, from the same words as the tour's."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from corridor.draw.layout.box import Box
from corridor.draw.layout.palette import MUTED
from corridor.draw.web.player.chapter_panels import PANELS
from corridor.export.address import public_address
from corridor.export.deck.canvas import BODY_PX, Type, height_of, write
from corridor.export.deck.slides.code import draw_code
from corridor.export.deck.slides.page import BODY, GAP, SlideDeck
from corridor.export.deck.table import SlideRow, SlideTable, draw_table, enlarged, height_px, pages
from corridor.i18n import word
from corridor.model.corridor import Chapter, ChapterPanel

_LARGEST_PX = 26
_CODE_PX = 220.0

Panel = Mapping[str, Any]
"""What a panel says, as the tour's templates take it."""


def draw_panel(deck: SlideDeck, chapter: Chapter, title: str) -> None:
    """A chapter's panel on as many slides as it needs."""
    if chapter.show is not None:
        said = PANELS[chapter.show](deck.corridor, deck.lang, chapter, public_address(deck.corridor))
        _DRAWN[chapter.show](deck, title, said)


def _table(deck: SlideDeck, title: str, sheet: SlideTable, rows: Sequence[SlideRow], after: str = "") -> None:
    """Rows in letters for a hall, and a sentence below them."""
    kind = Type(size=BODY_PX, colour=MUTED, least=BODY_PX)
    tall = height_of(after, kind, BODY.width)
    height = BODY.height - (tall + GAP if tall else 0.0)
    sheet = enlarged(sheet, rows, height, _LARGEST_PX)
    for portion in pages(sheet, rows, height):
        slide = deck.slide(title)
        draw_table(slide, BODY, sheet, portion, deck.sentence(title, *sheet.head))
        if after and portion[-1] is rows[-1]:
            y = BODY.y + height_px(sheet, portion) + GAP
            write(slide, Box(x=BODY.x, y=y, width=BODY.width, height=tall + 1), after, kind)


def _industries(deck: SlideDeck, title: str, said: Panel) -> None:
    rows = [
        (caption if place == 0 else "", industry.name[deck.lang], nodes)
        for caption, industries in said["groups"].items()
        for place, (industry, nodes) in enumerate(industries)
    ]
    head = tuple(deck.say(key) for key in ("group", "industry", "nodes"))
    _table(deck, title, SlideTable(head=head, widths=(300, 368, 500), size=BODY_PX), rows)


def _programmes(deck: SlideDeck, title: str, said: Panel) -> None:
    rows = [(one.name[deck.lang], one.text[deck.lang]) for one in said["programmes"]]
    head = tuple(deck.say(key) for key in ("action", "content"))
    _table(deck, title, SlideTable(head=head, widths=(300, 868), size=BODY_PX), rows)


def _caveats(deck: SlideDeck, title: str, said: Panel) -> None:
    rows = [
        (word(f"figure.status-{status}", deck.lang), f"{count:,}", word(f"figure.status-help-{status}", deck.lang))
        for status, count in said["statuses"]
    ]
    head = (*(deck.say(key) for key in ("status", "count", "meaning")),)
    after = " ".join(_counted(deck, said, ("unscoped", "undated", "internal")))
    _table(deck, title, SlideTable(head=head, widths=(230, 150, 788), size=BODY_PX), rows, after)


def _counted(deck: SlideDeck, said: Panel, keys: Iterable[str]) -> Iterable[str]:
    return (word(f"player.caveats-{key}", deck.lang, n=said[key]) for key in keys if said[key])


def _contact(deck: SlideDeck, title: str, said: Panel) -> None:
    rows = [(node.name[deck.lang], node.address[deck.lang], station) for node, station in said["visits"]]
    if rows:
        head = tuple(deck.say(key) for key in ("node", "address", "station"))
        _table(deck, title, SlideTable(head=head, widths=(330, 400, 438), size=BODY_PX), rows)
    if address := said["address"]:
        slide = deck.slide(title)
        draw_code(slide, Box(x=BODY.x, y=BODY.y + 40, width=_CODE_PX, height=_CODE_PX), address)
        text = Box(x=BODY.x + _CODE_PX + 40, y=BODY.y + 40, width=700, height=_CODE_PX)
        write(
            slide, text, f"{word('player.scan', deck.lang)}\n{address}", Type(size=28, anchor="middle", least=BODY_PX)
        )


def _mix(deck: SlideDeck, title: str, said: Panel) -> None:
    """Industries in numbers, with their total; no slide where the profile may know none."""
    shown = said["mix"]
    if shown is None:
        return
    rows = [(bar.name, bar.said.value, bar.said.firms) for bar in shown.bars]
    if shown.total:
        rows.append((word("ledger.total", deck.lang), shown.total.value, shown.total.firms))
    after = "\n".join(filter(None, (shown.title, shown.frame, *shown.notes, deck.cited(shown.sources))))
    _table(deck, title, SlideTable(head=shown.heads, widths=(568, 350, 250), size=BODY_PX), rows, after)


_DRAWN: dict[ChapterPanel, Callable[[SlideDeck, str, Panel], None]] = {
    ChapterPanel.INDUSTRIES: _industries,
    ChapterPanel.PROGRAMMES: _programmes,
    ChapterPanel.CAVEATS: _caveats,
    ChapterPanel.CONTACT: _contact,
    ChapterPanel.MIX: _mix,
}
