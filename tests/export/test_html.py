"""The single file: complete, closed, true to the data, and the same every time."""

import io
import re
from collections.abc import Iterator
from dataclasses import replace
from html import unescape
from html.parser import HTMLParser
from pathlib import Path

import pytest
from PIL import Image

from corridor.draw.words.statement import statement
from corridor.draw.words.wording import figure_value, fill_placeholders
from corridor.export import FORMATS
from corridor.export.html import export
from corridor.i18n import word
from corridor.model.corridor import Corridor
from corridor.model.figure import Release
from corridor.model.text import LANGS, Lang, Text
from corridor.pack.load import load

LIMIT_BYTES = 2_000_000
FETCHING = {("script", "src"), ("link", "href"), ("img", "src"), ("iframe", "src"), ("use", "href"), ("image", "href")}


class Parts(HTMLParser):
    """What a page would fetch, and what it says in text."""

    def __init__(self, page: bytes) -> None:
        super().__init__()
        self.fetched: list[str] = []
        self.said: list[str] = []
        self._silent = 0
        self.feed(page.decode())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note every address that a browser follows by itself."""
        self.fetched += [value or "" for name, value in attrs if (tag, name) in FETCHING]
        self._silent += tag in {"script", "style"}

    def handle_endtag(self, tag: str) -> None:
        """Leave a script or a style sheet."""
        self._silent -= tag in {"script", "style"}

    def handle_data(self, data: str) -> None:
        """Note what a reader may see."""
        if not self._silent:
            self.said.append(data.strip())


@pytest.fixture(scope="module", autouse=True)
def no_address() -> Iterator[None]:
    """The machine that runs the tests may have an address of its own."""
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("CORRIDOR_PUBLIC_URL", raising=False)
        yield


@pytest.fixture(scope="module", params=LANGS)
def lang(request: pytest.FixtureRequest) -> Lang:
    """Each language in turn."""
    chosen: Lang = request.param
    return chosen


@pytest.fixture(scope="module")
def page(corridor: Corridor, lang: Lang, no_address: None) -> bytes:  # noqa: ARG001 - the address would be in it
    """The file of each corridor in each language."""
    return export(corridor, lang)


def test_the_same_data_give_the_same_bytes(pack: Path, lang: Lang, page: bytes) -> None:
    """Two files of the same data can be compared byte by byte; command line and page find the format by its name."""
    assert FORMATS["html"](load(pack, Release.PUBLIC), lang) == page


def test_it_fits_on_any_stick(page: bytes) -> None:
    """The file stays under its budget."""
    assert len(page) < LIMIT_BYTES


def test_it_fetches_nothing(page: bytes) -> None:
    """Nothing in the page names a resource outside of it, and a policy forbids the browser to ask for any."""
    assert [address for address in Parts(page).fetched if not address.startswith(("#", "data:"))] == []
    assert set(re.findall(rb"url\((?!['\"]?(?:data:|#))[^)]*\)", page)) == set()
    assert b"default-src 'none'" in page


def test_it_speaks_every_language(page: bytes, corridor: Corridor) -> None:
    """Whichever language it opens in, the titles of all chapters are there in both."""
    said = "\n".join(Parts(page).said)
    flat = re.sub(r"\s+", "", said)
    for chapter in corridor.chapters:
        for spoken in LANGS:
            assert re.sub(r"\s+", "", chapter.title[spoken]) in flat


def test_numbers_are_worded_as_on_the_page(page: bytes, corridor: Corridor, lang: Lang) -> None:
    """Texts and figures of the chapters say exactly what the wording says."""
    said = Parts(page).said
    for chapter in corridor.chapters:
        assert fill_placeholders(corridor, chapter.text[lang], lang) in said
        for figure_id in chapter.figure_ids:
            assert figure_value(corridor, corridor.figure_by_id[figure_id], lang) in said


def test_every_figure_says_its_status_and_source(page: bytes) -> None:
    """No card shows a bare number."""
    cards = re.findall(r'<li class="card".*?</li>', page.decode(), re.DOTALL)
    assert cards
    assert all('class="badge"' in card and 'class="source"' in card for card in cards)


def test_a_figure_in_short_says_of_whom_it_speaks_and_what_it_lacks(corridor: Corridor, lang: Lang) -> None:
    """Also below the cards a number has its subject, and the note without which it may not be quoted."""
    bare = tuple(replace(chapter, figure_ids=()) for chapter in corridor.chapters)
    page = export(replace(corridor, chapters=bare), lang).decode()
    shorts = re.findall(r'<ul class="cited">(.*?)</ul>', page, re.DOTALL)
    lines = [line for short in shorts for line in re.findall(r'<li data-figure="(.*?)"(.*?)</li>', short, re.DOTALL)]
    assert lines
    for figure_id, _ in lines:
        figure = corridor.figure_by_id[figure_id]
        known = statement(corridor, figure, lang)
        of = f"{corridor.name_of(figure.subject_id)[lang]} · {known.label}"
        own = [unescape(words) for key, words in lines if key == figure_id]
        assert any(of in words and known.caveat in words for words in own)


def test_distances_are_written_as_on_the_panels(corridor: Corridor, lang: Lang) -> None:
    """Thousands are set apart wherever a station is named."""
    far = replace(corridor.chapters[-1], show="contact", node_ids=tuple(node.id for node in corridor.nodes))
    page = export(replace(corridor, chapters=(far,)), lang).decode()
    stations = re.findall(r'<span class="station">(.*?)</span>', page)
    assert stations
    assert [words for words in stations if re.search(r"\d{4}", words)] == []


def test_notice_date_and_attribution_are_there(page: bytes, corridor: Corridor, lang: Lang) -> None:
    """The line under every chapter carries what a public map must say."""
    text = page.decode()
    credits_line = text[text.index('<footer id="credits">') : text.index('<div id="help"')]
    for part in (corridor.notice[lang], corridor.attribution[lang], str(corridor.data_date.year)):
        assert part in credits_line


def test_internal_figures_are_not_in_a_public_file(page: bytes, pack: Path) -> None:
    """What only the office may know is nowhere in the bytes of a public file."""
    inside = load(pack, Release.INTERNAL)
    hidden = [f for f in inside.figures if f.release is Release.INTERNAL]
    assert [f.id for f in hidden if f.id.encode() in page] == []
    assert [f.id for f in hidden for note in (f.note.zh, f.note.en) if note and note.encode() in page] == []


def test_a_name_cannot_become_markup(corridor: Corridor) -> None:
    """Markup and script ends in the data stay text."""
    hostile = "</script><script>alert(1)</script><img src=x onerror=alert(1)>"
    name = Text(hostile, hostile)
    node = replace(corridor.nodes[0], name=name)
    chapter = replace(corridor.chapters[0], title=name, text=name, speaker_note=name)
    page = export(replace(corridor, name=name, nodes=(node, *corridor.nodes[1:]), chapters=(chapter,)), "zh")
    assert b"alert(1)</script>" not in page
    assert b"<img" not in page


@pytest.mark.parametrize("address", ["", "javascript:alert(1)", "somewhere", "ftp://example.org", "https://"])
def test_no_code_without_an_address(invented: Path, address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """No code is drawn rather than one that leads nowhere."""
    corridor = load(invented, Release.PUBLIC)
    monkeypatch.setenv("CORRIDOR_PUBLIC_URL", address)
    contact = replace(corridor.chapters[-1], show="contact")
    assert b"segno" not in export(replace(corridor, chapters=(contact,), public_url=""), "zh")


def test_the_environment_names_the_address(corridor: Corridor, monkeypatch: pytest.MonkeyPatch) -> None:
    """An installation that has its own address shows its code, not that of the data."""
    monkeypatch.setenv("CORRIDOR_PUBLIC_URL", "https://town.example/road")
    contact = replace(corridor.chapters[-1], show="contact")
    page = export(replace(corridor, chapters=(contact,), public_url="https://old.example"), "en")
    assert b"segno" in page
    assert b"https://town.example/road" in page
    assert b"old.example" not in page


def test_a_corridor_without_a_story_can_be_explored(corridor: Corridor) -> None:
    """The absence of a tour hides the tour only."""
    page = export(replace(corridor, chapters=(), contacts=(), public_url=""), "zh").decode()
    assert 'class="chapter explore" data-chapter="1"' in page


def spoken(page: str, chapter: str, lang: Lang) -> str:
    """What the page has in a chapter in one language."""
    section = page.partition(f'<section class="chapter{chapter}')[2].partition("</section>")[0]
    return unescape(section.partition(f'data-in="{lang}"')[2].partition('<div class="page"')[0])


def test_a_talk_begins_with_a_name_and_ends_with_whom_to_call(invented: Path, lang: Lang) -> None:
    """The cover says whose corridor it is and who is the host, with the sign; the closing whom one can call."""
    lantern = load(invented, Release.PUBLIC)
    assert lantern.host
    page = export(lantern, lang).decode()
    cover, closing = spoken(page, " cover", lang), spoken(page, f'" data-chapter="{len(lantern.chapters) + 1}"', lang)
    for words in (lantern.name[lang], lantern.host.name[lang], f"medium-{lantern.host.logo_id}"):
        assert words in cover
    for contact in lantern.contacts:
        for words in (contact.name[lang], contact.phone, contact.email, contact.wechat, contact.address[lang]):
            assert words in closing


def test_where_nobody_is_to_be_called_only_an_editor_is_told_so(invented: Path, lang: Lang) -> None:
    """The public sees no empty closing; who can fill it in reads where."""
    for profile in (Release.PUBLIC, Release.INTERNAL):
        page = export(replace(load(invented, profile), contacts=()), lang).decode()
        assert (word("present.contact-none", lang) in unescape(page)) == (profile is Release.INTERNAL)


def test_pictures_keep_the_file_small_and_it_says_what_it_left_out(invented: Path, lang: Lang) -> None:
    """Signs and codes go first; a picture that does not fit any more is named, and none is in the file twice."""
    lantern = load(invented, Release.PUBLIC)
    grain = io.BytesIO()
    Image.effect_noise((1600, 1000), 90).save(grain, "JPEG", quality=95)
    heavy = [
        replace(lantern.media[0], id=f"heavy-{n}", data=grain.getvalue(), alt=Text(f"重图{n}", f"heavy picture {n}"),
                chapter_ids=(lantern.chapters[0].id,))
        for n in range(4)
    ]  # fmt: skip
    page = export(replace(lantern, media=(*lantern.media, *heavy)), lang)
    assert len(page) < LIMIT_BYTES
    text = page.decode()
    left = [medium for medium in heavy if f".medium-{medium.id} {{" not in text]
    assert left
    explore = spoken(text, " explore", lang)
    assert all(medium.alt[lang] in explore for medium in left)
    assert text.count(f".medium-{lantern.host.logo_id} {{") == 1  # type: ignore[union-attr]


def test_a_hidden_chapter_is_told_only_when_asked_for(invented: Path) -> None:
    """Who names it hears it, in the order that is asked for."""
    lantern = load(invented, Release.PUBLIC)
    first, second, *_ = lantern.chapters
    story = replace(lantern, chapters=(replace(first, is_hidden=True), second))
    said = [Parts(export(told, "zh")).said for told in (story.told_before(None), story.telling([second.id, first.id]))]
    assert first.title.zh not in said[0]
    assert second.title.zh in said[0]
    assert said[1].index(second.title.zh) < said[1].index(first.title.zh)
