"""Breaking text into lines of a known width."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corridor.draw.layout.text_metrics import ELLIPSIS, width_px, wrapped

TEXT = st.text(alphabet="园区中心（）：，1234567890,.±- abcdefghiWM", min_size=1, max_size=60)


@pytest.mark.parametrize(
    ("text", "max_px", "rows"),
    [
        ("中以(上海)创新园", 90, ("中以(上海)", "创新园")),
        ("灯影科学城（虚构）", 80, ("灯影科学城", "（虚构）")),
        ("在 730 至 2,487 米之间", 90, ("在 730 至", "2,487 米之间")),
        ("7,429 ±120 m", 60, ("7,429", "±120 m")),
        ("High-tech Industrial Park", 110, ("High-tech", "Industrial Park")),
        ("The Town's Office", 60, ("The", "Town's", "Office")),
        ("The Town’s Office", 60, ("The", "Town’s", "Office")),
        ("短", 200, ("短",)),
    ],
    ids=[
        "a short bracket",
        "a full-width bracket",
        "a number",
        "a sign before a number",
        "a compound",
        "an apostrophe",
        "a curly apostrophe",
        "one line",
    ],
)
def test_what_belongs_together_stays_together(text: str, max_px: float, rows: tuple[str, ...]) -> None:
    """Numbers, words and short brackets are not torn apart where there is another place to break."""
    assert wrapped(text, 13, max_px, lines=3) == rows


@given(text=TEXT, max_px=st.floats(30, 300), lines=st.integers(1, 5))
def test_no_line_is_too_wide_and_nothing_is_lost_unsaid(text: str, max_px: float, lines: int) -> None:
    """Every line fits, there are not too many, and what was cut off is shown by an ellipsis."""
    rows = wrapped(text, 13, max_px, lines=lines)
    assert len(rows) <= lines
    assert all(width_px(row, 13) <= max_px for row in rows)
    if not rows[-1].endswith(ELLIPSIS):
        assert "".join(rows).replace(" ", "") == text.replace(" ", "")


@given(text=TEXT, max_px=st.floats(30, 300))
def test_bold_text_needs_more_room(text: str, max_px: float) -> None:
    """Bold lines are measured bold."""
    rows = wrapped(text, 13, max_px, lines=5, bold=True)
    assert all(width_px(row, 13, bold=True) <= max_px + 1e-6 for row in rows)


def test_no_line_begins_with_closing_punctuation() -> None:
    """Chinese punctuation stays with the sign before it."""
    for width in range(30, 130):
        assert not any(row[0] in "，。）" for row in wrapped("一二三，四五六。七八（九十）", 13, width, lines=9) if row)
