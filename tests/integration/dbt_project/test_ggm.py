"""A small release as GGM tables and back through the real door: what is exported, that every key finds its row, that nothing is lost.

Municipality 0119, contract K1 of provider 42420001: four trajectories of three persons, two with a decision, three measured on three
areas; one allocation that exists and one that never did, one delivered spell on it, and a declaration of two lines and a credit.
"""

import shutil
from contextlib import closing
from datetime import date
from pathlib import Path

import duckdb
import pytest

from ingest.contract import load_contracts
from ingest.ggm.model import ggm_model
from ingest.pipeline import ingest
from ingest.pseudonymise import pseudonym
from orchestration import load
from orchestration.errors import UnusableCall
from orchestration.ggm.export import export_ggm
from orchestration.ggm.receive import GgmOrder, receive_ggm
from orchestration.outcomes import read_outcomes, superseded_by
from orchestration.settings import Settings
from orchestration.tables import contract_table

AGB, TODAY = "42420001", date(2025, 12, 31)
CONTRACT = {
    "contractnummer": "K1", "contract_naam": "Proef", "wet": "Wmo", "uitvoeringsvariant": "inspanningsgericht",
    "ingangsdatum": date(2020, 1, 1), "inkoopschaal": "lokaal", "berichten": "301,305,307,323",
}  # fmt: skip
PROVIDER = {"agb_code": AGB, "aanbieder_naam": "Zorg (voorbeeld)", "rol": "raamcontractant", "contractnummer": "K1"}
MESSAGE = {"wet": "Wmo", "gemeentecode": "0119", "agb_code": AGB}
PRODUCT = {"bsn_pseudo": "b1" * 16, "productcategorie": "02", "productcode": "02A03", "toewijzing_pseudo": "t1" * 16}
AREAS = ("Financiën", "Huisvesting", "Justitie")


def trajectory(number: int, client: int, end: date | None, decided: bool, bsn: str | None = None) -> dict[str, object]:
    return {
        "gemeentecode": "0119", "clientnummer_pseudo": f"{client:032x}", "bsn_pseudo": bsn, "trajectnummer_pseudo": f"{number}f" * 16,
        "contractnummer": "K1", "wet": "Wmo", "productcategorie": "02" if decided else None, "huishoudnummer_pseudo": "h1" * 16,
        "leveringsvorm": "zin" if decided else "algemene_voorziening", "heeft_beschikking": decided,
        "meldingsdatum": date(2024, 8, 1), "besluitdatum": date(2024, 8, 15) if decided else None, "toegang": "wijkteam",
        "begindatum": date(2024, 9, 1), "einddatum": end, "reden_beeindiging_code": "19" if end else None, "wijkcode": "WK011901",
        "geboortejaar": 1980, "geslacht": "2", "intensiteit": "midden", "doelrichting": "verbeteren", "doelgroep": "dementie",
    }  # fmt: skip


def measurement(number: int, client: int, moment: str, day: date, level: int) -> list[dict[str, object]]:
    return [
        {
            "gemeentecode": "0119", "clientnummer_pseudo": f"{client:032x}", "trajectnummer_pseudo": f"{number}f" * 16,
            "zrm_versie": "2017", "meetmoment": moment, "meetdatum": day, "informant": "professional", "beoordelaar_pseudo": "m1" * 16,
            "domein_naam": area, "score": None if area == "Justitie" else level,
            "score_reden": ("niet_besproken", "nvt", "onbekend")[level - 1] if area == "Justitie" else None,
        }
        for area in AREAS
    ]  # fmt: skip


def message(landing, number: int, table: str, rows: list[dict[str, object]], day: date) -> None:
    keys = {**MESSAGE, "bericht_identificatie": f"B{number}"}
    delivery = landing.deliver(table, AGB, "2025M06", [{**keys, **row} for row in rows])
    landing.add("bericht", delivery, [{**MESSAGE, "identificatie": f"B{number}", "dagtekening": day, "herkend": True, "verwerkt": True}])


