"""The tour as one document: chapters in every language, map data, fact sheets, style and script in a single page.

The page is complete without a server. Every number in it is worded by `corridor.draw.words.wording`.
"""

import re
from collections.abc import Callable, Iterable
from functools import cache

from markupsafe import Markup

from corridor.draw.layout.palette import SYMBOLS
from corridor.draw.layout.text_metrics import width_px
from corridor.draw.web.assets import Assets
from corridor.draw.web.markup import render, stylesheet
from corridor.draw.web.panel.paper_map import paper_map
from corridor.draw.web.player.cards import cards
from corridor.draw.web.player.chapter_panels import PANELS, chapter_gaps, qr_code
from corridor.draw.web.player.map import map_json
from corridor.draw.web.player.pictures import LIMIT_BYTES, Pictures, pictures
from corridor.draw.web.player.sheets import credits_line, sheet
from corridor.draw.web.scripts import script
from corridor.draw.web.strip import strip
from corridor.draw.words import wording
from corridor.draw.words.statement import source_lines
from corridor.i18n import word
from corridor.model.corridor import Chapter, Corridor
from corridor.model.figure import Release
from corridor.model.place import Node
from corridor.model.text import LANGS, Lang

_STYLES = ("map", "map_dark", "panel", "player", "player_chapters", "player_map", "player_presenter", "player_print")
_BLANKS = re.compile(r"\s*\n\s*")
_WORDS_BYTES = 20_000
"""What words about pictures take at the most: they come after the file's size is known."""
_WALL_PX = 1150
"""Width of the strip diagram along the bottom of a wide wall, in pixels of a laptop."""
_PHRASE = re.compile(r".+?(?:[：，、。；:,]\s*|$)")
"""Parts of a title that stay on one line while they can; Chinese has no other places to break at."""


def document(corridor: Corridor, lang: Lang, *, assets: Assets, address: str = "") -> str:
    """The whole page, opening in ``lang``.

    ``address`` is where the corridor can be visited on the web; without one no QR code is drawn.
    """
    common = {
        "corridor": corridor,
        "map_style": _trusted(assets.style),
        "style": _trusted(stylesheet(*_STYLES)),
        "scripts": _trusted(scripts(assets)),
        "data": _trusted(map_json(corridor, closes=_closes(corridor, address))),
        "symbols": SYMBOLS,
        "languages": LANGS,
        "key": _in_every_language(_plain("player_key"), corridor),
        "credits": _in_every_language(credits_line, corridor),
        "help": _in_every_language(_plain("player_help"), corridor),
        "maps": _in_every_language(paper_map, corridor),
        "strips": _in_every_language(_strip, corridor),
        "sheets": {thing: _in_every_language(sheet, corridor, thing, address) for thing in ("", *corridor.node_by_id)},
    }
    page = render("player.html.j2", lang, **common, **_steps(corridor, address, Pictures()))
    if not corridor.media:
        return page
    fitting = pictures(corridor, LIMIT_BYTES - len(page.encode()) - _WORDS_BYTES)
    return render("player.html.j2", lang, **common, **_steps(corridor, address, fitting))


def _steps(corridor: Corridor, address: str, shown: Pictures) -> dict[str, object]:
    """What of the page shows pictures, or speaks of them."""
    chapters = [_in_every_language(_chapter, corridor, chapter, address, shown) for chapter in corridor.chapters]
    closing = [_in_every_language(_closing, corridor, address, shown)] if _closes(corridor, address) else []
    return {
        "cover": _in_every_language(_cover, corridor, shown),
        "chapters": [*chapters, *closing],
        "explore": _in_every_language(_explore, corridor, shown),
        "media": _trusted(render("player_media.css.j2", LANGS[0], pictures=shown.by_id)),
        "of_node": {node.id: shown.of(corridor.media_of_node(node.id)) for node in corridor.nodes},
    }


def _closes(corridor: Corridor, address: str) -> bool:
    """Whether there is something to close with: people, a code to scan, or an editor to be told where they go."""
    return bool(corridor.contacts or address or corridor.profile is Release.INTERNAL)


def _strip(corridor: Corridor, lang: Lang) -> str:
    return strip(corridor, lang, width=_WALL_PX, form="wide", notes=False)


