"""Great Expectations at the door: which rows are wrong, what the supplier reads about them, and what must never come out."""

import os
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import polars as pl
import pytest
import sqlalchemy
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.conform import landing_schema
from ingest.contract import Contract, load_contracts
from ingest.duckdb_dialect import engine_on
from ingest.expectations import Validation, _great_expectations, validate
from ingest.findings import refused_rows

ROOT = Path(__file__).parents[2]
SEEDS = ROOT / "dbt_project" / "seeds"
TODAY = date(2026, 11, 21)
Run = Callable[..., Validation]

FIELDS = [
    {"name": "code", "from": "Code", "required": True, "constraints": {"pattern": "^[A-Z]{2}:n[0-9]+$"}, "example": "AB:n1"},
    {"name": "persoon_pseudo", "from": "BSN", "pseudonym": "persoon", "personal_data": "direct"},
    {"name": "client_pseudo", "from": "Clientnummer", "pseudonym": "client", "personal_data": "direct"},
    {"name": "soort", "from": "Soort", "constraints": {"enum": ["licht", "zwaar"]}},
    {"name": "score", "from": "Score", "type": "integer", "constraints": {"minimum": 1, "maximum": 5}},
    {"name": "bedrag_cent", "from": "Bedrag", "type": "cents", "constraints": {"minimum": 0}},
    {"name": "norm", "from": "Norm", "type": "decimal", "constraints": {"maximum": 1.5}},
    {"name": "jaar", "from": "Jaar", "type": "integer"},
    {"name": "taakveld_code", "from": "Taakveld", "enum_from": {"seed": "taakveld", "column": "code", "valid_on": "jaar"}},
    {"name": "wet", "from": "Wet"},
    {"name": "reden_code", "from": "Reden", "enum_from": {"seed": "reden", "column": "code", "match": {"wet": "wet"}}},
    {"name": "begindatum", "from": "Begindatum", "type": "date", "constraints": {"minimum": "2010-01-01"}},
    {"name": "einddatum", "from": "Einddatum", "type": "date"},
]
ROW_RULES = [
    {"id": "volgorde", "check": "einddatum >= begindatum", "columns": ["begindatum", "einddatum"], "message": "Verbeter een van beide."},
    {"id": "heden", "check": "begindatum <= current_date", "columns": ["begindatum"], "severity": "warning", "message": "In de toekomst."},
]
CONTRACT = Contract.model_validate(
    {
        "name": "proef",
        "title": "Proef",
        "description": "Een proef.",
        "one_row_is": "a trial",
        "primary_key": ["code", "soort"],
        "any_of": [["persoon_pseudo", "client_pseudo"]],
        "max_quarantine_pct": 5,
        "threshold_reason": "Trial.",
        "row_rules": ROW_RULES,
        "fields": [{"title": field["from"], "description": f"De {field['from']}.", **field} for field in FIELDS],
    }
)
GOOD: dict[str, Any] = {
    "code": "AB:n1",
    "persoon_pseudo": "f" * 32,
    "soort": "licht",
    "score": 3,
    "bedrag_cent": 1250,
    "norm": Decimal("1.5"),
    "jaar": 2022,
    "taakveld_code": "6.10",
    "wet": "Wmo",
    "reden_code": "31",
    "begindatum": date(2025, 1, 1),
    "einddatum": date(2025, 1, 1),
}


