"""Use, waiting time, uitval and declarations from messages and a delivered list together; every number worked out by hand.

Meppel (0119), Wmo, peildatum 2025-12-31. K1 has allocations and declarations (providers A and C), K2 is a task contract (B) without.

Messages      category  allocated   in force    begins      ends        reason            waits after in force / allocated
  p1 K1 A     02        2025-01-01  2025-01-06  2025-01-10  2025-03-15  19 as planned       4   9    65 days
  p2 K1 A     02        2025-01-01  2025-01-01  2025-02-20  -                              50  50
  p3 K1 A     02        2025-02-01  2025-02-01  2025-01-30  2025-03-31  21 client          -2  -2    61 days
  p4 K1 C     02        2025-03-01  2025-03-01  2025-03-11  2025-12-31  23 by agreement    10  10
  p6 K1 A     02        2025-01-01  2025-01-01  2025-01-03  2025-05-31  31 moved away       2   2
  p5 K2 B     07        none                    2025-04-01  2025-06-30  02 died
  p8 K2 B     07        none                    2025-02-01  2025-03-01  38 other provider: no end
Delivered list (K1)
  p1          02  2025-01-08 to 2025-03-10: the message takes its place and its neighbourhood 01
  p1          07  from 2025-02-01, neighbourhood 01
  client 7    02  2025-02-10 to 2025-03-20, 22 provider, neighbourhood 02, no BSN: cannot be compared (39 days)
  p2          02  personal budget from 2025-03-01, neighbourhood 02

Declarations of 2024-03, K1, category 01; allocated 2 hours a week and 10 hours a month: 120 * 31 / 7 + 600 = 1,131.428571 minutes.
  A, 8 April: 6 hours 36,000 (r1) and 90 minutes 9,000 (r2) accepted, 3 hours 18,000 (r3) rejected for 0611 and 9307
  C, 8 April: 8 hours 48,000 (r4) accepted
  A, 8 May: credit of r2, and 1 hour 6,000 credit of a line nobody knows; both accepted
  A, 8 June: 1 hour 6,000 (r5), never answered
  Accepted 36,000 + 9,000 + 48,000 - 9,000 - 6,000 = 78,000 cents and 360 + 90 + 480 - 90 - 60 = 780 minutes.
"""

from datetime import date

import pytest

from orchestration.trace import trace

D = date
A, B, C = "42420001", "42420002", "42420003"
CARE = {"p1": (A, "19"), "p2": (A, None), "p3": (A, "21"), "p4": (C, "23"), "p6": (A, "31")}
DAYS = {
    "p1": (D(2025, 1, 1), D(2025, 1, 6), D(2025, 1, 10), D(2025, 3, 15)), "p2": (D(2025, 1, 1), D(2025, 1, 1), D(2025, 2, 20), None),
    "p3": (D(2025, 2, 1), D(2025, 2, 1), D(2025, 1, 30), D(2025, 3, 31)),
    "p4": (D(2025, 3, 1), D(2025, 3, 1), D(2025, 3, 11), D(2025, 12, 31)),
    "p6": (D(2025, 1, 1), D(2025, 1, 1), D(2025, 1, 3), D(2025, 5, 31)),
}  # fmt: skip
TASK = {"p5": (D(2025, 4, 1), D(2025, 6, 30), "02"), "p8": (D(2025, 2, 1), D(2025, 3, 1), "38")}
MONTH = {"productperiode_begin": D(2024, 3, 1), "productperiode_eind": D(2024, 3, 31), "toewijzing_pseudo": "t10", "productcategorie": "01"}


def send(landing, table, agb, day, rows, money="", name=""):
    """One message: its lines and its header. Returns the delivery."""
    own = {"wet": "Wmo", "gemeentecode": "0119", "agb_code": agb, "bericht_identificatie": name}
    delivery = landing.deliver(table, "0119", f"{day.year}M{day.month:02d}", [own | row for row in rows], money)
    head = {"identificatie": name, "dagtekening": day, "verwerkt": True, "n_regels": len(rows)}
    landing.add("bericht", delivery, [{key: own[key] for key in ("wet", "gemeentecode", "agb_code")} | head])
    return delivery


