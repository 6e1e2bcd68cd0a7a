"""A run killed at ten random moments: readers see the old release or the new one, whole, never anything between.

Belongs here: the small koers as a process of its own, because a thousand pages and 250 models would make each of ten runs half a minute.
Does not belong here: `koers run` itself, which tests/pipeline/messages_alone kills in each third of a real night.
"""

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import duckdb
import pytest

from orchestration.load import DATABASE
from orchestration.lock import is_held
from orchestration.release import current_release, list_releases, verify
from orchestration.settings import Settings

ROOT = Path(__file__).parents[3]
KILLS, SEED = 10, 20261121
ROWS = [(f"{n:02d}", f"pseudoniem{n}", 100 + n) for n in range(20)]


@pytest.fixture
def start(settings: Settings) -> Callable[[], subprocess.Popen[bytes]]:
    """Start a run in a process group of its own and wait until it holds the lock."""

    def begin() -> subprocess.Popen[bytes]:
        places = map(str, (settings.dbt_project, settings.contracts, settings.inbox.parent))
        command = [sys.executable, "-m", "tests.integration.orchestration.small_koers", *places]
        process = subprocess.Popen(command, cwd=ROOT, start_new_session=True)
        wait(process, lambda: is_held(settings.var / "lock"))
        return process

    return begin


def wait(process: subprocess.Popen[bytes], is_there: Callable[[], bool]) -> None:
    while not is_there() and process.poll() is None:
        time.sleep(0.005)


def killed_after(process: subprocess.Popen[bytes], seconds: float) -> bool:
    """Kill the whole process group after so many seconds; whether it was still running."""
    try:
        process.wait(timeout=seconds)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        return True
    return False


def test_killing_a_run_at_ten_random_moments_changes_nothing_for_readers(settings, deliver, start):
    def draws() -> bool:
        return any(settings.candidates.glob("*/site"))

    deliver("goed", *ROWS)
    process, marks = start(), [time.monotonic()]
    wait(process, draws)
    marks.append(time.monotonic())
    assert process.wait() == 0
    lengths = (time.monotonic() - marks[0], time.monotonic() - marks[1])
    moments, killed = random.Random(SEED), 0
    for number in range(KILLS):
        before = current_release(settings)
        deliver(f"kill{number}", *ROWS, (f"k{number}", f"pseudoniem van {number}", 1))  # replaces the delivery before it
        process, late = start(), number % 2
        if late:  # half of them from the first page on, because checking, hashing and publishing are over in an instant here
            wait(process, draws)
        killed += killed_after(process, moments.uniform(0, lengths[late]))
        seen = current_release(settings)
        # Killed between the pointer and its own end, a run has published all the same: then the release is the newest there is.
        assert seen == before or seen == list_releases(settings)[-1]
        assert verify(seen) == []
        with closing(duckdb.connect(str(seen / DATABASE), read_only=True)) as con:
            counted = con.execute("select count(*) from marts.mart_proef").fetchone()
        assert counted[0] >= len(ROWS)
    assert killed >= KILLS // 2, "the moments fell after the runs; nothing was tested"
    process = start()
    assert process.wait() == 0
    assert [verify(release) for release in list_releases(settings)] == [[]] * len(list_releases(settings))
    assert list(settings.candidates.iterdir()) == []
    assert [p.name for p in settings.var.iterdir() if p.name.endswith(".tmp")] == []
    assert [p.name for p in settings.releases.iterdir() if p.name.startswith(".")] == []