@pytest.fixture(scope="module")
def seeds(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("seeds")
    taakvelden = "code,geldig_vanaf,geldig_tot\n6.10,,2023-01-01\n6.1,2023-01-01,\n6.2,2020-07-01,2021-07-01\n"
    (folder / "taakveld.csv").write_text(taakvelden, encoding="utf-8")
    (folder / "reden.csv").write_text("wet,code\nWmo,31\nWmo,19\nJeugdwet,32\n", encoding="utf-8")
    return folder


def frame_of(rows: list[dict[str, Any]], contract: Contract = CONTRACT) -> pl.DataFrame:
    """Typed rows numbered from 2 on, as conform.py hands them over; absent columns are empty."""
    numbered = [{"_source_row": number, "_source_part": "", **row} for number, row in enumerate(rows, 2)]
    return pl.DataFrame(numbered, schema=landing_schema(contract))


@pytest.fixture
def run(seeds: Path) -> Run:
    """Validate the good row with the given changes, one row per set of changes; every row gets its own key."""

    def judge(*changes: dict[str, Any], **options: Any) -> Validation:
        rows = [{**GOOD, "code": f"AB:n{number}", **change} for number, change in enumerate(changes)]
        return validate(frame_of(rows), CONTRACT, seeds, today=TODAY, **options)

    return judge


def sentences(outcome: Validation) -> list[str]:
    return outcome.findings["zin"].to_list()


def test_a_good_row_gives_no_finding_and_every_rule_was_asked(run: Run):
    outcome = run({})
    assert sentences(outcome) == []
    assert outcome.failed == 0
    assert outcome.expectations == 15


def test_an_empty_delivery_gives_no_finding(seeds: Path):
    assert validate(frame_of([]), CONTRACT, seeds).findings.is_empty()


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"code": None}, "Rij 3, kolom Code: de cel is leeg. Vul deze kolom altijd in."),
        ({"code": "1234"}, "Rij 3, kolom Code: 1234 heeft niet de goede vorm. Een goed voorbeeld is AB:n1."),
        ({"soort": "midden"}, "Rij 3, kolom Soort: midden is niet toegestaan. Gebruik licht of zwaar."),
        ({"score": 6}, "Rij 3, kolom Score: 6 is niet toegestaan. Gebruik 1 tot en met 5."),
        ({"score": 0}, "Rij 3, kolom Score: 0 is niet toegestaan. Gebruik 1 tot en met 5."),
        ({"bedrag_cent": -1250}, "Rij 3, kolom Bedrag: -12,50 is niet toegestaan. Gebruik 0,00 of hoger."),
        ({"norm": Decimal("1.5001")}, "Rij 3, kolom Norm: 1,5001 is niet toegestaan. Gebruik hoogstens 1,5."),
        (
            {"begindatum": date(2009, 12, 31), "einddatum": None},
            "Rij 3, kolom Begindatum: 31-12-2009 is niet toegestaan. Gebruik 01-01-2010 of later.",
        ),
        ({"taakveld_code": "6.3"}, "Rij 3, kolom Taakveld: 6.3 staat niet in de lijst. Gebruik 6.10, 6.1 of 6.2."),
        (
            {"jaar": 2023},
            "Rij 3, kolom Taakveld: 6.10 is niet geldig in het jaar in kolom Jaar. Gebruik de code die toen gold.",
        ),
        ({"persoon_pseudo": None}, "Rij 3, kolommen BSN en Clientnummer: deze cellen zijn allemaal leeg. Vul er minstens één in."),
        ({"einddatum": date(2024, 12, 31)}, "Rij 3, kolommen Begindatum en Einddatum: Verbeter een van beide."),
    ],
)
def test_a_wrong_row_gives_one_sentence_with_row_column_and_what_to_do(run: Run, change: dict[str, Any], sentence: str):
    outcome = run({}, change, {})
    assert sentences(outcome) == [sentence]
    assert refused_rows(outcome.findings).rows() == [(3, "")]


@pytest.mark.parametrize(
    "change",
    [
        {"taakveld_code": "6.1", "jaar": 2023},
        {"taakveld_code": "6.2", "jaar": 2021},  # on 1 January 2021, not on its 31 December
        {"taakveld_code": "6.10", "jaar": None},
        {"taakveld_code": None, "jaar": 2030},
        {"reden_code": "32", "wet": "Jeugdwet"},
        {"reden_code": None, "wet": "Jeugdwet"},
        {"einddatum": None},
        {"begindatum": None},
        {"client_pseudo": "a" * 32, "persoon_pseudo": None},
        {"score": None, "bedrag_cent": None, "soort": None},
    ],
)
def test_an_empty_or_valid_cell_breaks_no_rule(run: Run, change: dict[str, Any]):
    assert sentences(run(change)) == []


def test_a_code_of_one_law_is_wrong_under_the_other(run: Run):
    outcome = run({"reden_code": "31", "wet": "Jeugdwet"})
    assert outcome.findings.select("regel", "kolom", "waarde").rows() == [("lijst", "reden_code", "31")]
    assert "hangt af van kolom Wet" in sentences(outcome)[0]


def test_a_year_that_is_no_year_is_no_reason_to_stop(run: Run):
    assert sentences(run({"jaar": 10**15})) == []  # no 1 January to look at; the range of the year is a rule of its own


def test_a_warning_is_reported_and_sets_nothing_aside(run: Run):
    outcome = run({"begindatum": date(2026, 11, 22), "einddatum": None}, {"begindatum": TODAY, "einddatum": None})
    assert outcome.findings.select("_source_row", "ernst").rows() == [(2, "waarschuwing")]
    assert refused_rows(outcome.findings).is_empty()


