"""What a ledger costs: ``python tests/bench/ledger.py [FIRMS ...]``, of 3,000 and 30,000 firms where none are said.

The invented corridor with a ledger of so many firms over five years: checked, summed up, decided upon and audited, and
then on the page of an editor, beside the same page without a ledger. Prints a table, judges nothing; nothing here is
part of the test run. 100,000 firms take some minutes more.
"""

import gzip
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from measure import HERE, ROOT, ROUNDS, first, opened, show
from playwright.sync_api import Browser, sync_playwright

sys.path.insert(0, str(HERE.parent))

from browsing import Dashboard, Screen, find_or_install, serving
from invented_ledger import FILE, invented_ledger

from corridor.analysis.breakdown import cells
from corridor.draw.web.map.firms import firms_file
from corridor.intake.publish.sums import decide, sums_of
from corridor.model.figure import Release
from corridor.pack.files import read_files
from corridor.pack.load import examine, examine_tables, load, load_firms, load_ledger

SIZES = (3_000, 30_000)
CLICKED = ("kite-tower", "reed-dye-park", "egret-hub")
Made = TypeVar("Made")


def main() -> None:
    """Measure without a ledger, then each size."""
    sizes = [int(size) for size in sys.argv[1:]] or SIZES
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as scratch:
        browser = find_or_install(playwright.chromium)
        for firms in (0, *sizes):
            pack = invented(firms, Path(scratch) / f"{firms}")
            show(f"{firms:,} firms" if firms else "no ledger", "")
            if firms:
                measure_books(pack)
            with serving(ROOT, Path(scratch), pack.parent, CORRIDOR_EDITOR="editor") as app:
                measure_page(browser, app, has_ledger=bool(firms))
        browser.close()


def invented(firms: int, home: Path) -> Path:
    """The invented corridor in a folder of its own, with a ledger of so many firms or with none."""
    pack = home / "lantern-canal"
    shutil.copytree(FILE.parent, pack, ignore=shutil.ignore_patterns(".history", FILE.name))
    if firms:
        invented_ledger(firms=firms).to_parquet(pack / FILE.name, compression="zstd", index=False)
    return pack


def measure_books(pack: Path) -> None:
    """Without a page."""
    files = read_files(pack)
    timed("  read and checked", lambda: examine(pack), "5 s for 100,000")
    _, ledger = load_ledger(pack)
    assert ledger
    timed("  breakdown", lambda: cells(ledger), "300 ms for 100,000")
    timed("  sums decided and audited", lambda: decide(files, examine_tables(files)[0]), "60 s for 100,000")
    sums_of(pack, files)  # as publishing leaves them
    corridor = load(pack, Release.INTERNAL)
    made = timed("  firms for the map, as a file", lambda: firms_file(corridor, load_firms(pack), "zh"))
    show("  the same over the line", f"{len(gzip.compress(made, 5)) / 1024:,.0f} KB")


def timed(what: str, act: Callable[[], Made], budget: str = "") -> Made:
    """Show how long something takes, once, and give what it gives."""
    start = time.perf_counter()
    made = act()
    show(what, f"{(time.perf_counter() - start) * 1000:,.0f} ms", budget)
    return made


def measure_page(browser: Browser, app: Dashboard, *, has_ledger: bool) -> None:
    """First map and clicks of an editor, with the layer of the firms closed and open."""
    show("  first map of the server", f"{first(browser, app, '.st-key-map iframe', CLICKED[0]):,.0f} ms")
    again = statistics.median(first(browser, app, ".st-key-map iframe", CLICKED[0]) for _ in range(ROUNDS))
    show("  first map of a visitor", f"{again:,.0f} ms", "as without a ledger")
    page = opened(browser)
    screen = Screen(page, app)
    screen.open(lang="zh")
    show("  click to panel, median", f"{clicks(screen):,.0f} ms", "as without a ledger")
    if has_ledger:
        screen.map.locator(".legend summary").click()
        start = time.perf_counter()
        screen.map.locator("[data-firms]").check()
        screen.map.locator(".leaflet-firms-pane[data-form]").wait_for(state="attached")
        show("  layer of the firms opened", f"{(time.perf_counter() - start) * 1000:,.0f} ms")
        screen.map.locator(".legend summary").click()
        show("  click to panel with it, median", f"{clicks(screen):,.0f} ms", "as without it")
    page.close()


def clicks(screen: Screen) -> float:
    """Milliseconds from a click on the map to its panel."""
    times = []
    for _ in range(ROUNDS):
        for node_id in CLICKED:
            at = screen.where_drawn(node_id)
            start = time.perf_counter()
            screen.page.mouse.click(*at)
            screen.panel_of(node_id).wait_for()
            times.append((time.perf_counter() - start) * 1000)
    return statistics.median(times)


if __name__ == "__main__":
    main()
