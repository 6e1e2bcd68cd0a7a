"""How long people wait from report to start, month by month, with limits that are worked out here by hand.

Two people start in every month of 2023 and 2024 and waited as the tables say; a third never reported, a fourth reported after the start. In
the first month people may have been taken over, so the control chart begins in February 2023: 23 months.
"""

from datetime import date, timedelta
from itertools import pairwise

import pytest

MONTHS = [date(2023 + i // 12, i % 12 + 1, 1) for i in range(24)]
FAR = date(2024, 6, 1)


def waits(month: date) -> tuple[int, int]:
    """20 and 24 or 26 days, in turn; in June 2024 somebody waited 90 days."""
    return 20, 90 if month == FAR else 24 + 2 * (month.month % 2)


def trajectory(name: str, start: date, reported: date | None) -> dict:
    return {
        "gemeentecode": "0119", "clientnummer_pseudo": f"client-{name}", "trajectnummer_pseudo": name, "contractnummer": "K1", "wet": "Wmo",
        "productcategorie": "02", "leveringsvorm": "zin", "meldingsdatum": reported, "begindatum": start, "wijkcode": "WK011901",
        "geboortejaar": 1980,
    }  # fmt: skip


@pytest.fixture(scope="module")
def query(new_landing, build):
    landing, rows = new_landing(), []
    for month in MONTHS:
        start = month + timedelta(days=14)
        rows += [trajectory(f"{month:%Y%m}-{i}", start, start - timedelta(days=days)) for i, days in enumerate(waits(month))]
        rows += [trajectory(f"{month:%Y%m}-x", start, None), trajectory(f"{month:%Y%m}-y", start, start + timedelta(days=1))]
    contract = {"contractnummer": "K1", "contract_naam": "Proef", "wet": "Wmo", "uitvoeringsvariant": "taakgericht", "berichten": "geen"}
    landing.deliver("contracten", "0119", "2023", [contract | {"ingangsdatum": date(2023, 1, 1), "inkoopschaal": "lokaal"}])
    for half in ("2023H1", "2023H2", "2024H1", "2024H2"):
        first = date(int(half[:4]), 1 if half.endswith("H1") else 7, 1)
        mine = [row for row in rows if first <= row["begindatum"] < first + timedelta(days=181)]
        landing.deliver("trajecten", "0119", half, mine)
    return build(landing, "mart_verloop")


def series(query, columns: str) -> list[tuple]:
    return query(f"select {columns} from marts.mart_verloop where reeks_code = 'melding_start' order by periode")


def test_the_mean_of_a_month_counts_whoever_reported_before_the_start(query):
    assert series(query, "periode, n, waarde") == [(f"{m:%Y-%m}", 2, sum(waits(m)) / 2) for m in MONTHS]


def test_the_limits_are_the_mean_and_two_point_six_six_times_the_mean_step(query):
    means = [sum(waits(m)) / 2 for m in MONTHS[1:]]
    assert means[:2] == [22.0, 23.0]  # February 20 and 24, March 20 and 26
    steps = [abs(b - a) for a, b in pairwise(means)]
    # 20 ordinary steps of 1; in June 2024 from 23 up to 55, and in July down again to 23.
    assert sum(steps) == 20 + 32 + 32
    middle, step = sum(means) / 23, sum(steps) / 22
    found = series(query, "fase_start, midden, grens_laag, grens_hoog, kaart")
    assert found[0][0] == date(2023, 1, 1)
    assert {row[0] for row in found[1:]} == {date(2023, 2, 1)}
    assert all(row[1:4] == pytest.approx((middle, middle - 2.66 * step, middle + 2.66 * step)) and row[4] == "xmr" for row in found[1:])
    assert [row[0] for row in series(query, "periode, is_buiten") if row[1]] == ["2024-06"]


def test_a_first_delivery_full_of_placeholder_dates_does_not_stop_the_night(new_landing, build):
    """Thousands of people taken over in one month, reported on the first day the door lets through: their squares add up to 1.1e12."""
    landing, start = new_landing(), date(2023, 3, 1)
    contract = {"contractnummer": "K1", "contract_naam": "Proef", "wet": "Wmo", "uitvoeringsvariant": "taakgericht", "berichten": "geen"}
    landing.deliver("contracten", "0119", "2023", [contract | {"ingangsdatum": date(2023, 1, 1), "inkoopschaal": "lokaal"}])
    landing.deliver("trajecten", "0119", "2023H1", [trajectory(f"p{i}", start, date(1990, 1, 1)) for i in range(8000)])
    found = build(landing, "mart_verloop")
    days = (start - date(1990, 1, 1)).days
    assert series(found, "n, waarde")[0] == (8000, days)


def test_the_rows_behind_a_month_are_the_two_people_that_count(query):
    sql = """select list(distinct t.trajectnummer_pseudo order by t.trajectnummer_pseudo)
        from intermediate.int_verloop__bijdragen b, unnest(b._row_ids) as u(id)
        join landing.trajecten t on t._row_id = u.id where b.reeks_code = 'melding_start' and b.periode_start = date '2024-06-01'"""
    assert query(sql) == [(["202406-0", "202406-1"],)]