def test_of_fully_equal_rows_the_first_stays(run: Run):
    same = {"code": "AB:n7"}
    outcome = run(same, {}, same, same)
    assert sentences(outcome) == [
        "Rij 4: deze rij is helemaal gelijk aan rij 2. De eerste telt mee; haal deze weg.",
        "Rij 5: deze rij is helemaal gelijk aan rij 2. De eerste telt mee; haal deze weg.",
    ]


def test_of_rows_that_contradict_each_other_none_stays(run: Run):
    outcome = run({"code": "AB:n7", "score": 3}, {}, {"code": "AB:n7", "score": 4})
    text = "is gelijk in deze kolommen, maar anders in de rest. koers telt geen van beide. Houd er één over."
    assert sentences(outcome) == [f"Rij 2, kolommen Code en Soort: rij 4 {text}", f"Rij 4, kolommen Code en Soort: rij 2 {text}"]


def test_empty_equals_empty_in_a_key(run: Run):
    assert (
        refused_rows(run({"code": "AB:n7", "soort": None, "score": 1}, {"code": "AB:n7", "soort": None, "score": 2}).findings).height == 2
    )


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(st.sampled_from("AB"), st.sampled_from(["licht", None]), st.integers(1, 2)), max_size=7))
def test_duplicates_are_set_aside_as_counting_by_hand_says(drawn: list[tuple[str, str | None, int]]):
    rows = [{**GOOD, "code": f"{letter * 2}:n1", "soort": soort, "score": score} for letter, soort, score in drawn]
    bare = CONTRACT.model_copy(update={"fields": [f.model_copy(update={"enum_from": None}) for f in CONTRACT.fields]})
    outcome = validate(frame_of(rows), bare, SEEDS, today=TODAY)
    per_key = Counter((letter, soort) for letter, soort, _ in drawn)
    per_row = Counter(drawn)
    expected = {
        number
        for number, row in enumerate(drawn, 2)
        if per_key[row[:2]] > per_row[row] or (per_row[row] > 1 and row in drawn[: number - 2])
    }
    assert set(refused_rows(outcome.findings)["_source_row"]) == expected


def test_every_wrong_row_is_reported_however_many_there_are(run: Run):
    outcome = run(*[{"score": 9}] * 1500, {})
    assert outcome.findings.height == 1500  # Great Expectations itself stops at 200
    assert outcome.findings["_source_row"].to_list() == list(range(2, 1502))


def test_a_cell_that_could_not_be_read_is_not_reported_again(run: Run):
    unreadable = pl.DataFrame({"_source_row": [2, 3], "_source_part": ["", ""], "kolom": ["code", "score"]})
    outcome = run({"code": None}, {"code": None}, unreadable=unreadable)
    assert outcome.findings.select("_source_row", "regel").rows() == [(3, "verplicht")]


def test_in_a_wide_delivery_the_sentence_names_the_column_of_the_leefgebied():
    contract = load_contracts()["zrm"]
    measured = {
        "gemeentecode": "0484",
        "clientnummer_pseudo": "a" * 32,
        "trajectnummer_pseudo": "b" * 32,
        "zrm_versie": "2017",
        "meetmoment": "intake",
        "meetdatum": date(2025, 3, 15),
        "informant": "professional",
        "score": 6,
    }
    rows = [{**measured, "_source_row": 14, "_source_part": name, "domein_naam": name} for name in ("Financiën", "Huisvesting")]
    outcome = validate(frame_of(rows, contract), contract, SEEDS, today=TODAY)
    assert [sentence.split(":")[0] for sentence in sentences(outcome)] == ["Rij 14, kolom Financiën", "Rij 14, kolom Huisvesting"]
    assert refused_rows(outcome.findings).rows() == [(14, "Financiën"), (14, "Huisvesting")]


def test_what_could_name_a_person_never_reaches_a_finding(run: Run):
    outcome = run(
        {"soort": "Jan de Vries", "taakveld_code": "999900006", "code": "Mevrouw Bakker", "persoon_pseudo": "0123456789abcdef" * 2}
    )
    text = " ".join(str(value) for row in outcome.findings.iter_rows() for value in row)
    assert outcome.findings.height == 3
    assert not re.search(r"Jan|Vries|999900006|Bakker|0123456789abcdef", text)
    assert "«tekst van 12 tekens»" in text


def test_a_rule_that_cannot_be_evaluated_stops_instead_of_passing(seeds: Path):
    rule = {"id": "kapot", "check": "bestaat_niet > 1", "columns": ["score"], "message": "…"}
    broken = Contract.model_validate({**CONTRACT.model_dump(by_alias=True), "row_rules": [rule]})
    with pytest.raises(RuntimeError, match=r"rule kapot on score cannot be evaluated"):
        validate(frame_of([GOOD]), broken, seeds)


