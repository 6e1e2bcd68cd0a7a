"""National messages for load: reading against an empty walk of the same file, and landing and building thousands. Never part of the tests.

usage: python tests/benchmark/messages.py read [--lines 100000] [--reps 5]
       python tests/benchmark/messages.py night [--messages 5000] [--lines 5000000] [--work DIR]
`read`: a 323 and a 301 are read and validated, in turn with a defusedxml iterparse over the same file whose loop does nothing, and one that
only frees what it saw (`clear`); the fastest of each counts, by cpu time, because a ratio on a busy machine is one of queues.
`night`: two `koers run` on the same messages: the first lands and builds everything, the second finds nothing new; memory is that of the
whole process tree, time is cpu beside wall. Beside them the bare walk of the same files, estimated from every twentieth by its bytes.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGE = os.sysconf("SC_PAGE_SIZE")
WALK = """
from defusedxml.ElementTree import iterparse
def work(path):
    for _ in iterparse(path):
        pass
"""
FREEING = WALK.replace("for _", "for _, element").replace("pass", "element.clear()")
WALK_OF_FOLDER = """
from pathlib import Path
from defusedxml.ElementTree import iterparse
def work(folder):
    for path in sorted(Path(folder).glob("*.xml"))[::20]:
        for _ in iterparse(path):
            pass
"""
READ = """
import sys
from datetime import date
from pathlib import Path
from ingest.messages.message import read_message
from ingest.result import IngestSettings
SETTINGS = IngestSettings(key=b"b" * 32, is_demo_key=True, seeds=Path(), corrections=Path(), today=date(2026, 6, 30))
def work(path):
    reading = read_message(Path(path), SETTINGS)
    assert reading.problems.none and reading.content.lines, "the message was not accepted"
