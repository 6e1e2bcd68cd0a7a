"""The chance that the goal is reached per profile, from everybody in a comparison group together, without knowing which unit helped them.

What belongs here: fitting, because SQL cannot solve equations. Not here: expected numbers per unit, limits, verdicts (SQL).
Logistic regression on counts per profile by iteratively reweighted least squares (McCullagh & Nelder 1989); as long as there are enough
events (the rarer of reached and not reached) per parameter. Otherwise strata of age band by first score; otherwise refused. Our own
numpy instead of statsmodels, which would be a heavy import in every night for one formula; it is the oracle of the tests.
Chances are rounded to nine digits, so that sums over them do not depend on the machine.
"""

from functools import cache

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
    ("lading", pa.list_(pa.float64())),
    ("lading_gemiddelde", pa.list_(pa.float64())),
    ("parameters_gemiddelde_n", pa.int32()),
)


@cache
def parts(profile: str) -> dict[str, str]:
    """{'start': 'onder_2.5', …}; the same profile comes back in hundreds of groups."""
    return dict(part.split("=", 1) for part in profile.split("|"))


def levels(profiles: list[str]) -> dict[str, np.ndarray]:
    """The level of every profile per name, for names that differ: {'start': array(['onder_2.5', …])}."""
    split = [parts(profile) for profile in profiles]
    columns = {name: [one[name] for one in split] for name in split[0]}
    return {name: np.array(column) for name, column in columns.items() if len(set(column)) > 1}


def design(columns: dict[str, np.ndarray], trials: np.ndarray) -> np.ndarray:
    """(profiles, parameters): a one, and a column per level except the one with most people of each name."""
    made = [np.ones(len(trials))]
    for column in columns.values():
        names, place = np.unique(column, return_inverse=True)
        made += [(place == i).astype(float) for i in range(len(names)) if i != np.argmax(np.bincount(place, weights=trials))]
    return np.column_stack(made)


def fit(x: np.ndarray, reached: np.ndarray, trials: np.ndarray, steps: int = 50) -> tuple[np.ndarray, int]:
    """Coefficients and steps used of the logistic model; steps 0 when it did not settle. Columns that say the same share their weight."""
    beta, before = np.zeros(x.shape[1]), np.inf
    for step in range(1, steps + 1):
        eta = np.clip(x @ beta, -30, 30)
        p = 1 / (1 + np.exp(-eta))
        deviance = -2 * float(reached @ np.log(p) + (trials - reached) @ np.log1p(-p))
        weight = trials * p * (1 - p)
        weighted = x.T * weight
        beta = np.linalg.lstsq(weighted @ x, weighted @ eta + x.T @ (reached - trials * p), rcond=1e-12)[0]
        if abs(before - deviance) < 1e-11 * (abs(deviance) + 0.1):
            return beta, step
        before = deviance
    return beta, 0


def chances(columns: dict[str, np.ndarray], reached: np.ndarray, trials: np.ndarray, least: float) -> tuple:
    """Chance per profile (None when refused), design, method, reason, names corrected for, parameters, events and steps of one group."""
    events = int(min(reached.sum(), (trials - reached).sum()))
    x = design(columns, trials)
    parameters, reason = int(np.linalg.matrix_rank(x.T @ x, hermitian=True)), "te_weinig_gebeurtenissen_voor_model"
    if events >= least * parameters:
        beta, steps = fit(x, reached, trials)
        if steps:
            chance = 1 / (1 + np.exp(-np.clip(x @ beta, -30, 30)))
            return chance, x, "logistisch", None, ", ".join(columns), parameters, events, steps
        reason = "model_komt_niet_uit"
    used = [name for name in STRATA if name in columns]
    keys = ["|".join(STRATA[name].get(columns[name][i], columns[name][i]) for name in used) for i in range(len(trials))]
    strata, place = np.unique(np.array(keys), return_inverse=True)
    if events >= least * len(strata):
        share = np.bincount(place, weights=reached) / np.bincount(place, weights=trials)
        return share[place], np.eye(len(strata))[place], "strata", reason, ", ".join(used), len(strata), events, 0
    return None, x, "geweigerd", "te_weinig_gebeurtenissen", "", len(strata), events, 0


def background(columns: dict[str, np.ndarray], trials: np.ndarray, least: float) -> np.ndarray:
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


def model(dbt, session):
    """One row per comparison group and profile. `dbt.ref` gives a DuckDB relation."""
    dbt.config(materialized="table")
    least = dbt.ref("int_parameter__geldig").project("gebeurtenissen_per_parameter_min").fetchall()[0][0]
    cells = dbt.ref("int_vergelijking__eenheden").filter("eenheidsoort = 'groep' and paren_n > 0")
    names = ", ".join([*GROUP, "profiel"])
    groups: dict[tuple, list[tuple]] = {}
    for *key, profile, cell, reached, trials in cells.project(f"{names}, cel_nr, doel_gehaald_n, paren_n").order(names).fetchall():
        groups.setdefault(tuple(key), []).append((profile, cell, reached, trials))
    rows = []
    for key, found in groups.items():
        profiles, reached, trials = [row[0] for row in found], *np.array([row[2:] for row in found], dtype=float).T
        columns = levels(profiles)
        chance, x, *rest = chances(columns, reached, trials, least)
        tenth = loads = rounded = [None] * len(profiles)
        if chance is not None:
            tenth, rounded = deciles(chance, trials).tolist(), np.round(chance, 9).tolist()
            loads = np.round(loading(x, chance * (1 - chance), trials), 9).tolist()
        other = background(columns, trials, least)
        means = np.round(loading(other, np.ones(len(trials)), trials), 9).tolist()
        rank = int(np.linalg.matrix_rank(other.T @ other, hermitian=True))
        rows += [(*key, *row[0][:2], *row[1:3], *rest, *row[3:], rank) for row in zip(found, rounded, tenth, loads, means, strict=True)]
    made = list(zip(*rows, strict=True)) or [()] * len(FIELDS)
    return pa.table({name: pa.array(column, kind) for (name, kind), column in zip(FIELDS, made, strict=True)})
