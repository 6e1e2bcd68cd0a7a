"""The columns of the Parquet files a message leaves, in the order of landing, without what the loader derives.

What belongs here: names and Polars types per table. Not here: filling them (land.py). orchestration/tables.py holds the same columns for
the database, because the door may not know the warehouse; a test keeps the two equal.
"""

from typing import Any

import polars as pl

TECHNICAL = {"_source_row": pl.Int64, "_source_part": pl.String}
_KEYS = {"wet": pl.String, "gemeentecode": pl.String, "agb_code": pl.String, "bericht_identificatie": pl.String}
_CENT, _COUNT, _TEXT, _DATE = pl.Int64, pl.Int64, pl.String, pl.Date
_SIZE = {"volume": _COUNT, "eenheid": _TEXT, "frequentie": _TEXT, "budget_cent": _CENT}
_PRODUCT = {"productcategorie": _TEXT, "productcode": _TEXT}
_LEVERING = {
    "toewijzing_pseudo": _TEXT,
    **_PRODUCT,
    "toewijzing_ingangsdatum": _DATE,
    "begindatum": _DATE,
    "status_aanlevering": _TEXT,
}
TABLES: dict[str, dict[str, Any]] = {
    "bericht": {
        "wet": _TEXT,
        "berichttype": _TEXT,
        "berichtcode": _TEXT,
        "afzender": _TEXT,
        "ontvanger": _TEXT,
        "identificatie": _TEXT,
        "dagtekening": _DATE,
        "gemeentecode": _TEXT,
        "agb_code": _TEXT,
        "n_clienten": pl.Int64,
        "n_regels": pl.Int64,
        "herkend": pl.Boolean,
        "verwerkt": pl.Boolean,
    },
    "declaratie": _KEYS
    | {"declaratienummer": _TEXT, "periode_begin": _DATE, "periode_eind": _DATE, "dagtekening": _DATE, "totaal_cent": _CENT},
    "declaratieregel": _KEYS
    | {
        "declaratienummer": _TEXT,
        "bsn_pseudo": _TEXT,
        "referentie_pseudo": _TEXT,
        "vorig_referentie_pseudo": _TEXT,
        "toewijzing_pseudo": _TEXT,
        "productcategorie": _TEXT,
        "productcode": _TEXT,
        "productperiode_begin": _DATE,
        "productperiode_eind": _DATE,
        "volume": pl.Int64,
        "eenheid": _TEXT,
        "tarief_cent": _CENT,
        "bedrag_cent": _CENT,
    },
    "declaratieantwoord": _KEYS
    | {
        "declaratie_identificatie": _TEXT,
        "declaratienummer": _TEXT,
        "totaal_ingediend_cent": _CENT,
        "totaal_toegekend_cent": _CENT,
        "header_retourcodes": _TEXT,
        "antwoord_retourcodes": _TEXT,
        "n_regels": pl.Int64,
    },
    "antwoordregel": _KEYS
    | {
        "declaratie_identificatie": _TEXT,
        "declaratienummer": _TEXT,
        "bsn_pseudo": _TEXT,
        "referentie_pseudo": _TEXT,
        "bedrag_cent": _CENT,
        "retourcodes": _TEXT,
    },
    "toewijzing": _KEYS
    | {
        "bsn_pseudo": _TEXT,
        "geboortejaar": _COUNT,
        "geslacht": _TEXT,
        "wijkcode": _TEXT,
        "toewijzing_pseudo": _TEXT,
        "referentie_aanbieder_pseudo": _TEXT,
        **_PRODUCT,
        "toewijzingsdatum": _DATE,
        "toewijzingstijd": _TEXT,
        "ingangsdatum": _DATE,
        "einddatum": _DATE,
        "reden_wijziging": _TEXT,
        **_SIZE,
    },
    "levering_start": _KEYS | {"bsn_pseudo": _TEXT, "geboortejaar": _COUNT, "geslacht": _TEXT, **_LEVERING},
    "levering_stop": _KEYS | {"bsn_pseudo": _TEXT, **_LEVERING, "reden_beeindiging_code": _TEXT, "einddatum": _DATE},
    "verzoek": _KEYS
    | {
        "berichttype": _TEXT,
        "bsn_pseudo": _TEXT,
        "referentie_aanbieder_pseudo": _TEXT,
        "soort": _TEXT,
        "reden_verzoek_code": _TEXT,
        "toewijzing_pseudo": _TEXT,
        **_PRODUCT,
        "ingangsdatum": _DATE,
        "einddatum": _DATE,
        **_SIZE,
        "verwijzer_code": _TEXT,
    },
    "verzoekantwoord": _KEYS
    | {
        "referentie_aanbieder_pseudo": _TEXT,
        "antwoord_code": _TEXT,
        "reden_afwijzing_code": _TEXT,
        "woonplaats_gemeentecode": _TEXT,
    },
    "retour": _KEYS
    | {
        "berichttype": _TEXT,
        "beantwoord_berichttype": _TEXT,
        "beantwoord_identificatie": _TEXT,
        "retour_identificatie": _TEXT,
        "retour_dagtekening": _DATE,
        "header_retourcodes": _TEXT,
        "n_regels": _COUNT,
        "n_afgewezen": _COUNT,
    },
}
LINES = {  # berichttype -> the table of its lines
    "301": "toewijzing",
    "305": "levering_start",
    "307": "levering_stop",
    "315": "verzoek",
    "317": "verzoek",
    "319": "verzoekantwoord",
    "323": "declaratieregel",
    "325": "antwoordregel",
}
