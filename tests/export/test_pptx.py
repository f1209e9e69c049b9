"""The deck is opened again and looked into: native, editable, honest, and readable in Chinese."""

import io
import re
import shutil
import subprocess
from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import combinations, pairwise
from pathlib import Path

import pytest
from openpyxl import load_workbook
from pptx import Presentation
from pptx.chart.chart import Chart
from pptx.enum.chart import XL_LABEL_POSITION
from pptx.enum.dml import MSO_FILL
from pptx.enum.shapes import MSO_SHAPE, MSO_SHAPE_TYPE
from pptx.oxml.ns import qn
from pptx.shapes.base import BaseShape
from pptx.slide import Slide
from pptx.table import _Cell, _Row
from pptx.text.text import TextFrame

from corridor.__main__ import main
from corridor.analysis.series import Lane, drawable_lanes
from corridor.draw.layout.box import Box
from corridor.draw.layout.palette import MUTED, PAPER, SYMBOLS, status_look
from corridor.draw.layout.text_metrics import ELLIPSIS, wrapped
from corridor.draw.words.node_facts import events_of
from corridor.draw.words.wording import (
    data_date_text,
    figure_value,
    fill_placeholders,
    industry_group_text,
    status_text,
    status_with_release,
    symbol_text,
)
from corridor.export import FORMATS
from corridor.i18n import word
from corridor.model.corridor import Chapter, Corridor
from corridor.model.expectation import gaps
from corridor.model.figure import Absence, Release, Status
from corridor.model.place import Node, Role
from corridor.model.text import LANGS, Lang
from corridor.pack.load import load

CHINESE = re.compile(r"[\u4e00-\u9fff]")
TALL = 1.45
"""Height of a line of Noto Sans CJK by its size; other Chinese faces are a little lower."""


@pytest.fixture(scope="module", params=LANGS)
def lang(request: pytest.FixtureRequest) -> Lang:
    """Each language in turn."""
    chosen: Lang = request.param
    return chosen


@pytest.fixture(scope="module")
def slides(corridor: Corridor, lang: Lang) -> list[Slide]:
    """The slides of the exported file, opened again."""
    return list(Presentation(io.BytesIO(FORMATS["pptx"](corridor, lang))).slides)


@pytest.fixture(scope="module")
def slides_inside(pack: Path, lang: Lang) -> list[Slide]:
    """The slides of the deck that only editors may export."""
    return list(Presentation(io.BytesIO(FORMATS["pptx"](load(pack, Release.INTERNAL), lang))).slides)


def things(slide: Slide) -> Iterator[BaseShape]:
    """Every shape on a slide, those of a group each by itself."""
    for shape in slide.shapes:
        yield from shape.shapes if shape.shape_type == MSO_SHAPE_TYPE.GROUP else (shape,)


def texts(slide: Slide) -> Iterator[str]:
    """Every text on a slide, tables included."""
    for shape in things(slide):
        if shape.has_text_frame:
            yield shape.text_frame.text
        if shape.has_table:
            yield from (cell.text for row in shape.table.rows for cell in row.cells)


def boxes(slides: list[Slide]) -> list[BaseShape]:
    """Every box with a text in it, tables and the slide's number left out."""
    return [
        shape
        for slide in slides
        for shape in things(slide)
        if shape.has_text_frame and shape.text_frame.text and shape.name != "number"
    ]


def everything(slides: list[Slide]) -> str:
    """All texts of a deck."""
    return "\n".join(text for slide in slides for text in texts(slide))


def rows_under(slides: list[Slide], head: str) -> list[list[str]]:
    """The rows of all tables whose first heading is this one."""
    tables = [shape.table for slide in slides for shape in things(slide) if shape.has_table]
    shown = [table for table in tables if table.cell(0, 0).text == head]
    return [[cell.text.replace("\n", "") for cell in row.cells] for table in shown for row in list(table.rows)[1:]]


def titles_of(corridor: Corridor, source_ids: Iterable[str], lang: Lang) -> list[str]:
    """What sources are called."""
    return [corridor.source_by_id[source_id].title[lang] for source_id in source_ids]


