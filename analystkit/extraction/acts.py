"""What a mention does or what is done to it: the verb above its head."""

from __future__ import annotations

from analystkit.extraction.part import Tokens

_ROLES = {"nsubj": "subject", "nsubjpass": "object", "dobj": "object"}


def act_of(tokens: Tokens, head: int) -> str:
    """Return the lemma of the verb a word is subject or object of and which of them ("arrest:object"), "" if of none.

    Passives are turned round, a later member of a list has the place of the first, and a participle behind a noun ("the man accused of")
    counts as its verb.
    """
    node = head
    for _ in range(4):
        if tokens.dep[node] != "conj" or not tokens.tag[tokens.head[node]].startswith(("NN", "PRP", "WP")):
            break
        node = tokens.head[node]
    dep, above = tokens.dep[node], tokens.head[node]
    role = _ROLES.get(dep, "")
    if dep == "pobj" and tokens.dep[above] == "agent":
        above, role = tokens.head[above], "subject"
    if role and tokens.tag[above].startswith("VB"):
        return f"{tokens.lemma[above].lower()}:{role}"
    for child in tokens.children[head]:
        if tokens.dep[child] == "acl" and tokens.tag[child] in ("VBN", "VBG"):
            return f"{tokens.lemma[child].lower()}:{'object' if tokens.tag[child] == 'VBN' else 'subject'}"
    return ""
