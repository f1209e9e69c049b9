"""Pictures that are what they say, of a size that can be worked with; people who can be reached."""

from collections.abc import Collection, Mapping
from pathlib import PurePosixPath

from corridor.model.problem import Place, Problems
from corridor.pack.pictures import MOST_PIXELS, BrokenPictureError, opened
from corridor.pack.read import Tables
from corridor.pack.schema import MEDIA_SUFFIXES, is_medium, medium_file
from corridor.pack.table import row_indices

_WAYS = ("phone", "email", "wechat", "address_zh", "address_en", "qr_id")
"""How a contact may be reached."""


def check_media(tables: Tables, files: Mapping[str, bytes], unread: Collection[str], problems: Problems) -> None:
    """Every picture that is listed is there and can be read, and every one that is there is listed."""
    listed: set[str] = set()
    if "media" in tables:
        table = tables["media"]
        for row, name in enumerate(table.column("file", str)):
            file = medium_file(name)
            if not name or file in unread:
                listed.add(file)
            elif not is_medium(file):
                table.error(problems, "media-name", row, "file", found=name, suffixes=", ".join(MEDIA_SUFFIXES))
            elif file not in files:
                table.error(problems, "media-missing", row, "file", found=file)
            elif file not in listed:
                listed.add(file)
                _check_picture(file, files[file], problems)
    if "corridor" in tables:
        for file in files:
            if is_medium(file) and file not in listed:
                problems.warning("media-unlisted", Place(file), name=PurePosixPath(file).name)


def _check_picture(file: str, data: bytes, problems: Problems) -> None:
    try:
        picture = opened(data)
        if picture.width * picture.height > MOST_PIXELS:
            found = f"{picture.width} x {picture.height}"
            problems.error("media-too-large", Place(file), found=found, most=MOST_PIXELS // 1_000_000)
        else:
            picture.load()
    except BrokenPictureError:
        problems.error("media-broken", Place(file))


def check_contacts(tables: Tables, problems: Problems) -> None:
    """A contact can be reached, and what is an e-mail address looks like one."""
    if "contacts" not in tables:
        return
    contacts = tables["contacts"]
    reached = [contacts.cells[way].filled for way in _WAYS]
    for row in row_indices(~sum(reached, start=contacts.cells["name_zh"].where(lambda _: False))):
        contacts.error(problems, "contact-unreachable", row)
    for row in row_indices(contacts.cells["email"].where(lambda text: text and not _is_address(text))):
        contacts.error(problems, "contact-email", row, "email", found=contacts.cells["email"].text(row))


def _is_address(text: object) -> bool:
    name, at, host = str(text).rpartition("@")
    return bool(at and name and "." in host.strip(".")) and not any(sign.isspace() for sign in str(text))