def test_a_result_is_kept_while_the_next_query_runs():
    with duckdb.connect() as con:
        engine = _great_expectations().Engine(engine=engine_on(con), create_temp_table=False)
        first, second = (engine.execute_query(sqlalchemy.text(f"select {number} as n")) for number in (1, 2))
        assert (first.fetchall(), second.fetchall()) == ([(1,)], [(2,)])


def test_a_value_of_the_wrong_form_is_reported_once_though_it_is_not_in_the_list_either():
    contract = load_contracts()["zrmaggregaat"]
    outcome = validate(frame_of([{**example_of(contract), "gemeentecode": "484"}], contract), contract, SEEDS, today=TODAY)
    assert sentences(outcome) == [
        "Rij 2, kolom Gemeentecode: 484 heeft niet de goede vorm. Een goed voorbeeld is 0484. "
        "Is de voorloopnul weg? Zet de kolom in Excel op tekst."
    ]


def test_an_absent_code_list_is_named(tmp_path: Path):
    with pytest.raises(FileNotFoundError, match=r"taakveld\.csv"):
        validate(frame_of([GOOD]), CONTRACT, tmp_path)


def example_of(contract: Contract) -> dict[str, Any]:
    """The examples of a contract as one typed row."""
    read: dict[str, Callable[[str], Any]] = {
        "integer": int,
        "cents": lambda text: round(float(text.replace(",", ".")) * 100),
        "decimal": lambda text: Decimal(text.replace(",", ".")),
        "date": lambda text: date(*(int(part) for part in reversed(text.split("-")))),
        "month": lambda text: date.fromisoformat(f"{text}-01"),
        "boolean": lambda text: text == "ja",
    }
    return {
        f.name: ("0" * 32 if f.pseudonym else read[f.type](f.example) if f.type in read else f.accepted().get(f.example, f.example))
        for f in contract.landed()
    }


@pytest.mark.parametrize("name", list(load_contracts()))
def test_the_examples_of_a_contract_keep_its_own_rules(name: str):
    contract = load_contracts()[name]
    assert sentences(validate(frame_of([example_of(contract)], contract), contract, SEEDS, today=TODAY)) == []


@pytest.mark.parametrize("name", list(load_contracts()))
def test_an_empty_row_breaks_only_rules_about_being_empty(name: str):
    contract = load_contracts()[name]
    outcome = validate(frame_of([{}], contract), contract, SEEDS, today=TODAY)
    required = {f.name for f in contract.landed() if f.required}
    assert set(outcome.findings.filter(pl.col("regel") == "verplicht")["kolom"]) == required
    assert set(outcome.findings["regel"]) <= {"verplicht", "minstens_een"}
    assert outcome.findings.filter(pl.col("regel") == "minstens_een").height == len(contract.any_of)


