"""The profile of the ledger's sums along the line of a strip diagram: a bar a stretch, at its true metres."""

from collections.abc import Iterable
from dataclasses import replace

from corridor.draw.layout.box import Box
from corridor.draw.layout.strip.parts import PictureBar, ProfilePicture, TextLine, TextStyle
from corridor.draw.words.strip_profile import StripProfile

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

    Sums stand above their bars in ``style``, the largest first, as long as none touches another; ``None`` for none.
    """
    places = list(ends)
    bars = [
        PictureBar(Box(start, foot - height, max(end - start - 1.0, 1.0), height), bar.words, is_withheld=not bar.text)
        for bar, (start, end) in zip(profile.bars, places, strict=True)
        for height in [bar.share * most if bar.text else most]
    ]
    lines: list[TextLine] = []
    if style is not None:
        texts = sorted(zip(profile.bars, bars, strict=True), key=lambda pair: -pair[0].share)
        for bar, made in texts:
            line = TextLine(made.box.x + made.box.width / 2, made.box.y - _LIFT, bar.text, style, "middle")
            if bar.text and not any(_near(line, other) for other in lines):
                lines.append(line)
    baseline = ((places[0][0], foot), (places[-1][1], foot))
    return ProfilePicture(profile.id, profile.words, tuple(bars), tuple(lines), baseline)


def sideways(
    profile: StripProfile, ends: Iterable[tuple[float, float]], left: float, most: float, style: TextStyle
) -> ProfilePicture:
    """Bars that lie beside a line that stands up; each sum at the foot of its bar, over it."""
    places = [(min(pair), max(pair)) for pair in ends]
    bars, lines = [], []
    for bar, (top, foot) in zip(profile.bars, places, strict=True):
        width = bar.share * most if bar.text else most
        bars.append(PictureBar(Box(left, top, width, max(foot - top - 1.0, 1.0)), bar.words, is_withheld=not bar.text))
        if bar.text and foot - top >= style.leading:
            lines.append(TextLine(left + 3.0, (top + foot) / 2 + style.size / 3, bar.text, style))
    baseline = ((left, min(top for top, _ in places)), (left, max(foot for _, foot in places)))
    return ProfilePicture(profile.id, profile.words, tuple(bars), tuple(lines), baseline)


def captioned(picture: ProfilePicture, lines: Iterable[TextLine]) -> ProfilePicture:
    """The same with words of its own."""
    return replace(picture, lines=(*lines, *picture.lines))


def _near(one: TextLine, other: TextLine) -> bool:
    box = one.box
    return Box(box.x - _APART, box.y, box.width + 2 * _APART, box.height).overlaps(other.box)
