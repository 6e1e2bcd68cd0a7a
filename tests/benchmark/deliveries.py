"""Turns the input of the bare script (`../shared/bench/gen.py`) into deliveries that koers accepts; not timed.

The same rows, the same dirt: N ZRM scores and N/2 expenditure lines. What koers needs beside them is derived without choice: a trajectory
per client (first to last measurement), a contract per provider bucket, Iv3 codes per law and year. Codes of municipalities are mapped to
real ones, because koers refuses unknown ones. Everything is synthetic.
"""

from pathlib import Path

import polars as pl

N_CONTRACTS = 25
DOMAINS = {
    "financien": "Financiën",
    "werk_opleiding": "Werk & Opleiding",
    "tijdsbesteding": "Tijdsbesteding",
    "huisvesting": "Huisvesting",
    "huiselijke_relaties": "Huiselijke relaties",
    "geestelijke_gezondheid": "Geestelijke gezondheid",
    "lichamelijke_gezondheid": "Lichamelijke gezondheid",
    "middelengebruik": "Middelengebruik",
    "basale_adl": "Basale ADL",
    "instrumentele_adl": "Instrumentele ADL",
    "sociaal_netwerk": "Sociaal netwerk",
    "maatschappelijke_participatie": "Maatschappelijke participatie",
    "justitie": "Justitie",
}
TAAKVELD = {
    "Wmo": ("6.71", "6.71b", "6.712"),
    "Jeugdwet": ("6.72", "6.72a", "6.751"),
    "Participatiewet": ("6.3", "6.3", "6.3"),
}
LEAD = "0484"


def municipality_codes(seeds: Path) -> pl.DataFrame:
    """Two columns: the code of gen.py and a real CBS code that is valid over the whole period of the bench (2022–2026)."""
    real = (
        pl.read_csv(seeds / "gemeente.csv", infer_schema=False)
        .filter((pl.col("geldig_vanaf").fill_null("") <= "2022-01-01") & pl.col("geldig_tot").is_null())
        .sort("gemeentecode")["gemeentecode"]
    )
    made = [f"{14 + 5 * i:04d}" for i in range(342)]
    return pl.DataFrame({"gemeente": made, "gemeentecode": [real[i % real.len()] for i in range(342)]})


def contract_of(column: str) -> pl.Expr:
    """A contract number from an AGB code: one of N_CONTRACTS buckets."""
    return pl.format("BENCH-{}", (pl.col(column).cast(pl.Int64) % N_CONTRACTS).cast(pl.String).str.zfill(2))


def write(frame: pl.DataFrame, path: Path) -> None:
    frame.write_csv(path, separator=";", date_format="%d-%m-%Y")


def scores(source: Path, codes: pl.DataFrame) -> pl.DataFrame:
    """One part of gen.py as rows of a `zrm` delivery (long layout)."""
    raw = pl.read_csv(source, separator=";", infer_schema=False).with_columns(pl.col("meetdatum").str.to_date("%d-%m-%Y"))
    first, last = pl.col("meetdatum").min().over("client"), pl.col("meetdatum").max().over("client")
    return raw.join(codes, on="gemeente", how="left", maintain_order="left").select(
        Gemeentecode="gemeentecode",
        Clientnummer="client",
        BSN=pl.lit(""),
        Trajectnummer=pl.when(pl.col("client") == "").then(pl.lit("T-0")).otherwise(pl.format("T{}", "client")),
        **{"ZRM-versie": pl.lit("2017")},
        Meetmoment=pl.when(pl.col("meetdatum") == first)
        .then(pl.lit("intake"))
        .when(pl.col("meetdatum") == last)
        .then(pl.lit("eind"))
        .otherwise(pl.lit("voortgang")),
        Meetdatum="meetdatum",
        Informant=pl.lit("professional"),
        Beoordelaar=pl.lit("M-1"),
        Domein=pl.col("domein").replace_strict(DOMAINS),
        Score="niveau",
        _agb="aanbieder",
    )


