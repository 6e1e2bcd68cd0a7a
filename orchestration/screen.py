"""What the user sees: tables, progress bars and sentences on the terminal, in Dutch.

What belongs here: drawing what other modules found. Not here: finding it, exit codes. Nothing delivered is shown unless it came through
ingest.masking; text is escaped, so that no value can colour or hide a line.
"""

import csv
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.table import Table

from ingest.delivery import Intake
from ingest.filename import displayable_name
from orchestration.check import Judged
from orchestration.doctor import Check
from orchestration.findings import Found
from orchestration.night import Progress as Report
from orchestration.release import Manifest
from orchestration.release_diff import TableDiff
from orchestration.summary import RunSummary
from orchestration.trace import Trace

MAX_REFUSED, MAX_SENTENCES = 20, 50
out = Console(highlight=False)
err = Console(stderr=True, highlight=False)


def say(text: str) -> None:
    out.print(escape(text), soft_wrap=True)


def complain(text: str) -> None:
    err.print(escape(text), soft_wrap=True)


def table(headers: Sequence[str], rows: Iterable[Sequence[Any]], title: str | None = None) -> None:
    """One table; numbers right, everything else left; None is shown as nothing."""
    found = [tuple(row) for row in rows]
    drawn = Table(title=title and escape(title), title_justify="left", show_header=any(headers))
    for index, header in enumerate(headers):
        values = [row[index] for row in found if row[index] is not None]
        is_number = bool(values) and all(isinstance(value, int | float) and not isinstance(value, bool) for value in values)
        drawn.add_column(escape(header), justify="right" if is_number else "left", overflow="fold")
    for row in found:
        drawn.add_row(*("" if value is None else escape(str(value)) for value in row))
    out.print(drawn)


def as_csv(headers: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    writer = csv.writer(sys.stdout)
    writer.writerow(headers)
    writer.writerows(rows)


@contextmanager
def progress() -> Iterator[Report]:
    """A bar per step of a run while it lasts; nothing when the output is no terminal (cron, a pipe)."""
    columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), TextColumn("{task.fields[count]}"), TimeElapsedColumn())
    with Progress(*columns, console=err, transient=True, disable=not err.is_terminal) as bars:
        tasks: dict[str, Any] = {}

        def report(doing: str, done: int, total: int) -> None:
            if doing not in tasks:
                for other in tasks.values():
                    bars.update(other, visible=False)
                tasks[doing] = bars.add_task(escape(doing), total=None, count="")
            if total:
                bars.update(tasks[doing], completed=done, total=total, count=f"{done}/{total}")

        yield report


def run_table(summary: RunSummary) -> None:
    """The short table at the end of a run, then what was refused, then where to look."""
    tests = f"{summary.tests_passed} geslaagd" + (f", {summary.tests_warned} met waarschuwing" if summary.tests_warned else "")
    tests += f", {summary.tests_failed} mislukt" if summary.tests_failed else ""
    rows = [
        ("Leveringen nieuw ontvangen", summary.ontvangen),
        ("Leveringen gelezen in deze run", summary.gelezen),
        ("Leveringen geaccepteerd", summary.geaccepteerd),
        ("Leveringen vervangen door een latere", summary.vervangen),
        ("Leveringen geweigerd", len(summary.geweigerd)),
        ("Rijen in quarantaine", summary.rijen_quarantaine),
        ("Controles", tests),
        ("Uitgave", summary.release_id or "niet gepubliceerd"),
    ]
    table(("", ""), rows, title=f"Run {summary.run_id}")
    _refused(summary)
    for finding in summary.audit:
        if finding.severity != "blokkerend":
            say(f"{'Doorgelaten' if finding.severity == 'doorgelaten' else 'Let op'}: {finding.sentence}")
    if summary.site_index:
        say(f"Open de pagina's: {summary.site_index}")


def _refused(summary: RunSummary) -> None:
    shown = summary.geweigerd[-MAX_REFUSED:]
    if shown:
        say("Geweigerd; alle andere leveringen tellen mee. Details: koers quarantine --delivery <levering>")
    for refused in shown:
        marks = [mark for mark, is_so in (("nieuw", refused.is_nieuw), ("kan door met --accept", refused.kan_door)) if is_so]
        marked = f" ({', '.join(marks)})" if marks else ""
        say(f"  {refused.delivery_id}{marked}\n    {refused.reden}")
    if len(shown) < len(summary.geweigerd):
        say(f"  en nog {len(summary.geweigerd) - len(shown)} eerdere.")


