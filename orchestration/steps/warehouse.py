"""From landing to marts: one dbt build over the candidate, and stopping the run when anything in it failed.

What belongs here: these steps as plain functions over a Run. Not here: calling dbt (dbt.py), the models (dbt_project).
"""

from collections.abc import Iterable
from pathlib import Path

from orchestration import dbt
from orchestration.errors import RunFailed
from orchestration.night import Run, require_candidate

MAX_SHOWN_FAILURES = 3


def build_warehouse(run: Run) -> list[dbt.NodeResult]:
    """One dbt build over the candidate. Failing tests are in the results; `check_warehouse` stops the run for them."""
    with run.step("cijfers berekenen"):
        require_candidate(run)
        run.let_go()
        settings = run.settings
        results = dbt.build(settings.dbt_project, settings.dbt_target, run.database, run.counted("cijfers berekenen"))
        tests = [result for result in results if result.is_test]
        run.summary.tests_passed = sum(t.status == "pass" for t in tests)
        run.summary.tests_warned = sum(t.status == "warn" for t in tests)
        run.summary.tests_failed = sum(t.status in dbt.BAD for t in tests)
        run.summary.warnings = [f"{t.name}: {t.message}" for t in tests if t.status == "warn"]
        return results


def check_warehouse(run: Run, results: Iterable[dbt.NodeResult]) -> None:
    """Errors: RunFailed that names what failed, with the first failing rows."""
    bad = [result for result in results if result.status in dbt.BAD]
    if not bad:
        return
    with run.step("cijfers berekenen"):
        lines = [line for result in bad[:MAX_SHOWN_FAILURES] for line in _failure(run.database, result)]
        more = f"\nEn nog {len(bad) - MAX_SHOWN_FAILURES} andere." if len(bad) > MAX_SHOWN_FAILURES else ""
        subject = "controle of berekening" if len(bad) == 1 else "controles of berekeningen"
        raise RunFailed(f"{len(bad)} {subject} mislukt; er is niets gepubliceerd.\n" + "\n".join(lines) + more)


def _failure(database: Path, result: dbt.NodeResult) -> list[str]:
    rows = dbt.first_failing_rows(database, result) if result.status == "fail" else []
    shown = [f"    {', '.join(f'{name} = {value}' for name, value in row.items())}" for row in rows]
    return [f"  {result.name}: {result.message}", *shown]
