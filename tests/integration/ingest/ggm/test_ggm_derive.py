from datetime import date

import pytest

from ingest.contract import load_contracts
from ingest.ggm.derive import Period
from ingest.refusal import Refusal

HALF = Period("2025H1", date(2025, 1, 1), date(2025, 6, 30))


def by(rows, key):
    return {row[key]: row for row in rows}


def trajectories(derived, files, **more):
    found = derived(files, **more)
    return by([row for name, rows in found.items() if name.startswith("trajecten") for row in rows], "Trajectnummer")


def scores(derived, files, **more):
    """In the order of SCORE_ID within a year."""
    return [row for name, rows in sorted(derived(files, **more).items()) if name.startswith("zrm") for row in rows]


def test_the_columns_are_those_of_the_contracts(layer, as_duckdb, derived):
    found = derived([as_duckdb(layer)])
    for bron in ("zrm", "trajecten"):
        rows = next(rows for name, rows in found.items() if name.startswith(bron))
        assert list(rows[0]) == [field.source for field in load_contracts()[bron].fields]


def test_without_a_period_there_is_a_delivery_per_calendar_year(layer, as_duckdb, derived):
    assert {name: len(rows) for name, rows in derived([as_duckdb(layer)]).items()} == {
        "trajecten_0484_2024.csv": 1,
        "trajecten_0484_2025.csv": 2,
        "zrm_0484_2023.csv": 1,
        "zrm_0484_2025.csv": 4,
        "zrm_0484_2026.csv": 1,
    }


def test_a_decided_trajectory_takes_its_facts_from_the_decision_and_the_provision_that_fits(layer, as_duckdb, derived):
    row = trajectories(derived, [as_duckdb(layer)])["L-1"]
    assert row["Clientnummer"] == "C-1" and row["BSN"] == "999900006"
    assert (row["Wet"], row["Productcategorie"], row["Leveringsvorm"]) == ("Wmo", "02", "zin")  # 21 fits the product, 20 says pgb
    assert (row["Beschikking"], row["Besluitdatum"]) == ("ja", "2025-01-10")
    assert (row["Begindatum"], row["Einddatum"], row["Reden beëindiging"]) == ("2025-02-01", "2025-08-31", "19")
    assert (row["Geboortejaar"], row["Geslacht"], row["Contractnummer"]) == ("1948", "V", "NIEUW")


def test_an_allocated_trajectory_finds_its_client_and_provider_through_the_allocation(layer, as_duckdb, derived):
    row = trajectories(derived, [as_duckdb(layer)])["L-2"]
    assert (row["Clientnummer"], row["Wet"], row["Leveringsvorm"], row["Contractnummer"]) == ("C-2", "Jeugdwet", "zin", "NIEUW")
    assert (row["Einddatum"], row["Geslacht"], row["Geboortejaar"]) == (None, "0", None)


def test_without_a_decision_it_is_general_support_and_what_is_unknown_stays_empty(layer, as_duckdb, derived):
    row = trajectories(derived, [as_duckdb(layer)])["L-3"]
    assert (row["Beschikking"], row["Leveringsvorm"]) == ("nee", "algemene_voorziening")
    assert (row["Wet"], row["Contractnummer"]) == (None, None)


def test_two_contracts_on_one_day_are_none(layer, as_duckdb, derived):
    layer["CONTRACT"].append({"CONTRACT_ID": 3, "INTERNCONTRACTID": "OOK", "HEEFT_RECHTSPERSOON_ID": 100})
    assert trajectories(derived, [as_duckdb(layer)])["L-1"]["Contractnummer"] is None


def test_a_score_belongs_to_the_trajectory_it_was_measured_in(layer, as_duckdb, derived):
    found = [(row["Meetdatum"], row["Trajectnummer"], row["Meetmoment"]) for row in scores(derived, [as_duckdb(layer)])]
    assert found == [
        ("2023-01-01", None, "intake"),  # no trajectory: the door sets it aside
        ("2025-01-20", "L-1", "intake"),
        ("2025-05-01", "L-1", "voortgang"),
        ("2025-09-10", "L-1", "eind"),
        ("2025-06-01", "L-2", "intake"),
        ("2026-01-15", "L-1", "follow_up"),
    ]


def test_of_two_trajectories_that_run_the_last_begun_has_the_score(layer, as_duckdb, derived):
    layer["LEVERING"].append({"LEVERING_ID": 4, "CODE": "L-4", "DATUMSTART": date(2025, 4, 1), "PRESTATIE_VOOR_RECHTSPERSOON_ID": 1})
    found = {row["Meetdatum"]: row["Trajectnummer"] for row in scores(derived, [as_duckdb(layer)])}
    assert (found["2025-01-20"], found["2025-05-01"]) == ("L-1", "L-4")


def test_the_last_measurement_of_a_trajectory_that_runs_is_no_end(layer, as_duckdb, derived):
    del layer["LEVERING"][0]["DATUMSTOP"]
    found = {row["Meetdatum"]: row["Meetmoment"] for row in scores(derived, [as_duckdb(layer)])}
    assert found["2026-01-15"] == "voortgang"


