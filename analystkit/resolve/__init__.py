"""Rows of many articles to canonical things: actors, incidents, stories."""
