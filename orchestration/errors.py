"""The expected ways in which koers stops, each with its exit code. The message is the Dutch sentence the user sees.

What belongs here: exception classes and exit codes (documented in docs/exit-codes.md). Not here: deciding when to stop, printing (cli.py).
A message never holds a delivered value: it may end in a log, on a screen or in Dagster's event store.
"""

OK, FINDINGS, UNUSABLE_CALL, RUN_FAILED, BUSY = 0, 1, 2, 3, 4


class KoersError(Exception):
    """Something the user can act upon. `str(error)` is one Dutch sentence (or a few lines) without personal data."""

    exit_code = RUN_FAILED


class UnusableCall(KoersError):
    """The command line or the environment cannot be used: wrong option, unknown name, unreadable key file."""

    exit_code = UNUSABLE_CALL


class RunFailed(KoersError):
    """The run stopped before publication; CURRENT is as it was."""


class Busy(KoersError):
    """Another run holds the lock."""

    exit_code = BUSY


def unexpected(error: BaseException, doing: str) -> RunFailed:
    """Wrap a programming error: its type and place, never its text, because libraries quote cell values in their messages."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    place = f" ({trace.tb_frame.f_globals.get('__name__', '?')}, regel {trace.tb_lineno})" if trace else ""
    return RunFailed(
        f"koers stopte onverwacht tijdens {doing}: {type(error).__name__}{place}. Niets is gepubliceerd. "
        "Meld dit met deze regel; met --debug ziet u de volledige melding, deel die niet."
    )
