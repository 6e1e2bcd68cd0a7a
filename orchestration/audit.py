"""The last look before publication: does the candidate close to the cent, and does it make sense beside the release readers see now?

What belongs here: rules about this release against its own bookkeeping and against the previous release. Not here: rules about one cell or
row (contracts) or between tables (dbt tests), which periods are missing (expected.py). Its limits are rows of the seed `parameter`, as the
candidate itself holds them. Landing only grows and nothing is ever deleted: figures that shrink are the sign that something went missing.
"""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path
from typing import Literal, NamedTuple

import duckdb
from pydantic import BaseModel

from ingest.period import period_end
from orchestration.accept import AUDIT, Acceptance
from orchestration.expected import missing
from orchestration.load import connect
from orchestration.outcomes import MESSAGES, UNKNOWN

GUARDED_TOTALS = {
    "mart_budget_realisatie": ("begroting_actueel_cent", "grootboek_cent", "declaratie_geaccepteerd_cent"),
    "mart_resultaat": ("in_aanmerking_n", "paren_n"),
}
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


class Limits(NamedTuple):
    """The parameters the audit measures by, by their name in the seed: percent, percent, days."""

    audit_rijen_verlies_max_pct: float
    audit_totaal_wijziging_max_pct: float
    levering_respijt_dagen: float


def audit(
    candidate: Path, current: Path | None, accepted: Sequence[Acceptance] = (), rhythms: Mapping[str, str] | None = None
) -> list[AuditFinding]:
    """All findings about a finished candidate database. `current` is the database readers see now, None for a first release; `rhythms`
    says per source how often it comes, as its contract does. Errors: ValueError when the seed `parameter` lacks one of `Limits`."""
    with closing(connect(candidate, read_only=True)) as con:
        peildatum = _peildatum(con)
        limits = read_limits(con, peildatum)
        until = peildatum - timedelta(days=int(limits.levering_respijt_dagen))
        findings = reconcile(con) + expected_deliveries(_deliveries(con), until, rhythms or {})
        totals = read_totals(con)
    if current is not None:
        with closing(connect(current, read_only=True)) as con:
            findings += compare(read_totals(con), totals, limits)
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


def read_limits(con: duckdb.DuckDBPyConnection, on: date) -> Limits:
    """The limits as they are valid on a day. Errors: ValueError that names what is absent."""
    sql = "select parameter, waarde from seeds.parameter where geldig_vanaf <= $on and (geldig_tot is null or geldig_tot > $on)"
    valid = dict(con.execute(sql, {"on": on}).fetchall())
    if absent := [name for name in Limits._fields if name not in valid]:
        raise ValueError(f"the seed parameter has no {', '.join(absent)} on {on}")
    return Limits(*(float(valid[name]) for name in Limits._fields))


def compare(before: Totals, after: Totals, limits: Limits) -> list[AuditFinding]:
    """What shrank or jumped since the release readers see. Growth is a warning at most: new deliveries make figures grow."""
    gone = [table for table in before.rows if table not in after.rows]
    findings = [_compared(table, "blokkerend", f"De tabel {table} staat in de huidige uitgave en niet in de nieuwe.") for table in gone]
    for table, old in before.rows.items():
        if table in after.rows and (new := after.rows[table]) < old:
            severity: Severity = "blokkerend" if (old - new) * 100 > old * limits.audit_rijen_verlies_max_pct else "waarschuwing"
            findings.append(_compared(table, severity, f"{table} heeft {new} rijen; in de huidige uitgave zijn dat er {old}."))
    for name, old in before.sums.items():
        if name in after.sums and old and abs(new := after.sums[name] - old) * 100 > abs(old) * limits.audit_totaal_wijziging_max_pct:
            sentence = f"Het totaal van {name} gaat van {_shown(name, old)} naar {_shown(name, after.sums[name])}."
            findings.append(_compared(name, "blokkerend" if new * old < 0 else "waarschuwing", sentence))
    return findings


def _compared(name: str, severity: Severity, sentence: str) -> AuditFinding:
    accept_id = f"{AUDIT}{name}" if severity == "blokkerend" else None
    return AuditFinding(rule="vergelijking", severity=severity, sentence=sentence, accept_id=accept_id)


def expected_deliveries(deliveries: Iterable[tuple[str, str, str, str]], until: date, rhythms: Mapping[str, str]) -> list[AuditFinding]:
    """One warning per supplier and source with what should have come for periods that ended before `until`, see expected.py.

    Input: (bron, leverancier, periode, status); a refused delivery did not come, messages come when they come.
    """
    suppliers: dict[tuple[str, str], set[str]] = {}
    for bron, leverancier, periode, status in deliveries:
        if bron not in (MESSAGES, UNKNOWN) and status != "geweigerd" and period_end(periode):
            suppliers.setdefault((bron, leverancier), set()).add(periode)
    findings = []
    for (bron, leverancier), came in sorted(suppliers.items()):
        if absent := missing(rhythms.get(bron, "any"), came, until):
            several = f" en nog {len(absent) - 3}" if len(absent) > 3 else ""
            sentence = f"Van {bron} van leverancier {leverancier} ontbreekt {', '.join(absent[:3])}{several}. Vraag de levering op."
            findings.append(AuditFinding(rule="verwachte_leveringen", severity="waarschuwing", sentence=sentence))
    return findings


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
