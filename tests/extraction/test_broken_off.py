"""A text may break off anywhere: behind a preposition, a mark, half a quotation. No extractor may look for what is not there."""

from datetime import UTC, datetime

import pytest

from analystkit.extraction.article import extract_article
from analystkit.extraction.part import read_part
from analystkit.model.rows import Article

TEXTS = (
    "The minister said on Monday that the road was closed by the army before leaving for Oslo after talks with the premier.",
    "The premier rejected demands by miners for a ban on imports to Norway, by pointing to the costs of a strike against the port.",
    "“We are ready,” said Ana Lopes, who was, according to the ministry, “not prepared” to talk to, or about, the rebels.",
    "Gunmen shot dead a colonel of the Guards and two of his bodyguards in the village of Lipa, killing at least 20 and wounding up to 40.",
    "The court lifted its ban on the Aldmere Times in March 2021, two days after police raided, and then closed, the paper.",
    "Asked by reporters why he had left, he said no, and that the rebels must disarm by 3 May or the state would act against them.",
    "On December 25 Razi Mousavi, a commander of the Guards - and a friend of the president - was killed in an air strike near Damascus.",
    "The army did not withdraw after killing two men, as it had promised to do in a deal signed with the group in protest at the vote.",
    "The council, which condemned the arrest of a reporter by the police, asked a judge to let her go to and from the U.S. by plane.",
    "Rescuers raised the number of people killed in Monday's blast to 101, from 89 on Tuesday, and lowered to 49 the number of the wounded.",
)  # fmt: skip


@pytest.mark.parametrize("text", TEXTS)
def test_a_text_may_break_off_anywhere(nlp, text):
    words = text.split()
    cut = [" ".join(words[:length]) for length in range(1, len(words) + 1)]
    for number, (short, doc) in enumerate(zip(cut, nlp.pipe(cut), strict=True)):
        article = Article(f"a{number}", "", short, datetime(2024, 3, 5, tzinfo=UTC))
        rows = extract_article(article, [read_part(article, "text", doc)])
        for row in (*rows.events, *rows.quotes, *rows.mentions, *rows.dates, *rows.places):
            assert 0 <= row.start < row.end <= len(short)
