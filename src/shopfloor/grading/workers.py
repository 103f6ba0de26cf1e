"""Work spread over several processes, one piece at a time each; a process that dies costs nothing but time."""

import ctypes
import multiprocessing
import os
import signal
import sys
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import forkserver

PR_SET_PDEATHSIG = 1  # linux/prctl.h
PIECES_PER_PROCESS = 500  # then a fresh one takes over, so that memory stays flat


class Died(Exception):
    """The process that worked on this piece died, twice."""


def how_many(pieces, wanted=None):
    """A process for each core, but none for two pieces or fewer."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return max(1, min(wanted or cores, pieces // 3))


def get_ready(modules):
    """Start the process that all others are forked from; it imports these modules while something else is done."""
    multiprocessing.get_context("forkserver").set_forkserver_preload(modules)
    forkserver.ensure_running()


def spread(work, pieces, count, setup):
    """Yield ``(piece, result)`` for each piece as it is done; the result is a `Died` where nothing else helps.

    ``work(piece)`` and ``setup()`` are functions of a module (or partials of such). An exception of ``work`` ends
    everything and comes out here.
    """
    context = multiprocessing.get_context("forkserver")
    left = list(pieces)
    while left:
        done, now = set(), left[: PIECES_PER_PROCESS * count]
        try:
            for piece, result in _round(work, now, count, setup, context):
                done.add(piece)
                yield piece, result
        except BrokenProcessPool:
            left = [piece for piece in left if piece not in done]
            # Whoever was at work or next is tried apart, so that the rest is safe from it.
            suspects = left[: 2 * count + 1]
            for piece in suspects:
                try:
                    yield from _round(work, [piece], 1, setup, context)
                except BrokenProcessPool:
                    yield piece, Died()
            left = left[len(suspects) :]
        else:
            left = left[len(now) :]


def _round(work, pieces, count, setup, context):
    # Not with max_tasks_per_child: when all processes reach it, Python 3.11's pool waits for ever (gh-115634).
    pool = ProcessPoolExecutor(count, mp_context=context, initializer=_begin, initargs=(setup,))
    try:
        futures = {pool.submit(work, piece): piece for piece in pieces}
        for future in as_completed(list(futures)):
            # Forgotten at once: with the results of a large course they would be most of the memory.
            yield futures.pop(future), future.result()
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


class Alone:
    """A process of its own for one piece after another, so that whoever asks outlives what a piece does to it."""

    def __init__(self, setup):
        self.setup, self._pool, self._done = setup, None, 0

    def __call__(self, work, piece):
        """``work(piece)``, or a `Died` if the process died of it twice."""
        for _ in range(2):
            if self._pool is None or self._done >= PIECES_PER_PROCESS:
                self._renew()
            try:
                result = self._pool.submit(work, piece).result()
            except BrokenProcessPool:
                self._pool = None
            else:
                self._done += 1
                return result
        return Died()

    def _renew(self):
        if self._pool:
            self._pool.shutdown()
        context = multiprocessing.get_context("forkserver")
        self._pool = ProcessPoolExecutor(1, mp_context=context, initializer=_begin, initargs=(self.setup,))
        self._done = 0


def _begin(setup):
    # Ctrl+C is for the process that leads: it lets what is at work be finished.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if sys.platform == "linux":
        # If it is killed, nobody goes on with what it had planned, beside the run that is started next.
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    setup()
