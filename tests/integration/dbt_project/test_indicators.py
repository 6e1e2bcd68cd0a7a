"""Youth and Wmo indicators on a landing that is counted by hand. The peildatum is 2025-12-31; every municipality holds one theme.

0119, contract J1 (Jeugdwet), ended in 2024 unless said otherwise: what came after. Follow-up is 12 months.
  on_the_day     ends 2024-12-31 as planned, starts again 2025-12-31: the last day that counts
  day_after      ends 2024-06-30 as planned, starts again 2025-07-01: one day too late to count
  never          ends 2024-05-31 as planned
  walked_out     ends 2024-04-30 by the client, other youth help starts that same day
  parallel       ends 2024-02-01 as planned, other help began before and still runs: no new start
  other_law      ends 2024-08-31 as planned, Wmo support starts ten days later: no new youth help
  died, moved    count nowhere
  too_recent     ends 2025-01-01 as planned: its twelve months end on 2026-01-01
So 2024: 6 followed, 4 without a new start; 5 as planned, 1 of them back. 2025: 1 eligible, 0 followed.

0484, contract K1 (Wmo), maatwerk ended in 2025: scaling down within 30 days
  general provision after 30 days (yes) and after 31 (no), help at home after begeleiding (lighter: yes), personal care after begeleiding
  (equal weight: no), begeleiding after help at home (heavier: no), ended 2025-12-15 (not followed 30 days). 5 followed, 2 scaled down.

0917: use in 2025. Wmo persons: a, b (02 and 07 on 31 December), c (02 until March, 07 from June), d (02 and a general provision),
  e (general provision only), f (pgb trajectory). The same person twice in one category stays one. Inhabitants: wijk 01 300, wijk 02 200.
"""

from collections.abc import Iterator
from datetime import date

import pytest

D = date.fromisoformat
CONTRACTS = [("J1", "Jeugdwet"), ("K1", "Wmo"), ("K2", "Wmo"), ("K3", "Wmo")]
MOVED = {"Jeugdwet": "35", "Wmo": "31"}
PLANNED = {"Jeugdwet": "31", "Wmo": "19"}


def contract(number: str, law: str) -> dict[str, object]:
    return {
        "contractnummer": number, "contract_naam": "Proef", "wet": law, "uitvoeringsvariant": "taakgericht",
        "ingangsdatum": D("2015-01-01"), "inkoopschaal": "lokaal", "berichten": "geen",
    }  # fmt: skip


def trajectory(name: str, person: str, place: str, number: str, law: str, begin: str, end: str | None = None, **more: object) -> dict:
    row = {
        "gemeentecode": place, "clientnummer_pseudo": person, "bsn_pseudo": f"b-{person}", "trajectnummer_pseudo": name,
        "contractnummer": number, "wet": law, "productcategorie": "45" if law == "Jeugdwet" else "02", "leveringsvorm": "zin",
        "begindatum": D(begin), "einddatum": D(end) if end else None, "reden_beeindiging_code": PLANNED[law] if end else None,
        "wijkcode": f"WK{place}01", "geboortejaar": 1950 if law == "Wmo" else 2012, "heeft_beschikking": False,
    }  # fmt: skip
    return row | more


def after_the_end() -> Iterator[dict]:
    def youth(person: str, begin: str, end: str | None = None, **more: object) -> dict:
        return trajectory(f"{person}-{begin}", person, "0119", "J1", "Jeugdwet", begin, end, **more)

    for person, end, again in (("on_the_day", "2024-12-31", "2025-12-31"), ("day_after", "2024-06-30", "2025-07-01")):
        yield youth(person, "2023-09-01", end)
        yield youth(person, again)
    yield youth("never", "2023-09-01", "2024-05-31")
    yield youth("walked_out", "2023-09-01", "2024-04-30", reden_beeindiging_code="32")
    yield youth("walked_out", "2024-04-30", productcategorie="52")
    yield youth("parallel", "2023-09-01", "2024-02-01")
    yield youth("parallel", "2023-12-01", productcategorie="52")
    yield youth("other_law", "2023-09-01", "2024-08-31")
    yield trajectory("other_law-wmo", "other_law", "0119", "K2", "Wmo", "2024-09-10")
    yield youth("died", "2023-09-01", "2024-03-31", reden_beeindiging_code="02")
    yield youth("moved", "2023-09-01", "2024-03-31", reden_beeindiging_code="35")
    yield youth("moved", "2024-06-01")
    yield youth("too_recent", "2023-09-01", "2025-01-01")


