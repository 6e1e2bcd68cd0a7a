"""Building models two at a time, each as soon as what it reads is there: as dbt does (threads: 2 in `dbt_project/profiles.yml`)."""

from collections.abc import Callable, Collection, Mapping
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from graphlib import TopologicalSorter


def two_at_a_time(parents: Mapping[str, Collection[str]], build: Callable[[str], None]) -> None:
    """Call `build` with every name, in two threads. `parents`: per name the names that come first, themselves named too.

    Errors: what `build` raises; graphlib.CycleError."""
    order = TopologicalSorter(parents)
    order.prepare()
    running: dict[Future[None], str] = {}
    with ThreadPoolExecutor(2) as pool:
        while order.is_active():
            running |= {pool.submit(build, name): name for name in order.get_ready()}
            for ended in wait(running, return_when=FIRST_COMPLETED)[0]:
                ended.result()
                order.done(running.pop(ended))
