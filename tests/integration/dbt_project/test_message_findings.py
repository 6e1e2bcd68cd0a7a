"""The rules across messages (reference.md §5.7): each with messages that break it and the nearest messages that do not.

Every case is a handful of landing rows through the real models; it must give exactly the rules it names.
"""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

D = date
Case = Callable[[Any], Any]
DAY = D(2025, 1, 2)
NEXT = {"begindatum": D(2025, 4, 1)}
TEMPORARY = {"reden_beeindiging_code": "20", "einddatum": D(2025, 3, 1)}
SIZE = {"volume": 4, "eenheid": "04", "frequentie": "2"}
ASKED = {"referentie_aanbieder_pseudo": "v1"}
MARCH = {"referentie_pseudo": "r2", "productperiode_begin": D(2025, 3, 1), "productperiode_eind": D(2025, 3, 31)}
CREDIT = {"referentie_pseudo": "c1", "vorig_referentie_pseudo": "r1", "bedrag_cent": -1_000}
ONE, TWO = {"declaratienummer": "D1"}, {"declaratienummer": "D2"}
SECOND = {"toewijzing_pseudo": "t2", "toewijzingsdatum": D(2025, 1, 1)}


def allocated(post: Any, **values: Any) -> Any:
    return post.send("301", DAY, values)


def started(post: Any, **values: Any) -> Any:
    return allocated(post).send("305", D(2025, 1, 12), values)


def declared(post: Any, allocation: dict[str, Any], *lines: dict[str, Any]) -> Any:
    return allocated(post, **allocation).send("323", D(2025, 5, 1), *lines)


def refused(post: Any, *lines: dict[str, Any]) -> Any:
    """A declaration that the municipality rejected as a whole, so that it is as if it was never sent (IV087)."""
    answer = {"declaratie_identificatie": "B1", "header_retourcodes": "0001"}
    return allocated(post).send("323", D(2025, 5, 1), *lines, identificatie="B1").send("325", D(2025, 5, 5), answer)


def priced(post: Any, tarief_cent: int, eenheid: str, line: dict[str, Any], **values: Any) -> Any:
    """A declaration under a contract with this tariff; the line is 10 units for 1,000 cents in February 2025 unless it says otherwise."""
    return declared(post.contract("K1", "301, 323").tariff("K1", tarief_cent, eenheid, **values), {}, line)


