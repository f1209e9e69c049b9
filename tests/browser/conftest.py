"""The real dashboard, served on this machine, and a real browser that cannot reach any other."""

import shutil
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from browsing import PATIENCE_MS, Dashboard, Screen, Serve, Traffic, find_or_install, serving, watched
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from corridor.model.text import LANGS, Lang

HERE = Path(__file__).parent


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every test of this folder, before ``-m`` looks at the marks."""
    for item in items:
        if item.path.is_relative_to(HERE):
            item.add_marker("browser")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> Iterator[None]:
    """Report with a failed test what its page shows: a rare fault is seen once, on a machine that is gone by then."""
    report = yield
    given = getattr(item, "funcargs", {})
    if call.excinfo and call.when == "call" and {"page", "traffic"} <= set(given):
        report.sections.append(("the page", given["traffic"].told(given["page"])))
    return report


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A Chromium, Chrome or Edge without a way out of this machine."""
    with sync_playwright() as playwright:
        found = find_or_install(playwright.chromium)
        yield found
        found.close()


@pytest.fixture(scope="session")
def visitor(browser: Browser) -> Iterator[BrowserContext]:
    """Somebody with a browser that keeps the program's files: a quarter of what a page costs is fetching them anew."""
    context = browser.new_context(viewport={"width": 1440, "height": 900}, accept_downloads=True)
    context.set_default_timeout(PATIENCE_MS)
    yield context
    context.close()


@pytest.fixture(scope="session")
def serve(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Serve:
    """Start the dashboard over a folder of corridors, as `serving` does."""
    return partial(serving, root, tmp_path_factory.mktemp("server"))


def _published(folder: str, names: list[str]) -> list[str]:
    """What is left out of a copy: versions that somebody published, but not which sums of a ledger may be public."""
    return [name for name in names if Path(folder).name == ".history" and not name.startswith("sums-")]


@pytest.fixture(scope="session")
def gather(packs: tuple[Path, ...], tmp_path_factory: pytest.TempPathFactory) -> Callable[[], Path]:
    """Copy all corridors into one new folder, as a town with several would keep them."""

    def copies() -> Path:
        home = tmp_path_factory.mktemp("data")
        for pack in packs:
            shutil.copytree(pack, home / pack.name, ignore=_published)
        return home

    return copies


@pytest.fixture(scope="session")
def dashboard(serve: Serve, gather: Callable[[], Path]) -> Iterator[Dashboard]:
    """The dashboard over all corridors."""
    with serve(gather()) as running:
        yield running


@pytest.fixture(scope="module", params=LANGS)
def lang(request: pytest.FixtureRequest) -> Lang:
    """Each language in turn."""
    chosen: Lang = request.param
    return chosen


@pytest.fixture
def traffic() -> Traffic:
    """What the page of this test asked for and got wrong so far."""
    return Traffic()


@pytest.fixture
def page(visitor: BrowserContext, traffic: Traffic) -> Iterator[Page]:
    """A page of its own for each test; it asks nobody outside this machine, throws nothing, and is refused nothing."""
    with watched(visitor, traffic) as opened:
        yield opened


@pytest.fixture
def screen(page: Page, dashboard: Dashboard) -> Screen:
    """The dashboard over all corridors, on a page of its own."""
    return Screen(page, dashboard)


@pytest.fixture(scope="module")
def reader(visitor: BrowserContext, dashboard: Dashboard) -> Iterator[Screen]:
    """The dashboard on a page that the tests of a module share, for those that only read from it."""
    with watched(visitor, Traffic()) as opened:
        yield Screen(opened, dashboard)
