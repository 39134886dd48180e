"""Measure places: are the names of annotated incidents found, in the right country, and what does a token cost.

    python benchmarks/places.py [TEMPLATES.jsonl] [--pipeline NAME] [--misses 0]

TEMPLATES has one document a line: ``text`` and ``templates`` whose ``location`` goes from country to site ("PERU: HUANUCO
(DEPARTMENT): UCHIZA (TOWN)"); see the README beside the gold files. A name counts where it stands in the text; its country is
right where the place found has the code of the country the template begins with.
"""

from __future__ import annotations

import argparse
import json
import re
import time
from collections import Counter
from pathlib import Path
from typing import Any

from analystkit.extraction.gazetteer import gazetteer
from analystkit.extraction.mentions import extract_mentions
from analystkit.extraction.part import read_part
from analystkit.extraction.places import extract_places
from analystkit.lexicon import Lexicon
from analystkit.model.rows import Article
from analystkit.pipeline import load_pipeline

GOLD = Path(__file__).resolve().parents[1] / ".." / "shared" / "gold" / "events" / "muc4_dev.jsonl"
_KIND = re.compile(r"\([^()]*\)")


def main() -> None:
    """Run the benchmark from the command line."""
    arguments = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    arguments.add_argument("gold", nargs="?", type=Path, default=GOLD)
    arguments.add_argument("--pipeline", default=None, help="a spaCy pipeline; the embedded one by default")
    arguments.add_argument(
        "--misses", type=int, default=0, help="print this many of the names that were missed most"
    )
    chosen = arguments.parse_args()
    documents = [json.loads(line) for line in chosen.gold.read_text("utf-8").splitlines() if line.strip()]
    nlp: Any = load_pipeline(chosen.pipeline) if chosen.pipeline else load_pipeline()
    lexicon = Lexicon.default()
    known = gazetteer(lexicon)
    counts: Counter[str] = Counter()
    missed: Counter[str] = Counter()
    seconds = 0.0
    for number, document in enumerate(documents):
        wanted = _wanted(document)
        if not wanted:
            continue
        text = document["text"]
        part = read_part(Article(str(number), "", text), "text", nlp(text))
        mentions = extract_mentions([part], lexicon)
        begun = time.process_time()
        found = extract_places(part, mentions, lexicon)
        seconds += time.process_time() - begun
        counts["tokens"] += len(part.tokens)
        for name, country in wanted:
            codes = {place.country for place in known.lookup(country) if place.kind == "country"}
            spots = [match.start() for match in re.finditer(rf"\b{re.escape(name)}\b", text, re.IGNORECASE)]
            if not spots:
                continue
            counts["names"] += 1
            hits = [p for p in found for s in spots if p.start < s + len(name) and s < p.end]
            counts["found"] += bool(hits)
            counts["country"] += any(p.country in codes for p in hits)
            counts["elsewhere"] += bool(hits) and all(p.country and p.country not in codes for p in hits)
            counts["point"] += any(p.latitude is not None for p in hits)
            if not hits:
                missed[name] += 1
    for name, value in counts.items():
        share = f" {100 * value / max(counts['names'], 1):.1f} %" if name not in ("tokens", "names") else ""
        print(f"{name} {value}{share}")
    print(f"{seconds / max(counts['tokens'], 1) * 1e6:.2f} us a token")
    for name, count in missed.most_common(chosen.misses):
        print(count, name)


def _wanted(document: dict[str, Any]) -> set[tuple[str, str]]:
    """Return (name, country) of every level of every location, ranges ("A - B") taken apart."""
    wanted = set()
    for template in document.get("templates") or []:
        for location in re.split(r"[/;]", template.get("location") or ""):
            levels = [_KIND.sub("", level).strip() for level in location.split(":")]
            country = levels[0].split(" - ")[0].strip()
            wanted |= {
                (name.strip(), country)
                for level in levels
                for name in level.split(" - ")
                if len(name.strip()) > 2
            }
    return wanted


if __name__ == "__main__":
    main()