def said_of(slides: list[Slide], node: Node, lang: Lang) -> str:
    """All that the slide of a node says."""
    return "\n".join(
        text for slide in slides if slide.shapes.title.text_frame.text == node.name[lang] for text in texts(slide)
    )


def test_every_node_has_a_slide_of_its_own(slides: list[Slide], corridor: Corridor, lang: Lang) -> None:
    """A node is found by its name as a slide's title."""
    titles = [slide.shapes.title.text_frame.text for slide in slides]
    assert [node.name[lang] for node in corridor.nodes if node.name[lang] not in titles] == []


def test_sources_under_a_heading_do_not_say_again_that_they_are(slides: list[Slide], lang: Lang) -> None:
    """The heading has said it once for every cell below."""
    label = word("figure.source", lang, titles="").strip()
    cells = [c.text for s in slides for shape in things(s) if shape.has_table for c in shape.table.iter_cells()]
    assert [cell for cell in cells if cell.startswith(label)] == []


def test_industries_and_programmes_name_their_sources(slides: list[Slide], corridor: Corridor, lang: Lang) -> None:
    """Who says that it is a pillar, and that a node works in it, stands in its row."""
    tables = {head: rows_under(slides, word(f"export.pptx-{head}", lang)) for head in ("group", "action")}
    said = {row[1]: row[-1] for row in tables["group"]} | {row[0]: row[-1] for row in tables["action"]}
    ties = [(corridor.industry_by_id[tie.industry_id], tie.source_ids) for tie in corridor.node_industries]
    told = [(thing, thing.source_ids) for thing in (*corridor.industries, *corridor.programmes)]
    names = [industry.name[lang] for industry in corridor.industries]
    for thing, source_ids in (*told, *ties):
        if names.count(thing.name[lang]) < 2:
            titles = titles_of(corridor, source_ids, lang)
            assert [title for title in titles if title not in said[thing.name[lang]]] == []


def test_what_is_said_of_a_node_has_its_sources_beside_it(slides: list[Slide], corridor: Corridor, lang: Lang) -> None:
    """Its place, its note and its industries are claims as figures are."""
    for node in corridor.nodes:
        said = said_of(slides, node, lang)
        assert [title for title in titles_of(corridor, node.source_ids, lang) if title not in said] == []


def test_a_node_is_not_said_to_do_what_it_only_plans(slides: list[Slide], corridor: Corridor, lang: Lang) -> None:
    """Its slide names each industry with its status unless it is a fact."""
    for tie in corridor.node_industries:
        name = corridor.industry_by_id[tie.industry_id].name[lang]
        marked = word("figure.tied", lang, name=name, status=status_text(tie.status, lang))
        said = said_of(slides, corridor.node_by_id[tie.node_id], lang)
        assert (marked in said) is (tie.status is not Status.ACTUAL)
        assert name in said


def test_an_event_is_told_with_its_source_or_not_at_all(slides: list[Slide], corridor: Corridor, lang: Lang) -> None:
    """A visit on a date is nothing to show a guest unless it can be looked up."""
    told = expected = 0
    titles = [slide.shapes.title.text_frame.text for slide in slides]
    for node in corridor.nodes:
        said = said_of(slides, node, lang)
        expected += len(events_of(corridor, node, lang)) if node.name[lang] not in titles else 0
        for event in events_of(corridor, node, lang):
            _, found, rest = said.partition(f"{event.date}  {event.name}")
            told += bool(found)
            assert not found or (event.sources and all(source.title in rest for source in event.sources))
    assert told >= expected


def talk(slides: list[Slide], corridor: Corridor, lang: Lang) -> list[tuple[Chapter, list[Slide]]]:
    """The slides of each chapter, which follow each other from the second slide on."""
    told, left = [], slides[1:]
    for chapter in corridor.chapters:
        title = fill_placeholders(corridor, chapter.title[lang], lang)
        continued = word("export.pptx-continued", lang, title=title)
        assert title_of(left[0]) == title
        count = next(n for n, slide in enumerate(left) if n and title_of(slide) != continued)
        told.append((chapter, left[:count]))
        left = left[count:]
    return told


