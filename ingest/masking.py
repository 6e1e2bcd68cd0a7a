"""What a raw value may look like outside the original: the only door through which delivered text enters a finding, a log or a page.

What belongs here: deciding whether a text can be shown, and its shape when it cannot. Not here: which columns are personal
(the contract knows) and never shown at all, and pseudonyms (pseudonymise.py). The list is closed: what is not recognised is not shown.
"""

import re

HIDDEN = "•••"  # stands for any value in a personal column, however harmless it looks
EMPTY = "«leeg»"

# Answers and code words that occur in the contracts and in the habits of suppliers. None of them is a name.
_WORDS = """
nvt n.v.t. n.v.t nvt. n/a #n/a na nb n.b. null none leeg geen onbekend onbesproken niet_besproken ja nee j n true false waar onwaar x -
-- ? . intake voortgang eind follow_up follow-up tussentijds professional client cliënt wmo jeugdwet participatiewet zvw wlz mantelzorg
zin pgb algemene_voorziening lasten baten primitief actueel structureel incidenteel aanloopinvestering afbouw indexatie taakmutatie
index reserve_onttrekking licht midden zwaar verbeteren stabiliseren vertragen hoger lager stabiel lokaal regionaal landelijk
hoofdaannemer partner onderaannemer raamcontractant inspanningsgericht outputgericht taakgericht wijkteam loket sociaal_team huisarts
medisch_verwijzer gecertificeerde_instelling zelf helemaal_eens eens neutraal oneens helemaal_oneens #ref! #waarde! #value! #n/b #div/0!
#deel/0! #naam?
"""
KNOWN_WORDS = frozenset(_WORDS.split())
_DATE = re.compile(r"[0-3]?[0-9][-/.][01]?[0-9][-/.](?:18|19|20|21)[0-9]{2}|(?:18|19|20|21)[0-9]{2}[-/.][01]?[0-9][-/.][0-3]?[0-9]")
_TIME = re.compile(r"[ T][0-2][0-9]:[0-5][0-9](?::[0-5][0-9](?:\.0{1,9})?)?Z?$")
_AMOUNT = re.compile(r"(?:€ ?)?[-+]?(?:€ ?)?(?:[0-9]{1,6}|[0-9]{1,3}(?:[. ][0-9]{3})+|[0-9]{1,3}(?:,[0-9]{3})+)?[.,][0-9]{1,4}-?(?: ?%)?")
_CODES = (
    re.compile(r"-?[0-9]{1,4}"),  # gemeentecode, year, score, count
    re.compile(r"GM[0-9]{4}"),
    re.compile(r"WK[0-9]{6}"),
    re.compile(r"[0-9]{1,2}\.[0-9]{1,3}[a-e]?"),  # taakveld
    re.compile(r"[0-9]\.[0-9](?:\.[0-9])?"),  # economic category
    re.compile(r"(?:19|20)[0-9]{2}(?:H[12]|Q[1-4]|M[01][0-9])"),  # period
    re.compile(r"(?:19|20)[0-9]{2}-[01][0-9]|[01][0-9]-(?:19|20)[0-9]{2}"),  # month
)


def displayable(raw: str | None) -> str:
    """The text itself when it cannot identify anybody, otherwise its shape, such as «tekst van 12 tekens» or «getal van 9 cijfers».

    Shown: up to four digits, dates, amounts of at most eight digits, codes of municipality, wijk, taakveld and period, known words.
    Never shown: anything that could be a BSN, also with separators; any other word. For `None` and blank text: «leeg».
    """
    text = (raw or "").strip()
    if not text:
        return EMPTY
    if len(text) <= 40 and text.isprintable() and (text.lower() in KNOWN_WORDS or _is_harmless(text)):
        return text
    digits = re.sub(r"[\s.,-]", "", text)
    if digits.isascii() and digits.isdigit():
        return f"«getal van {len(digits)} cijfers»"
    return f"«tekst van {len(text)} tekens»"


def displayable_header(raw: str, position: int) -> str:
    """A header found in a file, quoted, or `kolom <position>` (1-based) when it does not read like a header (data in row 1)."""
    text = " ".join(raw.split())
    words = re.fullmatch(r"[^\W\d_][\w /()€%.,:;?&'\-]{0,59}", text)
    return f"'{text}'" if words and not re.search(r"[0-9]{5}", text) else f"kolom {position}"


def _is_harmless(text: str) -> bool:
    if any(code.fullmatch(text) for code in _CODES) or _DATE.fullmatch(_TIME.sub("", text)):
        return True
    if not _AMOUNT.fullmatch(text):
        return False
    digits = re.sub(r"[^0-9]", "", text)
    return len(digits) <= 8 and not _could_be_bsn(digits)


def _could_be_bsn(digits: str) -> bool:
    """Elfproef on the digits, padded to nine: an eaten leading zero does not make a number harmless. Source: reference.md §6."""
    if len(digits) < 8:
        return False
    weights = (9, 8, 7, 6, 5, 4, 3, 2, -1)
    return sum(w * int(d) for w, d in zip(weights, digits.zfill(9), strict=True)) % 11 == 0
