"""Quotations: who said what, in marks and out of them, with the words as evidence."""

from __future__ import annotations

from analystkit.extraction.part import ArticlePart
from analystkit.extraction.quotation.attributions import attribute
from analystkit.extraction.quotation.confidence import confidence_table
from analystkit.extraction.quotation.cues import cue_table, find_cues
from analystkit.extraction.quotation.labels import POST, labelled, of_another
from analystkit.extraction.quotation.rows import quote_rows
from analystkit.extraction.quotation.scene import read_scene
from analystkit.extraction.quotation.sources import SpeakerLinker, source_table
from analystkit.extraction.quotation.standing import attribute_passages
from analystkit.lexicon import Lexicon
from analystkit.model.rows import Mention, Quote


def extract_quotes(part: ArticlePart, mentions: list[Mention], lexicon: Lexicon) -> list[Quote]:
    """Extract the quotations of one part of an article: direct, indirect and mixed.

    Parameters
    ----------
    part : ArticlePart
        The title or text, parsed.
    mentions : list of Mention
        The mentions of this part; a speaker is linked to the one it overlaps best. May be empty.
    lexicon : Lexicon
        Its table ``cues`` says which words attribute.

    Returns
    -------
    list of Quote
        In order of their content. Passages in marks that quote nobody (scare quotes, titles of works, nicknames) are there too,
        with status "rejected" and the reason. Where no speaker is found the speaker is empty and `reason` says why.
    """
    table = cue_table(lexicon)
    sources = source_table(lexicon)
    scene = read_scene(part, table, sources.labels)
    found, spoken = labelled(scene)
    for hit in find_cues(part.tokens, scene.inside, table):
        label = spoken.get(scene.stretches[scene.stretch_of[hit.index]].paragraph) if spoken else None
        if label == POST:
            continue
        attribution = attribute(scene, hit)
        if attribution is not None and (label is None or of_another(scene, attribution)):
            found.append(attribution)
    found, rejected = attribute_passages(scene, found)
    return quote_rows(
        scene, found, rejected, SpeakerLinker(scene, mentions, sources), confidence_table(lexicon)
    )
