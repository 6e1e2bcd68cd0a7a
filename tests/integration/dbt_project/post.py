"""Messages as landing rows, for tests of what is made of them.

What belongs here: what a message is when a test does not say. Not here: the database (landing.py).
"""

import hashlib
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, ClassVar

from ingest.messages.columns import LINES


class Post:
    """Messages as landing rows. `send` adds one; what a line does not say is as in DEFAULTS. A delivery is named after what is in it."""

    KEYS: ClassVar[dict[str, str]] = {"wet": "Wmo", "gemeentecode": "0119", "agb_code": "42420001"}
    DEFAULTS: ClassVar[dict[str, dict[str, Any]]] = {
        "301": {
            "bsn_pseudo": "p1", "toewijzing_pseudo": "t1", "productcategorie": "02", "productcode": "02A01", "geboortejaar": 1960,
            "toewijzingsdatum": date(2025, 1, 1), "toewijzingstijd": "12:00:00", "ingangsdatum": date(2025, 1, 1),
        },
        "305": {
            "bsn_pseudo": "p1", "toewijzing_pseudo": "t1", "productcategorie": "02", "productcode": "02A01", "geboortejaar": 1960,
            "toewijzing_ingangsdatum": date(2025, 1, 1), "begindatum": date(2025, 1, 10), "status_aanlevering": "1",
        },
        "307": {
            "bsn_pseudo": "p1", "toewijzing_pseudo": "t1", "productcategorie": "02", "productcode": "02A01", "status_aanlevering": "1",
            "toewijzing_ingangsdatum": date(2025, 1, 1), "begindatum": date(2025, 1, 10), "einddatum": date(2025, 6, 30),
            "reden_beeindiging_code": "19",
        },
        "315": {"bsn_pseudo": "p1", "referentie_aanbieder_pseudo": "v1", "soort": "nieuw", "berichttype": "315"},
        "317": {"bsn_pseudo": "p1", "referentie_aanbieder_pseudo": "v1", "soort": "gewijzigd", "berichttype": "317"},
        "319": {"referentie_aanbieder_pseudo": "v1", "antwoord_code": "2"},
        "323": {
            "bsn_pseudo": "p1", "toewijzing_pseudo": "t1", "productcategorie": "02", "productcode": "02A01", "referentie_pseudo": "r1",
            "productperiode_begin": date(2025, 2, 1), "productperiode_eind": date(2025, 2, 28), "volume": 10, "eenheid": "04",
            "tarief_cent": 100, "bedrag_cent": 1_000,
        },
    }  # fmt: skip
    TABLE = LINES | {"302": "retour", "306": "retour", "308": "retour", "325": "declaratieantwoord"}

    def __init__(self) -> None:
        self.rows: dict[str, list[dict[str, Any]]] = {}

    def send(self, kind: str, day: date, *lines: Mapping[str, Any], identificatie: str = "", **keys: str) -> "Post":
        """One message of type `kind` with Dagtekening `day`; `keys` replace law, municipality or provider."""
        own = self.KEYS | keys
        named = hashlib.sha256(repr((kind, day, lines, sorted(own.items()), identificatie)).encode()).hexdigest()[:12]
        head = {"identificatie": identificatie or named, "berichttype": kind, "dagtekening": day, "n_regels": len(lines), "verwerkt": True}
        self._add("bericht", named, 0, own | head)
        if kind == "323":
            number = next((line.get("declaratienummer") for line in lines), None)
            self._add(
                "declaratie",
                named,
                0,
                own | {"bericht_identificatie": head["identificatie"], "declaratienummer": number, "dagtekening": day},
            )
        for number, line in enumerate(lines or ({},), 1):
            row = own | {"bericht_identificatie": head["identificatie"]} | self.DEFAULTS.get(kind, {}) | line
            self._add(self.TABLE[kind], named, number, row)
        return self

    def answer(self, day: date, answer: Mapping[str, Any], rejected: Sequence[Mapping[str, Any]], **keys: str) -> None:
        """A 325 with the lines it rejects."""
        self.send("325", day, answer, **keys)
        named = self.rows["declaratieantwoord"][-1]["_delivery_id"]
        for number, line in enumerate(rejected, 1):
            own = self.KEYS | {k: v for k, v in keys.items() if k != "identificatie"}
            about = {k: answer[k] for k in ("declaratie_identificatie", "declaratienummer")}
            self._add("antwoordregel", named, number, own | about | {"bericht_identificatie": keys["identificatie"]} | line)

    def _add(self, table: str, delivery: str, number: int, row: Mapping[str, Any]) -> None:
        row_id = hashlib.sha256(f"{delivery}|{table}|{number}".encode()).hexdigest()[:16]
        self.rows.setdefault(table, []).append({"_row_id": row_id, "_delivery_id": delivery, "_source_row": number, **row})

    def contract(self, number: str, berichten: str, agb_code: str = "42420001", wet: str = "Wmo") -> "Post":
        """A contract and the role of its provider, from 2020 on."""
        of = {"_source_row": 2, "contractnummer": number, "_delivery_id": f"contract-{number}"}
        terms = {"wet": wet, "ingangsdatum": date(2020, 1, 1), "berichten": berichten, "uitvoeringsvariant": "inspanningsgericht"}
        self.rows.setdefault("contracten", []).append(of | terms | {"_row_id": f"c-{number}"})
        role = {"agb_code": agb_code, "geldig_vanaf": date(2020, 1, 1), "_row_id": f"a-{number}"}
        self.rows.setdefault("aanbieders", []).append(of | role)
        return self

    def tariff(self, number: str, tarief_cent: int, eenheid: str = "04", **values: Any) -> "Post":
        """An agreed tariff of product 02A01 in a contract, from 2020 on; `values` replace columns."""
        row = {"contractnummer": number, "productcategorie": "02", "productcode": "02A01", "eenheid": eenheid, "tarief_cent": tarief_cent}
        row |= {"geldig_vanaf": date(2020, 1, 1), "_source_row": 2, "_delivery_id": f"tarief-{number}"} | values
        row["_row_id"] = f"tarief-{number}-{row['eenheid']}-{row['geldig_vanaf']}"
        self.rows.setdefault("tarieven", []).append(row)
        return self
