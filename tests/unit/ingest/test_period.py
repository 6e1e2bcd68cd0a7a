from datetime import date

import pytest

from ingest.contract import load_contracts
from ingest.period import is_too_early, period_days, period_end

NIGHT = date(2026, 11, 27)


def test_a_period_has_a_first_and_a_last_day():
    assert period_days("2024M02") == (date(2024, 2, 1), date(2024, 2, 29))
    assert [period_end(text) for text in ("2025", "2025H1", "2025Q3")] == [date(2025, 12, 31), date(2025, 6, 30), date(2025, 9, 30)]
    assert [period_days(text) for text in ("2025H3", "2025M00", "onbekend", None)] == [None] * 4


@pytest.mark.parametrize("periode", ["2027", "2027H1", "2026M12"])
def test_only_what_comes_every_period_cannot_be_about_a_period_that_has_not_begun(periode: str):
    early = {name for name, contract in load_contracts().items() if is_too_early(contract, periode, NIGHT)}
    assert {"zrm", "trajecten", "grootboek", "bevolking"} <= early
    assert not early & {"begroting", "contractbudget", "contracten", "doelen", "scenario", "tarieven", "termijnen"}


def test_the_running_period_is_not_too_early():
    assert not any(is_too_early(load_contracts()["zrm"], periode, NIGHT) for periode in ("2026H2", "2026", "2026M11", "2020Q1"))
