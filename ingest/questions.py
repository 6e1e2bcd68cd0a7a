"""Rules as questions: the SQL that answers for many rules at once whether a wrong row exists.

What belongs here: putting the conditions of rules together into as few queries as is wise. Not here: the conditions (rules.py), who
asks (expectations.py), and which rows are wrong (wrong_rows.py).
"""

from collections.abc import Sequence

from ingest.rules import TABLE, Rule

ANSWER = "regel_"  # the column of rule 7 is regel_7


def questions(numbered: Sequence[tuple[int, Rule]]) -> tuple[str, ...]:
    """SELECT statements, each giving one row; together they have one column per number: true when a row breaks that rule.

    What is about the delivery alone takes one scan. A rule that looks into a code list is asked apart: it is a join, and the joins of
    ten million rows are not held in memory together. So are rules about another table.
    """
    scanned = [(number, rule) for number, rule in numbered if rule.table == TABLE and not rule.lists]
    apart = [(number, rule) for number, rule in numbered if rule.table != TABLE or rule.lists]
    answers = ", ".join(f"coalesce(bool_or({rule.violated}), false) as {ANSWER}{number}" for number, rule in scanned)
    found = [f"select {answers} from {TABLE}"] if scanned else []
    return (*found, *(f"select exists (select 1 from {rule.table} where {rule.violated}) as {ANSWER}{number}" for number, rule in apart))
