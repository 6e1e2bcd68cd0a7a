import os
from contextlib import closing
from datetime import date
from pathlib import Path

import duckdb
import orjson
import pytest

from ingest.contract import load_contracts
from ingest.ggm.model import ggm_model
from ingest.receipt import read_receipts
from orchestration.errors import UnusableCall
from orchestration.ggm import receive
from orchestration.ggm.export import SQL, STEPS
from orchestration.ggm.place import finished
from orchestration.ggm.receive import GgmOrder, ggm_order, receive_ggm
from orchestration.release import clean_up
from orchestration.settings import Settings


def quiet(doing: str, done: int, total: int) -> None:
    assert done <= total


@pytest.fixture
def settings(tmp_path) -> Settings:
    (tmp_path / "var").mkdir()
    return Settings(var=tmp_path / "var", inbox=tmp_path / "inbox", today=date(2026, 11, 22))


@pytest.fixture
def silver(tmp_path) -> Path:
    """One client with one trajectory of 2025 and no scores."""
    path = tmp_path / "silver.duckdb"
    with closing(duckdb.connect(str(path))) as con:
        for table in ggm_model().tables.values():
            if table.is_ggm:
                con.execute(f"create table {table.name} ({', '.join(f'{column} {kind}' for column, kind in table.columns.items())})")
        con.execute("insert into CLIENT (RECHTSPERSOON_ID, CODE) values (1, 'C-1')")
        con.execute("insert into NATUURLIJKPERSOON (RECHTSPERSOON_ID, BURGERSERVICENUMMER) values (1, '999900006')")
        con.execute(
            "insert into LEVERING (LEVERING_ID, CODE, DATUMSTART, PRESTATIE_VOOR_RECHTSPERSOON_ID) values (1, 'L-1', date '2025-03-01', 1)"
        )
    return path


def test_a_silver_layer_becomes_deliveries_with_receipts_of_their_own(settings, silver):
    received = receive_ggm(settings, GgmOrder(silver, "0484", None), quiet)
    (receipt,) = read_receipts(settings.landing)
    assert (receipt.bron, receipt.leverancier, receipt.periode, receipt.bestandsnaam) == (
        "trajecten",
        "0484",
        "2025",
        "trajecten_0484_2025.csv",
    )
    record = orjson.loads((settings.landing / "ggm" / received.ggm_id / "ggm.json").read_bytes())
    assert record["leveringen"] == [receipt.delivery_id]
    assert received.sentences()[1:] == ["trajecten: 1 rijen in 1 leveringen.", "zrm: 0 rijen in 0 leveringen."]


def test_the_same_layer_again_is_known_and_a_changed_one_replaces_its_year(settings, silver):
    order = GgmOrder(silver, "0484", None)
    receive_ggm(settings, order, quiet)
    again = receive_ggm(settings, order, quiet)
    assert (len(again.intake.receipts), again.intake.known) == (0, 1)
    with closing(duckdb.connect(str(silver))) as con:
        con.execute("update LEVERING set DATUMSTOP = date '2025-06-30'")
    changed = receive_ggm(settings, order, quiet)
    assert [(receipt.periode, receipt.volgnummer) for receipt in changed.intake.receipts] == [("2025", 2)]
    assert changed.ggm_id != again.ggm_id


def test_rows_with_numbers_of_persons_lie_nowhere_but_in_landing_and_for_their_owner_only(settings, silver, monkeypatch):
    seen = []
    take_in = receive.take_in

    def looked_at(paths, *rest):
        seen.append((oct(paths[0].parent.stat().st_mode & 0o777), paths[0].parent.parent))
        return take_in(paths, *rest)

    monkeypatch.setattr(receive, "take_in", looked_at)
    receive_ggm(settings, GgmOrder(silver, "0484", None), quiet)
    assert seen == [("0o700", settings.var)]
    assert [path.name for path in settings.var.iterdir()] == ["landing"]
    loose = [path for path in settings.landing.rglob("*") if path.is_file() and path.stat().st_mode & 0o077]
    assert loose == []