@pytest.fixture(scope="module")
def landing(new_landing):
    landing = new_landing()
    end = date(2025, 4, 30)
    landing.deliver("contracten", "0119", "2025", [CONTRACT])
    landing.deliver("aanbieders", "0119", "2025", [{**PROVIDER, "geldig_vanaf": date(2020, 1, 1)}])
    first = [
        trajectory(1, 1, end, True, "b1" * 16),
        trajectory(2, 2, end, True),
        trajectory(3, 3, end, False),
        trajectory(4, 1, None, False),
    ]
    landing.deliver("trajecten", "0119", "2025H1", first)
    # Sent again in the next period, with another end: the later one counts.
    landing.deliver("trajecten", "0119", "2025H2", [trajectory(2, 2, date(2025, 5, 31), True)])
    rows = [row for n in (1, 2, 3) for row in measurement(n, n, "intake", date(2024, 9, 1), n) + measurement(n, n, "eind", end, 3)]
    landing.deliver("zrm", "0119", "2025H1", rows)
    allocation = {
        **PRODUCT, "geslacht": "2", "toewijzingsdatum": date(2025, 1, 2), "toewijzingstijd": "10:00:00", "ingangsdatum": date(2025, 1, 6),
        "einddatum": date(2025, 12, 31), "reden_wijziging": None, "volume": 4, "eenheid": "04", "frequentie": "2",
    }  # fmt: skip
    never = {"toewijzing_pseudo": "t2" * 16, "reden_wijziging": "13", "einddatum": date(2025, 1, 6)}
    message(landing, 1, "toewijzing", [allocation, {**allocation, **never}], date(2025, 1, 2))
    start = {**PRODUCT, "toewijzing_ingangsdatum": date(2025, 1, 6), "begindatum": date(2025, 1, 8), "status_aanlevering": "1"}
    message(landing, 2, "levering_start", [start], date(2025, 1, 9))
    stop = {**start, "einddatum": date(2025, 6, 30), "reden_beeindiging_code": "21"}
    message(landing, 3, "levering_stop", [stop], date(2025, 7, 1))
    declare(landing)
    return landing


def declare(landing) -> None:
    head = {**MESSAGE, "bericht_identificatie": "B4", "declaratienummer": "D1", "dagtekening": date(2025, 3, 1)}
    line = {
        **MESSAGE, **PRODUCT, "bericht_identificatie": "B4", "declaratienummer": "D1",
        "productperiode_begin": date(2025, 2, 1), "productperiode_eind": date(2025, 2, 28),
    }  # fmt: skip
    lines = [
        {**line, "referentie_pseudo": "r1" * 16, "bedrag_cent": 12_345},
        {**line, "referentie_pseudo": "r2" * 16, "bedrag_cent": 10_000, "toewijzing_pseudo": "t9" * 16},  # an allocation nobody sent
        {**line, "referentie_pseudo": "r3" * 16, "bedrag_cent": -345},
    ]
    delivery = landing.deliver("declaratieregel", AGB, "2025M02", lines, "bedrag_cent")
    landing.add("declaratie", delivery, [{**head, "totaal_cent": 22_000}])


@pytest.fixture(scope="module")
def release(landing, build):
    build(landing)
    return landing.database.parent


@pytest.fixture(scope="module")
def exported(release, tmp_path_factory):
    """A query on the DuckDB file and one on the Parquet folder, tables under their own names in both."""
    folder = tmp_path_factory.mktemp("ggm")
    counts = export_ggm(release, folder / "ggm.duckdb", False, False, lambda *_: None)
    assert export_ggm(release, folder / "map", True, False, lambda *_: None) == counts
    return folder


@pytest.fixture(scope="module")
def ask(exported):
    """Opened once for all five hundred questions; the file itself is made and never changed."""
    with closing(duckdb.connect(str(exported / "ggm.duckdb"), read_only=True)) as con:
        yield lambda sql: con.execute(sql).fetchall()


def parquet(folder: Path) -> duckdb.DuckDBPyConnection:
    con = duckdb.connect()
    for table in ggm_model().tables:
        con.execute(f"create view {table} as from read_parquet('{folder / table}.parquet')")
    return con


