"""Pictures as they come: JPEG or PNG from a camera or an office, opened without trusting them."""

import io
import struct
import zlib
from collections.abc import Iterator
from contextlib import contextmanager

from PIL.Image import Image
from PIL.ImageFile import ImageFile
from PIL.JpegImagePlugin import JpegImageFile
from PIL.PngImagePlugin import PngImageFile

MOST_PIXELS = 60_000_000
"""More than any camera that a town has; 60 million pixels take 240 MB while they are looked at."""

_KINDS = {b"\xff\xd8\xff": JpegImageFile, b"\x89PNG\r\n\x1a\n": PngImageFile}
"""How the files of a kind begin, whatever they are called."""


_STUMBLES = (OSError, SyntaxError, ValueError, LookupError, TypeError, ArithmeticError, EOFError)


class BrokenPictureError(ValueError):
    """What should be a picture is no JPEG or PNG, or a damaged one."""


class OpenedPicture:
    """An opened picture; its points are read when they are asked for."""

    def __init__(self, file: ImageFile) -> None:
        self._file = file
        self.width, self.height = file.size
        """Pixels, as the file has them: a turned photograph still lies on its side."""

    def load(self) -> Image:
        """All its points.

        Raises:
            BrokenPictureError: the file breaks off, or its points cannot be made out.
        """
        with _told_as_broken():
            self._file.load()
        return self._file


def opened(data: bytes) -> OpenedPicture:
    """Open a picture by what it is, not by its name.

    Raises:
        BrokenPictureError: it is no JPEG or PNG, or its beginning is damaged.
    """
    kind = next((kind for start, kind in _KINDS.items() if data.startswith(start)), None)
    if kind is None:
        raise BrokenPictureError
    with _told_as_broken():
        # Not `Image.open`: that warns of large pictures by itself, and tries dozens of other formats.
        return OpenedPicture(kind(io.BytesIO(data)))


@contextmanager
def _told_as_broken() -> Iterator[None]:
    """Pillow has no error of its own: what a damaged file makes it stumble over comes out as it is."""
    try:
        yield
    except (*_STUMBLES, struct.error, zlib.error) as error:
        raise BrokenPictureError from error
