"""What may be shown about measuring, messages and change."""

from datetime import date
from typing import Any

import pytest

from dashboards import trust
from dashboards.columns import MARTS
from dashboards.columns_trust import TRUST_MARTS
from dashboards.ledger import Ledger
from dashboards.panels.messages import complete_month
from dashboards.read import Cell


def cell(mart: str, **values: Any) -> Cell:
    names = {"cell_id": "cell_id", **(MARTS | TRUST_MARTS)[mart].columns}
    return Cell(mart, "cell_id = 'x'", names, {**dict.fromkeys(names), "cell_id": "x", "contractnummer": "C1", **values})


def test_a_difference_is_shown_only_beside_both_of_its_numbers():
    ledger = Ledger()
    shares = {
        "waarde_pct": 40.0,
        "vergelijking_pct": 4.0,
        "verandering_pct": 36.0,
        "verandering_laag_pct": 20.0,
        "verandering_hoog_pct": 50.0,
    }
    found = trust.signal(ledger, cell("mart_scoresignaal", signaal="ophoping", n=100, vergelijking_n=100, **shares))
    assert (found.found.value, found.other.value, found.difference.value, found.difference.low) == (40.0, None, None, None)


@pytest.mark.parametrize(("kinds", "month"), [({9: 2, 10: 1}, 9), ({9: 1, 10: 1}, 10), ({10: 1}, 10), ({}, None)])
def test_the_last_complete_month(kinds: dict[int, int], month: int | None):
    cells = [
        cell("mart_berichtcompleet", maand=date(2026, m, 1), berichttype=str(kind), verwacht_n=1)
        for m, n in kinds.items()
        for kind in range(n)
    ]
    assert complete_month(cells) == (date(2026, month, 1) if month else None)


@pytest.mark.parametrize(
    ("low", "pairs", "expected", "shown"), [(30, 260, 0.4, True), (29, 260, 0.4, False), (60, 64, 0.4, False), (30, 260, None, False)]
)
def test_when_a_group_that_started_low_is_shown(low: int, pairs: int, expected: float | None, shown: bool):
    row = cell("mart_resultaat_domein", laag_start_n=low, paren_n=pairs, laag_start_verschil=0.6, terugkeer_verwacht=expected)
    assert (trust.low_start(Ledger(), row, True) is not None) == shown
    assert trust.low_start(Ledger(), row, False) is None