def test_tables_columns_types_and_keys_are_those_of_the_ddl(ask):
    kinds = {"TEXT": "VARCHAR"}
    for table in ggm_model().tables.values():
        found = ask(f"select column_name, data_type, comment from duckdb_columns() where table_name = '{table.name}' order by column_index")
        wanted = [(name, "VARCHAR" if kind.startswith("VARCHAR") else kinds.get(kind, kind), kind) for name, kind in table.columns.items()]
        assert found == wanted, table.name
    keys = "select table_name, constraint_column_names[1] from duckdb_constraints() where constraint_type = 'PRIMARY KEY'"
    assert set(ask(keys)) == {(table.name, table.key) for table in ggm_model().tables.values() if table.key}


def test_rows_per_table_are_as_delivered(ask):
    counts = {table: ask(f"select count(*) from {table}")[0][0] for table in ggm_model().tables if not table.endswith("_ENUM")}
    assert counts == {
        "RECHTSPERSOON": 4, "NATUURLIJKPERSOON": 3, "INGESCHREVENPERSOON": 3, "CLIENT": 3, "LEVERANCIER": 1, "CONTRACT": 1,
        "VOORZIENINGSOORT": 1, "VOORZIENING": 3, "BESCHIKKING": 2, "TOEWIJZING": 1, "BESCHIKTE_VOORZIENING": 3, "LEVERING": 5,
        "DECLARATIE": 1, "DECLARATIEREGEL": 3, "ZELFREDZAAMHEIDMATRIX": 3, "LEEFGEBIED": 44, "SCORESOORT": 8,
        "KP_ZLFRDZMHDMTRX_LFGBD": 44, "KP_ZLFRDZMHDMTRX_SCRSRT": 24, "SCORE": 18, "KOERS_LEVERING": 5, "KOERS_SCORE": 18,
        "KOERS_HERKOMST": ask("select count(*) from KOERS_HERKOMST")[0][0], "KOERS_EXPORT": 1,
    }  # fmt: skip


def test_every_foreign_key_finds_its_row_in_the_database_and_in_the_folder(exported):
    """DuckDB enforces them, Parquet cannot; both are looked at, and the keys that matter are filled."""
    with closing(duckdb.connect(str(exported / "ggm.duckdb"), read_only=True)) as database, closing(parquet(exported / "map")) as folder:
        for con in (database, folder):
            filled = set()
            for table in ggm_model().tables.values():
                for column, other in table.references.items():
                    key = ggm_model().tables[other].key
                    sql = (
                        f"select count(t.{column}), count(*) filter (where t.{column} is not null and o.{key} is null) from {table.name} t"
                    )
                    found, lost = con.execute(f"{sql} left join {other} o on o.{key} = t.{column}").fetchone()
                    assert lost == 0, (table.name, column)
                    filled |= {f"{table.name}.{column}"} if found else set()
            assert filled >= {
                "SCORE.HEEFT_CLIENT_ID", "LEVERING.GELEVERDE_ZORG_TOEWIJZING_ID", "LEVERING.GELEVERDE_PRESTATIE_BESCHIKKING_ID",
                "DECLARATIEREGEL.IS_OP_BASIS_VAN_TOEWIJZING_ID", "DECLARATIEREGEL.VALT_BINNEN_DECLARATIE_ID",
                "CONTRACT.HEEFT_RECHTSPERSOON_ID",
                "BESCHIKTE_VOORZIENING.TOEGEWEZEN_PRODUCT_TOEWIJZING_ID", "BESCHIKTE_VOORZIENING.IS_VOORZIENING_VOORZIENING_ID",
                "TOEWIJZING.EENHEID_ENUM_ID", "TOEWIJZING.FREQUENTIE_ENUM_ID", "TOEWIJZING.LEVERT_VOORZIENING_RECHTSPERSOON_ID",
            }  # fmt: skip


