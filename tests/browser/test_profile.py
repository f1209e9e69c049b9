"""Nobody who has not signed in is sent anything internal, on any view, also after an upload; nor can they publish."""

import io
import re
import shutil
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from browsing import Dashboard, Screen, Serve
from forwarder import forwarding
from openpyxl import load_workbook
from playwright.sync_api import Page, WebSocket, expect

from corridor.i18n import word
from corridor.model.figure import Release
from corridor.pack.history import CommitInfo, commit, current_files, digest, versions
from corridor.pack.load import load
from corridor.ui.views import VIEWS

pytestmark = pytest.mark.own_page

EDITOR, MESSAGE = "方圆机密甲", "口令鹦鹉螺丁"
SIGNS = ("X-Forwarded-For", "Via", "CF-Connecting-IP", "Tailscale-User-Login")
"""Headers by which some forwarders can be told; tests/ui/test_access.py has those of many more makers."""
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def secrets(pack: Path) -> set[str]:
    """What only the internal profile may know of a pack: values, notes, titles and ids."""
    known, public = load(pack, Release.INTERNAL), load(pack, Release.PUBLIC)
    figures = [one for one in known.figures if one.id not in public.figure_by_id]
    hidden = {str(one.value) for one in figures} | {one.note[lang] for one in figures for lang in ("zh", "en")}
    for mine, theirs in ((known.sources, public.source_by_id), (known.scopes, public.scope_by_id)):
        for thing in mine:
            if thing.id not in theirs:
                texts = (thing.title,) if hasattr(thing, "title") else (thing.name, thing.definition)
                hidden |= {thing.id, *(text[lang] for text in texts for lang in ("zh", "en"))}
    return hidden - {"", "None"}


class Frames:
    """Every frame that a server sends to a page."""

    def __init__(self, page: Page) -> None:
        self.received: list[bytes] = []
        page.on("websocket", self._listen)

    def _listen(self, socket: WebSocket) -> None:
        def keep(data: str | bytes) -> None:
            self.received.append(data if isinstance(data, bytes) else data.encode())

        socket.on("framereceived", keep)

    def told(self, words: set[str]) -> list[str]:
        """Which of the words were among what was received."""
        everything = b"\n".join(self.received)
        return sorted(word for word in words if word.encode() in everything)


@pytest.fixture
def kept(invented: Path, tmp_path: Path) -> Path:
    """A corridor with a history whose words are nobody's business."""
    pack = tmp_path / "data" / invented.name
    shutil.copytree(invented, pack)
    files = current_files(pack)
    commit(
        pack,
        {**files, "extra.txt": b"x"},
        CommitInfo(by=EDITOR, at=datetime.now(UTC), message=MESSAGE),
        base=digest(files),
    )
    return pack


@pytest.fixture
def shared(kept: Path, serve: Serve) -> Iterator[Dashboard]:
    """A dashboard over it for the public."""
    with serve(kept.parent) as running:
        yield running


def test_no_view_and_no_upload_tells_the_public_anything_internal(shared: Dashboard, page: Page) -> None:
    """By the bytes of the websocket, not by what can be seen."""
    pack = next(path for path in shared.data.iterdir())
    hidden = secrets(pack) | {EDITOR, MESSAGE}
    assert len(hidden) > 10
    frames, screen = Frames(page), Screen(page, shared)
    for view in VIEWS:
        for lang in ("zh", "en"):
            screen.open(view=view, lang=lang, node="lantern-city")
    screen.open(view="update", lang="zh")
    expect(page.locator(".who[data-editor='false']")).to_be_visible()
    with page.expect_download() as given:
        screen.keyed("download-template").locator("button").click()
    template = given.value.path().read_bytes()
    assert told_by_book(template, hidden) == []

    send(screen, "public.xlsx", template, SHEET)
    expect(screen.keyed("difference")).to_be_visible()
    assert page.locator("[data-change]").count() == 0, "the internal rows that a public template lacks are no change"
    for name, content in guesses(pack).items():
        send(screen, name, content.encode(), "text/csv")
        screen.page.locator(".report").wait_for()
    expect(screen.keyed("publish-now")).to_have_count(0)
    expect(screen.keyed("versions")).to_have_count(0)
    assert frames.told(hidden) == []
    assert len(versions(pack)) == 2


def guesses(pack: Path) -> dict[str, str]:
    """Uploads that fish for what is hidden: a taken id, a series with a hidden year, a table without a row."""
    hidden = next(f for f in load(pack, Release.INTERNAL).figures if f.release is Release.INTERNAL)
    head = "id,subject_id,indicator_id,period,value,qualifier,status,scope_id,release,source_id,note_zh,note_en\n"
    row = f"{hidden.subject_id},{hidden.indicator_id},{{year}},5,exact,actual,all-taxes,public,s5,,\n"
    sources = current_files(pack)["sources.csv"].decode("utf-8-sig").splitlines()
    return {
        "figures.csv": head + "," + row.format(year=2024),
        "part.csv": head + "guess-2025," + row.format(year=2025),
        "sources.csv": "\n".join(sources[:3]) + "\n",
    }


