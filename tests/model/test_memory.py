"""Columns take their memory from the system for as long as a block lasts."""

import pyarrow as pa
import pytest

from analystkit.model.memory import columns_in_system_memory


def test_memory_comes_from_the_system_and_afterwards_from_where_it_came_before():
    before = pa.default_memory_pool().backend_name
    with columns_in_system_memory():
        assert pa.default_memory_pool().backend_name == "system"
        held = pa.array(range(100_000))
        assert pa.system_memory_pool().bytes_allocated() >= held.nbytes
    assert pa.default_memory_pool().backend_name == before
    assert held.sum().as_py() == sum(range(100_000))
    with pytest.raises(OSError, match="gone"), columns_in_system_memory():
        raise OSError("gone")
    assert pa.default_memory_pool().backend_name == before
