"""A browser of this machine, a served dashboard, and the screen as a reader sees it: what browser tests work with."""

import os
import platform
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    BrowserType,
    ConsoleMessage,
    Frame,
    FrameLocator,
    Locator,
    Page,
    Request,
    WebSocket,
    expect,
)
from playwright.sync_api import Error as PlaywrightError
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

in_the_real_corridor = pytest.mark.only(pack="qilianshan")
in_the_invented_corridor = pytest.mark.only(pack="lantern-canal")
in_chinese, in_english = pytest.mark.only(lang="zh"), pytest.mark.only(lang="en")
"""Mark a test that depends on no corridor's data or on no words, in a module whose others take each in turn."""
NAMES = (
    "chromium-headless-shell",  # Chromium without its windows: a page costs two thirds
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "microsoft-edge",
    "msedge",
)
PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    "{ProgramFiles}/Google/Chrome/Application/chrome.exe",
    "{ProgramFiles(x86)}/Google/Chrome/Application/chrome.exe",
    "{LocalAppData}/Google/Chrome/Application/chrome.exe",
    "{ProgramFiles}/Microsoft/Edge/Application/msedge.exe",
    "{ProgramFiles(x86)}/Microsoft/Edge/Application/msedge.exe",
)
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--no-proxy-server",
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1",
)
PLAYWRIGHT_INSTALL = (sys.executable, "-m", "playwright", "install", "chromium")
DEBIAN_INSTALLS = tuple(("apt-get", "install", "-y", name, "fonts-noto-cjk") for name in NAMES[:2])
LOCAL = ("127.0.0.1", "localhost")
PATIENCE_MS = 60_000
MOST_LOOKS = 150
MOST_FRAMES = 250
WHERE_DRAWN = """async id => {
  const find = () => {
    for (const part of document.querySelectorAll(`.node-${id} svg, .node-${id}`)) {
      const box = part.getBoundingClientRect();
      for (const down of [0.5, 0.3, 0.7, 0.1, 0.9]) for (const right of [0.5, 0.3, 0.7, 0.1, 0.9]) {
        const point = [box.left + box.width * right, box.top + box.height * down];
        if (document.elementFromPoint(...point)?.closest(`.node-${id}`)) return point;
      }
    }
  };
  const seen = find();
  for (let frame = 0; frame < 4; frame += 1) await new Promise(requestAnimationFrame);
  return seen && String(find()) === String(seen) ? seen : null;
}"""
REFUSAL = re.compile(r"Content.Security.Policy|Permissions.policy|X-Frame-Options", re.IGNORECASE)
STREAM = "/_stcore/stream"
WHAT_IS_SHOWN = """() => {
  const app = document.querySelector("[data-testid=stApp]");
  return `${app?.dataset.testScriptState} ${app?.dataset.testConnectionState}\n${document.body.innerText}`;
}"""
LASTING = ("add_init_script", "expose_binding", "expose_function", "route_web_socket")
"""What no page forgets."""
FORGET = "() => { try { sessionStorage.clear(); } catch { /* an empty page has none */ } }"
TWO_FRAMES = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"
START_S = 120.0
HEALTH_EVERY_S = 0.2

expect.set_options(timeout=PATIENCE_MS)


def find_or_install(chromium: BrowserType) -> Browser:
    """Start an installed browser, or install one first; without one say the command to run.

    The tests are skipped then, but where they answer for everybody (``CI``) they fail: nothing was tried.
    """
    found = _launch(chromium)
    for command in _ways_to_install():
        if found:
            break
        subprocess.run(command, capture_output=True, check=False, timeout=900)
        found = _launch(chromium)
    say = pytest.fail if os.environ.get("CI") else pytest.skip
    return found or say(f"No Chromium, Chrome or Edge was found. Install one:  {' '.join(PLAYWRIGHT_INSTALL)}")


def _launch(chromium: BrowserType) -> Browser | None:
    for path in (*_installed(), None):
        try:
            return chromium.launch(executable_path=path, args=list(FLAGS))
        except PlaywrightError:
            continue
    return None


def _installed() -> list[str]:
    variables = {name.casefold(): value for name, value in os.environ.items()}
    places = [
        re.sub(r"\{(.+?)\}", lambda name: variables.get(name[1].casefold(), "missing"), place) for place in PLACES
    ]
    return [path for name in NAMES if (path := shutil.which(name))] + [path for path in places if Path(path).is_file()]


