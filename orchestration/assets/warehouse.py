"""The assets of the warehouse: every dbt seed and model, grouped by layer, with every dbt test as an asset check.

What belongs here: how dbt's nodes and results show in Dagster. Not here: calling dbt (dbt.py), stopping for a failure (steps/warehouse.py).
"""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from dagster import (
    AssetCheckKey,
    AssetCheckResult,
    AssetCheckSeverity,
    AssetCheckSpec,
    AssetExecutionContext,
    AssetKey,
    AssetsDefinition,
    AssetSpec,
    MaterializeResult,
    ResourceParam,
)
from dagster_dbt import DagsterDbtTranslator, DbtProject, dbt_assets

from orchestration.dbt import NodeResult
from orchestration.night import Run
from orchestration.quiet_dagster import is_forgetful
from orchestration.steps import warehouse

SEEDS = "codelijsten"
MARTS = "marts"


class LayerTranslator(DagsterDbtTranslator):
    """Groups by layer, and a home for every test, also for those over several models, which dagster-dbt leaves out."""

    def get_group_name(self, dbt_resource_props: Mapping[str, Any]) -> str:
        if dbt_resource_props["resource_type"] == "seed":
            return SEEDS
        return str(dbt_resource_props["fqn"][1])

    def get_asset_check_spec(
        self, asset_spec: AssetSpec, manifest: Mapping[str, Any], unique_id: str, project: DbtProject | None
    ) -> AssetCheckSpec | None:
        test = manifest["nodes"][unique_id]
        if self.home(manifest, test) != asset_spec.key:
            return None
        # Not blocking: the step itself stops the run, after it has shown every result.
        return AssetCheckSpec(test["name"], asset=asset_spec.key, description=test.get("description") or None)

    def home(self, manifest: Mapping[str, Any], test: Mapping[str, Any]) -> AssetKey | None:
        """The asset a test belongs to: the model it is attached to, else the last model it looks at; None for tests on sources only."""
        looked_at = [unique_id for unique_id in test["depends_on"]["nodes"] if unique_id in manifest["nodes"]]
        attached = test.get("attached_node")
        chosen = attached if attached in manifest["nodes"] else looked_at[-1] if looked_at else None
        return self.get_asset_key(manifest["nodes"][chosen]) if chosen else None


def dbt_models(manifest_path: Path) -> AssetsDefinition:
    """One asset definition for the whole project: one dbt build makes them all."""
    manifest, translator = json.loads(manifest_path.read_bytes()), LayerTranslator()

    @dbt_assets(manifest=manifest, dagster_dbt_translator=translator, name="warehuis", exclude="resource_type:unit_test")
    def build_models(context: AssetExecutionContext, night: ResourceParam[Run]) -> Iterator[MaterializeResult | AssetCheckResult]:
        results = warehouse.build_warehouse(night)
        wanted = told(context)
        shown = (event(manifest, translator, result) for result in results)
        yield from (outcome for outcome in shown if outcome and _key(outcome) in wanted)
        warehouse.check_warehouse(night, results)

    return build_models


def told(context: AssetExecutionContext) -> set[AssetKey | AssetCheckKey]:
    """What Dagster is told about: all that was asked for, or only what later steps wait for when it forgets everything anyway (koers run).

    Dagster compares each asset it is told about with all others: with three hundred assets the time grows as their square.
    """
    if is_forgetful(context.instance):
        groups = context.assets_def.group_names_by_key
        return {key for key in context.selected_asset_keys if groups[key] == MARTS}
    return {*context.selected_asset_keys, *context.selected_asset_check_keys}


def event(manifest: Mapping[str, Any], translator: LayerTranslator, result: NodeResult) -> MaterializeResult | AssetCheckResult | None:
    """What Dagster is told about one dbt result; None for a model that failed or was skipped, and for a test without a home."""
    node = manifest["nodes"].get(result.unique_id)
    if node is None:
        return None
    if not result.is_test:
        made = result.status == "success"
        return MaterializeResult(asset_key=translator.get_asset_key(node), metadata={"seconden": result.seconds}) if made else None
    home = translator.home(manifest, node)
    if home is None or result.status == "skipped":
        return None
    return AssetCheckResult(
        passed=result.status == "pass",
        asset_key=home,
        check_name=node["name"],
        severity=AssetCheckSeverity.WARN if result.status == "warn" else AssetCheckSeverity.ERROR,
        metadata={"rijen": result.failures, "melding": result.message},
    )


def _key(outcome: MaterializeResult | AssetCheckResult) -> AssetKey | AssetCheckKey | None:
    if isinstance(outcome, MaterializeResult):
        return outcome.asset_key
    return AssetCheckKey(outcome.asset_key, outcome.check_name) if outcome.asset_key and outcome.check_name else None
