"""Code lists at the door: text stays text, and a code is valid from its first day up to, not including, its last."""

import os
from datetime import date
from pathlib import Path

import pytest

from ingest.contract import EnumFrom
from ingest.seeds import allowed_values, read_seed

TAAKVELD = EnumFrom(seed="taakveld", column="code", valid_on="boekjaar")
REDEN = EnumFrom(seed="reden", column="code", match={"wet": "wet"})


@pytest.fixture
def seeds(tmp_path: Path) -> Path:
    (tmp_path / "taakveld.csv").write_text("code,geldig_vanaf,geldig_tot\n6.10,,2023-01-01\n6.1,2023-01-01,\n01,,\n", encoding="utf-8")
    (tmp_path / "reden.csv").write_text("wet,code\nWmo,31\nWmo,19\nJeugdwet,35\nJeugdwet,31\n", encoding="utf-8")
    return tmp_path


def test_codes_keep_their_zeros(seeds: Path):
    assert read_seed(seeds, "taakveld")["code"].to_list() == ["6.10", "6.1", "01"]


@pytest.mark.parametrize(("day", "codes"), [(date(2022, 12, 31), ["6.10", "01"]), (date(2023, 1, 1), ["6.1", "01"])])
def test_the_first_day_counts_and_the_last_does_not(seeds: Path, day: date, codes: list[str]):
    assert allowed_values(seeds, TAAKVELD, on=day) == codes


def test_without_a_date_every_code_of_the_list_is_given(seeds: Path):
    assert allowed_values(seeds, TAAKVELD) == ["6.10", "6.1", "01"]


def test_a_list_per_law_gives_the_codes_of_that_law_only(seeds: Path):
    assert allowed_values(seeds, REDEN, given={"wet": "Jeugdwet"}) == ["35", "31"]
    assert allowed_values(seeds, REDEN) == ["31", "19", "35"]


def test_an_absent_list_is_named(seeds: Path):
    with pytest.raises(FileNotFoundError, match=r"gemeente\.csv"):
        read_seed(seeds, "gemeente")


def test_an_absent_column_is_named(seeds: Path):
    with pytest.raises(ValueError, match="naam"):
        allowed_values(seeds, EnumFrom(seed="reden", column="naam"))


def test_a_list_that_changed_is_read_anew_also_when_size_and_time_stayed(seeds: Path):
    path = seeds / "reden.csv"
    before = path.stat()
    assert allowed_values(seeds, REDEN, given={"wet": "Jeugdwet"}) == ["35", "31"]
    path.write_text(path.read_text(encoding="utf-8").replace("35", "34"), encoding="utf-8")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert path.stat().st_size == before.st_size
    assert allowed_values(seeds, REDEN, given={"wet": "Jeugdwet"}) == ["34", "31"]
    assert read_seed(seeds, "reden")["code"].to_list() == ["31", "19", "34", "31"]
