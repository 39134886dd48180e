"""Text to spaCy Doc: choosing and loading a pipeline, parsing in batches, the embedded weights.

spaCy is imported when a pipeline is first loaded, not when this package is.
"""

from analystkit.pipeline.integrity import pipeline_fingerprint
from analystkit.pipeline.loading import (
    ACCURATE,
    EMBEDDED,
    SMALL,
    embedded_fingerprint,
    installed_pipelines,
    load_pipeline,
)
from analystkit.pipeline.parsing import Parsed, parse

__all__ = [
    "ACCURATE",
    "EMBEDDED",
    "SMALL",
    "Parsed",
    "embedded_fingerprint",
    "installed_pipelines",
    "load_pipeline",
    "parse",
    "pipeline_fingerprint",
]
