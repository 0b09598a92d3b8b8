"""What one question may cost, and the answer of a question that was asked."""

from __future__ import annotations

from dataclasses import dataclass, field

from kg.errors import KgError

MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Bounds that hold for each question; the defaults suit a small machine that anybody may ask."""

    seconds: float = 20.0  # from the request's arrival to the answer, waiting included
    question: int = 64 * 1024  # bytes of SPARQL
    rows: int = 200_000  # rows or triples of an answer
    answer: int = 64 * MEGABYTE  # bytes of an answer
    memory: int = 2048 * MEGABYTE  # bytes of address space of a worker
    workers: int = 4  # questions that run at once
    waiting: int = 32  # questions that wait for a worker


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What a worker is asked: SPARQL, a saved question, labels of a kind of thing, words to search for, or a page.

    `page` is an address of the site that `kg view` writes.
    `media` are acceptable media types of an answer to SPARQL, the most wanted first. `default` and `named` are the
    graphs of the protocol's dataset, both None where the request names none. `why`: a saved question without rows is
    told the reason.
    """

    text: str = ""
    saved: str = ""
    params: dict[str, str] = field(default_factory=dict)
    labels: str = ""
    search: str = ""
    page: str = ""
    media: tuple[str, ...] = ()
    default: tuple[str, ...] | None = None
    named: tuple[str, ...] | None = None
    why: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """A whole answer, never a part of one. `notes` say why there are no rows; `asked` is the SPARQL that was run."""

    media: str
    body: bytes
    rows: int | None = None
    notes: tuple[str, ...] = ()
    asked: str = ""


class Refused(KgError):  # noqa: N818 — what a client is told
    """A request without an answer: what KgError says, and the status of HTTP (RFC 9110)."""

    def __init__(self, status: int, place: str, fact: str, next_step: str = "") -> None:
        """As KgError."""
        super().__init__(place, fact, next_step)
        self.status = status
