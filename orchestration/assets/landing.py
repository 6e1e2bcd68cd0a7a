"""The assets of the door: the inbox, one per landing source, and the bookkeeping every figure rests on.

What belongs here: which steps make which tables and what Dagster shows about them. Not here: the steps (steps/arrival.py).
"""

from collections.abc import Iterable, Iterator, Sequence

from dagster import (
    AssetCheckResult,
    AssetCheckSeverity,
    AssetCheckSpec,
    AssetKey,
    AssetsDefinition,
    AssetSpec,
    MaterializeResult,
    ResourceParam,
    asset,
    multi_asset,
)

from orchestration.night import Run
from orchestration.outcomes import MESSAGES
from orchestration.steps import arrival
from orchestration.tables import DELIVERY, FIGURE_THEN, FINDING, FORECAST, MESSAGE_TABLES, QUARANTINE_ROW, RUN, Table

INBOX = AssetKey(["ontvangst", "inbox"])
DOOR = "deur"  # the asset check that shows what Great Expectations and the contract made of the deliveries


def table_key(table: Table) -> AssetKey:
    """The key dbt gives to the same table as its source."""
    return AssetKey([table.schema, table.name])


def inbox() -> AssetsDefinition:
    @asset(key=INBOX, group_name="ontvangst", description="Nieuwe leveringen, gekopieerd naar landing met een ontvangstbewijs.")
    def receive_inbox(night: ResourceParam[Run]) -> MaterializeResult:
        intake = arrival.receive(night)
        return MaterializeResult(metadata={"nieuw": len(intake.receipts), "bekend": intake.known, "overgeslagen": len(intake.skipped)})

    return receive_inbox


def source(bron: str, tables: Sequence[Table]) -> AssetsDefinition:
    """The landing tables of one source. Tables before messages: a run reads the small deliveries first."""
    first = table_key(tables[0])

    @multi_asset(
        name=f"landing_{bron}",
        specs=[AssetSpec(table_key(t), deps=[INBOX], group_name="landing", description=t.comment) for t in tables],
        check_specs=[AssetCheckSpec(DOOR, asset=first, description="Elke levering voldoet aan haar contract.")],
        op_tags={"dagster/priority": "0" if bron == MESSAGES else "1"},
    )
    def land(night: ResourceParam[Run]) -> Iterator[MaterializeResult | AssetCheckResult]:
        report = arrival.ingest_source(night, bron)
        rows = arrival.load_source(night, bron)
        for table in tables:
            yield MaterializeResult(asset_key=table_key(table), metadata={"dagster/row_count": rows[table.full_name]})
        yield AssetCheckResult(
            passed=report.refused == 0 and report.failed == 0,
            asset_key=first,
            check_name=DOOR,
            severity=AssetCheckSeverity.WARN,  # a refused delivery never stops the others
            metadata={name: int(value) for name, value in report._asdict().items()},
        )

    return land


def bookkeeping(sources: Iterable[AssetKey]) -> AssetsDefinition:
    """Quarantine and meta: what happened to every delivery, and the run itself."""
    tables, deps = (QUARANTINE_ROW, FINDING, DELIVERY, RUN, FORECAST, FIGURE_THEN), list(sources)

    @multi_asset(
        name="boekhouding",
        specs=[AssetSpec(table_key(t), deps=deps, group_name=t.schema, description=t.comment) for t in tables],
    )
    def keep_books(night: ResourceParam[Run]) -> Iterator[MaterializeResult]:
        rows = arrival.load_bookkeeping(night)
        for table in tables:
            yield MaterializeResult(asset_key=table_key(table), metadata={"dagster/row_count": rows[table.full_name]})

    return keep_books


def all_landing_keys(tables: Iterable[Table]) -> list[AssetKey]:
    return [table_key(table) for table in (*tables, *MESSAGE_TABLES)]
