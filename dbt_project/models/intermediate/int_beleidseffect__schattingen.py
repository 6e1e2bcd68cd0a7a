"""What happened at a change of contract: one row per question and design, with the estimate, its interval and what its own tests found.

What belongs here: fitting, because SQL cannot solve equations. Not here: which contracts and periods (int_beleidseffect__perioden), and
whether a design passed (mart_beleidseffect).

Interrupted time series (its; Wagner e.a. 2002): y = b0 + b1 t + b2 after + b3 (t - T) after, and a yearly wave when there are enough
months. Neighbouring periods hang together (AR(1)). Newey-West errors stand beside it, yet give no interval: with 16 to 57 periods their 95
percent intervals cover the truth in 65 to 88 percent of simulations. So generalised least squares, averaged over the possible correlations
in proportion to their restricted likelihood (Patterson & Thompson 1971), with Student's t: 93 to 98 percent while the correlation is at
most 0.5. Periods between the change and the first one that counts (people taken over) leave a gap in t.

Difference-in-differences (did): per contract the change from before to after, touched contracts against untouched ones; inference by
permuting which contracts were touched (Fisher 1935), with the difference divided by its own error so that groups may differ in spread
(Janssen 1997). Collapsing each contract to two numbers takes correlation in time out (Bertrand, Duflo & Mullainathan 2004).
Our own numpy, as in int_vergelijking__kansen; statsmodels and scipy are the oracles of the tests.
"""

import math
from itertools import combinations

import numpy as np
import pyarrow as pa

CORRELATIONS = np.linspace(-0.4, 0.95, 28)
MOST_ASSIGNMENTS = 5000
SEED = 20261127
KEYS = ("vraag_id", "reeks_code", "ontwerp")
COUNTS = ("voor_n", "na_n", "behandeld_n", "controle_n", "indelingen_n")
NUMBERS = (
    "niveau", "niveau_laag", "niveau_hoog", "niveau_fout_nw", "helling", "helling_laag", "helling_hoog", "helling_fout_nw",
    "effect", "effect_laag", "effect_hoog", "effect_p", "vooraf", "vooraf_p", "samenhang",
    "lijn_voor_begin", "lijn_voor_eind", "lijn_door_eind", "lijn_na_begin", "lijn_na_eind",
)  # fmt: skip
FIELDS = (
    *((name, pa.string()) for name in KEYS),
    *((name, pa.int32()) for name in COUNTS),
    ("is_met_seizoen", pa.bool_()),
    *((name, pa.float64()) for name in NUMBERS),
    ("reden_code", pa.string()),
)


def t_quantile(z: float, freedom: int) -> float:
    """Quantile of Student's t that belongs to a normal quantile z (Wallace 1959); within 0.5 percent from 4 degrees of freedom on."""
    return math.sqrt(freedom * math.expm1((z * (8 * freedom + 3) / (8 * freedom + 1)) ** 2 / freedom))


def two_sided(t: float, freedom: int) -> float:
    """Both tails of Student's t by the same approximation."""
    z = (8 * freedom + 1) / (8 * freedom + 3) * math.sqrt(freedom * math.log1p(t * t / freedom))
    return math.erfc(z / math.sqrt(2))


def design(time: np.ndarray, before: int, with_season: bool) -> np.ndarray:
    """(periods, 4 or 6): level, time, level after, time after from the first period after; a wave of 12 months. time: whole numbers."""
    t = np.asarray(time, dtype=float)
    after = (np.arange(len(t)) >= before).astype(float)
    columns = [np.ones(len(t)), t, after, (t - t[before]) * after]
    if with_season:
        columns += [np.sin(2 * np.pi * t / 12), np.cos(2 * np.pi * t / 12)]
    return np.column_stack(columns)


def newey_west(y: np.ndarray, x: np.ndarray) -> np.ndarray:
    """Standard errors of ordinary least squares that allow for correlation up to 4 (n/100)^(2/9) periods, with n / (n - k)."""
    n, k = x.shape
    bread = np.linalg.inv(x.T @ x)
    scores = x * (y - x @ bread @ x.T @ y)[:, None]
    lags = int(4 * (n / 100) ** (2 / 9))
    meat = scores.T @ scores
    for lag in range(1, lags + 1):
        pair = scores[lag:].T @ scores[:-lag]
        meat += (1 - lag / (lags + 1)) * (pair + pair.T)
    return np.sqrt(np.diag(bread @ meat @ bread) * n / (n - k))


