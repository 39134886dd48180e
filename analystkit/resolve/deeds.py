"""What one deed may be told as: modes that reports name differently, types that one event can have."""

from __future__ import annotations

from analystkit.resolve.reports import Report

# Modes that reports of one event may well name differently.
_MODE_FAMILIES = (
    frozenset({"aerial", "drone", "heavy-weapons", "explosives", "destroy"}), frozenset({"destroy", "riot"}), frozenset({"explosives", "suicide-attack", "targeted"}),
    frozenset({"firearms", "targeted", "primitive", "beat"}), frozenset({"firearms", "abduct"}), frozenset({"demo", "obstruct", "strike", "riot", "vandalize"}),
    frozenset({"troops", "weapons", "police", "militia"}), frozenset({"visit", "multilateral", "third-party", "phone"}), frozenset({"arrest", "seize"}), frozenset({"martial-law", "curfew", "restrict", "ban"}),
)  # fmt: skip
# Pairs of types, and modes of each, that one event can be told as: a riot that burns, a raid that seizes, "the attack" for a cyber attack, a
# deal agreed and signed, a truce agreed, announced and kept. An arrest is not the attack it follows.
_ANY_MODE: frozenset[str] = frozenset()
_NO_MODE = frozenset({""})
_CROWD_CONTROL = frozenset({"crowd-control"})
_CEASEFIRE = frozenset({"ceasefire"})
_TOLD_AS = {
    ("ASSAULT", "PROTEST"): [(frozenset({"", "destroy"}), frozenset({"", "riot"}))],
    ("ASSAULT", "COERCE"): [(_ANY_MODE, frozenset({"", "seize", "cyber"})), (frozenset({"abduct"}), frozenset({"arrest"}))],
    ("AGREE", "SUPPORT"): [(_ANY_MODE, _ANY_MODE)],
    ("CONSULT", "SUPPORT"): [(_ANY_MODE, _ANY_MODE)],
    ("COOPERATE", "RETREAT"): [(_ANY_MODE, frozenset({"release"}))],
    ("AID", "RETREAT"): [(_ANY_MODE, _ANY_MODE)],
    ("AGREE", "CONCEDE"): [(_ANY_MODE, _ANY_MODE)],
    ("AGREE", "RETREAT"): [(_ANY_MODE, _CEASEFIRE)],
    ("CONCEDE", "RETREAT"): [(_ANY_MODE, _CEASEFIRE)],
    ("RETREAT", "SUPPORT"): [(_CEASEFIRE, _ANY_MODE)],
}  # fmt: skip


def other_mode(a: Report, b: Report) -> bool:
    """Say whether two reports tell of deeds done in ways that are not one told differently."""
    if (a.modes == _CROWD_CONTROL) != (b.modes == _CROWD_CONTROL):
        # Tear gas is an answer to an attack or a march, and neither.
        return True
    if not a.modes or not b.modes or a.modes & b.modes:
        return False
    return not any(a.modes & family and b.modes & family for family in _MODE_FAMILIES)


def told_as(a: Report, b: Report) -> bool:
    """Say whether one event can be told as the types, and in the modes, of two reports."""
    return any(
        pair[0] in one.types
        and pair[1] in other.types
        and any(
            (not first or _modes(one) & first) and (not second or _modes(other) & second)
            for first, second in ways
        )
        for pair, ways in _TOLD_AS.items()
        for one, other in ((a, b), (b, a))
    )


def _modes(report: Report) -> frozenset[str]:
    return report.modes or _NO_MODE