def title_of(slide: Slide) -> str:
    """What outlines know a slide by."""
    return str(slide.shapes.title.text_frame.text)


def test_the_deck_is_the_talk(slides: list[Slide], corridor: Corridor, lang: Lang) -> None:
    """Every chapter in the order of the tour: its words, map and figures, and its note on each of its slides."""
    for chapter, own in talk(slides, corridor, lang):
        said = everything(own)
        assert fill_placeholders(corridor, chapter.text[lang], lang) in said
        assert [shape.name for shape in own[0].shapes].count("map") == 1
        figures = [corridor.figure_by_id[key] for key in chapter.figure_ids if key in corridor.figure_by_id]
        assert [f.id for f in figures if f.value is not None and figure_value(corridor, f, lang) not in said] == []
        note = fill_placeholders(corridor, chapter.speaker_note[lang], lang)
        for slide in own:
            assert slide.has_notes_slide or not note
            if slide.has_notes_slide:
                frame = slide.notes_slide.notes_text_frame
                assert frame.text.startswith(note)
                runs = frame._txBody.iter(qn("a:r"))  # noqa: SLF001 - the file itself
                assert all(run.find(f"{qn('a:rPr')}/{qn('a:ea')}") is not None for run in runs)


def test_a_hall_can_read_the_talk(slides: list[Slide], corridor: Corridor, lang: Lang) -> None:
    """16 points at least, but for sources and the foot (9) and the names on a map; 10.5 in the appendix."""
    chapters = [slide for _, own in talk(slides, corridor, lang) for slide in own]
    for slide in slides:
        least = 16 if slide in chapters else 10.5
        for shape in slide.shapes:
            inner = shape.shapes if shape.shape_type == MSO_SHAPE_TYPE.GROUP else (shape,)
            for one in inner if shape.name not in ("map", "strip") else ():
                small = [
                    run.text
                    for frame in _frames(one)
                    for paragraph in frame.paragraphs
                    for run in paragraph.runs
                    if run.font.size.pt < least - 0.01 and (run.font.size.pt < 9 or not _is_small_print(one, frame))
                ]
                assert small == []


def _frames(shape: BaseShape) -> list[TextFrame]:
    if shape.has_table:
        return [cell.text_frame for cell in shape.table.iter_cells()]
    return [shape.text_frame] if shape.has_text_frame else []


def _is_small_print(shape: BaseShape, frame: TextFrame) -> bool:
    """A source, a credit or the foot: grey, and at 9 points exactly."""
    runs = [run for paragraph in frame.paragraphs for run in paragraph.runs]
    return not shape.has_table and all(
        run.font.size.pt == 9 and str(run.font.color.rgb) == MUTED[1:].upper() for run in runs
    )


def test_a_deck_is_in_sections(slides: list[Slide], lang: Lang) -> None:
    """Talk, corridor, nodes, figures, gaps, sources: every slide is in one, and none is empty."""
    package = slides[0].part.package.presentation_part
    sections = [one for one in package._element.iter() if one.tag.endswith("}section")]  # noqa: SLF001 - the file itself
    held = [[slide.get("id") for slide in one.iter() if slide.tag.endswith("}sldId")] for one in sections]
    assert sections[0].get("name") == word("export.pptx-section-talk", lang)
    assert all(held)
    assert [own for ids in held for own in ids] == [str(slide.slide_id) for slide in slides]


def test_what_is_seen_is_also_said(slides: list[Slide]) -> None:
    """Every picture, table, chart and group has alternative text, and every slide a number."""
    for slide in slides[1:]:
        kinds = MSO_SHAPE_TYPE.PICTURE, MSO_SHAPE_TYPE.GROUP
        shown = [s for s in slide.shapes if s.has_table or s.has_chart or s.shape_type in kinds]
        said = [shape._element.xpath(".//p:cNvPr")[0].get("descr") for shape in shown]  # noqa: SLF001 - the file itself
        assert all(said)
        assert slide.element.findall(f".//{qn('a:fld')}[@type='slidenum']")


