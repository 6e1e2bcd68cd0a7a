"""Every folder in tests/scenarios with a table in it is one bad (or good) delivery; expected.yml says what koers must make of it.

expected.yml: `wat` (the case in one sentence), `leveringen` (file name -> status, rijen, quarantaine, zinnen: fragments of the Dutch
sentences, niet: what may be nowhere, dialect …), and where needed `stappen` (folders delivered one after another), `excel` (the test
makes an XLSX of inhoud.csv, with these columns as numbers or dates) and `correcties/`. `@BSN_BUITEN_DE_TESTREEKS@` in a file becomes
a number that passes the elfproef outside the test range, so that no such number is ever in the repository.
"""

import csv
import shutil
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import polars as pl
import pytest
import xlsxwriter
import yaml

from ingest.contract import load_contracts
from ingest.delivery import Intake, Receipt, read_receipts, take_in
from ingest.pipeline import ingest, judge, needs_ingest
from ingest.pseudonymise import in_test_range, is_bsn
from ingest.result import IngestSettings, Result

ROOT = Path(__file__).parents[2]
SCENARIOS = ROOT / "tests" / "scenarios"
NOW = datetime(2026, 1, 1, 2, 0, tzinfo=UTC)
PLACEHOLDER = "@BSN_BUITEN_DE_TESTREEKS@"
FILES = {"expected.yml", "inhoud.csv", ".gitattributes"}


def tabular_cases() -> list[str]:
    cases = {folder.name: yaml.safe_load((folder / "expected.yml").read_text("utf-8")) for folder in SCENARIOS.iterdir() if folder.is_dir()}
    return sorted(name for name, expected in cases.items() if "leveringen" in expected)


@dataclass
class Case:
    """A scenario that was delivered and ingested."""

    expected: dict[str, Any]
    settings: IngestSettings
    inbox: Path
    landing: Path
    intakes: list[Intake]
    results: dict[str, Result]

    def receipt(self, name: str) -> Receipt:
        """The last receipt for a delivered file name."""
        wanted = self.expected["leveringen"][name].get("bron", name.split("_")[0])
        return [receipt for receipt in read_receipts(self.landing) if receipt.bron == wanted][-1]

    def frame(self, name: str, table: str) -> pl.DataFrame:
        return pl.read_parquet(self.receipt(name).folder / f"{table}.parquet")

    def sentences(self, name: str) -> str:
        result = self.results[self.receipt(name).delivery_id]
        findings = self.receipt(name).folder / "findings.parquet"
        return "\n".join([result.reden or "", *(pl.read_parquet(findings)["zin"].to_list() if findings.is_file() else [])])


def deliver(case: str, tmp: Path) -> Case:
    source = SCENARIOS / case
    expected = yaml.safe_load((source / "expected.yml").read_text("utf-8"))
    inbox = tmp / "inbox"
    shutil.copytree(source, inbox, ignore=lambda _, names: {*FILES & set(names), "correcties"})
    for path in inbox.rglob("*.csv"):
        path.write_bytes(path.read_bytes().replace(PLACEHOLDER.encode(), real_looking_bsn().encode()))
    if "excel" in expected:
        make_workbook(source / "inhoud.csv", inbox / expected["excel"]["bestand"], expected["excel"])
    corrections = source / "correcties"
    settings = IngestSettings(
        key=b"geen sleutel maar een voorbeeld!",
        is_demo_key=True,
        seeds=ROOT / "dbt_project/seeds",
        corrections=corrections,
        today=NOW.date(),
    )
    found = Case(expected, settings, inbox, tmp / "landing", [], {})
    for step in expected.get("stappen", [{"map": "."}]):
        found.intakes.append(take_in([inbox / step["map"]], found.landing, NOW))
        for receipt in found.intakes[-1].receipts:
            found.results[receipt.delivery_id] = ingest(receipt.folder, settings)
    return found


def real_looking_bsn() -> str:
    return next(str(number) for number in range(100_000_000, 100_000_100) if is_bsn(str(number)) and not in_test_range(str(number)))


def make_workbook(content: Path, path: Path, wish: dict[str, Any]) -> None:
    with content.open(encoding="utf-8", newline="") as file, xlsxwriter.Workbook(str(path)) as book:
        sheet, day = book.add_worksheet(), book.add_format({"num_format": "dd-mm-yyyy"})
        header, *rows = csv.reader(file, delimiter=";")
        sheet.write_row(0, 0, header)
        for number, row in enumerate(rows, 1):
            for column, (name, text) in enumerate(zip(header, row, strict=True)):
                if [number, name] in wish.get("fouten", []):
                    sheet.write_formula(number, column, "=1/0", None, "#DIV/0!")
                elif name in wish["getallen"]:
                    sheet.write_number(number, column, float(text))
                elif name in wish["datums"]:
                    sheet.write_datetime(number, column, datetime.strptime(text, "%d-%m-%Y"), day)
                else:
                    sheet.write_string(number, column, text)