@pytest.mark.parametrize(
    ("name", "change", "rule"),
    [
        ("trajecten", {"einddatum": date(2025, 3, 2)}, "einde_niet_voor_begin"),
        ("trajecten", {"begindatum": date(2028, 1, 1), "einddatum": None, "reden_beeindiging_code": None}, "begin_niet_in_toekomst"),
        ("trajecten", {"einddatum": None}, "reden_hoort_bij_einddatum"),
        ("trajecten", {"reden_beeindiging_code": None}, "einddatum_heeft_reden"),
        ("trajecten", {"besluitdatum": date(2025, 2, 2)}, "besluit_niet_voor_melding"),
        ("trajecten", {"meldingsdatum": date(2025, 3, 4), "besluitdatum": date(2025, 3, 4)}, "begin_niet_voor_melding"),
        ("trajecten", {"besluitdatum": None}, "beschikking_heeft_besluit"),
        ("trajecten", {"leveringsvorm": "algemene_voorziening"}, "algemene_voorziening_zonder_beschikking"),
        ("trajecten", {"geboortejaar": 2026}, "geboren_voor_begin"),
        ("trajecten", {"wet": "Jeugdwet", "productcategorie": "45", "reden_beeindiging_code": "31"}, "leeftijd_past_bij_jeugdwet"),
        ("rapportage", {"teller": 201}, "teller_niet_boven_noemer"),
        ("rapportage", {"noemer": None}, "teller_en_noemer_samen"),
        ("grootboek", {"boekdatum": date(2026, 1, 5)}, "boekdatum_in_boekjaar"),
        ("grootboek", {"boekdatum": date(2026, 12, 1), "boekjaar": 2026}, "boekdatum_niet_in_toekomst"),
        ("begroting", {"vastgesteld_datum": date(2026, 1, 1)}, "primitief_voor_het_jaar"),
        ("begroting", {"vastgesteld_datum": date(2026, 12, 1), "boekjaar": 2027}, "vastgesteld_niet_in_toekomst"),
        ("contracten", {"einddatum": date(2014, 12, 31)}, "einde_niet_voor_ingang"),
        ("contracten", {"berichten": "301, 323"}, "taakgericht_zonder_declaraties"),
        ("contractbudget", {"bedrag_cent": -1}, "alleen_afbouw_en_mutatie_negatief"),
        ("termijnen", {"vervaldatum": date(2029, 3, 31)}, "vervalt_rond_het_jaar"),
        ("tarieven", {"geldig_tot": date(2026, 1, 1)}, "geldig_tot_na_geldig_vanaf"),
        ("tarieven", {"tarief_cent": 0}, "tarief_is_een_bedrag"),
        ("aanbieders", {"geldig_tot": date(2025, 1, 1)}, "geldig_tot_na_geldig_vanaf"),
        ("aanbieders", {"samenwerkingsverband": None}, "partner_heeft_samenwerkingsverband"),
        ("pgb", {"besteed_cent": 85001}, "besteed_niet_boven_toegekend"),
        ("pgb", {"besteed_cent": -1}, "besteed_niet_negatief"),
        ("ceo", {"uitgezet": 63}, "aantal_niet_boven_uitgezet"),
        ("doelen", {"bovenliggend_doelcode": "D1.2"}, "doel_is_niet_zijn_eigen_ouder"),
        ("doelen", {"richting": None}, "indicator_heeft_richting"),
        ("doelen", {"streefjaar": None}, "norm_heeft_streefjaar"),
        ("ketenkosten", {"persoonsjaren_thuis": Decimal("310.5")}, "persoonsjaren_niet_boven_personen"),
        ("zrm", {"meetdatum": date(2026, 11, 22)}, "meetdatum_niet_in_toekomst"),
        ("besluiten", {"terugkijkdatum": date(2025, 10, 15)}, "terugkijken_na_het_besluit"),
        ("besluiten", {"besluitdatum": date(2026, 11, 22), "terugkijkdatum": None}, "besluit_niet_in_de_toekomst"),
        ("besluiten", {"cijfer_kenmerk": None, "uitgave_id": None}, "waarde_hoort_bij_cijfer"),
        ("besluiten", {"cijfer_kenmerk": None, "waarde_toen": None}, "uitgave_hoort_bij_cijfer"),
        ("scenario", {"afbouw_pct": Decimal(-3)}, "afbouw_niet_negatief"),
    ],
)
def test_a_row_rule_of_a_contract_finds_the_row_it_is_about(name: str, change: dict[str, Any], rule: str):
    contract = load_contracts()[name]
    outcome = validate(frame_of([{**example_of(contract), **change}], contract), contract, SEEDS, today=TODAY)
    assert outcome.findings["regel"].to_list() == [rule]


def test_every_row_rule_of_every_contract_is_tried_above():
    marks = test_a_row_rule_of_a_contract_finds_the_row_it_is_about.pytestmark[0].args[1]
    assert {(name, rule) for name, _, rule in marks} == {(c.name, r.id) for c in load_contracts().values() for r in c.row_rules}


def test_validation_says_nothing_on_the_screen_and_calls_nobody(tmp_path: Path):
    script = """
import socket, sys
def refuse(*args, **kwargs): raise AssertionError("great expectations wants the network")
socket.socket.connect = socket.getaddrinfo = refuse
import os, polars as pl
from pathlib import Path
from ingest.contract import load_contracts
from ingest.conform import landing_schema
from ingest.expectations import validate
contract = load_contracts()["bevolking"]
rows = [{"_source_row": n, "_source_part": "", "wijkcode": "WK1", "leeftijdsgroep": "0-17", "aantal": -n} for n in range(2, 900)]
outcome = validate(pl.DataFrame(rows, schema=landing_schema(contract)), contract, Path(sys.argv[1]))
assert outcome.failed, outcome
assert os.environ["GX_ANALYTICS_ENABLED"] == "false"
"""
    clean = {name: value for name, value in os.environ.items() if not name.startswith("GX_")}
    env = {**clean, "PYTHONPATH": str(ROOT), "PYTHONWARNINGS": "ignore"}
    done = subprocess.run([sys.executable, "-c", script, str(SEEDS)], cwd=tmp_path, env=env, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert list(tmp_path.iterdir()) == []  # no project folder, no spilled tables
