"""The nouns of the toolkit: spans, date ranges, rows, ids and the frames' schema."""
