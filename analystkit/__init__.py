"""analystkit: news articles to pandas frames of events, actors and quotes, and the views an analyst needs."""

__version__ = "0.1.0"
