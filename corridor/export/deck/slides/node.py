"""A node on a slide, and on as many more as its figures need."""

from pptx.slide import Slide

from corridor.draw.layout.box import Box
from corridor.draw.layout.map.static_map import static_map
from corridor.draw.layout.palette import MUTED, SYMBOLS
from corridor.draw.words.node_facts import NodeFact, What, events_of, facts_of_panel, node_facts
from corridor.draw.words.panel_figures import groups_beside, own_figures
from corridor.draw.words.statement import SubjectGroup
from corridor.export.deck.canvas import (
    NOTE_PX,
    Type,
    height_of,
    symbol,
    write,
    write_whole,
)
from corridor.export.deck.map import draw_map
from corridor.export.deck.slides.page import BODY, GAP, SlideDeck
from corridor.export.deck.slides.tables import figure_rows
from corridor.export.deck.table import SlideRow, SlideTable, draw_table, enlarged, height_px, pages, widened
from corridor.i18n import word
from corridor.model.corridor import NodeIndustry
from corridor.model.place import Node


def node_slides(deck: SlideDeck, node: Node) -> None:
    """What is known of a node, with its map and its figures."""
    slide = deck.slide(node.name[deck.lang])
    symbol(slide, node.role, (BODY.x + 14, 122), 22, SYMBOLS[node.role].colour)
    kind = Type(size=17, colour=SYMBOLS[node.role].colour, bold=True, anchor="middle")
    write(slide, Box(x=BODY.x + 36, y=108, width=330, height=28), _known(deck, node, What.ROLE).text, kind)
    shown = _shown_at(node)
    foot = _node_sources(deck, slide, node)
    beside = Box(x=BODY.x + 398, y=BODY.y, width=BODY.width - 398, height=foot - BODY.y)
    below = Box(x=BODY.x, y=424, width=370, height=foot - 424)
    _facts(deck, slide, node, Box(x=BODY.x, y=146, width=370, height=270 if shown else foot - 146))
    place, said = (below, beside) if node.has_economy or not shown else (beside, below)
    if shown:  # a map on which nothing is marked would be taken for the place
        picture = static_map(deck.corridor, deck.lang, place, focus=shown)
        draw_map(slide, picture, deck.sentence(deck.say("map"), deck.corridor.name_of(shown)[deck.lang]))
    _figures_and_remarks(deck, slide, node, said)


def _shown_at(node: Node) -> str | None:
    """What a map must mark to show where a node is: itself, or the node it lies in."""
    return node.id if node.is_placed else node.part_of


def _groups(deck: SlideDeck, node: Node) -> tuple[SubjectGroup, ...]:
    """The figures that stand on a node's slide, as on its panel."""
    if not node.has_economy:
        return ()
    return own_figures(deck.corridor, node, deck.lang), *groups_beside(deck.corridor, node, deck.lang)


def _figures_and_remarks(deck: SlideDeck, slide: Slide, node: Node, frame: Box) -> None:
    """The figures of a node, and where they leave room what is said of it and what happened there."""
    used = 0.0
    groups = _groups(deck, node)
    if groups:
        rows = [row for group in groups for row in figure_rows(deck, group, named=len(groups) > 1)]
        used = _figures_of(deck, slide, node.name[deck.lang], rows, frame)
    below = Box(x=frame.x, y=frame.y + used, width=frame.width, height=frame.height - used)
    write_whole(slide, below, _remarks(deck, node), Type(size=18))


def _remarks(deck: SlideDeck, node: Node) -> list[str]:
    """What is said of a node and what happened there; what has a source of its own is followed by it."""
    remarks = [node.summary[deck.lang], node.note[deck.lang] if node.has_economy else ""]
    remarks += [_tied(deck, tie) for tie in deck.corridor.ties_of(node.id) if tie.note[deck.lang]]
    stated = (said for group in _groups(deck, node) for said in group.statements)
    missing = [said for said in stated if said.missing and said.note]
    remarks += [_joined(said.note, deck.cited(said.sources)) for said in missing]
    for event in events_of(deck.corridor, node, deck.lang):
        if event.sources:
            remarks.append(_joined(f"{event.date}  {event.name}", event.text, deck.cited(event.sources)))
    return list(dict.fromkeys(filter(None, remarks)))


def _tied(deck: SlideDeck, tie: NodeIndustry) -> str:
    """How far the statement goes that a node works in an industry."""
    name = deck.corridor.industry_by_id[tie.industry_id].name[deck.lang]
    said = word("panel.means", deck.lang, term=name, meaning=tie.note[deck.lang])
    return _joined(said, deck.cited(deck.lines(tie.source_ids)))


def _facts(deck: SlideDeck, slide: Slide, node: Node, frame: Box) -> None:
    facts = (*facts_of_panel(deck.corridor, node, deck.lang), _known(deck, node, What.INDUSTRIES))
    lines = (f"{word(f'panel.{fact.what}', deck.lang)}  {fact.text}" for fact in facts if fact.text)
    write(slide, frame, "\n".join(lines), Type(size=18))


def _known(deck: SlideDeck, node: Node, what: What) -> NodeFact:
    return node_facts(deck.corridor, node, deck.lang)[what]


def _node_sources(deck: SlideDeck, slide: Slide, node: Node) -> float:
    """Write across the foot who says what is said of a node itself; where the room above ends."""
    sources, kind = (
        deck.cited(deck.lines(_sources_of(deck, node)), "export.pptx-node-sources"),
        Type(size=NOTE_PX, colour=MUTED),
    )
    tall, foot = height_of(sources, kind, BODY.width), BODY.y + BODY.height
    if not tall:
        return foot
    write(slide, Box(x=BODY.x, y=foot - tall, width=BODY.width, height=tall), sources, kind)
    return foot - tall - 8


def _sources_of(deck: SlideDeck, node: Node) -> tuple[str, ...]:
    """The sources of what is known of a node itself, and of its industries."""
    ties = deck.corridor.ties_of(node.id)
    return tuple(dict.fromkeys((*node.source_ids, *(key for tie in ties for key in tie.source_ids))))


def _figures_of(deck: SlideDeck, slide: Slide, title: str, rows: list[SlideRow], frame: Box) -> float:
    """Draw the figures; the pixels they take on the first slide, all of it where they go on on the next."""
    head = tuple(deck.say(key) for key in ("indicator", "value", "said", "source"))
    sheet = enlarged(SlideTable(head=head, widths=(206, 186, 200, 178)), rows, frame.height)
    first = next(pages(sheet, rows, frame.height), ())
    spoken = deck.sentence(title, *head)
    draw_table(slide, frame, sheet, first, spoken)
    wide, rest = widened(sheet, BODY.width), rows[len(first) :]
    for portion in pages(wide, rest, BODY.height):
        draw_table(deck.slide(deck.say("continued", title=title)), BODY, wide, portion, spoken)
    return frame.height if rest else height_px(sheet, rows) + GAP


def _joined(*parts: str) -> str:
    return "\n".join(filter(None, parts))
