"""What may be opened at all: decided on the bytes, before anything parses them."""

import io
import re
import zipfile
import zlib

from corridor.model.problem import Place, Problems

MOST_BYTES = 32 * 1024 * 1024
MOST_UNPACKED = 96 * 1024 * 1024
MOST_ENTRIES = 2_000
MOST_CELLS = 1_600_000
"""Cells and shared texts of all sheets together; a hundred thousand firms have a million."""

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
WORKBOOK = "xl/workbook.xml"
"""The part that every workbook has."""
_BINARY_WORKBOOK = "xl/workbook.bin"
_OPEN_DOCUMENT = "content.xml"
_DOCTYPE = tuple("<!DOCTYPE".encode(encoding) for encoding in ("utf-8", "utf-16-le", "utf-16-be"))
_CELL = re.compile(rb"<(?:\w+:)?(?:c|si)[ />]")
_OTHERS = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b", b"{\\rtf")
_PAGES = (b"<html", b"<!doctype html", b"<table", b"<?xml")
_HEAD = 512


def is_workbook(name: str, data: bytes, problems: Problems) -> bool | None:
    """Whether an upload is a workbook (true) or text (false); None when it is neither, or may not be opened.

    What it is called matters less than what it holds.
    """
    place = Place(name)
    if not data:
        problems.error("upload-empty", place)
    elif len(data) > MOST_BYTES:
        problems.error("upload-too-large", place, most=MOST_BYTES // 1024 // 1024)
    elif data.startswith(_OLE):
        problems.error("upload-encrypted" if _ENCRYPTED in data else "upload-old-excel", place)
    elif data.startswith(_ZIP):
        return True if _is_safe(place, data, problems) else None
    elif data.startswith(_OTHERS) or (b"\x00" in data[:_HEAD].replace(b"\xff\xfe", b"", 1) and not _is_utf16(data)):
        problems.error("upload-type", place)
    elif data[:_HEAD].lstrip(b"\xef\xbb\xbf \t\r\n").lower().startswith(_PAGES):
        problems.error("upload-page", place)
    elif name.lower().endswith((".xlsx", ".xlsm")):
        problems.error("upload-broken", place)
    else:
        return False
    return None


def _is_utf16(data: bytes) -> bool:
    return data.startswith((b"\xff\xfe", b"\xfe\xff"))


def _is_safe(place: Place, data: bytes, problems: Problems) -> bool:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
            names = {entry.filename for entry in entries}
            if any(entry.flag_bits & 1 for entry in entries):
                problems.error("upload-encrypted", place)
            elif len(entries) > MOST_ENTRIES or sum(entry.file_size for entry in entries) > MOST_UNPACKED:
                problems.error("upload-bomb", place, most=MOST_UNPACKED // 1024 // 1024)
            elif WORKBOOK not in names:
                other = _BINARY_WORKBOOK in names or _OPEN_DOCUMENT in names
                problems.error("upload-other-excel" if other else "upload-type", place)
            else:
                return _parts_are_safe(place, archive, problems)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError):
        problems.error("upload-broken", place)
    return False


def _parts_are_safe(place: Place, archive: zipfile.ZipFile, problems: Problems) -> bool:
    cells = 0
    for entry in archive.infolist():
        if entry.filename.lower().endswith((".xml", ".rels", ".vml")):
            text = archive.read(entry)
            # A part of a workbook declares no document type; one that does could unfold without end.
            if any(mark in text for mark in _DOCTYPE):
                problems.error("upload-broken", place)
                return False
            cells += sum(1 for _ in _CELL.finditer(text))
    if cells > MOST_CELLS:
        problems.error("upload-cells", place, most=MOST_CELLS)
    return cells <= MOST_CELLS
