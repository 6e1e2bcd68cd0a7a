"""Invented inhabitants: BSNs of the official test range, client numbers, households, year of birth.

Not here: their trajectories (trajecten.py) or scores (metingen.py). Numbers carry a prefix that no real system uses, so that a privacy
test can search every output for them. There are no names.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice

import numpy as np
from bericht import bsns_of_test_range

CLIENT, TRAJECT, HUISHOUDEN, BEOORDELAAR = "CLNT", "TRJCT", "HSHDN", "BEOORD"
# The test range has 9,091 numbers; every register gets its own slice and goes on without a BSN when it is used up.
BSN_SLICES = {
    "0484-WMO": (0, 1700), "0484-JGD": (1700, 2000), "0484-DEM": (2000, 2700), "0917": (2700, 4200),
    "0622": (4200, 5200), "0119": (5200, 9091),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Persoon:
    """One invented inhabitant; bsn and huishouden are None when the supplier does not know them."""

    client: str
    bsn: str | None
    huishouden: str | None
    geboortejaar: int
    geslacht: str


@dataclass(slots=True)
class Register:
    """Hands out new inhabitants of one supplier. One household in five gets a second member."""

    slice_name: str
    rng: np.random.Generator
    bsn_share: float = 1.0
    knows_households: bool = True
    persons: list[Persoon] = field(default_factory=list)
    _bsns: Iterator[str] = field(init=False)

    def __post_init__(self) -> None:
        first, last = BSN_SLICES[self.slice_name]
        self._bsns = islice(bsns_of_test_range(), first, last)

    def new(self, geboortejaar: int, bsn_share: float = 1.0) -> Persoon:
        """A new inhabitant born in this year."""
        number = len(self.persons) + 1
        code = f"{self.slice_name.replace('-', '')}-{number:05d}"
        bsn = next(self._bsns, None) if self.rng.random() < self.bsn_share * bsn_share else None
        shared = bool(self.persons) and self.rng.random() < 0.2
        household = self.persons[-1].huishouden if shared else f"{HUISHOUDEN}{code}" if self.knows_households else None
        sex = self.rng.choice(["1", "2", "0"], p=[0.42, 0.57, 0.01])
        person = Persoon(f"{CLIENT}{code}", bsn, household, geboortejaar, str(sex))
        self.persons.append(person)
        return person
