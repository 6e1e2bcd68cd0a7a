"""Which files in the repository are generated from the contracts, writing them, and telling whether they still match.

What belongs here: paths and comparison. Not here: the content of each file (its own module in this package).
"""

from collections.abc import Mapping
from pathlib import Path

from ingest.contract import Contract
from ingest.render.dbt_sources import dbt_sources
from ingest.render.dictionary import data_dictionary
from ingest.render.supplier_guide import supplier_guide


def generated_files(contracts: Mapping[str, Contract]) -> dict[str, str]:
    """Path in the repository -> complete text (UTF-8, LF), for every generated file."""
    return {
        "dbt_project/models/landing/_landing__sources.yml": dbt_sources(contracts),
        "docs/data-dictionary.md": data_dictionary(contracts),
        "docs/leveranciersgids.md": supplier_guide(contracts),
    }


def drifted(contracts: Mapping[str, Contract], root: Path) -> list[str]:
    """The generated files under `root` that are absent or not byte for byte what the contracts give."""
    wanted = generated_files(contracts)
    return [name for name, text in wanted.items() if not (root / name).is_file() or (root / name).read_bytes() != text.encode()]


def write_generated(contracts: Mapping[str, Contract], root: Path) -> list[str]:
    """Write what drifted and return the paths that changed; a second call changes nothing."""
    changed = drifted(contracts, root)
    for name in changed:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(generated_files(contracts)[name].encode())
    return changed