def fit_at(y: np.ndarray, x: np.ndarray, rho: float) -> tuple[np.ndarray, np.ndarray, float]:
    """Coefficients, their covariance and the restricted log-likelihood of generalised least squares when neighbours correlate by rho."""
    n, k = x.shape
    # Prais-Winsten: the first period counts for what is not known from a neighbour.
    turn = np.eye(n) - rho * np.eye(n, k=-1)
    turn[0, 0] = math.sqrt(1 - rho * rho)
    ty, tx = turn @ y, turn @ x
    inverse = np.linalg.inv(tx.T @ tx)
    beta = inverse @ tx.T @ ty
    rest = float(np.square(ty - tx @ beta).sum())
    likelihood = math.log(1 - rho * rho) / 2 + np.linalg.slogdet(inverse)[1] / 2 - (n - k) / 2 * math.log(max(rest, 1e-12))
    return beta, inverse * rest / (n - k), likelihood


def fit(y: np.ndarray, x: np.ndarray) -> tuple[np.ndarray, np.ndarray, float]:
    """Coefficients, their covariance and the correlation of neighbours, averaged over the correlations by their restricted likelihood."""
    fits = [fit_at(y, x, rho) for rho in CORRELATIONS]
    weight = np.exp(np.array([one[2] for one in fits]) - max(one[2] for one in fits))
    weight /= weight.sum()
    betas = np.array([one[0] for one in fits])
    beta = weight @ betas
    off = betas - beta
    covariance = np.einsum("r,rij->ij", weight, np.array([one[1] for one in fits])) + np.einsum("r,ri,rj->ij", weight, off, off)
    return beta, covariance, float(weight @ CORRELATIONS)


