"""The chance that the goal is reached per profile, from everybody in a comparison group together, without knowing which unit helped them.

What belongs here: fitting, because SQL cannot solve equations. Not here: expected numbers per unit, limits, verdicts (SQL).
Logistic regression on counts per profile by iteratively reweighted least squares (McCullagh & Nelder 1989); as long as there are enough
events (the rarer of reached and not reached) per parameter. Otherwise strata of age band by first score; otherwise refused. Our own
numpy instead of statsmodels, which would be a heavy import in every night for one formula; it is the oracle of the tests.
Chances are rounded to nine digits, so that sums over them do not depend on the machine.
"""

from collections.abc import Mapping, Sequence
from functools import cache
from itertools import groupby

import numpy as np
import pyarrow as pa

FIRST_SCORE = ("start", "laag")
# Strata when there are too few events for a model: coarser bands, or there would be as many as parameters.
STRATA = {
    "leeftijd": {"18-44": "18-64", "45-64": "18-64", "65-74": "65+", "75+": "65+"},
    "start": {"onder_2.5": "onder_3", "van_2.5_tot_3": "onder_3", "van_3.5_tot_4": "vanaf_3.5", "vanaf_4": "vanaf_3.5"},
}
GROUP = ("gemeentecode", "wet", "doelrichting", "jaar")
FIELDS = (
    *((name, pa.string()) for name in GROUP[:3]),
    ("jaar", pa.int32()),
    ("profiel", pa.string()),
    ("cel_nr", pa.int64()),
    ("kans", pa.float64()),
    ("deciel", pa.int32()),
    ("methode", pa.string()),
    ("reden_code", pa.string()),
    ("correctie_op", pa.string()),
    ("parameters_n", pa.int32()),
    ("gebeurtenissen_n", pa.int64()),
    ("stappen_n", pa.int32()),
    ("parameters_gemiddelde_n", pa.int32()),
)


@cache
def parts(profile: str) -> dict[str, str]:
    """{'start': 'onder_2.5', …}; the same profile comes back in hundreds of groups."""
    return dict(part.split("=", 1) for part in profile.split("|"))


def levels(profiles: list[str]) -> dict[str, list[str]]:
    """The level of every profile per name, for names that differ: {'start': ['onder_2.5', …]}."""
    split = [parts(profile) for profile in profiles]
    columns = {name: [one[name] for one in split] for name in split[0]}
    return {name: column for name, column in columns.items() if len(set(column)) > 1}


def places(column: Sequence) -> tuple[int, np.ndarray]:
    """How many levels there are, and the place of each level in their order. Lists and sets, because a group has tens of profiles only and
    numpy's own `unique` takes six times as long for so few."""
    order = {level: place for place, level in enumerate(sorted(set(column)))}
    return len(order), np.array([order[level] for level in column])


def design(columns: Mapping[str, Sequence], trials: np.ndarray) -> np.ndarray:
    """(profiles, parameters): a one, and a column per level except the one with most people of each name. A column that follows from those
    before it is left out: it says nothing more, and equations with it have no one solution."""
    made = [np.ones((len(trials), 1))]
    for column in columns.values():
        count, place = places(column)
        most = np.bincount(place, weights=trials).argmax()
        made.append((place[:, None] == [level for level in range(count) if level != most]).astype(float))
    x = np.hstack(made)
    left = np.abs(np.linalg.qr(x, mode="r").diagonal())  # the length of each column beside those before it
    return x[:, np.append(left, np.zeros(x.shape[1] - len(left))) > 1e-6]


def fit(x: np.ndarray, reached: np.ndarray, trials: np.ndarray, steps: int = 50) -> tuple[np.ndarray, int]:
    """Coefficients and steps used of the logistic model; steps 0 when it did not settle.

    A level that everybody or nobody reached weighs a factor e less in every step. Scaled to ones on the diagonal it stays as large as the
    rest; least squares with a smallest singular value threw it away after 27 steps: a profile reached by 38 of 38 got a chance of 0.002.
    """
    beta, before = np.zeros(x.shape[1]), np.inf
    for step in range(1, steps + 1):
        eta = np.clip(x @ beta, -30, 30)
        p = 1 / (1 + np.exp(-eta))
        deviance = -2 * float(reached @ np.log(p) + (trials - reached) @ np.log1p(-p))
        weight = trials * p * (1 - p)
        weighted = x.T * weight
        information = weighted @ x
        scale = 1 / np.sqrt(information.diagonal())
        right = weighted @ eta + x.T @ (reached - trials * p)
        try:
            beta = scale * np.linalg.solve(information * scale * scale[:, None], scale * right)
        except np.linalg.LinAlgError:
            return beta, 0
        if abs(before - deviance) < 1e-11 * (abs(deviance) + 0.1):
            return beta, step
        before = deviance
    return beta, 0


