"""Measure the budgets on this machine: ``python tests/bench/measure.py [PACK]``. Prints a table, judges nothing.

Times depend on the machine and on what else it does; compare the ratios. Nothing here is part of the test run.
"""

import csv
import io
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Page, Route, sync_playwright

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
sys.path.insert(0, str(HERE.parent))

from browsing import LOCAL, Dashboard, Screen, find_or_install, serving  # noqa: E402 - the path is set above

from corridor.export import FORMATS  # noqa: E402
from corridor.export.leaflet import leaflet_folder  # noqa: E402
from corridor.model.corridor import Corridor  # noqa: E402
from corridor.model.figure import Release  # noqa: E402
from corridor.model.place import PositionKind  # noqa: E402
from corridor.pack.files import read_files  # noqa: E402
from corridor.pack.load import examine, load  # noqa: E402

ROUNDS = 3
PATIENCE_MS = 120_000
"""What takes longer is not measured; a busy machine takes its time."""
MANY = 100_000
BINARY = 2
"""Opcode of a binary websocket frame."""
LOOK = {"width": 1366, "height": 768}
HIGHLIGHT = """id => new Promise(done => {
  const node = document.querySelector(`.node-${id}`);
  new MutationObserver((_, seen) => {
    seen.disconnect();
    requestAnimationFrame(() => done(performance.now() - window.pressed));
  }).observe(document.body, {subtree: true, childList: true, attributes: true});
  addEventListener("pointerdown", () => { window.pressed = performance.now(); }, {capture: true, once: true});
})"""


def main() -> None:
    """Measure everything over one pack."""
    pack = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "data" / "qilianshan"
    corridor = load(pack, Release.PUBLIC)
    show("single HTML file", f"{len(FORMATS['html'](corridor, 'zh')) / 1024:.0f} KB", "2048 KB")
    show(f"check with {MANY:,} figures", f"{seconds(lambda: examine(many_figures(pack))):.1f} s", "5 s")
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as scratch:
        browser = find_or_install(playwright.chromium)
        measure_player(browser, corridor, Path(scratch))
        measure_dashboard(browser, pack, corridor, Path(scratch))
        browser.close()


def show(what: str, value: str, budget: str = "") -> None:
    """Print a line of the table."""
    print(f"{what:<50}{value:>16}   {budget}", flush=True)  # noqa: T201 - a table on the terminal is the point


def seconds(act: Callable[[], object]) -> float:
    """How long something takes."""
    start = time.perf_counter()
    act()
    return time.perf_counter() - start


def many_figures(pack: Path) -> dict[str, bytes]:
    """The pack with its figures repeated under new ids."""
    files = dict(read_files(pack))
    rows = list(csv.DictReader(io.StringIO(files["figures.csv"].decode("utf-8-sig"))))
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, rows[0].keys())
    writer.writeheader()
    for number in range(MANY):
        row = rows[number % len(rows)]
        writer.writerow({**row, "id": f"{row['id']}-{number}"})
    files["figures.csv"] = out.getvalue().encode()
    return files


def measure_player(browser: Browser, corridor: Corridor, scratch: Path) -> None:
    """First paint and steps of the single file."""
    path = scratch / "tour.html"
    path.write_bytes(FORMATS["html"](corridor, "zh"))
    page = browser.new_page(viewport=LOOK)
    page.goto(path.as_uri())
    page.wait_for_selector("body[data-ready=true]")
    paint = page.evaluate("performance.getEntriesByName('first-contentful-paint')[0].startTime")
    show("tour: first paint", f"{paint:.0f} ms", "1000 ms")
    steps = []
    for _ in corridor.chapters[1:]:
        before = page.evaluate("document.body.dataset.step")
        start = time.perf_counter()
        page.keyboard.press("PageDown")
        page.wait_for_function("before => document.body.dataset.step !== before", arg=before, polling="raf")
        steps.append((time.perf_counter() - start) * 1000)
    show("tour: key to step, median", f"{statistics.median(steps):.0f} ms", "100 ms")
    page.close()