def declare(landing, name, agb, day, lines, answer=None):
    """A 323 and, with `answer` (codes of the message, codes of rejected lines by reference), its 325."""
    rows = [MONTH | {"bsn_pseudo": "p10", "productcode": "01A01", "declaratienummer": name} | line for line in lines]
    total = sum(row["bedrag_cent"] for row in rows)
    delivery = send(landing, "declaratieregel", agb, day, rows, "bedrag_cent", name)
    own = {"wet": "Wmo", "gemeentecode": "0119", "agb_code": agb, "bericht_identificatie": name}
    landing.add("declaratie", delivery, [own | {"dagtekening": day, "totaal_cent": total}])
    if answer is None:
        return
    codes, rejected = answer
    back = [
        {"declaratie_identificatie": name, "referentie_pseudo": row["referentie_pseudo"], "bedrag_cent": row["bedrag_cent"],
         "retourcodes": rejected[row["referentie_pseudo"]]}
        for row in rows if row["referentie_pseudo"] in rejected
    ]  # fmt: skip
    returned = send(landing, "antwoordregel", agb, day, back, "bedrag_cent", f"A{name}")
    awarded = 0 if codes == "0001" else total - sum(row["bedrag_cent"] for row in back)
    content = {"declaratie_identificatie": name, "totaal_ingediend_cent": total, "totaal_toegekend_cent": awarded, "n_regels": len(back)}
    landing.add("declaratieantwoord", returned, [own | content | {"header_retourcodes": codes, "antwoord_retourcodes": "0200"}])


def contracts(landing):
    common = {"contract_naam": "Proef", "wet": "Wmo", "ingangsdatum": D(2020, 1, 1), "inkoopschaal": "lokaal"}
    rows = [
        common | {"contractnummer": "K1", "uitvoeringsvariant": "inspanningsgericht", "berichten": "301, 305, 307, 323, 325"},
        common | {"contractnummer": "K2", "uitvoeringsvariant": "taakgericht", "berichten": "305, 307"},
    ]
    landing.deliver("contracten", "0119", "2025", rows)
    roles = [
        {"agb_code": agb, "aanbieder_naam": agb, "rol": "raamcontractant", "contractnummer": number, "geldig_vanaf": D(2020, 1, 1)}
        for agb, number in ((A, "K1"), (C, "K1"), (B, "K2"))
    ]
    landing.deliver("aanbieders", "0119", "2025", roles)


def care(landing):
    for person, (agb, reason) in CARE.items():
        allocated, in_force, begins, ends = DAYS[person]
        of = {"bsn_pseudo": person, "toewijzing_pseudo": f"t-{person}", "productcategorie": "02", "productcode": "02A01"}
        terms = {"toewijzingsdatum": allocated, "toewijzingstijd": "12:00:00", "ingangsdatum": in_force}
        send(landing, "toewijzing", agb, allocated, [of | terms], name=f"301{person}")
        spell = of | {"toewijzing_ingangsdatum": in_force, "begindatum": begins, "status_aanlevering": "1"}
        send(landing, "levering_start", agb, begins, [spell], name=f"305{person}")
        if ends:
            send(landing, "levering_stop", agb, ends, [spell | {"einddatum": ends, "reden_beeindiging_code": reason}], name=f"307{person}")
    for person, (begins, ends, reason) in TASK.items():
        spell = {"bsn_pseudo": person, "productcategorie": "07", "productcode": "07A01", "begindatum": begins, "status_aanlevering": "1"}
        send(landing, "levering_start", B, begins, [spell], name=f"305{person}")
        send(landing, "levering_stop", B, ends, [spell | {"einddatum": ends, "reden_beeindiging_code": reason}], name=f"307{person}")


