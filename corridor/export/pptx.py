"""The corridor as an editable 16:9 deck: native shapes, native charts with their data, text that fits its boxes."""

import io
from collections.abc import Iterable, Sequence
from dataclasses import replace

import segno
from pptx import Presentation
from pptx.presentation import Presentation as Deck
from pptx.slide import Slide

from corridor.analysis.series import Lane
from corridor.draw.layout.map.static_map import Frame, Still, legend
from corridor.draw.layout.palette import ACCENT, INK, MIST, MUTED, SELECTED, SYMBOLS
from corridor.draw.words.node_facts import NodeFact, What, events_of, facts_of_panel, node_facts
from corridor.draw.words.panel_figures import groups_beside, groups_of_corridor, own_figures
from corridor.draw.words.ribbon import tiles
from corridor.draw.words.statement import SourceLine, Statement, SubjectGroup, source_lines
from corridor.draw.words.wording import data_date_text, dated_text, fill, source_text
from corridor.export.address import public_address
from corridor.export.deck.canvas import (
    HEIGHT,
    MUTED_NOTE,
    WIDTH,
    Type,
    add_notes,
    add_slide,
    emu,
    fitted,
    height_of,
    inset,
    leading,
    lines_of,
    rectangle,
    symbol,
    write,
    write_whole,
)
from corridor.export.deck.chart import charted, draw_chart, is_mixed
from corridor.export.deck.map import draw_map, draw_still
from corridor.export.deck.strip import draw_strip, strip_pictures
from corridor.export.deck.table import Row, Sheet, draw_table, enlarged, height_px, pages, widened
from corridor.export.records import about, gap_records, industry_records, source_records
from corridor.i18n import word
from corridor.model.corridor import Corridor, NodeIndustry
from corridor.model.expectation import gaps
from corridor.model.figure import Release
from corridor.model.place import Node, PositionKind
from corridor.model.text import Lang

_MARGIN = 56.0
_TITLE = Type(30, INK, bold=True, anchor="middle")
_BODY = Frame(_MARGIN, 108, WIDTH - 2 * _MARGIN, 548)
_FOOT = Frame(_MARGIN, 660, WIDTH - 2 * _MARGIN, 54)
_CARD_GAP = 16.0
_CARD_PAD = 18.0
_VALUE = Type(40, INK, bold=True)
_VALUE_PX = 56.0
"""One line of the largest value."""
_CARDS_A_ROW = 5
_QR_PX = 150.0


def export(corridor: Corridor, lang: Lang) -> bytes:
    """The deck of everything worth showing that the corridor's profile may see."""
    deck = Presentation()
    deck.slide_width, deck.slide_height = emu(WIDTH), emu(HEIGHT)
    deck.core_properties.title = corridor.name[lang]
    _Composer(deck, corridor, lang).compose()
    out = io.BytesIO()
    deck.save(out)
    return out.getvalue()


