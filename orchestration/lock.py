"""One run at a time: an flock on var/lock, which the kernel gives back when the process dies, however it dies.

What belongs here: taking the lock and telling who holds it. Not here: what a run does with it.
"""

import fcntl
import json
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from pydantic import BaseModel, ValidationError

from orchestration.errors import Busy


class Holder(BaseModel):
    """Who holds the lock: process id and moment (UTC)."""

    pid: int
    since: datetime


@contextmanager
def run_lock(path: Path, now: datetime | None = None) -> Iterator[None]:
    """Hold the lock for the length of the block. Errors: Busy, with a Dutch sentence that names process and start."""
    path.parent.mkdir(parents=True, exist_ok=True)
    # O_CLOEXEC (Python's default): a tool started by the run must not keep the lock alive after the run.
    handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        if not _take(handle):
            raise Busy(_sentence(read_holder(path)))
        holder = Holder(pid=os.getpid(), since=now or datetime.now(UTC))
        os.ftruncate(handle, 0)
        os.pwrite(handle, holder.model_dump_json().encode(), 0)
        yield
        os.ftruncate(handle, 0)
    finally:
        os.close(handle)


@contextmanager
def take_turns(path: Path) -> Iterator[None]:
    """Hold a lock for a short piece of work, waiting for whoever has it: the web server and its daemon start at the same moment."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _take(handle: int, attempts: int = 5) -> bool:
    # A few attempts, because `is_held` (koers doctor) holds the lock for an instant and must not turn a nightly run away.
    for attempt in range(attempts):
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return True
        except BlockingIOError:
            time.sleep(0.1 if attempt < attempts - 1 else 0)
    return False


def is_held(path: Path) -> bool:
    """Whether a run is going on. Takes and returns a shared lock, so it never blocks a run for longer than the look."""
    if not path.exists():
        return False
    with path.open("rb") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
        return False


def read_holder(path: Path) -> Holder | None:
    """The holder as it wrote itself down; None when the file is empty or half written."""
    try:
        return Holder.model_validate(json.loads(path.read_bytes()))
    except (OSError, ValueError, ValidationError):
        return None


def _sentence(holder: Holder | None) -> str:
    who = f"proces {holder.pid}, sinds {holder.since.astimezone():%d-%m-%Y %H:%M:%S}" if holder else "een ander proces"
    return f"Er loopt al een run ({who}). Wacht tot die klaar is en start dan opnieuw."
