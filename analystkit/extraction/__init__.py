"""One parsed article to rows: mentions, quotes, events, dates, places."""