def test_the_edition_is_that_of_the_one_matrix_that_applied(layer, as_duckdb, derived):
    files = [as_duckdb(layer)]
    assert {row["ZRM-versie"] for row in scores(derived, files)} == {"2017"}
    del layer["ZELFREDZAAMHEIDMATRIX"][0]["DATUMEINDEGELDIGHEID"]
    assert {row["ZRM-versie"] for row in scores(derived, [as_duckdb(layer, "twee.duckdb")])} == {None}
    layer["KP_ZLFRDZMHDMTRX_LFGBD"] = [{"KP_ZLFRDZMHDMTRX_LFGBD_ID": 1, "ZELFREDZAAMHEIDMATRIX_ID": 1, "LEEFGEBIED_ID": 1}]
    assert {(row["Domein"], row["ZRM-versie"]) for row in scores(derived, [as_duckdb(layer, "drie.duckdb")])} == {
        ("Huisvesting", "2013"),
        ("Financiën", None),
    }


def test_levels_are_read_with_or_without_their_words(layer, as_duckdb, derived):
    found = {row["Meetdatum"]: (row["Score"], row["Informant"]) for row in scores(derived, [as_duckdb(layer)])}
    assert found["2025-01-20"] == ("1", "professional")
    assert (found["2025-05-01"][0], found["2025-06-01"][0]) == ("3", "nvt")


def test_numbers_without_a_code_of_their_own_are_the_keys_marked_so_that_none_passes_for_a_bsn(layer, as_duckdb, derived):
    layer["LEVERING"][1]["CODE"] = "L-1"
    layer["CLIENT"][2]["CODE"] = None
    found = trajectories(derived, [as_duckdb(layer)])
    assert set(found) == {"LEVERING-1", "LEVERING-2", "LEVERING-3"}
    assert found["LEVERING-1"]["Clientnummer"] == "CLIENT-1"


def test_a_period_takes_what_ran_or_was_measured_in_it_and_counts_the_rest(layer, as_duckdb, derived):
    found = derived([as_duckdb(layer)], period=HALF)
    assert {name: len(rows) for name, rows in found.items()} == {"trajecten_0484_2025H1.csv": 3, "zrm_0484_2025H1.csv": 3, "buiten": 1}
    assert found["buiten"] == [{"zrm": 3}]


def test_a_row_with_an_impossible_day_is_not_lost(layer, as_duckdb, derived):
    layer["LEVERING"][0]["DATUMSTART"] = date(1, 1, 1)
    layer["LEVERING"][2]["DATUMSTART"] = None
    found = {name: len(rows) for name, rows in derived([as_duckdb(layer)]).items() if name.startswith("trajecten")}
    assert found == {"trajecten_0484_2025.csv": 3}
    assert len(derived([as_duckdb(layer, "tweede.duckdb")], period=HALF)["trajecten_0484_2025H1.csv"]) == 3
    layer["LEVERING"][1]["DATUMSTART"] = date(2199, 1, 1)
    with pytest.raises(Refusal, match="Geen enkele rij voor trajecten heeft een datum die kan kloppen"):
        derived([as_duckdb(layer, "derde.duckdb")])


def test_the_municipality_must_be_given(layer, as_duckdb, derived):
    with pytest.raises(Refusal, match="Het GGM noemt de gemeente niet"):
        derived([as_duckdb(layer)], gemeente=None)


def test_an_empty_layer_is_refused(layer, as_duckdb, derived):
    layer["LEVERING"], layer["SCORE"] = [], []
    with pytest.raises(Refusal, match="geen leveringen en geen scores"):
        derived([as_duckdb(layer)])


def test_the_same_rows_in_another_order_give_the_same_files(layer, as_duckdb, derived):
    before = derived([as_duckdb(layer)])
    for rows in layer.values():
        rows.reverse()
    assert derived([as_duckdb(layer, "om.duckdb")]) == before


def test_parquet_with_keys_as_floats_and_csv_give_what_duckdb_gives(layer, as_duckdb, as_files, derived):
    before = derived([as_duckdb(layer)])
    assert derived(as_files(layer, "parquet")) == before
    assert derived(as_files(layer, "csv")) == before


def test_what_an_export_of_koers_adds_goes_before_what_follows_from_the_ggm(layer, as_duckdb, derived):
    layer["KOERS_SCORE"] = [
        {"SCORE_ID": 6, "TRAJECT": "abc", "GEMEENTECODE": "0917", "ZRM_VERSIE": "2013", "MEETMOMENT": "eind", "INFORMANT": "client"}
    ]
    layer["KOERS_LEVERING"] = [
        {"LEVERING_ID": 1, "BRON": "trajecten", "TRAJECT": "abc", "GEMEENTECODE": "0917", "WET": "Wmo", "BESCHIKKING": "nee"},
        {"LEVERING_ID": 2, "BRON": "berichten", "TRAJECT": "def", "GEMEENTECODE": "0917"},
    ]
    found = derived([as_duckdb(layer)])
    assert set(found) >= {"zrm_0917_2023.csv", "trajecten_0917_2025.csv"}
    (row,) = found["zrm_0917_2023.csv"]
    assert (row["Trajectnummer"], row["ZRM-versie"], row["Meetmoment"], row["Informant"]) == ("abc", "2013", "eind", "client")
    (traject,) = found["trajecten_0917_2025.csv"]  # what came from messages comes again with the messages
    assert (traject["Trajectnummer"], traject["Beschikking"], traject["Besluitdatum"]) == ("abc", "nee", None)