def test_every_run_says_its_language(slides: list[Slide], lang: Lang) -> None:
    """Or Chinese would be proofread, and read aloud, as English."""
    tags = {"zh": "zh-CN", "en": "en-US"}
    notes = [slide.notes_slide for slide in slides if slide.has_notes_slide]
    parts = [part.element for part in (*slides, *notes)]
    assert {run.get("lang") for part in parts for run in part.iter(qn("a:rPr"))} == {tags[lang]}


def test_a_talk_begins_with_a_name_and_ends_with_somebody_to_call(
    slides: list[Slide], corridor: Corridor, lang: Lang
) -> None:
    """Corridor, host and date; then contacts, as far as the pack names any, and nothing invented where it does not."""
    host = [corridor.host.name[lang]] if corridor.host else []
    opening = everything(slides[:1])
    assert [text for text in (corridor.name[lang], *host) if text not in opening] == []
    closing = "closing" if corridor.contacts or corridor.public_url else "thanks"
    ending = [slide for slide in slides if title_of(slide) == word(f"export.pptx-{closing}", lang)]
    said = everything(ending)
    for contact in corridor.contacts:
        told = (contact.name[lang], contact.phone, contact.email, contact.wechat, contact.address[lang])
        assert [text for text in told if text not in said] == []
    assert word("export.pptx-no-contacts", lang) not in said
    assert ending[0].slide_id == slides[1 + sum(len(own) for _, own in talk(slides, corridor, lang))].slide_id


def test_an_editor_is_told_where_to_put_contacts(slides_inside: list[Slide], corridor: Corridor, lang: Lang) -> None:
    """Where there are none; guests never see that line."""
    assert (word("export.pptx-no-contacts", lang) in everything(slides_inside)) is not corridor.contacts


def test_a_talk_by_itself_has_no_appendix(tmp_path: Path) -> None:
    """Nor chapters for others; what is no part and no audience is wrong use."""
    pack, made = Path(__file__).parent.parent / "corridors" / "lantern-canal", tmp_path / "talk.pptx"
    ask = ["export", str(pack), "-o", str(made), "--lang", "en", "--format"]
    assert main([*ask, "pptx", "--only", "talk", "--audience", "investors"]) == 0
    corridor = load(pack, Release.PUBLIC)
    slides = list(Presentation(io.BytesIO(made.read_bytes())).slides)
    told = talk(slides, corridor.told_before("investors"), "en")
    assert [chapter.id for chapter, _ in told] == [one.id for one in corridor.chapters if one.is_for("investors")]
    assert title_of(slides[-1]) == word("export.pptx-closing", "en")
    assert main([*ask, "html", "--only", "talk"]) == 2
    assert main([*ask, "pptx", "--audience", "nobody"]) == 2
    if shutil.which("soffice"):
        run = ["soffice", "--headless", f"-env:UserInstallation={(tmp_path / 'office').as_uri()}"]
        subprocess.run([*run, "--convert-to", "pdf", "--outdir", tmp_path, made], check=True, capture_output=True)
        pdf = (tmp_path / "talk.pdf").read_bytes()
        assert len(re.findall(rb"/Type\s*/Page\b", pdf)) == len(slides)


def test_industries_stand_in_the_order_and_words_of_the_screen(
    slides: list[Slide], corridor: Corridor, lang: Lang
) -> None:
    """A guest who has seen the page finds the same sections on the slide."""
    groups = list(dict.fromkeys(industry_group_text(corridor, industry, lang) for industry in corridor.industries))
    rows = [row for slide in slides for shape in things(slide) if shape.has_table for row in shape.table.rows]
    assert list(dict.fromkeys(row.cells[0].text for row in rows if row.cells[0].text in groups)) == groups
    assert word("panel.industries", lang) in {slide.shapes.title.text_frame.text for slide in slides}


def test_the_date_is_written_for_readers(slides: list[Slide], corridor: Corridor) -> None:
    """The form of the screen; the one of machines is for the names of files."""
    assert corridor.data_date.isoformat() not in everything(slides)


