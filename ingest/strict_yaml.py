"""YAML that people write for koers, and koers for itself: contracts, corrections, the GGM model. A key that stands twice is an error.

What belongs here: reading a file of one of those. Not here: YAML that suppliers deliver (readers/yml.py), which is not trusted.
The pages have a reader of their own (dashboards/texts.py): they know the marts and nothing of the door.
"""

from pathlib import Path
from typing import Any

import yaml


def read_strict(path: Path) -> Any:
    """What a file holds; nothing in an empty one. Errors: yaml.YAMLError when it is no YAML or a key stands twice under one key."""
    return yaml.load(path.read_text(encoding="utf-8"), _NoKeyTwice)


class _NoKeyTwice(yaml.CSafeLoader):
    """YAML itself keeps the last of two equal keys without a word: of a correction with `to` twice, one would be applied that nobody chose.
    In C: forty contracts cost the loader in Python more than a second of every command."""


def _mapping(loader: yaml.CSafeLoader, node: yaml.MappingNode) -> dict[Any, Any]:
    names = [key.value for key, _ in node.value]
    if twice := sorted({str(name) for name in names if names.count(name) > 1}):
        raise yaml.constructor.ConstructorError(None, None, f"{', '.join(twice)} stands twice under one key", node.start_mark)
    return loader.construct_mapping(node, deep=True)


_NoKeyTwice.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, _mapping)
