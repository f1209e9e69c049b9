"""The time of a talk: by the script that the browser runs, without one."""

import pytest
from engine import Engine


@pytest.fixture(scope="module")
def time() -> Engine:
    """The arithmetic of the presenter's clock."""
    return Engine("player/time")


@pytest.mark.parametrize(
    ("seconds", "said"), [(0, "0:00"), (9, "0:09"), (75, "1:15"), (3600, "60:00"), (-1, "−0:01"), (-135, "−2:15")]
)
def test_time_is_said_in_minutes_and_seconds(time: Engine, seconds: int, said: str) -> None:
    """Below nought once the target has passed."""
    assert time.call("clockOf", seconds) == said


@pytest.mark.parametrize(("typed", "minutes"), [("20", 20), ("", 0), ("-5", 0), ("7.9", 7), ("soon", 0), ("9999", 0)])
def test_a_target_is_a_number_of_minutes_or_none(time: Engine, typed: str, minutes: int) -> None:
    """What is no sensible number sets none."""
    assert time.call("minutesOf", typed) == minutes


@pytest.mark.parametrize(
    ("spent", "target", "pace"),
    [
        (0, 0, "none"),
        (900, 0, "none"),
        (0, 1200, "ample"),
        (1021, 1200, "last"),
        (1200, 1200, "last"),
        (1201, 1200, "over"),
    ],
)
def test_a_talk_is_told_when_its_time_runs_out(time: Engine, spent: int, target: int, pace: str) -> None:
    """Quiet for most of it, then the last part, then over; without a target nothing is said."""
    assert time.call("paceOf", spent, target) == pace