class _Composer:
    """One deck in one language."""

    def __init__(self, deck: Deck, corridor: Corridor, lang: Lang) -> None:
        self.deck = deck
        self.corridor = corridor
        self.lang = lang

    def compose(self) -> None:
        self.cover()
        self.overview()
        self.headlines()
        self.diagram()
        self.industries()
        self.programmes()
        drawn = charted(self.corridor)
        for node in self.corridor.nodes:
            self.node(node)
            self.charts(lane for lane in drawn if self.node_of(lane) == node.id)
        self.corridor_figures()
        self.charts(lane for lane in drawn if self.node_of(lane) is None)
        self.missing()
        self.sources()
        self.closing()

    def say(self, key: str, **values: object) -> str:
        return word(f"export.pptx-{key}", self.lang, **values)

    def slide(self, title: str) -> Slide:
        slide = add_slide(self.deck, Frame(_MARGIN + 20, 38, WIDTH - 2 * _MARGIN - 20, 52), title, _TITLE)
        rectangle(slide, Frame(_MARGIN, 46, 6, 36), ACCENT)
        write(slide, _FOOT, self.foot(), Type(12, MUTED, anchor="middle"))
        return slide

    def foot(self) -> str:
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

    def cover(self) -> None:
        name, subtitle = self.corridor.name[self.lang], self.corridor.subtitle[self.lang]
        slide = add_slide(self.deck, Frame(110, 220, 1060, 130), name, Type(58, INK, bold=True, anchor="bottom"))
        rectangle(slide, Frame(0, 0, 28, HEIGHT), ACCENT)
        write(slide, Frame(110, 370, 1060, 90), subtitle, Type(26, MUTED))
        write(slide, Frame(110, 590, 1060, 30), dated_text(self.corridor, self.lang), Type(18, ACCENT, bold=True))
        write(slide, Frame(110, 626, 1060, 56), self.corridor.notice[self.lang], MUTED_NOTE)
        if self.warning():
            write(slide, Frame(110, 100, 1060, 36), self.warning(), Type(22, SELECTED, bold=True))

    def overview(self) -> None:
        slide = self.slide(self.say("map"))
        picture = draw_map(slide, self.corridor, self.lang, Frame(_MARGIN, 104, 820, 556))
        self.key(slide, picture, Frame(900, 104, WIDTH - 900 - _MARGIN, 556))

    def key(self, slide: Slide, picture: Still, frame: Frame) -> None:
        y = frame.y
        for entry in legend(self.corridor, picture, self.lang):
            sample, kind = entry.sample.frame, Type(16, anchor="middle")
            room = frame.width - sample.width - 10
            height = max(26.0, lines_of(entry.text, kind, room) * kind.size * leading(entry.text))
            draw_still(slide, entry.sample, frame.x, y + (height - sample.height) / 2)
            write(slide, Frame(frame.x + sample.width + 10, y, room, height), entry.text, kind)
            y += height + 6
        unplaced = [node for node in self.corridor.nodes if node.position.kind is PositionKind.UNKNOWN]
        if unplaced:
            write(slide, Frame(frame.x, y + 14, frame.width, 26), self.say("unplaced"), Type(16, MUTED, bold=True))
            names = "\n".join(node.name[self.lang] for node in unplaced)
            write(slide, Frame(frame.x, y + 44, frame.width, frame.y + frame.height - y - 44), names, Type(18))

    def headlines(self) -> None:
        groups = [(group.caption[self.lang], tiles(self.corridor, group, self.lang)) for group in self.corridor.ribbon]
        shown = [(caption, cards) for caption, cards in groups if cards]
        if not shown:
            return
        slide = self.slide(self.say("headlines"))
        height = _BODY.height / len(shown)
        for place, (caption, cards) in enumerate(shown):
            top = _BODY.y + place * height
            write(slide, Frame(_BODY.x, top, _BODY.width, 28), caption, Type(18, ACCENT, bold=True))
            said = [replace(card.said, label=card.label) for card in cards]
            growths = [card.growth for card in cards if card.growth]
            self.cards(slide, [*said, *growths], Frame(_BODY.x, top + 36, _BODY.width, height - 48))

    def cards(self, slide: Slide, cards: Sequence[Statement], frame: Frame) -> None:
        rows = [cards[start : start + _CARDS_A_ROW] for start in range(0, len(cards), _CARDS_A_ROW)]
        height = (frame.height - _CARD_GAP * (len(rows) - 1)) / len(rows)
        for row, portion in enumerate(rows):
            width = (frame.width - _CARD_GAP * (len(portion) - 1)) / len(portion)
            room = width - 2 * _CARD_PAD
            # One size for a row, or the shortest value would look like the most important.
            value = Type(min(fitted(card.value, _VALUE, room, _VALUE_PX)[1].size for card in portion), INK, bold=True)
            for column, card in enumerate(portion):
                x, y = frame.x + column * (width + _CARD_GAP), frame.y + row * (height + _CARD_GAP)
                self.card(slide, card, Frame(x, y, width, height), value)

    def card(self, slide: Slide, card: Statement, frame: Frame, value: Type) -> None:
        rectangle(slide, frame, MIST)
        rectangle(slide, Frame(frame.x, frame.y, 4, frame.height), ACCENT)
        inner = inset(frame, _CARD_PAD, 10)
        write(slide, Frame(inner.x, inner.y, inner.width, 42), card.label, Type(16, MUTED))
        middle = Frame(inner.x, inner.y + 44, inner.width, _VALUE_PX)
        write(slide, middle, card.value, replace(value, anchor="middle"))
        said = " · ".join(part for part in (card.period, card.status_label, card.scope) if part)
        used = 44 + _VALUE_PX + 2
        below = Frame(inner.x, inner.y + used, inner.width, max(20, inner.height - used))
        write(slide, below, f"{said}\n{self.cited(card.sources)}", Type(13, MUTED))

    def titles(self, sources: Iterable[SourceLine]) -> str:
        """Sources as they stand under a heading that says what they are."""
        return word("figure.list-join", self.lang).join(dict.fromkeys(source.title for source in sources))

    def cited(self, sources: Iterable[SourceLine], said: str = "figure.source") -> str:
        """Sources as they stand alone; empty without any."""
        titles = self.titles(sources)
        return word(said, self.lang, titles=titles) if titles else ""

    def diagram(self) -> None:
        title, frame = self.say("strip"), Frame(40, 90, WIDTH - 80, 568)
        for place, picture in enumerate(strip_pictures(self.corridor, self.lang, frame)):
            draw_strip(self.slide(title if place == 0 else self.say("continued", title=title)), picture, frame)

    def industries(self) -> None:
        keys = ("group", "name", "nodes", "note", "source")
        records = industry_records(self.corridor, self.lang)
        rows = [tuple(str(record[key] or "") for key in keys) for record in records]
        head = tuple(self.say(key) for key in ("group", "industry", "nodes", "note", "source"))
        self.tables(self.say("industries"), Sheet(head, (110, 160, 200, 300, 398), 12), rows)

    def programmes(self) -> None:
        rows = [
            (programme.name[self.lang], programme.text[self.lang], self.titles(self.lines(programme.source_ids)))
            for programme in sorted(self.corridor.programmes, key=lambda programme: programme.order)
        ]
        head = tuple(self.say(key) for key in ("action", "content", "source"))
        self.tables(self.say("programmes"), Sheet(head, (210, 678, 280), 14), rows)

    def lines(self, source_ids: Iterable[str]) -> tuple[SourceLine, ...]:
        return source_lines(self.corridor, source_ids, self.lang)

    def node(self, node: Node) -> None:
        slide = self.slide(node.name[self.lang])
        self.prompt(slide, node)
        symbol(slide, node.role, (_BODY.x + 14, 122), 22, SYMBOLS[node.role].colour)
        kind = Type(17, SYMBOLS[node.role].colour, bold=True, anchor="middle")
        write(slide, Frame(_BODY.x + 36, 108, 330, 28), self.known(node, What.ROLE).text, kind)
        shown = self.shown_at(node)
        foot = self.node_sources(slide, node)
        beside = Frame(_BODY.x + 398, _BODY.y, _BODY.width - 398, foot - _BODY.y)
        below = Frame(_BODY.x, 424, 370, foot - 424)
        self.facts(slide, node, Frame(_BODY.x, 146, 370, 270 if shown else foot - 146))
        place, said = (below, beside) if node.has_economy or not shown else (beside, below)
        if shown:  # a map on which nothing is marked would be taken for the place
            draw_map(slide, self.corridor, self.lang, place, focus=shown)
        self.figures_and_remarks(slide, node, said)

    def shown_at(self, node: Node) -> str | None:
        """What a map must mark to show where a node is: itself, or the node it lies in."""
        return node.id if node.position.kind is not PositionKind.UNKNOWN else node.part_of

    def groups(self, node: Node) -> tuple[SubjectGroup, ...]:
        """The figures that stand on a node's slide, as on its panel."""
        if not node.has_economy:
            return ()
        return own_figures(self.corridor, node, self.lang), *groups_beside(self.corridor, node, self.lang)

    def figures_and_remarks(self, slide: Slide, node: Node, frame: Frame) -> None:
        """The figures of a node, and where they leave room what is said of it and what happened there."""
        used = 0.0
        groups = self.groups(node)
        if groups:
            rows = [row for group in groups for row in self.rows(group, named=len(groups) > 1)]
            used = self.figures_of(slide, node.name[self.lang], rows, frame)
        below = Frame(frame.x, frame.y + used, frame.width, frame.height - used)
        write_whole(slide, below, self.remarks(node), Type(18))

    def remarks(self, node: Node) -> list[str]:
        """What is said of a node and what happened there; what has a source of its own is followed by it."""
        remarks = [node.summary[self.lang], node.note[self.lang] if node.has_economy else ""]
        remarks += [self.tied(tie) for tie in self.corridor.ties_of(node.id) if tie.note[self.lang]]
        missing = [said for said in _statements(self.groups(node)) if said.missing and said.note]
        remarks += [_joined(said.note, self.cited(said.sources)) for said in missing]
        for event in events_of(self.corridor, node, self.lang):
            if event.sources:
                remarks.append(_joined(f"{event.date}  {event.name}", event.text, self.cited(event.sources)))
        return list(dict.fromkeys(filter(None, remarks)))

    def tied(self, tie: NodeIndustry) -> str:
        """How far the statement goes that a node works in an industry."""
        name = self.corridor.industry_by_id[tie.industry_id].name[self.lang]
        said = word("panel.means", self.lang, term=name, meaning=tie.note[self.lang])
        return _joined(said, self.cited(self.lines(tie.source_ids)))

    def facts(self, slide: Slide, node: Node, frame: Frame) -> None:
        facts = (*facts_of_panel(self.corridor, node, self.lang), self.known(node, What.INDUSTRIES))
        lines = (f"{word(f'panel.{fact.what}', self.lang)}  {fact.text}" for fact in facts if fact.text)
        write(slide, frame, "\n".join(lines), Type(18))

    def known(self, node: Node, what: What) -> NodeFact:
        return node_facts(self.corridor, node, self.lang)[what]

    def node_sources(self, slide: Slide, node: Node) -> float:
        """Write across the foot who says what is said of a node itself; where the room above ends."""
        sources, kind = self.cited(self.lines(self.sources_of(node)), "export.pptx-node-sources"), Type(12, MUTED)
        tall, foot = height_of(sources, kind, _BODY.width), _BODY.y + _BODY.height
        if not tall:
            return foot
        write(slide, Frame(_BODY.x, foot - tall, _BODY.width, tall), sources, kind)
        return foot - tall - 8

    def sources_of(self, node: Node) -> tuple[str, ...]:
        """The sources of what is known of a node itself, and of its industries."""
        ties = self.corridor.ties_of(node.id)
        return tuple(dict.fromkeys((*node.source_ids, *(key for tie in ties for key in tie.source_ids))))

    def prompt(self, slide: Slide, node: Node) -> None:
        """Give the speaker the note of the chapter that is most about a node."""
        chapters = [one for one in self.corridor.chapters if node.id in one.node_ids and one.speaker_note[self.lang]]
        if chapters:
            chapter = min(chapters, key=lambda one: len(one.node_ids))
            texts = (chapter.title[self.lang], chapter.speaker_note[self.lang])
            add_notes(slide, "\n".join(fill(self.corridor, text, self.lang) for text in texts))

    def rows(self, group: SubjectGroup, *, named: bool) -> Iterable[Row]:
        for block in group.blocks:
            for shown in (*block.recent, *block.earlier):
                label = f"{group.title} · {shown.label}" if named else shown.label
                said = " · ".join(part for part in (shown.period, shown.status_label, shown.scope) if part)
                yield label, shown.value, "\n".join(filter(None, (said, shown.caveat))), self.titles(shown.sources)

    def figures_of(self, slide: Slide, title: str, rows: list[Row], frame: Frame) -> float:
        """Draw the figures; the pixels they take on the first slide, all of it where they go on on the next."""
        head = tuple(self.say(key) for key in ("indicator", "value", "said", "source"))
        sheet = enlarged(Sheet(head, (206, 186, 200, 178), 13), rows, frame.height)
        first = next(pages(sheet, rows, frame.height), ())
        draw_table(slide, frame, sheet, first)
        wide, rest = widened(sheet, _BODY.width), rows[len(first) :]
        for portion in pages(wide, rest, _BODY.height):
            draw_table(self.slide(self.say("continued", title=title)), _BODY, wide, portion)
        return frame.height if rest else height_px(sheet, rows) + _CARD_GAP

    def corridor_figures(self) -> None:
        groups = groups_of_corridor(self.corridor, self.lang)
        rows = [row for group in groups for row in self.rows(group, named=True)]
        head = tuple(self.say(key) for key in ("indicator", "value", "said", "source"))
        self.tables(self.say("corridor-figures"), Sheet(head, (330, 200, 330, 308), 13), rows)

    def node_of(self, lane: Lane) -> str | None:
        """The node after whose slide a chart comes: its own, or the one its subject is shown with."""
        subject_id = lane.figures[0].subject_id
        if subject_id in self.corridor.node_by_id:
            return subject_id
        beside = {thing.id: node.id for node in self.corridor.nodes for thing in self.corridor.shown_with(node.id)}
        return beside.get(subject_id)

    def charts(self, drawn: Iterable[Lane]) -> None:
        for lane in drawn:
            self.chart(lane)

    def chart(self, lane: Lane) -> None:
        first = lane.figures[0]
        subject, indicator = self.corridor.name_of(first.subject_id), self.corridor.indicator_by_id[first.indicator_id]
        slide = self.slide(f"{subject[self.lang]} · {indicator.name[self.lang]}")
        draw_chart(slide, self.corridor, lane, self.lang, Frame(_BODY.x, 104, _BODY.width, 480))
        source_ids = tuple(dict.fromkeys(source_id for figure in lane.figures for source_id in figure.source_ids))
        said = self.say("chart-note-mixed" if is_mixed(lane) else "chart-note")
        note = f"{said}\n{source_text(self.corridor, source_ids, self.lang)}"
        write(slide, Frame(_BODY.x, 594, _BODY.width, 66), note, Type(15, MUTED))

    def missing(self) -> None:
        if not gaps(self.corridor):
            return
        keys = ("subject", "indicator", "period", "shown", "note")
        rows = [tuple(str(record[key] or "") for key in keys) for record in gap_records(self.corridor, self.lang)]
        head = tuple(word(f"export.{key}", self.lang) for key in keys)
        self.tables(self.say("missing"), Sheet(head, (240, 170, 160, 230, 368), 13), rows)

    def sources(self) -> None:
        keys = ("title", "publisher", "published", "weight", "url")
        rows = [tuple(str(record[key] or "") for key in keys) for record in source_records(self.corridor, self.lang)]
        head = tuple(word(f"export.{key}", self.lang) for key in keys)
        self.tables(self.say("sources"), Sheet(head, (430, 210, 130, 78, 320), 12), rows)

    def tables(self, title: str, sheet: Sheet, rows: Sequence[Row]) -> None:
        sheet = enlarged(sheet, rows, _BODY.height)
        for place, portion in enumerate(pages(sheet, rows, _BODY.height)):
            slide = self.slide(title if place == 0 else self.say("continued", title=title))
            draw_table(slide, Frame(_BODY.x, _BODY.y, sum(sheet.widths), 40), sheet, portion)

    def closing(self) -> None:
        slide = self.slide(self.say("about"))
        # Files keep the date as machines write it; a slide is read by people.
        dated = {word("export.data_date", self.lang): data_date_text(self.corridor, self.lang)}
        lines = (f"{label}  {dated.get(label, value)}" for label, value in about(self.corridor, self.lang) if value)
        text = "\n".join(lines)
        write(slide, Frame(_BODY.x, 120, 780, 500), text, Type(22))
        address = public_address(self.corridor)
        if address:
            self.code(slide, address)

    def code(self, slide: Slide, address: str) -> None:
        picture = io.BytesIO()
        segno.make(address, error="m").save(picture, kind="png", scale=10, border=2)
        picture.seek(0)
        slide.shapes.add_picture(picture, emu(WIDTH - _MARGIN - _QR_PX), emu(130), emu(_QR_PX), emu(_QR_PX))
        write(slide, Frame(WIDTH - _MARGIN - 320, 290, 320, 60), address, Type(14, MUTED, align="right"))


def _statements(groups: Iterable[SubjectGroup]) -> Iterable[Statement]:
    return (said for group in groups for block in group.blocks for said in (*block.recent, *block.earlier))


def _joined(*parts: str) -> str:
    return "\n".join(filter(None, parts))
