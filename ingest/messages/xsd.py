"""Optional check of a message against the official schemas of release 3.2, for a municipality that put them in a folder.

What belongs here: the only use of lxml, and making the schemas as they are published usable. Not here: koers's own judgement, which needs
no schema (values.py, shapes.py) and comes first: only what it accepts is checked here, so a message with a DOCTYPE never reaches lxml.

The published files have quirks: a line `## WMO301.xsd` before the schema, text after it (WMO315), an import of basisschema.xsd while the
file is called Basisschema.xsd, and no WMO325. So files are known by the namespace they define, whatever they are called and in whatever
subfolder; of each only the schema element is used; and a type without schema gives a warning. Nothing is fetched, no DTD is read. A message
is validated while it streams by. Only when it is wrong and small enough it is read once more as a tree, because lxml knows lines in a tree
only. The words of lxml repeat what was delivered and are never shown: a finding names the line, and the element if the schemas know it.
"""

import hashlib
import re
from collections.abc import Iterator
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NamedTuple

from ingest.messages.catalogue import RELEASE, STANDARD, Berichtsoort
from ingest.messages.problems import Problem
from ingest.refusal import Refusal

TREE_BYTES = 20_000_000  # a tree needs some ten times its file
NO_LXML = (
    "Voor controle tegen de XSD-schema's is de bibliotheek lxml nodig, en die staat niet op deze computer. "
    "Installeer lxml, of laat --xsd en KOERS_XSD_DIR weg: koers controleert berichten ook zonder schema."
)
_SCHEMA = re.compile(rb"<(?:[\w.-]+:)?schema\b.*?</(?:[\w.-]+:)?schema\s*>", re.DOTALL)
_NAMESPACE = re.compile(rb"""\btargetNamespace\s*=\s*["']([^"']+)["']""")
_NAME = re.compile(rb"""<(?:[\w.-]+:)?element\b[^>]*?\bname\s*=\s*["']([\w.-]+)["']""")
_ELEMENT = re.compile(r"Element '(?:\{[^}]*\})?([\w.-]+)'")
_WORDS = {
    "ENUMERATION": "staat niet in de lijst van het schema",
    "LENGTH": "heeft niet de lengte die het schema vraagt",
    "PATTERN": "heeft niet de vorm die het schema vraagt",
    "INCLUSIVE": "ligt buiten de grenzen van het schema",
    "ELEMENT_CONTENT": "staat niet op zijn plaats, of er ontbreekt een onderdeel",
    "DATATYPE": "heeft niet het soort inhoud dat het schema vraagt",
}


class Schemas(NamedTuple):
    """What stands in a folder: the schema per namespace, all element names, and a fingerprint of the lot."""

    texts: dict[str, bytes]
    names: frozenset[str]
    fingerprint: str


def why_not(folder: Path) -> str | None:
    """Why messages cannot be checked against the schemas of this folder, as a Dutch sentence; None when they can."""
    if not folder.is_dir():
        return "De map met XSD-schema's bestaat niet. Controleer het pad achter --xsd of in KOERS_XSD_DIR."
    if not read_schemas(folder).texts:
        return "In de map met XSD-schema's staat geen enkel schema (.xsd). Zet de schema's van iWmo en iJw 3.2 in die map."
    return None if find_spec("lxml") is not None else NO_LXML


def read_schemas(folder: Path) -> Schemas:
    """The schemas of a folder and its subfolders; read again only when a file changed. Errors: OSError."""
    files = sorted(path for path in folder.rglob("*") if path.suffix.lower() == ".xsd" and path.is_file())
    return _read(tuple((path, path.stat().st_mtime_ns, path.stat().st_size) for path in files))


