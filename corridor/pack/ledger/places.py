"""Where the firms of a ledger are: their points in WGS-84, and how far along the axis."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray
from shapely import MultiPoint

from corridor.geo import Floats, to_wgs84
from corridor.pack.ledger.read import Books
from corridor.pack.read import Tables, datum_of_ledger


@dataclass(frozen=True, kw_only=True)
class Points:
    """The distinct points of a ledger; each is a row of longitude and latitude."""

    codes: NDArray[np.intp]
    """Which of them each row has; -1 for none."""
    drawn: Floats
    """In the datum of the file."""
    datum: str

    @cached_property
    def wgs84(self) -> Floats:
        """The same in WGS-84."""
        return _in_wgs84(self.drawn, self.datum)

    @cached_property
    def exchanged(self) -> Floats:
        """In WGS-84 what they would be with each first coordinate second."""
        return _in_wgs84(self.drawn[:, ::-1], self.datum)


def points(books: Books, tables: Tables) -> Points:
    """The points of a ledger's firms; rows that lack one coordinate have none."""
    placed = ~(np.isnan(books.lon) | np.isnan(books.lat))
    which, distinct = pd.factorize(books.lon[placed] + 1j * books.lat[placed])
    codes = np.full(len(placed), -1, dtype=np.intp)
    codes[placed] = which
    drawn = np.column_stack([distinct.real, distinct.imag])
    return Points(codes=codes, drawn=drawn, datum=datum_of_ledger(books.file, tables))


def _in_wgs84(places: Floats, datum: str) -> Floats:
    if not len(places):
        return places
    moved: Floats = shapely.get_coordinates(to_wgs84(MultiPoint(places), datum))
    return moved
