import os
import stat
import sys
from datetime import UTC, datetime
from pathlib import Path
from types import ModuleType

import pytest

import ingest.delivery as delivery
from ingest.delivery import read_receipts, receive, take_in
from ingest.result import read_result

NOW = datetime(2026, 1, 1, 2, 0, tzinfo=UTC)
NAME = "zrm_0484_2025H1.csv"


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    (tmp_path / "inbox").mkdir()
    return tmp_path / "inbox"


@pytest.fixture
def landing(tmp_path: Path) -> Path:
    return tmp_path / "var" / "landing"


def test_a_delivery_is_copied_byte_for_byte_with_a_receipt(inbox: Path, landing: Path):
    (inbox / NAME).write_bytes(b"a;b\r\n1;2\r\n")
    (receipt,) = receive([inbox], landing, NOW)
    assert receipt.delivery_id == f"zrm__2025H1__{receipt.sha256[:12]}"
    assert (receipt.bron, receipt.leverancier, receipt.periode, receipt.bestandsnaam) == ("zrm", "0484", "2025H1", NAME)
    assert (receipt.bytes, receipt.volgnummer, receipt.ontvangen_op) == (10, 1, NOW)
    assert receipt.folder == landing / "zrm" / receipt.delivery_id
    assert receipt.original.read_bytes() == b"a;b\r\n1;2\r\n"
    assert read_receipts(landing) == [receipt]


def test_only_the_owner_can_read_what_landed(inbox: Path, landing: Path):
    (inbox / NAME).write_text("a;b\n")
    receive([inbox], landing, NOW)
    modes = {stat.S_IMODE(path.stat().st_mode) for path in landing.rglob("*") if path.is_file()}
    folders = {stat.S_IMODE(path.stat().st_mode) for path in [landing, *landing.rglob("*")] if path.is_dir()}
    assert (modes, folders) == ({0o600}, {0o700})


def test_the_same_bytes_change_nothing_and_other_bytes_get_a_higher_number(inbox: Path, landing: Path):
    (inbox / NAME).write_text("a;b\n1;2\n")
    receive([inbox], landing, NOW)
    again = take_in([inbox], landing, NOW)
    assert (again.receipts, again.known) == ([], 1)
    (inbox / NAME).write_text("a;b\n1;3\n")
    assert [receipt.volgnummer for receipt in receive([inbox], landing, NOW)] == [2]
    assert [receipt.volgnummer for receipt in read_receipts(landing)] == [1, 2]


def test_files_come_in_sorted_from_folders_within_folders(inbox: Path, landing: Path):
    for place in ("d", "a/x", "c", "a", "b"):
        (inbox / place).mkdir(parents=True, exist_ok=True)
        (inbox / place / f"pgb_0484_2025M0{ord(place[0]) - 96}.csv").write_text(place)
    received = [receipt.original.read_text() for receipt in receive([inbox], landing, NOW)]
    assert received == ["a", "a/x", "b", "c", "d"]


def test_equal_content_of_another_supplier_is_refused_instead_of_replacing_or_vanishing(inbox: Path, landing: Path):
    (inbox / "pgb_0484_2025.csv").write_text("kop\n")
    (inbox / "pgb_0917_2025.csv").write_text("kop\n")
    first, second = receive([inbox], landing, NOW)
    assert (first.bron, second.bron) == ("pgb", "onbekend")
    result = read_result(second.folder)
    assert result is not None
    assert "dezelfde inhoud als een levering van een andere leverancier" in (result.reden or "")
    assert receive([inbox], landing, NOW) == []


def test_equal_content_for_another_period_is_a_delivery_of_its_own(inbox: Path, landing: Path):
    for period in ("2024", "2025"):
        (inbox / f"pgb_0484_{period}.csv").write_text("kop\n")
    assert len(receive([inbox], landing, NOW)) == 2


def test_a_refused_name_is_kept_under_unknown_with_its_outcome_and_without_the_name(inbox: Path, landing: Path):
    (inbox / "Jansen metingen.csv").write_text("geheim")
    (receipt,) = receive([inbox], landing, NOW)
    result = read_result(receipt.folder)
    assert receipt.bron == "onbekend"
    assert receipt.original.read_text() == "geheim"
    assert result is not None
    assert result.status == "geweigerd"
    assert "Jansen" not in "".join(path.read_text() for path in receipt.folder.glob("*.json"))
    assert receive([inbox], landing, NOW) == []


def test_a_file_with_a_mended_name_is_taken_in_after_its_refusal(inbox: Path, landing: Path):
    (inbox / "zrm 0484.csv").write_text("a;b\n")
    receive([inbox], landing, NOW)
    (inbox / "zrm 0484.csv").rename(inbox / NAME)
    assert [receipt.bron for receipt in receive([inbox], landing, NOW)] == ["zrm"]


@pytest.mark.parametrize("name", ["..\\..\\zrm_0484_2025H1.csv", "%2e%2e%2fzrm_0484_2025H1.csv", "zrm_0484_2025H1.csv\n.csv"])
def test_a_name_that_tries_to_leave_the_folder_stays_inside_landing(inbox: Path, landing: Path, tmp_path: Path, name: str):
    (inbox / name).write_text("a;b\n")
    before = {path for path in tmp_path.rglob("*") if not path.is_relative_to(tmp_path / "var")}
    (receipt,) = receive([inbox], landing, NOW)
    assert receipt.bron == "onbekend"
    assert receipt.folder.resolve().is_relative_to(landing.resolve())
    assert {path for path in tmp_path.rglob("*") if not path.is_relative_to(tmp_path / "var")} == before


