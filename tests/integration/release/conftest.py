"""A landing folder as the door leaves it: receipts, results and Parquet, without the door."""

import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from ingest.contract import Contract
from orchestration.outcomes import Outcome, read_outcome


@pytest.fixture
def contract() -> Contract:
    """A small contract: one code, one amount, one score with its reason."""
    text = {"title": "Titel", "description": "Een 'omschrijving'."}
    return Contract.model_validate(
        {
            "name": "proef",
            "title": "Proef",
            "description": "Een proeflevering.",
            "one_row_is": "one row",
            "primary_key": ["code"],
            "max_quarantine_pct": 5,
            "threshold_reason": "test",
            "fields": [
                {"name": "code", "from": "Code", **text},
                {"name": "bedrag_cent", "from": "Bedrag", "type": "cents", **text},
                {"name": "dag", "from": "Dag", "type": "date", **text},
                {
                    "name": "score",
                    "from": "Score",
                    "type": "integer",
                    "missing": {"": "onbekend"},
                    "missing_reason_to": "score_reden",
                    **text,
                },
                {"name": "naam", "from": "Naam", "drop": True, "personal_data": "direct", **text},
            ],
        }
    )


@pytest.fixture
def deliver(tmp_path: Path) -> Callable[..., Outcome]:
    """Write one delivery as ingest would: `rows` as dicts with `_source_row`; `result` overrides keys of result.json."""
    counter = iter(range(1, 1000))

    def write(bron: str = "proef", periode: str = "2025H1", rows: list[dict[str, Any]] | None = None, **result: Any) -> Outcome:
        number = next(counter)
        sha = result.pop("sha256", None) or hashlib.sha256(f"{bron}{number}".encode()).hexdigest()
        delivery_id = f"{bron}__{periode}__{sha[:12]}"
        folder = tmp_path / "landing" / bron / delivery_id
        folder.mkdir(parents=True)
        receipt = {
            "delivery_id": delivery_id,
            "bron": bron,
            "leverancier": "0484",
            "periode": periode,
            "bestandsnaam": f"{bron}_0484_{periode}.csv",
            "sha256": sha,
            "bytes": 10,
            "volgnummer": number,
            "ontvangen_op": "2026-11-21T02:00:00+00:00",
        }
        (folder / "receipt.json").write_text(json.dumps(receipt))
        rows = rows or []
        if rows:
            pl.DataFrame([{"_source_part": "", **row} for row in rows]).write_parquet(folder / "rows.parquet")
        counts = {"rijen_geleverd": len(rows), "rijen_geaccepteerd": len(rows), "rijen_quarantaine": 0}
        known = {"delivery_id": delivery_id, "status": "geaccepteerd", "reden": None, "door_drempel": False, "sleutel_id": "abcd1234"}
        (folder / "result.json").write_text(json.dumps(known | counts | {"gx": {"expectations": 3, "failed": 0, "seconds": 0.1}} | result))
        return read_outcome(folder)

    return write
