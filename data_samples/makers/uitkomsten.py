"""What Alphen adds to its deliveries for the national youth outcomes and for households with support from two laws.

Draws from streams of its own, so that no other delivery changes. Not here: the reports of the provider itself (aggregaten.py).
"""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import numpy as np

from makers.aggregaten import simple
from makers.kalender import HALFYEARS, bounds, plus
from makers.levering import DUTCH_BOM, Row
from makers.situatie import Situatie
from makers.trajecten import Traject, traject_row

MARKS = {"tevredenheid_jeugdige": (7.4, 1.4, 0.35), "tevredenheid_ouder": (7.8, 1.2, 0.45)}  # mean, spread and response, all invented
STAYS_WITHOUT = 0.6  # of who goes on without help, this part needs none any more
PW_CONTRACT, PW_SHARE = "AR-PW-2025", 0.4


def youth_outcomes(
    made: Situatie, youth: Sequence[Traject], gemeente: str, lead: str, contract: str, rng: np.random.Generator
) -> dict[str, Any]:
    """Add one report of the municipality per half-year; returns the planted truth: means, and what the files show per half-year."""
    shown: dict[str, Any] = {}
    for periode in HALFYEARS[2:]:
        first, last = bounds(periode)
        asked = len({t.persoon.client for t in youth if t.start <= last and t.einde >= first})
        helped = next(r for r in made.find("rapportage", lead, periode).rows if r["Indicator"] == "zonder_hulp_verder")
        stays = int(rng.binomial(int(helped["Teller"]), STAYS_WITHOUT))
        rows = [_row(gemeente, contract, "uitgevraagd", Decimal(asked), None, None)]
        rows.append(_row(gemeente, contract, "zonder_hulp_blijvend", None, stays, int(helped["Noemer"])))
        truth: dict[str, Any] = {"uitgevraagd": asked, "zonder_hulp_blijvend": [stays, int(helped["Noemer"])]}
        for name, (mean, spread, response) in MARKS.items():
            marks = np.clip(np.rint(rng.normal(mean, spread, int(rng.binomial(asked, response)))), 1, 10)
            value, high = Decimal(f"{marks.mean():.1f}"), int((marks >= 7).sum())
            rows.append(_row(gemeente, contract, name, value, high, len(marks)))
            truth[name] = [float(value), high, len(marks)]
        made.deliveries.append(simple("rapportage", made.naam, gemeente, periode, rows, DUTCH_BOM))
        shown[periode] = truth
    return {"tevredenheid_gepland": {name: mean for name, (mean, _, _) in MARKS.items()}, "uitkomsten": shown}


def second_law(made: Situatie, adults: Sequence[Traject], gemeente: str, rng: np.random.Generator) -> dict[str, Any]:
    """Add a delivery of participation support for some who began in 2025H1; returns how many households then have two laws, per year."""
    first, last = bounds("2025H1")
    began = {t.persoon.client: t for t in adults if first <= t.start <= last and t.leeftijd(2025) < 67}
    chosen = [t for t in began.values() if rng.random() < PW_SHARE]
    rows = [_participation(traject, number, int(rng.integers(14, 60))) for number, traject in enumerate(chosen, start=1)]
    made.deliveries.append(simple("trajecten", made.naam, gemeente, "2025", rows, DUTCH_BOM))
    households = {t.persoon.huishouden for t in chosen}
    both = {year: _running(adults, year) & households for year in (2025, 2026)}
    return {"huishoudens_met_twee_wetten": {year: len(found) for year, found in both.items()}}


def _running(trajects: Sequence[Traject], year: int) -> set[str | None]:
    first, last = bounds(str(year))
    return {t.persoon.huishouden for t in trajects if t.start <= last and t.einde >= first}


def _participation(traject: Traject, number: int, later: int) -> Row:
    begin = plus(traject.start, later)
    return traject_row(traject) | {
        "Trajectnummer": f"TRJCT0484P-{number:05d}", "Contractnummer": PW_CONTRACT, "Wet": "Participatiewet", "Productcategorie": "",
        "Leveringsvorm": "zin", "Toegang": "loket", "Meldingsdatum": plus(begin, -20), "Besluitdatum": plus(begin, -6), "Beschikking": "ja",
        "Begindatum": begin, "Einddatum": None, "Reden beëindiging": None, "Locatie wijkcode": "", "Doelgroep": "werkzoekend",
    }  # fmt: skip


def _row(gemeente: str, contract: str, indicator: str, value: Decimal | None, met: int | None, asked: int | None) -> Row:
    return {
        "Gemeentecode": gemeente, "Contractnummer": contract, "Wijkcode": "", "Indicator": indicator, "Waarde": value, "Teller": met,
        "Noemer": asked, "Toelichting": "",
    }  # fmt: skip
