"""A process that has imported Dagster and dbt and forks a `koers` when it is asked: what is killed ten times need not import ten times.

Importing the two took 3.6 s of cpu of every run (November 2026). The child imports the rest itself, as the command does: koers, and all
that starts a thread as soon as it is imported (DuckDB, Polars, pyarrow), because a fork takes no thread along but the one that forks.
"""

import json
import os
import select
import subprocess
import sys
import threading
from pathlib import Path

ROOT = Path(__file__).parents[2]


class Ready:
    """The process, from the side of a test: one `koers` at a time, in a session and so a process group of its own."""

    def __init__(self, environment: dict[str, str]) -> None:
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
        # Without buffers: `select` must see every line that was not read yet.
        self._process = subprocess.Popen([sys.executable, "-m", "tests.pipeline.ready"], env=environment, cwd=ROOT, bufsize=0, **pipes)
        self.code: int | None = None

    def start(self, told: Path, *args: str) -> int:
        """Fork `koers` with these arguments and return its process id; what it prints goes to the file `told`."""
        assert self._process.stdin and self._process.stdout
        self.code = None
        self._process.stdin.write(json.dumps([str(told), *args]).encode() + b"\n")
        return int(self._process.stdout.readline())

    def has_ended(self, within: float = 0) -> bool:
        """Whether that `koers` ended, at the latest after so many seconds; `code` is then its exit code, or minus the signal."""
        if self.code is None and select.select([self._process.stdout], [], [], within)[0]:
            assert self._process.stdout
            self.code = int(self._process.stdout.readline())
        return self.code is not None

    def __enter__(self) -> "Ready":
        return self

    def __exit__(self, *_: object) -> None:
        self._process.communicate()  # its stdin closes, and with that it ends


def _serve() -> None:
    import dagster_dbt  # noqa: F401
    from dbt.cli.main import dbtRunner  # noqa: F401

    assert threading.active_count() == 1
    if (tasks := Path("/proc/self/task")).is_dir():
        assert len(list(tasks.iterdir())) == 1, "one of the imports started a thread"
    for line in sys.stdin.buffer:
        told, *args = json.loads(line)
        pid = os.fork()
        if pid == 0:
            _become_koers(told, args)
        print(pid, flush=True)
        print(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]), flush=True)


def _become_koers(told: str, args: list[str]) -> None:
    """In the child: what the command `koers` does, detached from the process that forked it."""
    os.setsid()
    file = os.open(told, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    for stream, source in ((0, os.open(os.devnull, os.O_RDONLY)), (1, file), (2, file)):
        os.dup2(source, stream)
    sys.argv = ["koers", *args]
    from orchestration.cli import main

    sys.exit(main())


if __name__ == "__main__":
    _serve()
