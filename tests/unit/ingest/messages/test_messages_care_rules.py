"""The rules over messages about care: each one passes on a good line and fails on a line that breaks it, with what happens then."""

from datetime import date

import pytest

from ingest.messages.birth import BIRTH_RULES, birth_year
from ingest.messages.care_rules import RULES
from ingest.messages.care_set_rules import SET_RULES
from ingest.messages.message import read_message

NEXT = {"ToewijzingNummer": "1002"}
BUDGET = {"Product/Categorie": None, "Product/Code": None, "Omvang/Volume": None, "Omvang/Eenheid": None, "Omvang/Frequentie": None}
BUDGET |= {"Budget": "100000"}
NO_SIZE = {"Omvang/Volume": None, "Omvang/Eenheid": None, "Omvang/Frequentie": None}
ASIDE, WARNED = "fout", "waarschuwing"


def found(path, settings):
    """The findings of a message as (rule, line, grade), and the numbers of the lines that were set aside."""
    reading = read_message(path, settings)
    rows = reading.problems.frame(path.name).select("regel", "_source_row", "ernst").rows()
    return set(rows), {line.nummer for line in reading.content.set_aside}


@pytest.mark.parametrize("wet", ["Wmo", "Jeugdwet"])
@pytest.mark.parametrize("kind", ["301", "305", "307", "315", "319"])
def test_a_good_message_gives_no_findings(zorg, settings, kind, wet):
    law = {} if wet == "Wmo" or kind == "319" else {"Product/Categorie": "45"}
    if kind == "307" and wet == "Jeugdwet":
        law["RedenBeeindiging"] = "31"
    reading = read_message(zorg(kind, law, wet=wet), settings)
    assert reading.problems.reason("x") is None and len(reading.content.lines) == 1
    assert reading.problems.frame("x").rows() == []


# rule, type, what breaks it, what does not (next to the good line), what happens
LINES = [
    ("WMO020/JZ020", "301", {"Product/Categorie": "45"}, {"Product/Categorie": "18"}, ASIDE),
    ("WMO020/JZ020", "305", {"Product/Categorie": "19"}, {"Product/Categorie": "01"}, ASIDE),
    ("WMO020/JZ020", "315", {"Product/Categorie": "00"}, {"Product/Categorie": "17"}, ASIDE),
    ("CS003", "301", {"Einddatum": "2025-03-31"}, {"Einddatum": "2025-04-01"}, ASIDE),
    ("CS003", "315", {"ToewijzingEinddatum": "2025-03-31"}, {"ToewijzingEinddatum": "2025-04-01"}, ASIDE),
    ("CS335", "301", {"RedenWijziging": "13"}, {"RedenWijziging": "13", "Einddatum": "2025-04-01"}, ASIDE),
    ("CS336", "301", {"RedenWijziging": "01"}, {"RedenWijziging": "02"}, WARNED),
    ("TR134", "301", {"Toewijzingsdatum": "2025-04-06"}, {"Toewijzingsdatum": "2025-04-05"}, ASIDE),
    ("TR134", "305", {"Begindatum": "2025-04-06"}, {"Begindatum": "2025-04-05"}, WARNED),
    ("TR134", "307", {"Einddatum": "2025-04-06"}, {"Einddatum": "2025-04-05"}, WARNED),
    ("CD079", "301", BUDGET | {"Budget": None}, BUDGET, ASIDE),
    ("CD077", "301", {"Budget": "100000"}, BUDGET, WARNED),
    ("CD077", "315", {"Budget": "100000"}, BUDGET, WARNED),
    ("CD041", "301", NO_SIZE, NO_SIZE | {"Product/Code": None}, WARNED),
    ("CD080", "301", {"Product/Code": None}, {}, WARNED),
    ("CD075", "301", BUDGET | {"Einddatum": None}, BUDGET, WARNED),
    ("CD076", "301", {"Einddatum": None}, {"Einddatum": None, "Omvang/Frequentie": "4"}, WARNED),
    ("CS338", "301", {"Omvang/Eenheid": "14", "Omvang/Frequentie": "1"}, {"Omvang/Eenheid": "04", "Omvang/Frequentie": "1"}, WARNED),
    ("CS338", "315", {"Omvang/Eenheid": "83", "Omvang/Frequentie": "1"}, {"Omvang/Eenheid": "83", "Omvang/Frequentie": "6"}, WARNED),
    ("CS058", "305", {"StatusAanlevering": "2"}, {"StatusAanlevering": "3"}, ASIDE),
    ("CS058", "307", {"StatusAanlevering": "9"}, {"StatusAanlevering": "3"}, ASIDE),
    ("IV096", "305", {"ToewijzingNummer": None, "Product/Categorie": None, "Product/Code": None}, {"ToewijzingNummer": None}, ASIDE),
    ("IV096", "307", {"ToewijzingNummer": None, "Product/Categorie": None, "Product/Code": None}, {"ToewijzingNummer": None}, ASIDE),
    ("TR018", "307", {"Einddatum": "2025-01-01"}, {"Einddatum": "2025-01-02"}, ASIDE),
    ("WMO588/JZ588", "307", {"RedenBeeindiging": "32"}, {"RedenBeeindiging": "31"}, ASIDE),
    ("CD085", "319", {"VerzoekAntwoord": "1"}, {"VerzoekAntwoord": "1", "RedenAfwijzingVerzoek": "2"}, WARNED),
    ("CD086", "319", {"RedenAfwijzingVerzoek": "2"}, {}, WARNED),
    (
        "TR377",
        "319",
        {"VerzoekAntwoord": "1", "RedenAfwijzingVerzoek": "8"},
        {"VerzoekAntwoord": "1", "RedenAfwijzingVerzoek": "8", "Woonplaatsbeginsel/Gemeente": "0484"},
        WARNED,
    ),
    ("TR409", "319", {"Woonplaatsbeginsel/Gemeente": "0484"}, {}, WARNED),
]


