"""What all messages of iWmo and iJw 3.2 share: namespaces, header, return codes, and the smallest pieces of XML.

What belongs here: these pieces. Not here: the content of a type (declaratie.py, zorg.py, verzoek.py). Nothing of ingest is imported
anywhere in this package, so that a mistake in the reader cannot hide behind the same mistake in the writer.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal, NamedTuple
from xml.sax.saxutils import escape

Wet = Literal["Wmo", "Jeugdwet"]
PREFIX = {"Wmo": ("iwmo", "wmo"), "Jeugdwet": ("ijw", "jw")}
_TYPES = ("301", "302", "305", "306", "307", "308", "315", "316", "317", "318", "319", "320", "323", "325")
_WMO = ("414", "415", "418", "419", "420", "421", "444", "445", "480", "481", "482", "483", "484", "485")
_JW = ("436", "437", "438", "439", "440", "441", "446", "447", "486", "487", "488", "489", "490", "491")
BERICHTCODE: dict[tuple[str, str], str] = {
    (wet, kind): code for wet, codes in (("Wmo", _WMO), ("Jeugdwet", _JW)) for kind, code in zip(_TYPES, codes, strict=True)
}
RETOUR_OP = {"301": "302", "305": "306", "307": "308", "315": "316", "317": "318", "319": "320"}
VAN_GEMEENTE = frozenset(("301", "302", "319", "320", "325"))  # a retour keeps the parties of the message it answers (IV028)
GEEN_OPMERKING = "0200"


@dataclass(frozen=True, slots=True)
class Kop:
    """Whose message it is, and of which day. `identificatie` has at most 12 characters and is unique per sender and type (TR056)."""

    wet: Wet
    gemeente: str
    agb: str
    identificatie: str
    dagtekening: date


@dataclass(frozen=True, slots=True)
class Retour:
    """The answer to a message: its own identification and day. Without `met_inhoud` only a header comes back.

    A header without codes and without content says that everything was accepted; `codes` in the header refuse the whole message.
    """

    identificatie: str
    dagtekening: date
    codes: tuple[str, ...] = ()
    met_inhoud: bool = False


class Vorm(NamedTuple):
    """How the elements of one message are written: its two prefixes, and whether every class ends with return codes (a retour)."""

    basis: str
    bericht: str
    met_codes: bool = False

    def eigen(self, name: str, text: str | None) -> str:
        """An element of the message itself; nothing for None."""
        return "" if text is None else tag(self.bericht, name, text)

    def van_basis(self, name: str, text: str | None) -> str:
        """An element of the base schema; nothing for None."""
        return "" if text is None else tag(self.basis, name, text)

    def groep(self, name: str, *parts: str) -> str:
        """An element around others; nothing when there are none."""
        inner = "".join(parts)
        return f"<{self.bericht}:{name}>{inner}</{self.bericht}:{name}>" if inner else ""

    def klasse(self, name: str, *parts: str, codes: Sequence[str] = ()) -> str:
        """As `groep`, for a class: in a retour its return codes follow."""
        tail = retourcodes(self.bericht, codes or (GEEN_OPMERKING,)) if self.met_codes else ""
        return self.groep(name, *parts, tail)


def bericht(kind: str, kop: Kop, retour: Retour | None, inhoud: Callable[[Vorm], str]) -> str:
    """A whole message of this type, or the retour on it; `inhoud` writes what stands below the header."""
    written = kind if retour is None else RETOUR_OP[kind]
    vorm = Vorm(*prefixes(kop.wet, written), retour is not None)
    parties = (kop.gemeente, kop.agb) if kind in VAN_GEMEENTE else (kop.agb, kop.gemeente)
    head = opening(kop.wet, written, *parties, kop.identificatie, kop.dagtekening)
    body = inhoud(vorm) if retour is None or retour.met_inhoud else ""
    return f"{head}{_retour(vorm, retour)}</{vorm.bericht}:Header>\n{body}</{vorm.bericht}:Bericht>\n"


def _retour(vorm: Vorm, retour: Retour | None) -> str:
    if retour is None:
        return ""
    return (
        vorm.eigen("IdentificatieRetour", retour.identificatie)
        + vorm.eigen("DagtekeningRetour", retour.dagtekening.isoformat())
        + xsd_versie(vorm.basis, vorm.bericht, "XsdVersieRetour")
        + retourcodes(vorm.bericht, retour.codes)
    )


def prefixes(wet: Wet, berichttype: str) -> tuple[str, str]:
    """The prefixes of the base namespace and of the message."""
    basis, stem = PREFIX[wet]
    return basis, stem + berichttype


def beknopt(content: bytes, wet: Wet, berichttype: str) -> bytes:
    """The same message as other software writes it: its own namespace is the default one and the base namespace is called b.

    About a quarter shorter, and no other message for who reads namespaces.
    """
    basis, bericht = (prefix.encode() for prefix in prefixes(wet, berichttype))
    for prefix, short, name in ((bericht, b"", b"xmlns"), (basis, b"b:", b"xmlns:b")):
        content = content.replace(b"<" + prefix + b":", b"<" + short).replace(b"</" + prefix + b":", b"</" + short)
        content = content.replace(b"xmlns:" + prefix + b"=", name + b"=")
    return content


def opening(wet: Wet, berichttype: str, afzender: str, ontvanger: str, identificatie: str, dagtekening: date) -> str:
    """The first lines up to and including XsdVersie; the header is still open."""
    basis, bericht = prefixes(wet, berichttype)
    root = f"http://www.istandaarden.nl/{basis}/3_2"
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<{bericht}:Bericht xmlns:{basis}="{root}/basisschema/schema" xmlns:{bericht}="{root}/{bericht}/schema"><{bericht}:Header>'
        + tag(bericht, "BerichtCode", BERICHTCODE[wet, berichttype])
        + tag(bericht, "BerichtVersie", "3")
        + tag(bericht, "BerichtSubversie", "2")
        + tag(bericht, "Afzender", afzender)
        + tag(bericht, "Ontvanger", ontvanger)
        + f"<{bericht}:BerichtIdentificatie>"
        + tag(basis, "Identificatie", identificatie)
        + tag(basis, "Dagtekening", dagtekening.isoformat())
        + f"</{bericht}:BerichtIdentificatie>"
        + xsd_versie(basis, bericht, "XsdVersie")
    )


def tag(prefix: str, name: str, text: str) -> str:
    """One element with text."""
    return f"<{prefix}:{name}>{escape(text)}</{prefix}:{name}>"


def xsd_versie(basis: str, bericht: str, name: str) -> str:
    """Versions of the schemas, under one of the three names this block has."""
    inner = tag(basis, "BasisschemaXsdVersie", "1.0.0") + tag(basis, "BerichtXsdVersie", "1.0.0")
    return f"<{bericht}:{name}>{inner}</{bericht}:{name}>"


def retourcodes(bericht: str, codes: Sequence[str]) -> str:
    """A block of return codes; nothing without codes."""
    if not codes:
        return ""
    return f"<{bericht}:RetourCodes>" + "".join(tag(bericht, "RetourCode", code) for code in codes) + f"</{bericht}:RetourCodes>"
