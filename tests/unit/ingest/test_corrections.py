from datetime import UTC, date, datetime
from pathlib import Path

import polars as pl
import pytest
import yaml

from ingest.contract import load_contracts
from ingest.corrections import Correction, applied, apply_corrections, check_corrections, corrections_for
from ingest.receipt import Receipt
from ingest.refusal import Refusal

ZRM = load_contracts()["zrm"]
HEADERS = [field.source for field in ZRM.fields]
TODAY = date(2026, 1, 1)
ENTRY = {
    "delivery": {"leverancier": "0484", "periode": "2025H1"}, "column": "Meetdatum", "raw": "31-02-2025", "to": "28-02-2025",
    "reason": "Typefout, bevestigd", "by": "data team", "expires": "2026-12-31",
}  # fmt: skip
RECEIPT = Receipt(
    delivery_id="zrm__2025H1__abcdefabcdef", bron="zrm", leverancier="0484", periode="2025H1", bestandsnaam="zrm_0484_2025H1.csv",
    sha256="abcdefabcdef" + "0" * 52, bytes=1, volgnummer=1, ontvangen_op=datetime(2026, 1, 1, tzinfo=UTC),
)  # fmt: skip


def entry(**changes: object) -> Correction:
    return Correction.model_validate(ENTRY | changes)


def write(folder: Path, *entries: object) -> Path:
    (folder / "zrm.yml").write_text(yaml.safe_dump(list(entries)))
    return folder


def batch(*texts: str) -> pl.DataFrame:
    return pl.DataFrame({"_source_row": range(2, len(texts) + 2), "c6": texts})


@pytest.mark.parametrize("delivery", [ENTRY["delivery"], "abcdefab"])
def test_a_correction_is_found_by_supplier_and_period_or_by_fingerprint(tmp_path: Path, delivery: object):
    assert corrections_for(write(tmp_path, ENTRY | {"delivery": delivery}), RECEIPT) == [entry(delivery=delivery)]


@pytest.mark.parametrize(
    "delivery", [{"leverancier": "0917", "periode": "2025H1"}, {"leverancier": "0484", "periode": "2025H2"}, "abc", "1234567890"]
)
def test_a_correction_of_another_delivery_or_with_too_short_a_fingerprint_is_left_alone(tmp_path: Path, delivery: object):
    assert corrections_for(write(tmp_path, ENTRY | {"delivery": delivery}), RECEIPT) == []


def test_without_a_list_there_is_nothing_to_correct(tmp_path: Path):
    assert corrections_for(tmp_path, RECEIPT) == []
    assert corrections_for(write(tmp_path), RECEIPT) == []


def test_a_correction_that_says_twice_what_it_becomes_is_not_applied_at_all(tmp_path: Path):
    """YAML keeps the last of two equal keys: the file would be corrected into something of which nobody knows whether it was meant."""
    said = (write(tmp_path, ENTRY) / "zrm.yml").read_text()
    assert len(corrections_for(tmp_path, RECEIPT)) == 1
    (tmp_path / "zrm.yml").write_text(said + "  to: 27-02-2025\n")
    with pytest.raises(Refusal, match=r"lijst met correcties zrm\.yml is niet te lezen"):
        corrections_for(tmp_path, RECEIPT)


@pytest.mark.parametrize("broken", ["- [", "tekst", "- {column: Score}", "- {kolom: x}", "3"])
def test_a_list_that_cannot_be_read_refuses_the_delivery_and_shows_nothing_of_it(tmp_path: Path, broken: str):
    (tmp_path / "zrm.yml").write_text(broken)
    with pytest.raises(Refusal, match=r"lijst met correcties zrm\.yml is niet te lezen"):
        corrections_for(tmp_path, RECEIPT)


@pytest.mark.parametrize(
    ("changes", "fragment"),
    [
        ({"expires": "2025-12-31"}, "is verlopen op 31-12-2025"),
        ({"column": "Meet datum"}, "kolom die niet in het bestand staat"),
        ({"column": "BSN"}, "persoonsgegevens"),
        ({"column": "Clientnummer"}, "persoonsgegevens"),
        ({"column": "Trajectnummer"}, "persoonsgegevens"),
    ],
)
def test_a_correction_that_does_not_fit_refuses_the_delivery(changes: dict[str, object], fragment: str):
    with pytest.raises(Refusal, match=fragment):
        check_corrections([entry(**changes)], ZRM, HEADERS, TODAY)


def test_a_correction_that_fits_passes_on_its_last_day_too():
    check_corrections([entry(expires="2026-01-01")], ZRM, HEADERS, TODAY)


def test_only_the_exact_raw_text_is_replaced_and_counted():
    corrected, hits = apply_corrections(batch("31-02-2025", " 31-02-2025", "01-02-2025", "31-02-2025"), [entry()], {"Meetdatum": 6})
    assert corrected["c6"].to_list() == ["28-02-2025", " 31-02-2025", "01-02-2025", "28-02-2025"]
    assert hits == [2]


def test_a_row_number_narrows_it_to_one_row():
    corrected, hits = apply_corrections(batch("31-02-2025", "31-02-2025"), [entry(row=3)], {"Meetdatum": 6})
    assert corrected["c6"].to_list() == ["31-02-2025", "28-02-2025"]
    assert hits == [1]


def test_a_correction_that_matches_nothing_refuses_the_delivery():
    with pytest.raises(Refusal, match="op kolom Meetdatum in rij 7 past nergens"):
        applied([entry(), entry(row=7)], [1, 0])


def test_what_was_corrected_is_told_without_a_value_that_may_identify():
    told = applied([entry(column="Contractnummer", raw="Jansen", to="0484")], [2])[0]
    assert (told["van"], told["naar"], told["aantal"], told["door"]) == ("«tekst van 6 tekens»", "0484", 2, "data team")
