"""A small release database for the page tests: the marts as their .yml describes them, filled by the modules of rows beside this one.

Belongs here: which rows make a release, and writing them. Does not belong here: the rows themselves (*_rows.py).
"""

import hashlib
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import duckdb
import polars
import yaml

from tests.integration.dashboards import time_rows
from tests.integration.dashboards.comparison_rows import comparison
from tests.integration.dashboards.indicator_rows import contract_rows, lead_rows, municipality_rows
from tests.integration.dashboards.money_rows import books, coverage, forecast, indexes, money
from tests.integration.dashboards.plans import PLANS, Rows
from tests.integration.dashboards.policy_rows import chain, policy, scenarios
from tests.integration.dashboards.result_rows import domains, goal, results, running, unmeasured_groups, verdict_of
from tests.integration.dashboards.use_rows import trust, use

ROOT = Path(__file__).parents[3]
MARTS = ROOT / "dbt_project/models/marts"
PEILDATUM = date(2026, 10, 31)
DELIVERIES = (
    ("zrm", "0484", "geaccepteerd", 5200, 3),
    ("zrm", "0917", "geweigerd", 800, 0),
    ("trajecten", "0484", "geaccepteerd", 1500, 42),
    ("grootboek", "0484", "geaccepteerd", 900, 0),
    ("contracten", "0484", "geaccepteerd", 2, 0),
    ("berichten", "12345678", "geaccepteerd", 4, 0),
)


def _deliveries(rows: Rows) -> None:
    for number, (source, supplier, status, total, aside) in enumerate(DELIVERIES):
        ident, at = f"{source}__2026H1__{number:012x}", datetime(2026, 11, 1, 8, 0) + timedelta(minutes=number)
        short = {"delivery_id": ident, "bron": source, "leverancier": supplier, "periode": "2026H1"}
        quality = short | {"status": status, "ontvangen_op": at, "rijen_geleverd_n": total, "rijen_quarantaine_n": aside}
        quality |= {"quarantaine_pct": 100 * aside / total, "bevindingen_n": aside, "waarschuwingen_n": 0}
        quality["reden"] = "Kolom Meetdatum ontbreekt. Voeg de kolom toe en lever opnieuw." if status == "geweigerd" else None
        rows["mart_datakwaliteit"].append(quality)
        file = {"delivery_id": ident, "bron": source, "bestandsnaam": f"{source}_{supplier}_2026H1.csv", "ontvangen_op": at}
        rows["mart_bron"].append(file | {"sha256": hashlib.sha256(ident.encode()).hexdigest(), "status": status})
        _posts(rows, short, status, total, aside)


def _posts(rows: Rows, short: dict[str, Any], status: str, total: int, aside: int) -> None:
    cents = 58_000 if short["bron"] in ("grootboek", "berichten") else None
    posts = (
        {"geleverd": total, "geweigerd": total}
        if status == "geweigerd"
        else {"geleverd": total, "quarantaine": aside, "geteld": total - aside}
    )
    for order, (post, n) in enumerate(posts.items()):
        amount = cents if cents is None or post in ("geleverd", "geteld") else 0
        rows["mart_aansluiting"].append(short | {"post": post, "rijen_n": n, "volgorde": order, "bedrag_cent": amount})


def _seeds(rows: Rows) -> None:
    con = duckdb.connect()
    for mart, seed in (("mart_indicator", "indicator"), ("mart_parameter", "parameter")):
        found = con.execute(f"select * from read_csv('{ROOT}/dbt_project/seeds/{seed}.csv', all_varchar = true)")
        names = [column[0] for column in found.description or []]
        rows[mart] = [dict(zip(names, row, strict=True)) for row in found.fetchall()]
    con.close()


