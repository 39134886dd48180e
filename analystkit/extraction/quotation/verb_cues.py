"""Cues that are verbs: "Ito said that", "Ito urged them to", "was criticised by"."""

from __future__ import annotations

from analystkit.extraction.quotation.attribution import Attribution
from analystkit.extraction.quotation.blows import dealt
from analystkit.extraction.quotation.clauses import Content, right_content
from analystkit.extraction.quotation.cues import (
    INFINITIVE,
    NOUN_PHRASE,
    OBJECT_AS,
    OBJECT_COMPLEMENT,
    PARENTHETICAL,
    SAYING,
    CueHit,
)
from analystkit.extraction.quotation.parentheses import around_cue, opens_quotation
from analystkit.extraction.quotation.passives import agent, passive
from analystkit.extraction.quotation.phrases import Span, phrase_before
from analystkit.extraction.quotation.quoted_as import left_of_quoted, quoted_as, quotes_somebody
from analystkit.extraction.quotation.relatives import by_relative
from analystkit.extraction.quotation.scene import Scene, Stretch
from analystkit.extraction.quotation.speakers import (
    inverted_speaker,
    main_subject,
    speaker_before,
    speaker_by_parse,
    whole_subject,
)
from analystkit.extraction.quotation.unsaid import comes_upon, names_source
from analystkit.extraction.tags import NOUNS, TENSED


def by_verb(scene: Scene, stretch: Stretch, hit: CueHit) -> Attribution | None:
    """Return what a verb attributes: behind it, before it or around it."""
    entry = hit.entry
    if scene.tokens.dep[hit.index] == "amod":
        # "the added security", "a tell-all book": a participle that describes a noun says nothing.
        return None
    if _nickname(scene, hit.index):
        return None
    if hit.entry.lemma in scene.table.words["sourcing"] and quotes_somebody(scene, hit.index):
        # "He was quoted by the paper as saying": what he says is his.
        return None
    is_passive = hit.kind == "VERB" and passive(scene, hit.index)
    if not is_passive and hit.kind == "VERB":
        divided = by_relative(scene, stretch, hit)
        if divided is not None:
            return divided
    around = entry.sense(SAYING, PARENTHETICAL)
    if around and not is_passive and not _goes_on_to(scene, stretch, hit):
        found = around_cue(scene, stretch, hit, around) or left_of_quoted(scene, stretch, hit, around)
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
    if _on_terms(scene, content):
        return None
    speaker, how = subject_of(scene, stretch, hit.index)
    if speaker and speaker[1] - speaker[0] > 1 and scene.tokens.tag[speaker[0]] == "WDT":
        # "the guard, which | it | says hands them over"
        speaker = (speaker[0] + 1, speaker[1])
    if content.pattern == NOUN_PHRASE and speaker and _does(scene, hit, speaker, content):
        return None
    if speaker is None and content.pattern == SAYING:
        # 'Said Ann Lee, "It rained."'
        speaker, how = inverted_speaker(scene, stretch, hit.end), "inverted"
        if speaker is not None and not opens_quotation(scene, stretch, speaker[1]):
            speaker = None
    if (
        content.pattern == SAYING
        and speaker is not None
        and _carries_on(scene, stretch, hit, speaker, content)
    ):
        content.pieces.insert(0, (stretch.first, speaker[0] - 1))
    reason = "" if speaker else "no subject"
    if speaker and not _disjoint(content, speaker):
        speaker, reason = None, "no subject"
    return Attribution(
        content.pieces, (hit.index, hit.end), speaker, content.sense, f"{content.pattern}-{how}", reason
    )


def _does(scene: Scene, hit: CueHit, speaker: Span, content: Content) -> bool:
    """Tell whether a verb with a noun phrase tells of a deed: a blow, a find, or whom somebody quotes."""
    said = content.pieces[0]
    if hit.entry.lemma in scene.table.words["finding"]:
        return comes_upon(scene, speaker, said)
    if hit.entry.lemma in scene.table.words["sourcing"] and names_source(scene, said):
        return True
    return dealt(scene, hit.index, speaker, said)


def _on_terms(scene: Scene, content: Content) -> bool:
    # "requested anonymity": how somebody wants to be quoted
    words = [word for first, last in content.pieces for word in scene.tokens.lower[first:last]]
    return words == ["anonymity"]


def _nickname(scene: Scene, verb: int) -> bool:
    # 'Lee, nicknamed "The Tiger", left': what somebody goes by is nobody's word
    tokens = scene.tokens
    bare = tokens.tag[verb] in {"VBN", "VBD"} and tokens.lower[verb - 1 : verb] in ([","], ["("])
    return bare and tokens.lemma[verb] in scene.table.words["dubbing"]


