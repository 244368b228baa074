"""Sets of codes: eight memberships are looked up at once, and for small codes two rows at once."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from gaoxin.engines.rules.columnar.bits import Bits, pack

if TYPE_CHECKING:
    from gaoxin.engines.rules.columnar.chunk import Chunk

PLANES = 8


@dataclass(eq=False, slots=True)
class Codebook:
    """`places` is uint[rows]; each set of places takes one bit of a page, a table of uint8[places].

    Sets are entered before the slices are worked on.
    """

    places: NDArray[Any]
    sets: dict[bytes, int] = field(default_factory=dict)
    pages: list[NDArray[np.uint8]] = field(default_factory=list)
    pairs: dict[int, NDArray[Any]] = field(default_factory=dict)

    def enter(self, chosen: Sequence[bool]) -> int:
        """The number of a set, given one flag for each place."""
        key = bytes(chosen)
        if key not in self.sets:
            page, plane = divmod(len(self.sets), PLANES)
            if page == len(self.pages):
                self.pages.append(np.zeros(max(len(chosen), 1 << PLANES), np.uint8))
            self.pages[page][: len(chosen)] |= np.array(chosen, np.uint8) << plane
            self.pairs.pop(page, None)
            self.sets[key] = len(self.sets)
        return self.sets[key]

    def where(self, number: int, chunk: "Chunk") -> Bits:
        """Rows whose place is in a set."""
        page, plane = divmod(number, PLANES)
        looked_up = chunk.once((self, page), lambda: self._look_up(page, chunk))
        chosen: NDArray[np.uint8] = looked_up & np.uint8(1 << plane)
        return pack(chosen)

    def _look_up(self, page: int, chunk: "Chunk") -> NDArray[np.uint8]:
        places = self.places[chunk.start : chunk.stop]
        if places.dtype != np.uint8 or len(places) % 2 or not places.flags.c_contiguous:
            return np.take(self.pages[page], places)
        return np.take(self._paired(page), places.view(np.uint16)).view(np.uint8)

    def _paired(self, page: int) -> NDArray[Any]:
        pairs = self.pairs.get(page)
        if pairs is None:
            wide = self.pages[page][: 1 << PLANES].astype(np.uint16)
            pairs = np.bitwise_or(wide[None, :], wide[:, None] << PLANES).reshape(-1)
            self.pairs[page] = pairs
        return pairs
