"""The policy calendar and the phases of a series, on two years of one contract counted by hand.

Contract K1 begins on 1 January 2023 and is delivered twice: paid by the hour in 2023, by lump sum in 2024. Two people come in every month
of 2023 and 2024, nobody in May 2023; each stops after ten months. Until February 2024 the ZRM has edition 2013, after it 2017. Deliveries
run to December 2024, the reference date is 31 December 2025. K2 delivered one half-year only.
"""

from datetime import date, timedelta

import pytest

DOMAINS = ("Financiën", "Huisvesting", "Justitie")
MONTHS = [date(2023 + i // 12, i % 12 + 1, 1) for i in range(24)]


def contract(number: str, form: str, end: date | None = None) -> dict:
    return {
        "contractnummer": number, "contract_naam": f"Proef {number}", "wet": "Wmo", "uitvoeringsvariant": form, "berichten": "geen",
        "ingangsdatum": date(2023, 1, 1), "einddatum": end, "inkoopschaal": "lokaal",
    }  # fmt: skip


def trajectory(number: str, name: str, start: date, ended: bool = True) -> dict:
    return {
        "gemeentecode": "0119", "clientnummer_pseudo": f"client-{name}", "trajectnummer_pseudo": name, "contractnummer": number,
        "wet": "Wmo", "productcategorie": "02", "leveringsvorm": "zin",
        "begindatum": start, "einddatum": start + timedelta(days=300) if ended else None,
        "reden_beeindiging_code": "19" if ended else None, "wijkcode": "WK011901", "geboortejaar": 1980,
    }  # fmt: skip


def scores(name: str, day: date, edition: str) -> list[dict]:
    return [
        {
            "gemeentecode": "0119", "clientnummer_pseudo": f"client-{name}", "trajectnummer_pseudo": name, "zrm_versie": edition,
            "meetmoment": "intake", "meetdatum": day, "informant": "professional", "beoordelaar_pseudo": "m1", "domein_naam": domain,
            "score": 3, "score_reden": None,
        }
        for domain in DOMAINS
    ]  # fmt: skip


@pytest.fixture(scope="module")
def query(new_landing, build):
    landing = new_landing()
    landing.deliver("contracten", "0119", "2023", [contract("K1", "inspanningsgericht")])
    landing.deliver("contracten", "0119", "2024", [contract("K1", "taakgericht"), contract("K2", "taakgericht", date(2024, 6, 30))])
    for half in ("2023H1", "2023H2", "2024H1", "2024H2"):
        first = 1 if half.endswith("H1") else 7
        starts = [m for m in MONTHS if m.year == int(half[:4]) and first <= m.month < first + 6 and m != date(2023, 5, 1)]
        rows = [trajectory("K1", f"{m:%Y%m}-{i}", m) for m in starts for i in range(2)]
        landing.deliver("trajecten", "0119", half, rows)
        # One stray measurement in the new edition long before the change.
        edition = {m: "2013" if m < date(2024, 3, 1) else "2017" for m in starts}
        measured = [s for m in starts for i in range(2) for s in scores(f"{m:%Y%m}-{i}", m, edition[m])]
        measured += scores("202309-0", date(2023, 9, 8), "2017") if half == "2023H2" else []
        landing.deliver("zrm", "0119", half, measured)
    landing.deliver("trajecten", "0999", "2023H1", [trajectory("K2", "k2", date(2023, 1, 9), ended=False)])
    return build(landing, "mart_verloop", "mart_kalender")


def test_contract_events_follow_from_the_deliveries(query):
    found = query("select soort, datum, variant from marts.mart_kalender where contractnummer = 'K1' order by datum, soort")
    assert found == [
        ("contract_start", date(2023, 1, 1), "taakgericht"),
        ("overname_einde", date(2023, 2, 1), None),
        ("aanloop_einde", date(2024, 1, 1), None),
        ("vormwijziging", date(2024, 1, 1), "taakgericht"),
        ("editiewissel", date(2024, 3, 1), "2017"),
    ]
    ended = query("select datum from marts.mart_kalender where contractnummer = 'K2' and soort = 'contract_einde'")
    assert ended == [(date(2024, 7, 1),)]


def test_national_events_say_how_sure_their_day_is(query):
    found = dict(query("select gebeurtenis_id, status from marts.mart_kalender where soort = 'landelijk'"))
    assert found["landelijk:covid_2020"] == found["landelijk:abonnementstarief_2020"] == "from memory"
    assert found["landelijk:iv3_2025"] == "bron"


def test_a_month_in_which_nobody_came_is_a_zero_and_a_month_not_delivered_is_no_month(query):
    rows = query("select periode, n from marts.mart_verloop where contractnummer = 'K1' and reeks_code = 'instroom' order by periode")
    assert rows == [(f"{m:%Y-%m}", 0 if m == date(2023, 5, 1) else 2) for m in MONTHS]
    # K2 was delivered by another supplier, whose last half-year is the first of 2023: its later months are unknown, not zero.
    (row,) = query(
        "select min(periode), max(periode), sum(n) from marts.mart_verloop where contractnummer = 'K2' and reeks_code = 'clienten'"
    )
    assert row == ("2023-01", "2023-06", 6)


def test_the_zero_has_its_contract_as_the_row_behind_it(query):
    sql = """select distinct l.contractnummer from intermediate.int_verloop__bijdragen b, unnest(b._row_ids) as u(id)
        join landing.contracten l on l._row_id = u.id where b.reeks_code = 'instroom'
        and b.contractnummer = 'K1' and b.periode_start = date '2023-05-01'"""
    assert query(sql) == [("K1",)]


def test_a_phase_begins_at_an_event_that_breaks_the_series_and_nowhere_else(query):
    phases = dict(
        query(
            """select reeks_code, list(distinct fase_start order by fase_start) from marts.mart_verloop
            where contractnummer = 'K1' group by 1"""
        )
    )
    # The change of form breaks everything; the first year breaks outflow and use on the same day; the first month of inflow may hold who
    # was taken over.
    assert phases == {series: [date(2023, 1, 1), date(2024, 1, 1)] for series in ("uitstroom", "clienten")} | {
        "instroom": [date(2023, 1, 1), date(2023, 2, 1), date(2024, 1, 1)]
    }
    allowed = query("""select count(*) from (select distinct contractnummer, reeks_code, fase_start from marts.mart_verloop) f
        where not exists (
            select 1 from marts.mart_kalender k where k.contractnummer in ('alle', f.contractnummer) and k.datum = f.fase_start)""")
    assert allowed == [(0,)]


def test_the_rows_behind_a_month_are_those_of_its_people(query):
    sql = """select list(distinct t.trajectnummer_pseudo order by t.trajectnummer_pseudo)
        from intermediate.int_verloop__bijdragen b, unnest(b._row_ids) as u(id)
        join landing.trajecten t on t._row_id = u.id where b.reeks_code = 'instroom' and b.periode_start = date '2023-03-01'
        and b.contractnummer = 'K1' and b.measure = 'n'"""
    assert query(sql) == [(["202303-0", "202303-1"],)]
