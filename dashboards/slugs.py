"""File names of the pages of one contract, made from its number.

Belongs here: how a contract number becomes part of a file name. Does not belong here: what is on those pages.
"""

import re
import unicodedata

NO_CONTRACT = ("geen", "", None)
POLICY_LEDGER = "controle-beleid.html"  # numbers of the pages on goals, scenarios and the chain
TIME_LEDGER = "controle-tijd.html"  # numbers of series and designs: limits of all contracts would not fit on their own pages
PARAMETER_LEDGER = "controle-waarden.html"  # the parameters, printed on many pages
BOOKS_LEDGER = "controle-aansluiting.html"  # numbers of the page on the books that belong to no single contract
REACH_LEDGER = "controle-bereik.html"  # numbers about a municipality as a whole: with them controle.html would grow beyond its budget


def slug(contract: str) -> str:
    """Return a contract number as lower-case letters, digits and hyphens: 'ALP/2015 01' becomes 'alp-2015-01'."""
    plain = unicodedata.normalize("NFKD", contract).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or "onbekend"


def contract_page(contract: str) -> str:
    """Return the file name of the page of a contract."""
    return f"contract-{slug(contract)}.html"


def use_page(contract: str) -> str:
    """Return the file name of the page on coming and going in a contract."""
    return f"gebruik-{slug(contract)}.html"


def money_page(contract: str) -> str:
    """Return the file name of the page on the money of a contract."""
    return f"geld-{slug(contract)}.html"


def card_id(indicator: str) -> str:
    """Return the anchor of the card of an indicator on the page of definitions."""
    return f"i-{slug(indicator)}"


def ledger_page(contract: str | None) -> str:
    """Return the file name of the controle page with the numbers of a contract; what belongs to no contract is on controle.html."""
    if contract in NO_CONTRACT:
        return "controle.html"
    return f"controle-{slug(str(contract))}.html"


def use_ledger(page: str) -> str:
    """Return the second controle page of a contract: an underscore is in no other file name, so no contract number gives it."""
    return page if page.endswith("_gebruik.html") else page.removesuffix(".html") + "_gebruik.html"
