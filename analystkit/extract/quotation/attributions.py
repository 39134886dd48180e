"""Cue by cue: who says what in a stretch."""

from __future__ import annotations

from dataclasses import dataclass

from analystkit.extract.quotation.clauses import Content, is_finished, left_content, right_content
from analystkit.extract.quotation.cues import CLAUSE, INFINITIVE, NOUN_PHRASE, OBJECT_AS, OBJECT_COMPLEMENT, PARENTHETICAL, QUESTION, SAYING, CueHit, Sense
from analystkit.extract.quotation.scene import Scene, Stretch
from analystkit.extract.quotation.speakers import (
    Span,
    agent,
    inverted_speaker,
    is_time,
    main_subject,
    noun_phrase_end,
    noun_speaker,
    passive,
    speaker_before,
    speaker_by_parse,
)

_SUBJECT_CASE = frozenset(("he", "she", "they", "i", "we", "it", "you", "who", "which"))
_CAUSATIVE = frozenset(("do", "let", "help", "make", "to", "not"))
_COPULA = frozenset(("be", "seem", "feel", "remain", "appear", "become", "sound", "look", "get"))


@dataclass(slots=True)
class Attribution:
    """One attribution in tokens: the pieces of content, the cue, the speaker (None where none is found)."""

    pieces: list[Span]
    cue: Span | None
    speaker: Span | None
    sense: Sense | None
    method: str
    reason: str = ""
    stretch: int = -1
    context: str = "main"
    nested: bool = False

    @property
    def pattern(self) -> str:
        """The complement or construction it was found by: the method without how the speaker was found."""
        return self.method.split("-")[0]


def attribute(scene: Scene, hit: CueHit) -> Attribution | None:
    """Return the attribution a cue makes, None if it makes none here."""
    stretch = scene.stretches[scene.stretch_of[hit.index]]
    if hit.kind in ("VERB", "FORM"):
        found = _by_verb(scene, stretch, hit)
    elif hit.kind == "NOUN":
        found = _by_noun(scene, stretch, hit)
    elif hit.kind == "ADJ":
        found = _by_adjective(scene, stretch, hit)
    elif hit.kind in ("PHRASE", "OWN"):
        found = _by_phrase(scene, stretch, hit)
    else:
        found = None
    if found is not None:
        found.stretch = scene.stretch_of[hit.index]
        found.context = context_of(scene, stretch, hit)
    return found


def context_of(scene: Scene, stretch: Stretch, hit: CueHit) -> str:
    """Return how the text asserts a cue: what a main clause says was said weighs more than what someone might say.

    Returns
    -------
    str
        "main", "participle" (saying ...), "gerund", "infinitive" (to say, may say), "relative", "subordinate" (if, when, because)
        or "other".
    """
    tokens = scene.tokens
    verb, tag = hit.index, tokens.tag[hit.index]
    if hit.kind not in ("VERB", "FORM"):
        return "main" if hit.kind in ("PHRASE", "OWN") else "other"
    if tag == "VB":
        before = verb - 1
        while before > stretch.first and tokens.tag[before] == "RB":
            before -= 1
        embedded = (
            before < stretch.first or tokens.tag[before] in ("TO", "MD") or tokens.lemma[before] in _CAUSATIVE
        )
        return "infinitive" if embedded or tokens.dep[verb] == "xcomp" else "main"
    if tag in ("VBG", "VBN"):
        before = verb - 1
        while before >= stretch.first and tokens.tag[before] == "RB":
            before -= 1
        if before < stretch.first or tokens.lemma[before] not in ("be", "have", "'s", "'ve"):
            if tag == "VBN":
                finite = tokens.dep[verb] in ("ROOT", "conj", "parataxis") or any(
                    tokens.dep[child] == "nsubj" for child in tokens.children[verb]
                )
                return "main" if finite else "relative"
            at_comma = (
                before < stretch.first
                or tokens.text[before] in (",", "-", "\u2014", "\u2013")
                or scene.inside[before] >= 0
            )
            return "participle" if at_comma or tokens.dep[verb] == "advcl" else "gerund"
    dep = tokens.dep[verb]
    left = [child for child in tokens.children[verb] if child < verb]
    if dep == "relcl" or any(tokens.tag[child] in ("WP", "WDT") for child in left):
        return "relative"
    if any(tokens.dep[child] == "mark" or tokens.tag[child] == "WRB" for child in left):
        return "subordinate"
    return "main"


