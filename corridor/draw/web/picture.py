"""Drawings as pictures, made on this machine without a browser."""

import re

import resvg_py

_STYLE = re.compile(r"<style>.*?</style>", re.DOTALL)


def svg_png(drawing: str, *, scale: float = 2) -> bytes:
    """Any SVG of ours as a PNG, with the Chinese fonts of this machine.

    The converter knows no custom properties, so the style sheet inside goes: every colour also stands as an attribute.
    """
    return bytes(resvg_py.svg_to_bytes(svg_string=_STYLE.sub("", drawing), zoom=scale))