def test_a_chart_of_a_node_follows_its_slide(slides: list[Slide], corridor: Corridor, lang: Lang) -> None:
    """Behind all tables nobody would look for it."""
    titles = [slide.shapes.title.text_frame.text for slide in slides]
    for place, slide in enumerate(slides):
        for node in corridor.nodes:
            if any(shape.has_chart for shape in things(slide)) and titles[place].startswith(f"{node.name[lang]} · "):
                later = corridor.nodes[corridor.nodes.index(node) + 1 :]
                assert titles.index(node.name[lang]) < place
                assert not any(other.name[lang] in titles[:place] for other in later)


def test_every_slide_has_a_title(slides: list[Slide]) -> None:
    """An outline, a list of slides and a screen reader know a slide by its title, not by the largest text on it."""
    assert [number for number, slide in enumerate(slides) if not (slide.shapes.title and slide.shapes.title.text)] == []


def test_the_map_is_made_of_native_shapes(slides: list[Slide]) -> None:
    """Lines and nodes can be taken apart; no slide hides a map in a picture."""
    counts = [sum(shape.shape_type == MSO_SHAPE_TYPE.FREEFORM for shape in things(slide)) for slide in slides]
    assert max(counts) >= 5
    assert not any(shape.shape_type == MSO_SHAPE_TYPE.PICTURE for shape in things(slides[1]))


def strips(slides: list[Slide], lang: Lang) -> list[Slide]:
    """The slides of the strip diagram."""
    title = word("export.pptx-strip", lang)
    return [slide for slide in slides if slide.shapes.title.text_frame.text.startswith(title)]


def strokes(slide: Slide) -> list[tuple[str, float]]:
    """The colour and the width in pixels of every straight line, in the order of drawing."""
    lines = [shape.line for shape in things(slide) if shape.shape_type == MSO_SHAPE_TYPE.LINE]
    return [(f"#{line.color.rgb}".lower(), line.width / 9525) for line in lines]


def test_ranges_of_doubt_lie_on_the_axis_and_not_under_it(slides: list[Slide], lang: Lang) -> None:
    """In the colour of its role on the grey line of the screen, set off by a white edge, with a cap at each end."""
    drawn = strokes(strips(slides, lang)[0])
    widest = max(width for _, width in drawn)
    (axis,) = [place for place, (_, width) in enumerate(drawn) if width == widest]
    assert drawn[axis][0] == MUTED
    ranges = [place for place, (ink, _) in enumerate(drawn) if ink in {look.colour for look in SYMBOLS.values()}]
    assert ranges
    assert min(ranges) > axis
    assert sum(ink == PAPER for ink, _ in drawn) >= len(ranges)
    assert len(ranges) % 3 == 0


def test_the_legend_of_the_strip_explains_what_is_drawn_and_nothing_else(
    slides: list[Slide], corridor: Corridor, lang: Lang
) -> None:
    """A hatched bar without a word would be taken for the place; a word without a bar would be looked for."""
    for slide in strips(slides, lang):
        said = list(texts(slide))
        fills = [shape.fill.type for shape in things(slide) if shape.shape_type == MSO_SHAPE_TYPE.FREEFORM]
        assert (word("strip.legend-hatched", lang) in said) is (MSO_FILL.PATTERNED in fills)
        assert (word("strip.legend-accuracy", lang) in said) is any(ink == PAPER for ink, _ in strokes(slide))
        shapes = {shape.auto_shape_type for shape in things(slide) if shape.shape_type == MSO_SHAPE_TYPE.AUTO_SHAPE}
        assert (symbol_text(corridor, Role.SERVICE, lang) in said) is (MSO_SHAPE.ISOSCELES_TRIANGLE in shapes)
        assert (symbol_text(corridor, Role.CORE, lang) in said) is (MSO_SHAPE.STAR_5_POINT in shapes)


def test_the_strip_can_be_read_from_a_chair(slides: list[Slide], lang: Lang) -> None:
    """No letter of it is smaller than 9 points."""
    sizes = [
        (run.font.size.pt, run.text)
        for slide in strips(slides, lang)
        for shape in boxes([slide])
        if shape.top < 660 * 9525  # the footer is the same everywhere
        for paragraph in shape.text_frame.paragraphs
        for run in paragraph.runs
    ]
    assert [text for size, text in sizes if size < 9] == []


