"""Deliveries that hold counts instead of persons: survey, population, provider reports and counted ZRM scores; and pgb months.

What can follow from the invented trajectories is counted from them; the rest is drawn from planted shares. Not here: money of contracts.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from statistics import median, quantiles

import numpy as np

from makers.kalender import STAND, bounds, month_end, months
from makers.levering import DUTCH, FIRST, Delivery, Dialect, Euro, Row
from makers.metingen import Meting
from makers.trajecten import Traject

VRAGEN = {
    "wist_waar": ("contact", 0.74), "snel_geholpen": ("contact", 0.66), "serieus_genomen": ("contact", 0.85),
    "samen_oplossing": ("contact", 0.77), "onafhankelijke_ondersteuner": ("contact", 0.38), "kwaliteit_goed": ("kwaliteit", 0.82),
    "past_bij_vraag": ("kwaliteit", 0.79), "doe_wat_ik_wil": ("effect", 0.71), "red_mij_beter": ("effect", 0.70),
    "kwaliteit_van_leven": ("effect", 0.72),
}  # fmt: skip
ANTWOORDEN = ("helemaal eens", "eens", "neutraal", "oneens", "helemaal oneens", "nvt")
TOELICHTING = "VERBODEN-TEKST-TOELICHTING"


def ceo(contract: str, wijken: Sequence[str], uitgezet: int, shift: float, rng: np.random.Generator) -> list[Row]:
    """Survey counts per wijk, question and answer; `shift` is added to the share that agrees."""
    rows: list[Row] = []
    for wijk in wijken:
        returned = int(rng.binomial(uitgezet, 0.38))
        for vraag, (thema, agree) in VRAGEN.items():
            yes = min(agree + shift, 0.95)
            rest = 0.96 - yes
            counts = rng.multinomial(returned, [yes * 0.35, yes * 0.65, rest * 0.6, rest * 0.28, rest * 0.12, 0.04])
            rows += [
                {"Contractnummer": contract, "Wijkcode": wijk, "Thema": thema, "Vraag": vraag, "Antwoord": antwoord, "Aantal": int(n),
                 "Uitgezet": uitgezet}
                for antwoord, n in zip(ANTWOORDEN, counts, strict=True)
            ]  # fmt: skip
    return rows


def bevolking(wijken: Mapping[str, int], rng: np.random.Generator, growth_75: float) -> list[Row]:
    """Invented population per wijk and age group; `growth_75` lifts the oldest group."""
    shares = {"0-17": 0.18, "18-64": 0.59, "65-74": 0.13, "75+": 0.10}
    rows: list[Row] = []
    for number, (wijk, total) in enumerate(wijken.items(), start=1):
        for group, share in shares.items():
            count = total * share * (1 + rng.normal(0, 0.01)) * (growth_75 if group == "75+" else 1)
            rows.append({"Wijkcode": wijk, "Wijknaam": f"Wijk {number} (voorbeeld)", "Leeftijdsgroep": group, "Aantal": round(count)})
    return rows


def report(contract: str, trajects: Sequence[Traject], periode: str, shares: Mapping[str, float], rng: np.random.Generator) -> list[Row]:
    """A provider report: use and waiting counted from the trajectories, other indicators drawn from planted shares (in percent)."""
    first, last = bounds(periode)
    gemeenten = sorted({t.gemeente for t in trajects})
    rows: list[Row] = []
    for gemeente in gemeenten:
        own = [t for t in trajects if t.gemeente == gemeente]
        active = [t for t in own if t.start <= last and t.einde >= first]
        started = [t for t in own if first <= t.start <= last]
        clients = len({t.persoon.client for t in active})
        waits = [(t.start - t.melding).days for t in started]
        values = {
            "clienten": clients, "instroom": len(started), "uitstroom": sum(first <= t.einde <= last for t in own),
            "wachttijd_mediaan": median(waits), "wachttijd_p90": quantiles(waits, n=10)[-1], "klachten": int(rng.poisson(3)),
        }  # fmt: skip
        rows += [_report_row(gemeente, contract, name, Decimal(f"{value:.1f}")) for name, value in values.items()]
        for name, share in shares.items():
            asked = max(round(clients * 0.6), 1)
            met = int(rng.binomial(asked, share / 100))
            rows.append(_report_row(gemeente, contract, name, Decimal(f"{100 * met / asked:.1f}"), met, asked))
    return rows


# Hours of support a month by intensity, and half days of day activities; invented, and the same for everybody.
UREN, DAGDELEN = {"licht": 12, "midden": 24, "zwaar": 45}, 30


def hours(contract: str, trajects: Sequence[Traject], periode: str) -> list[Row]:
    """What a provider reports about the size of the support: hours by intensity and half days, counted from the trajectories."""
    first, last = bounds(periode)
    counted: Counter[tuple[str, str]] = Counter()
    for traject in trajects:
        active = len(list(months(max(first, traject.start), min(last, traject.einde))))
        if traject.product == "07":
            counted[traject.gemeente, "dagbesteding_dagdelen"] += active * DAGDELEN
        else:
            counted[traject.gemeente, f"uren_{traject.intensiteit}"] += active * UREN[traject.intensiteit]
    return [_report_row(gemeente, contract, name, Decimal(number)) for (gemeente, name), number in sorted(counted.items()) if number]


def _report_row(gemeente: str, contract: str, indicator: str, value: Decimal, met: int | None = None, asked: int | None = None) -> Row:
    return {
        "Gemeentecode": gemeente, "Contractnummer": contract, "Wijkcode": "", "Indicator": indicator, "Waarde": value, "Teller": met,
        "Noemer": asked, "Toelichting": f"{TOELICHTING}-{contract}-{indicator}",
    }  # fmt: skip


def counted_scores(metingen: Sequence[Meting], contract: str) -> list[Row]:
    """Counts per wijk, moment, domain and score, for a supplier that may not send persons."""
    counts = Counter(
        (m.traject.gemeente, m.traject.wijk, m.editie, m.moment, domain, str(score)) for m in metingen for domain, score in m.scores.items()
    )
    return [
        {"Gemeentecode": key[0], "Wijkcode": key[1], "Contractnummer": contract, "ZRM-versie": key[2], "Meetmoment": key[3],
         "Domein": key[4], "Score": key[5], "Aantal": n}
        for key, n in sorted(counts.items())
    ]  # fmt: skip


def pgb_rows(trajects: Sequence[Traject], periode: str, monthly: float, rng: np.random.Generator) -> list[Row]:
    """One row per person, product and month with a personal budget; spent is seldom all that was granted."""
    first, last = bounds(periode)
    rows: dict[tuple[str, str, date], Row] = {}
    for traject in trajects:
        level = float(np.random.default_rng(int(traject.nummer[-5:])).lognormal(0, 0.35))
        for year, month in months(max(first, traject.start), min(last, traject.einde, STAND)):
            granted = round(monthly * level * 1.04 ** (year - 2023), 2)
            spent = round(granted * min(float(rng.normal(0.86, 0.1)), 1.0), 2)
            if traject.persoon.bsn and traject.einde >= month_end(year, month):
                rows[traject.persoon.bsn, traject.product, date(year, month, 1)] = {
                    "BSN": traject.persoon.bsn, "Wet": traject.plan.wet, "Productcategorie": traject.product,
                    "Maand": f"{year}-{month:02d}", "Toegekend": Euro(round(granted * 100)), "Besteed": Euro(round(spent * 100)),
                }  # fmt: skip
    return [rows[key] for key in sorted(rows)]


def simple(bron: str, situatie: str, leverancier: str, periode: str, rows: Sequence[Row], dialect: Dialect = DUTCH) -> Delivery:
    """A first delivery from ready rows."""
    return Delivery(situatie, FIRST, bron, leverancier, periode, list(rows), dialect)
