"""A QR code on a slide."""

import io

import segno
from pptx.slide import Slide

from corridor.draw.layout.box import Box
from corridor.export.deck.canvas import picture


def draw_code(slide: Slide, frame: Box, address: str) -> None:
    """The code of a web address, which is also what it says to those who do not see it."""
    data = io.BytesIO()
    segno.make(address, error="m", micro=False).save(data, kind="png", scale=10, border=4)
    picture(slide, frame, data.getvalue(), "code", address)
