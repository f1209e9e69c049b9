"""The program around the page, in a real browser: its policy refuses nothing of ours, wherever it is served."""

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import urlsplit

import pytest
from browsing import Dashboard, Screen, Serve, Traffic, in_chinese, in_english, tidy, watching
from playwright.sync_api import Browser, BrowserContext, Page, expect

from corridor.i18n import word
from corridor.model.text import LANGS, Lang

VIOLATIONS = """addEventListener("securitypolicyviolation", ({effectiveDirective, blockedURI, documentURI}) =>
  tellRefused(`${effectiveDirective}: ${blockedURI} in ${documentURI}`))"""
NO_WINDOWS = "window.open = undefined; Object.defineProperty(window, 'print', {value: undefined});"
OPENER = """#!{python}
import socket, sys
socket.create_connection(("127.0.0.1", {port})).sendall(sys.argv[1].encode())
"""
HARM = '<img src="data:," onerror="window.harm = 1">'


@pytest.fixture(scope="module")
def policed(visitor: BrowserContext) -> Iterator[tuple[Page, list[str]]]:
    """A page for the tests of this module, and what any frame of it was refused, as the frame itself is told."""
    told: list[str] = []
    page = visitor.new_page()
    page.expose_binding("tellRefused", lambda _, words: told.append(words))
    page.add_init_script(VIOLATIONS)
    yield page, told
    page.close()


@pytest.fixture
def page(policed: tuple[Page, list[str]], traffic: Traffic) -> Iterator[Page]:
    """The same, lent to one test after the other."""
    opened, _ = policed
    with watching(opened, traffic):
        yield opened
        tidy(opened)


@pytest.fixture
def refused(policed: tuple[Page, list[str]]) -> list[str]:
    """What any frame of the page was refused so far in this test."""
    _, told = policed
    told.clear()
    return told


@dataclass
class Website:
    """A website of another origin than the dashboard's, which shows an address in a frame."""

    origin: str
    shown: str = ""


