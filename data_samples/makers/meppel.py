"""Meppel (0119): one desk, framework contracts per unit through messages, a Sociaal Team for 2-3 % of households. All figures invented.

Volumes are about one fifth of a municipality of this size, to keep the messages small; population and budget are scaled with them.
Planted: help at home is over budget and growing; brief support (MP-BG-2023) truly helps, in 2026 more and over budget; support per
trajectory (MP-BT-2023) changes NOTHING; respite stay (MP-LOG-2024) is too small to show; the Sociaal Team has a large effect in too few
people to be sure.
"""

from datetime import date
from pathlib import Path
from typing import Any

from makers import meppel_langer, meppel_lijsten, meppel_plannen, meppel_verkeer
from makers.aggregaten import pgb_rows, simple
from makers.begroting import budget_deliveries, budget_rows
from makers.boekhouding import budget_cells, explained, iv3_rows, ledger_cells
from makers.declaraties import Prestatie, Uitwisseling, delivered, monthly
from makers.defects import Defect, Outcome, renamed_header, repeat_row, spoil
from makers.kalender import PERSON_PERIODS, months
from makers.levering import DUTCH, TABS, WINDOWS, WRONG, XLSX, Delivery, Dialect, Euro, Row
from makers.mensen import Register
from makers.meppel_plannen import DECLARED, EXPECTED, FACTOR, GEMEENTE, MAP, PLANS, RESPITE, TEAM, Voorwaarden
from makers.metingen import Gemeten, measure, zrm_delivery
from makers.money import Stroom, budget_for, ledger_deliveries, ledger_rows
from makers.plan import stream
from makers.situatie import Bestand, Situatie, agb
from makers.toewijzingen import Verloop
from makers.trajecten import Traject, make_trajects, traject_delivery
from makers.waarheid import contract_truth

MESSAGES = list(months(date(2026, 1, 1), date(2026, 9, 1)))
# The year before of two contracts, so that a growth in spending can be taken apart; of two, to keep the samples small.
YEAR_BEFORE, BEFORE = ("MP-BT-2023", "MP-HH-2022"), list(months(date(2025, 1, 1), date(2025, 12, 1)))
DIALECTS: dict[str, Dialect] = {"MP-BG-2023": DUTCH, "MP-BT-2023": WINDOWS, "MP-DB-2022": TABS}
IV3_DIFFERENCE = 1_200_000  # cents
Cents = dict[tuple[int, int], int]


def make(seed: int) -> Situatie:
    """All deliveries of Meppel."""
    made = Situatie(MAP)
    register = Register(GEMEENTE, stream(seed, MAP, "mensen"))
    trajects: dict[str, list[Traject]] = {}
    for contract, plan in PLANS.items():
        home = trajects.get("MP-HH-2022", []) if plan.wet == "Wmo" else []
        trajects[contract] = make_trajects(plan, register, stream(seed, MAP, contract), f"0119{contract.split('-')[1]}", home)
    scores = {c: measure(trajects[c], p.zrm, stream(seed, MAP, "zrm", c)) for c, p in PLANS.items() if p.zrm}
    _persons(made, trajects, scores)
    meppel_lijsten.add(made, stream(seed, MAP, "aantallen"))
    spending = _declared(made, trajects, seed)
    spending |= _other(made, trajects, seed)
    _money(made, spending, seed)
    _mistakes(made)
    made.planted[TEAM] = _reach(trajects[TEAM], meppel_lijsten.HOUSEHOLDS)
    for contract, plan in PLANS.items():
        found = contract_truth(plan, trajects[contract], scores.get(contract), EXPECTED[contract])
        made.planted[contract] = found | made.planted.get(contract, {})
    # Respite begins in January 2024 and takes nobody away from the contracts beside it.
    made.planted[RESPITE]["contractwijziging"] = {"datum": PLANS[RESPITE].eerste, "reeks": "instroom", "per_maand": 0.0}
    return made