@cache
def scripts(assets: Assets) -> str:
    """The scripts of a tour in their elements, the same for every corridor: a server can know them beforehand."""
    return render(
        "player_scripts.html.j2",
        LANGS[0],
        map_library=_trusted(assets.script),
        script=_trusted(script("player/tour")),
    )


def _trusted(text: str) -> Markup:
    return Markup(text)  # noqa: S704 - made by our own escaping templates, or a file of ours


def _in_every_language(draw: Callable[..., str], corridor: Corridor, *rest: object) -> dict[Lang, Markup]:
    return {lang: _trusted(_BLANKS.sub("\n", draw(corridor, lang, *rest))) for lang in LANGS}


def _cover(corridor: Corridor, lang: Lang, shown: Pictures) -> str:
    title = _PHRASE.findall(corridor.name[lang])
    return render(
        "player_cover.html.j2",
        lang,
        corridor=corridor,
        title=title,
        title_em=_widest_em(title),
        date=wording.dated_text(corridor, lang),
        logo=shown.first(corridor.logo),
        cover=shown.first(corridor.cover),
    )


def _closing(corridor: Corridor, lang: Lang, address: str, shown: Pictures) -> str:
    title = word("player.closing", lang)
    return render(
        "player_closing.html.j2",
        lang,
        corridor=corridor,
        title=title,
        title_em=_widest_em([title]),
        logo=shown.first(corridor.logo),
        contacts=[(one, shown.first(corridor.medium_by_id.get(one.qr_id or ""))) for one in corridor.contacts],
        address=address,
        qr=qr_code(address) if address else "",
    )


def _widest_em(phrases: Iterable[str]) -> float:
    """How wide the longest part of a title is, so that it can be set as large as its place allows."""
    return max((width_px(phrase, 1.0, bold=True) for phrase in phrases), default=1.0)


def _chapter(corridor: Corridor, lang: Lang, chapter: Chapter, address: str, shown: Pictures) -> str:
    title = _PHRASE.findall(wording.fill_placeholders(corridor, chapter.title[lang], lang))
    named = wording.figures_named((chapter.title[lang], chapter.text[lang]))
    known = [
        key
        for key in chapter.figure_ids
        if key in corridor.figure_by_id and corridor.figure_by_id[key].value is not None
    ]
    cited = [figure_id for figure_id in named if figure_id not in chapter.figure_ids]
    return render(
        "player_chapter.html.j2",
        lang,
        corridor=corridor,
        number=corridor.chapters.index(chapter) + 1,
        title=title,
        title_em=_widest_em(title),
        text=wording.fill_placeholders(corridor, chapter.text[lang], lang),
        note=wording.fill_placeholders(corridor, chapter.speaker_note[lang], lang),
        cards=cards(corridor, known, lang),
        cited=cards(corridor, cited, lang),
        gaps=chapter_gaps(corridor, chapter, lang),
        unplaced=_unplaced(corridor, chapter),
        pictures=shown.of(corridor.media_of_chapter(chapter.id)),
        told=[] if chapter.show or chapter.figure_ids else _told(corridor, chapter, lang),
        show=chapter.show or "",
        extra=PANELS[chapter.show](corridor, lang, chapter, address) if chapter.show else {},
    )


def _told(corridor: Corridor, chapter: Chapter, lang: Lang) -> list[tuple[Node, str]]:
    """The nodes of a chapter without figures, with their roles: what is known of each fills its stage."""
    nodes = [corridor.node_by_id[key] for key in chapter.node_ids if key in corridor.node_by_id]
    return [(node, wording.role_text(corridor, node.role_id, lang)) for node in nodes]


def _unplaced(corridor: Corridor, chapter: Chapter) -> list[Node]:
    nodes = [corridor.node_by_id[key] for key in chapter.node_ids if key in corridor.node_by_id]
    return [node for node in nodes if not node.is_placed]


def _explore(corridor: Corridor, lang: Lang, shown: Pictures) -> str:
    return render(
        "player_explore.html.j2",
        lang,
        corridor=corridor,
        groups=[(wording.role_text(corridor, key, lang), nodes) for key, nodes in corridor.nodes_by_role.items()],
        left_out=[medium.alt[lang] for medium in shown.left_out],
        sources=source_lines(corridor, (source.id for source in corridor.sources), lang),
    )


def _plain(template: str) -> Callable[[Corridor, Lang], str]:
    return lambda corridor, lang: render(f"{template}.html.j2", lang, corridor=corridor)
