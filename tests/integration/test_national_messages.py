"""The eight national example messages as real input: what koers must find in each, to the cent and to the line."""

from collections.abc import Callable
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path

import polars as pl
import pytest

from ingest.delivery import receive
from ingest.messages import ingest_message, judge_message, peek_period
from ingest.result import IngestSettings, Result
from orchestration.load import connect, load_landing
from orchestration.outcomes import read_outcomes
from orchestration.tables import MESSAGE_TABLES

MESSAGES = Path(__file__).parents[3] / "shared/standards/messages"
# name -> law, type, month, municipality, clients, lines
GOLDEN = {
    "JW325": ("Jeugdwet", "325", "2023M05", "0384", 2, 3),
    "WMO301": ("Wmo", "301", "2023M08", "0384", 1, 1),
    "WMO305": ("Wmo", "305", "2025M04", "0363", 1, 2),
    "WMO307": ("Wmo", "307", "2025M07", "0363", 1, 2),
    "WMO315": ("Wmo", "315", "2023M07", "0384", 1, 2),
    "WMO317": ("Wmo", "317", "2023M04", "0384", 1, 3),
    "WMO319": ("Wmo", "319", "2023M04", "0384", 0, 1),
    "WMO323": ("Wmo", "323", "2023M05", "0384", 2, 4),
}
SETTINGS = IngestSettings(key=b"n" * 32, is_demo_key=True, seeds=Path(), corrections=Path(), today=date(2026, 6, 30))
Landed = Callable[[str], tuple[Result, Path]]


@pytest.fixture
def landed(tmp_path: Path) -> Landed:
    def land(name: str) -> tuple[Result, Path]:
        (receipt,) = receive([MESSAGES / f"{name}.xml"], tmp_path / "landing", datetime(2026, 6, 30, tzinfo=UTC))
        return ingest_message(receipt.folder, SETTINGS), receipt.folder

    return land


def test_all_eight_messages_are_there():
    assert {path.stem for path in MESSAGES.glob("*.xml")} == set(GOLDEN)


@pytest.mark.parametrize("name", GOLDEN)
def test_every_message_is_recognised_counted_and_kept(landed: Landed, name: str):
    wet, kind, month, gemeente, clients, lines = GOLDEN[name]
    result, folder = landed(name)
    row = pl.read_parquet(folder / "bericht.parquet").row(0, named=True)
    assert result.status == "geaccepteerd" and peek_period(MESSAGES / f"{name}.xml") == month
    assert (row["wet"], row["berichttype"], row["n_clienten"], row["n_regels"]) == (wet, kind, clients, lines)
    assert (row["herkend"], row["verwerkt"]) == (True, True)
    assert (row["gemeentecode"], len(row["agb_code"])) == (gemeente, 8)
    assert (folder / "original.xml").read_bytes() == (MESSAGES / f"{name}.xml").read_bytes()


# name -> its own table, and some cells of each row
CARE = {
    "WMO301": ("toewijzing", ["geboortejaar", "productcode", "toewijzingstijd", "volume"], [(1967, "01A01", "12:34:56", 10)]),
    "WMO305": (
        "levering_start",
        ["geboortejaar", "begindatum", "status_aanlevering"],
        [(1967, date(2025, 4, 3), "1"), (1967, date(2025, 4, 4), "1")],
    ),
    "WMO307": (
        "levering_stop",
        ["begindatum", "einddatum", "reden_beeindiging_code"],
        [(date(2025, 4, 3), date(2025, 7, 18), "31"), (date(2025, 4, 15), date(2025, 7, 18), "31")],
    ),
    "WMO315": ("verzoek", ["soort", "productcategorie", "verwijzer_code"], [("nieuw", "01", "04"), ("nieuw", "02", "04")]),
    "WMO317": (
        "verzoek",
        ["soort", "reden_verzoek_code", "productcode"],
        [("ongewijzigd", "1", None), ("gewijzigd", "1", None), ("nieuw", "1", "01A12")],
    ),
    "WMO319": ("verzoekantwoord", ["antwoord_code", "reden_afwijzing_code", "woonplaats_gemeentecode"], [("1", "7", None)]),
}


@pytest.mark.parametrize("name", CARE)
def test_each_message_about_care_lands_its_products_without_findings(landed: Landed, name: str):
    """The orphan stop of WMO307 needs the 305 to be seen, so one message alone gives nothing."""
    result, folder = landed(name)
    table, columns, rows = CARE[name]
    assert {path.stem for path in folder.glob("*.parquet")} == {"bericht", table}
    assert pl.read_parquet(folder / f"{table}.parquet").select(columns).rows() == rows
    assert (result.rijen_geleverd, result.rijen_geaccepteerd, result.bedrag_geleverd_cent) == (len(rows), len(rows), None)


def test_a_start_and_its_stop_share_pseudonyms_and_a_request_is_found_by_its_answer(landed: Landed):
    start, stop, asked, answer = (
        pl.read_parquet(landed(name)[1] / f"{CARE[name][0]}.parquet") for name in ("WMO305", "WMO307", "WMO317", "WMO319")
    )
    keys = ["bsn_pseudo", "toewijzing_pseudo"]
    assert start.select(keys).rows() == stop.select(keys).rows()
    assert set(asked["referentie_aanbieder_pseudo"]) == set(answer["referentie_aanbieder_pseudo"])


