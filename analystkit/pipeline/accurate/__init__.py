"""The accurate pipeline: a fine-tuned transformer encoder with 8-bit weights, run by onnxruntime as spaCy components.

`components` is what spaCy sees; `network` runs the exported graph; the rest is what lies between a text and the graph and between
the graph's answers and a Doc.
"""
