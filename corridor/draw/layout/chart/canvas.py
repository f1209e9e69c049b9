"""A picture in layers, measured in pixels downwards and in shares of its width across."""

from collections.abc import Mapping, Sequence
from typing import Literal

import altair as alt

from corridor.draw.layout.palette import FONTS, INK, PAPER

Row = Mapping[str, float | str]
Align = Literal["left", "center", "right"]

_EXPORT_PX = 640


class Canvas:
    """Collects marks and texts; `chart` puts them together. Later layers cover earlier ones."""

    def __init__(self, height: float) -> None:
        self._height = height
        self._layers: list[alt.Chart] = []

    def _base(self, rows: Sequence[Row]) -> alt.Chart:
        return alt.Chart(alt.InlineData(values=[dict(row) for row in rows])).encode(x=self._x(), y=self._y())

    def _x(self) -> alt.X:
        return alt.X("x:Q", scale=alt.Scale(domain=[0, 1], nice=False), axis=None)

    def _y(self) -> alt.Y:
        return alt.Y("y:Q", scale=alt.Scale(domain=[self._height, 0], nice=False, zero=False), axis=None)

    def text(  # noqa: PLR0913 - the attributes of one text mark
        self,
        rows: Sequence[Row],
        size: float,
        *,
        colour: str = INK,
        bold: bool = False,
        align: Align = "left",
        dx: float = 0,
    ) -> None:
        """Lines of text, each hanging from its ``y``."""
        weight: Literal["bold", "normal"] = "bold" if bold else "normal"
        mark = {"fontSize": size, "fontWeight": weight, "color": colour, "align": align, "baseline": "top", "dx": dx}
        if rows:
            self._layers.append(self._base(rows).mark_text(**mark).encode(text="text:N"))  # type: ignore[arg-type]

    def rule(self, rows: Sequence[Row], colour: str, *, dash: Sequence[float] = ()) -> None:
        """Straight lines from ``x``, ``y`` to ``x2``, ``y2``."""
        if rows:
            mark = self._base(rows).mark_rule(color=colour, strokeWidth=1, strokeDash=list(dash) or alt.Undefined)
            self._layers.append(mark.encode(x2="x2:Q", y2="y2:Q"))

    def line(self, rows: Sequence[Row], colour: str, *, dash: Sequence[float] = ()) -> None:
        """One line through the points in their order."""
        mark = self._base(rows).mark_line(color=colour, strokeWidth=2, strokeDash=list(dash) or alt.Undefined)
        self._layers.append(mark.encode(order="x:Q"))

    def bars(self, rows: Sequence[Row], fill: str, stroke: str, *, height: float, dash: Sequence[float] = ()) -> None:
        """Bars from ``x`` to ``x2`` around ``y``."""
        if rows:
            mark = self._base(rows).mark_bar(
                fill=fill, stroke=stroke, strokeWidth=1, height=height, strokeDash=list(dash) or alt.Undefined
            )
            self._layers.append(mark.encode(x2="x2:Q", tooltip="told:N"))

    def points(self, rows: Sequence[Row], fill: str, stroke: str, *, shape: str) -> None:
        """Points, each telling ``told`` when the pointer rests on it."""
        if rows:
            mark = self._base(rows).mark_point(
                fill=fill, stroke=stroke, strokeWidth=2, size=70, shape=shape, opacity=1, filled=False
            )
            self._layers.append(mark.encode(tooltip="told:N"))

    def chart(self, description: str) -> alt.LayerChart:
        """The picture, at the width of an export until a page stretches it."""
        picture = alt.layer(*self._layers).configure(font=FONTS, background=PAPER).configure_view(stroke=None)
        described: alt.LayerChart = picture.properties(
            width=_EXPORT_PX,
            height=self._height,
            description=description,
            padding=dict.fromkeys(("left", "right", "top", "bottom"), 6),  # Streamlit sets single sides of it
            usermeta={"embedOptions": {"actions": False}},
        )
        return described
