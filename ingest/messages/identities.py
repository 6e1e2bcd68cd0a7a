"""From the numbers of persons, allocations and lines in one message to pseudonyms, and the two rules about BSNs.

What belongs here: which purpose goes with which number, and refusing BSNs that cannot be or may not be. Not here: the HMAC itself
(ingest/pseudonymise.py). A number is hashed once per message: a person and an allocation return on many lines.
"""

import re

from ingest.messages.catalogue import Refused
from ingest.messages.problems import Problems
from ingest.messages.reader import Record
from ingest.messages.records import Kop
from ingest.messages.values import BSN
from ingest.pseudonymise import in_test_range, is_bsn, pseudonym
from ingest.result import IngestSettings

_NINE_DIGITS = re.compile(r"(?=([0-9]{9}))")
ASK_SENDER = "Vraag de afzender om een bericht met het goede BSN."


class Identities:
    """The pseudonyms of one message. A BSN is judged when it is first met."""

    def __init__(self, kop: Kop, settings: IngestSettings, problems: Problems) -> None:
        self._key, self._is_demo, self._problems = settings.key, settings.is_demo_key, problems
        self._allocation = f"toewijzing|{kop.gemeentecode}|{kop.soort.wet}"
        self._reference = f"referentie|{kop.agb_code}|{kop.soort.wet}"
        self._request = f"aanbiederreferentie|{kop.agb_code}|{kop.soort.wet}"
        self._persons: dict[str, str] = {}
        self._allocations: dict[str, str] = {}

    def person(self, client: Record) -> str:
        """The pseudonym of the person of a Client record; a wrong BSN refuses the message."""
        bsn = client.values.get("Bsn")
        known = self._persons.get(bsn or "")
        if known is not None:
            return known
        error = wrong_bsn(bsn, self._is_demo, client.line)
        if error is not None:
            self._problems.refuse(error)
        pseudo = pseudonym(self._key, "persoon", bsn) if bsn and error is None else ""
        return self._persons.setdefault(bsn or "", pseudo)

    def name_a_person(self, text: str | None) -> bool:
        """Whether a text that lands as it is holds the BSN of somebody in this message."""
        return any(run in self._persons for run in _NINE_DIGITS.findall(text or ""))

    def allocation(self, number: str) -> str:
        """The pseudonym of a ToewijzingNummer, which is unique per municipality and law."""
        known = self._allocations.get(number)
        if known is None:
            known = self._allocations[number] = pseudonym(self._key, self._allocation, number)
        return known

    def reference(self, number: str) -> str:
        """The pseudonym of a ReferentieNummer, which is unique per provider and law."""
        return pseudonym(self._key, self._reference, number)

    def request(self, number: str) -> str:
        """The pseudonym of a ReferentieAanbieder, which is unique per provider and law (TR347)."""
        return pseudonym(self._key, self._request, number)


def wrong_bsn(bsn: str | None, is_demo_key: bool, line: int) -> Refused | None:
    """Why a BSN refuses the message: absent or not nine digits (XSD), check digit or 000000000 (CS002), a real one under the demo key."""
    if bsn is None or BSN.parse(bsn) is None:
        what = "ontbreekt het BSN of staat het na de regels" if bsn is None else f"staat iets anders dan {BSN.uitleg}"
        return Refused("XSD", f"bij deze cliënt {what}. {ASK_SENDER}", "Bsn", line, bsn)
    if not is_bsn(bsn):
        return Refused(
            "CS002", f"het BSN van deze cliënt kan niet bestaan: het voldoet niet aan de elfproef. {ASK_SENDER}", "Bsn", line, bsn
        )
    if is_demo_key and not in_test_range(bsn):
        sentence = "dit BSN kan van een echt mens zijn en koers draait met de demonstratiesleutel. Stel eerst een eigen sleutel in."
        return Refused("demosleutel", sentence, "Bsn", line, bsn)
    return None