def _by_verb(scene: Scene, stretch: Stretch, hit: CueHit) -> Attribution | None:
    entry = hit.entry
    is_passive = hit.kind == "VERB" and passive(scene, hit.index)
    around = entry.sense(SAYING, PARENTHETICAL)
    if around and not is_passive:
        found = _around(scene, stretch, hit, around)
        if found is not None:
            return found
    if hit.kind == "FORM" and not _clause_follows(scene, stretch, hit.end):
        return None
    content = right_content(scene, stretch, hit, hit.end, is_passive)
    if is_passive and content is None:
        return _criticised(scene, stretch, hit)
    if content is None:
        return None
    if is_passive:
        return _passive(scene, stretch, hit, content)
    speaker, how = _subject(scene, stretch, hit.index)
    if speaker is None and content.pattern == SAYING:
        # 'Said Ann Lee, "It rained."'
        speaker, how = inverted_speaker(scene, stretch, hit.end), "inverted"
        if speaker is not None and not _opens_quotation(scene, stretch, speaker[1]):
            speaker = None
    reason = "" if speaker else "no subject"
    if speaker and not _disjoint(content, speaker):
        speaker, reason = None, "no subject"
    return Attribution(
        content.pieces, (hit.index, hit.end), speaker, content.sense, f"{content.pattern}-{how}", reason
    )


def _clause_follows(scene: Scene, stretch: Stretch, index: int) -> bool:
    """Tell whether what follows can only be a reported clause: it opens with "that" or a subject pronoun."""
    tokens = scene.tokens
    if index + 1 >= stretch.body or scene.inside[index] >= 0:
        return False
    return tokens.lower[index] in ("that", "he", "she", "they", "it", "we", "i") or (
        tokens.tag[index] in ("NNP", "DT") and tokens.tag[index + 1] in ("MD", "VBZ", "VBD")
    )


def _passive(scene: Scene, stretch: Stretch, hit: CueHit, content: Content) -> Attribution | None:
    by = agent(scene, stretch, hit.index)
    reason = "" if by else "passive without agent"
    pieces = content.pieces
    if content.pattern in (INFINITIVE, OBJECT_AS, OBJECT_COMPLEMENT):
        subject = speaker_before(scene, stretch, hit.index)
        if subject is not None:
            # "The port is expected to reopen": what is expected is the whole of it.
            pieces = [subject, *pieces]
    return Attribution(
        pieces, (hit.index, hit.end), by, content.sense, f"{content.pattern}-passive", reason
    )


def _criticised(scene: Scene, stretch: Stretch, hit: CueHit) -> Attribution | None:
    """Return the attribution of a passive with its agent: "The plan was denounced by the union"."""
    sense = hit.entry.sense(NOUN_PHRASE)
    by = agent(scene, stretch, hit.index) if sense else None
    subject = speaker_before(scene, stretch, hit.index) if by else None
    if by is None or subject is None:
        return None
    return Attribution([subject], (hit.index, hit.end), by, sense, "n-passive")


def _disjoint(content: Content, speaker: Span) -> bool:
    return all(speaker[1] <= first or last <= speaker[0] for first, last in content.pieces)


def _subject(scene: Scene, stretch: Stretch, verb: int) -> tuple[Span | None, str]:
    tokens = scene.tokens
    if tokens.tag[verb] == "VBG" and verb > stretch.first and tokens.text[verb - 1] == ",":
        main = main_subject(scene, stretch, verb)
        if main is not None:
            return main, "main"
    if tokens.tag[verb] in ("VBD", "VBZ", "VBP"):
        before = speaker_before(scene, stretch, verb)
        if before is not None:
            return before, "order"
    parsed = speaker_by_parse(scene, stretch, verb)
    if parsed is not None:
        return parsed, "parse"
    before = speaker_before(scene, stretch, verb)
    if before is None and tokens.tag[verb] in ("VBG", "VBN"):
        before = main_subject(scene, stretch, verb)
    return (before, "order") if before else (None, "none")


