"""The latent-trait model behind the invented ZRM scores (recipe of reference.md §9; distributions marked there as assumptions).

A score on a domain is 1 plus the number of thresholds below the latent value
    person (SD .60) + person on this domain + true change so far + moment (SD .20) + rater + error (SD .40),
with total variance 1 at intake, so that the thresholds follow from the wanted baseline distribution. Half of the inhabitants come in at a
low moment: that gives regression to the mean without any true change. Not here: who is measured when (metingen.py).
"""

from math import erf, sqrt
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
SD_PERSOON, SD_MOMENT, SD_FOUT = 0.6, 0.2, 0.4
SD_DOMEIN = sqrt(1 - SD_PERSOON**2 - SD_MOMENT**2 - SD_FOUT**2)
SD_BEOORDELAAR = 0.1
VERDELING: dict[str, tuple[float, ...]] = {
    "Financiën": (0.06, 0.20, 0.32, 0.27, 0.15),
    "Werk & Opleiding": (0.08, 0.28, 0.30, 0.20, 0.14),
    "Tijdsbesteding": (0.05, 0.22, 0.35, 0.26, 0.12),
    "Huisvesting": (0.02, 0.06, 0.14, 0.30, 0.48),
    "Huiselijke relaties": (0.03, 0.12, 0.25, 0.32, 0.28),
    "Geestelijke gezondheid": (0.04, 0.22, 0.38, 0.26, 0.10),
    "Lichamelijke gezondheid": (0.03, 0.18, 0.36, 0.30, 0.13),
    "Middelengebruik": (0.02, 0.06, 0.10, 0.17, 0.65),
    "Basale ADL": (0.02, 0.08, 0.20, 0.30, 0.40),
    "Instrumentele ADL": (0.03, 0.16, 0.30, 0.30, 0.21),
    "Sociaal netwerk": (0.04, 0.20, 0.36, 0.28, 0.12),
    "Maatschappelijke participatie": (0.05, 0.24, 0.36, 0.24, 0.11),
    "Justitie": (0.01, 0.02, 0.05, 0.12, 0.80),
}
DOMEINEN = tuple(VERDELING)
# The 2013 edition in the order of its matrix, each with the 2017 domain whose latent value it shows.
EDITIE_2013 = {
    "Financiën": "Financiën", "Dagbesteding": "Werk & Opleiding", "Huisvesting": "Huisvesting",
    "Huiselijke relaties": "Huiselijke relaties", "Geestelijke gezondheid": "Geestelijke gezondheid",
    "Lichamelijke gezondheid": "Lichamelijke gezondheid", "Verslaving": "Middelengebruik",
    "Activiteiten Dagelijks Leven": "Basale ADL", "Sociaal netwerk": "Sociaal netwerk",
    "Maatschappelijke participatie": "Maatschappelijke participatie", "Justitie": "Justitie",
}  # fmt: skip


def _thresholds() -> Array:
    normal = NormalDist()
    rows = [[normal.inv_cdf(sum(shares[: level + 1])) for level in range(4)] for shares in VERDELING.values()]
    return np.array(rows)


THRESHOLDS = _thresholds()
_ERF = np.vectorize(erf, otypes=[np.float64])


def _phi(values: Array) -> Array:
    return np.asarray(0.5 * (1 + _ERF(values / sqrt(2))))


def expected_mean_score(latent: Array) -> Array:
    """Expected mean over the domains, in levels, for latent values of shape (n, 13) without moment and error."""
    noise = sqrt(SD_MOMENT**2 + SD_FOUT**2)
    return 1 + np.asarray(_phi((latent[:, :, None] - THRESHOLDS) / noise).sum(axis=2).mean(axis=1))


def latent_shift(change: float, spread: float, begin: float = 0.0) -> float:
    """The mean latent change that gives this mean change in levels, when individual changes have SD `spread`. Exact, by bisection."""

    def mean_level(shift: float, variance: float) -> float:
        return float(_phi((begin + shift - THRESHOLDS) / sqrt(variance)).sum(axis=1).mean())

    base, low, high = mean_level(0.0, 1.0), -3.0, 3.0
    for _ in range(60):
        middle = (low + high) / 2
        if mean_level(middle, 1.0 + spread**2) - base < change:
            low = middle
        else:
            high = middle
    return (low + high) / 2


def draw_traits(rng: np.random.Generator, n: int, begin: float) -> Array:
    """Lasting latent values of n inhabitants at intake, shape (n, 13)."""
    return np.asarray(begin + rng.normal(0, SD_PERSOON, (n, 1)) + rng.normal(0, SD_DOMEIN, (n, len(DOMEINEN))))


def draw_moment(rng: np.random.Generator, *, intake: bool) -> float:
    """How well this moment was for somebody; at intake half of them come at the worse of two moments."""
    moment = rng.normal(0, SD_MOMENT)
    if intake and rng.random() < 0.5:
        moment = min(moment, rng.normal(0, SD_MOMENT))
    return float(moment)


def draw_scores(rng: np.random.Generator, latent: Array) -> list[int]:
    """Thirteen scores 1..5 for one inhabitant at one moment; `latent` already holds moment, change and rater."""
    seen = latent + rng.normal(0, SD_FOUT, len(DOMEINEN))
    return [int(score) for score in 1 + (seen[:, None] > THRESHOLDS).sum(axis=1)]
