"""Pictures of the pack inside the tour: each once, as large as a hall needs it, and no more than one file holds."""

from base64 import b64encode
from collections.abc import Iterable
from dataclasses import dataclass, field

from corridor.draw.layout.photo import photo
from corridor.model.corridor import Corridor, Medium

LIMIT_BYTES = 2_000_000
"""What a mail, a phone and an old stick take."""
_LARGE = (1600, 1000)
_SMALL = (480, 480)


@dataclass(frozen=True, kw_only=True, slots=True)
class Shown:
    """A picture in the tour; its points are in the page's style, where both languages find them."""

    medium: Medium
    width: int
    height: int
    """Pixels, for its proportions."""
    uri: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Pictures:
    """What fits, and what was left out for its size."""

    by_id: dict[str, Shown] = field(default_factory=dict)
    left_out: tuple[Medium, ...] = ()

    def first(self, medium: Medium | None) -> Shown | None:
        """A picture, if it is in the file."""
        return self.by_id.get(medium.id) if medium else None

    def of(self, media: Iterable[Medium]) -> list[Shown]:
        """Those of some pictures that are in the file."""
        return [self.by_id[medium.id] for medium in media if medium.id in self.by_id]


def pictures(corridor: Corridor, room_bytes: int) -> Pictures:
    """As many pictures as there is room for: signs and codes first, then the cover, the chapters' and the nodes'."""
    shown: dict[str, Shown] = {}
    left_out: list[Medium] = []
    for medium, box in _wanted(corridor):
        made = photo(medium, *box)
        uri = f"data:{made.media_type};base64,{b64encode(made.data).decode('ascii')}"
        if len(uri) > room_bytes:
            left_out.append(medium)
            continue
        room_bytes -= len(uri)
        shown[medium.id] = Shown(medium=medium, width=made.width, height=made.height, uri=uri)
    return Pictures(by_id=shown, left_out=tuple(left_out))


def _wanted(corridor: Corridor) -> list[tuple[Medium, tuple[int, int]]]:
    """Pictures that the tour shows, the most needed first, each with the box of pixels that it has to fill."""
    signs = [corridor.logo, *(corridor.medium_by_id.get(contact.qr_id or "") for contact in corridor.contacts)]
    told = [medium for chapter in corridor.chapters for medium in corridor.media_of_chapter(chapter.id)]
    nodes = [medium for node in corridor.nodes for medium in corridor.media_of_node(node.id)]
    return list({**_once(signs, _SMALL), **_once([corridor.cover, *told, *nodes], _LARGE, but=signs)}.values())


def _once(
    media: Iterable[Medium | None], box: tuple[int, int], but: Iterable[Medium | None] = ()
) -> dict[str, tuple[Medium, tuple[int, int]]]:
    smaller = {medium.id for medium in but if medium}
    return {medium.id: (medium, box) for medium in media if medium and medium.id not in smaller}
