"""What every slide has, and what is said on several of them."""

from collections.abc import Iterable, Sequence

from pptx.presentation import Presentation as Deck
from pptx.slide import Slide

from corridor.draw.layout.box import Box
from corridor.draw.layout.palette import ACCENT, INK, MUTED
from corridor.draw.words.statement import SourceLine, source_lines
from corridor.draw.words.wording import dated_text
from corridor.export.deck.canvas import (
    NOTE_PX,
    WIDTH,
    Type,
    add_slide,
    number_slide,
    rectangle,
    write,
)
from corridor.export.deck.table import SlideRow, SlideTable, draw_table, enlarged, pages
from corridor.i18n import word
from corridor.model.corridor import Corridor, Medium
from corridor.model.figure import Release
from corridor.model.text import Lang

MARGIN = 56.0
"""Pixels, as all lengths of a slide."""
BODY = Box(x=MARGIN, y=108, width=WIDTH - 2 * MARGIN, height=548)
"""Where a slide has what it is about."""
GAP = 16.0
"""Between two things on it."""
_TITLE = Type(size=30, colour=INK, bold=True, anchor="middle")
_FOOT = Box(x=MARGIN, y=660, width=WIDTH - 2 * MARGIN - 70, height=54)
_NUMBER = Box(x=WIDTH - MARGIN - 60, y=660, width=60, height=54)


class SlideDeck:
    """One deck in one language, and the slides that are put into it."""

    def __init__(self, deck: Deck, corridor: Corridor, lang: Lang) -> None:
        self.presentation = deck
        self.corridor = corridor
        self.lang = lang
        self.sections: list[tuple[str, int]] = []
        """Names of the sections, and how many slides come before each."""

    def say(self, key: str, **values: object) -> str:
        """Words of the deck."""
        return word(f"export.pptx-{key}", self.lang, **values)

    def begin(self, section: str) -> None:
        """Let the slides that follow be a section of the deck."""
        self.sections.append((self.say(f"section-{section}"), len(self.presentation.slides)))

    def sentence(self, *parts: str) -> str:
        """What a thing says, for those who do not see it."""
        return word("figure.list-join", self.lang).join(" ".join(part.split()) for part in parts if part)

    def slide(self, title: str) -> Slide:
        """A new slide at the end, with its title, its foot and its number."""
        slide = add_slide(
            self.presentation, Box(x=MARGIN + 20, y=38, width=WIDTH - 2 * MARGIN - 20, height=52), title, _TITLE
        )
        rectangle(slide, Box(x=MARGIN, y=46, width=6, height=36), ACCENT)
        write(slide, _FOOT, self.foot(), Type(size=NOTE_PX, colour=MUTED, anchor="middle"))
        number_slide(slide, _NUMBER, Type(size=NOTE_PX, colour=MUTED, align="right", anchor="middle"))
        return slide

    def foot(self) -> str:
        """What stands below every slide: whom it is not for, of what and when it is, and under which notice."""
        parts = (
            self.warning(),
            self.corridor.name[self.lang],
            dated_text(self.corridor, self.lang),
            self.corridor.notice[self.lang],
        )
        lines = (" · ".join(part for part in parts if part), self.corridor.attribution[self.lang])
        return "\n".join(text for text in lines if text)

    def warning(self) -> str:
        """Whom the deck is not for; empty for one that anyone may see."""
        inside = self.corridor.profile is Release.INTERNAL
        return word(f"app.profile-{self.corridor.profile}", self.lang) if inside else ""

    def credit(self, medium: Medium) -> str:
        """Whose a picture is and how it may be used."""
        return " · ".join((medium.credit[self.lang], medium.licence[self.lang]))

    def titles(self, sources: Iterable[SourceLine]) -> str:
        """Sources as they stand under a heading that says what they are."""
        return word("figure.list-join", self.lang).join(dict.fromkeys(source.title for source in sources))

    def cited(self, sources: Iterable[SourceLine], said: str = "figure.source") -> str:
        """Sources as they stand alone; empty without any."""
        titles = self.titles(sources)
        return word(said, self.lang, titles=titles) if titles else ""

    def lines(self, source_ids: Iterable[str]) -> tuple[SourceLine, ...]:
        """Sources in words, in the order given."""
        return source_lines(self.corridor, source_ids, self.lang)

    def tables(self, title: str, sheet: SlideTable, rows: Sequence[SlideRow]) -> None:
        """Rows on as many slides as they need, each with the head."""
        sheet = enlarged(sheet, rows, BODY.height)
        for place, portion in enumerate(pages(sheet, rows, BODY.height)):
            slide = self.slide(title if place == 0 else self.say("continued", title=title))
            frame = Box(x=BODY.x, y=BODY.y, width=sum(sheet.widths), height=40)
            draw_table(slide, frame, sheet, portion, self.sentence(title, *sheet.head))