def test_wmo323_gives_four_lines_of_580_euros_that_reconcile_with_its_header_and_no_findings(landed: Landed):
    result, folder = landed("WMO323")
    lines = pl.read_parquet(folder / "declaratieregel.parquet")
    header = pl.read_parquet(folder / "declaratie.parquet").row(0, named=True)
    assert lines["bedrag_cent"].to_list() == [5000, 24_000, 5000, 24_000]
    assert lines["bedrag_cent"].sum() == header["totaal_cent"] == result.bedrag_geaccepteerd_cent == 58_000
    assert lines["volume"].to_list() == [4, 16, 4, 16] and lines["tarief_cent"].to_list() == [1250, 1500, 1250, 1500]
    assert lines["bsn_pseudo"].n_unique() == 2 and lines["toewijzing_pseudo"].n_unique() == 4
    assert (header["periode_begin"], header["periode_eind"], header["dagtekening"]) == (
        date(2023, 4, 1),
        date(2023, 4, 30),
        date(2023, 5, 6),
    )
    assert not (folder / "findings.parquet").exists() and not (folder / "quarantine.parquet").exists()


def test_jw325_is_read_as_an_answer_with_its_two_oddities_as_warnings_and_nothing_lost(landed: Landed):
    """Reference §5.7: C where D was submitted, a line of 140.00 for 16 × 15.00; its totals satisfy TR342."""
    result, folder = landed("JW325")
    answer = pl.read_parquet(folder / "declaratieantwoord.parquet").row(0, named=True)
    lines = pl.read_parquet(folder / "antwoordregel.parquet")
    findings = pl.read_parquet(folder / "findings.parquet")
    assert (answer["totaal_ingediend_cent"], answer["totaal_toegekend_cent"], answer["n_regels"]) == (-58_000, -34_000, 3)
    assert lines["bedrag_cent"].to_list() == [-5000, -14_000, -5000]
    assert lines["bedrag_cent"].sum() == answer["totaal_ingediend_cent"] - answer["totaal_toegekend_cent"]
    assert lines["retourcodes"].to_list() == ["0611", "9339,9340,9341", "9307"]
    assert findings.select("regel", "_source_row", "ernst").rows() == [("TR367", None, "waarschuwing"), ("TR346", 2, "waarschuwing")]
    assert result.rijen_quarantaine == 0


@pytest.mark.parametrize("name", GOLDEN)
def test_koers_check_says_of_each_message_what_ingest_says(landed: Landed, name: str):
    judgement = judge_message(MESSAGES / f"{name}.xml", SETTINGS)
    result, _ = landed(name)
    assert (judgement.refused_reason, judgement.rows) == (result.reden, result.rijen_geleverd)
    assert len(judgement.findings) == (2 if name == "JW325" else 0)


# BSN, allocation and reference numbers, names, address, contact, free text, language, referrer, birth dates: each occurs in a message.
SECRETS = (
    *("99990", "20072", "10072", "10073", "300201", "300202", "RN00", "42420002", "1967-08-13", "1967-01-13", "1972-07-16"),
    *("Jansen", "Dijkhof", "Meindert", "Mentor", "Peter R", "Tim", "Wit", "9999XX", "Straatweg", "THuis", "@", "0101234567"),
    *("0031", "commentaar", "Commentaat", "Deens", "Verwijzer Naam", "JuridischeStatus", "Relatie"),
)


def test_every_secret_searched_for_occurs_in_the_messages():
    text = "".join(path.read_text(encoding="utf-8") for path in MESSAGES.glob("*.xml"))
    assert [secret for secret in SECRETS if secret not in text] == []


@pytest.mark.parametrize("name", GOLDEN)
def test_nothing_personal_of_the_messages_leaves_the_original(landed: Landed, name: str):
    _, folder = landed(name)
    for file in folder.iterdir():
        if file.name != "original.xml":
            text = str(pl.read_parquet(file).to_dicts()) if file.suffix == ".parquet" else file.read_text(encoding="utf-8")
            for secret in SECRETS:
                assert secret not in text, f"{secret} in {file.name}"


def test_a_real_bsn_in_any_type_refuses_the_message_under_the_demonstration_key(tmp_path: Path):
    for name in GOLDEN:
        if GOLDEN[name][4]:
            path = tmp_path / f"{name}.xml"
            path.write_text((MESSAGES / f"{name}.xml").read_text(encoding="utf-8").replace("999900006", "123456782"), encoding="utf-8")
            reason = judge_message(path, SETTINGS).refused_reason or ""
            assert "demonstratiesleutel" in reason and "123456782" not in reason, name


def test_the_loader_finds_every_message_and_line_in_the_database(landed: Landed, tmp_path: Path):
    for name in GOLDEN:
        landed(name)
    outcomes, database = read_outcomes(tmp_path / "landing"), tmp_path / "koers.duckdb"
    rows = {table.name: load_landing(database, table, outcomes, {}) for table in MESSAGE_TABLES}
    assert rows == {"bericht": 8, "declaratie": 1, "declaratieregel": 4, "declaratieantwoord": 1, "antwoordregel": 3} | {
        "toewijzing": 1,
        "levering_start": 2,
        "levering_stop": 2,
        "verzoek": 5,
        "verzoekantwoord": 1,
        "retour": 0,
    }
    with closing(connect(database, read_only=True)) as con:
        ids = con.execute("select count(distinct _row_id), sum(bedrag_cent) from landing.declaratieregel").fetchone()
        names = con.execute("select count(*) from landing.bericht where _source_file = substr(_delivery_id, -12) || '.xml'").fetchone()
    assert (ids, names) == ((4, 58_000), (8,))