def chances(columns: Mapping[str, Sequence], reached: np.ndarray, trials: np.ndarray, least: float) -> tuple:
    """Chance per profile (None when refused), design, method, reason, names corrected for, parameters, events and steps of one group."""
    events, reason = int(min(reached.sum(), (trials - reached).sum())), "te_weinig_gebeurtenissen_voor_model"
    # A design has at least a parameter per level of one name: three in four groups are too small for that, and need none made.
    fewest = max((len(set(column)) for column in columns.values()), default=1)
    x = design(columns, trials) if events >= least * fewest else None
    if x is not None and events >= least * (parameters := x.shape[1]):
        beta, steps = fit(x, reached, trials)
        if steps:
            chance = 1 / (1 + np.exp(-np.clip(x @ beta, -30, 30)))
            return chance, x, "logistisch", None, ", ".join(columns), parameters, events, steps
        reason = "model_komt_niet_uit"
    used = [name for name in STRATA if name in columns]
    keys = ["|".join(STRATA[name].get(columns[name][i], columns[name][i]) for name in used) for i in range(len(trials))]
    strata, place = places(keys)
    if events >= least * strata:
        share = np.bincount(place, weights=reached) / np.bincount(place, weights=trials)
        return share[place], np.eye(strata)[place], "strata", reason, ", ".join(used), strata, events, 0
    return None, None, "geweigerd", "te_weinig_gebeurtenissen", "", strata, events, 0


def background(columns: Mapping[str, Sequence], trials: np.ndarray, least: float) -> np.ndarray:
    """The design for means: without what is made of the first score, which stands in the comparison of means itself; only a one when that
    would leave fewer people per parameter than asked."""
    x = design({name: column for name, column in columns.items() if name not in FIRST_SCORE}, trials)
    return x if trials.sum() >= least * x.shape[1] else x[:, :1]


def loading(x: np.ndarray, weight: np.ndarray, trials: np.ndarray) -> np.ndarray:
    """(profiles, parameters): w x (x'nwx)^-1/2. Summed over the people of a unit, its squared length is the part of the unit's variance
    that a model with weights w takes up. The symmetric root, because it is the only one that does not depend on a choice of signs."""
    values, vectors = np.linalg.eigh((x.T * (weight * trials)) @ x)
    root = np.where(values > 1e-9 * values.max(initial=0), 1 / np.sqrt(np.maximum(values, 1e-300)), 0)
    return weight[:, None] * x @ (vectors * root) @ vectors.T


def deciles(chance: np.ndarray, trials: np.ndarray) -> np.ndarray:
    """Tenth part, 1 to 10, of the people in order of chance; people of equal profile stay together."""
    order = np.argsort(chance, kind="stable")
    middle = np.cumsum(trials[order]) - trials[order] / 2
    found = np.empty(len(order), dtype=int)
    found[order] = np.minimum(10, 1 + np.floor(10 * middle / trials.sum())).astype(int)
    return found


def lists(matrices: list[np.ndarray]) -> pa.Array:
    """The rows of (profiles, parameters) matrices as lists, one under another; a matrix without parameters gives rows without a list."""
    lengths = np.concatenate([np.full(len(matrix), matrix.shape[1]) for matrix in matrices])
    flat = np.round(np.concatenate([matrix.ravel() for matrix in matrices]), 9)
    return pa.ListArray.from_arrays(pa.array([0, *np.cumsum(lengths)], pa.int32()), flat, mask=pa.array(lengths == 0))


def of_group(profiles: list[str], reached: np.ndarray, trials: np.ndarray, least: float) -> tuple:
    """(chance, tenth part) per profile, both None when refused; the loadings of the model and of the means; what all profiles share."""
    columns = levels(profiles)
    chance, x, *shared = chances(columns, reached, trials, least)
    other = background(columns, trials, least)
    means, nothing = loading(other, np.ones(len(trials)), trials), [None] * len(profiles)
    if chance is None:
        return nothing, nothing, np.empty((len(profiles), 0)), means, [*shared, other.shape[1]]
    loads = loading(x, chance * (1 - chance), trials)
    return np.round(chance, 9).tolist(), deciles(chance, trials).tolist(), loads, means, [*shared, other.shape[1]]


def model(dbt, session):
    """One row per comparison group and profile. `dbt.ref` gives a DuckDB relation."""
    dbt.config(materialized="table")
    least = dbt.ref("int_parameter__geldig").project("gebeurtenissen_per_parameter_min").fetchall()[0][0]
    names = ", ".join([*GROUP, "profiel"])
    cells = dbt.ref("int_vergelijking__profielen").project(f"{names}, cel_nr, doel_gehaald_n, paren_n").order(names).fetchall()
    rows: list[tuple] = []
    loads, means = [np.empty((0, 0))], [np.empty((0, 0))]
    for key, group in groupby(cells, key=lambda cell: cell[: len(GROUP)]):
        profiles, numbers, reached, trials = zip(*(cell[len(GROUP) :] for cell in group), strict=True)
        chance, tenth, load, mean, shared = of_group(list(profiles), np.array(reached, float), np.array(trials, float), least)
        rows += [(*key, *row, *shared) for row in zip(profiles, numbers, chance, tenth, strict=True)]
        loads.append(load)
        means.append(mean)
    made = list(zip(*rows, strict=True)) or [()] * len(FIELDS)
    table = pa.table({name: pa.array(column, kind) for (name, kind), column in zip(FIELDS, made, strict=True)})
    return table.append_column("lading", lists(loads)).append_column("lading_gemiddelde", lists(means))
