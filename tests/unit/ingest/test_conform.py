from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from ingest.conform import Conform, landing_schema, shown
from ingest.contract import Contract, load_contracts
from ingest.headers import match_headers
from ingest.pseudonymise import in_test_range, is_bsn, pseudonym
from ingest.refusal import Refusal

SEEDS = Path(__file__).parents[3] / "dbt_project" / "seeds"
KEY = b"een sleutel van minstens 32 bytes"
ZRM, TRAJECTS = load_contracts()["zrm"], load_contracts()["trajecten"]
GOOD = {
    "Gemeentecode": "0484", "Clientnummer": "C-1", "BSN": "999900006", "Trajectnummer": "T-1", "ZRM-versie": "2017", "Meetmoment": "Intake",
    "Meetdatum": "15-03-2025", "Informant": "professional", "Beoordelaar": "M-1", "Domein": "financiën", "Score": "3",
}  # fmt: skip
WIDE = {name: value for name, value in GOOD.items() if name not in ("Domein", "Score")}
CORE_2017 = [
    *("Financiën", "Werk & Opleiding", "Tijdsbesteding", "Huisvesting", "Huiselijke relaties", "Geestelijke gezondheid"),
    *("Lichamelijke gezondheid", "Middelengebruik", "Basale ADL", "Instrumentele ADL", "Sociaal netwerk"),
    *("Maatschappelijke participatie", "Justitie"),
]


def conform(headers: list[str], contract: Contract = ZRM, **changes: Any) -> Conform:
    settings: dict[str, Any] = {"seeds": SEEDS, "leverancier": "0484", "key": KEY, "is_demo_key": True, "is_excel": False, "notations": {}}
    return Conform(contract, match_headers(contract, headers, SEEDS), **{**settings, **changes})


def batch(rows: list[dict[str, str]], cells: list[int | None] | None = None) -> pl.DataFrame:
    columns = {f"c{i}": pl.Series([row[header] for row in rows], dtype=pl.String) for i, header in enumerate(rows[0])}
    numbers = pl.Series("_source_row", range(2, len(rows) + 2), dtype=pl.Int64)
    return pl.DataFrame([numbers, pl.Series("_cells", cells or [None] * len(rows), dtype=pl.Int32)]).with_columns(**columns)


def read(rows: list[dict[str, str]], contract: Contract = ZRM, **changes: Any) -> tuple[pl.DataFrame, pl.DataFrame]:
    steps = conform(list(rows[0]), contract, **changes)
    return steps.read(steps.rows(batch(rows))[0])


def test_a_good_row_lands_typed_with_pseudonyms_and_official_spelling():
    typed, findings = read([GOOD])
    assert findings.is_empty()
    assert dict(typed.schema) == landing_schema(ZRM)
    row = typed.row(0, named=True)
    assert (row["_source_row"], row["_source_part"], row["gemeentecode"], row["meetdatum"]) == (2, "", "0484", date(2025, 3, 15))
    assert (row["meetmoment"], row["domein_naam"], row["score"], row["score_reden"]) == ("intake", "Financiën", 3, None)


def test_each_pseudonym_is_unique_within_what_its_number_is_unique_within():
    row = read([GOOD], leverancier="42420001")[0].row(0, named=True)
    assert row["bsn_pseudo"] == pseudonym(KEY, "persoon", "999900006")
    assert row["clientnummer_pseudo"] == pseudonym(KEY, "client|42420001", "C-1")
    assert row["beoordelaar_pseudo"] == pseudonym(KEY, "beoordelaar|42420001", "M-1")
    assert row["trajectnummer_pseudo"] == pseudonym(KEY, "traject|0484", "T-1")


def test_the_same_trajectory_number_in_another_municipality_is_another_trajectory():
    typed, _ = read([GOOD, {**GOOD, "Gemeentecode": "0917"}])
    assert typed["trajectnummer_pseudo"].n_unique() == 2
    assert typed["bsn_pseudo"].n_unique() == 1


def test_blank_numbers_give_no_pseudonym():
    row = read([{**GOOD, "BSN": " ", "Beoordelaar": ""}])[0].row(0, named=True)
    assert (row["bsn_pseudo"], row["beoordelaar_pseudo"]) == (None, None)


def test_an_unreadable_cell_is_null_and_one_finding_with_row_column_and_what_to_do():
    typed, findings = read([GOOD, {**GOOD, "Meetdatum": "31-02-2025"}])
    assert typed["meetdatum"].to_list() == [date(2025, 3, 15), None]
    assert findings["zin"].to_list() == [
        "Rij 3, kolom Meetdatum: 31-02-2025 is geen bestaande datum. Schrijf dd-mm-jjjj of jjjj-mm-dd, bijvoorbeeld 31-01-2025."
    ]


@pytest.mark.parametrize("bsn", ["999900007", "99990000", "12345", "BSN onbekend", "999900006.0"])
def test_a_number_that_is_no_bsn_is_a_finding_that_does_not_show_it(bsn: str):
    typed, findings = read([{**GOOD, "BSN": bsn}])
    assert typed["bsn_pseudo"].to_list() == [None]
    assert findings["waarde"].to_list() == ["•••"]
    assert "Rij 2, kolom BSN: " in findings["zin"][0]
    assert bsn not in findings["zin"][0]


def real_looking() -> str:
    return next(str(number) for number in range(100_000_000, 100_000_100) if is_bsn(str(number)) and not in_test_range(str(number)))


def eaten_zero() -> str:
    return next(str(number) for number in range(10_000_000, 10_000_100) if is_bsn(f"0{number}"))


