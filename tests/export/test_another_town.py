"""A corridor of another country, without tax and without a town, says nothing of either."""

import html
import io
import re

import pytest
from openpyxl import load_workbook
from pptx import Presentation
from samples import cell, changed, text

from corridor.draw.web.map.static_map import map_svg
from corridor.draw.web.markup import render
from corridor.draw.web.panel.panel import corridor_sheet, node_sheet
from corridor.draw.web.strip import strip
from corridor.draw.words.wording import dated_text
from corridor.export import FORMATS, sheet
from corridor.model.corridor import Corridor
from corridor.model.figure import Release
from corridor.model.text import LANGS, Lang
from corridor.pack.load import load

OF_THE_FIRST = re.compile(r"镇|经发办|税|南端|(?<![\w-])(?:town|tax(?:es)?|taxpayer|south end)(?![\w-])", re.IGNORECASE)
STRAY = re.compile(r"(?:>|^)\s*·|·\s*(?:<|$)|\b0 of them|其中 0 个|·\s*·", re.MULTILINE)


@pytest.fixture(scope="module")
def abroad() -> Corridor:
    """The sample with rents in dollars for taxes and a county for a town, and without a notice."""
    files = changed(
        cell("indicators.csv", 3, "name_zh", "租金"),
        cell("indicators.csv", 3, "name_en", "Rent"),
        cell("indicators.csv", 3, "unit", "million-usd"),
        cell("scopes.csv", 2, "name_zh", "全部"),
        cell("scopes.csv", 2, "name_en", "All"),
        cell("subjects.csv", 2, "kind", "county"),
        cell("subjects.csv", 2, "name_zh", "河县"),
        cell("subjects.csv", 2, "name_en", "River County"),
        text("story.toml", "税收", "租金"),
        text("story.toml", "Tax", "Rent"),
        text("story.toml", '"industries"', '"caveats"'),
        text(
            "corridor.toml",
            "[[ribbon]]",
            '[[kinds]]\nid = "county"\nname_zh = "县"\nname_en = "County"\nlike = "town"\n\n[[ribbon]]',
        ),
    )
    return load(files, Release.PUBLIC)


def pieces(corridor: Corridor, lang: Lang) -> dict[str, str]:
    """All that is shown of a corridor, as words."""
    slides = Presentation(io.BytesIO(FORMATS["pptx"](corridor, lang))).slides
    frames = (shape.text_frame for slide in slides for shape in slide.shapes if shape.has_text_frame)
    cells = (cell for slide in slides for shape in slide.shapes if shape.has_table for cell in shape.table.iter_cells())
    book = load_workbook(io.BytesIO(FORMATS["xlsx"](corridor, lang)))
    values = (cell for one in book for row in one.iter_rows(values_only=True) for cell in row)
    return {
        "tour": FORMATS["html"](corridor, lang).decode(),
        "deck": "\n".join([frame.text for frame in frames] + [cell.text for cell in cells]),
        "tables": "\n".join(str(value) for value in (*book.sheetnames, *values) if value is not None),
        "corridor": corridor_sheet(corridor, lang),
        "footer": render("footer.html.j2", lang, corridor=corridor, date=dated_text(corridor, lang)),
        "map": map_svg(corridor, lang),
        "strip": strip(corridor, lang),
        **{node.id: node_sheet(corridor, node, lang) for node in corridor.nodes},
        "page": sheet.export(corridor, corridor.nodes[0], lang).decode(),
    }


def words_of(piece: str) -> str:
    """A piece without its markup, where comments, attributes and styles are none of a reader's."""
    bare = re.sub(r"<(script|style)\b.*?</\1>|<!--.*?-->", " ", piece, flags=re.DOTALL)
    return html.unescape(re.sub(r"<[^>]*>", " ", bare))


@pytest.mark.parametrize("lang", LANGS)
def test_nothing_is_said_of_another_towns_offices_or_taxes(abroad: Corridor, lang: Lang) -> None:
    """Neither on the page nor in what is handed out: what a corridor has not brought, it does not show."""
    found = {name: OF_THE_FIRST.findall(words_of(piece)) for name, piece in pieces(abroad, lang).items()}
    assert {name: said for name, said in found.items() if said} == {}


@pytest.mark.parametrize("lang", LANGS)
def test_what_is_empty_leaves_no_sign_of_itself(abroad: Corridor, lang: Lang) -> None:
    """No point between nothing and something, and no count of none."""
    found = {name: STRAY.findall(piece) for name, piece in pieces(abroad, lang).items()}
    assert {name: said for name, said in found.items() if said} == {}
    assert "<p></p>" not in pieces(abroad, lang)["footer"].replace(" ", "")
    foot = re.search(r'<footer id="credits">.*?</footer>', pieces(abroad, lang)["tour"], re.DOTALL)
    assert foot is not None
    assert "></span>" not in foot[0]


def test_its_money_is_its_own(abroad: Corridor) -> None:
    """In both languages, in the panel, the deck and the table."""
    for lang, said in (("zh", "1,000 万美元"), ("en", "USD 10.0 million")):
        shown = pieces(abroad, lang)  # type: ignore[arg-type]
        assert said in shown["n-point"], lang
        assert said in shown["deck"], lang
        assert said in shown["tables"], lang
