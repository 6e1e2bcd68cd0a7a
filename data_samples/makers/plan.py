"""What is planted per contract: inflow, duration, endings, and the true change that koers should (not) find.

Only the shape of a plan and small choices from weights. The values stand in the module of each situation.
"""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import accumulate
from zlib import crc32

import numpy as np

# Endings under the Wmo and how often; the Jeugdwet codes of the same classes stand beside them (reference.md §5.5).
REDENEN_WMO = {"19": 0.68, "21": 0.10, "22": 0.03, "23": 0.06, "31": 0.03, "02": 0.03, "36": 0.01, "38": 0.01, "39": 0.05}
REDENEN_JEUGD = {"31": 0.66, "32": 0.10, "33": 0.03, "34": 0.09, "35": 0.03, "36": 0.02, "38": 0.02, "39": 0.05}
NIET_IN_AANMERKING = {"Wmo": {"02", "20", "31", "37", "38"}, "Jeugdwet": {"02", "20", "35", "37", "38"}}


@dataclass(frozen=True, slots=True)
class ZrmPlan:
    """True change and measuring habits. Changes are in levels of the mean over the domains, by year of ending.

    `gemeten` is the chance of a last measurement per stop reason (missing not at random: who walks out is rarely measured).
    `spreiding` is the SD of the individual true change on the latent scale, 0 where nobody truly changes.
    `ophoping` is the share of last measurements in which the rater fills in a 4 everywhere.
    """

    verandering: Mapping[int, float]
    spreiding: float = 0.38
    gemeten: Mapping[str, float] = field(default_factory=lambda: {"19": 0.72, "23": 0.45, "39": 0.45, "36": 0.4, "22": 0.25, "21": 0.15})
    wijk_verschil: Mapping[str, float] = field(default_factory=dict)
    begin: float = 0.0  # latent shift of the baseline: negative is a heavier group
    ophoping: float = 0.0
    editie_2017_vanaf: date = date(2017, 1, 1)
    ontbreekt_als: tuple[str, ...] = ("99",)
    noemt_bsn: bool = True
    voortgang: float = 0.7  # chance of a half-yearly measurement in between
    vanaf: date = date(2022, 1, 1)


@dataclass(frozen=True, slots=True)
class ContractPlan:
    """Who comes in under a contract, for how long, and how it ends.

    Mixtures: `duur` is (share, mean, SD) in days, `leeftijd` is (share, youngest, oldest).
    """

    contract: str
    wet: str
    wijken: Mapping[str, float]
    instroom: float
    duur: tuple[tuple[float, float, float], ...]
    leeftijd: tuple[tuple[float, float, float], ...]
    producten: Mapping[str, float]
    toegang: Mapping[str, float]
    doelgroepen: Mapping[str, float]
    doelrichting: str
    groei: float = 0.0
    eerste: date = date(2022, 1, 1)
    laatste: date = date(2026, 9, 30)
    voorraad: int = 0
    pgb: bool = False
    algemeen: Mapping[int, float] = field(default_factory=dict)  # share of algemene voorziening per year of start, 0 when absent
    eigen_wijk: Mapping[int, float] = field(default_factory=dict)  # share of dagbesteding in the own wijk per year of start
    beschikking: float = 0.1
    herhaling: float = 0.1
    redenen: Mapping[str, float] = field(default_factory=lambda: REDENEN_WMO)
    minder_instroom: tuple[date, float] | None = None  # from this day on only this share of who would have come
    wachttijd: float = 26.0
    met_bsn: float = 1.0  # share of new inhabitants of whom the supplier knows the BSN
    zrm: ZrmPlan | None = None


def stream(seed: int, *names: str) -> np.random.Generator:
    """A random stream of its own per purpose, so that a change in one maker leaves the bytes of the others alone."""
    return np.random.default_rng([seed, *(crc32(name.encode()) for name in names)])


def component(rng: np.random.Generator, mixture: Sequence[tuple[float, float, float]]) -> tuple[float, float]:
    """The two numbers of one part of a mixture (share, a, b), with chances in proportion to the shares."""
    shares = {str(number): part[0] for number, part in enumerate(mixture)}
    _, first, second = mixture[int(pick(rng, shares))]
    return first, second


def pick(rng: np.random.Generator, weights: Mapping[str, float]) -> str:
    """One key, with chances in proportion to the values."""
    names, edges = list(weights), list(accumulate(weights.values()))
    return names[min(bisect_right(edges, rng.random() * edges[-1]), len(names) - 1)]
