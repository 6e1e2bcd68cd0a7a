"""The code lists and parameters are what their sources say. Reads the CSV files as text; no dbt."""

import csv
import re
from pathlib import Path

import pytest
import yaml

from dashboards.disclosure import LEAST_COUNT
from orchestration.audit import Limits

PROJECT = Path(__file__).parents[2] / "dbt_project"
SEEDS = PROJECT / "seeds"
NOT_TEXT = {
    "geldig_vanaf",
    "geldig_tot",
    "volgorde",
    "minuten",
    "waarde",
    "is_kern",
    "telt_als_einde",
    "telt_in_noemer_uitval",
    "is_afkeuring",
    "vrijheidsgraden",
    "t_80",
    "t_95",
    "gewicht",
    "is_dagbesteding",
    "is_verdeling",
}
STATUS = {"bron", "aanname", "UNSURE", "from memory"}


def seed(name: str) -> list[dict[str, str]]:
    with (SEEDS / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def valid_on(rows: list[dict[str, str]], day: str) -> list[dict[str, str]]:
    return [row for row in rows if row["geldig_vanaf"] <= day and (not row["geldig_tot"] or day < row["geldig_tot"])]


ALL = sorted(path.stem for path in SEEDS.glob("*.csv"))


@pytest.mark.parametrize("name", ALL)
def test_every_column_has_a_type_and_a_description_and_is_text_unless_it_is_a_date_a_count_or_a_yes_or_no(name: str) -> None:
    described = yaml.load((SEEDS / f"{name}.yml").read_text(encoding="utf-8"), yaml.CSafeLoader)["seeds"][0]
    header = list(seed(name)[0])
    types = described["config"]["column_types"]
    assert list(types) == header == [column["name"] for column in described["columns"]]
    assert all(column["description"] for column in described["columns"])
    assert {column for column, kind in types.items() if kind != "varchar"} <= NOT_TEXT


def test_there_are_342_municipalities_in_2026_with_the_codes_cbs_gives_them() -> None:
    now = {row["gemeentecode"]: row["gemeentenaam"] for row in valid_on(seed("gemeente"), "2026-01-01")}
    assert len(now) == 342
    assert all(re.fullmatch(r"\d{4}", code) for code in now)
    known = {
        "0484": "Alphen aan den Rijn",
        "0917": "Heerlen",
        "0556": "Maassluis",
        "0622": "Vlaardingen",
        "0606": "Schiedam",
        "0119": "Meppel",
    }
    assert {code: now[code] for code in known} == known


@pytest.mark.parametrize(("year", "number"), [("2018", 380), ("2019", 355), ("2021", 352), ("2022", 345), ("2023", 342)])
def test_the_number_of_municipalities_in_earlier_years_is_what_cbs_published(year: str, number: int) -> None:
    assert len(valid_on(seed("gemeente"), f"{year}-01-01")) == number


def test_an_ended_municipality_names_successors_that_exist_on_the_day_it_ended() -> None:
    rows = seed("gemeente")
    for row in rows:
        assert bool(row["geldig_tot"]) == bool(row["opvolger"]), row
        if row["geldig_tot"]:
            then = {other["gemeentecode"] for other in valid_on(rows, row["geldig_tot"])}
            assert set(row["opvolger"].split()) <= then, row
    assert {row["status"] for row in rows} <= STATUS


def test_each_edition_of_the_zrm_has_its_own_domains_and_supplements_are_never_core() -> None:
    rows = seed("zrm_domein")
    core = {
        edition: [r["domein_naam"] for r in rows if r["zrm_versie"] == edition and r["is_kern"] == "true"]
        for edition in ("2010", "2013", "2017")
    }
    assert [len(names) for names in core.values()] == [11, 11, 13]
    assert "Inkomen" in core["2010"] and "Dagbesteding" in core["2013"] and "Activiteiten Dagelijks Leven" in core["2013"]
    assert {"Werk & Opleiding", "Tijdsbesteding", "Middelengebruik", "Basale ADL", "Instrumentele ADL"} <= set(core["2017"])
    assert "Dagbesteding" not in core["2017"] and "Tijdsbesteding" not in core["2013"]
    assert all(row["is_kern"] == "false" for row in rows if row["vergelijkbaarheid"] == "supplement")
    keys = [(row["zrm_versie"], row["domein_key"]) for row in rows]
    assert len(set(keys)) == len(keys)


def test_every_domain_has_a_place_of_its_own_in_a_measurement() -> None:
    """A measurement is one whole number with a digit per core domain (macros/digits.sql): 13 places, the second is work and education."""
    rows = seed("zrm_domein")
    places = [(row["zrm_versie"], row["volgorde"]) for row in rows]
    assert len(set(places)) == len(places)
    core = [row for row in rows if row["is_kern"] == "true"]
    assert {int(row["volgorde"]) for row in core} <= set(range(1, 14))
    assert {row["volgorde"] for row in core if row["domein_key"] == "werk_opleiding"} == {"2"}


def test_renamed_domains_keep_their_key_and_the_split_one_does_not() -> None:
    key = {(row["zrm_versie"], row["domein_naam"]): row["domein_key"] for row in seed("zrm_domein")}
    assert key["2013", "Dagbesteding"] == key["2017", "Werk & Opleiding"] == "werk_opleiding"
    assert key["2010", "Inkomen"] == key["2017", "Financiën"] == "financien"
    assert key["2013", "Activiteiten Dagelijks Leven"] not in {key["2017", "Basale ADL"], key["2017", "Instrumentele ADL"]}


def test_stop_reason_31_means_something_else_in_each_law_and_each_law_has_its_own_list() -> None:
    meaning = {(row["wet"], row["reden_code"]): row["klasse"] for row in seed("stopreden")}
    assert meaning["Wmo", "31"] == "verhuizing_extern" and meaning["Jeugdwet", "31"] == "volgens_plan"
    codes = {wet: {code for law, code in meaning if law == wet} for wet in ("Wmo", "Jeugdwet")}
    assert codes["Wmo"] == {"02", "19", "20", "21", "22", "23", "31", "36", "37", "38", "39"}
    assert codes["Jeugdwet"] == {"02", "20", "31", "32", "33", "34", "35", "36", "37", "38", "39"}
    ends = {row["klasse"]: row["telt_als_einde"] for row in seed("stopreden")}
    assert {klasse for klasse, counts in ends.items() if counts == "false"} == {"tijdelijk", "wijzigingsverzoek", "andere_aanbieder"}


def test_a_taakveld_code_is_valid_in_its_own_years_only_and_never_twice_on_one_day() -> None:
    rows = seed("iv3_taakveld")
    for day in ("2022-12-31", "2023-01-01", "2024-12-31", "2025-01-01"):
        codes = [row["taakveld_code"] for row in valid_on(rows, day)]
        assert len(set(codes)) == len(codes)
    on = {day: {row["taakveld_code"] for row in valid_on(rows, day)} for day in ("2022-06-01", "2023-06-01", "2025-06-01")}
    assert "6.71" in on["2022-06-01"] and "6.71a" not in on["2022-06-01"]
    assert "6.71a" in on["2023-06-01"] and "6.711" not in on["2023-06-01"]
    assert {"6.711", "6.60", "6.791"} <= on["2025-06-01"] and not {"6.71a", "6.6", "6.2"} & on["2025-06-01"]


GENERATIONS = {  # reference.md 4.1, hoofdtaakveld 6
    "2022-06-01": "6.1 6.2 6.3 6.4 6.5 6.6 6.71 6.72 6.81 6.82",
    "2023-06-01": "6.1 6.2 6.3 6.4 6.5 6.6 6.71 6.71a 6.71b 6.71c 6.71d 6.72 6.72a 6.72b 6.72c 6.72d 6.73a 6.73b 6.73c 6.74a 6.74b 6.74c "
    "6.81 6.81a 6.81b 6.82 6.82a 6.82b",
    "2025-06-01": "6.1 6.21 6.22 6.23 6.3 6.4 6.5 6.60 6.711 6.712 6.713 6.714 6.751 6.752 6.753 6.761 6.762 6.763 6.791 6.792 6.811 6.812 "
    "6.821 6.822 6.91 6.92",
}


@pytest.mark.parametrize(("day", "codes"), list(GENERATIONS.items()))
def test_each_generation_of_iv3_has_exactly_its_own_codes(day: str, codes: str) -> None:
    own = {row["taakveld_code"] for row in valid_on(seed("iv3_taakveld"), day)}
    assert {code for code in own if code.startswith("6")} == set(codes.split())
    assert own - set(codes.split()) == {"0.4", "0.10", "0.11", "7.1"}


def test_the_names_of_iv3_change_where_the_rules_say_so() -> None:
    name = {(row["taakveld_code"], row["geldig_vanaf"][:4]): row["taakveld_naam"] for row in seed("iv3_taakveld")}
    assert (name["6.2", "1900"], name["6.2", "2023"]) == ("Wijkteams", "Toegang en eerstelijnsvoorzieningen")
    assert (name["6.4", "1900"], name["6.4", "2023"]) == ("Begeleide participatie", "WSW en beschut werk")
    assert (name["6.6", "2023"], name["6.60", "2025"]) == ("Maatwerkvoorzieningen (Wmo)", "Hulpmiddelen en diensten (Wmo)")
    assert "niet uitgesplitst" in name["6.71", "2023"]


def test_a_trend_key_runs_through_the_generations_and_says_where_it_breaks() -> None:
    rows = seed("iv3_taakveld")
    keys = {row["trendsleutel"] for row in rows} - {""}
    assert keys == {
        "wmo_hulp_huishouden", "wmo_begeleiding_dagbesteding", "wmo_hulpmiddelen", "wmo_overig", "wmo_onverdeeld", "jeugd_totaal",
        "jeugd_bescherming_reclassering", "bw_opvang", "toegang", "pgb_wmo", "pgb_jeugd", "beleid",
    }  # fmt: skip
    breaks = {(row["taakveld_code"], row["geldig_vanaf"][:4]): row["reeksbreuk"] for row in rows if row["reeksbreuk"]}
    assert breaks["6.712", "2025"] == breaks["6.713", "2025"] == "pgb_eruit"
    assert breaks["6.71b", "2023"] == "gesplitst" and breaks["6.791", "2025"] == "nieuw"
    assert not {code for code, _ in breaks} & {"6.2", "6.21", "6.60", "6.811"}
    # On one day all fields of a trend key break, or none: a key cannot half break.
    for day in ("2023-01-01", "2025-01-01"):
        of_key: dict[str, set[str]] = {}
        for row in rows:
            if row["geldig_vanaf"] == day and row["trendsleutel"]:
                of_key.setdefault(row["trendsleutel"], set()).add(row["reeksbreuk"])
        assert [key for key, found in of_key.items() if len(found) > 1] == []


def test_youth_care_can_be_bridged_but_for_one_field_that_is_mixed() -> None:
    form = {(row["taakveld_code"], row["geldig_vanaf"][:4]): row["jeugdvorm"] for row in seed("iv3_taakveld")}
    of_2023 = {code: kind for (code, year), kind in form.items() if year == "2023" and kind}
    assert {code for code, kind in of_2023.items() if kind == "ambulant"} == {"6.72a", "6.72b", "6.72c", "6.72d", "6.74a"}
    assert {code for code, kind in of_2023.items() if kind == "verblijf"} == {"6.73a", "6.73b", "6.73c", "6.74c"}
    assert {code for code, kind in of_2023.items() if kind == "gemengd"} == {"6.72", "6.74b"}


def test_every_product_category_leads_to_a_taakveld_of_each_generation() -> None:
    fields = seed("iv3_taakveld")
    on = {day: {row["taakveld_code"] for row in valid_on(fields, day)} for day in ("2022-06-01", "2023-06-01", "2025-06-01")}
    rows = seed("productcategorie")
    assert (len([r for r in rows if r["wet"] == "Wmo"]), len([r for r in rows if r["wet"] == "Jeugdwet"])) == (18, 24)
    for row in rows:
        scales = ("1", "2", "3") if row["taakveld_status"] == "voorvoegsel" else ("",)
        assert {row["taakveld_code"] + scale for scale in scales} <= on["2025-06-01"], row
        assert row["taakveld_code_2023"] in on["2023-06-01"] and row["taakveld_code_2022"] in on["2022-06-01"], row


def test_every_parameter_is_read_by_a_model_or_the_audit_and_says_how_sure_it_is() -> None:
    rows = seed("parameter")
    models = "\n".join(path.read_text(encoding="utf-8") for folder in ("models", "tests") for path in (PROJECT / folder).rglob("*.sql"))
    assert [row["parameter"] for row in rows if f"'{row['parameter']}'" not in models and row["parameter"] not in Limits._fields] == []
    assert set(Limits._fields) <= {row["parameter"] for row in rows}
    assert all(row["status"] in STATUS and row["bron"] and row["eenheid"] for row in rows)


def test_the_verdicts_and_the_pages_hide_the_same_small_groups() -> None:
    assert {row["parameter"]: float(row["waarde"]) for row in seed("parameter")}["k_min"] == LEAST_COUNT


def test_every_indicator_card_is_complete_and_its_dutch_sentences_are_short() -> None:
    for row in seed("indicator"):
        assert [column for column, text in row.items() if not text] == [], row["indicator_code"]
        sentences = [s for column, text in row.items() if column.endswith("_nl") for s in re.split(r"[.?!]\s*", text) if s]
        assert [s for s in sentences if len(s.split()) > 15] == []


def test_target_groups_name_a_direction() -> None:
    assert {row["standaard_doelrichting"] for row in seed("doelgroep")} == {"verbeteren", "stabiliseren", "vertragen"}
