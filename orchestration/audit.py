"""The last look before publication: does the candidate close to the cent, and does it make sense beside the release readers see now?

What belongs here: rules about this release against its own bookkeeping and against the previous release. Not here: rules about one cell or
row (contracts) or between tables (dbt tests). Limits of the comparison stand here, because they are about releases, not about the domain:
landing only grows and nothing is ever deleted, so figures that shrink are the sign that something went missing.
"""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Literal, NamedTuple

import duckdb
from pydantic import BaseModel

from orchestration.accept import AUDIT, Acceptance
from orchestration.load import connect
from orchestration.outcomes import MESSAGES, UNKNOWN, period_days, period_end

# A re-delivery that drops one provider of a municipality costs a mart a few percent of its rows; a lost source costs far more.
MAX_ROWS_LOST_PCT = 5.0
# A corrected quarter moves a yearly total by a few percent; a fifth is a missing or doubled delivery.
MAX_TOTAL_CHANGE_PCT = 20.0
# Suppliers have until the end of the next quarter.
GRACE = timedelta(days=92)
GUARDED_TOTALS = {
    "mart_budget_realisatie": ("begroting_actueel_cent", "grootboek_cent", "declaratie_geaccepteerd_cent"),
    "mart_resultaat": ("in_aanmerking_n", "paren_n"),
}
KINDS = {"": [""], "H": ["H1", "H2"], "Q": ["Q1", "Q2", "Q3", "Q4"], "M": [f"M{month:02d}" for month in range(1, 13)]}
Severity = Literal["blokkerend", "waarschuwing", "doorgelaten"]


class AuditFinding(BaseModel):
    """One Dutch sentence with its weight. `accept_id` is what `koers run --accept` takes; None = no person can let it through."""

    rule: Literal["aansluiting", "vergelijking", "verwachte_leveringen"]
    severity: Severity
    sentence: str
    accept_id: str | None = None


class Totals(NamedTuple):
    """Of every mart its number of rows, and the guarded totals as `mart.column`."""

    rows: dict[str, int]
    sums: dict[str, int]


def audit(candidate: Path, current: Path | None, accepted: Sequence[Acceptance] = (), peildatum: date | None = None) -> list[AuditFinding]:
    """All findings about a finished candidate database. `current` is the database readers see now, None for a first release."""
    with closing(connect(candidate, read_only=True)) as con:
        findings = reconcile(con) + expected_deliveries(_deliveries(con), peildatum or _peildatum(con))
        totals = read_totals(con)
    if current is not None:
        with closing(connect(current, read_only=True)) as con:
            findings += compare(read_totals(con), totals)
    return [_let_through(finding, {a.delivery_id: a for a in accepted}) for finding in findings]


def blocking(findings: Iterable[AuditFinding]) -> list[AuditFinding]:
    return [finding for finding in findings if finding.severity == "blokkerend"]


def reconcile(con: duckdb.DuckDBPyConnection) -> list[AuditFinding]:
    """Per delivery: delivered = the sum of what happened to it, in rows and in cents; and no delivery is left out."""
    sql = """
        with posten as (
            select delivery_id, post = 'geleverd' as is_geleverd, sum(rijen_n) as rijen, sum(coalesce(bedrag_cent, 0)) as cent
            from marts.mart_aansluiting group by all
        )
        select d.delivery_id, coalesce(g.rijen, 0) - coalesce(b.rijen, 0), coalesce(g.cent, 0) - coalesce(b.cent, 0),
            d.rijen_geleverd - coalesce(g.rijen, 0), coalesce(d.bedrag_geleverd_cent, 0) - coalesce(g.cent, 0)
        from meta.delivery d
        left join posten g on g.delivery_id = d.delivery_id and g.is_geleverd
        left join posten b on b.delivery_id = d.delivery_id and not b.is_geleverd
        order by 1
    """
    try:
        rows = con.execute(sql).fetchall()
    except duckdb.CatalogException:
        return [_unreconciled("De tabel mart_aansluiting ontbreekt; niemand kan nagaan of alles is meegeteld.")]
    return [_unreconciled(_gap(*row)) for row in rows if any(row[1:])]


def _gap(delivery_id: str, rows: int, cents: int, missing_rows: int, missing_cents: int) -> str:
    if missing_rows or missing_cents:
        return f"Levering {delivery_id}: {missing_rows} rijen en {_euro(missing_cents)} van de levering staan niet in de aansluiting."
    return f"Levering {delivery_id} sluit niet aan: {rows} rijen en {_euro(cents)} zijn geleverd maar nergens geteld."


def _unreconciled(sentence: str) -> AuditFinding:
    return AuditFinding(rule="aansluiting", severity="blokkerend", sentence=sentence)


def read_totals(con: duckdb.DuckDBPyConnection) -> Totals:
    """Rows of every mart and the guarded totals that exist in this database."""
    columns = con.execute("select table_name, column_name from information_schema.columns where table_schema = 'marts'").fetchall()
    tables, sums = sorted({table for table, _ in columns}), {}
    for table, guarded in GUARDED_TOTALS.items():
        for column in guarded:
            if (table, column) in columns:
                sums[f"{table}.{column}"] = _number(con, f'select coalesce(sum("{column}"), 0) from marts."{table}"')
    return Totals({table: _number(con, f'select count(*) from marts."{table}"') for table in tables}, sums)


