"""Who has had much help at home for long, counted by hand at every limit: 80 years on 1 January, 2 hours a week, more than 2 years.

Two hours a week is 2 * 365.25 / 84 = 8.696 hours a month, so 9 hours in a month are enough and 8 are not. All support is in January 2025,
except that of 'credit'. K2 and K4 belong to two providers in one municipality; the support of 'verhuisd' began under K4.
"""

from datetime import date

import pytest

from tests.integration.dbt_project.test_money import contract
from tests.integration.dbt_project.test_waterfall import A, declare, support

OLD, LONG = 1930, date(2022, 6, 1)
PIECES = {"productcategorie": "03", "productcode": "03A01", "eenheid": "82"}
# name: (birth year, [(contract, begin, end)], hours in January 2025, in the group)
PEOPLE = {
    "alles": (OLD, [("K2", LONG, None)], 9, True),
    "te_weinig_uren": (OLD, [("K2", LONG, None)], 8, False),
    "net_tachtig": (1944, [("K2", LONG, None)], 9, True),
    "nog_geen_tachtig": (1945, [("K2", LONG, None)], 9, False),
    "een_dag_te_lang": (OLD, [("K2", date(2023, 1, 30), None)], 9, True),
    "precies_twee_jaar": (OLD, [("K2", date(2023, 1, 31), None)], 9, False),
    "ander_contract": (OLD, [("K4", LONG, date(2024, 6, 1)), ("K2", date(2024, 6, 4), None)], 9, True),
    "onderbroken": (OLD, [("K4", LONG, date(2024, 6, 1)), ("K2", date(2024, 6, 6), None)], 9, False),
    "gestopt": (OLD, [("K2", date(2023, 1, 20), date(2025, 1, 20))], 9, False),
    "credit": (OLD, [("K2", LONG, None)], 9, True),
    "leeftijd_onbekend": (None, [("K2", LONG, None)], 9, None),
    "zonder_traject": (1990, [], 9, None),
    "begin_onbekend": (None, [], 9, None),
}


@pytest.fixture(scope="module")
def landing(new_landing):
    landing = new_landing()
    landing.deliver("contracten", "0119", "2025", [contract(n, "inspanningsgericht", "323, 325") for n in ("K2", "K4")])
    role = {"aanbieder_naam": "A", "rol": "raamcontractant", "geldig_vanaf": date(2020, 1, 1)}
    landing.deliver("aanbieders", "0119", "2025", [{**role, "agb_code": f"4242000{n}", "contractnummer": f"K{n}"} for n in (2, 4)])
    lines = [support(A, name, hours, 100) for name, (_, _, hours, _) in PEOPLE.items()] + [support(PIECES, "per_stuk", 1, 5_000)]
    declare(landing, "42420002", 2025, 1, lines)
    # Of February nothing is left: not a month with support, so 'credit' keeps 9 hours a month.
    declare(landing, "42420002", 2025, 2, [support(A, "credit", 4, 100), {**support(A, "credit", 4, 100), "bedrag_cent": -400}])
    declare(landing, "42420004", 2025, 1, [support(A, "zonder_begin", 9, 100), support(A, "en_nog_een", 9, 100)])
    landing.deliver("trajecten", "0119", "2025", [course for name in [*PEOPLE, "per_stuk"] for course in courses(name)])
    return landing


def courses(name: str) -> list[dict[str, object]]:
    born, stays = PEOPLE[name][:2] if name in PEOPLE else (OLD, [("K2", LONG, None)])
    own = {"gemeentecode": "0119", "wet": "Wmo", "productcategorie": "01", "leveringsvorm": "zin", "wijkcode": "WK011901"}
    own |= {"bsn_pseudo": name, "clientnummer_pseudo": f"c-{name}", "geboortejaar": born}
    return [
        {**own, "contractnummer": number, "trajectnummer_pseudo": f"t{place}-{name}", "begindatum": begin, "einddatum": end}
        | ({"reden_beeindiging_code": "19"} if end else {})
        for place, (number, begin, end) in enumerate(stays)
    ]


@pytest.fixture(scope="module")
def query(landing, build):
    return build(landing, "mart_langer_thuis")


def test_each_limit_lies_where_the_parameters_say(query):
    found = dict(query("select bsn_pseudo, is_langdurig from intermediate.int_langer_thuis__personen where contractnummer = 'K2'"))
    assert found == {name: expected for name, (*_, expected) in PEOPLE.items()} | {"per_stuk": None}


def test_the_group_its_share_with_wilson_and_its_money(query):
    """14 people, of whom 4 cannot be judged; 5 of the other 10: Wilson 23.659309 to 76.340691. 5 * 900 of 12 * 900 + 800 + 5,000."""
    columns = "clienten_n, bekend_n, langdurig_n, langdurig_pct, langdurig_laag_pct, langdurig_hoog_pct"
    ((*found, share, low, high),) = query(f"select {columns} from marts.mart_langer_thuis where contractnummer = 'K2'")
    assert found == [14, 10, 5]
    assert (share, low, high) == pytest.approx((50, 23.659309, 76.340691), abs=1e-5)
    columns = "langdurig_kosten_cent, kosten_cent, zekerheid, reden_code, leeftijd_vanaf, uren_per_week_vanaf, jaren_langer_dan"
    assert query(f"select {columns} from marts.mart_langer_thuis where contractnummer = 'K2'") == [(4_500, 16_600, "proxy", None, 80, 2, 2)]


def test_where_too_little_is_known_there_is_no_share_but_a_reason(query):
    columns = "clienten_n, bekend_n, langdurig_n, langdurig_pct, langdurig_laag_pct, langdurig_kosten_pct, kosten_cent, reden_code"
    assert query(f"select {columns} from marts.mart_langer_thuis where contractnummer = 'K4'") == [
        (2, 0, 0, None, None, None, 1_800, "te_weinig_bekend")
    ]
