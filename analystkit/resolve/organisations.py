"""One organisation under several names: with and without its place or legal form, and by its initials."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from analystkit.resolve.chains import Chains, Links, link
from analystkit.resolve.names import organisation_words, skeleton
from analystkit.resolve.resolution_words import shipped_words
from analystkit.resolve.wordings import Wording, most_common


@dataclass(slots=True, eq=False)
class Organisation:
    """An organisation over the corpus: its words and its chains, with the rules and confidences that brought them."""

    words: tuple[str, ...]
    # Its country, where there are others of the name in other countries.
    home: str = ""
    links: Links = field(default_factory=dict)
    # All of its chains: those of its own names by their ids, then those of shorter ones.
    chains: list[int] = field(default_factory=list)

    def key(self) -> str:
        """Return what the id is made from: the same for spellings of one sound."""
        words = [skeleton(w) or w for w in self.words] if len(self.words) > 1 else list(self.words)
        return " ".join([*words, self.home] if self.home else words)


def resolve_organisations(
    chains: Chains,
    worded: Mapping[Wording, Sequence[int]],
    near: Mapping[str, Sequence[tuple[str, float]]],
    generic: frozenset[str],
) -> tuple[list[Organisation], list[tuple[Organisation, int, str, float]]]:
    """Join the chains of organisations over articles.

    Equal names (legal forms aside) and spellings of one sound are one. A short name ("Rovers") or an acronym joins the one
    longer name that ends in it or has these initials, if an article with the one is like an article with the other; otherwise it is a
    suggestion. `worded` are the chains of organisations among all, by their wording.

    Returns
    -------
    organisations, suggestions : list
        Suggestions are (organisation, chain, rule, confidence).
    """
    by_key: dict[str, Organisation] = {}
    called = {wording: _words(wording) for wording in worded}
    keys = {words: Organisation(words).key() for words in set(called.values())}
    homes = _homes(called, generic)
    ranked = [
        (chains.ids[chain], chain, called[wording], homes.get(wording, ""))
        for wording, alike in worded.items()
        for chain in alike
    ]
    for _, chain, words, home in sorted(ranked):
        key = f"{keys[words]} {home}" if home else keys[words]
        known = by_key.get(key)
        if known is None:
            known = by_key[key] = Organisation(words, home)
        if known.words == words:
            link(known.links, [chain], "same name", 0.93)
        else:
            link(known.links, [chain], "transliteration", 0.85)
        known.chains.append(chain)
    by_end: dict[str, list[Organisation]] = defaultdict(list)
    by_initials: dict[str, list[Organisation]] = defaultdict(list)
    joining = shipped_words().joining
    for key in sorted(by_key):
        organisation = by_key[key]
        if len(organisation.words) > 1:
            by_end[organisation.words[-1]].append(organisation)
            by_initials["".join(w[0] for w in organisation.words if w not in joining)].append(organisation)
    alike = {frozenset((a, b)) for a, others in near.items() for b, _ in others}
    suggestions: list[tuple[Organisation, int, str, float]] = []
    for key in sorted(by_key, key=lambda k: (-len(by_key[k].words), k)):
        short = by_key[key]
        written = most_common(chains.wordings[short.chains[0]].names)
        longer, rule = _longer(short, written, by_end, by_initials, generic)
        if longer is None:
            continue
        # Not as a set: which fifty of it would come first is another matter in each process.
        places = list(dict.fromkeys(chains.article_ids[chain] for chain in longer.chains))[:50]
        here = {chains.article_ids[chain] for chain in short.chains}
        if any(frozenset((one, other)) in alike for one in here for other in places):
            link(longer.links, short.chains, rule, 0.75)
            longer.chains += short.chains
            del by_key[key]
        else:
            suggestions.append((longer, short.chains[0], rule, 0.45))
    return [by_key[key] for key in sorted(by_key)], suggestions


def _words(wording: Wording) -> tuple[str, ...]:
    """Return the words of the longest name."""
    names = wording.names
    return organisation_words(min(names, key=lambda n: (-len(organisation_words(n)), -names[n], n)))


def _homes(called: Mapping[Wording, tuple[str, ...]], generic: frozenset[str]) -> dict[Wording, str]:
    """Return the countries that tell apart what several countries have one of: Ghana's Democratic Party and Italy's."""
    told: dict[tuple[str, ...], dict[Wording, str]] = defaultdict(dict)
    for wording, words in called.items():
        if wording.countries and words[-1] in generic:
            told[words][wording] = most_common(wording.countries)
    return {
        wording: home
        for some in told.values()
        if len(set(some.values())) > 1
        for wording, home in some.items()
    }


def _longer(
    short: Organisation,
    written: str,
    by_end: Mapping[str, Sequence[Organisation]],
    by_initials: Mapping[str, Sequence[Organisation]],
    generic: frozenset[str],
) -> tuple[Organisation | None, str]:
    words = short.words
    if len(words) == 1 and written.replace(".", "").isupper() and 2 <= len(words[0]) <= 6:
        options = [o for o in by_initials.get(words[0], ()) if o is not short]
        if len(options) == 1:
            return options[0], "acronym"
    if words[-1] in generic or words[-1].isdigit():
        return None, ""
    options = [
        o for o in by_end.get(words[-1], ()) if len(o.words) > len(words) and o.words[-len(words) :] == words
    ]
    return (options[0], "short name") if len(options) == 1 else (None, "")
