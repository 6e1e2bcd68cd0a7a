"""The assets after the warehouse: pages, the last look, the release.

What belongs here: what Dagster shows about them. Not here: the steps (steps/publication.py) and the rules of the audit (audit.py).
"""

from collections.abc import Iterable, Iterator

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

from orchestration.audit import AuditFinding
from orchestration.night import Run
from orchestration.steps import publication

SITE = AssetKey(["site", "paginas"])
AUDIT = AssetKey(["publicatie", "controle"])
RELEASE = AssetKey(["publicatie", "uitgave"])
RULES = {
    "aansluiting": "Elke levering sluit aan, in rijen en tot op de cent.",
    "vergelijking": "Geen cijfer krimpt of springt onverklaard ten opzichte van de huidige uitgave.",
    "verwachte_leveringen": "Geen leverancier slaat een periode over.",
}


def site(marts: Iterable[AssetKey]) -> AssetsDefinition:
    @asset(key=SITE, deps=list(marts), group_name="site", description="De pagina's en het woordenboek van deze uitgave.")
    def draw_pages(night: ResourceParam[Run]) -> MaterializeResult:
        return MaterializeResult(metadata={"paginas": publication.build_pages(night)})

    return draw_pages


def look() -> AssetsDefinition:
    @multi_asset(
        name="controle",
        specs=[AssetSpec(AUDIT, deps=[SITE], group_name="publicatie", description="De laatste controle voor publicatie.")],
        check_specs=[AssetCheckSpec(rule, asset=AUDIT, description=text) for rule, text in RULES.items()],
    )
    def audit_candidate(night: ResourceParam[Run]) -> Iterator[MaterializeResult | AssetCheckResult]:
        findings = publication.audit_candidate(night)
        yield MaterializeResult(asset_key=AUDIT, metadata={"bevindingen": len(findings)})
        for rule in RULES:
            yield _check(rule, [finding for finding in findings if finding.rule == rule])
        publication.check_audit(night, findings)

    return audit_candidate


def release() -> AssetsDefinition:
    @asset(key=RELEASE, deps=[AUDIT], group_name="publicatie", description="De uitgave die lezers zien.")
    def publish_release(night: ResourceParam[Run]) -> MaterializeResult:
        return MaterializeResult(metadata={"uitgave": publication.publish(night).name})

    return publish_release


def _check(rule: str, findings: list[AuditFinding]) -> AssetCheckResult:
    blocking = [finding for finding in findings if finding.severity == "blokkerend"]
    return AssetCheckResult(
        passed=not findings,
        asset_key=AUDIT,
        check_name=rule,
        severity=AssetCheckSeverity.ERROR if blocking else AssetCheckSeverity.WARN,
        metadata={"zinnen": "\n".join(finding.sentence for finding in findings) or "geen bevindingen"},
    )
