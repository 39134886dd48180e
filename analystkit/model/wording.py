"""How counts are written, everywhere the same."""


def count_phrase(number: int, noun: str) -> str:
    """Write a count with its noun: "1 story", "1,204 stories"."""
    plural = f"{noun[:-1]}ies" if noun.endswith("y") and noun[-2:-1] not in "aeiou" else f"{noun}s"
    return f"{number:,} {noun if number == 1 else plural}"
