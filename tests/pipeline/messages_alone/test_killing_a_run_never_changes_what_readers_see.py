"""`koers run` killed in a night over messages: readers see the old release or the new one, whole, never anything between.

Belongs here: the real command, in each third of its time. Ten random moments: tests/integration/orchestration/test_killed_run.py, where a
run takes a few seconds.
"""

import os
import random
import signal
import subprocess
import time

from orchestration.lock import is_held
from orchestration.release import list_releases, verify
from orchestration.settings import Settings

THIRDS, SEED = 3, 20261121


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


def test_killing_a_night_in_each_third_of_it(messages_night, copy_of):
    place, moments, killed = copy_of(messages_night), random.Random(SEED), 0
    settings = Settings(var=place.var, inbox=place.var / "inbox")
    # The first night also read the messages and parsed the dbt project, a quarter of its time: what is left is that of every other one.
    length = 0.75 * messages_night.finished.seconds
    for third in range(THIRDS):
        before = place.release.name
        process = place.start("run")
        wait_for_lock(place, process)
        killed += kill_after(process, moments.uniform(third, third + 1) * length / THIRDS)
        seen = place.release
        # Killed between the pointer and its own end, a run has published all the same: then the release is the newest there is.
        assert seen.name == before or seen == list_releases(settings)[-1]
        assert verify(seen) == []
        assert place.query("select count(*) from landing.declaratieregel") == [(4,)]
    assert killed >= THIRDS - 1, "the moments fell after the runs; nothing was tested"
    after = place.koers("run")
    assert after.code == 0, after.err
    assert [verify(release) for release in list_releases(settings)] == [[]] * len(list_releases(settings))
    assert list((place.var / "candidates").iterdir()) == []
    assert [p.name for p in place.var.iterdir() if p.name.endswith(".tmp")] == []
    assert [p.name for p in (place.var / "releases").iterdir() if p.name.startswith(".")] == []
