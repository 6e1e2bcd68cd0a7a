"""Effect beside euro: both changes over time, and when a cost per reliably improved client exists and when it is refused.

The real model over rows made here; every number worked out by hand. 160 measured twice, 40 reliably improved: 25 %. Cost per client
3,500.00 euro, so 350,000 / 0.25 = 1,400,000 cents per improved client.
"""

from collections.abc import Callable
from typing import Any

import duckdb
import pytest

from tests.integration.statistics.rendering import build, connect, parameters, table

BASE = {"indicator": "betrouwbaar_beter", "form": "inspanningsgericht", "kostenvorm": "waargenomen", "reason": "geaccepteerde_declaraties",
        "cost": 350_000, "k": 40, "n": 160, "coverage": 70.0, "variance": 9.0e8, "verdict": "duidelijk_beter"}  # fmt: skip
Case = dict[str, Any]


@pytest.fixture(scope="module")
def ask() -> Callable[..., tuple[Any, ...]]:
    con = connect()
    parameters(con, laatste_hele_jaar=2025)

    def run(columns: str, **change: object) -> tuple[Any, ...]:
        rows(con, BASE | change)
        build(con, "mart_effect_en_budget")
        (found,) = con.execute(f"select {columns} from mart_effect_en_budget").fetchall()
        return found

    return run


def rows(con: duckdb.DuckDBPyConnection, case: Case) -> None:
    key = {"contractnummer": ["K"], "gemeentecode": ["0119"]}
    table(con, "int_doel__doelen", doelcode=["D1"], gemeentecode=["0119"], contractnummer=["K"], contract_gemeentecode=["0119"], doel=["d"],
          maatschappelijk_effect=["e"], indicator=[case["indicator"]], richting=["hoger"], norm=[20.0], streefjaar=[2026],
          doel_cell_id=["c0"])  # fmt: skip
    share = 100.0 * case["k"] / case["n"] if case["n"] else None
    table(con, "int_oordeel__resultaat", **key, jaar=[2025], indicator=[case["indicator"]], waarde=[share], laag=[19.0], hoog=[32.0],
          n=[case["n"]], teller=[case["k"]], in_aanmerking_n=[230], dekking_pct=[case["coverage"]], vergelijking=[15.0], verschil=[10.0],
          verschil_laag=[1.5], verschil_hoog=[18.0], oordeel_code=[case["verdict"]], reden_code=["x"], extra_metingen_n=[1],
          bron_mart=["mart_resultaat_jaar"], bron_cell_id=["c1"])  # fmt: skip
    table(con, "mart_resultaat_jaar", **key, jaar=[2025], in_aanmerking_n=[230])
    two = {"contractnummer": ["K", "K"], "gemeentecode": ["0119", "0119"]}
    table(con, "mart_budget_jaar", **two, boekjaar=[2024, 2025], realisatie_cent=[90_000_000, 100_000_000],
          begroting_actueel_cent=[95_000_000, 99_000_000], prognose_cent=[90_000_000, 100_000_000],
          prognose_laag_cent=[90_000_000, 97_000_000], prognose_hoog_cent=[90_000_000, 104_000_000],
          verschil_cent=[-5_000_000, 1_000_000], verschil_laag_cent=[-5_000_000, -2_000_000], verschil_hoog_cent=[-5_000_000, 5_000_000],
          geld_oordeel_code=["binnen_budget", "nog_niet_te_zeggen"], geld_reden_code=["x", "x"], cell_id=["c2", "c3"],
          kosten_per_client_cent=[1, case["cost"]], kostenvorm=["waargenomen", case["kostenvorm"]],
          kostenvorm_reden=["x", case["reason"]])  # fmt: skip
    table(con, "int_contract__contracten", contractnummer=["K"], uitvoeringsvariant=[case["form"]])
    table(con, "int_kosten__per_client", **key, jaar=[2025], gemiddeld_variantie=[case["variance"]])


def test_both_changes_over_time_stand_side_by_side_with_their_bands(ask):
    result = "resultaat_verschil_pct, resultaat_verschil_laag_pct, resultaat_verschil_hoog_pct"
    money = "uitgaven_vorig_cent, uitgaven_verschil_cent, uitgaven_verschil_laag_cent, uitgaven_verschil_hoog_cent, verschil_vorig_cent"
    assert ask(result) == (10.0, 1.5, 18.0)
    assert ask(money) == (90_000_000, 10_000_000, 7_000_000, 14_000_000, -5_000_000)
    assert ask("jaar, resultaat_cell_id, budget_cell_id, budget_vorig_cell_id, doel_cell_id") == (2025, "c1", "c3", "c2", "c0")


COST = "kosten_verbeterd_reden, kosten_verbeterd_cent, kosten_verbeterd_laag_cent, kosten_verbeterd_hoog_cent"


def test_the_cost_per_improved_client_is_cost_divided_by_share_with_fiellers_interval(ask):
    reason, cost, low, high = ask(COST)
    assert (reason, cost) == (None, 1_400_000)
    p = 42 / 164
    vy = p * (1 - p) / 164
    for bound in (low, high):  # both solve (x - r y)^2 = z^2 (vx + r^2 vy)
        assert (350_000 - bound * 0.25) ** 2 == pytest.approx(1.959964**2 * (9.0e8 + bound * bound * vy), rel=1e-4)
    assert low < cost < high


def test_an_allocated_cost_carries_only_the_doubt_of_the_share(ask):
    _, cost, low, high = ask(COST, kostenvorm="toegerekend", reason="geen_declaraties")
    _, _, wide_low, wide_high = ask(COST)
    assert cost == 1_400_000
    assert wide_low < low < high < wide_high


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"form": "taakgericht", "kostenvorm": "toegerekend"}, "taakgericht_contract"),
        ({"kostenvorm": "geweigerd", "reason": "jaar_niet_afgesloten", "cost": None}, "jaar_niet_afgesloten"),
        ({"kostenvorm": None}, "geen_realisatie"),
        ({"indicator": "stabiel_of_beter"}, "andere_indicator"),
        ({"n": 0, "k": 0}, "niet_gemeten"),
        ({"coverage": 59.9}, "dekking_te_laag"),
        ({"verdict": "niet_getoond"}, "dekking_te_laag"),
        ({"k": 9}, "te_weinig_verbeterd"),
        ({"k": 151}, "te_weinig_verbeterd"),
    ],
)
def test_where_it_cannot_be_said_the_reason_stands_there_and_no_amount(ask, change: Case, reason: str):
    assert ask(COST, **change) == (reason, None, None, None)


def test_at_sixty_percent_coverage_it_may_be_said(ask):
    assert ask(COST, coverage=60.0)[:2] == (None, 1_400_000)