def test_a_layer_that_is_refused_leaves_nothing_and_what_a_kill_left_goes(settings, silver):
    (settings.var / ".ggm-oud").mkdir()
    with pytest.raises(UnusableCall, match="Het GGM noemt de gemeente niet"):
        receive_ggm(settings, GgmOrder(silver, None, None), quiet)
    assert [path for path in settings.var.rglob("*") if path.name not in ("landing", "ggm")] == []
    (settings.var / ".ggm-oud").mkdir()
    assert clean_up(settings) == [".ggm-oud"]


@pytest.mark.parametrize(
    ("gemeente", "periode", "others", "words"),
    [
        ("484", None, [], "gemeentecode heeft vier cijfers"),
        ("0484", "2025H3", [], "Deze periode is er geen"),
        ("0484", "1e helft", [], "Deze periode is er geen"),
        ("0484", None, [Path("x.csv")], "Noem bij --ggm geen andere bestanden"),
    ],
)
def test_an_order_that_cannot_be_used_gets_a_sentence(settings, silver, gemeente, periode, others, words):
    with pytest.raises(UnusableCall, match=words):
        receive_ggm(settings, ggm_order(silver, gemeente, periode, others), quiet)


@pytest.fixture
def write(tmp_path):
    """Write an export of one word; `fails` for one that breaks halfway."""

    def put(name: str, as_folder: bool, word: str, overwrite: bool = False, fails: bool = False) -> Path:
        with finished(tmp_path / name, as_folder, overwrite) as unfinished:
            (unfinished / "KOERS_EXPORT.parquet" if as_folder else unfinished).write_text(word)
            if fails:
                raise RuntimeError
        return tmp_path / name

    return put


@pytest.mark.parametrize("as_folder", [False, True])
def test_what_stands_there_is_replaced_when_asked_and_kept_when_the_export_breaks(write, tmp_path, as_folder):
    name = "map" if as_folder else "x.duckdb"
    read = lambda: (tmp_path / name / "KOERS_EXPORT.parquet" if as_folder else tmp_path / name).read_text()  # noqa: E731
    write(name, as_folder, "een")
    with pytest.raises(UnusableCall, match=f"{name} bestaat al. Kies een andere naam of geef --overwrite"):
        write(name, as_folder, "twee")
    with pytest.raises(RuntimeError):
        write(name, as_folder, "twee", overwrite=True, fails=True)
    assert read() == "een"
    write(name, as_folder, "twee", overwrite=True)
    assert read() == "twee"
    assert os.listdir(tmp_path) == [name]


def test_what_koers_did_not_write_is_never_overwritten(write, tmp_path):
    (tmp_path / "map").mkdir()
    (tmp_path / "map/brief.txt").write_text("van iemand")
    (tmp_path / "echt.duckdb").write_text("x")
    (tmp_path / "link.duckdb").symlink_to(tmp_path / "echt.duckdb")
    for name, as_folder, words in [
        ("map", True, "geen eerdere export van koers"),
        ("map", False, "Noem een .duckdb-bestand"),
        ("link.duckdb", False, "is geen bestand"),
        ("echt.duckdb", True, "is geen map"),
        ("weg/x.duckdb", False, "bestaat niet. Maak hem eerst"),
        ("x.sqlite", False, "Noem een .duckdb-bestand"),
    ]:
        with pytest.raises(UnusableCall, match=words):
            write(name, as_folder, "x", overwrite=True)
    assert (tmp_path / "map/brief.txt").read_text() == "van iemand"


def test_every_table_without_fixed_values_has_its_sql_file_and_there_are_no_others():
    wanted = {table.name for table in ggm_model().tables.values() if not table.values} | set(STEPS)
    assert {path.stem for path in SQL.glob("*.sql")} == wanted


def test_the_words_for_an_absent_score_are_those_the_door_reads():
    score = next(field for field in load_contracts()["zrm"].fields if field.name == "score")
    with closing(duckdb.connect()) as con:
        words = con.execute((SQL / "_niveaus.sql").read_text(encoding="utf-8")).fetchall()
    assert {word: score.missing[word] for _, word, reason in words if reason} == {word: reason for _, word, reason in words if reason}
    assert {reason for _, _, reason in words if reason} == set(score.missing.values())
    assert [word for _, word, reason in words if not reason] == ["1", "2", "3", "4", "5"]
