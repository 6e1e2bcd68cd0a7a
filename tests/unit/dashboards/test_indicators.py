"""Indicators: what is hidden, what is picked, and a card for everything that is drawn."""

import csv
from pathlib import Path

from dashboards import indicators
from dashboards.columns_indicators import INDICATOR_MARTS
from dashboards.ledger import Ledger
from dashboards.panels.frame import INDICATORS
from dashboards.read import Cell
from tests.integration.dashboards.indicator_rows import row

SEEDS = Path(__file__).parents[3] / "dbt_project/seeds"


def cell(**values) -> Cell:
    """A row of the long mart."""
    names = {"cell_id": "cell_id", **INDICATOR_MARTS["mart_indicatorwaarde"].columns}
    made = {**dict.fromkeys(names), "cell_id": str(sorted(values.items())), **{k: v for k, v in values.items() if k in names}}
    return Cell("mart_indicatorwaarde", f"cell_id = '{made['cell_id']}'", names, made)


def status(found: list[indicators.Indicator]) -> list[str]:
    return [one.value.shown.status for one in found]


def test_a_share_with_a_small_numerator_or_complement_is_hidden_and_so_is_a_figure_with_a_reason():
    few, nearly_all, refused = (
        cell(**row("besluit_op_tijd", "0119", k, 200, in_aanmerking_n=200, dekking_pct=100.0, reden_code=reason))
        for k, reason in ((4, None), (195, None), (90, "dekking_te_laag"))
    )
    ledger = Ledger()
    assert status([indicators.indicator(ledger, one) for one in (few, nearly_all, refused)]) == ["te_weinig", "te_weinig", "geen_meting"]


def test_the_smallest_age_group_takes_another_along_because_the_total_is_known():
    cells = [cell(**row("clienten_per_1000", "0119", k, 9000, klasse=age)) for age, k in (("18-64", 88), ("65-74", 7), ("75+", 251))]
    assert status(indicators.parts(Ledger(), cells)) == ["beschermd", "te_weinig", "getoond"]


def test_the_newest_usable_year_is_picked_and_only_without_one_the_reason():
    years = [
        cell(**row("geen_nieuwe_start", "0119", 9, 9, periode=year, reden_code=code)) for year, code in (("2025", None), ("2026", "x"))
    ]
    picked = indicators.latest(years)
    assert picked is not None and picked["periode"] == "2025"
    assert indicators.latest([years[1]]) is years[1]


def test_every_indicator_a_figure_is_about_and_every_indicator_that_is_counted_has_a_card():
    def codes(name: str, column: str) -> set[str]:
        with (SEEDS / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            return {line[column] for line in csv.DictReader(file)}

    cards = codes("indicator", "indicator_code")
    assert set(INDICATORS.values()) <= cards
    assert codes("indicator_berekening", "indicator_code") | codes("rapportage_indicator", "kaart") <= cards
