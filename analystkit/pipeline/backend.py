"""Which matrix multiplication the pipeline runs on, and on how many threads.

spaCy's default BLIS falls back to its generic kernels on some processors (AMD's above all), where numpy's own
BLAS is up to three times as fast; elsewhere the two are level. A probe of a few milliseconds decides.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from thinc.api import Ops

# The shape of the busiest product in a small spaCy pipeline: a batch of words through a window of three vectors.
_PROBE_SHAPE = (1000, 288, 288)
_PROBE_REPEATS = 5
# Below this gain the default stays: what changes nothing should not be changed.
_WORTHWHILE = 1.1


@dataclass(frozen=True, slots=True)
class Backend:
    """The maths a pipeline was loaded on.

    Attributes
    ----------
    ops : str
        thinc's name of the backend, such as `"numpy"`, `"apple"` or `"cupy"`.
    gemm : str
        `"blas"` (numpy's), `"blis"` (spaCy's own), or the backend's name where there was nothing to choose.
    probe_ms : dict
        Best time of the probe in milliseconds for each candidate; empty where there was nothing to choose.
    """

    ops: str
    gemm: str
    probe_ms: dict[str, float]

    def record(self) -> dict[str, Any]:
        """Return the choice as plain data, for a pipeline's meta and for manifests."""
        return asdict(self)


@lru_cache(maxsize=1)
def choose_backend() -> Backend:
    """Choose the faster matrix multiplication for this process.

    Returns
    -------
    Backend
        The choice, made once a process. A backend that the user or the platform has set (a GPU, Apple's
        Accelerate) is left alone.
    """
    from thinc.api import NumpyOps, get_current_ops

    current = get_current_ops()
    if type(current) is not NumpyOps:
        return Backend(ops=current.name, gemm=current.name, probe_ms={})
    with one_blas_thread():
        times = {"blis": _best_ms(NumpyOps(use_blis=True)), "blas": _best_ms(NumpyOps(use_blis=False))}
    gemm = "blas" if times["blis"] > _WORTHWHILE * times["blas"] else "blis"
    return Backend(ops="numpy", gemm=gemm, probe_ms={name: round(ms, 3) for name, ms in times.items()})


@contextmanager
def loading_on(backend: Backend) -> Iterator[None]:
    """Make thinc build models on `backend` inside the block; the user's own setting stands again after it."""
    if backend.gemm != "blas":
        yield
        return
    from thinc.api import use_ops

    with use_ops("numpy", use_blis=False):
        yield


@contextmanager
def one_blas_thread() -> Iterator[None]:
    """Hold BLAS to one thread inside the block.

    The products of a small pipeline are too small to share out: more threads cost up to half the speed, and
    several processes on one machine then trample each other.
    """
    with _blas_threads().limit(limits=1, user_api="blas"):
        yield


@lru_cache(maxsize=1)
def _blas_threads() -> Any:
    # numpy must be loaded first: the controller sees only libraries that are there when it looks.
    import numpy  # noqa: F401
    from threadpoolctl import ThreadpoolController  # type: ignore[import-untyped]

    return ThreadpoolController()


def _best_ms(ops: Ops) -> float:
    import numpy

    rows, inner, columns = _PROBE_SHAPE
    left: Any = numpy.full((rows, inner), 0.5, dtype="float32")
    right: Any = numpy.full((columns, inner), 0.25, dtype="float32")
    best = float("inf")
    for _ in range(_PROBE_REPEATS):
        start = time.perf_counter()
        ops.gemm(left, right, trans2=True)
        best = min(best, time.perf_counter() - start)
    return best * 1000
