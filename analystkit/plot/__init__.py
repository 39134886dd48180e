"""Frames to matplotlib axes.

Every function takes a corpus (or the frame it draws), draws on ``ax=`` or a figure of its own and returns the ``Axes``;
`data` gives the rows drawn, `alt_text` describes the picture in words. Nothing shows, prints or sets global state.

For several charts in one figure, give them axes that make room for what stands around them:
``figure, axes = plt.subplots(2, 1, figsize=(10, 11), layout="constrained")``.
"""

from analystkit.plot.cooccurrence import cooccurrence
from analystkit.plot.network import network
from analystkit.plot.remembered import alt_text, data
from analystkit.plot.tables import lag, who_quotes_whom
from analystkit.plot.theme import DARK, LIGHT, Theme
from analystkit.plot.timeline import timeline
from analystkit.plot.volume import tempo, volume

__all__ = [
    "DARK", "LIGHT", "Theme", "alt_text", "cooccurrence", "data", "lag", "network", "tempo", "timeline", "volume", "who_quotes_whom",
]  # fmt: skip


def __dir__() -> list[str]:
    # What Tab offers: the functions, not the files they lie in.
    return sorted({*__all__, *(name for name in globals() if name.startswith("__"))})
