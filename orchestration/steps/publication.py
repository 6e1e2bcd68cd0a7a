"""From candidate to release: pages and dictionary, the last look, publication.

What belongs here: these steps as plain functions over a Run. Not here: drawing (dashboards), audit rules (audit.py), what a release is.
"""

import json
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

from orchestration import audit, load, release
from orchestration.dictionary import write_docs
from orchestration.errors import RunFailed
from orchestration.night import Run, require_candidate
from orchestration.release import Manifest


def build_pages(run: Run) -> int:
    """Draw the pages and write the dictionary of the candidate. Returns the number of pages."""
    with run.step("pagina's maken"):
        require_candidate(run)
        run.keep_open(read_only=True)
        made_at = run.summary.started_at
        pages = run.order.rooms.build_site(run.database, run.candidate / "site", made_at, run.counted("pagina's maken"))
        write_docs(run.database, run.candidate / "docs", run.order.rooms.supplier_guide(run.contracts))
        return sum(page.suffix == ".html" for page in pages)


def audit_candidate(run: Run) -> list[audit.AuditFinding]:
    """The last look. Findings are in the result; `check_audit` stops the run for the blocking ones."""
    with run.step("controleren"):
        require_candidate(run)
        rhythms = {name: contract.rhythm for name, contract in run.contracts.items()}
        run.summary.audit = audit.audit(run.database, _current_database(run), run.order.acceptances, rhythms)
        return run.summary.audit


def check_audit(run: Run, findings: Iterable[audit.AuditFinding]) -> None:
    """Errors: RunFailed that says what is wrong and, where a person may decide, how to let it through."""
    blocking = audit.blocking(findings)
    if not blocking:
        return
    with run.step("controleren"):
        ids = [finding.accept_id for finding in blocking]
        lines = [f"  {finding.sentence}" for finding in blocking]
        if all(ids):
            flags = " ".join(f"--accept {accept_id}" for accept_id in ids)
            lines.append(f'Klopt dit, laat het dan door: koers run {flags} --reason "waarom" --by <naam>')
        raise RunFailed("De controle voor publicatie houdt deze uitgave tegen; er is niets gepubliceerd.\n" + "\n".join(lines))


def publish(run: Run) -> Path:
    """Make the candidate the release readers see. Returns its folder."""
    with run.step("publiceren"):
        require_candidate(run)
        before = _current_database(run)
        manifest = _manifest(run)
        run.let_go()
        folder = release.publish(run.settings, run.candidate, manifest)
        run.summary.status, run.summary.release_id = "gepubliceerd", folder.name
        run.summary.site_index = folder / "site" / "index.html"
    _make_room(run, before.parent if before else None)
    return folder


def _make_room(run: Run, before: Path | None) -> None:
    """Remove what KOERS_KEEP_RELEASES leaves no room for; never what readers see or saw until now. A failure costs disk, no release."""
    keep = run.settings.keep_releases
    if not keep:
        return
    try:
        run.summary.opgeruimd = release.prune(run.settings, keep, [before] if before else [])
    except OSError:
        run.summary.warnings.append("Oude uitgaven konden niet worden opgeruimd. Kijk met koers releases list en ruim op met prune.")


def _manifest(run: Run) -> Manifest:
    with closing(load.connect(run.database, read_only=True)) as con:
        columns = "koers_versie, git_commit, peildatum, is_demo, sleutel_id, contracten_sha256, seeds_sha256"
        facts = con.execute(f"select {columns} from meta.run").fetchall()[0]
        deliveries = con.execute("select delivery_id, status, sha256 from meta.delivery order by volgnummer").fetchall()
    names = ("koers_version", "git_commit", "peildatum", "is_demo", "sleutel_id", "contracts_sha256", "seeds_sha256")
    return Manifest(
        release_id=run.run_id,
        made_at=run.summary.started_at,
        **dict(zip(names, facts, strict=True)),
        forecasts_from=run.forecasts_from,
        deliveries=[dict(zip(("delivery_id", "status", "sha256"), row, strict=True)) for row in deliveries],
        accepted=[*(a for i, a in run.accepted.items() if i in run.outcomes), *(a for a in run.order.acceptances if a.is_audit)],
        tests={"passed": run.summary.tests_passed, "warned": run.summary.tests_warned},
        audit=[json.loads(finding.model_dump_json()) for finding in run.summary.audit],
    )


def _current_database(run: Run) -> Path | None:
    current = release.release_in_sight(run.settings)
    return current / load.DATABASE if current else None