def full_rows() -> Rows:
    """Rows of a release with six contracts."""
    rows: Rows = {path.stem: [] for path in MARTS.glob("mart_*.yml")}
    comparison(rows)
    for order, plan in enumerate(PLANS, 1):
        rows["mart_contract"].append(
            {"contractnummer": plan.number, "contract_naam": plan.name, "gemeentecode": plan.code, "gemeentenaam": plan.place, "wet": "Wmo",
             "uitvoeringsvariant": plan.form, "gemeentecodes": plan.code, "ingangsdatum": date(2018, 1, 1), "situatie_volgorde": order}
        )  # fmt: skip
        results(rows, plan)
        running(rows, plan, order)
        unmeasured_groups(rows, plan)
        money(rows, plan)
        forecast(rows, plan, order)
        indexes(rows, plan, order)
        domains(rows, plan)
        rows["mart_oordeel"] += [verdict_of(rows, plan, share) for share in dict.fromkeys((plan.head, "betrouwbaar_beter"))]
        goal(rows, plan, order)
        use(rows, plan, order)
        trust(rows, plan, order)
        rows["mart_indicatorwaarde"] += contract_rows(plan.number, plan.code, order)
        rows["mart_doorlooptijd"] += lead_rows(plan.number, plan.code, order)
        books(rows, plan, order)
        time_rows.series(rows, plan.number, plan.code, order, "Jeugdwet" if "JGD" in plan.number else "Wmo")
    time_rows.national(rows)
    time_rows.designs(rows)
    coverage(rows)
    rows["mart_indicatorwaarde"] += municipality_rows()
    chain(rows)
    scenarios(rows)
    policy(rows)
    _deliveries(rows)
    _seeds(rows)
    rows["mart_release"].append(
        {"run_id": "20261121T011400-ab12", "gestart_op": datetime(2026, 11, 21, 1, 14), "koers_versie": "0.1.0", "is_demo": True}
    )
    return rows


def empty_rows() -> Rows:
    """Rows of a release with messages alone: no contracts, one municipality with declarations of few people."""
    rows: Rows = {path.stem: [] for path in MARTS.glob("mart_*.yml")}
    _seeds(rows)
    rows["mart_budget_jaar"].append(
        {"contractnummer": "geen", "gemeentecode": "0119", "boekjaar": 2026, "realisatie_cent": 58_000, "realisatie_bron": "declaraties",
         "maanden_n": 4,
         "prognose_methode": "geen", "geld_oordeel_code": "nog_niet_te_zeggen", "declaratie_clienten_n": 2, "clienten_n": 0}
    )  # fmt: skip
    rows["mart_release"].append({"run_id": "r1", "gestart_op": datetime(2026, 11, 21, 1, 14), "koers_versie": "0.1.0", "is_demo": False})
    return rows


@cache
def columns_of(mart: str) -> dict[str, str]:
    """Columns of a mart with their types; read once, because fifty of these files cost five seconds per release."""
    described = yaml.load((MARTS / f"{mart}.yml").read_text(encoding="utf-8"), yaml.CSafeLoader)
    return {column["name"]: column["data_type"] for column in described["models"][0]["columns"]}


def write_release(path: Path, rows: Rows) -> Path:
    """Write rows as the marts that dbt_project/models/marts/*.yml describe; columns a row leaves out are NULL."""
    with duckdb.connect(str(path)) as con:
        con.execute("create schema marts")
        for mart in sorted(rows):
            con.execute(f"create table marts.{mart} ({', '.join(f'{name} {kind}' for name, kind in columns_of(mart).items())})")
            _insert(con, mart, rows[mart])
    return path


def change_release(path: Path, before: Rows, rows: Rows) -> Path:
    """Replace in a written release the marts whose rows differ from those `before`: a tenth of the work of writing all of them."""
    with duckdb.connect(str(path)) as con:
        for mart in sorted(mart for mart in rows if rows[mart] != before[mart]):
            con.execute(f"delete from marts.{mart}")
            _insert(con, mart, rows[mart])
    return path


def _insert(con: duckdb.DuckDBPyConnection, mart: str, rows: list[dict[str, Any]]) -> None:
    columns = columns_of(mart)
    for row in rows:
        assert not set(row) - set(columns), f"{mart} has no column {set(row) - set(columns)}"
    if rows:
        ids = (hashlib.sha256(f"{mart}|{number}".encode()).hexdigest()[:16] for number in range(len(rows)))
        full = [{"peildatum": PEILDATUM, "cell_id": ident, **row} for ident, row in zip(ids, rows, strict=True)]
        con.register("frame", polars.DataFrame(full, infer_schema_length=None).to_arrow())
        con.execute(f"insert into marts.{mart} by name select * from frame")
