"""Accuracy and speed, reproducible: ``python -m benchmarks.accuracy`` and ``python -m benchmarks.speed``."""
