"""Every folder in tests/scenarios with national messages in it: expected.yml says what koers must make of each, from file to sentence.

expected.yml: `wat` (the case in one sentence), `ernaast` (files that are no message) and `berichten`: file name -> status, regels (lines
that were read), quarantaine (lines set aside), bevindingen (rule, number of the line or null, severity), zinnen (fragments of the Dutch
sentences), niet (what may be nowhere but in the original), bedrag_cent, herhaald (refused because an earlier message has the same
identification).
"""

import hashlib
import shutil
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import polars as pl
import pytest
import yaml

from ingest.delivery import Receipt, read_receipts, take_in
from ingest.messages import ingest_message, judge_message
from ingest.pipeline import needs_ingest
from ingest.result import IngestSettings, Result
from orchestration.outcomes import read_outcomes
from orchestration.repeats import refuse_repeats

ROOT = Path(__file__).parents[2]
SCENARIOS = ROOT / "tests" / "scenarios"
NOW = datetime(2026, 1, 1, 2, 0, tzinfo=UTC)
SETTINGS = IngestSettings(key=b"m" * 32, is_demo_key=True, seeds=Path(), corrections=Path(), today=NOW.date())
WANTED = {
    "afgekapt", "doctype", "entiteiten_zonder_einde", "entiteit_van_buiten", "verkeerde_code", "release_2_4", "release_4_0", "bsn_nullen",
    "totaal_een_cent", "dubbel_referentienummer", "toewijzing_van_twee", "stop_voor_start", "periode_over_twee_maanden",
    "bedrag_te_groot", "credit_en_debet_samen", "credit_zonder_debet", "zelfde_identificatie", "goed",
}  # fmt: skip


def message_cases() -> list[str]:
    cases = {folder.name: yaml.safe_load((folder / "expected.yml").read_text("utf-8")) for folder in SCENARIOS.iterdir() if folder.is_dir()}
    return sorted(name for name, expected in cases.items() if "berichten" in expected)


@dataclass
class Case:
    """A scenario that was delivered and read."""

    wanted: dict[str, dict[str, Any]]
    inbox: Path
    landing: Path
    results: dict[str, Result]

    def receipt(self, name: str) -> Receipt:
        digest = hashlib.sha256((self.inbox / name).read_bytes()).hexdigest()
        return next(receipt for receipt in read_receipts(self.landing) if receipt.sha256 == digest)

    def result(self, name: str) -> Result:
        return self.results[self.receipt(name).delivery_id]

    def frame(self, name: str, table: str) -> pl.DataFrame | None:
        path = self.receipt(name).folder / f"{table}.parquet"
        return pl.read_parquet(path) if path.is_file() else None

    def sentences(self, name: str) -> str:
        findings = self.frame(name, "findings")
        later = refuse_repeats(read_outcomes(self.landing)).get(self.receipt(name).delivery_id)
        found = [self.result(name).reden, *([] if findings is None else findings["zin"].to_list()), later and later.reden]
        return "\n".join(text for text in found if text)


@pytest.fixture(scope="module", params=message_cases())
def case(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Case:
    folder = tmp_path_factory.mktemp(request.param)
    expected = yaml.safe_load((SCENARIOS / request.param / "expected.yml").read_text("utf-8"))
    shutil.copytree(SCENARIOS / request.param, folder / "inbox", ignore=shutil.ignore_patterns("expected.yml"))
    intake = take_in([folder / "inbox"], folder / "landing", NOW)
    assert len(intake.receipts) == len(expected["berichten"]) and len(intake.skipped) == len(expected.get("ernaast", []))
    results = {receipt.delivery_id: ingest_message(receipt.folder, SETTINGS) for receipt in intake.receipts}
    return Case(expected["berichten"], folder / "inbox", folder / "landing", results)


def test_a_message_gets_the_outcome_the_findings_and_the_sentences_that_its_scenario_expects(case: Case):
    for name, wanted in case.wanted.items():
        result, findings = case.result(name), case.frame(name, "findings")
        assert (result.status, result.rijen_geleverd, result.rijen_quarantaine) == (
            wanted["status"],
            wanted["regels"],
            wanted["quarantaine"],
        ), name
        found = [] if findings is None else findings.sort("_source_row", nulls_last=False).select("regel", "_source_row", "ernst").rows()
        assert [list(row) for row in found] == wanted["bevindingen"], name
        assert [fragment for fragment in wanted["zinnen"] if fragment not in case.sentences(name)] == [], name
        assert result.bedrag_geleverd_cent == wanted.get("bedrag_cent", result.bedrag_geleverd_cent), name


def test_a_refused_message_lands_nothing_and_an_accepted_one_every_line_once(case: Case):
    for name, wanted in case.wanted.items():
        folder, result = case.receipt(name).folder, case.result(name)
        tables = {path.stem for path in folder.glob("*.parquet")} - {"findings", "quarantine"}
        assert (tables == set()) == (wanted["status"] == "geweigerd"), name
        aside = case.frame(name, "quarantine")
        assert (0 if aside is None else aside.height) == wanted["quarantaine"], name
        if wanted["status"] == "geaccepteerd":
            assert result.rijen_geleverd == result.rijen_geaccepteerd + result.rijen_quarantaine, name
            cents = [amount or 0 for amount in (result.bedrag_geaccepteerd_cent, result.bedrag_quarantaine_cent)]
            assert sum(cents) == (result.bedrag_geleverd_cent or 0), name


def test_of_two_messages_with_one_identification_the_first_dated_counts(case: Case):
    refused = set(refuse_repeats(read_outcomes(case.landing)))
    assert refused == {case.receipt(name).delivery_id for name, wanted in case.wanted.items() if wanted.get("herhaald")}


def test_the_original_is_kept_and_nothing_personal_or_forbidden_is_in_anything_else(case: Case):
    forbidden = {"VERBODEN-TEKST", "99990000", "99990001", "1950-06-01", "RN0001", "VZ-1", "9999XX"}
    for name, wanted in case.wanted.items():
        folder = case.receipt(name).folder
        assert (folder / "original.xml").read_bytes() == (case.inbox / name).read_bytes()
        for path in folder.iterdir():
            if path.name != "original.xml":
                text = str(pl.read_parquet(path).to_dicts()) if path.suffix == ".parquet" else path.read_text("utf-8")
                assert [word for word in forbidden | set(wanted.get("niet", [])) if word in text] == [], path.name


def test_a_second_time_nothing_is_read_again_and_koers_check_says_the_same_beforehand(case: Case):
    for name, wanted in case.wanted.items():
        folder = case.receipt(name).folder
        assert not needs_ingest(folder, SETTINGS)
        judgement = judge_message(case.inbox / name, SETTINGS)
        assert (judgement.refused_reason is not None) == (wanted["status"] == "geweigerd"), name
        assert [[f.rule, f.row, f.severity] for f in sorted(judgement.findings, key=lambda f: f.row or 0)] == wanted["bevindingen"], name


def test_every_bad_message_of_the_issue_has_a_scenario():
    assert {f"bericht_{name}" for name in WANTED} <= set(message_cases())