def its(y: np.ndarray, time: np.ndarray, before: int, with_season: bool, horizon: int, z: float) -> dict[str, float]:
    """Level, slope and mean difference over the first `horizon` periods after, against the line of before; and a test of a bend before."""
    x, after = design(time, before, with_season), len(y) - before
    beta, covariance, rho = fit(y, x)
    freedom = len(y) - x.shape[1]
    wide, errors = t_quantile(z, freedom), newey_west(y, x)
    weights = np.zeros(x.shape[1])
    weights[2], weights[3] = 1, (min(horizon, after) - 1) / 2
    found: dict[str, float] = {"samenhang": rho, "niveau_fout_nw": errors[2], "helling_fout_nw": errors[3]}
    for name, at in (("niveau", np.eye(len(beta))[2]), ("helling", np.eye(len(beta))[3]), ("effect", weights)):
        value, error = float(at @ beta), math.sqrt(at @ covariance @ at)
        found |= {name: value, f"{name}_laag": value - wide * error, f"{name}_hoog": value + wide * error}
    found["effect_p"] = two_sided(found["effect"] / math.sqrt(weights @ covariance @ weights), freedom)
    # A break in the middle of the time before, where nothing happened: a line that bends by itself says nothing about what comes after it.
    early = np.column_stack([np.ones(before), time[:before], np.arange(before) >= before // 2])
    bend, spread, _ = fit(y[:before], early.astype(float))
    found |= {"vooraf": float(bend[2]), "vooraf_p": two_sided(float(bend[2]) / math.sqrt(spread[2, 2]), before - 3)}
    ends = {
        "voor_begin": (0, 0),
        "voor_eind": (before - 1, 0),
        "door_eind": (len(y) - 1, 0),
        "na_begin": (before, 1),
        "na_eind": (len(y) - 1, 1),
    }
    for name, (i, on) in ends.items():
        found[f"lijn_{name}"] = float(beta[0] + beta[1] * time[i] + on * (beta[2] + beta[3] * (time[i] - time[before])))
    return found


def assignments(units: int, touched: int) -> np.ndarray:
    """(assignments, touched): which contracts could have been touched, the truth (the first ones) first; a fixed sample of many."""
    if math.comb(units, touched) <= MOST_ASSIGNMENTS:
        return np.array(list(combinations(range(units), touched)))
    rng = np.random.default_rng(SEED)
    return np.array([np.arange(touched), *(rng.permutation(units)[:touched] for _ in range(MOST_ASSIGNMENTS - 1))])


def distances(change: np.ndarray, chosen: np.ndarray) -> np.ndarray:
    """Per assignment the difference of means, divided by its error when both groups have two contracts or more."""
    inside = np.zeros((len(chosen), len(change)), dtype=bool)
    np.put_along_axis(inside, chosen, True, axis=1)
    n, m = inside.sum(1), (~inside).sum(1)
    mean, other = inside @ change / n, ~inside @ change / m
    if min(n[0], m[0]) < 2:
        return mean - other
    squares = np.square(change)
    error = (inside @ squares / n - mean**2) / (n - 1) + (~inside @ squares / m - other**2) / (m - 1)
    return (mean - other) / np.sqrt(np.maximum(error, 1e-18))


def permuted(change: np.ndarray, touched: int, chosen: np.ndarray, effect: float = 0.0) -> float:
    """How often an assignment differs as much as the true one, when the touched contracts had this effect."""
    without = change - effect * (np.arange(len(change)) < touched)
    found = np.abs(distances(without, chosen))
    return float(np.mean(found >= found[0] * (1 - 1e-9)))


def did(change: np.ndarray, early: np.ndarray, touched: int, chosen: np.ndarray) -> dict[str, float]:
    """Difference of the mean changes, the interval of all effects that permutation does not reject at 5 percent, and the same before."""
    effect = float(change[:touched].mean() - change[touched:].mean())
    reach = 40 * float(np.ptp(change) + 1e-9)
    bounds = []
    for side in (-1, 1):
        inside, outside = 0.0, reach
        for _ in range(40):
            middle = (inside + outside) / 2
            inside, outside = (middle, outside) if permuted(change, touched, chosen, effect + side * middle) > 0.05 else (inside, middle)
        bounds.append(effect + side * outside)
    return {
        "effect": effect, "effect_laag": bounds[0], "effect_hoog": bounds[1], "effect_p": permuted(change, touched, chosen),
        "vooraf": float(early[:touched].mean() - early[touched:].mean()), "vooraf_p": permuted(early, touched, chosen),
    }  # fmt: skip


def changes(kind: str, teller: np.ndarray, n: np.ndarray, before: int) -> tuple[np.ndarray, np.ndarray]:
    """(contracts,) change after against before, and of the second half before against the first: logarithm of the ratio of counts per
    period, or the difference of shares and means. teller, n: (contracts, periods)."""
    half = before // 2
    parts = [
        (teller[:, a:b].sum(1), n[:, a:b].sum(1), b - a) for a, b in ((0, half), (half, before), (0, before), (before, teller.shape[1]))
    ]
    if kind == "aantal":
        level = [np.log((total + 0.5) / length) for total, _, length in parts]
    else:
        level = [total * (100 if kind == "aandeel" else 1) / np.maximum(count, 1) for total, count, _ in parts]
    return level[3] - level[2], level[1] - level[0]


def percent(found: dict[str, float]) -> dict[str, float]:
    """Logarithms of ratios as percentages."""
    return {name: value if name.endswith("_p") else 100 * math.expm1(value) for name, value in found.items()}


def answer_its(question: dict, p: dict[str, float]) -> dict:
    """The interrupted time series of one question: the touched contracts together."""
    before, after = question["voor_n"], len(question["perioden"]) - question["voor_n"]
    touched = question["groep"] == "behandeld"
    teller, n = question["teller"][touched].sum(0), question["n"][touched].sum(0)
    row = {"voor_n": before, "na_n": after, "behandeld_n": int(touched.sum()), "is_met_seizoen": False}
    if reason := too_few(row, n if question["waarde_soort"] != "aantal" else None, p):
        return row | {"reden_code": reason}
    scale = {"aantal": np.ones(len(n)), "aandeel": n / 100, "gemiddelde": n}[question["waarde_soort"]]
    with_season = question["periode_soort"] == "maand" and before + after >= p["beleid_seizoen_min_perioden"] and min(before, after) >= 12
    return (
        row
        | {"is_met_seizoen": with_season}
        | its(teller / scale, question["tijd"], before, with_season, int(p["beleid_effect_perioden"]), p["z"])
    )


def answer_did(question: dict, p: dict[str, float]) -> dict:
    """The difference-in-differences of one question: touched contracts against untouched ones, those with enough people before."""
    before, after, kind = question["voor_n"], len(question["perioden"]) - question["voor_n"], question["waarde_soort"]
    enough = question["n"][:, :before].sum(1) >= p["k_min"]
    if kind != "aantal":
        enough &= question["n"][:, before:].sum(1) >= p["k_min"]
    touched = enough & (question["groep"] == "behandeld")
    others = enough & (question["groep"] == "controle")
    order = [*np.flatnonzero(touched), *np.flatnonzero(others)]
    row = {"voor_n": before, "na_n": after, "behandeld_n": int(touched.sum()), "controle_n": int(others.sum())}
    if reason := too_few(row, None, p):
        return row | {"reden_code": reason}
    row["indelingen_n"] = math.comb(len(order), row["behandeld_n"])
    if not row["controle_n"] or row["indelingen_n"] < p["beleid_min_indelingen"]:
        return row | {"reden_code": "te_weinig_groepen"}
    change, early = changes(kind, question["teller"][order], question["n"][order], before)
    found = did(change, early, row["behandeld_n"], assignments(len(order), row["behandeld_n"]))
    return row | (percent(found) if kind == "aantal" else found)


def too_few(row: dict, measured: np.ndarray | None, p: dict[str, float]) -> str | None:
    """Why there is no estimate: too few periods before (often no contract has any) or after, or a period with too few measurements."""
    if not row["behandeld_n"] or row["voor_n"] < p["beleid_min_perioden"]:
        return "te_weinig_perioden_voor"
    if row["na_n"] < p["beleid_min_perioden"]:
        return "te_weinig_perioden_na"
    return "te_weinig_metingen" if measured is not None and measured.min() < p["k_min"] else None


def questions(relation, periods) -> dict[tuple, dict]:
    """Per question its contracts and periods as (contracts, periods) arrays; a period without a row counts nothing."""
    made: dict[tuple, dict] = {}
    for vraag, reeks, kind, length in relation.fetchall():
        made[vraag, reeks] = {"waarde_soort": kind, "periode_soort": length, "rijen": []}
    for vraag, reeks, *row in periods.fetchall():
        made[vraag, reeks]["rijen"].append(row)
    for one in made.values():
        one["perioden"] = sorted({row[2] for row in one["rijen"]})
        units = sorted({(row[0], row[1]) for row in one["rijen"]})
        place = {unit: i for i, unit in enumerate(units)}
        when = {period: i for i, period in enumerate(one["perioden"])}
        step = 1 if one["periode_soort"] == "maand" else 6
        first = one["perioden"][0] if one["perioden"] else None
        one["tijd"] = np.array([(12 * (day.year - first.year) + day.month - first.month) // step for day in one["perioden"]])
        one["groep"] = np.array([group for group, _ in units])
        one["teller"], one["n"] = (np.zeros((len(units), len(when))) for _ in range(2))
        for group, unit, period, _, teller, n in one["rijen"]:
            one["teller"][place[group, unit], when[period]] += teller
            one["n"][place[group, unit], when[period]] += n
        one["voor_n"] = len({period for *_, period, after, _, _ in one["rijen"] if not after})
    return made


def model(dbt, session):
    """One row per question, series and design. `dbt.ref` gives a DuckDB relation."""
    dbt.config(materialized="table")
    parameters = dbt.ref("int_parameter__geldig")
    p = dict(zip(parameters.columns, parameters.fetchall()[0], strict=True))
    names = "vraag_id, reeks_code, waarde_soort, periode_soort"
    asked = dbt.ref("int_beleidseffect__vragen").project(names).order("vraag_id, reeks_code")
    columns = "vraag_id, reeks_code, groep, eenheid, periode_start, is_erna, cast(teller as double) as teller, n"
    found = questions(asked, dbt.ref("int_beleidseffect__perioden").project(columns).order("all"))
    rows = []
    for (vraag, reeks), question in found.items():
        for ontwerp, answer in (("its", answer_its), ("did", answer_did)):
            row = {name: round(value, 9) + 0.0 if isinstance(value, float) else value for name, value in answer(question, p).items()}
            rows.append({"vraag_id": vraag, "reeks_code": reeks, "ontwerp": ontwerp, **row})
    return pa.table({name: pa.array([row.get(name) for row in rows], kind) for name, kind in FIELDS})
