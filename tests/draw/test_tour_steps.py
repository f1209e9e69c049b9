"""What a key does to the tour, and where an action leads: by the scripts that the browser runs, without one."""

from typing import Any

import pytest
from engine import Engine

CHAPTERS = 7
EXPLORE = CHAPTERS + 1
KEYS = {
    "next": ("PageDown", "ArrowRight", "ArrowDown", " "),
    "previous": ("PageUp", "ArrowLeft", "ArrowUp", "Backspace"),
    "first": ("Home",),
    "last": ("End",),
    "escape": ("Escape",),
    "play": ("a",),
    "faster": ("+", "="),
    "slower": ("-",),
    "blank": ("b", ".", "。"),
    "full": ("f",),
    "explore": ("e",),
    "notes": ("n",),
    "spotlight": ("s",),
    "language": ("l",),
    "theme": ("t",),
    "print": ("p",),
    "help": ("?", "？", "/", "h"),
}
CODES = {" ": "Space", ".": "Period", "/": "Slash", "-": "Minus", "=": "Equal", "?": "Slash", "+": "Equal"}
EACH = [(key, action) for action, keys in KEYS.items() for key in keys]
DIGITS = "0123456789"


@pytest.fixture(scope="module")
def keys() -> Engine:
    """The table of keys."""
    return Engine("player/keys")


@pytest.fixture(scope="module")
def steps() -> Engine:
    """The arithmetic of steps."""
    return Engine("player/steps")


def pressed(key: str, code: str = "", *, shift: bool = False) -> dict[str, Any]:
    """What a browser says of a key."""
    return {"key": key, "code": code, "shiftKey": shift}


@pytest.mark.parametrize(("key", "action"), EACH)
def test_each_key_has_its_action(keys: Engine, key: str, action: str) -> None:
    """Clickers, keyboards and full-width signs alike."""
    assert keys.call("actionOf", pressed(key)) == action


@pytest.mark.parametrize(("key", "action"), [pair for pair in EACH if pair[0].isalpha() and len(pair[0]) == 1])
def test_a_letter_is_the_same_in_capitals(keys: Engine, key: str, action: str) -> None:
    """Caps Lock is on as often as not."""
    assert keys.call("actionOf", pressed(key.upper())) == action
    assert keys.call("actionOf", pressed(key.upper(), shift=True)) == action


@pytest.mark.parametrize(("key", "action"), [pair for pair in EACH if pair[0].isascii() and len(pair[0]) == 1])
def test_an_input_method_changes_no_key(keys: Engine, key: str, action: str) -> None:
    """With a Chinese input method switched on only the code says which key it was."""
    code = CODES.get(key, f"Key{key.upper()}")
    assert keys.call("actionOf", pressed("Process", code)) == action


@pytest.mark.parametrize("digit", DIGITS)
@pytest.mark.parametrize("row", ["Digit", "Numpad"])
def test_a_digit_stands_for_itself(keys: Engine, digit: str, row: str) -> None:
    """In the row above the letters and beside them, with an input method and without."""
    assert keys.call("actionOf", pressed(digit, f"{row}{digit}")) == digit
    assert keys.call("actionOf", pressed("Process", f"{row}{digit}")) == digit


def test_space_goes_back_with_shift(keys: Engine) -> None:
    """As in a text that is read."""
    assert keys.call("actionOf", pressed(" ", shift=True)) == "previous"


@pytest.mark.parametrize("key", ["Tab", "Enter", "F5", "Shift", "x", "，", "Dead"])
def test_any_other_key_is_left_alone(keys: Engine, key: str) -> None:
    """The browser's own keys stay the browser's."""
    assert keys.call("actionOf", pressed(key)) is None


def led(steps: Engine, action: str, step: int, before: int = 1) -> int:
    """The step that is shown after an action."""
    shown: int = steps.call("stepWithin", steps.call(f"LEADS.{action}", step, CHAPTERS, before), CHAPTERS)
    return shown


@pytest.mark.parametrize("step", range(EXPLORE + 1))
def test_steps_stay_within_the_tour(steps: Engine, step: int) -> None:
    """There is nothing before the cover and nothing after exploring; the keys for the ends go there."""
    assert led(steps, "next", step) == min(step + 1, EXPLORE)
    assert led(steps, "previous", step) == max(step - 1, 0)
    assert led(steps, "first", step) == 0
    assert led(steps, "last", step) == CHAPTERS


@pytest.mark.parametrize("step", range(CHAPTERS + 1))
def test_exploring_leads_back(steps: Engine, step: int) -> None:
    """Whoever leaves the tour for exploring comes back to the step of before."""
    assert led(steps, "explore", step) == EXPLORE
    assert led(steps, "explore", EXPLORE, before=step) == step


def test_a_tour_by_itself_begins_again(steps: Engine) -> None:
    """After the last chapter comes the cover, not the map that waits for somebody to explore it."""
    went = [steps.call("stepByItself", step, CHAPTERS) for step in range(EXPLORE + 1)]
    assert went == [*range(1, CHAPTERS + 1), 0, 0]


def test_ten_digits_name_ten_chapters(steps: Engine) -> None:
    """The nought is the tenth."""
    assert [steps.call("chapterOfDigit", digit) for digit in DIGITS] == [10, *range(1, 10)]


@pytest.mark.parametrize(
    ("address", "remembered", "step"),
    [
        ("#3", None, 3),
        ("#3", "5", 3),
        ("", "5", 5),
        ("#", None, 0),
        ("#0", "5", 0),
        ("", None, 0),
        ("#8", None, EXPLORE),
        ("#99", None, EXPLORE),
        ("#-2", None, 0),
        ("#2.7", None, 2),
        ("#map", None, 0),
        ("#map", "4", 4),
        ("", "nonsense", 0),
    ],
)
def test_a_tour_opens_where_its_address_says(steps: Engine, address: str, remembered: str | None, step: int) -> None:
    """Else where it was, else at the cover; an address that names no step is none."""
    assert steps.call("stepWithin", steps.call("openingStep", address, remembered), CHAPTERS) == step


@pytest.mark.parametrize(("remembered", "chapter"), [(None, 0), ("4", 4), ("0", 0), ("8", CHAPTERS), ("nonsense", 0)])
def test_what_is_remembered_is_a_chapter(steps: Engine, remembered: str | None, chapter: int) -> None:
    """Storage may hold what another version of the tour wrote."""
    assert steps.call("chapterWithin", remembered, CHAPTERS) == chapter