def _carries_on(scene: Scene, stretch: Stretch, hit: CueHit, speaker: Span, content: Content) -> bool:
    """Tell whether a quotation goes on with the words before its speaker: 'In other words, she said, "it is over"'."""
    tokens = scene.tokens
    first, last = stretch.first, speaker[0] - 1
    if (
        not first < last < hit.index
        or tokens.text[last] != ","
        or hit.end >= stretch.body
        or tokens.text[hit.end] != ","
    ):
        return False
    number = scene.inside[content.pieces[0][0]]
    begins = scene.part.text[scene.passages[number].inner_start] if number >= 0 else "A"
    return begins.islower() and scene.outside(first, last) and tokens.tag[first] != "CC"


def _goes_on_to(scene: Scene, stretch: Stretch, hit: CueHit) -> bool:
    """Tell whether an infinitive completes a verb that takes none to report by ("continued to block")."""
    tokens, index = scene.tokens, hit.end
    return (
        INFINITIVE not in hit.entry.patterns
        and index + 1 < stretch.body
        and tokens.lower[index] == "to"
        and tokens.tag[index + 1] == "VB"
        and tokens.head[index + 1] == hit.index
    )


def _clause_follows(scene: Scene, stretch: Stretch, index: int) -> bool:
    """Tell whether what follows can only be a reported clause: it opens with "that" or a subject pronoun."""
    tokens = scene.tokens
    if index + 1 >= stretch.body or scene.inside[index] >= 0:
        return False
    return tokens.lower[index] in {"that", "he", "she", "they", "it", "we", "i"} or (
        tokens.tag[index] in {"NNP", "DT"} and tokens.tag[index + 1] in {"MD", "VBZ", "VBD"}
    )


def _passive(scene: Scene, stretch: Stretch, hit: CueHit, content: Content) -> Attribution | None:
    by = agent(scene, stretch, hit.index)
    reason = "" if by else "passive without agent"
    pieces = content.pieces
    if content.pattern in {INFINITIVE, OBJECT_AS, OBJECT_COMPLEMENT}:
        subject = speaker_before(scene, stretch, hit.index)
        if subject is not None:
            # "The port is expected to reopen": what is expected is the whole of it.
            pieces = [subject, *pieces]
    return Attribution(pieces, (hit.index, hit.end), by, content.sense, f"{content.pattern}-passive", reason)


def _criticised(scene: Scene, stretch: Stretch, hit: CueHit) -> Attribution | None:
    """Return the attribution of a passive with its agent: "The plan was denounced by the union"."""
    sense = hit.entry.patterns.get(NOUN_PHRASE)
    by = agent(scene, stretch, hit.index) if sense else None
    subject = speaker_before(scene, stretch, hit.index) if by else None
    if by is None or subject is None:
        return None
    return Attribution([subject], (hit.index, hit.end), by, sense, "n-passive")


def _disjoint(content: Content, speaker: Span) -> bool:
    return all(speaker[1] <= first or last <= speaker[0] for first, last in content.pieces)


def subject_of(scene: Scene, stretch: Stretch, verb: int) -> tuple[Span | None, str]:
    """Return the subject of a verb, and how it was found: by word order, by the parse, or as the main clause's."""
    tokens = scene.tokens
    quoted = quoted_as(scene, stretch, verb)
    if quoted is not None:
        return quoted, "quoted"
    if tokens.tag[verb] == "VBG" and verb > stretch.first + 1 and tokens.tag[verb - 1] in NOUNS:
        side = phrase_before(scene, stretch, verb - 1)
        if side is not None and side[0] > stretch.first and tokens.lower[side[0] - 1] == "with":
            # "The truce broke down, with | each side | accusing the other"
            return side, "order"
    if tokens.tag[verb] == "VBG" and verb > stretch.first and tokens.text[verb - 1] == ",":
        main = main_subject(scene, stretch, verb)
        if main is not None:
            return main, "main"
    if tokens.tag[verb] in TENSED:
        before = speaker_before(scene, stretch, verb)
        if before is not None:
            return whole_subject(scene, stretch, verb, before), "order"
    parsed = speaker_by_parse(scene, stretch, verb)
    if parsed is not None:
        return parsed, "parse"
    before = speaker_before(scene, stretch, verb)
    if before is None and tokens.tag[verb] in {"VBG", "VBN"}:
        before = main_subject(scene, stretch, verb)
    return (before, "order") if before else (None, "none")
