"""One label for one name: what a small model calls a place here and a person there is settled over the whole corpus."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping

from analystkit.resolve.names import name_words
from analystkit.resolve.wordings import Wording, most_common


def settle_labels(wordings: Mapping[Wording, int]) -> None:
    """Settle the label of wordings whose names most other articles label differently.

    Names of two words or more take the label most mentions give them; a single word that is the surname of a person who
    bears it in full, and nowhere the name of a known place, is that kind of name too.

    Parameters
    ----------
    wordings : mapping of Wording to int
        How many chains have each.
    """
    votes: dict[tuple[str, ...], Counter[str]] = defaultdict(Counter)
    for wording, chains in wordings.items():
        if not wording.names:
            continue
        # A title before the name is firmer evidence than the model's word.
        label, weight = wording.label, 3 * chains if wording.titles else chains
        for text, count in wording.names.items():
            held = votes[name_words(text)]
            # A Counter answers for what it has not by a call in Python.
            held[label] = held.get(label, 0) + count * weight
    best = {words: most_common(counts) for words, counts in votes.items()}
    surnames: Counter[str] = Counter()
    for words, label in best.items():
        if len(words) in (2, 3) and label == "PERSON":
            surnames[words[-1]] += sum(votes[words].values())
    for wording in wordings:
        if not wording.names or wording.known_place:
            continue
        words = max(map(name_words, wording.names), key=lambda w: (len(w), w))
        label = best[words]
        if (
            len(words) == 1
            and label != "PERSON"
            and surnames[words[0]] >= max(2, sum(votes[words].values()) // 5)
        ):
            label = "PERSON"
        if label:
            wording.label = label