MINUTES = {"eenheid": "01", "volume": 90, "tarief_cent": 101}
# rule, what breaks it, what does not
CASES: list[tuple[str, Case, Case]] = [
    ("TR019", lambda p: allocated(p).send("305", D(2025, 1, 12), {"toewijzing_pseudo": "t9"}), lambda p: started(p)),
    ("TR019", lambda p: allocated(p).send("305", D(2025, 1, 12), {"toewijzing_pseudo": "t9"}),
     lambda p: p.send("305", D(2025, 1, 12), {"toewijzing_pseudo": "t9"})),  # nobody sends allocations here
    ("TR019", lambda p: started(p).send("305", D(2025, 1, 12), {"toewijzing_pseudo": "t9"}),
     lambda p: started(p).send("305", D(2025, 1, 12), {"toewijzing_pseudo": None})),  # a task contract
    ("TR063", lambda p: started(p, status_aanlevering="3"),
     lambda p: started(p).send("305", D(2025, 1, 13), {"status_aanlevering": "3"})),
    ("TR063", lambda p: started(p).send("307", D(2025, 7, 1), {"status_aanlevering": "3"}),
     lambda p: started(p).send("307", D(2025, 7, 1), {}).send("307", D(2025, 7, 2), {"status_aanlevering": "3"})),
    ("TR063", lambda p: started(p).send("305", D(2025, 1, 11), {"status_aanlevering": "3"}),
     lambda p: started(p).send("305", D(2025, 1, 12), {"status_aanlevering": "3"})),
    ("TR071", lambda p: started(p).send("307", D(2025, 7, 1), {}).send("305", D(2025, 8, 1), {"status_aanlevering": "3"}),
     lambda p: started(p).send("307", D(2025, 7, 1), {}).send("307", D(2025, 8, 1), {"status_aanlevering": "3"})
        .send("305", D(2025, 8, 1), {"status_aanlevering": "3"})),
    ("TR302", lambda p: allocated(p).send("301", DAY, SECOND), lambda p: allocated(p, einddatum=D(2025, 1, 31)).send(
        "301", DAY, {**SECOND, "ingangsdatum": D(2025, 2, 1)})),
    ("TR302", lambda p: allocated(p).send("301", DAY, {**SECOND, "productcode": None}),
     lambda p: allocated(p).send("301", DAY, {**SECOND, "productcode": "02A02"})),
    ("TR302", lambda p: allocated(p).send("301", DAY, {**SECOND, "productcategorie": None, "productcode": None}),
     lambda p: allocated(p, productcategorie="11").send("301", DAY, {**SECOND, "productcategorie": "11"})),
    ("TR302", lambda p: allocated(p).send("301", DAY, SECOND),
     lambda p: allocated(p).send("301", DAY, {**SECOND, "reden_wijziging": "13", "einddatum": D(2025, 1, 1)})),
    ("TR304", lambda p: started(p, bsn_pseudo="p2"), lambda p: started(p)),
    ("TR304", lambda p: started(p).send("305", DAY, {"bsn_pseudo": "p2"}).send("307", DAY, {"bsn_pseudo": "p2"}), lambda p: started(p)),
    ("TR304", lambda p: declared(p, {}, {"bsn_pseudo": "p2"}), lambda p: declared(p, {}, {})),
    ("TR307", lambda p: declared(p, {"ingangsdatum": D(2025, 2, 10)}, {}), lambda p: declared(p, {"ingangsdatum": D(2025, 2, 1)}, {})),
    ("TR308", lambda p: declared(p, {"einddatum": D(2025, 2, 20)}, {}), lambda p: declared(p, {"einddatum": D(2025, 2, 28)}, {})),
    # February 2025 touches five ISO weeks: 5 × 4 hours
    ("TR321", lambda p: declared(p, SIZE, {"volume": 21}), lambda p: declared(p, SIZE, {"volume": 20})),
    ("TR321", lambda p: declared(p, SIZE, {"volume": 1_201, "eenheid": "01"}),
     lambda p: declared(p, SIZE, {"volume": 1_200, "eenheid": "01"})),
    ("TR321", lambda p: declared(p, {**SIZE, "productcategorie": "01"}, {"volume": 25, "productcategorie": "01"}),
     lambda p: declared(p, {**SIZE, "productcategorie": "01"}, {"volume": 24, "productcategorie": "01"})),
    ("TR321", lambda p: declared(p, {**SIZE, "frequentie": "4"}, {"volume": 5}),
     lambda p: declared(p, {**SIZE, "frequentie": "4"}, {"volume": 4})),
    ("TR321", lambda p: declared(p, {**SIZE, "frequentie": "1"}, {"volume": 113}),
     lambda p: declared(p, {**SIZE, "frequentie": "1"}, {"volume": 112})),
    ("TR322", lambda p: declared(p, {**SIZE, "frequentie": "6", "volume": 19}, {}, MARCH),
     lambda p: declared(p, {**SIZE, "frequentie": "6", "volume": 20}, {}, MARCH)),
    ("TR322", lambda p: declared(p, {**SIZE, "frequentie": "6", "volume": 19}, {}, MARCH),
     lambda p: declared(p, {**SIZE, "frequentie": "6", "volume": 19}, {}, MARCH, CREDIT)),
    ("TR323", lambda p: declared(p, {}, {**CREDIT, "vorig_referentie_pseudo": "r9"}, {}), lambda p: declared(p, {}, CREDIT, {})),
    ("TR323", lambda p: declared(p, {}, {}, {**CREDIT, "vorig_referentie_pseudo": "r9"}),  # from before the first declaration
     lambda p: declared(p, {}, {**CREDIT, "vorig_referentie_pseudo": "r9", "productperiode_begin": D(2025, 2, 1)}, MARCH)),
    ("TR326", lambda p: started(p).send("305", D(2025, 4, 2), NEXT),
     lambda p: started(p).send("307", D(2025, 3, 2), TEMPORARY).send("305", D(2025, 4, 2), NEXT)),
    ("TR326", lambda p: started(p).send("305", D(2025, 4, 2), NEXT), lambda p: started(p).send("305", D(2025, 4, 2), {})),  # a repetition
    ("TR332", lambda p: allocated(p).send("301", D(2025, 2, 1), {"bsn_pseudo": "p2", "toewijzingsdatum": D(2025, 2, 1)}),
     lambda p: allocated(p).send("301", D(2025, 2, 1), {"toewijzingsdatum": D(2025, 2, 1)})),
    ("TR338", lambda p: declared(p, {}, {"toewijzing_pseudo": "t9"}), lambda p: p.send("323", D(2025, 5, 1), {"toewijzing_pseudo": "t9"})),
    ("TR339", lambda p: declared(p, {"productcode": None}, {"productcategorie": "07"}),
     lambda p: declared(p, {"productcategorie": None, "productcode": None}, {"productcategorie": "07"})),
    ("TR340", lambda p: declared(p, {}, {"productcode": "02A02"}), lambda p: declared(p, {"productcode": None}, {"productcode": "02A02"})),
    ("TR418", lambda p: priced(p, 99, "04", {}), lambda p: priced(p, 100, "04", {})),
    ("TR418", lambda p: priced(p, 99, "04", {}, productcode=None), lambda p: priced(p, 99, "04", {}, productcode="02B01")),
    ("TR418", lambda p: priced(p, 100, "14", {}), lambda p: priced(p, 99, "04", {}, geldig_vanaf=D(2025, 2, 2))),
    ("TR418", lambda p: priced(p, 100, "04", {}).tariff("K1", 99, geldig_vanaf=D(2025, 2, 1)),
     lambda p: priced(p, 99, "04", {}).tariff("K1", 100, geldig_vanaf=D(2025, 2, 1))),
    ("TR418", lambda p: priced(p, 99, "04", {}, geldig_tot=D(2025, 2, 2)), lambda p: priced(p, 99, "04", {}, geldig_tot=D(2025, 2, 1))),
    # 90 minutes at 60.33 an hour is 90.495, half a cent upwards: 9,050 (IV081), whatever the tariff per minute says
    ("TR418", lambda p: priced(p, 6033, "04", {**MINUTES, "bedrag_cent": 9_049}),
     lambda p: priced(p, 6033, "04", {**MINUTES, "bedrag_cent": 9_050})),
    ("TR341", lambda p: declared(p, {**SIZE, "eenheid": "14"}, {}), lambda p: declared(p, {**SIZE}, {"eenheid": "01"})),
    ("TR347", lambda p: p.send("315", DAY, {}).send("315", DAY, {"bsn_pseudo": "p2"}),
     lambda p: p.send("315", DAY, {}).send("315", DAY, {"bsn_pseudo": "p2", "referentie_aanbieder_pseudo": "v2"})),
    ("TR350", lambda p: allocated(p).send("317", DAY, {"soort": "ongewijzigd", "toewijzing_pseudo": "t9"}),
     lambda p: allocated(p).send("317", DAY, {"soort": "ongewijzigd", "toewijzing_pseudo": "t1"})),
    ("TR351", lambda p: allocated(p, reden_wijziging="13", einddatum=D(2025, 1, 1)).send("317", DAY, {"toewijzing_pseudo": "t1"}),
     lambda p: allocated(p).send("317", DAY, {"toewijzing_pseudo": "t1"})),
    ("TR355", lambda p: p.send("315", DAY, {}).send("319", DAY, {"referentie_aanbieder_pseudo": "v9"}),
     lambda p: p.send("315", DAY, {}).send("319", DAY, {})),
    ("TR369", lambda p: declared(p, {"budget_cent": 1_999}, {}, MARCH), lambda p: declared(p, {"budget_cent": 2_000}, {}, MARCH)),
    ("TR378", lambda p: p.send("301", DAY, {}, gemeentecode="0018"),  # ended on 1 January 2018
     lambda p: p.send("301", DAY, {"ingangsdatum": D(2017, 12, 31)}, gemeentecode="0018")),
    ("TR378", lambda p: p.send("305", DAY, {}, gemeentecode="0018"),
     lambda p: p.send("305", DAY, {"toewijzing_ingangsdatum": D(2017, 12, 31), "begindatum": D(2017, 12, 31)}, gemeentecode="0018")),
    ("TR379", lambda p: p.send("315", D(2025, 1, 1), {}).send("301", DAY, {"referentie_aanbieder_pseudo": "v9"}),
     lambda p: p.send("315", D(2025, 1, 1), {}).send("301", DAY, ASKED)),
    ("TR382", lambda p: started(p).send("307", D(2025, 7, 1), NEXT), lambda p: started(p).send("307", D(2025, 7, 1), {})),
    ("TR382", lambda p: started(p).send("307", D(2025, 7, 1), NEXT), lambda p: p.send("307", D(2025, 7, 1), {})),  # starts never come
    ("TR384", lambda p: declared(p, {"reden_wijziging": "13", "einddatum": D(2025, 1, 1)}, {}),
     lambda p: declared(p, {"reden_wijziging": "07", "einddatum": D(2025, 2, 28)}, {})),
    ("TR387", lambda p: declared(p, {}, {"productperiode_begin": D(2025, 2, 3)}),
     lambda p: declared(p, {"ingangsdatum": D(2025, 2, 3)}, {"productperiode_begin": D(2025, 2, 3)})),
    ("TR388", lambda p: declared(p, {}, {"productperiode_eind": D(2025, 2, 20)}),
     lambda p: declared(p, {"einddatum": D(2025, 2, 20)}, {"productperiode_eind": D(2025, 2, 20)})),
    ("TR389", lambda p: declared(p, {}, {}, {"referentie_pseudo": "r2"}),
     lambda p: declared(p, {}, {}, CREDIT, {"referentie_pseudo": "r2"})),
    ("TR390", lambda p: declared(p, {}, {}, CREDIT, {**CREDIT, "referentie_pseudo": "c2"}), lambda p: declared(p, {}, {}, CREDIT)),
    ("TR314", lambda p: declared(p, {}, ONE).send("323", D(2025, 6, 1), TWO), lambda p: refused(p, ONE).send("323", D(2025, 6, 1), TWO)),
    ("TR333", lambda p: declared(p, {}, ONE).send("323", D(2025, 6, 1), {**MARCH, **ONE}),
     lambda p: declared(p, {}, ONE).send("323", D(2025, 6, 1), {**MARCH, **TWO})),
    ("TR333", lambda p: declared(p, {}, ONE, MARCH).send("323", D(2025, 6, 1), ONE, MARCH),
     lambda p: refused(p, ONE).send("323", D(2025, 6, 1), ONE)),
    ("TR413", lambda p: started(p).send("307", DAY, TEMPORARY).send("307", DAY, {**TEMPORARY, "einddatum": D(2025, 3, 2)}),
     lambda p: started(p).send("307", DAY, TEMPORARY).send("307", D(2025, 7, 1), TEMPORARY)),
    ("TR414", lambda p: started(p).send("307", DAY, TEMPORARY).send("307", DAY, {"einddatum": D(2025, 2, 28)}),
     lambda p: started(p).send("307", DAY, TEMPORARY).send("307", DAY, {"einddatum": D(2025, 3, 1)})),
    ("TR415", lambda p: started(p).send("307", DAY, {}).send("307", D(2025, 7, 1), {"reden_beeindiging_code": "21"}),
     lambda p: started(p).send("307", DAY, {}).send("307", D(2025, 7, 1), {})),
    ("leeftijd_jeugdwet", lambda p: p.send("301", DAY, {"geboortejaar": 2001}, wet="Jeugdwet"),
     lambda p: p.send("301", DAY, {"geboortejaar": 2002}, wet="Jeugdwet")),
    ("leeftijd_jeugdwet", lambda p: p.send("305", DAY, {"geboortejaar": 2001}, wet="Jeugdwet"),
     lambda p: p.send("305", DAY, {"geboortejaar": None}, wet="Jeugdwet")),
    ("start_laat", lambda p: started(p, begindatum=D(2025, 4, 2)), lambda p: started(p, begindatum=D(2025, 4, 1))),
    ("start_laat", lambda p: started(p, begindatum=D(2025, 4, 2)),
     lambda p: started(p).send("307", DAY, {"einddatum": D(2025, 1, 20)}).send("305", DAY, {"begindatum": D(2025, 9, 1)})),
    ("stop_na_toewijzing", lambda p: allocated(p, einddatum=D(2025, 6, 29)).send("305", DAY, {}).send("307", D(2025, 7, 1), {}),
     lambda p: allocated(p, einddatum=D(2025, 6, 30)).send("305", DAY, {}).send("307", D(2025, 7, 1), {})),
]  # fmt: skip


