"""What must come out in which order when koers is right: comparisons between contracts, wijken and years that were planted on purpose.

Each entry is one comparison a test can make: `hoger` lies above `lager` on `maat`. Not here: values (waarheid.py) and verdicts, which stand
with each contract.
"""

from collections.abc import Sequence
from typing import Any

BETER = "betrouwbaar_beter_pct"
ORDENINGEN: tuple[dict[str, Any], ...] = (
    {"maat": BETER, "jaar": 2025, "hoger": {"contract": "MP-BG-2023"}, "lager": {"contract": "MP-BT-2023"},
     "waarom": "Bij MP-BT-2023 verandert niemand echt; wat er te zien is, is meetruis en een laag begin."},
    {"maat": BETER, "jaar": 2025, "hoger": {"contract": "AR-WMO-2015"}, "lager": {"contract": "MP-BT-2023"}, "waarom": "Idem."},
    {"maat": BETER, "jaar": 2025, "hoger": {"contract": "HL-WMO-2017"}, "lager": {"contract": "MP-BT-2023"}, "waarom": "Idem."},
    {"maat": BETER, "hoger": {"contract": "AR-WMO-2015", "jaar": 2026}, "lager": {"contract": "AR-WMO-2015", "jaar": 2025},
     "waarom": "De ware verandering is groter in 2026."},
    {"maat": BETER, "hoger": {"contract": "MVS-WMO-2020", "jaar": 2025}, "lager": {"contract": "MVS-WMO-2020", "jaar": 2026},
     "waarom": "De ware verandering valt weg in 2026."},
    {"maat": "gezien_gemiddeld", "hoger": {"contract": "AR-WMO-2015", "wijk": "WK048402"},
     "lager": {"contract": "AR-WMO-2015", "wijk": "WK048404"}, "waarom": "Geplant verschil tussen twee wijken, over alle jaren samen."},
    {"maat": "clienten_n", "hoger": {"contract": "HL-PGB-2015", "jaar": 2022}, "lager": {"contract": "HL-PGB-2015", "jaar": 2026},
     "waarom": "Het persoonsgebonden budget neemt af."},
    {"maat": "clienten_n", "hoger": {"contract": "MVS-WMO-2020", "jaar": 2026}, "lager": {"contract": "MVS-WMO-2020", "jaar": 2023},
     "waarom": "De vraag groeit terwijl het budget reëel daalt."},
)  # fmt: skip


def expected_orderings(contracts: Sequence[str]) -> list[dict[str, Any]]:
    """The comparisons between these contracts."""
    return [dict(order) for order in ORDENINGEN if order["hoger"]["contract"] in contracts and order["lager"]["contract"] in contracts]