def _around(scene: Scene, stretch: Stretch, hit: CueHit, sense: Sense) -> Attribution | None:
    """Try the verb of saying that stands behind or inside its content ("It rained," said Ann Lee)."""
    tokens, inside = scene.tokens, scene.inside
    verb, after = hit.index, hit.end
    before = verb - 1
    while (
        before >= stretch.first
        and inside[before] < 0
        and (tokens.tag[before] in ("RB", "MD", "_SP") or tokens.lemma[before] in ("have", "be", "do"))
    ):
        before -= 1
    if before < stretch.first:
        return None
    at_mark = inside[before] >= 0 or tokens.text[before] == "," or scene.is_dash(before)
    if at_mark and tokens.tag[verb] in ("VBD", "VBZ", "VBP", "VBN", "NNS", "NN", "VB"):
        speaker = inverted_speaker(scene, stretch, after)
        behind = speaker[1] if speaker else after
        if speaker and tokens.lower[speaker[0]] in ("him", "her", "them", "me", "us"):
            speaker = None
        closed = (
            inside[before] >= 0 and scene.part.text[scene.passages[inside[before]].inner_end - 1] in ",?!"
        )
        if speaker and (closed or is_finished(scene, stretch, behind)):
            content = left_content(scene, stretch, hit, (before + 1, behind), sense)
            if (
                content is not None
                and content.pattern == CLAUSE
                and not _parenthetical(scene, stretch, hit, behind)
            ):
                content = None
            if content is not None and not _subject_left(scene, stretch, verb, before):
                return Attribution(content.pieces, (verb, hit.end), speaker, sense, "left-inverted")
    speaker = speaker_before(scene, stretch, verb)
    how = "order"
    if speaker is not None and tokens.lower[speaker[0]] in ("which", "that"):
        return None
    if speaker is None:
        speaker, how = speaker_by_parse(scene, stretch, verb), "parse"
        if speaker is not None and speaker[0] > verb:
            speaker = None
    if speaker is None or speaker[0] >= verb:
        return None
    first = speaker[0]
    if first > stretch.first and tokens.lower[first - 1] == "as":
        first -= 1
        if first == stretch.first or tokens.text[first - 1] == ",":
            follows = _after_as_clause(scene, stretch, first, after)
            if follows is not None:
                return Attribution([follows], (verb, hit.end), speaker, sense, "left-as")
    if first == stretch.first or tokens.tag[verb] == "VBG":
        return None
    opening = _gap_start(scene, stretch, first)
    if opening is not None:
        # All that stands between a closing comma and the verb is the subject ("a statement carried by state media said").
        speaker, first = (opening, speaker[1]), opening
    quoted = inside[first - 1] >= 0 or (
        tokens.text[first - 1] == "," and first - 2 >= stretch.first and inside[first - 2] >= 0
    )
    if not (quoted and _no_object(scene, stretch, after)) and not is_finished(scene, stretch, after):
        return None
    opens = stretch.first
    if not quoted and _opens_quotation(scene, stretch, after) and tokens.tag[opens] not in ("IN", "WRB"):
        return None
    content = left_content(scene, stretch, hit, (first, after), sense)
    if content is None:
        return None
    if content.pattern == CLAUSE and not _parenthetical(scene, stretch, hit, after):
        return None
    return Attribution(content.pieces, (verb, hit.end), speaker, sense, f"left-{how}")


def _gap_start(scene: Scene, stretch: Stretch, first: int) -> int | None:
    """Return the token behind the passage a speaker follows, if only the rest of a noun phrase stands between."""
    tokens = scene.tokens
    index = first - 1
    while index >= stretch.first and scene.inside[index] < 0:
        if tokens.text[index] in (",", ";", ":") or tokens.tag[index] in ("VBD", "VBZ", "VBP", "MD", "CC") or first - index > 12:
            return None
        index -= 1
    if index < stretch.first or index == first - 1 or not scene.ends_with_comma(scene.inside[index]):
        return None
    return index + 1 if tokens.tag[index + 1] in ("DT", "NN", "NNS", "NNP", "JJ", "PRP$", "CD", "RB") else None