def test_texts_of_the_strip_stay_on_the_slide_and_apart(slides: list[Slide], lang: Lang) -> None:
    """Larger letters push each other aside, not over each other."""
    for slide in strips(slides, lang):
        inked = []
        for shape in boxes([slide]):
            size = shape.text_frame.paragraphs[0].runs[0].font.size.pt / 0.75
            assert shape.left >= 0
            assert shape.left + shape.width <= 1280 * 9525
            if shape != slide.shapes.title and shape.top < 660 * 9525:
                middle = (shape.top + shape.height / 2) / 9525
                left, wide = shape.left / 9525, shape.width / 9525
                inked.append(Box(x=left + 4, y=middle - size / 2, width=wide - 8, height=size))
                assert middle + size / 2 <= 660
        assert [pair for pair in combinations(inked, 2) if pair[0].overlaps(pair[1])] == []


def test_charts_carry_their_data(slides: list[Slide]) -> None:
    """A chart is a chart: its numbers can be edited."""
    charts = [shape.chart for slide in slides for shape in things(slide) if shape.has_chart]
    assert charts
    assert all(len([v for v in chart.plots[0].series[0].values if v is not None]) > 1 for chart in charts)


def charts_and_lanes(slides: list[Slide], corridor: Corridor, lang: Lang) -> tuple[list[Chart], list[Lane]]:
    """The charts of a deck, and what each of them draws."""
    titles = [slide.shapes.title.text_frame.text for slide in slides]

    def place(lane: Lane) -> int:
        first = lane.figures[0]
        names = corridor.name_of(first.subject_id)[lang], corridor.indicator_by_id[first.indicator_id].name[lang]
        return titles.index(" · ".join(names))

    charts = [shape.chart for slide in slides for shape in things(slide) if shape.has_chart]
    return charts, sorted(drawable_lanes(corridor), key=place)


def test_charts_stand_on_true_time(slides: list[Slide], corridor: Corridor, lang: Lang) -> None:
    """As on the screen: nine months are not drawn as wide as two years, and the dates can be edited."""
    for chart, lane in zip(*charts_and_lanes(slides, corridor, lang), strict=True):
        book = load_workbook(io.BytesIO(chart.part.chart_workbook.xlsx_part.blob))
        held = {cell.value.date() for cell in book.active["A"] if isinstance(cell.value, datetime)}
        periods = [figure.period for figure in lane.figures]
        assert all(any(p.first <= day <= p.last for day in held) for p in periods if p.first and p.last)
        assert len(held) == len({period.text for period in periods})


def test_a_claim_among_results_is_drawn_as_one(slides: list[Slide], corridor: Corridor, lang: Lang) -> None:
    """Each status has a series of its own, thus its own entry in the legend, and only results are solid."""
    for chart, lane in zip(*charts_and_lanes(slides, corridor, lang), strict=True):
        drawn = {series.name.rpartition(" · ")[2]: series for series in chart.plots[0].series}
        assert set(drawn) == {status_text(figure.status, lang) for figure in lane.figures}
        assert sum(len(list(series.values)) for series in drawn.values()) == len(lane.figures)
        for figure in lane.figures:
            marker = drawn[status_text(figure.status, lang)].marker.format
            assert marker.line.width
            assert str(marker.line.color.rgb) == status_look(figure.status).stroke[1:].upper()
            assert (marker.fill.type == MSO_FILL.SOLID) is (figure.status is Status.ACTUAL)


def test_a_label_beside_its_point_keeps_clear_of_it(slides: list[Slide]) -> None:
    """Programs measure from the middle of a point, and half of one as large as these would cover the first letter."""
    charts = [shape.chart for slide in slides for shape in things(slide) if shape.has_chart]
    series = [series for chart in charts for series in chart.plots[0].series]
    labels = [one.points[number].data_label for one in series for number, _ in enumerate(one.values)]
    for label in labels:
        said = label.text_frame.text
        if label.position in (XL_LABEL_POSITION.LEFT, XL_LABEL_POSITION.RIGHT):
            assert said != said.strip()


