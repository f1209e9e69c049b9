"""A folder with errors never breaks the page: it is named with its problems, and the others are shown."""

import shutil
from collections.abc import Callable
from pathlib import Path

import harm
from browsing import Screen, Serve
from playwright.sync_api import Page, expect

from corridor.i18n import word
from corridor.model.text import LANGS


def test_a_broken_pack_beside_good_ones_is_named(
    page: Page, serve: Serve, gather: Callable[[], Path], invented: Path
) -> None:
    """One line names the folder and unfolds to the files; the good corridors work as ever."""
    home = gather()
    shutil.copytree(invented, home / "broken-copy")
    (home / "broken-copy" / "figures.csv").write_text("id,value\nBroken Id,abc\n", encoding="utf-8")
    (home / "broken-copy" / "nodes.geojson").write_text("{", encoding="utf-8")
    with serve(home) as running:
        screen = Screen(page, running)
        for lang in LANGS:
            screen.open(corridor="lantern-canal", lang=lang)
            expect(screen.keyed("notice")).to_contain_text("broken-copy")
            expect(screen.keyed("notice")).to_contain_text("nodes.geojson")
            expect(screen.keyed("notice")).to_contain_text(word("app.pack-row", lang, row=1))
            assert screen.keyed("notice").evaluate("box => box.getBoundingClientRect().height") < 48
            screen.keyed("notice").locator("summary").click()
            expect(screen.keyed("notice").locator("li").first).to_be_visible()
        screen.listed("kite-tower").click()
        expect(screen.panel_of("kite-tower")).to_be_visible()
        page.goto("about:blank")


def test_whatever_befell_the_other_packs_a_sound_one_is_shown(
    page: Page, serve: Serve, gather: Callable[[], Path]
) -> None:
    """Each is named by its folder and what is wrong with it; nothing tells where it lies, and a mended one is shown."""
    home = gather()
    harms = {
        "deep-property": ("nodes.geojson", harm.nested_property),
        "deep-pointer": (".history/pointer.json", harm.nested),
        "folder-for-file": ("figures.csv", harm.a_folder),
        "pipe-for-file": ("sources.csv", harm.a_pipe),
    }
    for name, (file, what) in harms.items():
        what(harm.small_pack(home / name, published=file.startswith(".history")) / file)
    harm.a_link_to_nowhere(home / "lantern-canal" / ".#figures.csv")
    with serve(home) as running:
        screen = Screen(page, running)
        for lang in LANGS:
            screen.open(corridor="lantern-canal", lang=lang)
            for name in harms:
                expect(screen.keyed("notice")).to_contain_text(word("app.pack-broken", lang, name=name, n=1))
            expect(page.locator(".st-key-page")).not_to_contain_text(str(home))
        harm.gone(home / "deep-property" / "nodes.geojson")
        harm.small_pack(home / "deep-property")
        screen.listed("kite-tower").click()
        expect(screen.panel_of("kite-tower")).to_be_visible()
        expect(screen.keyed("notice")).not_to_contain_text("deep-property")
        page.goto("about:blank")


def test_a_folder_without_any_good_pack_still_gives_a_page(page: Page, serve: Serve, tmp_path: Path) -> None:
    """An empty data folder is explained, not a crash."""
    with serve(tmp_path) as running:
        screen = Screen(page, running)
        for lang in LANGS:
            screen.open(lang=lang)
            expect(page.locator(".st-key-page")).to_contain_text("CORRIDOR_DATA")
        page.goto("about:blank")