def delivered_list(landing):
    def one(name, category, begins, ends=None, reason=None, quarter="WK011901", form="zin", **person):
        own = {"gemeentecode": "0119", "trajectnummer_pseudo": name, "contractnummer": "K1", "wet": "Wmo", "productcategorie": category}
        period = {"begindatum": begins, "einddatum": ends, "reden_beeindiging_code": reason}
        return own | period | {"wijkcode": quarter, "leveringsvorm": form, "bsn_pseudo": None, "clientnummer_pseudo": None} | person

    rows = [
        one("d1", "02", D(2025, 1, 8), D(2025, 3, 10), "19", bsn_pseudo="p1"),
        one("d2", "07", D(2025, 2, 1), bsn_pseudo="p1"),
        one("d3", "02", D(2025, 2, 10), D(2025, 3, 20), "22", "WK011902", clientnummer_pseudo="client7"),
        one("d4", "02", D(2025, 3, 1), quarter="WK011902", form="pgb", bsn_pseudo="p2"),
    ]
    landing.deliver("trajecten", "0119", "2025", rows)


def declarations(landing):
    def allocate(number, category, begins, ends, volume, unit, frequency):
        of = {"bsn_pseudo": "p10", "toewijzing_pseudo": number, "productcategorie": category, "productcode": f"{category}A01"}
        size = {"volume": volume, "eenheid": unit, "frequentie": frequency, "ingangsdatum": begins, "einddatum": ends}
        row = of | size | {"toewijzingsdatum": begins, "toewijzingstijd": "12:00:00"}
        send(landing, "toewijzing", A, begins, [row], name=f"301{number}")

    def line(reference, volume, unit, cents, debit=None, **other):
        own = {"referentie_pseudo": reference, "volume": volume, "eenheid": unit, "bedrag_cent": cents}
        return own | {"vorig_referentie_pseudo": debit} | other

    march = (D(2024, 3, 1), D(2024, 3, 31))
    allocate("t10", "01", *march, 2, "04", "2")
    allocate("t11", "01", *march, 10, "04", "4")
    allocate("t12", "03", *march, 10, "14", "4")
    allocate("t13", "04", D(2025, 12, 1), None, 10, "04", "6")
    day = D(2024, 4, 8)
    rows = [line("r1", 6, "04", 36_000), line("r2", 90, "01", 9_000), line("r3", 3, "04", 18_000)]
    declare(landing, "B1", A, day, rows, ("0200", {"r3": "0611,9307"}))
    declare(landing, "B2", C, day, [line("r4", 8, "04", 48_000)], ("0200", {}))
    credits = [line("c1", 90, "01", -9_000, "r2"), line("c2", 1, "04", -6_000, "zzz")]
    declare(landing, "B3", A, D(2024, 5, 8), credits, ("0200", {}))
    declare(landing, "B4", A, D(2024, 6, 8), [line("r5", 1, "04", 6_000)])
    hours = line("r6", 1, "04", 4_000, productcategorie="03", toewijzing_pseudo="t12")
    declare(landing, "B5", A, day, [hours], ("0200", {}))
    declare(landing, "B6", A, day, [hours | {"referentie_pseudo": "r7", "bedrag_cent": 5_000}], ("0001", {}))
    may = {
        "productperiode_begin": D(2025, 5, 1),
        "productperiode_eind": D(2025, 5, 31),
        "productcategorie": "02",
        "toewijzing_pseudo": "t-p2",
    }
    declare(landing, "B7", A, D(2025, 6, 8), [line("r8", 1, "04", 6_000, **may)], ("0200", {}))


@pytest.fixture(scope="module")
def landing(new_landing):
    landing = new_landing()
    for part in (contracts, care, delivered_list, declarations):
        part(landing)
    return landing


@pytest.fixture(scope="module")
def query(landing, build):
    return build(
        landing, "mart_declaraties", "mart_declaratie_afwijzing", "mart_gebruik", "mart_gebruik_contract", "mart_uitval", "mart_wachttijd"
    )


