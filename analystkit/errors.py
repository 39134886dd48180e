"""The error tree: every error says what was expected, what was found and what to do.

```
AnalystkitError
├── InputError      (ValueError)       a path, frame or argument that cannot be used
│   └── DateError                      text given as a date that is not one
├── ReadError       (OSError)          a file that cannot be read at all
├── PipelineError   (ValueError)       a spaCy pipeline that is missing, damaged or unfit
├── LexiconError    (ValueError)       a lexicon table with a bad column or value
├── TimeLimitError  (TimeoutError)     an article that took longer than its length allows
├── StoreError      (OSError)          a saved corpus that is damaged, locked or not one
├── TooLargeError   (MemoryError)      a frame that would not fit into memory
├── ReviewError     (ValueError)       a review decision that cannot be recorded or replayed
└── MissingExtra    (ImportError)      an optional dependency that is not installed
```

Each class also derives from the built-in a caller would expect, so `except ValueError` keeps working.
"""

from __future__ import annotations


class AnalystkitError(Exception):
    """Root of all errors raised on purpose by analystkit."""


class InputError(AnalystkitError, ValueError):
    """A path, frame or argument that cannot be used as given."""


class DateError(InputError):
    """Text given as a date that is not a date."""


class ReadError(AnalystkitError, OSError):
    """A file that cannot be read at all."""


class PipelineError(AnalystkitError, ValueError):
    """A spaCy pipeline that is missing, damaged or lacks what extraction needs."""


class LexiconError(AnalystkitError, ValueError):
    """A lexicon table with a missing column or a value outside its vocabulary."""


class TimeLimitError(AnalystkitError, TimeoutError):
    """An article that took longer to read or extract than its length allows."""


class StoreError(AnalystkitError, OSError):
    """A saved corpus that is damaged, locked by another writer, or not a corpus."""


class TooLargeError(AnalystkitError, MemoryError):
    """A frame that would not fit into memory; the message says how to do without it."""


class ReviewError(AnalystkitError, ValueError):
    """A review decision that cannot be recorded or replayed."""


class MissingExtra(AnalystkitError, ImportError):
    """An optional dependency that is not installed; the message gives the install line."""

    def __init__(self, package: str, extra: str) -> None:
        super().__init__(
            f"{package} is needed for this and is not installed: pip install 'analystkit[{extra}]'"
        )
        self.package = package
        self.extra = extra
