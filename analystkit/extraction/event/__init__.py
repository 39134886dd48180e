"""Event extraction: triggers from the lexicon, roles and factuality from the parse, a room for each question.

`triggers` and `forms` (the compiled lexicon), `slots` and `matching` (which words are events), `clause` and `kinds` (who stands
where, and what a noun names), `roles` (who did it to whom), `governors`, `effects` and `factuality` (did it happen), `certainty` (how
sure, as a number), `attribution` and `parties` (who says so), `linking` (which triggers are one event), `casualties` and
`tolls`, `weapons`, `when`, `where`, `attachment`, `actions` (events of no type, on request), `reading` (the row and its evidence).
"""
