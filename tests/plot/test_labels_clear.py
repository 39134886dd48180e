"""No label of a timeline touches a mark or another label, whatever is drawn and however large."""

import random

import numpy as np
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.collections import LineCollection, PatchCollection, PathCollection
from matplotlib.figure import Figure

from analystkit import plot
from analystkit.model import schema
from analystkit.model.vocabulary import FACTUALITY
from analystkit.plot.timeline_labels import LABEL_SIZE, label_text

NAMES = (
    "the port authority",
    "Ilan Brody",
    "المجلس الأعلى",
    "人民代表大会常务委员会",
    "Совет старейшин",
    "x" * 80,
    "a $b$ <i>",
    "",
)
DEEDS = ("took the staff hostage", "shelled", "met", "denied an American claim", "ceasefire", "撤退", "انسحب")
SHAPES = ("day", "published", "month", "season", "year", "range", "before", "after")


def frame(seed):
    rng = random.Random(seed)
    length = rng.choice((6, 40, 200, 2000))
    first = np.datetime64("2031-01-01")
    rows = []
    for i in range(rng.choice((1, 3, 12, 40, 120))):
        shape = rng.choice(SHAPES)
        start = first + int(rng.triangular(0, length, length / 3))
        reach = {"month": 30, "season": 90, "year": 365, "range": rng.randint(1, length)}.get(shape, 0)
        rows.append(
            {
                "event_id": f"e{i}", "article_id": f"a{rng.randint(0, 20)}", "trigger": rng.choice(DEEDS), "event_type": "ASSAULT",
                "source_text": rng.choice(NAMES), "target_text": rng.choice(NAMES), "factuality": rng.choice(FACTUALITY), "status": "auto",
                "date_start": None if shape == "before" else str(start), "date_end": None if shape == "after" else str(start + reach),
                "date_precision": "day" if shape == "published" else shape, "date_basis": "published" if shape == "published" else "explicit",
                "confidence": rng.random(),
            }
        )  # fmt: skip
    return schema.to_frame("events", rows)


def boxes(ax, dpi):
    """Return the labels beside marks and the marks, as (what, x0, y0, x1, y1) in points."""
    figure = ax.get_figure(root=True)
    figure.set_dpi(dpi)
    canvas = FigureCanvasAgg(figure)
    canvas.draw()
    renderer, points = canvas.get_renderer(), 72 / dpi
    labels = [
        (text.get_text(), *text.get_window_extent(renderer).extents * points)
        for text in ax.texts
        if text.get_fontsize() == LABEL_SIZE and text.get_bbox_patch() is not None
    ]
    marks = []
    for drawn in ax.collections:
        if drawn.get_zorder() < 2:
            continue
        if isinstance(drawn, PathCollection):
            reach = [
                path.get_extents().extents * np.sqrt(size)
                for path, size in zip(
                    drawn.get_paths() * len(drawn.get_sizes()), drawn.get_sizes(), strict=True
                )
            ]
            for (x, y), (x0, y0, x1, y1) in zip(
                drawn.get_offset_transform().transform(drawn.get_offsets()) * points, reach, strict=True
            ):
                marks.append(("dot", x + x0, y + y0, x + x1, y + y1))
        elif isinstance(drawn, PatchCollection | LineCollection):
            for path in drawn.get_paths():
                found = path.transformed(drawn.get_transform()).get_extents().extents * points
                marks.append((type(drawn).__name__, *found))
    return labels, marks


def touching(ax, dpi):
    labels, marks = boxes(ax, dpi)
    clear = lambda a, b: min(a[3], b[3]) - max(a[1], b[1]) <= 0 or min(a[4], b[4]) - max(a[2], b[2]) <= 0.5  # noqa: E731
    on_marks = [(a[0], b[0]) for a in labels for b in marks if not clear(a, b)]
    return on_marks + [(a[0], b[0]) for i, a in enumerate(labels) for b in labels[:i] if not clear(a, b)]


@pytest.mark.parametrize("seed", range(24))
def test_no_label_touches_a_mark_or_another_label(seed):
    rng = random.Random(seed)
    lanes = rng.choice(("target", "type", None, "factuality"))
    size = rng.choice((None, (6, 4), (10, 7), (16, 9), (5, 12)))
    ax = plot.timeline(frame(seed), lanes=lanes, figsize=size, merge=rng.random() < 0.5)
    for dpi in (72, 100, 220):
        assert touching(ax, dpi) == []


@pytest.mark.parametrize("seed", range(24, 30))
def test_nor_on_axes_of_the_users_own(seed):
    figure = Figure(figsize=(9, 6), layout="constrained")
    assert touching(plot.timeline(frame(seed), ax=figure.subplots()), 100) == []


@pytest.mark.parametrize("shape", ["range", "month"])
def test_a_mark_from_edge_to_edge_is_cut_open_for_its_label(shape):
    row = {
        "event_id": "e", "article_id": "a", "trigger": "besieged", "event_type": "ASSAULT", "factuality": "happened", "status": "auto",
        "date_start": "2031-01-01", "date_end": "2031-12-31", "date_precision": shape, "date_basis": "explicit",
    }  # fmt: skip
    ax = plot.timeline(schema.to_frame("events", [row]), dates=("2031-01-01", "2031-12-31"))
    labels, _ = boxes(ax, 100)
    assert [label[0] for label in labels] == ["besieged"]
    assert touching(ax, 100) == []
    # Without labels nothing is cut.
    bare = plot.timeline(schema.to_frame("events", [row]), dates=("2031-01-01", "2031-12-31"), labels=False)
    assert len([p for c in bare.collections if isinstance(c, PatchCollection) for p in c.get_paths()]) < len(
        [p for c in ax.collections if isinstance(c, PatchCollection) for p in c.get_paths()]
    )


def test_a_label_does_not_say_twice_what_its_words_say():
    assert (
        label_text("took the staff hostage", "COERCE", "", "the staff", "source") == "took the staff hostage"
    )
    assert (
        label_text("rejected the accusation", "REJECT", "Iran", "the accusation", None)
        == "Iran: rejected the accusation"
    )
    assert label_text("met", "CONSULT", "me", "", "target") == "met by me"
