"""`koers run` killed at ten random moments: readers see the old release or the new one, whole, never anything between."""

import os
import random
import signal
import subprocess
import time

from orchestration.lock import is_held
from orchestration.release import list_releases, verify
from orchestration.settings import Settings

KILLS, SEED = 10, 20261121


def kill_after(process: subprocess.Popen, seconds: float) -> bool:
    """Kill the whole process group after so many seconds; whether it was still running."""
    try:
        process.communicate(timeout=seconds)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
        return True
    return False


def wait_for_lock(place, process: subprocess.Popen) -> None:
    while not is_held(place.var / "lock") and process.poll() is None:
        time.sleep(0.01)


def test_killing_a_run_at_ten_random_moments(messages_night, copy_of):
    place, moments = copy_of(messages_night), random.Random(SEED)
    settings = Settings(var=place.var, inbox=place.var / "inbox")
    # The night before also had everything to read, and began before the lock. The moments fall in what is left.
    length, killed = 0.9 * messages_night.finished.seconds, 0
    for _ in range(2 * KILLS):
        before = place.release.name
        process = place.start("run")
        wait_for_lock(place, process)
        started = time.monotonic()
        was_running = kill_after(process, moments.uniform(0, length))
        # A night measured on a busy machine is too long: 2 of 10 moments fell in a run then. One that ended says how long.
        length = length if was_running else min(length, time.monotonic() - started)
        killed += was_running
        seen = place.release
        # Killed between the pointer and its own end, a run has published all the same: then the release is the newest there is.
        assert seen.name == before or seen == list_releases(settings)[-1]
        assert verify(seen) == []
        assert place.query("select count(*) from landing.declaratieregel") == [(4,)]
        if killed == KILLS:
            break
    assert killed == KILLS, "the moments fell after the runs; nothing was tested"
    after = place.koers("run")
    assert after.code == 0, after.err
    assert [verify(release) for release in list_releases(settings)] == [[]] * len(list_releases(settings))
    assert list((place.var / "candidates").iterdir()) == []
    assert [p.name for p in place.var.iterdir() if p.name.endswith(".tmp")] == []
    assert [p.name for p in (place.var / "releases").iterdir() if p.name.startswith(".")] == []
