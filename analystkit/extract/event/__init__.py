"""Event extraction: triggers from the lexicon, roles and factuality from the parse, a room for each question.

`triggers` (what counts as an event), `clause` (who stands where in the sentence), `kinds` (what sort of thing a noun
names), `roles` (who did it to whom), `governors` (what stands above a trigger), `factuality` (did it happen),
`attribution` (who says so), `casualties`, `weapons`, `when_where` (the rest of the row).
"""
