"""The tables of the GGM as model.yml writes them down: columns, keys, references, fixed values.

What belongs here: reading that file. Not here: rows, SQL.
"""

from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field

from ingest.strict_yaml import read_strict

MODEL = Path(__file__).parent / "model.yml"
OWN = "koers"  # the diagram name of tables that are ours and no part of the GGM


class GgmTable(BaseModel):
    """One table. `columns`: name to SQL type as in the DDL; `references`: column to table (on its key); `values`: of an enumeration."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str
    diagram: str
    comment: str
    key: str | None = None
    columns: dict[str, str]
    references: dict[str, str] = Field(default_factory=dict)
    values: dict[str, int] = Field(default_factory=dict)

    @property
    def is_ggm(self) -> bool:
        """Whether the table is in the GGM itself."""
        return self.diagram != OWN


class GgmModel(BaseModel):
    """All tables in an order in which each comes after those it refers to."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    version: str
    source: str
    tables: dict[str, GgmTable]


@cache
def ggm_model(path: Path = MODEL) -> GgmModel:
    """Read model.yml. Errors: pydantic.ValidationError when it contradicts its own shape."""
    read = read_strict(path)
    return GgmModel.model_validate({**read, "tables": {name: {"name": name, **table} for name, table in read["tables"].items()}})
