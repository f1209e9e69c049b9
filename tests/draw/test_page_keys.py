"""What a key does to the search and to the panel's sheet: by the scripts that the browser runs, without one."""

from typing import Any

import pytest
from engine import Engine

HEIGHTS = ("peek", "half", "full")


@pytest.fixture(scope="module")
def search() -> Engine:
    """The keys of the search."""
    return Engine("page/search_keys")


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


@pytest.mark.parametrize("held", ["isComposing", "ctrlKey", "metaKey", "altKey"])
@pytest.mark.parametrize(("key", "place"), [("/", ELSEWHERE), ("Enter", FILLED), ("Escape", FILLED)])
def test_a_key_that_is_somebody_elses_asks_nothing(search: Engine, held: str, key: str, place: dict[str, Any]) -> None:
    """An input method needs Enter and Escape for itself, a browser what is pressed with Ctrl."""
    assert search.call("askedOfSearch", {"key": key, held: True}, place) is None


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