def scaling_down() -> Iterator[dict]:
    def wmo(person: str, begin: str, end: str | None = None, **more: object) -> dict:
        return trajectory(f"{person}-{begin}", person, "0484", "K1", "Wmo", begin, end, **more)

    general = {"leveringsvorm": "algemene_voorziening", "productcategorie": None}
    for person, begin, product, then in (
        ("after_30", "2025-04-30", "02", general), ("after_31", "2025-05-01", "02", general),
        ("lighter", "2025-04-01", "02", {"productcategorie": "01"}), ("equal", "2025-04-01", "02", {"productcategorie": "03"}),
        ("heavier", "2025-04-01", "01", {"productcategorie": "02"}),
    ):  # fmt: skip
        yield wmo(person, "2024-06-01", "2025-03-31", productcategorie=product)
        yield wmo(person, begin, **then)
    yield wmo("too_recent_30", "2024-06-01", "2025-12-15")
    yield wmo("too_recent_30", "2025-12-16", **general)
    yield wmo("general_ends", "2024-06-01", "2025-03-31", **general)


def use() -> Iterator[dict]:
    def wmo(person: str, begin: str, end: str | None = None, **more: object) -> dict:
        return trajectory("-".join(map(str, (person, begin, *more.values()))), person, "0917", "K2", "Wmo", begin, end, **more)

    general = {"leveringsvorm": "algemene_voorziening", "productcategorie": None}
    for person in ("a", "b"):
        yield wmo(person, "2025-01-01")
        yield wmo(person, "2025-03-01", productcategorie="07")
    yield wmo("a", "2025-02-01", contractnummer="K3", productcategorie="02")  # a second time in one category
    yield wmo("c", "2025-01-01", "2025-03-31")
    yield wmo("c", "2025-06-01", productcategorie="07")
    yield wmo("d", "2025-01-01", wijkcode="WK091702", geboortejaar=1990)
    yield wmo("d", "2025-01-01", wijkcode="WK091702", geboortejaar=1990, **general)
    yield wmo("e", "2024-12-01", "2025-01-01", **general)
    yield wmo("f", "2025-01-01", wijkcode="WK091702", leveringsvorm="pgb")


def population() -> list[dict]:
    groups = {"0-17": 0.2, "18-64": 0.5, "65-74": 0.1, "75+": 0.2}
    return [
        {"wijkcode": f"WK0917{wijk}", "wijknaam": "Proef", "leeftijdsgroep": group, "aantal": round(total * share)}
        for wijk, total in (("01", 300), ("02", 200))
        for group, share in groups.items()
    ]


@pytest.fixture(scope="module")
def query(new_landing, build):
    landing = new_landing()
    for place, numbers in (("0119", CONTRACTS[:1]), ("0484", CONTRACTS[1:2]), ("0917", CONTRACTS[2:])):
        landing.deliver("contracten", place, "2025", [contract(*one) for one in numbers])
    landing.deliver("trajecten", "0119", "2025", list(after_the_end()))
    landing.deliver("trajecten", "0484", "2025", list(scaling_down()))
    landing.deliver("trajecten", "0917", "2025", list(use()))
    landing.deliver("bevolking", "0917", "2025", population())
    landing.deliver("bevolking", "0917", "2023", population())  # nobody had support in 2023: these rows are no denominator
    return build(landing, "mart_indicatorwaarde", "mart_uitval", "mart_aansluiting")


def figure(query, code: str, place: str, **keys: str) -> list[tuple]:
    """(periode, onderdeel, klasse, wijkcode, teller, noemer, in_aanmerking_n, reden_code) of an indicator."""
    where = "".join(f" and {name} = '{value}'" for name, value in keys.items())
    columns = "periode, onderdeel, klasse, wijkcode, teller, n, in_aanmerking_n, reden_code"
    return query(
        f"select {columns} from marts.mart_indicatorwaarde where indicator_code = '{code}' and gemeentecode = '{place}'{where} order by all"
    )


def test_only_a_trajectory_that_was_followed_for_the_whole_term_is_in_the_denominator(query):
    found = figure(query, "geen_nieuwe_start", "0119", contractnummer="J1")
    assert found == [
        ("2024", "alle", "alle", "alle", 4, 6, 6, "te_weinig"), ("2025", "alle", "alle", "alle", 0, 0, 1, "nog_te_kort_gevolgd"),
    ]  # fmt: skip


def test_repeated_use_counts_planned_ends_only_and_the_last_day_of_the_term_still_counts(query):
    assert figure(query, "herhaald_beroep", "0119", contractnummer="J1", periode="2024") == [
        ("2024", "alle", "alle", "alle", 1, 5, 5, "te_weinig")
    ]


