"""The real dashboard, served on this machine, and a real browser that cannot reach any other."""

import shutil
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from browsing import PATIENCE_MS, Dashboard, Screen, Serve, Tab, Traffic, find_or_install, serving, watched
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize, sync_playwright

from corridor.model.text import LANGS, Lang

HERE = Path(__file__).parent
DESK: ViewportSize = {"width": 1440, "height": 900}


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every test of this folder, before ``-m`` looks at the marks, and keep what each mark ``only`` asks for.

    Left out here and not given by a parameter of its own, a test is still run beside those that share its fixtures.
    """
    for item in items:
        if item.path.is_relative_to(HERE):
            item.add_marker("browser")
    items[:] = [item for item in items if _is_asked_for(item)]


def _is_asked_for(item: pytest.Item) -> bool:
    given = item.callspec.params if isinstance(item, pytest.Function) and hasattr(item, "callspec") else {}
    wanted = {name: value for mark in item.iter_markers("only") for name, value in mark.kwargs.items()}
    return all(getattr(given[name], "name", given[name]) == value for name, value in wanted.items())


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
    context = browser.new_context(viewport=DESK, accept_downloads=True)
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


@pytest.fixture(scope="session")
def desk(serve: Serve, dashboard: Dashboard) -> Iterator[Dashboard]:
    """The same corridors, run by an editor on this machine; for tests that publish nothing."""
    with serve(dashboard.data, CORRIDOR_EDITOR="王敏") as running:
        yield running


@pytest.fixture(scope="module", params=LANGS)
def lang(request: pytest.FixtureRequest) -> Lang:
    """Each language in turn."""
    chosen: Lang = request.param
    return chosen


@pytest.fixture(scope="module")
def spoken(pack: Path, invented: Path) -> Lang:
    """One language for each corridor, Chinese for the real ones: for what depends on no words, instead of `lang`."""
    return "en" if pack == invented else "zh"


@pytest.fixture
def traffic() -> Traffic:
    """What the page of this test asked for and got wrong so far."""
    return Traffic()


@pytest.fixture(scope="session")
def tab(visitor: BrowserContext) -> Tab:
    """The page that tests are lent in turn."""
    return Tab(visitor)


@pytest.fixture(scope="session")
def readers_tab(visitor: BrowserContext) -> Tab:
    """A second one, for what the tests of a module read together."""
    return Tab(visitor)


@pytest.fixture
def page(request: pytest.FixtureRequest, visitor: BrowserContext, tab: Tab, traffic: Traffic) -> Iterator[Page]:
    """A page as good as new; it asks nobody outside this machine, throws nothing, and is refused nothing.

    It is lent to one test after the other, which costs a third less; the mark ``own_page`` gives a test one of its own.
    """
    is_own = request.node.get_closest_marker("own_page")
    with watched(visitor, traffic) if is_own else tab.lent(traffic) as opened:
        opened.set_viewport_size(DESK)
        yield opened


@pytest.fixture
def screen(page: Page, dashboard: Dashboard) -> Screen:
    """The dashboard over all corridors, on a page of its own."""
    return Screen(page, dashboard)


@pytest.fixture(scope="module")
def reader(readers_tab: Tab, dashboard: Dashboard) -> Iterator[Screen]:
    """The dashboard on a page that the tests of a module share, for those that only read from it."""
    with readers_tab.lent(Traffic()) as opened:
        opened.set_viewport_size(DESK)
        yield Screen(opened, dashboard)
