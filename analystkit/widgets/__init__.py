"""ipywidgets over a corpus."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from analystkit.widgets.explorer import Explorer, explore
    from analystkit.widgets.state import FilterState

__all__ = ["Explorer", "FilterState", "explore"]


def __getattr__(name: str) -> Any:
    # ipywidgets and matplotlib are imported with the first explorer, not with the package.
    if name in __all__:
        from analystkit.widgets import explorer, state

        return getattr(state if name == "FilterState" else explorer, name)
    raise AttributeError(f"module 'analystkit.widgets' has no attribute {name!r}")