def test_a_note_claims_one_status_only_where_there_is_one(slides: list[Slide], lang: Lang) -> None:
    """What is written under a chart is true of it."""
    charted_slides = [slide for slide in slides if any(shape.has_chart for shape in things(slide))]
    for slide in charted_slides:
        chart = next(shape.chart for shape in things(slide) if shape.has_chart)
        mixed = len(list(chart.plots[0].series)) > 1
        said = "\n".join(texts(slide))
        assert (word("export.pptx-chart-note", lang) in said) is not mixed
        assert (word("export.pptx-chart-note-mixed", lang) in said) is mixed


def test_every_run_of_chinese_has_an_east_asian_face(slides: list[Slide]) -> None:
    """PowerPoint would otherwise choose a font by itself."""
    runs = [run for slide in slides for run in slide._element.iter(qn("a:r"))]  # noqa: SLF001 - the file itself
    bare = [run.text for run in runs if CHINESE.search(run.text) and run.find(f"{qn('a:rPr')}/{qn('a:ea')}") is None]
    assert runs
    assert bare == []


def test_no_text_overflows_its_box(slides: list[Slide]) -> None:
    """Measured on the safe side, every text box is as high as its lines."""
    assert [shape.text_frame.text for shape in boxes(slides) if not _fits(shape)] == []


def test_no_text_is_cut_off(slides: list[Slide]) -> None:
    """A source that ends in dots is not a source."""
    assert [text for slide in slides for text in texts(slide) if text.endswith(ELLIPSIS)] == []


def test_tables_stay_on_their_slides(slides: list[Slide]) -> None:
    """A long table goes on on the next slide."""
    for slide in slides:
        for shape in things(slide):
            if shape.has_table:
                assert shape.top + sum(row.height for row in shape.table.rows) <= 720 * 9525


def test_a_table_uses_the_slides_that_it_goes_on_on(slides: list[Slide], corridor: Corridor, lang: Lang) -> None:
    """A last slide with a row that had room on the one before would look like a mistake."""
    for node in corridor.nodes:
        title = word("export.pptx-continued", lang, title=node.name[lang])
        further = [slide for slide in slides if slide.shapes.title.text_frame.text == title]
        tables = [shape.table for slide in further for shape in things(slide) if shape.has_table]
        for before, after in pairwise(tables):
            used = sum(row.height for row in before.rows)
            assert used + after.rows[1].height > 540 * 9525


def test_no_text_overflows_its_cell(slides: list[Slide]) -> None:
    """A caveat whose last line is hidden by the next row is a caveat that was not given."""
    tables = [shape.table for slide in slides for shape in things(slide) if shape.has_table]
    assert [
        cell.text
        for table in tables
        for row in table.rows
        for cell, column in zip(row.cells, table.columns, strict=True)
        if cell.text and _text_height(cell.text_frame, (column.width - 2 * cell.margin_left) / 9525) > _room(row, cell)
    ] == []


def test_an_empty_cell_is_no_taller_than_a_full_one(slides: list[Slide]) -> None:
    """Without a size of its own an empty paragraph takes the default one, and rows run off the slide."""
    tables = [shape.table for slide in slides for shape in things(slide) if shape.has_table]
    empty = [cell for table in tables for row in table.rows for cell in row.cells if not cell.text]
    unsized = [cell for cell in empty if cell.text_frame.paragraphs[0]._p.find(f"{qn('a:endParaRPr')}[@sz]") is None]  # noqa: SLF001 - the file itself
    assert empty
    assert unsized == []


def test_every_published_figure_reads_as_on_the_screen(slides: list[Slide], corridor: Corridor, lang: Lang) -> None:
    """A slide cannot disagree with the page: the same function words both."""
    said = everything(slides)
    shown = {figure.subject_id for figure in corridor.figures} & {
        node.id for node in corridor.nodes if node.has_economy
    }
    for figure in corridor.figures:
        if figure.subject_id in shown:
            assert figure_value(corridor, figure, lang) in said


