"""The sentences of the pages, per language, from texts/nl.yml and texts/en.yml.

Belongs here: looking up a sentence and filling in its numbers; and that a sentence which names a cause needs proof. Does not belong here:
any sentence itself. A key or code that is not in the catalogue stops the build: a page never shows a code nobody explained.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from markupsafe import Markup

FOLDER = Path(__file__).parent / "texts"


CAUSE = "bewezen."


class TextError(KeyError):
    """The catalogue has no sentence for a key; the message names language and key."""


@cache
def catalogue(language: str) -> Mapping[str, str]:
    """Return all sentences of one language as {'geld.titel': 'Blijven we …'}."""
    return _flat(yaml.load((FOLDER / f"{language}.yml").read_text(encoding="utf-8"), _NoKeyTwice))


class _NoKeyTwice(yaml.CSafeLoader):
    """YAML keeps the last of two equal keys without a word: in November 2026 a column about bounds was headed 'Grens' for that reason.
    In C, because the loader in Python costs three seconds a night."""


def _mapping(loader: yaml.CSafeLoader, node: yaml.MappingNode) -> dict[str, Any]:
    names = [key.value for key, _ in node.value]
    if twice := sorted({name for name in names if names.count(name) > 1}):
        raise TextError(f"{', '.join(twice)} stands twice under one key, from line {node.start_mark.line + 1} on")
    return loader.construct_mapping(node, deep=True)  # type: ignore[return-value]


_NoKeyTwice.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, _mapping)


def _flat(tree: Mapping[str, Any], prefix: str = "") -> dict[str, str]:
    flat: dict[str, str] = {}
    for key, value in tree.items():
        if isinstance(value, Mapping):
            flat |= _flat(value, f"{prefix}{key}.")
        else:
            flat[f"{prefix}{key}"] = str(value).strip()
    return flat


@dataclass(frozen=True)
class Proof:
    """Leave to name a cause: the cell_id of a design in mart_beleidseffect that passed its own tests and found a difference."""

    cell_id: str
    is_passed: bool = field(repr=False, default=False)

    @staticmethod
    def of(cell_id: str, is_passed: bool) -> "Proof":
        """Return the proof. Errors: TextError when the design did not pass or found no difference."""
        if not is_passed or not cell_id:
            raise TextError(f"design '{cell_id}' did not pass its own tests with a difference: no sentence may name a cause")
        return Proof(cell_id, is_passed)


class Texts:
    """The catalogue of one language."""

    def __init__(self, language: str) -> None:
        self.language = language
        self._sentences = catalogue(language)

    def __call__(self, key: str, **values: Any) -> str:
        """Return the sentence as plain text, filled in."""
        text = self._get(key)
        return text.format(**values) if values else text

    def html(self, key: str, **values: Any) -> Markup:
        """Return the sentence as HTML: what is filled in is escaped unless it is Markup."""
        return Markup(self._get(key)).format(**values)

    def cause(self, key: str, proof: Proof, **values: Any) -> Markup:
        """Return a sentence that names a cause, tied to the design that proves it. Errors: TextError without a passed design."""
        if not isinstance(proof, Proof) or not proof.is_passed:
            raise TextError(f"'{key}' names a cause and needs a design that passed its own tests")
        sentence = Markup(self._sentences[key]).format(**values)
        return Markup('<span data-ontwerp="{}">{}</span>').format(proof.cell_id, sentence)

    def has(self, key: str) -> bool:
        """True when the catalogue holds the key."""
        return key in self._sentences

    def under(self, group: str) -> list[str]:
        """Return the names directly under a group of keys, in the order of the catalogue."""
        return [key.removeprefix(f"{group}.") for key in self._sentences if key.startswith(f"{group}.")]

    def _get(self, key: str) -> str:
        if key.startswith(CAUSE):
            raise TextError(f"'{key}' names a cause: only Texts.cause may say it, with a design that passed its own tests")
        try:
            return self._sentences[key]
        except KeyError:
            raise TextError(f"dashboards/texts/{self.language}.yml has no sentence for '{key}'") from None