def measure_dashboard(browser: Browser, pack: Path, corridor: Corridor, scratch: Path) -> None:
    """First visit and clicks, ours beside the plain way and an empty page."""
    points = [node.id for node in corridor.nodes if node.position.kind is PositionKind.POINT]
    with running("empty.py", scratch, pack) as app:
        empty = statistics.median(first(browser, app, "text=ready") for _ in range(ROUNDS))
    show("empty page: first text", f"{empty:.0f} ms")
    with running("plain.py", scratch, pack) as app:
        plain_map = statistics.median(first(browser, app, "iframe >> nth=0", points[0]) for _ in range(ROUNDS))
        plain = statistics.median(plain_clicks(browser, app, points))
    show("plain way: first map", f"{plain_map:.0f} ms")
    show("plain way: click to panel, median", f"{plain:.0f} ms")
    with serving(ROOT, scratch, pack) as app:
        ours_map = statistics.median(first(browser, app, ".st-key-map iframe", points[0]) for _ in range(ROUNDS))
        show("ours: first clickable map", f"{ours_map:.0f} ms", f"{1.4 * empty:.0f} ms (1.4 of empty)")
        times, highlights, sizes = our_clicks(browser, app, points)
    show("ours: click to panel, median", f"{statistics.median(times):.0f} ms", f"{0.4 * plain:.0f} ms (0.4 of plain)")
    show("ours: click to highlight, median", f"{statistics.median(highlights):.0f} ms", "50 ms")
    show("ours: bytes a click before compression, median", f"{statistics.median(sizes) / 1024:.1f} KB", "30 KB")
    show("ours: bytes a click before compression, most", f"{max(sizes) / 1024:.1f} KB", "30 KB")


@contextmanager
def running(script: str, scratch: Path, pack: Path) -> Iterator[Dashboard]:
    """Serve a script of this folder as if it were the dashboard."""
    home = scratch / script.removesuffix(".py")
    home.mkdir(exist_ok=True)
    (home / "dashboard.py").write_text((HERE / script).read_text(encoding="utf-8"), encoding="utf-8")
    with serving(home, scratch, pack, PYTHONPATH=str(ROOT)) as app:
        yield app


def opened(browser: Browser) -> Page:
    """A page without a network, which gets the map library of the plain way from this machine."""
    page = browser.new_page(viewport=LOOK)
    page.set_default_timeout(PATIENCE_MS)
    page.route(lambda url: urlsplit(url).hostname not in LOCAL, answer_locally)
    return page


def answer_locally(route: Route) -> None:
    """Leaflet from its package, nothing for whatever else the plain way asks for."""
    name = urlsplit(route.request.url).path.rpartition("/")[2]
    found = leaflet_folder() / name.replace(".min.", ".")
    route.fulfill(path=found) if found.is_file() else route.fulfill(body="")


def first(browser: Browser, app: Dashboard, selector: str, node_id: str = "") -> float:
    """Milliseconds from the address to the first sight of an element, or of a node inside a frame."""
    page = opened(browser)
    start = time.perf_counter()
    page.goto(app.url)
    if node_id:
        page.frame_locator(selector).locator(f".node-{node_id}").first.wait_for(state="attached")
    else:
        page.wait_for_selector(selector)
    took = (time.perf_counter() - start) * 1000
    page.close()
    return took


def plain_clicks(browser: Browser, app: Dashboard, points: list[str]) -> list[float]:
    """Milliseconds from each click to its panel, the plain way."""
    page = opened(browser)
    page.goto(app.url)
    frame = page.frame_locator("iframe").first
    times = []
    for _ in range(ROUNDS):
        for node_id in points:
            mark = frame.locator(f".node-{node_id}").first
            mark.wait_for()
            start = time.perf_counter()
            mark.click(force=True)
            page.wait_for_selector(f"text=panel of {node_id}")
            times.append((time.perf_counter() - start) * 1000)
    page.close()
    return times


def our_clicks(browser: Browser, app: Dashboard, points: list[str]) -> tuple[list[float], list[float], list[int]]:
    """Milliseconds to panel and to highlight, and bytes received, for each click of ours."""
    page = opened(browser)
    page.goto(app.url)
    screen = Screen(page, app)
    screen.settle()
    received = [0]
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    session.on("Network.dataReceived", lambda event: received.append(event["encodedDataLength"]))
    session.on("Network.webSocketFrameReceived", lambda event: received.append(unpacked(event["response"])))
    times, highlights, sizes = [], [], []
    for _ in range(ROUNDS):
        for node_id in points:
            x, y = screen.where_drawn(node_id)
            inside = page.locator(".st-key-map iframe").first.element_handle().content_frame()
            inside.evaluate(f"void (window.highlit = ({HIGHLIGHT})('{node_id}'))")  # not to be awaited yet
            before = sum(received)
            start = time.perf_counter()
            page.mouse.click(x, y)
            screen.panel_of(node_id).wait_for()
            times.append((time.perf_counter() - start) * 1000)
            highlights.append(inside.evaluate("window.highlit"))
            screen.settle()
            sizes.append(sum(received) - before)
    page.close()
    return times, highlights, sizes


def unpacked(frame: dict[str, Any]) -> int:
    """Bytes of a websocket frame before compression; the browser tells those of binary ones in base64."""
    told = len(frame["payloadData"])
    return told * 3 // 4 if frame["opcode"] == BINARY else told


if __name__ == "__main__":
    main()
