"""Names in OntoNotes' sense, read off annotations made for other ends."""
