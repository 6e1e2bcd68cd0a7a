"""Pairs, change and fair comparison over millions of scores against the bare script's steps `pairs` and `marts`. Never part of the tests.

usage: python tests/benchmark/outcomes.py [--rows 10000000] [--reps 3] [--bench ../shared/bench] [--work DIR] [--models]
The rows of the bare script's own generator are put in the landing tables as the loader would do (not timed). Then the bare script and the
models behind the outcome marts, as dbt compiled them, run in turn, each in a process of its own with two threads and the same memory limit;
the models twice: two at a time as in a night, which gives the ratios, and one after another, which gives the cost of each step and model.
The models also do what the bare script does not: see RULES, and funnel.sql for the least a bare comparison would cost. A ratio in one run
counts, not the seconds; on a busy machine only that of the cpu seconds, because waiting for a processor or a disk is not work. --models
prints the cpu seconds of every model and what each rule costs.
"""

import argparse
import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT), str(Path(__file__).parent)]

from outcomes_report import BARE, NIGHT, STEPS, per_model, report  # noqa: E402

MEMORY = "2GB"  # as in the night (orchestration/load.py); Python and pyarrow come on top of it


def generate(options: argparse.Namespace, work: Path) -> None:
    """The input of the bare script, and a database with the same rows in landing; nothing when they are there."""
    if (work / "in").exists():
        return
    size = ["--zrm", str(options.rows), "--exp", str(options.rows // 2)]
    subprocess.run([sys.executable, str(options.bench / "gen.py"), "--out", str(work), *size], check=True)
    database = work / "landing" / "koers.duckdb"
    database.parent.mkdir()
    seeds(database, work / "dbt")
    land(database, work)


def seeds(database: Path, target: Path) -> None:
    """An empty landing with the code lists, as dbt loads them."""
    from orchestration import dbt
    from tests.integration.dbt_project.landing import Landing

    Landing(database.parent)
    from dbt.cli.main import dbtRunner

    os.environ[dbt.DATABASE_VARIABLE] = str(database)
    outcome = dbtRunner().invoke(dbt.arguments("seed", ROOT / "dbt_project", target))
    dbt.close(database)
    assert outcome.success, outcome.exception


def land(database: Path, work: Path) -> None:
    """Fill landing.zrm, trajecten and contracten with what a score from 1 to 5 and a known client leave of the rows."""
    import duckdb
    import polars as pl
    from deliveries import contracts, municipality_codes, scores, trajectories

    codes = municipality_codes(ROOT / "dbt_project" / "seeds")
    with closing(duckdb.connect(str(database))) as con:
        frame = contracts()  # noqa: F841 - DuckDB reads frames by their name
        con.execute(
            "insert into landing.contracten by name select 'contracten' as _delivery_id, 'c' || row_number() over () as _row_id, 1 as"
            " _source_row, '' as _source_part, Contractnummer as contractnummer, Naam as contract_naam, 'Wmo' as wet, 'taakgericht' as"
            " uitvoeringsvariant, date '2022-01-01' as ingangsdatum, 'lokaal' as inkoopschaal, 'geen' as berichten from frame"
        )
        for part, source in enumerate(sorted((work / "in").glob("zrm_*.csv"))):
            rows = scores(source, codes).filter(pl.col("Clientnummer") != "")
            persons = trajectories(rows)  # noqa: F841
            con.execute(_TRAJECTORIES.format(part=part))
            con.execute(_SCORES.format(part=part))
        receipts = [("contracten",), *((f"{name}_{part}",) for name in ("zrm", "trajecten") for part in range(8))]
        con.executemany(
            "insert into meta.delivery by name select ? as delivery_id, 'geaccepteerd' as status, 1 as volgnummer, '2022' as periode,"
            " '0484' as leverancier",
            receipts,
        )


_ROW = (
    "substr(sha256('{name}_{part}' || '|' || row_number() over ()), 1, 16) as _row_id, '{name}_{part}' as _delivery_id,"
    " 'f' as _source_file,"
)
_PSEUDO = "substr(sha256(Clientnummer), 1, 32)"
_TRAJECTORIES = (
    "insert into landing.trajecten by name select " + _ROW.replace("{name}", "trajecten") + " row_number() over () as _source_row, '' as"
    f" _source_part, Gemeentecode as gemeentecode, {_PSEUDO} as clientnummer_pseudo, {_PSEUDO} as trajectnummer_pseudo, Contractnummer as"
    " contractnummer, 'Wmo' as wet, '02' as productcategorie, 'zin' as leveringsvorm, 'wijkteam' as toegang, false as heeft_beschikking,"
    " Begindatum as begindatum, Einddatum as einddatum, '19' as reden_beeindiging_code, Wijkcode as wijkcode,"
    " 1930 + (hash(Clientnummer) % 70)::bigint as geboortejaar, '0' as geslacht, 'verbeteren' as doelrichting from persons"
)
_SCORES = (
    "insert into landing.zrm by name select " + _ROW.replace("{name}", "zrm") + " row_number() over () as _source_row, '' as"
    f" _source_part, Gemeentecode as gemeentecode, {_PSEUDO} as clientnummer_pseudo, {_PSEUDO} as trajectnummer_pseudo, '2017' as"
    " zrm_versie, Meetmoment as meetmoment, Meetdatum as meetdatum, 'professional' as informant, 'm' || (hash(Clientnummer) % 500) as"
    " beoordelaar_pseudo, Domein as domein_naam, try_cast(Score as bigint) as score, case when try_cast(Score as bigint) is null then"
    " 'niet_besproken' end as score_reden from rows where coalesce(try_cast(Score as bigint), 1) between 1 and 5"
)


def compiled(database: Path, target: Path) -> list[dict[str, Any]]:
    """Step, name, parents, kind and SQL (or the file of a Python model) of every model, in the order in which they build."""
    from tests.integration.dbt_project.compiled import Project

    project, done, found = Project(database, target), {"int_parameter__geldig"}, []
    before = [("before", node) for node in project.behind("int_parameter__geldig")]
    for step, node in before + [(step, node) for step, names in STEPS.items() for node in project.behind(*names)]:
        if step == "before" or node.name not in done:
            done.add(node.name)
            found.append(
                {
                    "step": step,
                    "name": node.name,
                    "parents": [name.split(".")[-1] for name in node.depends_on.nodes],
                    "place": f"{node.schema}.{node.name}",
                    "materialized": node.config.materialized,
                    "language": node.language,
                    "sql": node.compiled_code or "",
                    "file": node.original_file_path,
                }
            )
    return found


def run_models(work: Path) -> None:
    """Build every model, one after another, and print one JSON line: seconds per step and model, peak memory."""
    clock, seconds = Clock(STEPS), {}
    with _candidate(work) as (con, models, build):
        for model in models:
            with clock.of(model["step"]):
                build(model["name"])
            seconds[model["name"]] = clock.last
        pairs = con.execute("select count(*) filter (where is_paar), count(*) from intermediate.int_resultaat__traject").fetchone()
    print(json.dumps({**clock.found(), "models": seconds, "pairs": pairs}))


def run_night(work: Path) -> None:
    """Build the models of pairs, change and funnel two at a time and print one JSON line: seconds, peak memory."""
    from two_at_a_time import two_at_a_time

    clock = Clock(["night"])
    with _candidate(work) as (_, models, build):
        for model in (model for model in models if model["step"] == "before"):
            build(model["name"])
        asked = {model["name"]: model["parents"] for model in models if model["step"] in NIGHT}
        with clock.of("night"):
            two_at_a_time({name: [parent for parent in parents if parent in asked] for name, parents in asked.items()}, build)
    print(json.dumps(clock.found()))


@contextmanager
def _candidate(work: Path) -> Iterator[tuple[Any, list[dict[str, Any]], Callable[[str], None]]]:
    """A copy of the landing that is open, the models in order, and what builds one of them in it, from any thread."""
    import duckdb
    import numpy  # noqa: F401 - for the Python models; a night has read deliveries and filled landing with these long before
    import pandas  # noqa: F401
    import pyarrow  # noqa: F401

    from tests.integration.dbt_project.compiled import make

    database = work / "run" / "koers.duckdb"
    shutil.rmtree(database.parent, ignore_errors=True)
    database.parent.mkdir()
    shutil.copyfile(work / "landing" / "koers.duckdb", database)
    models = {model["name"]: model for model in json.loads((work / "models.json").read_text())}
    with closing(duckdb.connect(str(database), config={"threads": 2, "memory_limit": MEMORY})) as con:
        con.execute("set global timezone = 'UTC'; set checkpoint_threshold = '4GB'")
        con.execute("set disabled_compression_methods = 'fsst,dict_fsst,zstd'")
        for schema in {model["place"].split(".")[0] for model in models.values()}:
            con.execute(f"create schema if not exists {schema}")

        def build(name: str) -> None:
            m = models[name]
            with con.cursor() as own:
                make(own, name, m["place"], m["language"], m["file"], m["materialized"], m["sql"])

        yield con, list(models.values()), build


def run_bare(work: Path, job: Path) -> None:
    """The bare script, its own settings and every one of its steps, with the cpu seconds of each: its own runner gives wall time only."""
    import duckdb

    out = work / "out"
    shutil.rmtree(out, ignore_errors=True)
    out.mkdir()
    os.chdir(work)
    clock = Clock(BARE)
    funnel = Path(__file__).with_name("funnel.sql").read_text()
    with closing(duckdb.connect(config={"threads": 2, "memory_limit": MEMORY, "preserve_insertion_order": False})) as con:
        blocks = [tuple(block.split("\n", 1)) for block in job.read_text().split("-- @")[1:]]
        last = [name for name, _ in blocks].index("marts") + 1
        for name, body in [*blocks[:last], ("funnel", funnel), *blocks[last:]]:
            with clock.of(name):
                for statement in filter(str.strip, body.split(";\n")):
                    con.execute(statement).fetchall()
    print(json.dumps(clock.found()))


class Clock:
    """Wall and cpu seconds per step, and the highest memory of the process. `last` is the cpu time of the part measured last."""

    def __init__(self, steps: Iterable[str]) -> None:
        self.wall, self.cpu, self.last = dict.fromkeys(steps, 0.0), dict.fromkeys(steps, 0.0), 0.0

    @contextmanager
    def of(self, step: str) -> Iterator[None]:
        wall, cpu = time.perf_counter(), time.process_time()
        yield
        self.last = time.process_time() - cpu
        if step in self.wall:
            self.wall[step] += time.perf_counter() - wall
            self.cpu[step] += self.last

    def found(self) -> dict[str, Any]:
        return {"wall": self.wall, "cpu": self.cpu, "peak_rss_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024}


def last_line(*command: str) -> dict[str, Any]:
    """The JSON a process printed last."""
    out = subprocess.run([sys.executable, *command], check=True, stdout=subprocess.PIPE, text=True).stdout
    found: dict[str, Any] = json.loads(out.splitlines()[-1])
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=10_000_000)
    parser.add_argument("--reps", type=int, default=3)
    parser.add_argument("--bench", type=Path, default=ROOT.parent / "shared" / "bench")
    parser.add_argument("--work", type=Path, help="kept between calls: rows that are there are not made again")
    parser.add_argument("--models", action="store_true", help="print the cpu seconds of every model and rule too")
    parser.add_argument("--one", choices=("rows", "bare", "koers", "night"), help=argparse.SUPPRESS)
    options = parser.parse_args()
    work = options.work or Path(tempfile.mkdtemp(prefix="koers-outcomes-"))
    if options.one == "rows":
        generate(options, work)
        (work / "models.json").write_text(json.dumps(compiled(work / "landing" / "koers.duckdb", work / "dbt")))
    elif options.one == "bare":
        run_bare(work, options.bench / "job.sql")
    elif options.one:
        {"koers": run_models, "night": run_night}[options.one](work)
    else:
        compare(options, work)


def compare(options: argparse.Namespace, work: Path) -> None:
    """Make the rows and the SQL, run both in turn, print what they took. All in processes of their own: the peak memory of a process
    starts at what its parent holds, and making ten million rows here gave both 1,506 MB."""
    again = ("--work", str(work.resolve()), "--bench", str(options.bench.resolve()))
    subprocess.run([sys.executable, __file__, "--one", "rows", "--rows", str(options.rows), *again], check=True)
    runs: dict[str, list[dict[str, Any]]] = {"bare": [], "koers": [], "night": []}
    for _ in range(options.reps):
        for kind, done in runs.items():
            done.append(last_line(__file__, "--one", kind, *again))
        print(json.dumps({kind: done[-1]["cpu"] for kind, done in runs.items()}), flush=True)
    if options.models:
        print(per_model(runs["koers"][-1]["models"], work))
    print(report(*runs.values()))


if __name__ == "__main__":
    main()
