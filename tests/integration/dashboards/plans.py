"""Six contracts with every hard case, from which the rows of most marts follow.

Belongs here: the contracts, and what every module of rows needs. Does not belong here: the rows of any mart.
Hard cases: counts 1-9, a half-year under 10 pairs, a contract without pairs, task contracts, money from few declared people, a contract
where staying the same is the goal (its two verdicts point in different directions, and few people got better).
"""

import math
from dataclasses import dataclass
from typing import Any

Rows = dict[str, list[dict[str, Any]]]


@dataclass(frozen=True)
class Plan:
    """One contract: per half-year (eligible, pairs, better, worse), yearly (budget, spent, expected, low, high) in thousands of euros."""

    number: str
    name: str
    code: str
    place: str
    form: str
    halves: dict[str, tuple[int, int, int, int]]
    money: dict[int, tuple[int, int, int, int | None, int | None]]
    people: int
    goal: str = "Meer inwoners gaan duidelijk vooruit"
    head: str = "betrouwbaar_beter"


HALVES = ("2024H1", "2024H2", "2025H1", "2025H2", "2026H1")
Counts = tuple[int, int, int, int]


def _halves(*counts: Counts) -> dict[str, Counts]:
    return dict(zip(HALVES, counts, strict=True))


def _closed(year: int, budget: int, spent: int) -> dict[int, tuple[int, int, int, int | None, int | None]]:
    return {year: (budget, spent, spent, spent, spent)}


PLANS = (
    Plan(
        "AR-JGD-2018", "Jeugdhulp in de wijk", "0484", "Alphen aan den Rijn", "taakgericht", dict.fromkeys(HALVES, (80, 0, 0, 0)),
        _closed(2024, 5200, 5460) | _closed(2025, 5400, 5724) | {2026: (5600, 5000, 6050, 5980, 6120)}, 640,
    ),
    Plan(
        "AR-WMO-2015", "Ondersteuning van volwassenen in de wijk", "0484", "Alphen aan den Rijn", "taakgericht",
        _halves((300, 180, 36, 18), (310, 190, 38, 19), (320, 230, 90, 14), (330, 240, 94, 13), (340, 250, 101, 12)),
        _closed(2024, 6900, 6850) | _closed(2025, 7200, 7190) | {2026: (7500, 6150, 7420, 7350, 7480)}, 1312,
    ),
    Plan(
        "HRL-SB-2017", "Stand-By! (voorbeeld)", "0917", "Heerlen", "taakgericht",
        _halves((420, 210, 60, 25), (410, 205, 58, 25), (400, 204, 57, 24), (405, 207, 60, 26), (30, 8, 3, 1)),
        _closed(2024, 21000, 21050) | _closed(2025, 21500, 21480) | {2026: (22000, 18100, 21950, 21600, 22300)}, 4120,
    ),
    Plan(
        "MEP-RK-2020", "Raamcontract begeleiding", "0119", "Meppel", "inspanningsgericht",
        _halves((60, 35, 12, 3), (64, 40, 15, 11), (70, 52, 20, 12), (72, 55, 21, 4), (75, 60, 26, 12)),
        _closed(2024, 3100, 3250) | _closed(2025, 3200, 3390) | {2026: (3300, 2950, 3560, None, None)}, 388,
    ),
    Plan(
        "MVS-2020", "Populatiebekostiging begeleiding en dagbesteding MVS", "0622", "Vlaardingen", "taakgericht",
        _halves((380, 240, 88, 20), (390, 250, 92, 22), (395, 260, 52, 40), (400, 262, 50, 44), (401, 260, 49, 45)),
        _closed(2024, 14200, 14190) | _closed(2025, 14000, 13990) | {2026: (13800, 11500, 13790, 13600, 13900)}, 1844,
    ),
    Plan(
        "AR-DEM-2022", "Thuis met dementie", "0484", "Alphen aan den Rijn", "inspanningsgericht",
        _halves((100, 75, 4, 22), (100, 75, 5, 22), (100, 75, 4, 22), (100, 75, 5, 23), (100, 80, 5, 16)),
        _closed(2024, 900, 880) | _closed(2025, 900, 905) | {2026: (950, 780, 930, 920, 940)}, 210,
        "Meer inwoners blijven zelfstandig", "stabiel_of_beter",
    ),
)  # fmt: skip


def wilson(k: int, n: int, z: float = 1.96) -> tuple[float | None, float | None, float | None]:
    """Share and Wilson bounds in percent."""
    if not n:
        return None, None, None
    p, d = k / n, 1 + z * z / n
    middle, half = (p + z * z / (2 * n)) / d, z * math.sqrt(p * (1 - p) / n + z * z / (4 * n * n)) / d
    return 100 * p, 100 * max(middle - half, 0), 100 * min(middle + half, 1)


def shares(names: tuple[str, ...], counts: tuple[int, ...], n: int) -> dict[str, Any]:
    row: dict[str, Any] = {}
    for name, count in zip(names, counts, strict=True):
        row[f"{name}_n"] = count
        row[f"{name}_pct"], row[f"{name}_laag_pct"], row[f"{name}_hoog_pct"] = wilson(count, n)
    return row
