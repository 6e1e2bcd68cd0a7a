"""The SQL that dbt makes of the project, made once per version of the project and handed back to dbt every night.

What belongs here: keeping that SQL and letting dbt's compiler take it. Not here: calling dbt (dbt.py), what it says (quiet_dbt.py).
No model or test of this project asks the database, the clock or the run while its SQL is made (`--no-introspect` would refuse), so that SQL
follows from the project alone. Making it again took a fifth of the cpu of a night over messages: names, contexts and templates of six
hundred nodes.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import orjson
from dbt.compilation import Compiler

COMPILED = "compiled.json"  # beside the parsed manifest: unique_id -> SQL
KEPT_TYPES = {"model", "test"}  # what dbt does at the end of a build gets the results of that build


def keep(nodes: Iterable[Any], folder: Path) -> None:
    """Write the SQL of compiled nodes. A Python model, or a node with SQL of another put into it, is left to dbt."""
    plain = (n for n in nodes if str(n.resource_type) in KEPT_TYPES and str(n.language) == "sql" and not n.extra_ctes)
    (folder / COMPILED).write_bytes(orjson.dumps({node.unique_id: node.compiled_code for node in plain}))


@contextmanager
def kept_sql(folder: Path) -> Iterator[None]:
    """Let dbt take the SQL kept in this folder; afterwards, and for a node that was not kept, it makes it itself."""
    kept: dict[str, str] = orjson.loads((folder / COMPILED).read_bytes())
    make = Compiler.compile_node

    def compile_node(self: Any, node: Any, *more: Any, **named: Any) -> Any:
        sql = kept.get(node.unique_id)
        if sql is None:
            return make(self, node, *more, **named)
        node.compiled_code, node.compiled, node.extra_ctes_injected = sql, True, True
        return node

    Compiler.compile_node = compile_node
    try:
        yield
    finally:
        Compiler.compile_node = make
