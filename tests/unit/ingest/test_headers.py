from pathlib import Path

import pytest

from ingest.contract import load_contracts
from ingest.headers import code_headers, expected_headers, match_headers
from ingest.refusal import Refusal

SEEDS = Path(__file__).parents[3] / "dbt_project" / "seeds"
ZRM, LEDGER = load_contracts()["zrm"], load_contracts()["grootboek"]
LONG = [field.source for field in ZRM.fields]
SHARED = [header for header in LONG if header not in ("Domein", "Score")]


def refusal(headers: list[str]) -> str:
    with pytest.raises(Refusal) as refused:
        match_headers(ZRM, headers, SEEDS)
    return refused.value.sentence


def test_columns_are_found_in_any_order_and_dropped_ones_are_not_read():
    headers = [field.source for field in reversed(LEDGER.fields)]
    layout = match_headers(LEDGER, headers, SEEDS)
    assert {name: headers[position] for name, position in layout.fields.items()} == {field.name: field.source for field in LEDGER.landed()}
    assert headers.index("Omschrijving") not in layout.positions
    assert layout.findings == []


def test_a_renamed_column_is_named_with_the_closest_header():
    sentence = refusal([header.replace("Meetdatum", "meet datum") for header in LONG])
    assert "Kolom Meetdatum ontbreekt ('meet datum' lijkt op Meetdatum)" in sentence
    assert "leveranciersgids" in sentence


def test_several_missing_columns_are_one_sentence():
    assert refusal(LONG[3:]).startswith("De kolommen Gemeentecode, Clientnummer en BSN ontbreken.")


def test_data_in_the_place_of_the_header_is_never_repeated():
    sentence = refusal(["0484", "C-000123", "999900006", "Jan de Vries", "2017", "intake", "x", "y", "z", "q", "3"])
    assert "Geen enkele kolomkop in rij 1 is bekend" in sentence
    assert all(text not in sentence for text in ("0484", "C-000123", "999900006", "Vries", "intake"))


def test_a_column_that_occurs_twice_is_refused_but_only_when_koers_would_read_it():
    assert "Kolom BSN staat twee keer" in refusal([*LONG, "BSN"])
    assert match_headers(ZRM, [*LONG, "Notitie", "Notitie"], SEEDS).fields["score"] == LONG.index("Score")


def test_an_extra_column_is_a_warning_and_not_read():
    layout = match_headers(ZRM, [*LONG, "Opmerkingen", "", "999900006"], SEEDS)
    assert layout.positions == set(range(len(LONG)))
    assert [finding.severity for finding in layout.findings] == ["waarschuwing"] * 2
    assert "'Opmerkingen' hoort niet bij deze levering" in layout.findings[0].sentence
    assert layout.findings[1].column == "kolom 14"
    assert layout.findings[1].sentence.startswith("Kolom 14 hoort niet")


def test_the_wide_layout_is_recognised_by_its_domain_columns():
    layout = match_headers(ZRM, [*SHARED, "Financiën", "Justitie"], SEEDS)
    assert layout.spread == {"Financiën": len(SHARED), "Justitie": len(SHARED) + 1}
    assert "score" not in layout.fields


def test_a_long_file_with_a_column_named_after_a_domain_stays_long():
    layout = match_headers(ZRM, [*LONG, "Justitie"], SEEDS)
    assert layout.spread == {}
    assert len(layout.findings) == 1


def test_codes_must_be_text_in_excel_but_whole_numbers_of_a_short_list_need_not():
    assert {"Gemeentecode", "BSN", "Clientnummer", "Trajectnummer", "Domein"} <= code_headers(ZRM)
    assert not {"ZRM-versie", "Score", "Meetdatum"} & code_headers(ZRM)
    assert "Taakveld" in code_headers(LEDGER)
    assert not {"Bedrag", "Omschrijving", "Boekjaar"} & code_headers(LEDGER)


def test_both_layouts_are_expected():
    assert {"Domein", "Score", "Financiën", "ADL-vaardigheden"} <= set(expected_headers(ZRM, SEEDS))