@pytest.fixture
def elsewhere() -> Iterator[Website]:
    """Another website of this machine."""

    class Page(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(f'<iframe src="{website.shown}" width="1200" height="800"></iframe>'.encode())

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with answering(Page) as origin:
        website = Website(origin)
        yield website


@contextmanager
def answering(handler: type[BaseHTTPRequestHandler]) -> Iterator[str]:
    """A server of this machine; yields its address."""
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@in_english
def test_the_map_is_refused_nothing(screen: Screen, refused: list[str], lang: Lang) -> None:
    """Clicks in the map and on the strip open panels, under our policy as without."""
    screen.open(corridor="lantern-canal", lang=lang)
    screen.click_on_map("kite-tower")
    expect(screen.panel_of("kite-tower")).to_be_visible()
    screen.keyed("strip").locator("[data-node=drum-yard]").click()
    expect(screen.panel_of("drum-yard")).to_be_visible()
    screen.settle()
    assert refused == []


@in_chinese
def test_the_figures_are_refused_nothing(screen: Screen, refused: list[str], lang: Lang) -> None:
    """The table, and a panel's chart, stand; a download arrives, and a cell of the matrix can be picked."""
    screen.open(corridor="qilianshan", view="figures", lang=lang)
    expect(screen.keyed("figures-table").locator("table")).to_be_visible()
    screen.keyed("downloads-menu").get_by_role("button").first.click()
    with screen.page.expect_download() as taken:
        screen.keyed("download-csv").locator("button").click()
    assert taken.value.path().stat().st_size > 0
    screen.open(corridor="qilianshan", view="figures", part="gaps", lang=lang)
    screen.keyed("gaps").get_by_role("button").first.click()
    screen.expect_query(part="all")
    screen.open(corridor="qilianshan", node="zhongyi-park", lang=lang)
    screen.open_tab("figures")
    chart = screen.panel.locator("img[src*='.svg']").first
    chart.scroll_into_view_if_needed()
    expect(chart).to_have_js_property("complete", value=True)
    assert chart.evaluate("picture => picture.naturalWidth") > 0
    assert refused == []


@in_english
def test_the_tour_in_the_page_is_refused_nothing(screen: Screen, refused: list[str], lang: Lang) -> None:
    """Its scripts run in a frame without an address, and so do those of the presenter's window that it writes."""
    screen.open(view="present", lang=lang)
    tour = screen.page.frame_locator(".st-key-present iframe")
    expect(tour.locator("body")).to_have_attribute("data-ready", "true")
    screen.page.locator(".brand").click()
    screen.page.keyboard.press("PageDown")
    expect(tour.locator("body")).to_have_attribute("data-step", "1")
    with screen.page.expect_popup() as opened:
        screen.page.keyboard.press("n")
    expect(opened.value.frame_locator("iframe").locator("[data-part=spent]")).to_contain_text(":")
    with screen.page.expect_download() as taken:
        screen.page.locator(".st-key-download-html button").click()
    assert taken.value.path().read_bytes().startswith(b"<!doctype html>")
    assert refused == []


@in_chinese
def test_an_upload_is_refused_nothing(screen: Screen, refused: list[str], lang: Lang) -> None:
    """A file reaches the server, and its report the page."""
    screen.open(view="update", lang=lang)
    file = {"name": "note.xlsx", "mimeType": "application/octet-stream", "buffer": b"no workbook"}
    screen.keyed("uploader").locator("input[type=file]").set_input_files(file)  # type: ignore[arg-type]
    expect(screen.keyed("report")).to_contain_text("note.xlsx")
    screen.settle()
    assert refused == []


def test_the_policy_refuses_what_is_not_ours(screen: Screen, traffic: Traffic, refused: list[str]) -> None:
    """A script that found its way into page or map does not run: nothing above passed for want of a policy."""
    screen.open(corridor="lantern-canal", lang="zh")
    screen.where_drawn("kite-tower")
    inside = screen.page.locator(".st-key-map iframe").first.element_handle().content_frame()
    assert inside is not None
    for frame in (screen.page.main_frame, inside):
        frame.evaluate("markup => document.body.insertAdjacentHTML('beforeend', markup)", HARM)
    screen.page.evaluate("document.head.append(Object.assign(document.createElement('script'), {text: 'harm = 1'}))")
    screen.page.evaluate("fetch('http://localhost:9/told').catch(() => 0)")
    screen.settle()
    assert [frame.evaluate("window.harm") for frame in (screen.page.main_frame, inside)] == [None, None]
    assert sorted({said.partition(":")[0] for said in refused}) == ["connect-src", "script-src-attr", "script-src-elem"]
    traffic.refused.clear()


def test_the_page_says_its_language_after_every_switch(screen: Screen) -> None:
    """What a screen reader goes by is the language of what stands on the page."""
    root = screen.page.locator("html")
    screen.open(lang="en")
    expect(root).to_have_attribute("lang", "en")
    for lang in LANGS:
        screen.keyed("language").get_by_text(word(f"app.lang-{lang}", "zh"), exact=True).click()
        expect(root).to_have_attribute("lang", lang)


def test_the_page_alone(serve: Serve, invented: Path, page: Page) -> None:
    """The page's script can be served by itself."""
    with serve(invented.parent, script="corridor/ui/page.py") as running:
        screen = Screen(page, running)
        screen.open(lang="zh")
        screen.click_on_map("kite-tower")
        expect(screen.panel_of("kite-tower")).to_be_visible()


def test_below_a_path(serve: Serve, invented: Path, page: Page, refused: list[str]) -> None:
    """Behind a path of the server all addresses of ours lie below it, and the page works as at the top."""
    with serve(invented.parent, below="/town/board") as running:
        screen = Screen(page, running)
        screen.open(lang="en")
        expect(page.locator("html")).to_have_attribute("lang", "en")
        screen.click_on_map("kite-tower")
        expect(screen.panel_of("kite-tower")).to_be_visible()
        screen.keyed("strip").locator("[data-node=drum-yard]").click()
        expect(screen.panel_of("drum-yard")).to_be_visible()
        answers = {path: page.request.get(running.url + path).status for path in ("", "/health", "/_stcore/metrics")}
        assert answers == {"": 200, "/health": 200, "/_stcore/metrics": 404}
        page.goto(f"{running.url}/tour/{invented.name}?lang=en")
        expect(page.locator("body")).to_have_attribute("data-ready", "true")
        assert page.request.get(urlsplit(running.url)._replace(path="/health").geturl()).status == 404
    assert refused == []


def test_a_phone_in_the_hall(browser: Browser, dashboard: Dashboard, traffic: Traffic, lang: Lang) -> None:
    """The tour by its address runs in a messenger's browser: one request, by touch, without windows and downloads."""
    context = browser.new_context(
        viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True, accept_downloads=False
    )
    context.add_init_script(NO_WINDOWS)
    phone = context.new_page()
    traffic.watch(phone)
    asked: list[str] = []
    phone.on("request", lambda request: asked.append(request.url))
    phone.goto(f"{dashboard.url}/tour/lantern-canal?lang={lang}")
    expect(phone.locator("body")).to_have_attribute("data-ready", "true")
    expect(phone.locator("body")).to_have_attribute("data-lang", lang)
    phone.locator("#progress [data-go='2']").tap()
    expect(phone.locator("body")).to_have_attribute("data-step", "2")
    phone.reload()
    expect(phone.locator("body")).to_have_attribute("data-step", "2")
    assert {urlsplit(url).path for url in asked if not url.startswith("data:")} == {"/tour/lantern-canal"}
    assert (traffic.outside, traffic.errors, traffic.refused) == ([], [], [])
    context.close()


def test_another_website_may_not_show_the_dashboard(
    dashboard: Dashboard, elsewhere: Website, page: Page, traffic: Traffic
) -> None:
    """Unless it is let, a website that puts the dashboard in a frame shows none of it, nor of the tour."""
    for path in ("?embed=true", "tour/lantern-canal"):
        elsewhere.shown = f"{dashboard.url}/{path}"
        page.goto(elsewhere.origin)
        assert page.frames[1].url.startswith("chrome-error:")
    traffic.refused.clear()


def test_a_website_that_is_let_shows_the_dashboard(
    serve: Serve, invented: Path, elsewhere: Website, page: Page, refused: list[str]
) -> None:
    """The map draws and the list answers inside a page of another website."""
    with serve(invented.parent, CORRIDOR_EMBEDDERS=f"https://town.example.com {elsewhere.origin}") as running:
        elsewhere.shown = f"{running.url}/?embed=true&lang=en"
        page.goto(elsewhere.origin)
        shown = page.frame_locator("iframe").first
        expect(shown.frame_locator(".st-key-map iframe").locator(".node-kite-tower").first).to_be_attached()
        shown.locator(".st-key-pick-kite-tower button").click()
        expect(shown.locator("article[data-node=kite-tower]").first).to_be_visible()
    assert refused == []


def test_a_setting_that_names_no_website_ends_the_start(root: Path, invented: Path) -> None:
    """The program says what is wrong in both languages instead of starting with a policy that nobody meant."""
    command = [sys.executable, "-m", "streamlit", "run", "dashboard.py", "--server.headless=true", "--server.port=0"]
    wrong = {"CORRIDOR_EMBEDDERS": "town.example.com"}
    settings = {**os.environ, "CORRIDOR_DATA": str(invented), "PYTHONUTF8": "1", **wrong}
    ended = subprocess.run(
        command, cwd=root, env=settings, capture_output=True, encoding="utf-8", timeout=120, check=False
    )
    assert ended.returncode != 0
    assert all(word("app.bad-embedder", lang, value="town.example.com") in ended.stderr for lang in LANGS)
    assert "Traceback" not in ended.stderr


@contextmanager
def a_way_out() -> Iterator[tuple[str, list[str]]]:
    """A proxy that keeps what it is asked for, and lets nothing through."""
    asked: list[str] = []

    class Proxy(BaseHTTPRequestHandler):
        def answer(self) -> None:
            asked.append(self.path)
            self.send_error(502)

        do_GET = do_CONNECT = do_POST = answer  # noqa: N815 - names that the base class looks for

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with answering(Proxy) as address:
        yield address, asked


def knock(running: Dashboard, origin: str) -> bytes:
    """The first line that the websocket answers to a page of another website."""
    address = urlsplit(running.url)
    said = (
        f"GET /_stcore/stream HTTP/1.1\r\nHost: {address.netloc}\r\nOrigin: {origin}\r\nUpgrade: websocket\r\n"
        "Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n"
    )
    with closing(socket.create_connection((str(address.hostname), address.port or 80), timeout=60)) as line:
        line.sendall(said.encode())
        return line.recv(4096).partition(b"\r\n")[0]


def test_a_shared_server_asks_nobody_who_it_is(serve: Serve, invented: Path) -> None:
    """Open to everyone, at its start and when another website knocks, the server calls no other machine."""
    with a_way_out() as (proxy, asked):
        ways = dict.fromkeys(("HTTP_PROXY", "HTTPS_PROXY", "http_proxy", "https_proxy", "ALL_PROXY"), proxy)
        with serve(invented.parent, options=["--server.address=0.0.0.0"], **ways, NO_PROXY="", no_proxy="") as running:
            assert b"403" in knock(running, "https://elsewhere.example.com")
            greeting = running.log.read_text(encoding="utf-8")
    assert asked == []
    assert f"http://localhost:{urlsplit(running.url).port}" in greeting


@pytest.mark.skipif(sys.platform == "win32", reason="Windows opens pages without a program that could be replaced")
def test_the_page_is_opened_for_the_person_at_the_machine(serve: Serve, invented: Path, tmp_path: Path) -> None:
    """Started on a desk and not on a server, the dashboard appears by itself."""
    with socket.create_server(("127.0.0.1", 0)) as ear:
        ear.settimeout(60)
        for name in ("xdg-open", "open"):
            opener = tmp_path / name
            opener.write_text(OPENER.format(python=sys.executable, port=ear.getsockname()[1]), encoding="utf-8")
            opener.chmod(0o755)
        path = os.pathsep.join((str(tmp_path), os.environ["PATH"]))
        headful = ["--server.headless=false"]
        with serve(invented.parent, options=headful, PATH=path) as running, closing(ear.accept()[0]) as line:
            assert line.makefile().read() == running.url