@pytest.fixture(scope="module", params=tabular_cases())
def case(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Case:
    return deliver(request.param, tmp_path_factory.mktemp(request.param))


def test_a_delivery_gets_the_outcome_and_the_sentences_that_its_scenario_expects(case: Case):
    for name, wanted in case.expected["leveringen"].items():
        receipt = case.receipt(name)
        result = case.results[receipt.delivery_id]
        assert (result.status, result.rijen_geleverd, result.rijen_quarantaine) == (
            wanted["status"],
            wanted["rijen"],
            wanted["quarantaine"],
        )
        assert result.door_drempel == wanted.get("door_drempel", False)
        assert wanted.get("dialect", {}).items() <= result.dialect.items()
        assert len(result.correcties) == wanted.get("correcties", 0)
        assert result.bedrag_geleverd_cent == wanted.get("bedrag_cent", result.bedrag_geleverd_cent)
        sentences = case.sentences(name)
        for fragment in wanted["zinnen"]:
            assert fragment in sentences
        if wanted["status"] == "geweigerd":
            assert result.reden is not None
            assert result.reden.startswith(f"{receipt.bestandsnaam}: ")
    for intake, step in zip(case.intakes, case.expected.get("stappen", []), strict=False):
        assert (len(intake.receipts), intake.known) == (step["nieuw"], step["bekend"])
    assert len(case.intakes[0].skipped) == case.expected.get("overgeslagen", 0)
    numbers = [receipt.volgnummer for receipt in read_receipts(case.landing)]
    assert numbers == case.expected.get("volgnummers", numbers)


def test_nothing_is_lost_and_the_original_is_kept(case: Case):
    delivered = {path.read_bytes() for path in case.inbox.rglob("*") if path.is_file() and path.suffix != ".md"}
    assert {receipt.original.read_bytes() for receipt in read_receipts(case.landing)} == delivered
    for receipt in read_receipts(case.landing):
        result = case.results[receipt.delivery_id]
        rows, aside = receipt.folder / "rows.parquet", receipt.folder / "quarantine.parquet"
        if result.status == "geaccepteerd" or result.door_drempel:
            assert pl.read_parquet(rows).height == result.rijen_geaccepteerd
            assert pl.read_parquet(aside).height == result.rijen_quarantaine
            assert result.rijen_geleverd == result.rijen_geaccepteerd + result.rijen_quarantaine
            assert pl.read_parquet(rows).columns == ["_source_row", "_source_part", *load_contracts()[receipt.bron].landed_columns()]
        else:
            assert not rows.exists()
            assert not aside.exists()


def test_no_bsn_client_number_or_free_text_is_in_anything_but_the_original(case: Case):
    forbidden = {"999900006", "999900018", "999900031", "999900043", real_looking_bsn(), "C-001", "T-001", "H-001", "M-1"}
    forbidden |= {text for wanted in case.expected["leveringen"].values() for text in wanted.get("niet", [])} - {"intake"}
    for path in case.landing.rglob("*"):
        if path.is_file() and not path.name.startswith("original"):
            text = pl.read_parquet(path).write_csv() if path.suffix == ".parquet" else path.read_text("utf-8")
            assert [word for word in forbidden if word in text] == [], path.name


def test_what_may_be_nowhere_is_in_no_sentence(case: Case):
    for name, wanted in case.expected["leveringen"].items():
        assert [word for word in wanted.get("niet", []) if word in case.sentences(name)] == []


def test_a_second_time_nothing_is_parsed_again(case: Case):
    for receipt in read_receipts(case.landing):
        assert not needs_ingest(receipt.folder, case.settings)
        before = (receipt.folder / "result.json").stat().st_mtime_ns
        ingest(receipt.folder, case.settings)
        assert (receipt.folder / "result.json").stat().st_mtime_ns == before


def test_koers_check_says_beforehand_what_the_night_would_say(case: Case):
    if case.settings.corrections.exists() or len(case.intakes) > 1:
        return  # corrections belong to the receiving side; a later delivery is judged like a first one
    for name, wanted in case.expected["leveringen"].items():
        judgement = judge(case.inbox / name, case.settings)
        said = "\n".join([judgement.refused_reason or "", *(finding.sentence for finding in judgement.findings)])
        assert (judgement.refused_reason is not None) == (wanted["status"] == "geweigerd")
        assert [fragment for fragment in wanted["zinnen"] if fragment not in said] == []


def test_every_bad_input_of_the_issue_has_a_scenario():
    wanted = {
        "verkeerd_scheidingsteken", "verkeerde_codering_utf16", "bom", "kolom_hernoemd", "kolommen_ontbreken", "extra_kolom",
        "dubbele_sleutels", "leeg_bestand", "alleen_kop", "datum_31_02", "punt_en_komma_gemengd", "excel_at_voorloopnullen", "score_6",
        "onbekende_gemeente", "verlopen_taakveld", "ongeldig_bsn", "echt_bsn_bij_demosleutel", "zelfde_bestand_twee_keer",
        "gecorrigeerde_herlevering", "boven_de_drempel",
    }  # fmt: skip
    assert wanted <= set(tabular_cases())


def test_a_correction_that_expires_makes_koers_look_again(tmp_path: Path):
    case = deliver("correctie_toegepast", tmp_path)
    later = case.settings.model_copy(update={"today": date(2027, 1, 1)})
    folder = read_receipts(case.landing)[0].folder
    assert needs_ingest(folder, later)
    assert "is verlopen" in (ingest(folder, later).reden or "")


def test_with_a_key_of_ones_own_a_bsn_outside_the_test_range_is_taken_in_as_a_pseudonym(tmp_path: Path):
    case = deliver("echt_bsn_bij_demosleutel", tmp_path)
    own = case.settings.model_copy(update={"is_demo_key": False, "key": b"een eigen sleutel van 32 tekens!"})
    result = ingest(read_receipts(case.landing)[0].folder, own)
    assert (result.status, result.rijen_geaccepteerd) == ("geaccepteerd", 26)
    assert result.sleutel_id == own.key_id != case.settings.key_id
