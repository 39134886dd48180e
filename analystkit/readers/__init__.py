"""Files to the articles frame: a file a format, one stream through all of them, every loss said."""

from analystkit.readers.articles import Reading, iter_articles, read_articles

__all__ = ["Reading", "iter_articles", "read_articles"]
