import os
import re
import subprocess
import sys
import time

import pytest

from orchestration.errors import BUSY, Busy
from orchestration.lock import is_held, read_holder, run_lock


def test_two_runs_cannot_meet_and_the_second_hears_who_is_first(tmp_path):
    lock = tmp_path / "lock"
    with run_lock(lock):
        assert is_held(lock)
        with pytest.raises(Busy, match=rf"proces {os.getpid()}, sinds \d\d-\d\d-\d{{4}}") as caught, run_lock(lock):
            pytest.fail("the second run got in")
    assert caught.value.exit_code == BUSY == 4
    assert not is_held(lock)


def test_the_lock_is_free_again_after_a_failing_run(tmp_path):
    with pytest.raises(ZeroDivisionError), run_lock(tmp_path / "lock"):
        raise ZeroDivisionError
    with run_lock(tmp_path / "lock"):
        assert read_holder(tmp_path / "lock").pid == os.getpid()


def test_a_killed_process_gives_the_lock_back(tmp_path):
    lock = tmp_path / "lock"
    code = f"import time, pathlib; from orchestration.lock import run_lock\nwith run_lock(pathlib.Path({str(lock)!r})): time.sleep(60)"
    process = subprocess.Popen([sys.executable, "-c", code])
    try:
        deadline = time.monotonic() + 20
        while not is_held(lock) and time.monotonic() < deadline:
            time.sleep(0.05)
        assert is_held(lock)
    finally:
        process.kill()
        process.wait()
    with run_lock(lock):
        pass


def test_a_look_at_the_lock_does_not_turn_a_run_away(tmp_path):
    import fcntl
    import threading

    lock = tmp_path / "lock"
    lock.touch()
    with lock.open("rb") as looking:
        fcntl.flock(looking, fcntl.LOCK_SH)
        threading.Timer(0.15, lambda: fcntl.flock(looking, fcntl.LOCK_UN)).start()
        with run_lock(lock):
            assert re.search("pid", lock.read_text())
        time.sleep(0.2)


def test_a_half_written_holder_is_no_holder(tmp_path):
    (tmp_path / "lock").write_text('{"pid": 1')
    assert read_holder(tmp_path / "lock") is None