def _persons(made: Situatie, trajects: dict[str, list[Traject]], scores: dict[str, Gemeten]) -> None:
    everybody = [traject for found in trajects.values() for traject in found]
    for periode in PERSON_PERIODS:
        made.deliveries.append(traject_delivery(everybody, MAP, GEMEENTE, periode, TABS))
        for contract, dialect in DIALECTS.items():  # framework providers send their own scores
            long = contract == "MP-DB-2022" and periode >= "2025"
            chosen = zrm_delivery(scores[contract].metingen, MAP, DECLARED[contract].agb, periode, dialect, wide=not long)
            made.deliveries += [chosen] if chosen.rows else []
        made.deliveries.append(zrm_delivery(scores[TEAM].metingen, MAP, GEMEENTE, periode, TABS, wide=periode != "2026H1"))
    for periode in ("2024", "2025", "2026H1"):
        dialect = XLSX if periode == "2025" else DUTCH
        made.deliveries.append(zrm_delivery(scores[RESPITE].metingen, MAP, agb(GEMEENTE, 5), periode, dialect, wide=True))


def _reach(team: list[Traject], households: int) -> dict[str, float]:
    """How many households the Sociaal Team supports at one moment."""
    reached = {t.persoon.huishouden for t in team if t.start <= date(2026, 1, 1) <= t.einde}
    return {"huishoudens_1_januari_2026": len(reached), "aandeel_huishoudens_pct": round(100 * len(reached) / households, 1)}


def _declared(made: Situatie, trajects: dict[str, list[Traject]], seed: int) -> dict[str, Cents]:
    spending: dict[str, Cents] = {}
    rngs = {contract: stream(seed, MAP, "declaraties", contract) for contract in DECLARED}
    support = {contract: delivered(trajects[contract], terms.prijs, rngs[contract]) for contract, terms in DECLARED.items()}
    verlopen = meppel_verkeer.add(made, trajects, support)
    for contract, terms in DECLARED.items():
        allocated = {verloop.traject.nummer: verloop for verloop in verlopen.get(contract, [])}
        parties = (terms.agb, GEMEENTE, terms.wet, terms.prijs, terms.categorie, MAP)
        exchange = Uitwisseling(*parties, allocated, beknopt=terms.beknopt)
        for month in MESSAGES:
            if month >= terms.vanaf:
                exchange.month(month, support[contract][month], terms.antwoorden.get(month, "beantwoord"), rngs[contract])
        made.bestanden += exchange.bestanden
        cents = monthly(support[contract]) | {m: exchange.geaccepteerd[m] + exchange.open[m] for m in exchange.geaccepteerd}
        extra = terms.handmatig  # an invoice outside the messages, known to the treasurer
        cents |= {m: cents[m] + amount for m, amount in extra.items()}
        cents[2026, 10] = round(sum(cents[2026, m] for m in (7, 8, 9)) / 3)  # not yet declared: estimated
        spending[contract] = cents
        made.planted[contract] = {"aansluiting_2026": _reconciliation(exchange, cents, sum(extra.values()))}
        if contract in verlopen:
            made.planted[contract]["berichten"] = meppel_verkeer.truth(verlopen[contract])
    for contract in YEAR_BEFORE:
        allocated = {verloop.traject.nummer: verloop for verloop in verlopen.get(contract, [])}
        before = _year_before(contract, support[contract], allocated, seed)
        made.bestanden += before.bestanden
        spending[contract] |= before.geaccepteerd
        made.planted[contract]["ontleding_2026"] = _growth(DECLARED[contract], support[contract])
        made.planted[contract]["ander_tarief_2025_n"] = before.ander_tarief_n
    everybody = [traject for found in trajects.values() for traject in found]
    made.planted["MP-HH-2022"]["langer_thuis"] = meppel_langer.staying_home(support["MP-HH-2022"], everybody)
    return spending


def _year_before(contract: str, support: dict[tuple[int, int], list[Prestatie]], allocated: dict[str, Verloop], seed: int) -> Uitwisseling:
    """Declarations of 2025, all answered. With allocations some lines are wrong and come again; in December none, so none is left over."""
    terms = DECLARED[contract]
    parties = (terms.agb, GEMEENTE, terms.wet, terms.prijs, terms.categorie, MAP)
    exchange = Uitwisseling(*parties, allocated, beknopt=terms.beknopt, zonder_fouten=not allocated, _numbers=500_000)
    rng = stream(seed, MAP, "declaraties2025", contract)
    for month in BEFORE:
        exchange.zonder_fouten |= month == BEFORE[-1]
        exchange.month(month, support[month], "beantwoord", rng)
    return exchange