def told_by_book(data: bytes, words: set[str]) -> list[str]:
    """Which of the words a workbook holds, in any of its parts, hidden or not."""
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        text = "\n".join(parts.read(name).decode("utf-8", "replace") for name in parts.namelist())
    assert load_workbook(io.BytesIO(data)).worksheets
    return sorted(word for word in words if re.search(rf"(?<![\w-]){re.escape(word)}(?![\w-])", text))


def send(screen: Screen, name: str, data: bytes, kind: str) -> None:
    """Upload a file and wait for its report."""
    uploader = screen.keyed("uploader").locator("input[type=file]")
    uploader.set_input_files({"name": name, "mimeType": kind, "buffer": data})
    expect(screen.keyed("report")).to_contain_text(name)
    screen.settle()


@pytest.fixture
def edited(kept: Path, serve: Serve) -> Iterator[Dashboard]:
    """The same corridor, run by its editor on this machine."""
    with serve(kept.parent, CORRIDOR_EDITOR=EDITOR) as running:
        yield running


def test_the_same_ears_hear_an_editor(edited: Dashboard, kept: Path, page: Page) -> None:
    """What is silent above is heard where it may be, so the silence means something."""
    frames, screen = Frames(page), Screen(page, edited)
    screen.open(view="map", lang="zh", node="lantern-city")
    screen.open(view="update", lang="zh")
    assert EDITOR in frames.told({EDITOR})
    page.get_by_text("历史版本", exact=True).click()
    expect(screen.keyed("versions")).to_contain_text(MESSAGE)
    assert len(frames.told(secrets(kept))) > 1


def hidden_by(dashboard: Dashboard) -> dict[str, str]:
    """What a forwarder changes that hides where it was asked."""
    return {"Host": urlsplit(dashboard.url).netloc, "Origin": dashboard.url}


def open_update(page: Page, dashboard: Dashboard, url: str) -> None:
    """The update view, asked of a forwarder to the dashboard."""
    Screen(page, replace(dashboard, url=url)).open(view="update", lang="zh")
    page.locator(".who").wait_for()


def test_who_comes_through_a_forwarder_is_offered_no_publishing(edited: Dashboard, page: Page) -> None:
    """One header gives a forwarder away that hides all else; so does a name or a port that it does not hide."""
    hidden = hidden_by(edited)
    ways = [*({**hidden, sign: "203.0.113.7"} for sign in SIGNS), {}, *({name: hidden[name]} for name in hidden)]
    frames = Frames(page)
    offered = []
    changes: dict[str, str] = {}
    with forwarding(edited.url, changes) as url:  # one for all, so that the browser keeps the program's files
        for way in ways:
            changes.clear()
            changes.update(way)
            open_update(page, edited, url)
            if page.locator(".who[data-editor='true']").or_(page.get_by_text("历史版本", exact=True)).count():
                offered.append([name for name in way if len(way) < 3 or name in SIGNS])
        page.goto("about:blank")
    assert offered == []
    assert frames.told(secrets(next(edited.data.iterdir())) | {EDITOR, MESSAGE}) == []


def with_another_day(pack: Path) -> str:
    """The public sources of a pack, one of them published on another day."""
    public = load(pack, Release.PUBLIC).source_by_id
    head, *rows = current_files(pack)["sources.csv"].decode("utf-8-sig").splitlines()
    known = [row for row in rows if row.partition(",")[0] in public]
    return "\n".join((head, *known, "")).replace("2021-03-02", "2021-03-09")


def test_an_upload_through_a_forwarder_is_checked_and_not_published(edited: Dashboard, page: Page) -> None:
    """All that a viewer may do works through it, websocket and upload."""
    changes = {**hidden_by(edited), "CF-Connecting-IP": "203.0.113.7"}
    with forwarding(edited.url, changes) as url:
        screen = Screen(page, replace(edited, url=url))
        screen.open(view="update", lang="zh")
        send(screen, "sources.csv", with_another_day(next(edited.data.iterdir())).encode(), "text/csv")
        expect(screen.keyed("difference").locator("[data-change]").first).to_be_visible()
        expect(screen.keyed("step-publish")).to_contain_text(word("update.may-not-publish", "zh"))
        expect(screen.keyed("publish")).to_have_count(0)


def test_a_forwarder_that_hides_itself_wholly_cannot_be_told(edited: Dashboard, page: Page) -> None:
    """As the documentation warns; and what is refused above is refused for the one header."""
    with forwarding(edited.url, hidden_by(edited)) as url:
        open_update(page, edited, url)
    expect(page.locator(".who[data-editor='true']")).to_contain_text(EDITOR)
