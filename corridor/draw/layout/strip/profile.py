"""The profile of the ledger's sums along the line of a strip diagram: a bar a stretch, at its true metres."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from corridor.draw.layout.box import Box, Point
from corridor.draw.layout.strip.parts import PictureBar, ProfilePicture, TextLine, TextStyle
from corridor.draw.words.strip_profile import ProfileBar, StripProfile

BAR_PX = 48.0
"""Height of the largest bar across a page."""
_LIFT = 3.0
"""Between a bar and its sum."""
_APART = 6.0
"""Clear space between sums."""


def upright(
    profile: StripProfile, ends: Iterable[tuple[float, float]], foot: float, most: float, style: TextStyle | None
) -> ProfilePicture:
    """Bars that stand on a line: the place of both ends of each along it, and the height of the largest.

    Sums stand above their bars in ``style`` as far as there is room; ``None`` for none.
    """
    places = list(ends)
    bars = [
        _bar(bar, Box(x=start, y=foot - height, width=max(end - start - 1.0, 1.0), height=height))
        for bar, (start, end) in zip(profile.bars, places, strict=True)
        for height in [bar.share * most if bar.text else most]
    ]
    lines = _sums(profile, bars, style) if style else []
    return _picture(profile, bars, lines, ((places[0][0], foot), (places[-1][1], foot)))


def sideways(
    profile: StripProfile, ends: Iterable[tuple[float, float]], left: float, most: float, style: TextStyle
) -> ProfilePicture:
    """Bars that lie beside a line that stands up; each sum at the foot of its bar, over it."""
    places = [(min(pair), max(pair)) for pair in ends]
    bars = [
        _bar(bar, Box(x=left, y=top, width=width, height=max(foot - top - 1.0, 1.0)))
        for bar, (top, foot) in zip(profile.bars, places, strict=True)
        for width in [bar.share * most if bar.text else most]
    ]
    lines = [
        TextLine(x=left + 3.0, y=(top + foot) / 2 + style.size / 3, text=bar.text, style=style)
        for bar, (top, foot) in zip(profile.bars, places, strict=True)
        if bar.text and foot - top >= style.leading
    ]
    top, foot = min(top for top, _ in places), max(foot for _, foot in places)
    return _picture(profile, bars, lines, ((left, top), (left, foot)))


def captioned(picture: ProfilePicture, lines: Iterable[TextLine]) -> ProfilePicture:
    """The same with words of its own."""
    return replace(picture, lines=(*lines, *picture.lines))


def _sums(profile: StripProfile, bars: Sequence[PictureBar], style: TextStyle) -> list[TextLine]:
    """The sums above their bars, the largest first, as long as none touches another."""
    found: list[TextLine] = []
    for bar, made in sorted(zip(profile.bars, bars, strict=True), key=lambda pair: -pair[0].share):
        middle = made.box.x + made.box.width / 2
        line = TextLine(x=middle, y=made.box.y - _LIFT, text=bar.text, style=style, anchor="middle")
        if bar.text and not any(line.box.inset(-_APART, 0.0).overlaps(other.box) for other in found):
            found.append(line)
    return found


def _bar(bar: ProfileBar, box: Box) -> PictureBar:
    return PictureBar(box=box, words=bar.words, is_withheld=not bar.text)


def _picture(
    profile: StripProfile, bars: Sequence[PictureBar], lines: Sequence[TextLine], baseline: tuple[Point, Point]
) -> ProfilePicture:
    return ProfilePicture(id=profile.id, words=profile.words, bars=tuple(bars), lines=tuple(lines), baseline=baseline)
