"""What may be opened at all: decided on the bytes, before anything parses them."""

import io
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from xml.parsers.expat import ExpatError

from openpyxl.packaging.manifest import Manifest
from openpyxl.xml.constants import ARC_CONTENT_TYPES, XLSM, XLSX, XLTM, XLTX
from openpyxl.xml.functions import fromstring

from corridor.intake.open.weighing import Blanks, TooMuchError, Weighing
from corridor.model.problem import Place, Problems

MOST_BYTES = 32 * 1024 * 1024
MOST_UNPACKED = 96 * 1024 * 1024
MOST_ENTRIES = 2_000

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
WORKBOOK = "xl/workbook.xml"
"""What the part is called that every workbook has, if it does not say otherwise."""
_WORKBOOKS = (XLTM, XLTX, XLSM, XLSX)
_BINARY_WORKBOOK = "xl/workbook.bin"
_OPEN_DOCUMENT = "content.xml"
_XML = (".xml", ".rels")
_OTHERS = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b", b"{\\rtf")
_PAGES = (b"<html", b"<!doctype html", b"<table", b"<?xml")
_KML = (b"<kml", b":kml")
"""How the root of a KML file begins, after the declaration of XML."""
_HEAD = 512
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    OSError,
    NotImplementedError,
    RuntimeError,
    LookupError,
    ValueError,
    ExpatError,
)
"""What a damaged archive makes its reader raise."""


@dataclass(frozen=True, slots=True)
class Sniffed:
    """What may be opened."""

    is_workbook: bool
    """Otherwise it is text."""
    blanks: Mapping[str, Blanks]
    """The parts of a workbook by name, and where each holds nothing but blank rows."""


def bytes_of(path: Path) -> bytes:
    """What a file holds; of one that is too large, only as much as shows that it is.

    Raises:
        OSError: the file cannot be read.
    """
    with path.open("rb") as file:
        return file.read(MOST_BYTES + 1)


def sniff(name: str, data: bytes, problems: Problems) -> Sniffed | None:
    """An upload that may be opened; None when it may not, or is neither a workbook nor text.

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
        return _workbook(place, data, problems)
    elif data.startswith(_OTHERS) or (b"\x00" in data[:_HEAD].replace(b"\xff\xfe", b"", 1) and not _is_utf16(data)):
        problems.error("upload-type", place)
    elif _is_kml(data[:_HEAD]):
        problems.error("upload-kml", place)
    elif data[:_HEAD].lstrip(b"\xef\xbb\xbf \t\r\n").lower().startswith(_PAGES):
        problems.error("upload-page", place)
    elif name.lower().endswith((".xlsx", ".xlsm")):
        problems.error("upload-broken", place)
    else:
        return Sniffed(is_workbook=False, blanks={})
    return None


def _is_kml(head: bytes) -> bool:
    return head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<") and any(mark in head for mark in _KML)


def _is_utf16(data: bytes) -> bool:
    return data.startswith((b"\xff\xfe", b"\xfe\xff"))


def _workbook(place: Place, data: bytes, problems: Problems) -> Sniffed | None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
            names = {entry.filename for entry in entries}
            if any(entry.flag_bits & 1 for entry in entries):
                problems.error("upload-encrypted", place)
            elif len(entries) > MOST_ENTRIES or sum(entry.file_size for entry in entries) > MOST_UNPACKED:
                problems.error("upload-bomb", place, most=MOST_UNPACKED // 1024 // 1024)
            elif names & {_BINARY_WORKBOOK, _OPEN_DOCUMENT}:
                problems.error("upload-other-excel", place)
            else:
                blanks = _weighed(archive)
                if workbook_part(archive) in names:
                    return Sniffed(is_workbook=True, blanks=blanks)
                problems.error("upload-type", place)
    except TooMuchError as error:
        problems.error(error.code, place, **error.values)
    except _BROKEN:
        problems.error("upload-broken", place)
    return None


def workbook_part(archive: zipfile.ZipFile) -> str:
    """The part of a weighed archive that is the workbook; most programs call it alike, and all say which it is.

    Raises:
        ValueError: what says so is damaged.
    """
    if ARC_CONTENT_TYPES not in archive.namelist():
        return WORKBOOK
    try:
        types = Manifest.from_tree(fromstring(archive.read(ARC_CONTENT_TYPES)))  # type: ignore[arg-type]
    except TypeError as error:
        raise ValueError(ARC_CONTENT_TYPES) from error
    parts = types.Override if types else ()
    named = next((part.PartName for kind in _WORKBOOKS for part in parts if part.ContentType == kind), WORKBOOK)
    return named.removeprefix("/")


def _weighed(archive: zipfile.ZipFile) -> dict[str, Blanks]:
    """Count what all parts hold, whatever they are called: a workbook may call its sheets as it likes.

    Returns:
        Where each part, by its name, holds nothing but blank rows.

    Raises:
        TooMuchError: it is more than may be opened.
        ExpatError: a part that must be XML is none.
        ValueError: a part holds what no workbook does.
    """
    weighing = Weighing()
    blanks: dict[str, Blanks] = {}
    for entry in archive.infolist():
        with archive.open(entry) as part:
            try:
                blanks[entry.filename] = weighing.add(part)
            except ExpatError:
                # Pictures are no XML, and the notes' drawings need not be.
                if entry.filename.lower().endswith(_XML):
                    raise
    return blanks
