"""What one message leaves in its landing folder, and what it never leaves there."""

import json
from dataclasses import replace

import duckdb
import polars as pl
import pytest

from data_samples.bericht import write_323
from ingest.messages import ingest_message, judge_message, parse_key
from ingest.messages.land import FILES, TABLES
from ingest.pseudonymise import pseudonym
from orchestration.tables import MESSAGE_TABLES, TECHNICAL


def names(folder):
    return {path.name for path in folder.iterdir()}


def test_an_accepted_323_lands_three_tables_and_its_result(ingest, bericht_323):
    result, folder = ingest(bericht_323)
    assert names(folder) == {
        "original.xml",
        "receipt.json",
        "result.json",
        "bericht.parquet",
        "declaratie.parquet",
        "declaratieregel.parquet",
    }
    assert (result.status, result.reden) == ("geaccepteerd", None)
    assert (result.rijen_geleverd, result.rijen_geaccepteerd, result.rijen_quarantaine) == (4, 4, 0)
    assert (result.bedrag_geleverd_cent, result.bedrag_geaccepteerd_cent, result.bedrag_quarantaine_cent) == (10_180, 10_180, 0)
    assert (folder / "original.xml").read_bytes() == bericht_323.read_bytes()


def test_the_lines_land_typed_with_pseudonyms_per_purpose_and_signed_amounts(ingest, bericht_323, settings, regels):
    _, folder = ingest(bericht_323)
    frame = pl.read_parquet(folder / "declaratieregel.parquet")
    assert frame["_source_row"].to_list() == [1, 2, 3, 4]
    assert frame["bedrag_cent"].to_list() == [5000, 6667, 1013, -2500]
    assert frame["tarief_cent"].to_list() == [1250, 67, None, 1250]
    assert frame["bsn_pseudo"].to_list() == [pseudonym(settings.key, "persoon", regel.bsn) for regel in regels]
    assert frame["toewijzing_pseudo"][0] == pseudonym(settings.key, "toewijzing|0119|Wmo", "2001")
    assert frame["referentie_pseudo"][0] == pseudonym(settings.key, "referentie|42420001|Wmo", "R1")
    assert frame["vorig_referentie_pseudo"].to_list() == [None, None, None, pseudonym(settings.key, "referentie|42420001|Wmo", "R0")]
    assert frame["productperiode_begin"].dtype == pl.Date


def test_every_table_has_exactly_the_columns_of_landing(ingest, bericht_323, bericht_325):
    for path in (bericht_323, bericht_325):
        _, folder = ingest(path)
        for file in folder.glob("*.parquet"):
            assert pl.read_parquet_schema(file) == {"_source_row": pl.Int64, "_source_part": pl.String} | TABLES[file.stem]


def test_the_landed_tables_are_those_the_loader_creates():
    """Columns stand in two places, because the door may not know the warehouse; here they meet."""
    sql = {pl.String: "VARCHAR", pl.Int64: "BIGINT", pl.Date: "DATE", pl.Boolean: "BOOLEAN"}
    derived = {column.name for column in TECHNICAL}
    loaded = {table.name: {c.name: c.type for c in table.columns if c.name not in derived} for table in MESSAGE_TABLES}
    assert loaded == {name: {column: sql[kind] for column, kind in columns.items()} for name, columns in TABLES.items()}


def test_a_325_lands_its_answer_and_the_rejected_lines(ingest, bericht_325):
    result, folder = ingest(bericht_325)
    assert (result.status, result.rijen_geleverd, result.bedrag_geleverd_cent) == ("geaccepteerd", 1, 5000)
    answer = pl.read_parquet(folder / "declaratieantwoord.parquet").row(0, named=True)
    line = pl.read_parquet(folder / "antwoordregel.parquet").row(0, named=True)
    assert (answer["_source_row"], answer["totaal_toegekend_cent"], answer["declaratie_identificatie"]) == (0, 53_000, "M2503A")
    assert (line["_source_row"], line["retourcodes"], line["declaratienummer"]) == (1, "9307", "D2503")


def test_the_reference_of_a_rejected_line_is_that_of_the_submitted_one(ingest, bericht_323, bericht_325):
    submitted = pl.read_parquet(ingest(bericht_323)[1] / "declaratieregel.parquet")
    rejected = pl.read_parquet(ingest(bericht_325)[1] / "antwoordregel.parquet")
    assert rejected["referentie_pseudo"][0] == submitted["referentie_pseudo"][0]
    assert rejected["bsn_pseudo"][0] == submitted["bsn_pseudo"][0]


def test_a_line_in_quarantine_keeps_its_shape_and_amount_and_nothing_personal(ingest, tmp_path, declaratie, regels):
    regels[0] = replace(regels[0], bedrag_cent=5001)
    result, folder = ingest(write_323(tmp_path / "q.xml", "Wmo", declaratie, regels))
    assert (result.status, result.rijen_geaccepteerd, result.rijen_quarantaine) == ("geaccepteerd", 3, 1)
    assert (result.bedrag_geleverd_cent, result.bedrag_geaccepteerd_cent, result.bedrag_quarantaine_cent) == (10_181, 5_180, 5001)
    row = pl.read_parquet(folder / "quarantine.parquet").row(0, named=True)
    values = json.loads(row["waarden"])
    assert (row["_source_row"], row["bedrag_cent"]) == (1, 5001)
    assert (values["Bsn"], values["ToewijzingNummer"], values["ReferentieNummer"]) == ("•••", "•••", "•••")
    assert (values["IngediendBedrag"], values["Begindatum"], values["Eenheid"]) == ("50.01", "2025-03-01", "04")
    finding = pl.read_parquet(folder / "findings.parquet").row(0, named=True)
    assert (finding["regel"], finding["_source_row"], finding["waarde"], finding["ernst"]) == ("TR346", 1, "5001", "fout")