def _ways_to_install() -> list[tuple[str, ...]]:
    is_root = hasattr(os, "geteuid") and os.geteuid() == 0
    if platform.system() == "Linux" and is_root and shutil.which("apt-get"):
        return [("apt-get", "update"), *DEBIAN_INSTALLS, PLAYWRIGHT_INSTALL]
    return [PLAYWRIGHT_INSTALL]


@dataclass(frozen=True)
class Dashboard:
    """A running dashboard."""

    url: str
    data: Path
    log: Path
    pid: int


Serve = Callable[..., AbstractContextManager[Dashboard]]


@contextmanager
def serving(  # noqa: PLR0913 - each says one thing of how it is run
    root: Path,
    logs: Path,
    data: Path,
    *,
    script: str = "dashboard.py",
    below: str = "",
    options: Sequence[str] = (),
    **variables: str,
) -> Iterator[Dashboard]:
    """Run `streamlit run dashboard.py` over a folder of corridors, on a port of its own, until the block ends.

    Args:
        root: where it is run.
        logs: folder for what it says.
        data: folder of the corridors.
        script: what is run.
        below: path on the server under which it lies, beginning with a slash; empty for all of the server.
        options: of Streamlit, over those that keep a test to itself.
        variables: of the environment.
    """
    port = _free_port()
    log = logs / f"{port}.txt"
    command = [sys.executable, "-m", "streamlit", "run", script, "--server.headless=true"]
    command += [f"--server.port={port}", "--server.address=127.0.0.1", "--server.fileWatcherType=none"]
    command += [f"--server.baseUrlPath={below}", *options]
    ours = ("CORRIDOR_", "STREAMLIT_")
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    settings = {**inherited, "CORRIDOR_DATA": str(data), "PYTHONUTF8": "1", **variables}
    with log.open("wb") as output:
        process = subprocess.Popen(
            command, cwd=root, env=settings, stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT
        )
        running = Dashboard(f"http://127.0.0.1:{port}{below}", data, log, process.pid)
        try:
            _await_health(process, running)
            yield running
        finally:
            _stop(process)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _await_health(process: subprocess.Popen[bytes], running: Dashboard) -> None:
    for _ in range(int(START_S / HEALTH_EVERY_S)):
        if _healthy(running.url):
            return
        try:
            process.wait(timeout=HEALTH_EVERY_S)
        except subprocess.TimeoutExpired:
            continue
        break
    pytest.fail(f"the dashboard did not start:\n{running.log.read_text(encoding='utf-8', errors='replace')}")


def _healthy(url: str) -> bool:
    # A proxy set for the network must not be asked about this machine.
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with opener.open(f"{url}/_stcore/health", timeout=5) as answer:
            return bool(answer.status == 200)
    except (urllib.error.URLError, OSError):
        return False


