"""What the parsed rows of a delivery depend on besides its bytes; when none of it changed, nothing is parsed again.

What belongs here: that fingerprint. Not here: parsing.
"""

import hashlib

from ingest.contract import CONTRACTS, Contract
from ingest.corrections import Correction, corrections_for
from ingest.period import is_too_early
from ingest.receipt import Receipt
from ingest.refusal import Refusal
from ingest.result import IngestSettings

PARSER_VERSION = 1  # raise it when the same bytes would land differently


def parse_key(receipt: Receipt, contract: Contract, settings: IngestSettings) -> str:
    """sha256 over parser, contract file, code lists, this delivery's corrections, the pseudonym key (its fingerprint) and,
    for a period that has not begun, that it is too early."""
    digest = hashlib.sha256(f"{receipt.bron}|{PARSER_VERSION}|{settings.key_id}|{settings.is_demo_key}".encode())
    paths = [CONTRACTS / f"{contract.name}.yml", *(settings.seeds / f"{name}.csv" for name in seeds_of(contract))]
    for path in paths:
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    digest.update(_corrections(receipt, settings))
    if is_too_early(contract, receipt.periode, settings.today):
        digest.update(b"te vroeg")  # refused today, taken in when its period has begun
    return digest.hexdigest()


def seeds_of(contract: Contract) -> list[str]:
    """The code lists a contract refers to, sorted."""
    lists = [field.enum_from for field in contract.fields if field.enum_from]
    lists += [contract.wide.headers_from] if contract.wide else []
    return sorted({each.seed for each in lists})


def _corrections(receipt: Receipt, settings: IngestSettings) -> bytes:
    """Corrections of other deliveries do not count; one that expires does, so that it is noticed that night."""
    try:
        own = corrections_for(settings.corrections, receipt)
    except Refusal:
        return (settings.corrections / f"{receipt.bron}.yml").read_bytes()
    return "\n".join(_written(each, settings) for each in own).encode()


def _written(correction: Correction, settings: IngestSettings) -> str:
    return f"{correction.model_dump_json()}|{correction.expires < settings.today}"
