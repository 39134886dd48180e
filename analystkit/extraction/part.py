"""One part of an article as extraction sees it: the text, and its tokens as plain lists.

Reading a `Token` attribute costs about a tenth of a microsecond and a Python object; extractors look at every token
many times. `Tokens` pulls each layer out of the `Doc` once (a single `to_array`), and strings of equal id are the
same object. Extractors work on these lists and never on the `Doc`.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from itertools import chain, pairwise
from typing import TYPE_CHECKING

from analystkit.extraction.datelines import detach_dateline
from analystkit.extraction.descent import children_of
from analystkit.extraction.gerunds_apart import CHARGING, FORCING, free_forced, hang_charges
from analystkit.extraction.hyphens import HYPHENS, join_hyphened
from analystkit.extraction.main_verbs import OPENERS, RELATIVES, find_main_verbs
from analystkit.extraction.misread_nouns import read_nouns
from analystkit.extraction.name_heads import join_names
from analystkit.extraction.opened_clauses import open_clauses
from analystkit.extraction.opening_regions import REGIONS, part_regions
from analystkit.extraction.plotted_deeds import PLANNING, hang_plots
from analystkit.extraction.possessors import MARKS, join_possessors
from analystkit.extraction.second_verbs import JOINING, SUMMONING, hang_purposes, join_past_tenses
from analystkit.extraction.stray_subjects import PARTED, SAYING, part_stray_subjects
from analystkit.extraction.told_clauses import OPENING, join_told_clauses
from analystkit.extraction.written_titles import join_titles
from analystkit.model.ids import ids_under
from analystkit.model.paragraphs import paragraphs
from analystkit.model.rows import Article, Sentence

if TYPE_CHECKING:
    import numpy as np
    from spacy.tokens import Doc

_LAYERS = (
    "ORTH",
    "LOWER",
    "LEMMA",
    "TAG",
    "POS",
    "DEP",
    "HEAD",
    "ENT_TYPE",
    "ENT_IOB",
    "SENT_START",
    "IDX",
    "LENGTH",
)
# A string's id is its hash, the same in every vocabulary: what one Doc looked up serves the next.
_known_strings: dict[int, str] = {}
_MOST_STRINGS = 1 << 17
_EVERYWHERE = slice(None)


@dataclass(slots=True)
class Tokens:
    """Parallel lists, one entry a token; `start`/`end` are offsets into the part, `head` a token index.

    `children[i]` are the tokens whose head is i, in order; `sentence[i]` the index of the sentence; `entity` is the entity label
    ("" outside) and `entity_start[i]` is true on the first token of a name, `noun[i]` where the part of speech is that of common nouns.
    `positions` are the indices of each word of `lower`: words are far fewer than tokens, so that what holds of a word is asked once for each,
    and where some words stand nobody has to search for; `inflected` has those of the lemmas whose word is another. `cased` are the indices of
    the tokens that are not all lower case, `labelled` those in names.
    """

    text: list[str]
    lower: list[str]
    lemma: list[str]
    tag: list[str]
    noun: list[bool]
    dep: list[str]
    head: list[int]
    entity: list[str]
    entity_start: list[bool]
    start: list[int]
    end: list[int]
    sentence: list[int]
    children: list[list[int]]
    positions: dict[str, list[int]]
    inflected: dict[str, list[int]]
    cased: list[int]
    labelled: list[int]
    # The tokens of spans of offsets, as they become known: each extractor asks for those of each mention.
    spans: dict[tuple[int, int], range] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.text)

    def at(self, offset: int) -> int:
        """Return the index of the token that holds or precedes a code point offset (-1 before the first)."""
        return bisect_right(self.start, offset) - 1

    def where(self, words: Set[str]) -> list[int]:
        """Return the indices of the tokens that are one of some words in lower case."""
        return _standing(words, self.positions)

    def called(self, words: Set[str], lemmas: Set[str]) -> list[int]:
        """Return the indices of the tokens that are one of some words in lower case or have one of some lemmas."""
        return sorted({*_standing(words, self.positions), *_standing(lemmas, self.inflected)})

    def with_lemma(self, lemmas: Set[str]) -> list[int]:
        """Return the indices of the tokens that have one of some lemmas."""
        return [index for index in self.called(lemmas, lemmas) if self.lemma[index] in lemmas]

    def span(self, start: int, end: int) -> range:
        """Return the indices of the tokens that overlap [start, end)."""
        found = self.spans.get((start, end))
        if found is None:
            starts = self.start
            first = (bisect_right(starts, start) or 1) - 1
            if first < len(starts) and self.end[first] <= start:
                first += 1
            found = self.spans[start, end] = range(first, bisect_left(starts, end, first))
        return found

    def subtree(self, index: int) -> list[int]:
        """Return the indices below and including a token, sorted."""
        found, stack = [], [index]
        while stack:
            node = stack.pop()
            found.append(node)
            stack.extend(self.children[node])
        return sorted(found)


@dataclass(slots=True)
class ArticlePart:
    """The title or the text of one article, parsed.

    `paragraphs` and `sentences` are in order; sentences never cross a paragraph. `text` is the text as read: rows
    take their words from it, not from the `Doc`, whose text may have runs of symbols masked for the parser.
    """

    article_id: str
    part: str
    text: str
    tokens: Tokens
    published: datetime | None
    paragraphs: list[tuple[int, int]]
    sentences: list[Sentence]
    sentence_tokens: list[tuple[int, int]]
    sentence_starts: list[int] = field(init=False)
    paragraph_starts: list[int] = field(init=False)

    def __post_init__(self) -> None:
        # What offsets are looked up in, a few times for each row.
        self.sentence_starts = [sentence.start for sentence in self.sentences]
        self.paragraph_starts = [start for start, _ in self.paragraphs]

    def sentence_at(self, offset: int) -> int:
        """Return the index of the sentence that holds or precedes an offset (0 before the first)."""
        return max(bisect_right(self.sentence_starts, offset) - 1, 0)

    def paragraph_at(self, offset: int) -> int:
        """Return the index of the paragraph that holds or precedes an offset (0 before the first)."""
        return max(bisect_right(self.paragraph_starts, offset) - 1, 0)

    def sentence_id_at(self, offset: int) -> str:
        """Return the id of the sentence that holds an offset, "" for a part without sentences."""
        return self.sentences[self.sentence_at(offset)].sentence_id if self.sentences else ""

    def words(self, start: int, end: int) -> str:
        """Return the text of a span as read."""
        return self.text[start:end]


def read_part(article: Article, part: str, doc: Doc) -> ArticlePart:
    """Build the part from a parsed `Doc`.

    Parameters
    ----------
    article : Article
        The article the part belongs to.
    part : str
        "title" or "text".
    doc : spacy.tokens.Doc
        The parse of exactly that part; token offsets index into the part's text.
    """
    text = article.title if part == "title" else article.text
    tokens, firsts = _read_tokens(doc)
    breaks = paragraphs(text)
    paragraph_starts = [start for start, _ in breaks]
    sentence_id = ids_under("s", article.article_id, part)
    sentences: list[Sentence] = []
    bounds: list[tuple[int, int]] = []
    starts, ends, sentence = tokens.start, tokens.end, tokens.sentence
    for first, last in pairwise([*firsts, len(tokens)]):
        start, end = starts[first], ends[last - 1]
        while start < end and text[start].isspace():
            start += 1
        while end > start and text[end - 1].isspace():
            end -= 1
        if start == end:
            # Only white space: attach its tokens to the sentence before, so that every token has a sentence.
            if bounds:
                bounds[-1] = (bounds[-1][0], last)
            continue
        paragraph = max(bisect_right(paragraph_starts, start) - 1, 0)
        sentences.append(Sentence(sentence_id(start), article.article_id, part, start, end, paragraph))
        # White space before the first sentence belongs to it.
        bounds.append((first if bounds else 0, last))
    for number, (first, last) in enumerate(bounds):
        sentence[first:last] = [number] * (last - first)
    if bounds and part == "text":
        detach_dateline(tokens, *bounds[0])
    return ArticlePart(article.article_id, part, text, tokens, article.published, breaks, sentences, bounds)


@cache
def _numbers() -> tuple[list[int | str], int]:
    """Return what spaCy calls the layers, and the part of speech of common nouns."""
    from spacy import attrs
    from spacy.parts_of_speech import IDS

    return [getattr(attrs, name) for name in _LAYERS], IDS["NOUN"]


def _read_tokens(doc: Doc) -> tuple[Tokens, list[int]]:
    """Return the tokens, of no sentence yet, and the first of each sentence."""
    import numpy as np

    layers, nouns = _numbers()
    array = doc.to_array(layers).T
    columns = (
        dict(zip(_LAYERS, array, strict=True)) if len(doc) else dict.fromkeys(_LAYERS, np.zeros(0, np.uint64))
    )
    strings = doc.vocab.strings
    if len(_known_strings) > _MOST_STRINGS:
        _known_strings.clear()

    def read(layer: str, where: np.ndarray | slice = _EVERYWHERE) -> list[str]:
        keys = columns[layer][where].tolist()
        known = _known_strings
        try:
            return list(map(known.__getitem__, keys))
        except KeyError:
            for key in set(keys) - known.keys():
                known[key] = strings[key] if key else ""
            return list(map(known.__getitem__, keys))

    def read_over(words: list[str], under: np.ndarray | int, layer: str) -> tuple[list[str], list[int]]:
        # Most words are lower case, most their own lemma, and most in no name: only what differs from the layer under it is looked up.
        differing = (columns[layer] != under).nonzero()[0]
        words, indices = words.copy(), differing.tolist()
        for index, word in zip(indices, read(layer, differing), strict=True):
            words[index] = word
        return words, indices

    # HEAD is a signed offset stored in an unsigned array.
    heads = (columns["HEAD"].astype(np.int64) + np.arange(len(doc))).tolist()
    text, tag, dep = read("ORTH"), read("TAG"), read("DEP")
    lower, cased = read_over(text, columns["ORTH"], "LOWER")
    lemma, inflections = read_over(lower, columns["LOWER"], "LEMMA")
    entity, labelled = read_over([""] * len(text), 0, "ENT_TYPE")
    start, end = columns["IDX"].tolist(), (columns["IDX"] + columns["LENGTH"]).tolist()
    positions = _positions(lower, range(len(lower)))
    hyphens = _standing(HYPHENS, positions)
    if hyphens:
        join_hyphened(hyphens, text, tag, start, end, dep, heads)
    entity_start = (columns["ENT_IOB"] == 3).tolist()
    if forcing := _standing(FORCING, positions):
        free_forced(forcing, tag, dep, heads, lemma)
        inflections = sorted({*inflections, *forcing})
    roots = (columns["HEAD"] == 0).nonzero()[0].tolist()
    openers, relatives = _standing(OPENERS, positions), _standing(RELATIVES, positions)
    find_main_verbs(roots, openers, relatives, lower, tag, dep, heads)
    if openings := _standing(OPENING, positions):
        open_clauses(openings, lower, tag, dep, heads)
        join_told_clauses(openings, tag, dep, heads)
    hang_charges(_standing(CHARGING, positions), lower, tag, dep, heads)
    if joining := _standing(JOINING, positions):
        join_past_tenses(joining, tag, dep, heads)
    part_regions(_standing(REGIONS, positions), text, tag, dep, heads)
    hang_purposes(_standing(SUMMONING, positions), tag, dep, heads)
    hang_plots(_standing(PLANNING, positions), lower, lemma, tag, dep, heads)
    read_nouns(positions, text, lower, tag, dep, heads)
    part_stray_subjects(_standing(PARTED, positions), _standing(SAYING, positions), tag, dep, heads)
    join_possessors(_standing(MARKS, positions), tag, dep, heads)
    join_names(tag, entity, entity_start, labelled, dep, heads)
    join_titles(lower, tag, entity, entity_start, labelled, dep, heads)
    firsts = (columns["SENT_START"] == 1).nonzero()[0].tolist()
    if heads and firsts[:1] != [0]:
        firsts.insert(0, 0)
    tokens = Tokens(
        text=text, lower=lower, lemma=lemma, tag=tag,
        noun=(columns["POS"] == nouns).tolist(), dep=dep, head=heads,
        entity=entity, entity_start=entity_start, start=start, end=end,
        sentence=[0] * len(heads), children=children_of(heads), positions=positions,
        inflected=_positions(lemma, inflections), cased=cased, labelled=labelled,
    )  # fmt: skip
    return tokens, firsts


def _positions(words: Sequence[str], indices: Iterable[int]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for index in indices:
        word = words[index]
        if word in found:
            found[word].append(index)
        else:
            found[word] = [index]
    return found


def _standing(words: Set[str], positions: Mapping[str, list[int]]) -> list[int]:
    """Return where some words stand, in order: what is mended first must not hang on how a set is kept."""
    few, many = (words, positions) if len(words) < len(positions) else (positions, words)
    return sorted(chain.from_iterable([positions[word] for word in few if word in many]))