def test_nobody_is_counted_twice_and_who_cannot_be_compared_is_named(query):
    found = query("select koppeling, count(*) from intermediate.int_gebruik__trajecten group by 1 order by 1")
    assert found == [("alleen_berichten", 6), ("alleen_trajecten", 2), ("gekoppeld", 1), ("zonder_bsn", 1)]


def test_clients_do_not_add_up_over_categories_and_neighbourhoods(query):
    columns = "productcategorie, wijkcode, clienten_n, trajecten_n"
    found = query(f"select {columns} from marts.mart_gebruik where wet = 'Wmo' and maand = '2025-03-01' order by 1, 2")
    assert found == [
        ("02", "WK011901", 1, 1), ("02", "WK011902", 2, 2), ("02", "alle", 6, 7), ("02", "onbekend", 4, 4),
        ("07", "WK011901", 1, 1), ("07", "alle", 2, 2), ("07", "onbekend", 1, 1),
        ("alle", "WK011901", 1, 2), ("alle", "WK011902", 2, 2), ("alle", "alle", 7, 9), ("alle", "onbekend", 5, 5),
    ]  # fmt: skip
    assert query("select clienten_n from marts.mart_gebruik_contract where maand = '2025-03-01' order by contractnummer") == [(6,), (1,)]


def test_in_and_outflow_and_the_length_of_what_ended(query):
    # March: p4 and the budget of p2 begin; p1, p3 and client 7 end after 65, 61 and 39 days. P90 = 61 + 0.8 * 4.
    columns = "instroom_n, uitstroom_n, pgb_n, duur_mediaan_dagen, duur_p90_dagen"
    where = "productcategorie = 'alle' and wijkcode = 'alle' and maand ="
    assert query(f"select {columns} from marts.mart_gebruik where {where} '2025-03-01'") == [(2, 3, 1, 61.0, pytest.approx(64.2))]
    assert query(f"select {columns} from marts.mart_gebruik where {where} '2025-04-01'") == [(1, 0, 1, None, None)]


def test_waiting_counts_from_allocation_to_begin_and_a_begin_without_allocation_apart(query):
    # After coming into force -2 2 4 10 50: P90 = 10 + 0.6 * 40. After allocation -2 2 9 10 50. Wilson of 4 in 5: 37.553-96.378.
    columns = "contractnummer, starts_n, zonder_toewijzing_n, na_ingang_mediaan_dagen, na_ingang_p90_dagen, na_toewijzing_mediaan_dagen, \
        na_toewijzing_p90_dagen, norm_dagen, binnen_norm_n, binnen_norm_pct, binnen_norm_laag_pct, binnen_norm_hoog_pct"
    first, second = query(
        f"select {columns} from marts.mart_wachttijd where periode = '2025H1' and productcategorie = 'alle' order by contractnummer"
    )
    assert first[:9] == ("K1", 5, 0, 4.0, 34.0, 9.0, 34.0, 42, 4)
    assert first[9:] == pytest.approx((80.0, 37.553, 96.378), abs=1e-3)
    assert second == ("K2", 0, 2, None, None, None, None, 42, 0, None, None, None)


def test_uitval_leaves_out_who_died_or_moved_and_comes_per_provider_and_together(query):
    columns = (
        "contractnummer, periode, agb_code, geeindigd_n, in_noemer_n, uitval_strikt_n, uitval_ruim_n, verhuizing_extern_n, overleden_n, \
        geen_einde_n, uitval_strikt_pct"
    )
    assert query(f"select {columns} from marts.mart_uitval order by 1, 2, 3") == [
        ("K1", "2025", A, 3, 2, 1, 1, 1, 0, 0, 50.0),
        ("K1", "2025", C, 1, 1, 0, 1, 0, 0, 0, 0.0),
        ("K1", "2025", "alle", 5, 4, 2, 3, 1, 0, 0, 50.0),
        ("K1", "2025", "onbekend", 1, 1, 1, 1, 0, 0, 0, 100.0),
        ("K1", "2025H1", A, 3, 2, 1, 1, 1, 0, 0, 50.0),
        ("K1", "2025H1", "alle", 4, 3, 2, 2, 1, 0, 0, pytest.approx(200 / 3)),
        ("K1", "2025H1", "onbekend", 1, 1, 1, 1, 0, 0, 0, 100.0),
        ("K1", "2025H2", C, 1, 1, 0, 1, 0, 0, 0, 0.0),
        ("K1", "2025H2", "alle", 1, 1, 0, 1, 0, 0, 0, 0.0),
        ("K2", "2025", B, 1, 0, 0, 0, 0, 1, 1, None),
        ("K2", "2025", "alle", 1, 0, 0, 0, 0, 1, 1, None),
        ("K2", "2025H1", B, 1, 0, 0, 0, 0, 1, 1, None),
        ("K2", "2025H1", "alle", 1, 0, 0, 0, 0, 1, 1, None),
    ]