@pytest.mark.parametrize(("rule", "kind", "wrong", "good", "grade"), LINES)
def test_a_line_that_breaks_a_rule_is_named_with_its_number_and_a_good_one_passes(zorg, settings, rule, kind, wrong, good, grade):
    assert found(zorg(kind, good), settings) == (set(), set())
    findings, aside = found(zorg(kind, wrong), settings)
    assert findings == {(rule, 1, grade)}
    assert aside == ({1} if grade == ASIDE else set())


def test_every_rule_over_a_line_has_a_test_that_breaks_it():
    tested = {rule for rule, *_ in LINES}
    assert {rule.code for rules in RULES.values() for rule in rules} == tested


def test_the_stop_reasons_of_the_two_laws_are_not_each_others(zorg, settings):
    jeugd = {"Product/Categorie": "45"}
    assert found(zorg("307", jeugd | {"RedenBeeindiging": "32"}, wet="Jeugdwet"), settings)[0] == set()
    assert found(zorg("307", jeugd | {"RedenBeeindiging": "19"}, wet="Jeugdwet"), settings)[0] == {("WMO588/JZ588", 1, ASIDE)}


def test_a_deletion_is_judged_by_its_key_and_status_only(zorg, settings):
    wrong = {"Einddatum": "2024-01-01", "RedenBeeindiging": "32", "Product/Categorie": "99", "StatusAanlevering": "3"}
    assert found(zorg("307", wrong), settings) == (set(), set())


def test_an_allocation_that_ended_before_2021_keeps_the_older_rules(zorg, settings):
    old = {"Ingangsdatum": "2020-01-01", "Einddatum": "2020-12-31", "Product/Code": None, "Omvang/Eenheid": "14", "Omvang/Frequentie": "1"}
    assert found(zorg("301", old), settings)[0] == set()


