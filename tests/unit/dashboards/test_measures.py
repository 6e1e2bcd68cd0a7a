"""Which rule holds for which mart row: the same number is hidden the same way wherever it is printed."""

from typing import Any

import pytest

from dashboards import measures
from dashboards.columns import MARTS
from dashboards.ledger import Ledger
from dashboards.read import Cell


def cell(mart: str, **values: Any) -> Cell:
    """A mart row with the named values; all other columns are empty."""
    names = {"cell_id": "cell_id", **MARTS[mart].columns}
    ident = "-".join(str(value) for value in values.values())
    return Cell(mart, f"cell_id = '{ident}'", names, {**dict.fromkeys(names), "cell_id": ident, **values})


def half(name: str, eligible: int, better: int, same: int, worse: int) -> Cell:
    pairs = better + same + worse
    shares = {
        f"{kind}_pct": 100 * n / pairs
        for kind, n in zip(("betrouwbaar_beter", "geen_verandering", "betrouwbaar_slechter"), (better, same, worse), strict=True)
    }
    return cell(
        "mart_resultaat_contract", contractnummer="C1", halfjaar=name, in_aanmerking_n=eligible, paren_n=pairs,
        dekking_pct=100 * pairs / eligible,
        betrouwbaar_beter_n=better, geen_verandering_n=same, betrouwbaar_slechter_n=worse, **shares,
    )  # fmt: skip


def statuses(results: list[measures.Result]) -> list[str]:
    return [result.better.shown.status for result in results]


def test_a_hidden_half_year_hides_the_other_half_of_that_year_only():
    found = measures.halves(Ledger(), [half("2025H1", 200, 6, 60, 40), half("2025H2", 200, 30, 60, 40), half("2026H1", 200, 30, 60, 40)])
    assert statuses(found) == ["te_weinig", "beschermd", "getoond"]


def test_measurements_that_are_not_good_enough_hide_the_shares_but_not_the_counts():
    result = measures.halves(Ledger(), [half("2026H1", 400, 30, 60, 40)], {"2026H1"})[0]
    assert (result.better.shown.status, result.same.shown.status, result.is_safe) == ("te_weinig", "te_weinig", True)
    assert (result.pairs.value, result.missing.value) == (130, 270)


def test_a_hidden_share_has_no_bounds_and_no_interval():
    result = measures.halves(Ledger(), [half("2026H1", 200, 6, 60, 40)])[0]
    verdict = cell("mart_oordeel", contractnummer="C1", ondergrens_pct=3.0, bovengrens_pct=50.0)
    low, high = measures.bounds(Ledger(), verdict, result)
    assert (result.better.low, result.better.high, low.value, high.value) == (None, None, None, None)


def test_where_stability_counts_the_headline_share_is_hidden_exactly_when_its_complement_is():
    safe, telling = half("2025H1", 200, 6, 60, 40), half("2026H1", 200, 30, 60, 6)
    for row in (safe, telling):
        row.values["stabiel_of_beter_pct"] = 62.5
    shown, hidden = (measures.result(Ledger(), row, indicator="stabiel_of_beter") for row in (safe, telling))
    assert [n.shown.status for n in (shown.head, shown.better, shown.same, shown.worse)] == ["getoond", "te_weinig", "beschermd", "getoond"]
    assert (hidden.head.shown.status, hidden.worse.shown.status, hidden.is_safe) == ("te_weinig", "te_weinig", False)
    assert (hidden.head.value, hidden.head.low, hidden.head.high) == (None, None, None)


def test_a_goal_hides_what_its_year_hides():
    year = measures.result(Ledger(), half("2026H1", 200, 12, 90, 6))
    row = cell(
        "mart_effect_en_budget", contractnummer="C1", indicator="stabiel_of_beter", resultaat_pct=94.4, paren_n=108, in_aanmerking_n=200,
        dekking_pct=54.0, oordeel_code="nog_niet_te_zeggen",
    )  # fmt: skip
    assert measures.goal(Ledger(), row, None, 100, year).result.shown.status != "getoond"


def budget_row(**more: Any) -> Cell:
    values: dict[str, Any] = {"contractnummer": "C1", "clienten_n": 120, "kosten_per_client_eur": 812.5, "kostenvorm": "toegerekend"}
    return cell("mart_budget_jaar", **(values | more))


@pytest.mark.parametrize(
    ("form", "shape", "people", "status"),
    [
        ("inspanningsgericht", "waargenomen", 120, "getoond"),
        ("taakgericht", "toegerekend", 120, "geen_meting"),
        ("taakgericht", "waargenomen", 120, "geen_meting"),
        ("outputgericht", "geweigerd", 120, "geen_meting"),
        ("inspanningsgericht", "waargenomen", 9, "te_weinig"),
    ],
)
def test_cost_per_person_is_never_shown_for_a_lump_sum_or_few_people(form: str, shape: str, people: int, status: str):
    row = budget_row(uitvoeringsvariant=form, kostenvorm=shape, clienten_n=people)
    assert measures.budget(Ledger(), row).per_person.shown.status == status


@pytest.mark.parametrize(
    ("source", "people", "status"), [("declaraties", 2, "te_weinig"), ("declaraties", 12, "getoond"), ("grootboek", 2, "getoond")]
)
def test_declared_money_of_few_people_is_hidden_and_the_ledger_of_an_organisation_is_not(source: str, people: int, status: str):
    row = budget_row(
        realisatie_bron=source, declaratie_clienten_n=people, realisatie_eur=580.0, prognose_eur=900.0, verschil_eur=-3.0, verschil_pct=-1.0
    )
    found = measures.budget(Ledger(), row)
    assert {n.shown.status for n in (found.spent, found.expected, found.difference, found.difference_share)} == {status}


def test_a_goal_without_a_verdict_row_shows_no_earlier_result_and_no_change():
    row = cell(
        "mart_effect_en_budget", contractnummer="C1", resultaat_pct=40.0, resultaat_vorig_pct=30.0, paren_n=100, in_aanmerking_n=150,
        dekking_pct=66.7, oordeel_code="nog_niet_te_zeggen",
    )  # fmt: skip
    goal = measures.goal(Ledger(), row, None, 100)
    assert (goal.result.value, goal.earlier.shown.status, goal.change) == (40.0, "geen_meting", None)
