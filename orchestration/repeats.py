"""Messages that were sent twice: a sender uses an identification once per message type, so of several different ones one counts (TR056).

Which one follows from what they say (OP080): the first dated, then the smallest fingerprint. A message that comes in later but is dated
earlier takes the place of one that counted before; that one is then refused with its sentence, and nothing is lost.
What belongs here: finding repeats among the messages that came through the door. Not here: judging one message (ingest/messages), the same
bytes twice (the door skips those). Source: reference.md §5.
"""

from collections.abc import Mapping, Sequence
from contextlib import closing

import duckdb

from orchestration.outcomes import Outcome

FILE = "bericht.parquet"
SENTENCE = (
    "{name}: de afzender gebruikte deze identificatie ook voor een ander bericht van dezelfde soort (TR056). "
    "Het bericht met de vroegste dagtekening telt. Vraag de afzender om een nieuw bericht met een nieuwe identificatie."
)


def refuse_repeats(outcomes: Sequence[Outcome]) -> dict[str, Outcome]:
    """The outcomes that change, by delivery: of equal (afzender, berichtcode, identificatie) the first dated counts.

    Nothing is written: result.json stays what the door found, and the same repeats are found again every run.
    """
    counting = {str(o.folder / FILE): o for o in outcomes if o.status == "geaccepteerd" and (o.folder / FILE).is_file()}
    return {counting[path].delivery_id: _refused(counting[path]) for path in _repeats(counting)} if counting else {}


def _repeats(counting: Mapping[str, Outcome]) -> list[str]:
    sql = """
        select filename from (
            select filename, afzender, berichtcode, identificatie, dagtekening, n.sha256
            from read_parquet($files, filename = true)
            join (select unnest($files) as path, unnest($prints) as sha256) n on n.path = filename
        )
        where identificatie is not null
        qualify row_number() over (partition by afzender, berichtcode, identificatie order by dagtekening nulls last, sha256) > 1
    """
    prints = [outcome.sha256 for outcome in counting.values()]
    with closing(duckdb.connect()) as con:
        return [path for (path,) in con.execute(sql, {"files": list(counting), "prints": prints}).fetchall()]


def _refused(outcome: Outcome) -> Outcome:
    nothing = {"rijen_geaccepteerd": 0, "rijen_quarantaine": 0}
    if outcome.bedrag_geleverd_cent is not None:
        nothing |= {"bedrag_geaccepteerd_cent": 0, "bedrag_quarantaine_cent": 0}
    reason = SENTENCE.format(name=outcome.bestandsnaam)
    return outcome.model_copy(update={"status": "geweigerd", "reden": reason, "door_drempel": False, **nothing})