def schema_problems(path: Path, soort: Berichtsoort, folder: Path) -> Iterator[Problem]:
    """What the official schema has against a message that koers itself accepts. A schema that is absent or broken is a warning.

    Errors: Refusal when lxml is absent (`why_not` says so beforehand).
    """
    schemas = read_schemas(folder)
    own, base = (f"{_root(soort)}/{part}/schema" for part in (STANDARD[soort.wet][1] + soort.berichttype, "basisschema"))
    if own not in schemas.texts or base not in schemas.texts:
        yield _skipped(f"in de map met schema's ontbreekt het schema van {soort.naam} of het basisschema")
        return
    validator = _validator(schemas.texts[own], schemas.texts[base])
    if validator is None:
        yield _skipped(f"het schema van {soort.naam} is niet te gebruiken")
        return
    seen: set[tuple[int | None, str | None]] = set()
    for line, kind, element in _errors(path, validator):
        name = element if element in schemas.names else None
        if (line, name) not in seen:
            seen.add((line, name))
            words = next((text for part, text in _WORDS.items() if part in kind), "past niet bij het schema")
            sentence = f"{name or 'een onderdeel'} {words}. Vraag de afzender om een bericht dat klopt met het schema."
            yield Problem("weiger", "XSD", sentence, name, None, None, line)


def _skipped(why: str) -> Problem:
    return Problem("waarschuwing", "XSD", f"{why}; dit bericht is alleen door koers zelf gecontroleerd. Vul de map aan.")


def _root(soort: Berichtsoort) -> str:
    return f"http://www.istandaarden.nl/{STANDARD[soort.wet][0]}/{RELEASE[0]}_{RELEASE[1]}"


@lru_cache(maxsize=4)
def _read(files: tuple[tuple[Path, int, int], ...]) -> Schemas:
    texts: dict[str, bytes] = {}
    names: set[str] = set()
    digest = hashlib.sha256()
    for path, _, _ in files:
        data = path.read_bytes()
        digest.update(hashlib.sha256(data).digest())
        schema = _SCHEMA.search(data)
        namespace = _NAMESPACE.search(schema[0]) if schema else None
        if schema and namespace:
            texts.setdefault(namespace[1].decode(errors="replace"), schema[0])
            names.update(name.decode() for name in _NAME.findall(schema[0]))
    return Schemas(texts, frozenset(names), digest.hexdigest())


def _lxml() -> Any:
    """lxml.etree. Errors: Refusal when it is not installed."""
    try:
        from lxml import etree
    except ImportError:
        raise Refusal(NO_LXML, "XSD") from None
    return etree


@lru_cache(maxsize=32)
def _validator(own: bytes, base: bytes) -> Any:
    """The compiled schema, None when it is broken. Whatever it imports is the base schema: nothing else is ever opened."""
    etree = _lxml()

    class OnlyBase(etree.Resolver):  # type: ignore[name-defined]
        def resolve(self, _url: str, _public: str, context: Any) -> Any:
            return self.resolve_string(base, context, base_url="basisschema.xsd")

    parser = etree.XMLParser(no_network=True, resolve_entities=False, load_dtd=False)
    parser.resolvers.add(OnlyBase())
    try:
        return etree.XMLSchema(etree.fromstring(own, parser, base_url="bericht.xsd"))
    except etree.LxmlError:
        return None


def _errors(path: Path, validator: Any) -> list[tuple[int | None, str, str]]:
    """Line (None when unknown), kind and element of each violation."""
    etree = _lxml()
    safe = {"no_network": True, "resolve_entities": False, "load_dtd": False}
    walk = etree.iterparse(str(path), events=("end",), schema=validator, huge_tree=True, **safe)
    try:
        for _, element in walk:
            element.clear()
            while element.getprevious() is not None:
                del element.getparent()[0]
        return []
    except etree.XMLSyntaxError:
        found = walk.error_log  # not that of the exception, which also holds what was wrong with the messages before this one
    if path.stat().st_size <= TREE_BYTES:
        validator.validate(etree.parse(str(path), etree.XMLParser(huge_tree=True, **safe)))
        found = validator.error_log or found
    return [(entry.line or None, entry.type_name, _named(entry.message)) for entry in found]


def _named(message: str) -> str:
    match = _ELEMENT.match(message)
    return match[1] if match else ""