def trajectories(rows: pl.DataFrame) -> pl.DataFrame:
    """One row of a `trajecten` delivery per client of `rows`."""
    known = rows.filter(pl.col("Clientnummer") != "").group_by("Clientnummer", maintain_order=True)
    return known.agg(
        pl.col("Gemeentecode").first(),
        pl.col("Trajectnummer").first(),
        pl.col("_agb").first(),
        pl.col("Meetdatum").min().alias("Begindatum"),
        pl.col("Meetdatum").max().alias("Einddatum"),
    ).select(
        "Gemeentecode",
        "Clientnummer",
        BSN=pl.lit(""),
        Huishoudnummer=pl.lit(""),
        Trajectnummer="Trajectnummer",
        Contractnummer=contract_of("_agb"),
        Wet=pl.lit("Wmo"),
        Productcategorie=pl.lit("02"),
        Leveringsvorm=pl.lit("zin"),
        Toegang=pl.lit("wijkteam"),
        Meldingsdatum=pl.lit(""),
        Besluitdatum=pl.lit(""),
        Beschikking=pl.lit("nee"),
        Begindatum="Begindatum",
        Einddatum="Einddatum",
        **{"Reden beëindiging": pl.lit("19")},
        Wijkcode=pl.format("WK{}01", "Gemeentecode"),
        **{"Locatie wijkcode": pl.lit("")},
        Geboortejaar=pl.lit("1970"),
        Geslacht=pl.lit("0"),
        Intensiteit=pl.lit("midden"),
        Doelrichting=pl.lit("verbeteren"),
        Doelgroep=pl.lit(""),
    )


def ledger(source: Path) -> pl.DataFrame:
    """One part of the expenditure as rows of a `grootboek` delivery."""
    raw = pl.read_csv(source, separator=";", infer_schema=False).with_row_index("nr")
    year, month = pl.col("periode").str.slice(0, 4), pl.col("periode").str.slice(4, 2)
    code = pl.col("wet")
    return raw.select(
        Boekjaar=year,
        Periode=month,
        Taakveld=pl.when(year == "2022")
        .then(code.replace_strict({law: codes[0] for law, codes in TAAKVELD.items()}))
        .when(year < "2025")
        .then(code.replace_strict({law: codes[1] for law, codes in TAAKVELD.items()}))
        .otherwise(code.replace_strict({law: codes[2] for law, codes in TAAKVELD.items()})),
        **{"Economische categorie": pl.lit("3.8"), "Lasten of baten": pl.lit("lasten")},
        Contractnummer=contract_of("aanbieder"),
        **{"AGB-code": pl.col("aanbieder")},
        Boekstuknummer=pl.format("B{}", "nr"),
        Boekdatum=pl.format("01-{}-{}", month, year),
        Bedrag="bedrag",
        Omschrijving=pl.lit(""),
    )


def contracts() -> pl.DataFrame:
    names = [f"BENCH-{i:02d}" for i in range(N_CONTRACTS)]
    return pl.DataFrame({"Contractnummer": names}).with_columns(
        Naam=pl.format("Contract {} (voorbeeld)", "Contractnummer"),
        Wet=pl.lit("Wmo"),
        Uitvoeringsvariant=pl.lit("taakgericht"),
        Ingangsdatum=pl.lit("01-01-2022"),
        Einddatum=pl.lit(""),
        Samenwerkingsverband=pl.lit(""),
        Inkoopschaal=pl.lit("lokaal"),
        Berichten=pl.lit("geen"),
    )


def convert(bench: Path, inbox: Path, seeds: Path) -> int:
    """Write the deliveries for `bench`/in into `inbox`. Returns the number of bytes written."""
    inbox.mkdir(parents=True, exist_ok=True)
    codes = municipality_codes(seeds)
    suppliers = codes["gemeentecode"].unique(maintain_order=True)
    write(contracts(), inbox / f"contracten_{LEAD}_2022.csv")
    for part, source in enumerate(sorted((bench / "in").glob("zrm_*.csv"))):
        rows = scores(source, codes)
        write(trajectories(rows), inbox / f"trajecten_{suppliers[part]}_2022.csv")
        write(rows.drop("_agb"), inbox / f"zrm_{suppliers[part]}_2022.csv")
    for part, source in enumerate(sorted((bench / "in").glob("uitgaven_*.csv"))):
        write(ledger(source), inbox / f"grootboek_{suppliers[part]}_2022.csv")
    return sum(path.stat().st_size for path in inbox.iterdir())
