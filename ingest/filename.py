"""What the name of a file in the inbox says: which delivery it is, of whom, over which period, or why it cannot be one.

What belongs here: the strict pattern of deliveries.md and the Dutch sentences about names. Not here: opening files (delivery.py).
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from ingest.contract import Contract, load_contracts
from ingest.masking import displayable
from ingest.refusal import Refusal

MESSAGES = "berichten"
UNKNOWN = "onbekend"
_STEM = re.compile(
    r"(?P<bron>[a-z][a-z0-9]*)_(?P<leverancier>[0-9]{4}|[0-9]{8})_(?P<periode>(?:19|20)[0-9]{2}(?:H[12]|Q[1-4]|M(?:0[1-9]|1[0-2]))?)"
)
_PERIOD = re.compile(r"(?:19|20)[0-9]{2}[A-Za-z][0-9]{1,2}")
_FORM = "<bron>_<leverancier>_<periode>.csv of .xlsx, bijvoorbeeld zrm_0484_2025H1.csv"


class DeliveryName(NamedTuple):
    """The parts of a good name; `extension` without the dot. For messages leverancier and periode are `onbekend`."""

    bron: str
    leverancier: str
    periode: str
    extension: str


def parse_filename(name: str) -> DeliveryName:
    """Read a bare file name. Errors: Refusal with a sentence that never repeats an unreadable name (it may hold a person's name)."""
    if any(mark in name for mark in "/\\\0%") or name.startswith(".") or not name.isprintable():
        raise Refusal(f"De bestandsnaam bevat een pad of een vreemd teken. Gebruik {_FORM}.", "bestandsnaam_pad")
    stem, _, extension = name.rpartition(".")
    if extension.lower() == "xml" and stem:
        return DeliveryName(MESSAGES, UNKNOWN, UNKNOWN, "xml")
    found = _STEM.fullmatch(stem)
    if not found or extension not in _formats(found["bron"]):
        raise Refusal(_why_not(stem, extension), "bestandsnaam")
    return _of_known_contract(DeliveryName(**found.groupdict(), extension=extension))


def is_meant_as_delivery(name: str) -> bool:
    """Whether a file deserves an answer: a delivery format, or a name that begins like a delivery. The rest is simply passed by."""
    if (name.startswith(".") and not name.startswith("..")) or name.startswith("~$"):  # kept by editors and systems, .DS_Store, ~$x.xlsx
        return False
    begins = {found[0] for form in (r"[a-z]+", r"[a-z]+[0-9]*") if (found := re.match(form, name.lower()))}
    looks_alike = bool(begins & set(load_contracts())) and re.search(r"[_ -][0-9]{4}", name) is not None
    return name.lower().endswith((".csv", ".xlsx", ".xml")) or looks_alike


def displayable_name(name: str) -> str:
    """The name with every part that might say who somebody is replaced by its shape; `zrm_0484_2025H3.csv` stays as it is."""
    stem, _, extension = name.rpartition(".")
    parts = re.split(r"([_ -])", stem or extension)
    shown = [part if part in "_ -" or part.lower() in load_contracts() or _PERIOD.fullmatch(part) else displayable(part) for part in parts]
    kind = f".{extension.lower()}" if stem and re.fullmatch(r"[A-Za-z]{1,4}", extension) else ""
    return "".join(shown)[:80] + kind


def _of_known_contract(name: DeliveryName) -> DeliveryName:
    contract = load_contracts().get(name.bron)
    if contract is None:
        known = ", ".join(load_contracts())
        raise Refusal(f"De bestandsnaam begint niet met een bekende bron. Bekend zijn: {known}. Gebruik {_FORM}.", "bestandsnaam_bron")
    if not _may_deliver(contract, name.leverancier):
        who = "gemeentecode van vier cijfers" if contract.supplier == "gemeente" else "AGB-code van acht cijfers"
        raise Refusal(f"De levering {name.bron} komt van een {who}. Zet die in de bestandsnaam: {_FORM}.", "bestandsnaam_leverancier")
    return name


def _formats(bron: str) -> Sequence[str]:
    """The kinds of file a delivery may be; of an unknown one those of every delivery, so that the sentence is about its name."""
    return load_contracts()[bron].formats if bron in load_contracts() else ("csv", "xlsx")


def _may_deliver(contract: Contract, leverancier: str) -> bool:
    return contract.supplier == "beide" or (contract.supplier == "gemeente") == (len(leverancier) == 4)


def _why_not(stem: str, extension: str) -> str:
    """Only a name that is right but for its capitals or its extension is repeated: then it holds nothing but codes."""
    tidy = stem[:1].lower() + stem[1:] if stem.isupper() or stem[:1].isupper() else stem
    head, _, rest = tidy.partition("_")
    tidy = f"{head.lower()}_{rest.upper()}"
    if not _STEM.fullmatch(tidy):
        return f"De bestandsnaam volgt het patroon niet. Gebruik {_FORM}."
    if extension.lower() in ("csv", "xlsx"):
        return f"De bestandsnaam wijkt af in hoofdletters. Noem het bestand {tidy}.{extension.lower()}."
    return f"Het bestand {tidy} heeft een soort die koers niet leest. Sla het op als CSV of XLSX en noem het {tidy}.csv of {tidy}.xlsx."
