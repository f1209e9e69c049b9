"""The pictures of the invented corridor, plainly drawn: no such place or desk exists; run it to write the files."""

import io
from pathlib import Path

import segno
from PIL import Image, ImageDraw

FOLDER = Path(__file__).parent / "corridors" / "lantern-canal" / "media"
DUSK, WATER, BANK, LANTERN = (38, 52, 84), (58, 96, 140), (44, 74, 62), (244, 190, 92)
_CAMERA, _GPS = 0x0110, 0x8825


def canal(width: int = 2400, height: int = 1350) -> bytes:
    """A canal at dusk with lanterns along its banks, as a camera would hand it over: with its name and its position."""
    picture = Image.new("RGB", (width, height), DUSK)
    pen = ImageDraw.Draw(picture)
    middle, horizon = width / 2, height * 0.42
    pen.rectangle((0, horizon, width, height), fill=BANK)
    pen.polygon(
        [(middle - 40, horizon), (middle + 40, horizon), (width * 0.86, height), (width * 0.14, height)], fill=WATER
    )
    for step in range(1, 8):
        share = (step / 8) ** 2
        y, size = horizon + (height - horizon) * share, 10 + 60 * share
        for side in (-1, 1):
            x = middle + side * (70 + width * 0.40 * share)
            pen.line((x, y, x, y - size * 3), fill=DUSK, width=max(2, round(size / 8)))
            pen.ellipse((x - size / 2, y - size * 3.6, x + size / 2, y - size * 2.6), fill=LANTERN)
    exif = Image.Exif()
    exif[_CAMERA] = "Invented Camera 7"
    exif.get_ifd(_GPS).update({1: "N", 2: (30.0, 23.0, 24.0), 3: "E", 4: (104.0, 24.0, 43.0)})
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=88, exif=exif)
    return out.getvalue()


def logo(size: int = 480) -> bytes:
    """A lantern over a wave, on nothing."""
    picture = Image.new("RGBA", (size, size), (0, 0, 0, 0))
    pen = ImageDraw.Draw(picture)
    pen.ellipse((size * 0.28, size * 0.08, size * 0.72, size * 0.62), fill=(*LANTERN, 255))
    pen.rectangle((size * 0.40, size * 0.03, size * 0.60, size * 0.10), fill=(*DUSK, 255))
    for step in range(3):
        top = size * (0.68 + 0.1 * step)
        pen.rounded_rectangle((size * 0.1, top, size * 0.9, top + size * 0.05), size * 0.025, fill=(*WATER, 255))
    out = io.BytesIO()
    picture.save(out, "PNG", optimize=True)
    return out.getvalue()


def code() -> bytes:
    """A QR picture that leads to no existing page."""
    out = io.BytesIO()
    segno.make("https://example.com/lantern-canal/desk", error="m").save(out, kind="png", scale=8, border=4)
    return out.getvalue()


PICTURES = {"canal-at-dusk.jpg": canal, "logo.png": logo, "desk-code.png": code}

if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for name, draw in PICTURES.items():
        (FOLDER / name).write_bytes(draw())
