"""How the work on many files is divided: over processes, and into batches that fit into memory."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

from siglum.checking import single
from siglum.checking.files import File
from siglum.checking.outcome import Options, Result

_BATCH = 50_000_000
_WORTH_DIVIDING = 2_000_000


def each(chosen: Sequence[File], options: Options) -> Iterator[Result]:
    """What comes of each file, in order; over several processes where there is enough to do.

    A process in which Saxon runs is not divided: its threads would be missing in the copy.
    """
    size = sum(Path(file.path).stat().st_size for file in chosen if Path(file.path).is_file())
    jobs = min(options.jobs or len(os.sched_getaffinity(0)), len(chosen))
    if jobs > 1 and size > _WORTH_DIVIDING and "saxonche" not in sys.modules:
        import multiprocessing

        with multiprocessing.get_context("fork").Pool(jobs) as pool:
            yield from pool.imap(partial(_one, options), chosen)
        return
    for batch in _batches(chosen):
        yield from single.files(batch, options)


def _one(options: Options, file: File) -> Result:
    return single.files([file], options)[0]


def _batches(chosen: Sequence[File]) -> Iterator[list[File]]:
    """The files, as many at a time as are worth holding in memory together."""
    batch: list[File] = []
    size = 0
    for file in chosen:
        batch.append(file)
        size += Path(file.path).stat().st_size if Path(file.path).is_file() else 0
        if size > _BATCH:
            yield batch
            batch, size = [], 0
    yield batch
