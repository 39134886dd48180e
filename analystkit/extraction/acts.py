"""What a mention does or what is done to it: the verb above its head; and which verbs and nouns tell of one deed."""

from __future__ import annotations

from functools import lru_cache

from analystkit.extraction.part import Tokens
from analystkit.lexicon import Lexicon

_ROLES = {"nsubj": "subject", "nsubjpass": "object", "dobj": "object"}


def act_of(tokens: Tokens, head: int) -> str:
    """Return the lemma of the verb a word is subject or object of and which of them ("arrest:object"), "" if of none.

    Passives are turned round, a later member of a list has the place of the first, and a participle behind a noun ("the man accused of")
    counts as its verb.
    """
    deps, heads, tags = tokens.dep, tokens.head, tokens.tag
    node, dep, steps = head, deps[head], 0
    while dep == "conj" and steps < 4 and tags[heads[node]].startswith(("NN", "PRP", "WP")):
        node, steps = heads[node], steps + 1
        dep = deps[node]
    above, role = heads[node], _ROLES.get(dep)
    if dep == "pobj" and deps[above] == "agent":
        above, role = heads[above], "subject"
    if role and tags[above].startswith("VB"):
        return f"{tokens.lemma[above].lower()}:{role}"
    for child in tokens.children[head]:
        if deps[child] == "acl" and tags[child] in ("VBN", "VBG"):
            return f"{tokens.lemma[child].lower()}:{'object' if tags[child] == 'VBN' else 'subject'}"
    return ""


@lru_cache(maxsize=8)
def act_senses(lexicon: Lexicon) -> dict[str, str]:
    """Return the deed that each verb or noun of the act_senses table tells of."""
    return {row["act"]: row["sense"] for row in lexicon.table("act_senses")}