def checks(found: Iterable[Check]) -> None:
    table(("wat", "goed", "toelichting"), [(c.name, "ja" if c.is_well else "NEE", c.sentence) for c in found])


def differences(found: Sequence[TableDiff], left: str, right: str) -> None:
    if not found:
        say(f"Geen verschil in gegevens tussen {left} en {right}.")
        return
    table(("tabel", "rijen eerst", "rijen nu", "verschil"), found, title=f"{left} → {right}")


def traced(found: Trace) -> None:
    """The mart row, the mart rows it is calculated from, what it is made of, and the files and lines behind it."""
    table(("kolom", "waarde"), found.row.items(), title="Cijfer")
    if found.through:
        table(("kolom", "tabel", "cel"), found.through, title="Berekend uit")
    if not found.parts:
        say("Achter dit cijfer staan geen geleverde rijen: het gaat over de leveringen zelf, over een codelijst of over deze uitgave.")
        return
    table(("tabel", "maat", "som", "bijdragen"), found.parts, title="Bijdragen")
    table(("maat", "bestand", "regel", "deel", "levering"), found.sources, title="Bestanden en regels")
    if found.hidden:
        say(f"En nog {found.hidden} regels; met --limit ziet u er meer.")


def findings(found: Sequence[Found], total: int) -> None:
    if not found:
        say("Geen bevindingen.")
        return
    table(("levering", "rijen", "ernst", "wat en wat te doen"), [(f.delivery_id, f.rows, f.severity, f.sentence) for f in found])
    if total > len(found):
        say(f"En nog {total - len(found)}; met --limit ziet u er meer.")


def intake(taken: Intake) -> None:
    say(f"{len(taken.receipts)} nieuw ontvangen, {taken.known} al bekend.")
    for skipped in taken.skipped:
        say(f"  {skipped.name}: {skipped.sentence}")


def judgements(judged: Sequence[Judged]) -> None:
    """Per file its sentences, errors before warnings, at most a screenful, and a last line that says what comes of it."""
    for path, judgement in judged:
        refused = judgement.refused_reason
        # The name as the caller gave it, to know the file by; unless it holds characters that would steer the terminal.
        name = path.name if path.name.isprintable() else displayable_name(path.name)
        say(f"{name}: {judgement.rows} rijen" + (f". Geweigerd: {refused}" if refused else ""))
        shown = sorted((f for f in judgement.findings if f.sentence != refused), key=lambda f: f.severity)
        for finding in shown[:MAX_SENTENCES]:
            say(f"  {finding.severity}: {finding.sentence}")
        if len(shown) > MAX_SENTENCES:
            say(f"  en nog {len(shown) - MAX_SENTENCES} andere.")
    wrong = sum(not one.is_clean for one in judged)
    say(f"{len(judged)} bestanden beoordeeld, {wrong} met fouten." if wrong else f"{len(judged)} bestanden beoordeeld, geen fouten.")


def answer(headers: Sequence[str], rows: Sequence[Sequence[Any]], more: bool) -> None:
    table(headers, rows)
    if more:
        say(f"Er zijn meer dan {len(rows)} rijen; kies met --limit of neem alles met --csv.")


def releases(found: Iterable[tuple[bool, Manifest]]) -> None:
    rows = [
        ("→" if is_current else "", m.release_id, m.peildatum, len(m.deliveries), m.tests.get("passed", 0), "ja" if m.is_demo else "nee")
        for is_current, m in found
    ]
    table(("nu", "uitgave", "cijfers tot en met", "leveringen", "controles", "voorbeeld"), rows)


def manifest(found: Manifest, problems: Sequence[str]) -> None:
    facts = found.model_dump(exclude={"deliveries", "accepted", "audit", "files", "tests"})
    rows = [*facts.items(), *((f"controles {name}", count) for name, count in found.tests.items()), ("bestanden", len(found.files))]
    table(("", ""), [(name, str(value)) for name, value in rows], title=found.release_id)
    table(("levering", "status"), [(d["delivery_id"], d["status"]) for d in found.deliveries], title="Leveringen")
    if found.accepted:
        table(("doorgelaten", "door", "reden"), [(a.delivery_id, a.by, a.reason) for a in found.accepted])
    for line in [f["sentence"] for f in found.audit] + list(problems):
        say(line)
    say("Deze uitgave is niet heel." if problems else "Alle bestanden zijn zoals ze gepubliceerd zijn.")
