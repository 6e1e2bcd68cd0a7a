"""koers and the bare script in turn, in one run: medians, ratio and peak memory. Never part of the tests.

usage: python tests/benchmark/bench.py [--rows 2000000] [--reps 3] [--bench ../shared/bench] [--work DIR]
The bare script (run_limit.py) is the same job as one DuckDB script without receipts, pseudonyms, quarantine, tests, pages or a release.
Two koers rows: `first` lands and parses everything, `second` finds nothing new. A ratio in one run counts, not the seconds.
"""

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from deliveries import convert

ROOT = Path(__file__).parents[2]


def timed(command: list[str], env: dict[str, str], log: Path) -> dict[str, float]:
    """Run one command to its end: wall seconds, cpu seconds and peak memory of its largest process in MB."""
    started = time.perf_counter()
    with log.open("ab") as out:
        process = subprocess.Popen(command, env=env, stdout=out, stderr=subprocess.STDOUT, cwd=ROOT)
        _, status, usage = os.wait4(process.pid, 0)
    if os.waitstatus_to_exitcode(status) not in (0, 1):
        sys.exit(f"{command[0]} ended with {os.waitstatus_to_exitcode(status)}; see {log}")
    return {"wall": time.perf_counter() - started, "cpu": usage.ru_utime + usage.ru_stime, "peak_mb": usage.ru_maxrss / 1024}


def free(folder: Path) -> None:
    """Remove a KOERS_VAR; its releases are read-only."""
    if folder.exists():
        subprocess.run(["chmod", "-R", "u+w", str(folder)], check=True)
        shutil.rmtree(folder)


def table(runs: dict[str, list[dict[str, float]]]) -> str:
    lines = [f"{'tool':<16}{'n':>3}{'median s':>10}{'min':>8}{'max':>8}{'cpu s':>8}{'peak MB':>9}"]
    base = statistics.median(r["wall"] for r in runs["bare script"])
    for tool, results in runs.items():
        walls = [r["wall"] for r in results]
        lines.append(
            f"{tool:<16}{len(results):>3}{statistics.median(walls):>10.2f}{min(walls):>8.2f}{max(walls):>8.2f}"
            f"{statistics.median(r['cpu'] for r in results):>8.1f}{max(r['peak_mb'] for r in results):>9.0f}"
        )
    for tool, results in runs.items():
        lines.append(f"ratio {tool} / bare script: {statistics.median(r['wall'] for r in results) / base:.2f}")
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=2_000_000)
    parser.add_argument("--reps", type=int, default=3)
    parser.add_argument("--bench", type=Path, default=ROOT.parent / "shared" / "bench")
    parser.add_argument("--work", type=Path)
    options = parser.parse_args()
    work = options.work or Path(tempfile.mkdtemp(prefix="koers-bench-"))
    log, env = work / "log.txt", dict(os.environ)
    generate = [
        sys.executable,
        str(options.bench / "gen.py"),
        "--out",
        str(work),
        "--zrm",
        str(options.rows),
        "--exp",
        str(options.rows // 2),
    ]
    subprocess.run(generate, check=True)
    size = convert(work, work / "inbox", ROOT / "dbt_project" / "seeds")
    print(f"deliveries for koers: {size / 1e6:.0f} MB; log in {log}")
    koers = [str(Path(sys.executable).parent / "koers"), "run", "--inbox", str(work / "inbox")]
    runs: dict[str, list[dict[str, float]]] = {"bare script": [], "koers first": [], "koers second": []}
    for _ in range(options.reps):
        runs["bare script"].append(timed([sys.executable, str(options.bench / "run_limit.py"), str(work)], env, log))
        free(work / "var")
        for name in ("koers first", "koers second"):
            runs[name].append(timed(koers, env | {"KOERS_VAR": str(work / "var")}, log))
        print(json.dumps({tool: results[-1] for tool, results in runs.items()}), flush=True)
    print(table(runs))
    free(work / "var")


if __name__ == "__main__":
    main()