def _parenthetical(scene: Scene, stretch: Stretch, hit: CueHit, behind: int) -> bool:
    """Tell whether a cue may follow an unmarked clause: any verb of saying, others where punctuation closes them off."""
    entry = hit.entry
    sense = entry.sense(SAYING)
    saying = sense is not None and sense.strength >= 3 and CLAUSE in entry.patterns
    if saying and NOUN_PHRASE not in entry.patterns:
        return True
    if not saying and PARENTHETICAL not in entry.patterns:
        return False
    if behind >= stretch.body or scene.tokens.text[behind] in (",", ";", ")") or scene.is_dash(behind):
        return True
    return _opens_quotation(scene, stretch, behind)


def _after_as_clause(scene: Scene, stretch: Stretch, first: int, after: int) -> Span | None:
    """Return what follows "As Lee noted," where that opens the sentence, with or without a word before it."""
    tokens = scene.tokens
    if first - stretch.first > 4 or after >= stretch.body:
        return None
    index = after
    while index < min(stretch.body, after + 12) and tokens.text[index] not in (",", ":"):
        if scene.inside[index] >= 0 or tokens.tag[index] in ("VBD", "VBZ", "VBP", "MD"):
            return None
        index += 1
    if index + 1 >= stretch.body or tokens.text[index] not in (",", ":"):
        return None
    return index + 1, stretch.body


def _subject_left(scene: Scene, stretch: Stretch, verb: int, before: int) -> bool:
    """Tell whether the subject stands before an apposition's comma ("Lee, a nurse, told the court")."""
    if scene.inside[before] >= 0:
        return False
    subject = speaker_before(scene, stretch, verb)
    if subject is None or subject[1] not in (before, before + 1):
        return False
    if subject[0] == stretch.first or scene.inside[subject[0] - 1] >= 0:
        return True
    after = verb + 1
    return after < stretch.body and (is_time(scene, after) or scene.tokens.tag[after] == "IN")


def _no_object(scene: Scene, stretch: Stretch, after: int) -> bool:
    """Tell whether no reported clause follows a verb whose quotation went before."""
    tokens = scene.tokens
    if after >= stretch.body:
        return True
    return (
        tokens.lower[after] not in ("that", "whether", "if")
        and scene.inside[after] < 0
        and not (
            tokens.tag[after] in ("PRP", "EX")
            and after + 1 < stretch.body
            and tokens.tag[after + 1] in ("VBD", "VBZ", "VBP", "MD")
        )
    )


def _opens_quotation(scene: Scene, stretch: Stretch, after: int) -> bool:
    tokens = scene.tokens
    for index in range(after, min(stretch.body, after + 20)):
        if scene.inside[index] >= 0:
            return tokens.text[index - 1] in (",", ":")
        if tokens.tag[index] in ("VBD", "VBZ", "VBP"):
            return False
    return False


def _by_noun(scene: Scene, stretch: Stretch, hit: CueHit) -> Attribution | None:
    tokens = scene.tokens
    after = hit.end
    if after >= stretch.body or scene.inside[after] >= 0:
        return None
    speaker = noun_speaker(scene, stretch, hit.index)
    if speaker is not None and speaker[0] > hit.index:
        after = speaker[1]
        if after >= stretch.body:
            return None
    word = tokens.lower[after]
    if word == "that" and tokens.tag[after] == "IN" and CLAUSE in hit.entry.patterns:
        content = right_content(scene, stretch, hit, after, False)
    elif (
        word in hit.entry.prepositions
        or (word == "to" and "i" in hit.entry.patterns)
        or (QUESTION in hit.entry.patterns and word == "whether")
    ):
        content = right_content(scene, stretch, hit, after, False)
        if speaker is None and word != "that":
            speaker = _light_verb_subject(scene, stretch, hit.index)
            if speaker is None:
                return None
    else:
        return None
    if content is None:
        return None
    governor = tokens.head[hit.index]
    if tokens.dep[hit.index] in ("nsubj", "nsubjpass") and content.pieces[0][0] < governor < content.pieces[0][1]:
        # "His refusal to go made it worse": the noun is the subject of what follows its content.
        end = governor
        while end - 1 > content.pieces[0][0] and tokens.head[end - 1] == governor and tokens.dep[end - 1] in ("aux", "auxpass", "neg", "advmod"):
            end -= 1
        content.pieces[0] = (content.pieces[0][0], end)
    if speaker is None:
        speaker = _light_verb_subject(scene, stretch, hit.index)
    reason = "" if speaker else "no possessor"
    return Attribution(content.pieces, (hit.index, hit.end), speaker, content.sense, "noun", reason)


