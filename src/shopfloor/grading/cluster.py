"""Work spread over a Dask cluster: the same pieces and results as on one machine, from workers anywhere.

Each Dask worker does its pieces in a process of its own (`workers.Alone`): a piece that kills it never takes the
worker with it. A worker that is killed from outside loses nothing: Dask gives its piece to another. When the
scheduler goes away, what is not done is handed in again once it is back.
"""

import multiprocessing
import pickle
import threading
import time
import uuid
from contextlib import contextmanager

from shopfloor.grading.problem import Problem
from shopfloor.grading.workers import Alone, how_many

LOCAL = "local"
IN_FLIGHT = 2  # pieces per thread: one at work, one on its way
PATIENCE_SECONDS = 120  # for a scheduler that is not there, or has no workers


def spread_over(address, work, pieces, setup, say=None):
    """Yield ``(piece, result)`` as they are done; as `workers.spread`, on the cluster at ``address``.

    Parameters
    ----------
    address : str
        A scheduler's, such as ``tcp://10.0.0.5:8786``, or "local" for workers on this machine.
    work, setup : functions of a module (or partials of such)
        The modules, and the files that they read, have to be there under the same names on every worker.
    say : function, optional
        Is told in words when the cluster is waited for.

    Raises
    ------
    Problem
        If ``distributed`` is not installed, the scheduler is not there (again) after two minutes, has no workers, or
        if its workers may not start processes. An exception of ``work`` ends everything and comes out here.
    """
    left = dict.fromkeys(pieces)
    waited_since = None
    while left:
        try:
            with _client(address, len(left)) as client:
                for piece, result in _round(client, work, list(left), setup):
                    waited_since = None
                    del left[piece]
                    yield piece, result
        except (OSError, TimeoutError) as error:
            now = time.monotonic()
            if waited_since is None:
                waited_since = now
                if say:
                    say(f"The cluster at {address} does not answer; waiting for it, {len(left)} to go.")
            if now - waited_since > PATIENCE_SECONDS:
                raise Problem(
                    f"no cluster answers at {address}",
                    remedy="start it (dask scheduler, dask worker), then run the same command: what is done stays done",
                ) from error
            time.sleep(1)


@contextmanager
def _client(address, pieces):
    """A Dask client; with it, for "local", a cluster that ends with it."""
    try:
        import dask
        from distributed import Client, LocalCluster
    except ImportError as error:
        raise Problem(
            "grading on a cluster needs Dask, which is not installed",
            remedy='pip install "shopfloor[college]", here and on each worker',
        ) from error
    if address == LOCAL:
        with (
            dask.config.set({"distributed.worker.daemon": False}),
            LocalCluster(
                how_many(pieces),
                threads_per_worker=1,
                host="127.0.0.1",
                dashboard_address=None,
                silence_logs=50,
            ) as cluster,
            Client(cluster) as client,
        ):
            yield client
        return
    try:
        client = Client(address, timeout=10)
    except ValueError as error:
        raise Problem(
            f"{address} is no address of a scheduler", remedy="give one such as tcp://10.0.0.5:8786, or local"
        ) from error
    try:
        client.wait_for_workers(1, timeout=PATIENCE_SECONDS)
        yield client
    finally:
        client.close(timeout=2)


def _round(client, work, pieces, setup):
    """``(piece, result)`` of all pieces, but never more of them out than the workers can soon do."""
    from distributed import as_completed

    run, waiting, out = uuid.uuid4().hex, list(reversed(pieces)), {}
    coming = as_completed()

    def send():
        threads = sum(client.nthreads().values()) or 1
        while waiting and len(out) < IN_FLIGHT * threads:
            piece = waiting.pop()
            future = client.submit(_piece, work, setup, piece, key=f"shopfloor-{run}-{piece}", pure=False)
            out[future.key] = piece
            coming.add(future)

    send()
    for future in coming:
        piece = out.pop(future.key)
        yield piece, _result(future, work, setup, piece)
        future.release()
        send()


def _result(future, work, setup, piece):
    from distributed import CancelledError, KilledWorker

    try:
        return future.result()
    except CancelledError as error:
        raise ConnectionError("the scheduler went away") from error
    except KilledWorker:
        # Several workers were ended while it was there: it need not be its fault. This machine tries it alone.
        return Alone(setup)(work, piece)


_here = threading.local()


def _piece(work, setup, piece):
    """On a worker: the piece, in the process of this thread."""
    if multiprocessing.current_process().daemon:
        raise Problem(
            "the cluster's workers may not start processes",
            remedy="start each with DASK_DISTRIBUTED__WORKER__DAEMON=False in its environment",
        )
    wanted = pickle.dumps(setup)
    if getattr(_here, "setup", None) != wanted:
        _here.setup, _here.alone = wanted, Alone(setup)
    return _here.alone(work, piece)
