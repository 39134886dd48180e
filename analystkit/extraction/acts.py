"""What a mention does or what is done to it: the verb above its head."""

from __future__ import annotations

from analystkit.extraction.part import Tokens

_ROLES = {"nsubj": "subject", "nsubjpass": "object", "dobj": "object"}


def act_of(tokens: Tokens, head: int) -> str:
    """Return the lemma of the verb a word is subject or object of and which of them ("arrest:object"), "" if of none.

    Passives are turned round, a later member of a list has the place of the first, and a participle behind a noun ("the man accused of")
    counts as its verb.
    """
    deps, heads, tags = tokens.dep, tokens.head, tokens.tag
    node, steps = head, 0
    while deps[node] == "conj" and steps < 4 and tags[heads[node]].startswith(("NN", "PRP", "WP")):
        node, steps = heads[node], steps + 1
    dep, above = deps[node], heads[node]
    role = _ROLES.get(dep, "")
    if dep == "pobj" and deps[above] == "agent":
        above, role = heads[above], "subject"
    if role and tags[above].startswith("VB"):
        return f"{tokens.lemma[above].lower()}:{role}"
    for child in tokens.children[head]:
        if deps[child] == "acl" and tags[child] in ("VBN", "VBG"):
            return f"{tokens.lemma[child].lower()}:{'object' if tags[child] == 'VBN' else 'subject'}"
    return ""
