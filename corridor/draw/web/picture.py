"""Charts and drawings as files: SVG and PNG made on this machine, without a browser."""

import re

import altair as alt
import vl_convert

_STYLE = re.compile(r"<style>.*?</style>", re.DOTALL)


def svg(chart: alt.LayerChart) -> str:
    """The chart as a standalone SVG."""
    return str(vl_convert.vegalite_to_svg(chart.to_dict()))


def svg_png(drawing: str, *, scale: float = 2) -> bytes:
    """Any SVG of ours as a PNG, with the Chinese fonts of this machine.

    The converter knows no custom properties, so the style sheet inside goes: every colour also stands as an attribute.
    """
    return bytes(vl_convert.svg_to_png(_STYLE.sub("", drawing), scale=scale))
