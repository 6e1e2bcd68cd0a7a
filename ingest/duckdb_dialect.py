"""DuckDB for SQLAlchemy, as small as Great Expectations needs it: run a SELECT on one open connection and name the columns of a table.

What belongs here: the bridge between one open DuckDB connection and SQLAlchemy. Not here: any check, any writing.
Why our own: SQLAlchemy has no DuckDB dialect, the add-on package follows new versions late, and a frame registered in DuckDB is
visible on its own connection only, so every cursor must be that same connection.
"""

from typing import Any

import duckdb
import sqlalchemy
from sqlalchemy.dialects import registry
from sqlalchemy.engine.default import DefaultDialect


class _Cursor:
    """A DB-API cursor that is the connection itself: DuckDB's own cursor() opens a second one, without the registered frames."""

    rowcount = -1

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self._connection = connection

    def execute(self, statement: str, parameters: Any = None) -> None:
        self._connection.execute(statement, list(parameters or []))

    def __getattr__(self, name: str) -> Any:  # description, fetchone, fetchmany, fetchall
        return getattr(self._connection, name)

    def close(self) -> None:
        """The connection belongs to the caller and stays open."""


class _Shared:
    """A DB-API connection around the one open DuckDB connection; nothing is written, so there is nothing to commit."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self._connection = connection

    def cursor(self) -> _Cursor:
        return _Cursor(self._connection)

    def commit(self) -> None:
        """Nothing to commit."""

    def rollback(self) -> None:
        """Nothing to roll back."""

    def close(self) -> None:
        """The connection belongs to the caller and stays open."""


class DuckDBDialect(DefaultDialect):
    """What SQLAlchemy must know to run SELECT statements on DuckDB."""

    name = "duckdb"
    driver = "duckdb"
    default_paramstyle = "qmark"
    supports_statement_cache = True
    supports_native_boolean = True

    @classmethod
    def import_dbapi(cls) -> Any:
        return duckdb

    def initialize(self, connection: Any) -> None:
        """Nothing to ask of the server: there is none."""

    def has_table(self, connection: Any, table_name: str, schema: str | None = None, **kw: Any) -> bool:
        known = connection.exec_driver_sql("select count(*) from (show tables) where name = ?", (table_name,)).scalar()
        return bool(known)

    def get_columns(self, connection: Any, table_name: str, schema: str | None = None, **kw: Any) -> list[Any]:
        described = connection.exec_driver_sql(f'describe "{table_name}"').fetchall()
        return [{"name": row[0], "type": sqlalchemy.types.NullType(), "nullable": True, "default": None} for row in described]


registry.register(DuckDBDialect.name, __name__, DuckDBDialect.__name__)


def engine_on(connection: duckdb.DuckDBPyConnection) -> sqlalchemy.Engine:
    """A SQLAlchemy engine whose every connection is this one open DuckDB connection, registered frames included."""
    return sqlalchemy.create_engine("duckdb://", creator=lambda: _Shared(connection), poolclass=sqlalchemy.StaticPool)
