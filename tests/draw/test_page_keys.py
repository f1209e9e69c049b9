"""What a key does to search, tabs and sheet of the page: by the scripts that the browser runs, without a browser."""

from typing import Any

import pytest
from engine import Engine

HEIGHTS = ("peek", "half", "full")


@pytest.fixture(scope="module")
def search() -> Engine:
    """The keys of the search."""
    return Engine("page/search_keys")


@pytest.fixture(scope="module")
def tabs() -> Engine:
    """The keys of a row of tabs."""
    return Engine("page/tab_keys")


@pytest.fixture(scope="module")
def sheet() -> Engine:
    """The heights of the sheet."""
    return Engine("page/sheet_heights")


ELSEWHERE = {"isField": False, "isTyped": False, "text": ""}
OTHER_FIELD = {"isField": False, "isTyped": True, "text": ""}
EMPTY = {"isField": True, "isTyped": True, "text": ""}
BLANK = {"isField": True, "isTyped": True, "text": "  "}
FILLED = {"isField": True, "isTyped": True, "text": "zhiyuan"}


@pytest.mark.parametrize(
    ("key", "place", "asked"),
    [
        ("/", ELSEWHERE, "focus"),
        ("/", OTHER_FIELD, None),
        ("/", FILLED, None),
        ("Enter", FILLED, "open"),
        ("Enter", EMPTY, None),
        ("Enter", BLANK, None),
        ("Enter", ELSEWHERE, None),
        ("Escape", FILLED, "empty"),
        ("Escape", EMPTY, "leave"),
        ("Escape", ELSEWHERE, None),
        ("Escape", OTHER_FIELD, None),
        ("z", FILLED, None),
        ("z", ELSEWHERE, None),
    ],
)
def test_a_key_asks_something_of_the_search(search: Engine, key: str, place: dict[str, Any], asked: str | None) -> None:
    """A slash is a letter where letters are typed; Enter and Escape are the field's only in the field."""
    assert search.call("askedOfSearch", {"key": key}, place) == asked


@pytest.mark.parametrize(
    ("pressed", "waits"),
    [
        (("/",), True),
        (("x", "/", "z", "h", "i"), True),
        (("/", "Tab"), False),
        (("/", "Tab", "Enter"), False),
        (("Tab", "/"), True),
        (("z", "h"), False),
        ((), False),
    ],
)
def test_a_slash_waits_for_the_search(search: Engine, pressed: tuple[str, ...], waits: bool) -> None:  # noqa: FBT001
    """It may have been pressed too early; who has gone elsewhere since, or typed it into a field, did not mean it."""
    keys = [{"key": key} for key in pressed]
    assert search.call("((keys) => waitsForSearch(keys, () => false))", keys) is waits
    assert search.call("((keys) => waitsForSearch(keys, () => true))", keys) is False


@pytest.mark.parametrize("held", ["isComposing", "ctrlKey", "metaKey", "altKey"])
@pytest.mark.parametrize(("key", "place"), [("/", ELSEWHERE), ("Enter", FILLED), ("Escape", FILLED)])
def test_a_key_that_is_somebody_elses_asks_nothing(search: Engine, held: str, key: str, place: dict[str, Any]) -> None:
    """An input method needs Enter and Escape for itself, a browser what is pressed with Ctrl."""
    assert search.call("askedOfSearch", {"key": key, held: True}, place) is None


@pytest.mark.parametrize(
    ("key", "leads"),
    [
        ("ArrowRight", [1, 2, 0]),
        ("ArrowLeft", [2, 0, 1]),
        ("Home", [0, 0, 0]),
        ("End", [2, 2, 2]),
        ("Enter", [0, 1, 2]),
    ],
)
def test_a_key_leads_to_a_tab(tabs: Engine, key: str, leads: list[int]) -> None:
    """From the last on to the first; Home and End to the ends; any other key nowhere."""
    assert [tabs.call("tabByKey", key, at, 3) for at in range(3)] == leads
    assert tabs.call("tabByKey", key, 0, 1) == 0


def test_an_arrow_moves_the_sheet_by_one_height(sheet: Engine) -> None:
    """Not beyond the lowest and the highest."""
    assert [sheet.call("heightByKey", height, "ArrowUp") for height in HEIGHTS] == ["half", "full", "full"]
    assert [sheet.call("heightByKey", height, "ArrowDown") for height in HEIGHTS] == ["peek", "peek", "half"]
    assert sheet.call("heightByKey", "half", "Enter") is None


def test_a_tap_moves_the_sheet_on(sheet: Engine) -> None:
    """Round and round."""
    assert [sheet.call("heightByTap", height) for height in HEIGHTS] == ["half", "full", "peek"]


@pytest.mark.parametrize(
    ("share", "height"), [(0, "peek"), (0.31, "peek"), (0.33, "half"), (0.69, "half"), (0.71, "full"), (1, "full")]
)
def test_a_sheet_settles_at_the_nearest_height(sheet: Engine, share: float, height: str) -> None:
    """By the share of the window that it covers when it is let go."""
    assert sheet.call("heightByShare", share) == height


@pytest.mark.parametrize(("pulled", "px"), [(0, 400), (100, 300), (-100, 500), (900, 80), (-900, 784)])
def test_a_sheet_that_is_pulled_stays_in_the_window(sheet: Engine, pulled: int, px: int) -> None:
    """It follows the finger, but can always be taken hold of again."""
    assert sheet.call("pulledPx", 400, pulled, 800) == px
