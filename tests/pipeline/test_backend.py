"""The maths a pipeline runs on."""

from __future__ import annotations

from dataclasses import replace

from thinc.api import NumpyOps, get_current_ops
from threadpoolctl import threadpool_info

from analystkit.pipeline.backend import Backend, _blas_threads, choose_backend, loading_on, one_blas_thread


def blas_threads() -> list[int]:
    # scipy brings a BLAS of its own, which another test may load at any time; the pipeline runs on what was there when it looked.
    held = {library.filepath for library in _blas_threads().lib_controllers}
    found = [library["num_threads"] for library in threadpool_info() if library["filepath"] in held]
    assert found
    return found


def test_the_choice_follows_the_probe() -> None:
    backend = choose_backend()
    if backend.probe_ms:
        faster = backend.probe_ms["blis"] > 1.1 * backend.probe_ms["blas"]
        assert backend.gemm == ("blas" if faster else "blis")
    assert backend is choose_backend()
    assert backend.record()["gemm"] == backend.gemm


def test_the_users_backend_stands_again_after_loading() -> None:
    before = get_current_ops()
    with loading_on(Backend("numpy", "blas", {})):
        inside = get_current_ops()
        assert isinstance(inside, NumpyOps)
        assert not inside.use_blis
    assert get_current_ops() is before


def test_the_default_is_not_touched() -> None:
    before = get_current_ops()
    with loading_on(replace(choose_backend(), gemm="blis")):
        assert get_current_ops() is before


def test_one_thread_inside_and_as_before_outside() -> None:
    before = blas_threads()
    with one_blas_thread():
        assert set(blas_threads()) <= {1}
    assert blas_threads() == before
