"""What the toolkit knows, as data: CSV tables and the loader that reads, extends and fingerprints them."""

from analystkit.lexicon.tables import Lexicon, Row, lexicon_of

__all__ = ["Lexicon", "Row", "lexicon_of"]
