"""Behind a reverse proxy that sets the headers which the documentation gives, nothing of the dashboard is missing."""

import re
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from io import BufferedReader
from pathlib import Path
from socketserver import StreamRequestHandler, ThreadingTCPServer
from threading import Thread
from urllib.parse import urlsplit

import pytest
from browsing import Dashboard, Screen, Serve, Traffic
from playwright.sync_api import Page, expect

from corridor.model.corridor import Corridor

HEARD = """document.addEventListener("securitypolicyviolation",
  (said) => noteRefused(`${said.violatedDirective} ${said.blockedURI} ${said.sourceFile}`))"""


@pytest.fixture(scope="module")
def policy(root: Path) -> str:
    """The policy as the documentation tells to set it."""
    told = (root / ".github" / "docs" / "operate.md").read_text(encoding="utf-8")
    (given,) = re.findall(r"`(Content-Security-Policy: [^`]+)`", told)
    return str(given)


@pytest.fixture(scope="module")
def edited(serve: Serve, gather: Callable[[], Path], policy: str) -> Iterator[Dashboard]:
    """The dashboard over all corridors behind such a proxy, run by an editor, who sees most of it."""
    with serve(gather(), CORRIDOR_EDITOR="王敏") as running, proxied(running, policy) as url:
        yield replace(running, url=url)


class Proxies(ThreadingTCPServer):
    """Takes as many connections at once as a page opens, and leaves with the test whatever still talks."""

    request_queue_size = 128
    daemon_threads = True
    block_on_close = False


@contextmanager
def proxied(dashboard: Dashboard, header: str) -> Iterator[str]:
    """A reverse proxy on this machine that adds a header to every answer and passes WebSockets through."""

    class Proxy(StreamRequestHandler):
        def handle(self) -> None:
            asked = head_of(self.rfile)
            if not asked:  # a browser opens connections in advance
                return
            upstream = urlsplit(dashboard.url)
            with socket.create_connection((upstream.hostname or "", upstream.port or 0)) as server:
                server.sendall(asked_once(asked))
                onward = Thread(target=pass_on, args=(self.rfile, server), daemon=True)
                onward.start()
                answers = server.makefile("rb")
                status, *rest = head_of(answers).splitlines(keepends=True) or [b""]
                self.wfile.write(b"".join([status, f"{header}\r\n".encode(), *rest]))
                pass_on(answers, self.connection)
                onward.join()

    with Proxies(("127.0.0.1", 0), Proxy) as proxy:
        Thread(target=proxy.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{proxy.server_address[1]}"
        proxy.shutdown()


def head_of(stream: BufferedReader) -> bytes:
    """A request or an answer up to its body; empty when nothing came."""
    lines = []
    with suppress(OSError):
        while line := stream.readline():
            lines.append(line)
            if not line.strip():
                break
    return b"".join(lines)


def asked_once(head: bytes) -> bytes:
    """A request whose connection serves no second one, so that each answer begins with its own head."""
    return re.sub(rb"(?i)\r\nconnection: keep-alive", b"\r\nConnection: close", head)


def pass_on(source: BufferedReader, target: socket.socket) -> None:
    """Pass on what comes as it comes, and its end, too."""
    with suppress(OSError):
        while data := source.read1():
            target.sendall(data)
    with suppress(OSError):
        target.shutdown(socket.SHUT_RDWR)


@pytest.fixture
def refused(page: Page) -> list[str]:
    """What the browser refuses by the policy, in whatever frame, from now on."""
    found: list[str] = []

    def note(said: str) -> None:
        found.append(said)

    page.expose_function("noteRefused", note)
    page.add_init_script(HEARD)
    return found


def see_map(screen: Screen, corridor: Corridor) -> None:
    """Strip and map are drawn, and what is chosen on the strip is chosen on the map."""
    label = screen.keyed("strip").locator("[data-node]").first
    expect(label).to_be_visible()
    label.click()
    node = corridor.node_by_id[label.get_attribute("data-node") or ""]
    expect(screen.panel_of(node.id)).to_be_visible()
    expect(screen.map.locator("path.leaflet-interactive, .leaflet-marker-icon").first).to_be_attached()


def see_figures(screen: Screen, _: Corridor) -> None:
    """Each of its parts is drawn."""
    parts = screen.keyed("figures").get_by_test_id("stButtonGroup").first.get_by_role("radio")
    expect(parts.first).to_be_visible()
    for part in parts.all():
        part.click()
        screen.settle()
        screen.expect_no_exception()


def see_present(screen: Screen, _: Corridor) -> None:
    """The player runs in its frame, and turns its chapters."""
    body = screen.page.frame_locator(".st-key-present iframe").locator("body")
    expect(body).to_have_attribute("data-ready", "true")
    screen.page.locator(".brand").click()
    screen.page.keyboard.press("PageDown")
    expect(body).to_have_attribute("data-step", "2")


def see_update(screen: Screen, _: Corridor) -> None:
    """The template can be downloaded, and the map to place a node on is drawn."""
    with screen.page.expect_download():
        screen.keyed("download-template").locator("button").click()
    screen.page.get_by_text("节点定位", exact=True).click()
    map_frame = screen.page.frame_locator(".st-key-place-map iframe")
    expect(map_frame.locator("path.leaflet-interactive").first).to_be_attached()


SEEN: dict[str, Callable[[Screen, Corridor], None]] = {
    "map": see_map,
    "figures": see_figures,
    "present": see_present,
    "update": see_update,
}


@pytest.mark.parametrize("view", SEEN)
def test_the_documented_policy_refuses_nothing(  # noqa: PLR0917, PLR0913 - who looks at what, and how
    page: Page, edited: Dashboard, corridor: Corridor, refused: list[str], traffic: Traffic, view: str
) -> None:
    """Each view works, and the browser has nothing to complain of in any frame."""
    screen = Screen(page, edited)
    screen.open(view=view, corridor=corridor.id, lang="zh")
    SEEN[view](screen, corridor)
    screen.settle()
    assert refused == []
    assert [said for said in traffic.console if "Content Security Policy" in said] == []