def _growth(terms: Voorwaarden, support: dict[tuple[int, int], list[Prestatie]]) -> dict[str, Any]:
    """January up to the last answered month of both years, before corrections: clients, units per client, cents per unit."""
    last = 8 if terms.antwoorden.get((2026, 9)) == "open" else 9
    found: dict[str, Any] = {"eenheid": terms.prijs.eenheid, "maanden_n": last}
    for year in (2025, 2026):
        lines = [one for month in range(1, last + 1) for one in support[year, month]]
        clients, units = len({one.traject.persoon.bsn for one in lines}), sum(one.volume for one in lines)
        found[str(year)] = {
            "clienten_n": clients, "volume_per_client": round(units / clients, 3),
            "prijs_cent": round(sum(one.cent for one in lines) / units, 3),
        }  # fmt: skip
    return found


def _reconciliation(exchange: Uitwisseling, cents: Cents, by_hand: int) -> dict[str, int]:
    accepted, still_open = sum(exchange.geaccepteerd.values()), sum(exchange.open.values())
    year = sum(amount for (y, _), amount in cents.items() if y == 2026)
    return {
        "grootboek_jan_okt_cent": year, "geaccepteerd_jan_sep_cent": accepted, "open_declaraties_cent": still_open,
        "factuur_buiten_berichten_cent": by_hand, "schatting_oktober_cent": cents[2026, 10],
        "onverklaard_cent": year - accepted - still_open - by_hand - cents[2026, 10],
        "regels_n": exchange.regels_n, "creditregels_n": exchange.credit_n, "afgewezen_regels_n": exchange.afgewezen_n,
        "ander_tarief_regels_n": exchange.ander_tarief_n,
    }  # fmt: skip


def _other(made: Situatie, trajects: dict[str, list[Traject]], seed: int) -> dict[str, Cents]:
    """Contracts without messages: respite by invoice, the own team, and personal budgets."""
    rng = stream(seed, MAP, "overig")
    respite = monthly(delivered(trajects[RESPITE], meppel_plannen.RESPITE_PRICE, rng))
    respite[2026, 10] = respite[2026, 9]
    pgb: Cents = {}
    for periode in PERSON_PERIODS:
        rows = pgb_rows(trajects["MP-PGB-2015"], periode, 640.0, rng)
        made.deliveries.append(simple("pgb", MAP, GEMEENTE, periode, rows, TABS))
        for row in rows:
            assert isinstance(row["Besteed"], Euro)
            month = (int(str(row["Maand"])[:4]), int(str(row["Maand"])[5:]))
            pgb[month] = pgb.get(month, 0) + row["Besteed"].cent
    pgb[2026, 10] = pgb[2026, 9]
    return {RESPITE: respite, "MP-PGB-2015": pgb}


def _money(made: Situatie, spending: dict[str, Cents], seed: int) -> None:
    years = range(2022, 2027)
    streams = [
        Stroom(meppel_plannen.TAAKVELD[contract], budget_for(cents, FACTOR[contract]), contract, meppel_plannen.AGB.get(contract, ""),
               "4.1.1" if "PGB" in contract else "3.8", maanden=cents)
        for contract, cents in spending.items()
    ]  # fmt: skip
    team = {y: round(41_500_000 * 1.05 ** (y - 2022)) for y in years}
    streams += [
        Stroom("toegang", team, TEAM, categorie="1.1", factor={2025: 0.99, 2026: 0.98}),
        Stroom("toegang", {y: round(24_000_000 * 1.05 ** (y - 2022)) for y in years}, categorie="1.1"),
        Stroom("hulpmiddelen", {y: round(33_000_000 * 1.04 ** (y - 2022)) for y in years}, factor={2026: 1.02}),
        Stroom("huishouden", {y: round(5_200_000 * 1.02 ** (y - 2022)) for y in years}, soort="baten", categorie="3.7"),
    ]
    rows = ledger_rows(streams, list(years), stream(seed, MAP, "grootboek"))
    periodes = [str(y) for y in range(2022, 2026)] + [f"2026M{m:02d}" for m in range(1, 11)]
    made.deliveries += ledger_deliveries(rows, MAP, GEMEENTE, periodes, TABS)
    made.deliveries += budget_deliveries(streams, MAP, GEMEENTE, TABS)
    _reconciled(made, streams, rows)