def _light_verb_subject(scene: Scene, stretch: Stretch, noun: int) -> Span | None:
    """Return the subject of the verb a noun cue is the object of ("made the claim that")."""
    tokens = scene.tokens
    head = tokens.head[noun]
    if tokens.dep[noun] in ("dobj", "attr") and tokens.lemma[head] in (
        "make", "issue", "give", "repeat", "express", "voice", "raise", "deliver", "release", "offer", "reject", "deny", "dismiss", "have", "announce", "unveil", "declare", "pledge", "reiterate",
    ):  # fmt: skip
        return _subject(scene, stretch, head)[0]
    return None


def _by_adjective(scene: Scene, stretch: Stretch, hit: CueHit) -> Attribution | None:
    tokens = scene.tokens
    index = hit.index - 1
    while index >= stretch.first and tokens.tag[index] in ("RB", "RBR", "RBS"):
        index -= 1
    if index < stretch.first or tokens.lemma[index] not in _COPULA:
        return None
    content = right_content(scene, stretch, hit, hit.end, False)
    if content is None:
        return None
    speaker, how = _subject(scene, stretch, index)
    if speaker is None or tokens.lower[speaker[0]] in ("it", "there"):
        return None
    return Attribution(content.pieces, (hit.index, hit.end), speaker, content.sense, f"adjective-{how}")


def _by_phrase(scene: Scene, stretch: Stretch, hit: CueHit) -> Attribution | None:
    tokens, inside = scene.tokens, scene.inside
    sense = hit.entry.patterns[CLAUSE]
    if hit.kind == "PHRASE":
        end = noun_phrase_end(scene, stretch, hit.end)
        if end is None:
            return None
        speaker: Span = (hit.end, end)
        group = (hit.index, end)
    else:
        assert hit.phrase is not None
        first = hit.index + hit.phrase.slot
        last = hit.end - (len(hit.phrase.words) - hit.phrase.slot - 1)
        speaker = (first, last - 1 if tokens.tag[last - 1] == "POS" else last)
        group = (hit.index, hit.end)
    cue = (hit.index, hit.end if hit.kind == "PHRASE" else hit.index + 1)
    first, after = group
    opening = first
    while opening > stretch.first and (
        tokens.tag[opening - 1] == "CC" or tokens.lower[opening - 1] in (",", "and", "but")
    ):
        opening -= 1
    if opening == stretch.first:
        start = after
        while start < stretch.body and tokens.text[start] in (",", ":") and inside[start] < 0:
            start += 1
        if start >= stretch.body:
            return None
        return Attribution([(start, stretch.body)], cue, speaker, sense, "phrase-before")
    if after + 1 < stretch.body and tokens.text[first - 1] == "," and tokens.text[after] == ",":
        # "The figure, according to the ministry, fell": the phrase interrupts a clause that began before it.
        finite = any(tokens.tag[i] in ("VBD", "VBZ", "VBP", "MD") for i in range(stretch.first, first))
        if not finite and scene.outside(stretch.first, first):
            pieces = [(stretch.first, first - 1), (after + 1, stretch.body)]
            return Attribution(pieces, cue, speaker, sense, "phrase-within")
    if after + 1 < stretch.body and inside[after + 1] >= 0 and tokens.text[after] in (",", ":"):
        return Attribution(
            [(after + 1, scene.passage_tokens[inside[after + 1]][1])], cue, speaker, sense, "phrase-before"
        )
    end = first
    while (
        end > stretch.first
        and tokens.text[end - 1] in (",", "-", "\u2014", "\u2013", "--")
        and inside[end - 1] < 0
    ):
        end -= 1
    start = stretch.first
    while start < end and (tokens.tag[start] == "CC" or tokens.text[start] == ",") and inside[start] < 0:
        start += 1
    if start >= end:
        return None
    return Attribution([(start, end)], cue, speaker, sense, "phrase-after")