@pytest.mark.parametrize("bsn", [real_looking(), eaten_zero(), f"{real_looking()[:4]}.{real_looking()[4:6]}.{real_looking()[6:]}"])
def test_with_the_demonstration_key_a_possibly_real_bsn_refuses_the_delivery(bsn: str):
    with pytest.raises(Refusal) as refused:
        read([GOOD, {**GOOD, "BSN": bsn}])
    assert refused.value.sentence.startswith("Rij 3, kolom BSN: ")
    assert bsn not in refused.value.sentence


def test_with_ones_own_key_a_lost_leading_zero_is_a_finding_that_says_so():
    typed, findings = read([{**GOOD, "BSN": eaten_zero()}, {**GOOD, "BSN": real_looking()}], is_demo_key=False)
    assert [value is None for value in typed["bsn_pseudo"]] == [True, False]
    assert findings["regel"].to_list() == ["voorloopnul"]
    assert "acht cijfers" in findings["zin"][0]


def test_a_character_that_was_lost_makes_no_pseudonym_of_somebody_else():
    typed, findings = read([{**GOOD, "Clientnummer": "C-\ufffd1"}])
    assert typed["clientnummer_pseudo"].to_list() == [None]
    assert findings["regel"].to_list() == ["onleesbaar_teken"]


def test_a_bsn_in_a_free_code_column_does_not_land():
    row = {field.source: field.example for field in TRAJECTS.fields} | {"BSN": "999900018", "Einddatum": "", "Reden beëindiging": ""}
    typed, findings = read([{**row, "Contractnummer": "999900043"}, {**row, "Contractnummer": "123456789"}, row], TRAJECTS)
    assert typed["contractnummer"].to_list() == [None, "123456789", "AR-WMO-2015"]
    assert findings["regel"].to_list() == ["bsn_elders"]
    assert "999900043" not in findings["zin"][0]


def test_a_wide_row_becomes_a_row_per_domain_with_the_domain_as_part():
    row = WIDE | dict.fromkeys(CORE_2017, "4") | {"Justitie": "99", "Huisvesting": ""}
    typed, _ = read([row])
    assert typed["_source_part"].to_list() == typed["domein_naam"].to_list()
    assert set(typed["domein_naam"]) == set(CORE_2017)
    assert typed["_source_row"].unique().to_list() == [2]
    reasons = dict(typed.filter(pl.col("score").is_null()).select("domein_naam", "score_reden").iter_rows())
    assert reasons == {"Justitie": "niet_besproken", "Huisvesting": "onbekend"}


def test_a_wide_finding_names_the_domain_as_its_column():
    _, findings = read([WIDE | dict.fromkeys(CORE_2017, "4") | {"Justitie": "vier"}])
    assert findings["zin"].to_list() == [
        "Rij 2, kolom Justitie: «tekst van 4 tekens» is geen heel getal. Schrijf alleen cijfers, zonder punt of komma."
    ]
    assert findings["_source_part"].to_list() == ["Justitie"]


def test_a_wide_file_may_hold_two_editions_and_an_empty_cell_of_the_other_edition_is_no_row():
    core_2013 = [
        "Financiën",
        "Dagbesteding",
        "Huisvesting",
        "Huiselijke relaties",
        "Geestelijke gezondheid",
        "Lichamelijke gezondheid",
        "Verslaving",
    ]
    core_2013 += ["Activiteiten Dagelijks Leven", "Sociaal netwerk", "Maatschappelijke participatie", "Justitie"]
    blank = dict.fromkeys([*CORE_2017, *core_2013], "")
    new, old = WIDE | blank | dict.fromkeys(CORE_2017, "4"), WIDE | blank | {"ZRM-versie": "2013"} | dict.fromkeys(core_2013, "2")
    typed, _ = read([new, old])
    assert typed.group_by("zrm_versie").len().sort("zrm_versie").rows() == [("2013", 11), ("2017", 13)]
    wrong, _ = read([new | {"Verslaving": "3"}])
    assert "Verslaving" in wrong["domein_naam"].to_list()  # filled under a domain the edition does not have: kept, for the rules to find


def test_no_wide_row_disappears_when_its_edition_is_unknown_or_every_cell_is_empty():
    for version in ("", "2099", "2017"):
        typed, _ = read([WIDE | dict.fromkeys(CORE_2017, "") | {"ZRM-versie": version}])
        assert typed.height == 13


def test_a_wide_file_without_a_domain_of_its_edition_is_refused():
    with pytest.raises(Refusal, match="De kolommen Huisvesting en Justitie ontbreken"):
        read([WIDE | {name: "4" for name in CORE_2017 if name not in ("Huisvesting", "Justitie")}])


def test_a_ragged_row_is_one_finding_and_shows_none_of_its_cells():
    steps = conform(list(GOOD))
    rows, ragged = steps.rows(batch([GOOD, GOOD, GOOD], [None, 9, None]))
    assert rows["_source_row"].to_list() == [2, 4]
    assert steps.ragged_findings(ragged, 11)["zin"][0].startswith("Rij 3: de rij heeft 9 cellen en de kop 11.")


def test_personal_columns_are_covered_and_others_masked():
    fields = {field.name: field for field in ZRM.fields}
    assert shown(pl.Series(["1", ""]), fields["clientnummer_pseudo"]).to_list() == ["•••", "«leeg»"]
    assert shown(pl.Series(["0484", "Jan"]), fields["gemeentecode"]).to_list() == ["0484", "«tekst van 3 tekens»"]