def test_who_died_or_moved_is_in_no_denominator_and_no_numerator(query):
    rows = "select distinct unnest(_row_ids) from intermediate.int_indicatorwaarde__bijdragen"
    traced = query(f"{rows} where indicator_code = 'geen_nieuwe_start'")
    gone = query("select _row_id from landing.trajecten where reden_beeindiging_code in ('02', '35') and wet = 'Jeugdwet'")
    assert len(gone) == 2
    assert not set(traced) & set(gone)


def test_scaling_down_is_lighter_support_within_thirty_days_and_nothing_else(query):
    assert figure(query, "afschaling", "0484", contractnummer="K1") == [("2025", "alle", "alle", "alle", 2, 5, 6, "te_weinig")]


def test_stacking_counts_kinds_of_maatwerk_on_one_day_and_within_the_year(query):
    found = {row[1]: row[4:6] for row in figure(query, "stapeling_persoon", "0917", periode="2025", wet="Wmo")}
    assert found == {"periode": (3, 5), "peildag": (2, 5)}  # c had both, never at once; d has one kind of maatwerk


def test_the_classes_of_stacking_together_are_its_denominator(query):
    found = [(row[1], row[2], row[4], row[5]) for row in figure(query, "stapeling_verdeling", "0917", periode="2025", wet="Wmo")]
    assert found == [("peildag", "1", 3, 5), ("peildag", "2", 2, 5), ("periode", "1", 2, 5), ("periode", "2", 3, 5)]


def test_the_share_of_general_provisions_counts_persons_once_and_shows_the_overlap(query):
    found = {row[1]: row[4:6] for row in figure(query, "algemeen_aandeel", "0917", periode="2025")}
    assert found == {"alle": (2, 6), "beide": (1, 6)}


def test_the_share_of_personal_budgets_is_about_people_with_maatwerk(query):
    assert [row[4:6] for row in figure(query, "pgb_aandeel", "0917", periode="2025")] == [(1, 5)]


def test_a_form_that_nobody_delivers_gives_no_figure_instead_of_zero_percent(query):
    assert figure(query, "pgb_aandeel", "0484") == []
    assert figure(query, "algemeen_aandeel", "0119") == []


def test_use_per_thousand_inhabitants_by_wijk_and_by_age_on_the_first_of_january(query):
    found = {(row[1], row[3], row[2]): row[4:6] for row in figure(query, "clienten_per_1000", "0917", periode="2025", wet="Wmo")}
    assert found["maatwerk", "alle", "alle"] == (5, 500)
    assert found["met_algemeen", "alle", "alle"] == (6, 500)
    assert found["maatwerk", "WK091701", "alle"] == (3, 300)
    assert found["maatwerk", "WK091702", "alle"] == (2, 200)
    # Born in 1950: 74 on 1 January 2025. Born in 1990: 34.
    assert [found["maatwerk", "alle", age] for age in ("0-17", "18-64", "65-74", "75+")] == [(0, 100), (1, 250), (4, 50), (0, 100)]
    (value,) = query(
        "select waarde, laag, hoog from marts.mart_indicatorwaarde where indicator_code = 'clienten_per_1000' and gemeentecode = '0917' "
        "and periode = '2025' and onderdeel = 'maatwerk' and wijkcode = 'alle' and klasse = 'alle'"
    )
    assert value == pytest.approx((10.0, 4.2787539, 23.1930998), abs=1e-4)  # Wilson 5/500, as statsmodels gives it


def test_without_a_population_of_that_year_there_is_no_rate(query):
    (row,) = figure(query, "clienten_per_1000", "0917", periode="2024", onderdeel="met_algemeen", klasse="alle", wijkcode="alle")
    assert row[4:] == (1, 0, 0, "geen_bevolking")


def test_a_contract_without_messages_has_its_uitval_from_delivered_trajectories(query):
    columns = "in_noemer_n, uitval_strikt_n, uitval_ruim_n, overleden_n, verhuizing_extern_n"
    found = query(f"select {columns} from marts.mart_uitval where contractnummer = 'J1' and periode = '2024' and agb_code = 'alle'")
    assert found == [(6, 1, 1, 1, 1)]


def test_population_that_no_figure_needs_is_named_in_the_reconciliation(query):
    found = query(
        "select periode, post, rijen_n from marts.mart_aansluiting where bron = 'bevolking' and post not in ('geleverd') order by 1"
    )
    assert found == [("2023", "uitgesloten:geen_ondersteuning", 8), ("2025", "geteld", 8)]