SETS = [
    ("TR101", "301", [{}, {"Ingangsdatum": "2026-01-01", "Einddatum": "2026-12-31"}], ASIDE),
    ("TR302", "301", [{}, NEXT | {"Ingangsdatum": "2025-12-31", "Einddatum": "2026-03-31"}], WARNED),
    ("TR302", "301", [{}, NEXT | BUDGET], WARNED),
    ("TR302", "301", [{}, NEXT | {"Product/Code": None} | NO_SIZE], WARNED),
    ("TR074", "305", [{}, {}], ASIDE),
    ("TR101", "305", [{}, {"StatusAanlevering": "3"}], ASIDE),
    ("TR074", "307", [{}, {}], ASIDE),
    ("TR101", "307", [{}, {"StatusAanlevering": "3"}], ASIDE),
    ("TR413", "307", [{"RedenBeeindiging": "20"}, {"RedenBeeindiging": "20", "Einddatum": "2025-03-01"}], ASIDE),
    ("TR415", "307", [{"RedenBeeindiging": "19"}, {"RedenBeeindiging": "21"}], ASIDE),
    ("TR414", "307", [{"RedenBeeindiging": "20"}, {"RedenBeeindiging": "19", "Einddatum": "2025-03-01"}], ASIDE),
    ("TR383", "315", [{}, {"Product/Categorie": "03"}], ASIDE),
    ("TR386", "315", [{}, {"ReferentieAanbieder": "V2"}], WARNED),
]


@pytest.mark.parametrize(("rule", "kind", "lines", "grade"), SETS)
def test_lines_that_contradict_each_other_are_all_named(zorg, settings, rule, kind, lines, grade):
    for order in (lines, lines[::-1]):
        findings, aside = found(zorg(kind, *order), settings)
        assert findings == {(rule, 1, grade), (rule, 2, grade)}
        assert aside == ({1, 2} if grade == ASIDE else set())


GOOD_SETS = [
    ("301", [{}, NEXT | {"Ingangsdatum": "2026-01-01", "Einddatum": "2026-12-31"}]),
    ("301", [{}, NEXT | {"Product/Code": "02A02"}]),
    ("301", [{}, NEXT | {"RedenWijziging": "13", "Einddatum": "2025-04-01"}]),
    ("301", [{"Product/Categorie": "11"}, NEXT | {"Product/Categorie": "11"}]),
    ("305", [{}, {"Begindatum": "2025-04-03"}]),
    ("305", [{"StatusAanlevering": "3"}, NEXT]),
    ("307", [{"RedenBeeindiging": "20", "Einddatum": "2025-03-01"}, {"RedenBeeindiging": "19"}]),
    ("307", [{"RedenBeeindiging": "19", "StatusAanlevering": "3"}, {"RedenBeeindiging": "21"}]),
    ("315", [{}, {"ReferentieAanbieder": "V2", "Product/Code": "02A02"}]),
]


@pytest.mark.parametrize(("kind", "lines"), GOOD_SETS)
def test_lines_that_go_together_give_no_findings(zorg, settings, kind, lines):
    assert found(zorg(kind, *lines), settings) == (set(), set())


def test_every_rule_over_lines_has_a_test_that_breaks_it():
    tested = {(rule, kind) for rule, kind, *_ in SETS} | {("TR101", "317"), ("TR410", "317")}
    assert {(rule.code, kind) for kind, rules in SET_RULES.items() for rule in rules} == tested


ASKED = {"Product/Categorie": "02", "Product/Code": "02A01", "GewensteIngangsdatum": "2025-05-01", "Einddatum": "2025-12-31"}
ASKED |= {"Omvang/Volume": "2", "Omvang/Eenheid": "04", "Omvang/Frequentie": "2"}
CHANGED = {"ToewijzingNummer": "1002", "GewensteIngangsdatum": "2025-05-01"}
KEPT = {"ToewijzingNummer": "1001"}