def test_an_allocation_its_delivery_and_its_declaration_hang_together(ask):
    (row,) = ask("""
        select t.TOEWIJZINGNUMMER, t.CODE, w.VALUE, e.VALUE, f.VALUE, t.OMVANG, v.PRODUCTCODE, s.PRODUCTCATEGORIECODE, l.DATUMSTART,
            l.DATUMSTOP, l.STOPREDEN, a.AGBCODE, c.CODE
        from TOEWIJZING t
        join WET_ENUM w using (WET_ENUM_ID) join EENHEID_ENUM e using (EENHEID_ENUM_ID) join FREQUENTIE_ENUM f using (FREQUENTIE_ENUM_ID)
        join BESCHIKTE_VOORZIENING b on b.TOEGEWEZEN_PRODUCT_TOEWIJZING_ID = t.TOEWIJZING_ID
        join VOORZIENING v on v.VOORZIENING_ID = b.IS_VOORZIENING_VOORZIENING_ID
        join VOORZIENINGSOORT s on s.VOORZIENINGSOORT_ID = v.VALT_BINNEN_VOORZIENINGSOORT_ID
        join LEVERING l on l.GELEVERDE_ZORG_TOEWIJZING_ID = t.TOEWIJZING_ID
        join LEVERANCIER a on a.RECHTSPERSOON_ID = l.LEVERDE_PRESTATIE_RECHTSPERSOON_ID
        join CLIENT c on c.RECHTSPERSOON_ID = l.PRESTATIE_VOOR_RECHTSPERSOON_ID
    """)
    assert row[:8] == ("t1" * 16, "t1" * 10, "WMO", "UUR", "PER_WEEK", "4", "02A03", "02")
    assert row[8:] == (date(2025, 1, 8), date(2025, 6, 30), "21", AGB, "b1" * 16)
    lines = ask("select cast(BEDRAG as varchar), IS_OP_BASIS_VAN_TOEWIJZING_ID is not null from DECLARATIEREGEL order by CODE")
    assert lines == [("123.45", True), ("100.00", False), ("-3.45", True)]
    assert ask("select cast(DECLARATIEBEDRAG as varchar), DATUMDECLARATIE from DECLARATIE") == [("220.00", date(2025, 3, 1))]


def test_the_latest_delivery_of_a_trajectory_is_exported_and_a_person_known_by_bsn_and_number_is_one(ask):
    sql = "select l.DATUMSTOP, l.CODE from LEVERING l join KOERS_LEVERING k using (LEVERING_ID) where k.TRAJECT = '{}'"
    assert ask(sql.format("2f" * 16)) == [(date(2025, 5, 31), "2f" * 10)]
    persons = "select count(distinct PRESTATIE_VOOR_RECHTSPERSOON_ID) from LEVERING l join CLIENT c on c.RECHTSPERSOON_ID = \
        l.PRESTATIE_VOOR_RECHTSPERSOON_ID where c.CODE = repeat('b1', 16)"
    assert ask(persons) == [(1,)]
    assert ask("select count(*) from CLIENT where CODE = repeat('0', 31) || '1'") == [(0,)]


def test_no_text_is_longer_than_its_column_and_the_pseudonyms_are_announced(ask, exported):
    for table in ggm_model().tables.values():
        for column, kind in table.columns.items():
            if kind.startswith("VARCHAR("):
                assert ask(f"select count(*) from {table.name} where length({column}) > {kind[8:-1]}") == [(0,)], (table.name, column)
    assert "pseudoniem" in ask("select comment from duckdb_tables() where table_name = 'CLIENT'")[0][0]
    assert "pseudoniem" in ask("select TOELICHTING from KOERS_EXPORT")[0][0]
    readme = (exported / "map/LEESMIJ.md").read_text(encoding="utf-8")
    assert "geen BSN" in readme and "| SCORE | 18 |" in readme
    assert ask("select count(*), count(BURGERSERVICENUMMER), count(ACHTERNAAM), count(DATUMGEBOORTE) from NATUURLIJKPERSOON") == [
        (3, 0, 0, 0)
    ]


def test_every_row_says_which_rows_of_the_release_it_rests_on(ask, landing):
    for table in ("LEVERING", "SCORE", "TOEWIJZING", "DECLARATIE", "DECLARATIEREGEL", "CONTRACT"):
        key = ggm_model().tables[table].key
        assert ask(f"select count(*) from {table} where {key} not in (select SLEUTEL from KOERS_HERKOMST where TABEL = '{table}')") == [
            (0,)
        ]
    assert ask("select count(*) from KOERS_HERKOMST where _ROW_ID is null or _DELIVERY_ID is null") == [(0,)]