def test_a_value_that_counts_nothing_named_stands_beside_its_caveat(
    slides: list[Slide], corridor: Corridor, lang: Lang
) -> None:
    """A row of a table whose figure has no scope carries its note, wherever the deck states it."""
    rows = [
        [cell.text for cell in row.cells]
        for slide in slides
        for shape in things(slide)
        if shape.has_table
        for row in shape.table.rows
    ]
    for figure in corridor.figures:
        if figure.value is None or figure.scope_id or not figure.note[lang]:
            continue
        label = corridor.indicator_by_id[figure.indicator_id].name[lang]
        shown = [row for row in rows if row[0].endswith(label) and row[1] == figure_value(corridor, figure, lang)]
        assert any(figure.note[lang] in row[2].replace("\n", "") for row in shown) or not shown


def test_what_is_not_published_is_listed(slides: list[Slide], corridor: Corridor, lang: Lang) -> None:
    """Gaps are said, not left out."""
    said = everything(slides)
    assert {gap.absence for gap in gaps(corridor)} == set(Absence)
    for key in ("not-published", "no-entry"):
        assert word(f"figure.{key}", lang) in said


def test_notice_attribution_and_date_are_in_the_deck(slides: list[Slide], corridor: Corridor, lang: Lang) -> None:
    """Every content slide carries the notice, the credits and the date, since slides are passed on one by one."""
    for slide in slides[1:]:
        said = "\n".join(texts(slide))
        assert data_date_text(corridor, lang) in said
        assert corridor.notice[lang] in said
        assert corridor.attribution[lang] in said


def test_each_slide_of_an_internal_deck_says_so(slides: list[Slide], slides_inside: list[Slide], lang: Lang) -> None:
    """Slides are passed on one by one, and none of them may be taken for public."""
    warning = word("app.profile-internal", lang)
    assert [number for number, slide in enumerate(slides_inside) if warning not in "\n".join(texts(slide))] == []
    assert warning not in everything(slides)


def test_no_internal_value_stands_without_its_mark(slides_inside: list[Slide], pack: Path, lang: Lang) -> None:
    """In the words of the screen, in a row of a table as at a point of a chart."""
    inside = load(pack, Release.INTERNAL)
    shapes = [shape for slide in slides_inside for shape in things(slide)]
    rows = [[c.text.replace("\n", "") for c in row.cells] for s in shapes if s.has_table for row in s.table.rows]
    series = [series for shape in shapes if shape.has_chart for series in shape.chart.plots[0].series]
    points = [one.points[n].data_label.text_frame.text for one in series for n, _ in enumerate(one.values)]
    for figure in inside.figures:
        if figure.release is Release.INTERNAL and figure.value is not None:
            value = figure_value(inside, figure, lang)
            said = [row[2] for row in rows if row[1] == value] + [text for text in points if value in text]
            assert [text for text in said if status_with_release(figure, lang) not in text] == []


def test_no_text_of_an_internal_deck_is_cut_off(slides_inside: list[Slide]) -> None:
    """The warning takes no room from the notice and the credits."""
    assert [text for slide in slides_inside for text in texts(slide) if text.endswith(ELLIPSIS)] == []
    assert [shape.text_frame.text for shape in boxes(slides_inside) if not _fits(shape)] == []


def _fits(shape: BaseShape) -> bool:
    return _text_height(shape.text_frame, shape.width / 9525) <= shape.height / 9525 + 1


def _text_height(frame: TextFrame, width: float) -> float:
    """Pixels a text takes, each line as tall as in the tallest of the usual faces."""
    run = frame.paragraphs[0].runs[0]
    size, bold = run.font.size.pt / 0.75, bool(run.font.bold)
    rows = sum(len(wrapped(p.text, size, width, lines=99, bold=bold) or ("",)) for p in frame.paragraphs)
    return rows * size * (TALL if CHINESE.search(frame.text) else 1.2)


def _room(row: _Row, cell: _Cell) -> float:
    return (row.height - cell.margin_top - cell.margin_bottom) / 9525 + 1