@pytest.mark.parametrize(
    ("products", "expected"),
    [
        ({"ongewijzigd": [KEPT], "gewijzigd": [CHANGED], "nieuw": [ASKED]}, set()),
        ({"nieuw": [ASKED]}, {("TR352", None, WARNED)}),
        ({"ongewijzigd": [KEPT]}, {("TR353", None, WARNED)}),
        ({}, {("TR352", None, WARNED), ("TR353", None, WARNED)}),
        ({"ongewijzigd": [KEPT], "gewijzigd": [CHANGED | KEPT]}, {("TR101", 1, ASIDE), ("TR101", 2, ASIDE)}),
        ({"ongewijzigd": [KEPT], "nieuw": [ASKED, ASKED]}, {("TR410", 2, WARNED), ("TR410", 3, WARNED)}),
        ({"ongewijzigd": [KEPT], "nieuw": [ASKED | {"Einddatum": "2025-04-30"}]}, {("CS003", 2, ASIDE)}),
    ],
    ids=["good", "nothing kept or changed", "nothing asked", "empty", "allocation twice", "overlap", "end before begin"],
)
def test_a_request_for_change_is_judged_as_a_whole(wijziging, settings, products, expected):
    assert found(wijziging(**products), settings)[0] == expected


DAG = date(2025, 4, 5)
BIRTHS = [
    ("TR002", (date(1905, 4, 4), None), (date(1905, 4, 5), None)),
    ("TR134", (date(2025, 4, 6), None), (date(2025, 4, 5), None)),
    ("CS139", (date(1950, 6, 2), "1"), (date(1950, 6, 1), "1")),
    ("CS139", (date(1950, 6, 1), "2"), (date(1950, 1, 1), "2")),
    ("CS139", (date(1950, 1, 1), "3"), (date(1900, 1, 1), "3")),
]


@pytest.mark.parametrize(("rule", "wrong", "good"), BIRTHS)
def test_a_birth_date_that_breaks_a_rule_is_a_warning_and_never_repeated(zorg, settings, rule, wrong, good):
    def client(birth, gebruik):
        return {"Geboortedatum/Datum": str(birth), "Geboortedatum/DatumGebruik": gebruik}

    assert found(zorg("301", client=client(*good)), settings)[0] == set()
    path = zorg("301", client=client(*wrong))
    assert found(path, settings) == ({(rule, None, WARNED)}, set())
    assert str(wrong[0]) not in str(read_message(path, settings).problems.frame("x").rows())


def test_every_rule_over_birth_dates_has_a_test_that_breaks_it():
    assert {rule.code for rule in BIRTH_RULES} == {rule for rule, *_ in BIRTHS}


@pytest.mark.parametrize(
    ("birth", "gebruik", "year"),
    [
        (date(1950, 6, 1), None, 1950),
        (date(1950, 6, 1), "1", 1950),
        (date(1950, 6, 1), "2", 1950),
        (date(1900, 1, 1), "3", None),
        (date(1950, 1, 1), "3", None),
        (date(1900, 1, 1), None, None),
        (date(2030, 1, 1), None, None),
    ],
)
def test_the_birth_year_is_empty_when_it_is_unknown_or_cannot_be(birth, gebruik, year):
    assert birth_year(birth, gebruik, DAG) == year


def test_the_sentence_names_product_line_and_file_and_says_what_to_do(zorg, settings):
    path = zorg("307", NEXT, {"Einddatum": "2025-01-01"})
    (row,) = read_message(path, settings).problems.frame(path.name).rows(named=True)
    assert row["zin"].startswith("Product 2 (regel 1 van wmo307.xml): de hulp stopt op 2025-01-01, voor het begin op 2025-01-02.")
    assert "Vraag de aanbieder" in row["zin"]


def test_many_overlapping_allocations_take_no_square_of_time(zorg, settings):
    """5,000 products of one client; comparing each with each would be 12 million comparisons per rule."""
    lines = [{"ToewijzingNummer": str(number), "Product/Code": None} | NO_SIZE for number in range(5000)]
    findings, _ = found(zorg("301", *lines), settings)
    assert {rule for rule, *_ in findings} == {"TR302"} and len(findings) == 21
