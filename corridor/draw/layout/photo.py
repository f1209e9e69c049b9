"""A picture of the pack for its use: as large as it is shown, and saying nothing of who took it where with what."""

import io
from dataclasses import dataclass, field
from functools import lru_cache

from PIL import Image, ImageCms, ImageOps

from corridor.model.corridor import Medium
from corridor.pack.pictures import opened

_REMEMBERED = 64
_QUALITY = 85


@dataclass(frozen=True, kw_only=True, slots=True)
class Photo:
    """A picture that may leave the program."""

    data: bytes = field(repr=False)
    media_type: str
    """``image/jpeg``, or ``image/png`` for one that came as such."""
    width: int
    height: int
    """Pixels."""


@lru_cache(maxsize=_REMEMBERED)
def photo(medium: Medium, width: int, height: int) -> Photo:
    """A picture upright, no larger than a box of so many pixels, in its own proportions, never enlarged.

    It is made anew of its points alone: position, camera, times and thumbnails that a camera wrote into the file are
    not in it. Colours are those of sRGB.
    """
    file = opened(medium.data).load()
    is_png = file.format == "PNG"
    upright = ImageOps.exif_transpose(file)
    made = _in_srgb(upright, "RGBA" if is_png else "RGB", file.info.get("icc_profile"))
    made.thumbnail((width, height), Image.Resampling.LANCZOS)
    bare = Image.new(made.mode, made.size)
    bare.paste(made)
    out = io.BytesIO()
    if is_png:
        bare.save(out, "PNG", optimize=True)
    else:
        bare.save(out, "JPEG", quality=_QUALITY, optimize=True, progressive=True)
    return Photo(
        data=out.getvalue(),
        media_type="image/png" if is_png else "image/jpeg",
        width=bare.width,
        height=bare.height,
    )


def _in_srgb(picture: Image.Image, mode: str, profile: bytes | None) -> Image.Image:
    """The same colours as a screen without colour management shows them; as they are where the profile is damaged."""
    if profile and picture.mode in {"RGB", "RGBA"}:
        try:
            own, srgb = ImageCms.ImageCmsProfile(io.BytesIO(profile)), ImageCms.createProfile("sRGB")
            picture = ImageCms.profileToProfile(picture, own, srgb, outputMode=picture.mode) or picture
        except (ImageCms.PyCMSError, OSError):
            pass
    return picture.convert(mode)