def _stop(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(timeout=15)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


class Tab:
    """A page that is lent to one test after the other.

    A new page is a new process of the browser, which reads and compiles all scripts of the program anew: it costs half
    as much again as a page that goes to another address.
    """

    def __init__(self, visitor: BrowserContext) -> None:
        self._visitor = visitor
        self._page: Page | None = None

    @contextmanager
    def lent(self, traffic: "Traffic") -> Iterator[Page]:
        """The page, as good as new, and watched as `watched` does.

        Whatever would outlive the loan is refused: a test that needs it is marked ``own_page``.
        """
        if self._page is None or self._page.is_closed():
            self._page = self._visitor.new_page()
            for name in LASTING:
                setattr(self._page, name, _refuse_to_last)
        page = self._page
        with watching(page, traffic):
            yield page
            try:
                tidy(page)
            except PlaywrightError:  # it was about to go elsewhere, or is closed
                page.close()
        _forget_who(self._visitor)


def _refuse_to_last(*_: object, **__: object) -> None:
    raise AssertionError("this outlives the test: mark it `own_page`")


def _forget_who(visitor: BrowserContext) -> None:
    visitor.clear_cookies()
    visitor.clear_permissions()


def tidy(page: Page) -> None:
    """Take back what was done to a page, and leave it empty."""
    page.unroute_all(behavior="ignoreErrors")
    page.evaluate(FORGET)
    page.goto("about:blank")
    page.mouse.move(0, 0)
    page.emulate_media(media="null", color_scheme="null", reduced_motion="null", forced_colors="null")


@contextmanager
def watched(visitor: BrowserContext, traffic: "Traffic") -> Iterator[Page]:
    """A page of its own that in the end has asked nobody outside this machine, thrown nothing, been refused nothing.

    Nothing of the visit is left but what the browser keeps of files that never change.
    """
    page = visitor.new_page()
    with watching(page, traffic):
        yield page
        page.close()
    _forget_who(visitor)


@contextmanager
def watching(page: Page, traffic: "Traffic") -> Iterator[None]:
    """Hold a page, and each that it opens, to asking nobody outside, throwing nothing, and being refused nothing."""
    traffic.watch(page)
    yield
    traffic.leave(page)
    assert traffic.outside == []
    assert traffic.errors == []
    assert traffic.refused == []


def stand_still(page: Page | Frame, still: str) -> None:
    """Ask a page until it says that it stands still: ``wait_for_function`` takes the promise itself for a yes."""
    for _ in range(MOST_LOOKS):
        if page.evaluate(still):
            return
    raise AssertionError("the page never stands still")


@dataclass
class Traffic:
    """What a page asked of the world and what went wrong in it."""

    outside: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    console: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    """What the browser would not do because of our own headers."""
    frames: deque[str] = field(default_factory=lambda: deque(maxlen=MOST_FRAMES))
    """What page and server said to each other last, for the report of a test that failed."""
    pages: list[Page] = field(default_factory=list)

    def watch(self, page: Page) -> None:
        """Record what a page, and each that it opens, does from now on."""
        self.pages.append(page)
        for event, heard in self._events.items():
            page.on(event, heard)  # type: ignore[call-overload]

    def leave(self, page: Page) -> None:
        """Close the pages that a page has opened, and record no more of what it does."""
        for other in self.pages:
            if other is not page:
                other.close()
        for event, heard in self._events.items():
            page.remove_listener(event, heard)

    @property
    def _events(self) -> dict[str, Callable[..., None]]:
        return {
            "popup": self.watch, "request": self._ask, "websocket": self._listen,
            "pageerror": self._fail, "console": self._hear,
        }  # fmt: skip

    def _ask(self, request: Request) -> None:
        self.note(request.url)

    def _fail(self, error: PlaywrightError) -> None:
        self.errors.append(str(error))

    def _hear(self, said: ConsoleMessage) -> None:
        if said.type == "error":
            self.console.append(said.text)
        if REFUSAL.search(said.text):
            self.refused.append(said.text)

    def told(self, page: Page) -> str:
        """What a page shows and how it came to it, for the report of a test that failed."""
        try:
            shown = page.evaluate(WHAT_IS_SHOWN)
        except PlaywrightError as error:
            shown = str(error)
        return "\n".join((page.url, shown, *self.errors, *self.console, *self.frames))

    def note(self, url: str) -> None:
        """Record an address when it is not of this machine."""
        parts = urlsplit(url)
        if parts.scheme in {"http", "https", "ws", "wss"} and parts.hostname not in LOCAL:
            self.outside.append(url)

    def _listen(self, socket: WebSocket) -> None:
        self.note(socket.url)
        if is_stream(socket):
            socket.on("framesent", lambda frame: self._keep("->", BackMsg, frame))
            socket.on("framereceived", lambda frame: self._keep("<-", ForwardMsg, frame))
            socket.on("close", lambda _: self.frames.append("closed"))

    def _keep(self, way: str, message: type[BackMsg | ForwardMsg], frame: str | bytes) -> None:
        if isinstance(frame, bytes):
            said = message.FromString(frame)
            kind = said.WhichOneof("type") or ""
            what = getattr(said, kind, "")
            about = what if kind == "script_finished" else getattr(what, "query_string", "")
            self.frames.append(f"{time.monotonic():.3f} {way} {kind} {about}")


def is_stream(socket: WebSocket) -> bool:
    """Whether the dashboard speaks through this socket."""
    return urlsplit(socket.url).path.endswith(STREAM)


class Conversation:
    """What a page has asked of the server, and whether the answer to it is whole."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._socket: WebSocket | None = None
        self._is_asked = False
        self._is_answering = False
        page.on("websocket", self._listen)

    def settle(self) -> None:
        """Wait until nothing that was done on the page still waits for its answer."""
        self._page.evaluate(TWO_FRAMES)
        while self._is_asked and self._socket:
            self._socket.wait_for_event("framereceived")
        self._page.evaluate(TWO_FRAMES)

    def _listen(self, socket: WebSocket) -> None:
        if is_stream(socket):
            self._socket = socket
            self._is_asked = True
            socket.on("framesent", self._note_sent)
            socket.on("framereceived", self._note_received)

    def _note_sent(self, frame: str | bytes) -> None:
        if isinstance(frame, bytes) and BackMsg.FromString(frame).WhichOneof("type") == "rerun_script":
            self._is_asked, self._is_answering = True, False

    def _note_received(self, frame: str | bytes) -> None:
        if not isinstance(frame, bytes):
            return
        said = ForwardMsg.FromString(frame)
        kind = said.WhichOneof("type")
        if kind == "new_session":
            self._is_answering = True
        elif kind == "script_finished" and self._is_answering:
            self._is_asked = said.script_finished == ForwardMsg.FINISHED_EARLY_FOR_RERUN


@cache
def conversation_on(page: Page) -> Conversation:
    """The one conversation of a page, whoever is lent it."""
    return Conversation(page)


@dataclass(frozen=True)
class Screen:
    """The dashboard as a reader sees it."""

    page: Page
    dashboard: Dashboard
    conversation: Conversation = field(init=False)

    def __post_init__(self) -> None:
        """Listen from the first word on."""
        object.__setattr__(self, "conversation", conversation_on(self.page))

    def open(self, **query: str) -> None:
        """Go to an address of the dashboard and wait until it is drawn."""
        with self.page.expect_websocket(is_stream):
            self.page.goto(f"{self.dashboard.url}/?{urlencode(query)}")
        self.settle()
        self.expect_no_exception()

    def settle(self) -> None:
        """Wait until what was done last has its whole answer on the page."""
        self.conversation.settle()
        self.page.locator("[data-testid=stApp][data-test-script-state=notRunning]").wait_for(state="attached")

    def keyed(self, key: str) -> Locator:
        """The container of a key."""
        return self.page.locator(f".st-key-{key}").first

    @property
    def panel(self) -> Locator:
        """The node panel, or the corridor's while no node is selected."""
        return self.keyed("node-panel")

    def panel_of(self, node_id: str) -> Locator:
        """The head of a node's panel; there only while that node is selected."""
        return self.panel.locator(f"article[data-node='{node_id}']").first

    def open_tab(self, name: str) -> Locator:
        """Open a tab of the panel, once the panel hears; gives the tab."""
        expect(self.panel).to_have_attribute("data-alive", "true")
        tab = self.panel.locator(f"[role=tab][data-tab={name}]")
        tab.click()
        expect(tab).to_have_attribute("aria-selected", "true")
        return tab

    @property
    def map(self) -> FrameLocator:
        """What is inside the map's frame."""
        return self.page.frame_locator(".st-key-map iframe").first

    @property
    def map_document(self) -> Frame:
        """The map's own document, as it is now."""
        frame = self.page.locator(".st-key-map iframe").first.element_handle().content_frame()
        assert frame is not None
        return frame

    def drawn(self, node_id: str) -> Locator:
        """A node where it is drawn on the map."""
        return self.map.locator(f".node-{node_id}").first

    def click_on_map(self, node_id: str) -> None:
        """Click a node where it is drawn."""
        self.page.mouse.click(*self.where_drawn(node_id))

    def where_drawn(self, node_id: str) -> tuple[float, float]:
        """A point of the window where a node is drawn and nothing lies over it, once the map stands still."""
        self.settle()
        frame = self.page.locator(".st-key-map iframe").first
        inside = self.map_document
        for _ in range(MOST_LOOKS):
            frame.evaluate("frame => frame.scrollIntoView({block: 'center'})")  # wholly: a part of it is not enough
            before = frame.bounding_box()
            point = inside.evaluate(WHERE_DRAWN, node_id)
            if point and before and before == frame.bounding_box():
                x, y = before["x"] + point[0], before["y"] + point[1]
                if self.page.evaluate("([x, y]) => document.elementFromPoint(x, y)?.tagName === 'IFRAME'", [x, y]):
                    return x, y
        raise AssertionError(f"{node_id} is nowhere on the map to click")

    def listed(self, node_id: str) -> Locator:
        """A node's entry in the list."""
        return self.page.locator(f".st-key-pick-{node_id} button").first

    @property
    def query(self) -> dict[str, str]:
        """What the address says."""
        return {name: values[0] for name, values in parse_qs(urlsplit(self.page.url).query).items()}

    def expect_query(self, **expected: str | None) -> None:
        """Wait until the address says these values; ``None`` stands for a name that must be absent."""
        says = "(query) => Object.entries(query).every(([k, v]) => new URLSearchParams(location.search).get(k) === v)"
        self.page.wait_for_function(says, arg=expected)

    def expect_no_exception(self) -> None:
        """Show no error of the program."""
        expect(self.page.get_by_test_id("stException")).to_have_count(0)