def test_the_same_release_gives_the_same_content(release, exported, tmp_path):
    export_ggm(release, tmp_path / "map", True, False, lambda *_: None)
    names = sorted(path.name for path in (exported / "map").iterdir())
    assert names == sorted(path.name for path in (tmp_path / "map").iterdir())
    assert [name for name in names if (exported / "map" / name).read_bytes() != (tmp_path / "map" / name).read_bytes()] == []


def test_an_export_is_for_its_owner_only_and_leaves_nothing_else_behind(exported):
    assert sorted(path.name for path in exported.iterdir()) == ["ggm.duckdb", "map"]
    modes = {oct(path.stat().st_mode & 0o777) for path in [exported / "ggm.duckdb", *(exported / "map").iterdir()]}
    assert modes == {"0o600"}


def test_a_release_of_before_these_tables_is_refused_with_a_sentence(release, tmp_path):
    old = tmp_path / "oud"
    shutil.copytree(release, old)
    with closing(duckdb.connect(str(old / "koers.duckdb"))) as con:
        con.execute("drop table intermediate.int_levering__perioden")
    (tmp_path / "ggm.duckdb").write_text("wat er stond")
    with pytest.raises(UnusableCall, match="Uitgave oud mist een tabel"):
        export_ggm(old, tmp_path / "ggm.duckdb", False, True, lambda *_: None)
    assert (tmp_path / "ggm.duckdb").read_text() == "wat er stond"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["ggm.duckdb", "oud"]


@pytest.fixture(scope="module")
def returned(exported, tmp_path_factory, new_landing, build, landing):
    """The export received into an empty var with the same key, through the door and dbt; contracts and providers delivered as before."""
    settings = Settings(var=tmp_path_factory.mktemp("var"), inbox=Path("geen"), today=TODAY)
    receive_ggm(settings, GgmOrder(exported / "ggm.duckdb", None, None), lambda *_: None)
    for path in settings.landing.glob("[tz]*/*"):
        ingest(path, settings.for_ingest())
    second, outcomes, contracts = new_landing(), read_outcomes(settings.landing), load_contracts()
    assert {outcome.status for outcome in outcomes} == {"geaccepteerd"}
    for bron in ("trajecten", "zrm"):
        load.load_landing(second.database, contract_table(contracts[bron]), [o for o in outcomes if o.bron == bron], {})
    replaced = superseded_by(outcomes, {}, {name: contract.scope for name, contract in contracts.items()})
    load.load_deliveries(second.database, outcomes, {}, replaced)
    second.deliver("contracten", "0119", "2025", [CONTRACT])
    second.deliver("aanbieders", "0119", "2025", [{**PROVIDER, "geldig_vanaf": date(2020, 1, 1)}])
    return build(second, "mart_resultaat", "int_resultaat__scores")


ROUND = {
    "scores per area": "select zrm_versie, domein_naam, meetmoment, meetdatum, informant, score, score_reden, count(*) "
    "from staging.stg_levering__zrm group by all order by all",
    "scores, persons and trajectories": "select count(*), count(distinct trajectnummer_pseudo), count(distinct spell_id) "
    "from intermediate.int_resultaat__scores join staging.stg_levering__zrm using (_row_id)",
    "trajectories": "select gemeentecode, contractnummer, wet, productcategorie, leveringsvorm, begindatum, einddatum, "
    "reden_beeindiging_code, wijkcode, geboortejaar, doelrichting, doelgroep, count(distinct trajectnummer_pseudo) "
    "from intermediate.int_traject__spells group by all order by all",
    "persons": "select count(distinct persoon_id), count(distinct spell_id) from intermediate.int_traject__spells",
    "pairs": "select zrm_versie, informant, eerste_datum, laatste_datum, reden_niet_meetbaar, count(*) "
    "from intermediate.int_resultaat__metingen group by all order by all",
    "figures": "select * exclude (cell_id) from marts.mart_resultaat order by all",
}


@pytest.fixture(scope="module")
def before(landing, release):
    """Answers of the release itself, asked before the other one is opened."""
    return {what: landing.ask(sql) for what, sql in ROUND.items()}


@pytest.mark.parametrize("what", ROUND)
def test_a_round_trip_gives_the_same_measurements_and_trajectories(before, returned, what):
    assert before[what]
    assert returned(ROUND[what]) == before[what]


