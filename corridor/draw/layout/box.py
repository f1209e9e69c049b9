"""Rectangles of a picture, in pixels: ``x`` grows to the right and ``y`` downwards."""

from dataclasses import dataclass

Point = tuple[float, float]
"""A place in pixels, from the left and from the top."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A rectangle, by its upper left corner and its size."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """Its right edge."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """Its lower edge."""
        return self.y + self.height

    def holds(self, other: "Box") -> bool:
        """Whether another rectangle lies inside."""
        return other.x >= self.x and other.y >= self.y and other.right <= self.right and other.bottom <= self.bottom

    def overlaps(self, other: "Box") -> bool:
        """Whether two rectangles share more than an edge."""
        return self.x < other.right and other.x < self.right and self.y < other.bottom and other.y < self.bottom

    def moved(self, x: float, y: float) -> "Box":
        """The same rectangle elsewhere."""
        return Box(x=self.x + x, y=self.y + y, width=self.width, height=self.height)

    def inset(self, x: float, y: float) -> "Box":
        """The same rectangle without a margin at its sides, and above and below; with one where they are negative."""
        return Box(x=self.x + x, y=self.y + y, width=self.width - 2 * x, height=self.height - 2 * y)
