"""The committed samples are what the generator makes, small, unmistakably synthetic, and in the form that deliveries.md asks."""

import re
import sys
from collections import Counter
from pathlib import Path
from typing import Any
from zipfile import ZIP_STORED, ZipFile

import polars as pl
import pytest

from ingest.contract import load_contracts

STEPS = ["1_eerste_levering", "2_correctie", "3_te_laat", "4_fouten"]
BAD_BSN = "999900007"  # fails the elfproef on purpose


@pytest.fixture(scope="module")
def regenerated(tmp_path_factory: pytest.TempPathFactory, samples: Any) -> Path:
    sys.path.insert(0, str(samples.folder))
    try:
        from generate import SEED, generate  # the samples are no package of koers
    finally:
        sys.path.remove(str(samples.folder))
    folder = tmp_path_factory.mktemp("samples")
    generate(folder / "inbox", SEED, ["dementie"])
    generate(folder / "other", SEED + 1, ["dementie"])
    return folder


def test_the_generator_gives_the_committed_bytes_again_xlsx_included(regenerated: Path, samples: Any) -> None:
    committed, again = (
        {path.relative_to(inbox): path.read_bytes() for path in (inbox / "dementie").rglob("*") if path.is_file()}
        for inbox in (samples.inbox, regenerated / "inbox")
    )
    assert any(path.suffix == ".xlsx" for path in again)
    assert again == committed


def test_another_seed_gives_other_persons(regenerated: Path, samples: Any) -> None:
    name = Path("dementie", "1_eerste_levering", "trajecten_99048490_2025H1.csv")
    assert (regenerated / "other" / name).read_bytes() != (samples.inbox / name).read_bytes()


def test_the_samples_stay_small(samples: Any) -> None:
    files = [path for path in samples.folder.rglob("*") if path.is_file() and not {"__pycache__", ".mypy_cache"} & set(path.parts)]
    assert len(files) < 1_100
    on_disk = sum(-(-path.stat().st_size // 4096) * 4096 for path in files)  # a small message takes a whole block
    assert on_disk < 15 * 1024 * 1024


def passes_elfproef(number: str) -> bool:
    weights = (9, 8, 7, 6, 5, 4, 3, 2, -1)
    return len(number) == 9 and sum(weight * int(digit) for weight, digit in zip(weights, number, strict=True)) % 11 == 0


def is_test_bsn(number: str) -> bool:
    return passes_elfproef(number) and 999900006 <= int(number) <= 999999990


def whole_text(path: Path, samples: Any) -> str:
    if path.suffix != ".xlsx":
        return str(samples.text(path))
    with ZipFile(path) as book:
        return " ".join(book.read(part).decode("utf-8") for part in book.namelist())


def test_every_number_that_could_be_a_bsn_is_in_the_official_test_range(samples: Any) -> None:
    files = [path for path in samples.inbox.rglob("*") if path.is_file()]
    assert {path.suffix for path in files} == {".csv", ".xlsx", ".xml", ".yml"}
    for path in files:
        for number in set(re.findall(r"(?<![0-9])[0-9]{9}(?![0-9])", whole_text(path, samples))):
            assert is_test_bsn(number) or not passes_elfproef(number), f"{path.name}: {number}"


def test_every_bsn_column_and_element_holds_test_bsns_only(samples: Any) -> None:
    found = {number for root in samples.messages("*").values() for number in samples.values(root, "Bsn")}
    for path in samples.deliveries:
        rows = samples.table(path)
        if "BSN" in rows.columns:
            found |= set(rows["BSN"].unique())
    assert len(found) > 5_000
    assert [number for number in found - {"", BAD_BSN} if not is_test_bsn(number)] == []


def test_numbers_of_persons_carry_a_prefix_that_no_real_system_uses(samples: Any) -> None:
    prefixes = {"Clientnummer": "CLNT", "Huishoudnummer": "HSHDN", "Trajectnummer": "TRJCT", "Beoordelaar": "BEOORD", "AGB-code": "99"}
    seen = set()
    for path in samples.deliveries:
        rows = samples.table(path)
        for column in set(prefixes).intersection(rows.columns):
            seen.add(column)
            assert rows[column].filter(rows[column] != "").str.starts_with(prefixes[column]).all(), f"{path.name}: {column}"
    assert seen == set(prefixes)


def test_names_say_that_they_are_examples_and_free_text_is_a_marker(samples: Any) -> None:
    seen = set()
    for path in samples.deliveries:
        rows = samples.table(path)
        for column in {"Naam", "Wijknaam", "Omschrijving", "Toelichting", "Opmerking medewerker"}.intersection(rows.columns):
            seen.add(column)
            if column.endswith(("aam",)):
                assert rows[column].str.contains("voorbeeld", literal=True).all(), path.name
            else:
                marked = rows[column].str.starts_with("VERBODEN-TEKST-")
                assert (marked | (rows[column] == "")).all(), path.name
    assert len(seen) == 5


def test_no_scope_is_delivered_twice_in_one_step_and_nothing_passes_31_october_2026(samples: Any) -> None:
    seen = Counter((path.parent.name, samples.scope(path)) for path in samples.deliveries)
    assert max(seen.values()) == 1
    assert {step for step, _ in seen} == set(STEPS)
    months = {"": 12, "H": 6, "Q": 3, "M": 1}
    ends = [(int(periode[:4]), months[periode[4:5]] * int(periode[5:] or 1)) for _, (_, _, periode) in seen]
    assert max(ends) == (2026, 10)
    assert max(day for root in samples.messages("*").values() for day in samples.values(root, "Dagtekening")) <= "2026-10-31"


def test_headers_are_those_of_the_contracts(samples: Any) -> None:
    domains = set(pl.read_csv(Path("dbt_project/seeds/zrm_domein.csv"), infer_schema=False)["domein_naam"])
    mistakes = {fault["bestand"] for fault in samples.defects if fault["regel"] in ("kolom_ontbreekt", "kolom_extra")}
    for path in samples.deliveries:
        contract = load_contracts()[samples.scope(path)[0]]
        wanted, found = {field.source for field in contract.fields}, set(samples.table(path).columns)
        if contract.name == "zrm" and "Domein" not in found:
            assert found - domains == wanted - {"Domein", "Score"}, path.name
        elif path.relative_to(samples.inbox).as_posix() not in mistakes:
            assert found == wanted, path.name


def test_the_dialects_and_layouts_that_suppliers_use_all_occur(samples: Any) -> None:
    contents = [path.read_bytes() for path in samples.inbox.glob("*/1_eerste_levering/trajecten_*_2024H1.csv")]
    starts = [content.split(b"\n")[0] for content in contents]
    assert any(start.startswith(b"\xef\xbb\xbf") for start in starts)
    assert any(b"be\xebindiging" in start for start in starts), "Windows-1252"
    assert {max(";,\t", key=start.decode("latin1").count) for start in starts} == {";", ",", "\t"}
    assert any(b",2024-0" in content for content in contents)
    assert any(b"-2024;" in content for content in contents)
    layouts = Counter("lang" if "Domein" in rows.columns else "breed" for _, _, rows in samples.in_force("zrm"))
    assert layouts["lang"] >= 3
    assert layouts["breed"] >= 30
    assert set(samples.scores["ZRM-versie"]) == {"2013", "2017"}


def test_workbooks_are_stored_so_that_every_zlib_gives_the_same_bytes(samples: Any) -> None:
    books = list(samples.inbox.rglob("*.xlsx"))
    assert len(books) >= 6
    assert all(part.compress_type == ZIP_STORED for path in books for part in ZipFile(path).infolist())