def test_a_link_is_refused_and_what_it_points_at_is_not_read(inbox: Path, landing: Path, tmp_path: Path):
    secret = tmp_path / "secret.txt"
    secret.write_text("wachtwoord")
    (inbox / NAME).symlink_to(secret)
    (receipt,) = receive([inbox], landing, NOW)
    result = read_result(receipt.folder)
    assert result is not None
    assert "koppeling" in (result.reden or "")
    assert not receipt.original.exists()
    assert "wachtwoord" not in "".join(path.read_text() for path in landing.rglob("*.json"))
    assert receive([inbox], landing, NOW) == []


def test_a_folder_that_is_a_link_is_not_entered(inbox: Path, landing: Path, tmp_path: Path):
    (tmp_path / "elders").mkdir()
    (tmp_path / "elders" / NAME).write_text("a;b\n")
    (inbox / "map").symlink_to(tmp_path / "elders")
    intake = take_in([inbox], landing, NOW)
    assert intake.receipts == []
    assert len(intake.skipped) == 1


def test_a_pipe_is_refused_without_waiting_for_it(inbox: Path, landing: Path):
    os.mkfifo(inbox / NAME)
    (receipt,) = receive([inbox], landing, NOW)
    result = read_result(receipt.folder)
    assert result is not None
    assert "geen gewoon bestand" in (result.reden or "")


def test_a_file_over_the_size_cap_is_refused_and_not_copied(inbox: Path, landing: Path):
    (inbox / NAME).write_bytes(b"x" * 2_000_001)
    (receipt,) = receive([inbox], landing, NOW, max_bytes=2_000_000)
    result = read_result(receipt.folder)
    assert result is not None
    assert "groter dan 2 MB" in (result.reden or "")
    assert not receipt.original.exists()
    assert receive([inbox], landing, NOW, max_bytes=2_000_000) == []


def test_other_files_are_passed_by_with_a_sentence(inbox: Path, landing: Path):
    (inbox / "LEESMIJ.md").write_text("uitleg")
    (inbox / ".DS_Store").write_text("x")
    intake = take_in([inbox], landing, NOW)
    assert (intake.receipts, intake.known, len(intake.skipped)) == ([], 0, 2)
    assert "geen levering" in intake.skipped[0].sentence
    assert not landing.exists() or list(landing.iterdir()) == []


def test_a_message_gets_its_period_from_the_message_and_a_name_from_its_bytes(inbox: Path, landing: Path, monkeypatch: pytest.MonkeyPatch):
    messages = ModuleType("ingest.messages")
    messages.peek_period = lambda path: "2023M05"  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "ingest.messages", messages)
    (inbox / "bericht van Jan.xml").write_text("<x/>")
    (receipt,) = receive([inbox], landing, NOW)
    assert (receipt.bron, receipt.periode) == ("berichten", "2023M05")
    assert receipt.bestandsnaam == f"{receipt.sha256[:12]}.xml"
    assert receipt.original.name == "original.xml"


@pytest.mark.parametrize("step", ["put_in_place", "fsync", "write"])
def test_a_receive_that_is_killed_leaves_nothing_half_known(inbox: Path, landing: Path, monkeypatch: pytest.MonkeyPatch, step: str):
    (inbox / NAME).write_text("a;b\n1;2\n")

    class Killed(BaseException):
        pass

    def die(*_: object, **__: object) -> None:
        raise Killed

    with monkeypatch.context() as patch:
        if step == "put_in_place":
            patch.setattr(delivery, "put_in_place", die)
        elif step == "fsync":
            patch.setattr(os, "fsync", die)
        else:
            patch.setattr(delivery.Receipt, "write", die)
        with pytest.raises(Killed):
            receive([inbox], landing, NOW)
    assert read_receipts(landing) == []
    (receipt,) = receive([inbox], landing, NOW)
    assert receipt.original.read_text() == "a;b\n1;2\n"
    assert sorted(path.name for path in receipt.folder.iterdir()) == ["original.csv", "receipt.json"]


def test_a_file_that_changes_while_it_is_copied_waits_for_the_next_time(inbox: Path, landing: Path, monkeypatch: pytest.MonkeyPatch):
    (inbox / NAME).write_text("a;b\n1;2\n")
    with monkeypatch.context() as patch:
        patch.setattr(delivery, "_fingerprint", lambda file, max_bytes: (8, "0" * 64))
        intake = take_in([inbox], landing, NOW)
    assert (intake.receipts, len(intake.skipped)) == ([], 1)
    assert read_receipts(landing) == []


def test_landing_inside_the_inbox_is_not_received_again(inbox: Path):
    (inbox / NAME).write_text("a;b\n")
    landing = inbox / "var" / "landing"
    receive([inbox], landing, NOW)
    assert take_in([inbox], landing, NOW).known == 1
    assert len(read_receipts(landing)) == 1


def test_progress_is_told_per_file(inbox: Path, landing: Path):
    for month in (1, 2, 3):
        (inbox / f"pgb_0484_2025M0{month}.csv").write_text(str(month))
    told: list[tuple[int, int]] = []
    receive([inbox], landing, NOW, on_progress=lambda done, total: told.append((done, total)))
    assert told == [(1, 3), (2, 3), (3, 3)]


def test_a_path_that_does_not_exist_is_an_error(landing: Path, tmp_path: Path):
    with pytest.raises(FileNotFoundError):
        receive([tmp_path / "nergens"], landing, NOW)
