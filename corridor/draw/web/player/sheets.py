"""Fact sheets of the player: a panel on the screen, an A4 page on paper."""

from markupsafe import Markup

from corridor.draw.web.markup import render, stylesheet
from corridor.draw.web.panel.panel import address_of, corridor_panel, node_panel
from corridor.draw.web.panel.paper_map import paper_map
from corridor.draw.web.player.cards import Card, cards
from corridor.draw.web.scripts import script
from corridor.draw.web.strip import strip
from corridor.draw.words import wording
from corridor.model.corridor import Corridor
from corridor.model.place import Node
from corridor.model.text import Lang

_PAPER_PX = 703
"""Width of the text on a page of A4: the strip diagram is drawn for it, so that its letters keep their size."""


def sheet(corridor: Corridor, lang: Lang, thing: str, address: str = "") -> str:
    """The fact sheet of a node, or of the corridor (``thing`` is empty): a panel on the screen, a page in print.

    ``address`` is the corridor's on the web, empty where it has none.
    """
    node = corridor.node_by_id.get(thing)
    return render(
        "player_sheet.html.j2",
        lang,
        corridor=corridor,
        panel=node_panel(corridor, node, lang) if node else corridor_panel(corridor, lang),
        name=node.name[lang] if node else corridor.name[lang],
        strip=None if node else strip(corridor, lang, width=_PAPER_PX, notes=False),
        ribbon=[] if node else _ribbon(corridor, lang),
        credits=credits_line(corridor, lang),
        date=wording.dated_text(corridor, lang),
        address=address_of(corridor, thing, address),
    )


def sheet_page(corridor: Corridor, node: Node | None, lang: Lang, address: str = "") -> str:
    """The fact sheet of a node, or of the corridor, as an HTML document of its own that prints on A4 pages."""
    return render(
        "sheet_page.html.j2",
        lang,
        title=node.name[lang] if node else corridor.name[lang],
        thing=node.id if node else "",
        style=Markup(stylesheet("panel", "player_chapters", "player_print", "sheet")),  # noqa: S704 - our own files, no data
        map=Markup(paper_map(corridor, lang)),  # noqa: S704 - made by our own escaping templates
        script=Markup(script("player/sheet_page")),  # noqa: S704 - our own files, no data
        sheet=Markup(sheet(corridor, lang, node.id if node else "", address)),  # noqa: S704 - made by our own escaping templates
    )


def _ribbon(corridor: Corridor, lang: Lang) -> list[tuple[str, list[Card]]]:
    return [(group.caption[lang], cards(corridor, group.figure_ids, lang)) for group in corridor.ribbon]


def credits_line(corridor: Corridor, lang: Lang) -> str:
    """Map notice, attribution and date of the data: they stand under every chapter."""
    return render("player_credits.html.j2", lang, corridor=corridor, date=wording.dated_text(corridor, lang))
