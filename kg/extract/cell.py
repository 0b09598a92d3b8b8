"""A number of a table."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from decimal import Decimal

    from kg.language.dates import Date
    from kg.model import Mention, Span, Status


class Cell(NamedTuple):
    """A number of a table: its clause, the span of the row's head up to it, and what its row and column say.

    `status` is None where neither says it, `date` where nothing around the table does; `holder` is a school or
    division that a head or the caption names, `group` the part that is counted (女, 民办).
    """

    clause: Span
    span: Span
    name: str
    value: Decimal
    printed: str
    unit: str
    date: Date | None
    status: Status | None
    cue: str
    holder: Mention | None = None
    group: str = ""