def test_identifiers_that_are_pseudonyms_already_become_others(landing, release, returned):
    """They are no BSN: they come in as numbers of a client and of a trajectory, so they are pseudonymised once more."""
    sql = "select clientnummer_pseudo, trajectnummer_pseudo, bsn_pseudo from staging.stg_levering__trajecten"
    before = {value for row in landing.ask(sql) for value in row if value}
    after = {value for row in returned(sql) for value in row if value}
    assert len(after) == 3 + 4
    assert not after & before


@pytest.fixture(scope="module")
def plain(exported, tmp_path_factory):
    """What the door makes of the same tables when a municipality filled them: no table of koers, and a BSN where the GGM has it."""
    folder = tmp_path_factory.mktemp("gewoon")
    path, settings = shutil.copy(exported / "ggm.duckdb", folder / "silver.duckdb"), Settings(var=folder, inbox=folder / "i", today=TODAY)
    with closing(duckdb.connect(str(path))) as con:
        for table in ("KOERS_LEVERING", "KOERS_SCORE", "KOERS_HERKOMST", "KOERS_EXPORT"):
            con.execute(f"drop table {table}")
        con.execute("update NATUURLIJKPERSOON set BURGERSERVICENUMMER = '999900006' where RECHTSPERSOON_ID = 3")
    receive_ggm(settings, GgmOrder(path, "0119", None), lambda *_: None)
    results = [ingest(path, settings.for_ingest()) for path in settings.landing.glob("[tz]*/*")]
    return settings, results


def test_a_ggm_without_tables_of_koers_gives_the_same_scores_and_every_delivery(plain, ask):
    settings, results = plain
    assert [(result.status, result.rijen_quarantaine) for result in results] == [("geaccepteerd", 0)] * len(results)
    with closing(duckdb.connect()) as con:
        sql = "select domein_naam, meetdatum, score, score_reden, count(*) from read_parquet('{}/zrm/*/rows.parquet')"
        scores = con.execute(f"{sql.format(settings.landing)} group by all order by all").fetchall()
        sql = (
            "select begindatum, einddatum, wet, leveringsvorm, productcategorie, contractnummer from read_parquet('{}/tr*/*/rows.parquet')"
        )
        trajectories = con.execute(f"{sql.format(settings.landing)} order by all").fetchall()
    before = ask("""
        select g.NAAM, s.DATUM, try_cast(n.NIVEAU as bigint), case n.NIVEAU when 'onbesproken' then 'niet_besproken' when 'nvt' then 'nvt'
            when 'onbekend' then 'onbekend' end, count(*)
        from SCORE s join LEEFGEBIED g on g.LEEFGEBIED_ID = s.SCORE_BIJ_LEEGGEBIED_LEEFGEBIED_ID
        join SCORESOORT n on n.SCORESOORT_ID = s.HOOGTE_SCORE_SCORESOORT_ID group by all order by all
    """)
    assert scores == before and sum(row[-1] for row in scores) == 18
    start = date(2024, 9, 1)
    assert trajectories == [
        (start, date(2025, 4, 30), "Wmo", "algemene_voorziening", None, "K1"),
        (start, date(2025, 4, 30), "Wmo", "zin", "02", "K1"),
        (start, date(2025, 5, 31), "Wmo", "zin", "02", "K1"),
        (start, None, "Wmo", "algemene_voorziening", None, "K1"),
        (date(2025, 1, 8), date(2025, 6, 30), "Wmo", "zin", "02", "K1"),
    ]


def test_a_bsn_passes_the_door_as_a_pseudonym_only(plain):
    settings, _ = plain
    with closing(duckdb.connect()) as con:
        sql = "select distinct bsn_pseudo from read_parquet('{}/[tz]*/*/rows.parquet', union_by_name = true) where bsn_pseudo is not null"
        assert con.execute(sql.format(settings.landing)).fetchall() == [(pseudonym(settings.key, "persoon", "999900006"),)]
    beyond = [path for path in settings.landing.glob("[tz]*/*/*") if not path.name.startswith("original")]
    assert beyond and not any(b"999900006" in path.read_bytes() for path in beyond)