@pytest.fixture
def found(memory, new_post):
    def run(case: Case) -> list[str]:
        memory.build(case(new_post()).rows, wanted="int_bericht__bevindingen")
        return sorted(row[0] for row in memory.ask("select regel from intermediate.int_bericht__bevindingen"))

    return run


@pytest.fixture(scope="module")
def found_in_worlds(memory, new_post):
    """The rules that speak in each case, what breaks a rule and then what keeps it. Built at once, because every build is 0.2 s of cpu."""
    rows: dict[str, list[dict[str, Any]]] = {}
    cases = [case for _, *pair in CASES for case in pair]
    for world, case in enumerate(cases):
        for table, of in in_world(case(new_post()).rows, f"{world:08d}").items():
            rows.setdefault(table, []).extend(of)
    memory.build(rows, wanted="int_bericht__bevindingen")
    found: list[list[str]] = [[] for _ in cases]
    for rule, delivery_id in memory.ask("select regel, _delivery_id from intermediate.int_bericht__bevindingen"):
        found[int(delivery_id.partition("@")[2])].append(rule)
    return found


def in_world(rows: dict[str, list[dict[str, Any]]], world: str) -> dict[str, list[dict[str, Any]]]:
    """The same rows with a provider, persons, numbers and contracts that no other world has."""
    own = ("_row_id", "_delivery_id", "contractnummer")

    def renamed(name: str, value: Any) -> Any:
        if name == "agb_code":
            return world
        return f"{value}@{world}" if value and (name in own or name.endswith("_pseudo")) else value

    return {table: [{name: renamed(name, value) for name, value in row.items()} for row in of] for table, of in rows.items()}