def test_a_refused_message_lands_no_rows_but_keeps_its_original_and_its_reason(ingest, bericht_323, spoil):
    result, folder = ingest(spoil(bericht_323, "<iwmo:TotaalBedrag>10180<", "<iwmo:TotaalBedrag>10181<"))
    assert names(folder) == {"original.xml", "receipt.json", "result.json", "findings.parquet"}
    assert result.status == "geweigerd" and not result.door_drempel
    assert (result.rijen_geleverd, result.rijen_geaccepteerd, result.rijen_quarantaine) == (4, 0, 0)
    assert (result.bedrag_geleverd_cent, result.bedrag_geaccepteerd_cent) == (10_180, 0)
    assert result.reden is not None and "verschil € 0,01" in result.reden


def test_a_second_ingest_reads_nothing_again(ingest, bericht_323, settings, monkeypatch):
    result, folder = ingest(bericht_323)
    monkeypatch.setattr("ingest.messages.read_message", lambda *_: pytest.fail("read again"))
    assert ingest_message(folder, settings) == result


def test_another_key_reads_again_and_gives_other_pseudonyms(ingest, bericht_323, settings):
    _, folder = ingest(bericht_323)
    before = pl.read_parquet(folder / "declaratieregel.parquet")
    other = settings.model_copy(update={"key": b"e" * 32})
    assert parse_key(other) != parse_key(settings)
    ingest_message(folder, other)
    after = pl.read_parquet(folder / "declaratieregel.parquet")
    assert not set(before["bsn_pseudo"]) & set(after["bsn_pseudo"]) and before["bedrag_cent"].equals(after["bedrag_cent"])


def test_reading_again_leaves_nothing_of_the_reading_before(ingest, bericht_323, settings):
    _, folder = ingest(bericht_323)
    result = ingest_message(folder, settings.model_copy(update={"key": b"e" * 32, "max_bytes": 10}))
    assert result.status == "geweigerd" and names(folder) == {"original.xml", "receipt.json", "result.json", "findings.parquet"}


def test_a_kill_before_the_result_leaves_a_message_that_is_read_again(ingest, bericht_323, settings, monkeypatch):
    result, folder = ingest(bericht_323)
    (folder / "result.json").unlink()
    monkeypatch.setattr("ingest.messages.write_result", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
    with pytest.raises(KeyboardInterrupt):
        ingest_message(folder, settings)
    assert not (folder / "result.json").exists()
    monkeypatch.undo()
    assert ingest_message(folder, settings) == result


def test_the_same_message_lands_byte_for_byte_the_same(ingest, bericht_323, settings):
    _, folder = ingest(bericht_323)
    first = {name: (folder / name).read_bytes() for name in FILES if (folder / name).exists()}
    (folder / "result.json").unlink()
    ingest_message(folder, settings)
    assert first == {name: (folder / name).read_bytes() for name in FILES if (folder / name).exists()}


def test_no_number_of_a_person_allocation_or_line_is_left_outside_the_original(ingest, tmp_path, declaratie, regel):
    """Good, doubtful and refused messages: nothing of BSN, ToewijzingNummer or ReferentieNummer in Parquet, JSON or sentences."""
    secret = {"bsn": "999900043", "referentie": "REFGEHEIM", "toewijzing": "777123456", "vorige_referentie": "OUDGEHEIM", "code": "GEHM9"}
    line = replace(regel, **secret, credit=True)
    variants = {
        "goed": ([line], {}),
        "dubbel": ([line, line], {}),
        "bedrag": ([replace(line, bedrag_cent=1)], {}),
        "totaal": ([line], {"totaal_cent": 1}),
        "lang": ([replace(line, referentie="REFGEHEIM" * 3)], {}),
        "bsn": ([replace(line, bsn="123456789")], {}),
    }
    for name, (lines, header) in variants.items():
        _, folder = ingest(write_323(tmp_path / f"{name}.xml", "Wmo", replace(declaratie, **header), lines))
        shown = (folder / "result.json").read_text(encoding="utf-8") + (folder / "receipt.json").read_text(encoding="utf-8")
        for file in folder.glob("*.parquet"):
            shown += str(duckdb.sql(f"from read_parquet('{file}')").fetchall())
            assert b"GEHEIM" not in file.read_bytes()
        for text in ("999900043", "123456789", "GEHEIM", "777123456"):
            assert text not in shown, f"{text} in {name}"


def test_check_stores_nothing_and_says_the_same_as_ingest(ingest, bericht_323, spoil, settings, tmp_path):
    path = spoil(bericht_323, "<iwmo:Bedrag>5000<", "<iwmo:Bedrag>5001<")
    before = sorted(tmp_path.rglob("*"))
    judgement = judge_message(path, settings)
    assert sorted(tmp_path.rglob("*")) == before
    result, folder = ingest(path)
    landed = pl.read_parquet(folder / "findings.parquet")
    assert [finding.rule for finding in judgement.findings] == landed["regel"].to_list() == ["TR346", "TR358"]
    assert judgement.rows == result.rijen_geleverd == 4
