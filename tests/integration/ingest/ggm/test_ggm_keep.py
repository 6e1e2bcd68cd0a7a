from datetime import UTC, datetime

import pytest

from ingest.ggm.keep import keep
from ingest.refusal import Refusal

NOW = datetime(2026, 11, 22, tzinfo=UTC)


def modes(folder):
    return {path.relative_to(folder).as_posix(): oct(path.stat().st_mode & 0o777) for path in sorted(folder.rglob("*"))}


def test_a_database_is_kept_for_its_owner_only_under_a_name_that_says_nothing(layer, as_duckdb, tmp_path):
    source = as_duckdb(layer, "Jansen 1948.duckdb")
    kept = keep(source, tmp_path / "landing", NOW)
    assert modes(tmp_path / "landing/ggm") == {
        kept.ggm_id: "0o700",
        f"{kept.ggm_id}/ggm.json": "0o600",
        f"{kept.ggm_id}/original": "0o700",
        f"{kept.ggm_id}/original/original.duckdb": "0o600",
    }
    (copy,) = kept.originals(tmp_path / "landing")
    assert copy.read_bytes() == source.read_bytes()


def test_of_a_folder_only_the_tables_that_are_read_are_kept(layer, as_files, tmp_path):
    folder = as_files(layer, "parquet")[0].parent
    (folder / "brief.docx").write_text("aan mevrouw Jansen")
    (folder / "MEDEWERKER.csv").write_text("ACHTERNAAM\nJansen\n")
    kept = keep(folder, tmp_path / "landing", NOW)
    names = {file.naam for file in kept.bestanden}
    assert "client.parquet" in names
    assert not names & {"brief.docx", "medewerker.csv", "leverancier.parquet"}  # the last is in the layer and nobody reads it


def test_the_same_content_is_kept_once_and_remembers_what_came_of_it(layer, as_duckdb, tmp_path):
    source, landing = as_duckdb(layer), tmp_path / "landing"
    first = keep(source, landing, NOW).with_deliveries(landing, ["zrm__2025__a"])
    again = keep(source, landing, datetime(2027, 1, 1, tzinfo=UTC))
    assert again == first
    assert again.with_deliveries(landing, ["trajecten__2025__b"]).leveringen == ["trajecten__2025__b", "zrm__2025__a"]
    again.forget(landing)
    assert keep(source, landing, NOW).leveringen == ["trajecten__2025__b", "zrm__2025__a"]
    assert [path.name for path in (landing / "ggm").iterdir()] == [first.ggm_id]


def test_an_original_of_which_nothing_came_is_forgotten(layer, as_duckdb, tmp_path):
    kept = keep(as_duckdb(layer), tmp_path / "landing", NOW)
    kept.forget(tmp_path / "landing")
    assert list((tmp_path / "landing/ggm").iterdir()) == []


def test_a_link_and_a_file_that_is_too_large_are_refused(layer, as_duckdb, tmp_path):
    source = as_duckdb(layer)
    (tmp_path / "link.duckdb").symlink_to(source)
    with pytest.raises(Refusal, match="koppeling"):
        keep(tmp_path / "link.duckdb", tmp_path / "landing", NOW)
    with pytest.raises(Refusal, match="groter dan 0 MB"):
        keep(source, tmp_path / "landing", NOW, max_bytes=1000)
    assert not list((tmp_path / "landing/ggm").glob("ggm__*"))