def _reconciled(made: Situatie, streams: list[Stroom], rows: list[Row]) -> None:
    """What the ledger can be laid beside. Planted: in 2024 CBS holds twelve thousand euros more support than the ledger."""
    higher = ledger_cells(rows, 2024)
    higher["6.71b", "L3.8"] += IV3_DIFFERENCE
    made.planted["MP-BG-2023"]["iv3_2024"] = {"taakveld": "6.71b", "cbs_hoger_cent": IV3_DIFFERENCE}
    reports = {
        "2023": iv3_rows(ledger_cells(rows, 2023), GEMEENTE, "2023X005"),
        "2024": iv3_rows(higher, GEMEENTE, "2024X005", revised=("6.6", "L3.8")),
        "2025": iv3_rows(budget_cells(budget_rows(streams, 2025), "primitief"), GEMEENTE, "2025X000"),
    }
    made.deliveries += [simple("iv3", MAP, GEMEENTE, periode, found) for periode, found in reports.items()]
    posts = [
        explained(rows, contract, month[0], month[1], cents, "buiten berichten")
        for contract, terms in DECLARED.items()
        for month, cents in terms.handmatig.items()
    ]
    made.deliveries.append(simple("aansluitposten", MAP, GEMEENTE, "2026Q3", posts, TABS))


def _mistakes(made: Situatie) -> None:
    team: Delivery = made.find("zrm", GEMEENTE, "2026H1")
    wrong, refused = renamed_header(made.find("trajecten", GEMEENTE, "2025H2"), "kop-hernoemd", "Begindatum", "Begin datum")
    made.deliveries.append(wrong)
    made.defects += [
        spoil(team, "score-6", [10, 60, 110], "Score", 6, "bereik", "Score 6 bestaat niet."),
        spoil(team, "datum-31-02", [30, 90], "Meetdatum", "31-02-2026", "datum", "31 februari bestaat niet."),
        repeat_row(team, "rij-dubbel", 150),
        refused,
        *_wrong_messages(made),
    ]
    made.note_budget_succession(GEMEENTE)


def _wrong_messages(made: Situatie) -> list[Defect]:
    youth = meppel_plannen.AGB["MP-JGD-2026"]
    right = next(file.content for file in made.bestanden if f"jw323_{youth}_2026M05" in file.path.name)
    position = right.index(b"TotaalBedrag>") + len(b"TotaalBedrag>")
    other = right.replace(b"<ijw:Identificatie>VB", b"<ijw:Identificatie>VX")
    other_total = other[:position] + b"9" + other[position:]
    same_id = right.replace(b"<ijw:Dagtekening>2026-06-08", b"<ijw:Dagtekening>2026-06-09")
    cases: list[tuple[str, bytes, str, Outcome, str]] = [
        ("zelfde_identificatie", same_id, "TR056", "geweigerd", "Zelfde afzender en identificatie, andere bytes."),
        ("totaal_fout", other_total, "TR358", "geweigerd", "Het totaal is niet de som van de regels; de goede is al binnen."),
        ("afgekapt", other[: len(other) // 2], "XML", "geweigerd", "Het bestand houdt halverwege op."),
        ("kopie_andere_naam", right, "bytes_bekend", "overgeslagen", "Precies dezelfde bytes als een bericht dat al binnen is."),
    ]
    found = []
    for name, content, rule, outcome, what in cases:
        file = Bestand(Path(MAP, WRONG, "berichten", f"jw323_{youth}_{name}.xml"), content)
        made.bestanden.append(file)
        found.append(Defect(f"bericht-{name.replace('_', '-')}", file.path.as_posix(), what, rule, outcome))
    return found
