"""The same work on many shards, in this process or spread over several."""

import multiprocessing
import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from typing import TypeVar

from gaoxin.center.decisions.grounds import Grounds
from gaoxin.center.library import open_library

Job = TypeVar("Job")
Done = TypeVar("Done")
Work = Callable[[Grounds, Job], Done]

_own: list[Grounds] = []


def spread(work: Work[Job, Done], jobs: Sequence[Job], grounds: Grounds) -> Iterator[Done]:
    """What comes of each job, in the order they are done; one process for each processor, at most one a job."""
    count = min(os.cpu_count() or 1, len(jobs))
    if count < 2:
        yield from (work(grounds, job) for job in jobs)
        return
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(count, context, _open, (grounds.paths,)) as pool:
        futures = [pool.submit(_work, work, job) for job in jobs]
        try:
            for future in as_completed(futures):
                yield future.result()
        finally:
            pool.shutdown(wait=False, cancel_futures=True)


def _open(paths: tuple[str, ...]) -> None:
    _own.append(Grounds(open_library(paths)))


def _work(work: Work[Job, Done], job: Job) -> Done:
    return work(_own[0], job)
