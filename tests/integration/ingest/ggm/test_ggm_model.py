from ingest.ggm import silver
from ingest.ggm.model import ggm_model

TWELVE = {
    "CLIENT", "BESCHIKKING", "BESCHIKTE_VOORZIENING", "TOEWIJZING", "LEVERING", "DECLARATIE", "DECLARATIEREGEL", "LEVERANCIER", "SCORE",
    "LEEFGEBIED", "SCORESOORT", "ZELFREDZAAMHEIDMATRIX",
}  # fmt: skip


def test_the_model_holds_the_tables_that_were_asked_for():
    assert ggm_model().version == "2.5.1"
    assert set(ggm_model().tables) > TWELVE
    assert all(ggm_model().tables[name].is_ggm for name in TWELVE)


def test_each_table_comes_after_those_it_refers_to_and_refers_from_a_column_of_its_own():
    seen: set[str] = set()
    for table in ggm_model().tables.values():
        seen.add(table.name)
        assert set(table.references.values()) <= seen, table.name
        assert {table.key, *table.references} - {None} <= set(table.columns), table.name


def test_the_spelling_of_the_ddl_is_kept():
    tables = ggm_model().tables
    assert tables["SCORE"].columns["SCORE_BIJ_LEEGGEBIED_LEEFGEBIED_ID"] == "INTEGER"  # so spelt in the DDL
    assert tables["BESCHIKTE_VOORZIENING"].columns["REDENEINDE"] == "DATE"
    assert tables["DECLARATIEREGEL"].columns["BEDRAG"] == "DECIMAL(10,2)"
    assert tables["LEVERING"].columns["STOPREDEN"] == "TEXT"
    assert tables["WET_ENUM"].values["PARTICIPATIEWET_PW_I"] == 8


def test_what_is_read_is_in_the_model_under_its_first_spelling():
    """NATUURLIJKPERSOON_ID and the like are spellings of other diagrams; the first is always the one koers writes."""
    tables, required = silver.wanted_tables()
    for name, columns in tables.items():
        assert {column.spellings[0] for column in columns} <= set(ggm_model().tables[name].columns), name
        assert columns[0].spellings[0] == ggm_model().tables[name].key, name
    assert required <= TWELVE