def test_a_month_of_declarations_is_what_was_answered_and_credits_count_in_money(query):
    columns = "regels_n, geaccepteerd_n, afgewezen_n, open_n, ingediend_cent, geaccepteerd_cent, afgewezen_cent, open_cent, credit_n, \
        gecrediteerd_cent, credit_zonder_debet_n, credit_zonder_debet_cent"
    where = "productcategorie = '01' and maand = '2024-03-01'"
    assert query(f"select {columns} from marts.mart_declaraties where {where}") == [
        (7, 5, 1, 1, 102_000, 78_000, 18_000, 6_000, 2, 15_000, 1, 6_000)
    ]
    # A month of more than a year old is complete, whatever the triangle shows; the line of June 2024 was forgotten, not late.
    expected = "leeftijd_maanden, voltooiing_pct, verwacht_laag_cent, verwacht_cent, verwacht_hoog_cent, verwacht_reden_code"
    assert query(f"select {expected} from marts.mart_declaraties where {where}") == [(15, 100.0, 78_000, 78_000, 78_000, None)]


def test_verzilvering_is_accepted_over_allocated_volume_or_a_reason(query):
    columns = "productcategorie, geleverd_volume, toegewezen_volume, volume_eenheid, verzilvering_pct, verzilvering_reden_code"
    found = query(f"select {columns} from marts.mart_declaraties order by productcategorie")
    assert [(row[0], float(row[1]), float(row[2]), *row[3:]) for row in found] == [
        ("01", 780.0, pytest.approx(120 * 31 / 7 + 600, abs=1e-6), "minuut", pytest.approx(100 * 780 / (120 * 31 / 7 + 600)), None),
        ("02", 0.0, 0.0, None, None, "geen_toewijzing"),
        ("03", 0.0, 0.0, None, None, "verschillende_eenheden"),
        ("04", 0.0, 0.0, None, None, "totaal_zonder_einde"),
    ]
    reasons = query(
        "select productcategorie, verwacht_reden_code from marts.mart_declaraties where productcategorie in ('02', '04') order by 1"
    )
    assert reasons == [("02", "te_weinig_maanden"), ("04", "geen_declaraties")]


def test_a_rejection_shows_its_reasons_and_leads_back_to_line_and_answer(landing, query):
    columns = "productcategorie, retourcode, afgewezen_n, afgewezen_cent, cell_id"
    found = query(f"select {columns} from marts.mart_declaratie_afwijzing order by 1, 2")
    assert [row[:4] for row in found] == [
        ("01", "0611", 1, 18_000), ("01", "9307", 1, 18_000), ("01", "alle", 1, 18_000), ("03", "0001", 1, 5_000), ("03", "alle", 1, 5_000)
    ]  # fmt: skip
    assert query("select distinct omschrijving_nl from marts.mart_declaratie_afwijzing where retourcode = '0611'") == [
        ("Het tarief is niet het tarief uit het contract.",)
    ]
    walked = trace(landing.database, "mart_declaratie_afwijzing", found[1][4])
    assert {source.delivery_id.split("__")[0] for source in walked.sources} == {"declaratieregel", "antwoordregel"}
