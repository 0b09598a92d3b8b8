"""What happens to an input that is not read."""

from __future__ import annotations

from kg.errors import KgError
from kg.model import Reason

LARGEST = 20_000_000  # bytes of a text
_LARGEST_FILE = 200_000_000  # bytes of a file that holds pictures beside its text, or other files
_TEXTS = frozenset({".txt", ".md", ".html", ".htm"})


class SetAside(KgError):  # noqa: N818 — named by what happens to the file; a walk yields it as a value too
    """A file that is not read, and why. `name` is as in Source."""

    def __init__(self, reason: Reason, name: str, fact: str, next_step: str = "") -> None:
        """The reason counts in the report; fact and next step are for people."""
        super().__init__(name, fact, next_step)
        self.reason, self.name = reason, name


def largest(suffix: str) -> int:
    """The most bytes that are read of a file of that format."""
    return LARGEST if suffix in _TEXTS else _LARGEST_FILE


def too_large(name: str, size: int, suffix: str) -> SetAside:
    """A document of more bytes than are read."""
    fact = f"has {size / 1e6:.0f} MB, more than the {largest(suffix) // 1_000_000} MB that are read"
    return SetAside(Reason.TOO_LARGE, name, fact, "split it into documents")