"""
TIMED = """
import sys, time
started = time.process_time(); work(sys.argv[1]); seconds = time.process_time() - started
peak = next(line for line in open("/proc/self/status") if line.startswith("VmHWM"))
print(seconds, int(peak.split()[1]) / 1024)
"""


def measured(code: str, path: Path) -> tuple[float, float]:
    """Cpu seconds and peak MB of one piece of work in a process of its own."""
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", code + TIMED, str(path)]
    seconds, peak = subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout.split()
    return float(seconds), float(peak)


def in_turn(path: Path, reps: int) -> list[str]:
    """A table of walk and read of one file."""
    kinds = {"walk": WALK, "walk and clear": FREEING, "koers": READ}
    runs = [{kind: measured(code, path) for kind, code in kinds.items()} for _ in range(reps)]
    seconds = {kind: min(run[kind][0] for run in runs) for kind in kinds}
    name = f"{path.stem} ({path.stat().st_size / 1e6:.0f} MB)"
    return [
        f"{name:<18}{kind:<16}{seconds[kind]:>7.2f} s{max(run[kind][1] for run in runs):>7.0f} MB{seconds['koers'] / seconds[kind]:>12.2f}"
        for kind in kinds
    ]


def write_large(folder: Path, lines: int) -> list[Path]:
    """A 323 with so many lines and a 301 with so many allocations."""
    sys.path.insert(0, str(ROOT))
    from data_samples.bericht import (
        Client,
        Declaratie,
        DeclaratieRegel,
        Kop,
        Omvang,
        Toewijzing,
        bericht_301,
        bsns_of_test_range,
        write_323,
    )

    bsns, begin, end = list(bsns_of_test_range()), date(2025, 3, 1), date(2025, 3, 31)
    header = Declaratie("99000001", "0119", "VB1", date(2025, 4, 5), "DN1", begin, end, lines * 24_000)
    fixed = {"categorie": "02", "code": "02A01", "begin": begin, "eind": end, "volume": 4, "eenheid": "04"}
    declared = (
        DeclaratieRegel(bsns[n // 20 % len(bsns)], f"R{n:08d}", str(n), **fixed, bedrag_cent=24_000, tarief_cent=6000) for n in range(lines)
    )
    path = folder / "wmo301.xml"
    letters = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    codes = [a + b + c + d for a in letters for b in letters for c in letters for d in letters[: 1 + lines // 46_656]]
    allocations = [
        Toewijzing(str(n), "02", f"2{codes[n]}", begin, "09:00:00", begin, None, None, Omvang(4, "04", "4")) for n in range(lines)
    ]
    kop = Kop("Wmo", "0119", "99000001", "TW1", begin)
    path.write_text(bericht_301(kop, Client(bsns[0], date(1950, 1, 1), "1"), allocations), encoding="utf-8")
    return [write_323(folder / "wmo323.xml", "Wmo", header, declared), path]


def tree_mb(pid: int) -> float:
    """Memory of a process and everything below it, in MB."""
    children: dict[int, list[int]] = {}
    pages: dict[int, int] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        children.setdefault(int(fields[1]), []).append(int(stat.parent.name))
        pages[int(stat.parent.name)] = int(fields[21])
    todo, total = [pid], 0
    while todo:
        one = todo.pop()
        total += pages.get(one, 0)
        todo += children.get(one, [])
    return total * PAGE / 1e6


def watched(command: list[str], environment: dict[str, str], log: Path) -> tuple[float, float, float]:
    """Wall seconds, cpu seconds and peak MB of a command and its processes. Stops the benchmark when it fails."""
    peak, done = [0.0], threading.Event()
    started = time.perf_counter()
    with log.open("ab") as out:
        process = subprocess.Popen(command, env=environment, stdout=out, stderr=subprocess.STDOUT, cwd=ROOT)

        def watch() -> None:
            while not done.wait(0.2):
                peak[0] = max(peak[0], tree_mb(process.pid))

        watcher = threading.Thread(target=watch)
        watcher.start()
        _, status, usage = os.wait4(process.pid, 0)
        done.set()
        watcher.join()
    if os.waitstatus_to_exitcode(status):
        sys.exit(f"koers ended with {os.waitstatus_to_exitcode(status)}; see {log}")
    return time.perf_counter() - started, usage.ru_utime + usage.ru_stime, peak[0]


def bare_walk(inbox: Path) -> float:
    """Cpu seconds of a walk with an empty loop over all messages, from every twentieth in proportion to its bytes."""
    sizes = [path.stat().st_size for path in sorted(inbox.glob("*.xml"))]
    seconds, _ = measured(WALK_OF_FOLDER, inbox)
    return seconds * sum(sizes) / sum(sizes[::20])


def bench_read(options: argparse.Namespace) -> None:
    with tempfile.TemporaryDirectory(prefix="koers-messages-") as folder:
        print(f"{'':<34}{'cpu':>9}{'peak':>10}{'koers / this':>12}")
        for path in write_large(Path(folder), options.lines):
            print("\n".join(in_turn(path, options.reps)), flush=True)


def bench_night(options: argparse.Namespace) -> None:
    work = options.work or Path(tempfile.mkdtemp(prefix="koers-messages-"))
    koers, log = str(Path(sys.executable).parent / "koers"), work / "log.txt"
    environment = os.environ | {"KOERS_VAR": str(work / "var"), "PYTHONPATH": str(ROOT)}
    sizes = ["--messages", str(options.messages), "--lines", str(options.lines)]
    steps: list[tuple[str, list[str]]] = [
        ("sample", [koers, "sample", *sizes, "--out", str(work / "inbox")]),
        ("first night", [koers, "run", "--inbox", str(work / "inbox")]),
        ("second night", [koers, "run", "--inbox", str(work / "inbox")]),
    ]
    print(f"{options.messages} messages, {options.lines} lines; log in {log}")
    print(f"{'':<14}{'wall s':>9}{'cpu s':>9}{'peak MB':>9}{'lines/s':>9}{'cpu / bare walk':>17}")
    walk = 0.0
    for name, command in steps:
        wall, cpu, peak = watched(command, environment, log)
        ratio = f"{cpu / walk:>17.1f}" if walk else ""
        print(f"{name:<14}{wall:>9.1f}{cpu:>9.1f}{peak:>9.0f}{options.lines / wall:>9.0f}{ratio}", flush=True)
        if name == "sample":
            walk = bare_walk(work / "inbox")
            print(f"{'bare walk':<14}{'':>9}{walk:>9.1f}", flush=True)
    subprocess.run(["chmod", "-R", "u+w", str(work / "var")], check=True)
    shutil.rmtree(work / "var")
    shutil.rmtree(work / "inbox")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    kinds = parser.add_subparsers(required=True)
    read = kinds.add_parser("read")
    read.add_argument("--lines", type=int, default=100_000)
    read.add_argument("--reps", type=int, default=5)
    night = kinds.add_parser("night")
    night.add_argument("--messages", type=int, default=5_000)
    night.add_argument("--lines", type=int, default=5_000_000)
    night.add_argument("--work", type=Path)
    bench: Callable[[argparse.Namespace], None]
    for kind, bench in ((read, bench_read), (night, bench_night)):
        kind.set_defaults(bench=bench)
    options = parser.parse_args()
    options.bench(options)


if __name__ == "__main__":
    main()