def compare(before: Totals, after: Totals) -> list[AuditFinding]:
    """What shrank or jumped since the release readers see. Growth is a warning at most: new deliveries make figures grow."""
    gone = [table for table in before.rows if table not in after.rows]
    findings = [_compared(table, "blokkerend", f"De tabel {table} staat in de huidige uitgave en niet in de nieuwe.") for table in gone]
    for table, old in before.rows.items():
        if table in after.rows and (new := after.rows[table]) < old:
            severity: Severity = "blokkerend" if (old - new) * 100 > old * MAX_ROWS_LOST_PCT else "waarschuwing"
            findings.append(_compared(table, severity, f"{table} heeft {new} rijen; in de huidige uitgave zijn dat er {old}."))
    for name, old in before.sums.items():
        if name in after.sums and old and abs(new := after.sums[name] - old) * 100 > abs(old) * MAX_TOTAL_CHANGE_PCT:
            sentence = f"Het totaal van {name} gaat van {_shown(name, old)} naar {_shown(name, after.sums[name])}."
            findings.append(_compared(name, "blokkerend" if new * old < 0 else "waarschuwing", sentence))
    return findings


def _compared(name: str, severity: Severity, sentence: str) -> AuditFinding:
    accept_id = f"{AUDIT}{name}" if severity == "blokkerend" else None
    return AuditFinding(rule="vergelijking", severity=severity, sentence=sentence, accept_id=accept_id)


def expected_deliveries(deliveries: Iterable[tuple[str, str, str, str]], peildatum: date) -> list[AuditFinding]:
    """Which periods are missing from a supplier's regular series. Input: (bron, leverancier, periode, status).

    A series is regular from its first two successive periods of one kind (years, halves, quarters, months). From there every period that
    ended GRACE before the peildatum is expected, unless a delivery of another kind covers its days.
    """
    suppliers: dict[tuple[str, str], set[str]] = {}
    for bron, leverancier, periode, status in deliveries:
        if bron not in (MESSAGES, UNKNOWN) and status != "geweigerd" and period_end(periode):
            suppliers.setdefault((bron, leverancier), set()).add(periode)
    findings = []
    for (bron, leverancier), came in sorted(suppliers.items()):
        if missing := [periode for kind in KINDS for periode in _missing(kind, came, peildatum - GRACE)]:
            several = f" en nog {len(missing) - 3}" if len(missing) > 3 else ""
            sentence = f"Van {bron} van leverancier {leverancier} ontbreekt {', '.join(missing[:3])}{several}. Vraag de levering op."
            findings.append(AuditFinding(rule="verwachte_leveringen", severity="waarschuwing", sentence=sentence))
    return findings


def _missing(kind: str, came: set[str], until: date) -> list[str]:
    of_kind = {periode for periode in came if periode[4:5] == kind}
    if not of_kind:
        return []
    years = range(int(min(of_kind)[:4]), max(until.year, int(max(of_kind)[:4])) + 1)
    every = [f"{year}{part}" for year in years for part in KINDS[kind]]
    successive = [second for first, second in pairwise(every) if first in of_kind and second in of_kind]
    if not successive:
        return []
    due = (p for p in every if p > successive[0] and (p < max(of_kind) or (period_end(p) or until) < until))
    return [p for p in due if not any(_overlap(p, other) for other in came)]


def _overlap(left: str, right: str) -> bool:
    one, other = period_days(left), period_days(right)
    return one is not None and other is not None and one[0] <= other[1] and other[0] <= one[1]


def _deliveries(con: duckdb.DuckDBPyConnection) -> list[tuple[str, str, str, str]]:
    return con.execute("select bron, leverancier, periode, status from meta.delivery").fetchall()


def _peildatum(con: duckdb.DuckDBPyConnection) -> date:
    found = con.execute("select peildatum from meta.run").fetchone()
    return found[0] if found else date.today()


def _let_through(finding: AuditFinding, accepted: Mapping[str, Acceptance]) -> AuditFinding:
    acceptance = accepted.get(finding.accept_id or "")
    if acceptance is None:
        return finding
    sentence = f"{finding.sentence} Doorgelaten door {acceptance.by}: {acceptance.reason}"
    return finding.model_copy(update={"severity": "doorgelaten", "sentence": sentence})


def _number(con: duckdb.DuckDBPyConnection, sql: str) -> int:
    found = con.execute(sql).fetchone()
    return int(found[0]) if found else 0


def _shown(name: str, value: int) -> str:
    return _euro(value) if name.endswith("_cent") else str(value)


def _euro(cents: int) -> str:
    whole = f"{abs(cents) / 100:,.2f}".translate(str.maketrans(",.", ".,"))
    return f"€ {'-' if cents < 0 else ''}{whole}"