@pytest.mark.parametrize("number", range(len(CASES)), ids=[f"{rule}-{n}" for n, (rule, *_) in enumerate(CASES)])
def test_a_rule_speaks_when_it_is_broken_and_is_silent_when_it_is_kept(found_in_worlds, number):
    assert set(found_in_worlds[2 * number]) == {CASES[number][0]}
    assert found_in_worlds[2 * number + 1] == []


def test_every_rule_of_the_list_has_a_case_and_no_model_knows_another(memory):
    listed = {name for (name,) in memory.ask("select regel from seeds.berichtregel")}
    assert listed == {rule for rule, *_ in CASES}


def test_a_finding_is_about_one_row_and_names_what_it_contradicts(memory, new_post):
    post = started(new_post()).send("307", D(2025, 7, 1), NEXT)
    memory.build(post.rows)
    sql = """
        select f.ernst, e._row_id = f._row_id, s._row_id = f.tegenover_row_id, f.dagtekening, f.zin like '%hoort bij geen gemelde start%'
        from intermediate.int_bericht__bevindingen f, landing.levering_stop e, landing.levering_start s
    """
    assert memory.ask(sql) == [("fout", True, True, D(2025, 7, 1), True)]


def test_a_repeated_message_gives_no_second_finding_but_that_it_is_repeated(found):
    again = ["TR304", "TR314"]
    assert found(lambda p: declared(p, {}, {"bsn_pseudo": "p2"}).send("323", D(2025, 5, 2), {"bsn_pseudo": "p2"})) == again
    assert found(lambda p: started(p).send("307", D(2025, 7, 1), NEXT).send("307", D(2025, 7, 9), NEXT)) == ["TR382"]


def test_a_rejected_line_is_neither_a_second_debit_nor_volume(found):
    answer = {"declaratie_identificatie": "B1", "totaal_ingediend_cent": 1_000, "totaal_toegekend_cent": 0, "header_retourcodes": "0200",
              "antwoord_retourcodes": "9333", "n_regels": 0}  # fmt: skip

    def sent(post: Any) -> Any:
        allocated(post, **SIZE, budget_cent=1_500).send("323", D(2025, 5, 1), {}, identificatie="B1").send("325", D(2025, 5, 5), answer)
        return post.send("323", D(2025, 6, 1), {"referentie_pseudo": "r2"})

    assert found(sent) == []
    assert found(lambda p: sent(p).send("323", D(2025, 7, 1), {**CREDIT, "referentie_pseudo": "c9"})) == ["TR323"]
